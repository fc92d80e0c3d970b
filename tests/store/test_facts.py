"""Facts: new, changed and unchanged records are told apart; moving touches both accounts."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact, DealKey
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent
from accountdesk.core.member import MemberFact, MemberKey
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.record import Fields
from accountdesk.core.touchpoint import ActivityFact
from accountdesk.store import facts, journal
from accountdesk.store.connection import Store
from accountdesk.store.facts import Put
from accountdesk.store.opening import open_store
from tests.builders import ACCOUNTS, ACME

ACCOUNT = Sent(ACME, AccountFact(ACME, "Acme", fields=Fields(size="5")), '{"Name":"Acme"}')
DANA = Sent(ACME, PersonFact(PersonKey("crm:dana"), "Dana"), '{"Name":"Dana"}')
ANA = Sent(None, MemberFact(MemberKey("crm:ana"), "Ana"), '{"Name":"Ana"}')


def put(store: Store, *page: Sent) -> Put:
    with store.transaction():
        return facts.put(store, page)


def known(store: Store, account: int) -> list[NamedTuple]:
    return [fact for _, fact in facts.of_accounts(store, [account])]


def test_the_same_page_twice_changes_nothing(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk.db"), create=True)
    acme = 1
    assert put(store, ACCOUNT, DANA, ANA) == Put(3, 0, 0, frozenset({acme, journal.TEAM}))
    assert put(store, ACCOUNT, DANA, ANA) == Put(0, 0, 3, frozenset())
    assert known(store, acme) == [ACCOUNT.known, DANA.known]
    assert known(store, journal.TEAM) == [ANA.known]


def test_what_says_the_same_to_us_is_unchanged_and_kept_as_it_was_sent(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk.db"), create=True)
    put(store, ACCOUNT)
    other = ACCOUNT._replace(raw='{"Name":"Acme","Colour":"red"}')
    assert put(store, other) == Put(0, 0, 1, frozenset())
    assert store.row("SELECT raw FROM fact_raw") == (other.raw,)


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (AccountFact(ACME, "Acme", renewal=date(1899, 1, 1)), "renewal"),
        (AccountFact(ACME, "half \ud83d"), "name"),
        (DealFact(DealKey("crm:1"), cents=2**63), "cents"),
        (ActivityFact("crm:1", date(3000, 1, 1)), "on"),
    ],
)
def test_what_no_fold_could_read_is_refused_and_the_rest_is_kept(
    tmp_path: Path, fact: NamedTuple, why: str
) -> None:
    store = open_store(str(tmp_path / "desk.db"), create=True)
    done = put(store, Sent(ACME, fact, "{}"), DANA)
    assert done.new == 1
    [(key, reason)] = done.refused
    assert (key, reason) == (fact[0], f"{why} cannot be read")


def test_a_record_that_moves_touches_both_accounts(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk.db"), create=True)
    put(store, DANA)
    assert put(store, DANA._replace(account=ACCOUNTS[1])) == Put(0, 1, 0, frozenset({1, 2}))
    assert known(store, 1) == []


def test_facts_are_sorted_by_what_they_are_about() -> None:
    found = facts.gathered([DANA.known, ACCOUNT.known, ANA.known])
    assert found.accounts == (ACCOUNT.known,)
    assert found.people == (DANA.known,)
    assert (found.deals, found.activities) == ((), ())
    assert AccountKey(ACCOUNT.known[0]) == ACME
