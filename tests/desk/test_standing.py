"""Where an account stands: seats, renewals, leavings and what is gone, said by the team."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded, AccountFact, Why
from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.fact import Sent
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.core.readings import readings
from accountdesk.core.state import AccountState
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.doctor import examine
from accountdesk.desk.facts_in import begin, finish, take
from accountdesk.desk.standing import add_left, add_renewal, confirm_gone, name_seats
from accountdesk.store import projections
from tests.builders import TODAY, a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        for name in ("Acme", "Globex"):
            add_account(found, AccountAdded(name))
        for name in ("Ana Ruiz", "Ben Ode"):
            add_member(found, MemberSaid(name))
        yield found


def state(desk: Desk, name: str) -> AccountState:
    return projections.state(desk.store, desk.account_called(name).account, desk.team())


def test_seats_of_several_accounts_are_named_at_once(desk: Desk) -> None:
    told = name_seats(desk, ["acme", "globex"], {Seat.FARMER: ["ben"], Seat.HUNTER: ["ana", "ben"]})
    assert told.words == (
        "Acme: farmer: Ben Ode",
        "Acme: hunter: Ana Ruiz, Ben Ode",
        "Globex: farmer: Ben Ode",
        "Globex: hunter: Ana Ruiz, Ben Ode",
    )
    assert [m.name for m in state(desk, "globex").farmers] == ["Ben Ode"]
    name_seats(desk, ["globex"], {Seat.FARMER: ["nobody"]})
    assert state(desk, "globex").farmers == ()


def test_one_unknown_name_records_nothing(desk: Desk) -> None:
    before = desk.store.rows("SELECT count(*) FROM entry")
    with pytest.raises(NotFound):
        name_seats(desk, ["acme", "nowhere"], {Seat.FARMER: ["ben"]})
    with pytest.raises(NotUnderstood, match="No member is called “zoe”"):
        name_seats(desk, ["acme"], {Seat.FARMER: ["zoe"]})
    with pytest.raises(NotUnderstood, match="--hunter NAME"):
        name_seats(desk, ["acme"], {Seat.FARMER: []})
    assert desk.store.rows("SELECT count(*) FROM entry") == before


def test_a_renewal_makes_a_customer_and_a_leaving_ends_it(desk: Desk) -> None:
    told = add_renewal(desk, "acme", "in 5 weeks", "1200", "eur")
    assert told.words == ("Acme: renewal Mon 28 Dec 2026, 1,200 EUR a year",)
    assert readings(state(desk, "acme"), desk.team(), TODAY).customer
    told = add_left(desk, "acme", "yesterday", "nobody called us back", Why.CARE)
    assert told.words == ("Acme: they left Sun 22 Nov 2026 (care) nobody called us back",)
    assert not readings(state(desk, "acme"), desk.team(), TODAY).customer


def source_sends(desk: Desk, *names: str) -> None:
    sent = []
    for name in names:
        key = AccountKey(f"crm:{name}")
        sent.append(Sent(key, AccountFact(key, name), "{}"))
    begin(desk, "crm", [])
    take(desk, "crm", iter(sent))
    lost = [AccountKey(f"crm:{name}") for name in ("One", "Two") if name not in names]
    finish(desk, "crm", lost, lists_accounts=True)
    desk.settle()


def test_what_its_source_lost_can_be_confirmed_and_the_doctor_is_content(desk: Desk) -> None:
    source_sends(desk, "One", "Two")
    source_sends(desk, "One")
    [found] = [f for f in examine(desk).findings if f.wrong]
    assert found.says.startswith("1 account gone from the source: Two.")
    assert confirm_gone(desk, "two", "merged").words == ("Two: gone, and rightly so: merged",)
    assert readings(state(desk, "two"), desk.team(), TODAY).seats == {}
    assert not any(f.wrong for f in examine(desk).findings)
    # It is not to stay hidden when its source has it again.
    source_sends(desk, "One", "Two")
    assert len(readings(state(desk, "two"), desk.team(), TODAY).seats) == 1


def test_a_customer_who_left_is_rightly_gone_too(desk: Desk) -> None:
    source_sends(desk, "One", "Two")
    source_sends(desk, "One")
    add_left(desk, "two", "today", None, None)
    assert not any(f.wrong for f in examine(desk).findings)


def test_what_is_there_cannot_be_confirmed_as_gone(desk: Desk) -> None:
    with pytest.raises(Refused, match="Acme is not gone from its source"):
        confirm_gone(desk, "acme", None)
    assert day(0) == TODAY
