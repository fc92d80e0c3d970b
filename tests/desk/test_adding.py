"""Adding by hand, policy, and rebuilding."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import account_list, rows
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.policy import decide, shown
from accountdesk.desk.rebuild import rebuild
from accountdesk.desk.undo import undo
from accountdesk.store import windows
from accountdesk.store.windows import Slice
from tests.builders import a_desk, day


def test_what_is_added_by_hand_is_on_the_page(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana"), desk.claim)
        added = add_account(desk, AccountAdded("  Globex   Labs "))
        assert added.words == "account added: Globex Labs"
        add_person(desk, added.key, PersonAdded("Dana", "CFO", "dana@globex.example", "+49 1"))
        add_deal(
            desk, "globex", DealAdded("Pilot", closes=day(20), cents=1_250_050, currency="EUR")
        )
        page = account_page(desk, "globex")
        assert page.about == "no customer yet · relational"
        assert page.seats == ("Hunters: Ana", "Farmers: unknown")
        assert dict(page.people)["People"] == ("Dana, CFO · dana@globex.example · +49 1",)
        assert page.deals == ("Pilot, open, 12,500.50 EUR, Sun 13 Dec",)
        assert page.whys == (("Hunters", "25 = decision 15 + nothing next 10"),)
        assert page.unknown == ("last two-way contact",)


def test_a_name_is_not_given_twice(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex Labs"))
        add_account(desk, AccountAdded("Globex"))  # how another name begins is no double
        add_account(desk, AccountAdded("Glöbex"))  # an accent may tell two apart
        with pytest.raises(Refused, match="already"):
            add_account(desk, AccountAdded("globex  LABS"))
        add_person(desk, "Globex", PersonAdded("Dana"))
        add_person(desk, "Globex Labs", PersonAdded("Dana"))
        with pytest.raises(Refused, match="second name"):
            add_person(desk, "Globex", PersonAdded("DANA"))
        add_member(desk, MemberSaid("Ana"))
        with pytest.raises(Refused, match="already"):
            add_member(desk, MemberSaid("ANA"))


def test_two_who_add_the_same_name_at_once_add_it_once(tmp_path: Path) -> None:
    """The check is made when nobody else can write, not before."""
    with a_desk(tmp_path / "desk.db") as one, a_desk(tmp_path / "desk.db") as two:
        added: list[str] = []

        def add(desk: Desk, name: str) -> None:
            with suppress(Refused):
                added.append(add_account(desk, AccountAdded(name)).key)

        with ThreadPoolExecutor(2) as pool:
            for number in range(20):
                jobs = [pool.submit(add, desk, f"n{number}") for desk in (one, two)]
                for job in jobs:
                    job.result()
        assert len(added) == 20


def test_who_i_am_is_said_once_and_in_one_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    with a_desk(path) as desk:
        added = add_member(desk, MemberSaid("Ana"), desk.claim)
        assert desk.team().name_of(desk.claim) == "Ana"
        with pytest.raises(Refused, match="ACCOUNTDESK_ACTOR"):
            add_member(desk, MemberSaid("Bea"), desk.claim)
        undo(desk, id_text(added.note), lambda question: True)
        assert desk.team().members == {}
        add_member(desk, MemberSaid("Ana"))
        add_member(desk, MemberSaid("ana"), desk.claim)  # she is there already: it is her
        assert [member.name for member in desk.team().members.values()] == ["Ana"]
        assert desk.team().name_of(desk.claim) == "Ana"
    monkeypatch.setenv("ACCOUNTDESK_ACTOR", "laptop")
    with a_desk(path) as desk:
        add_member(desk, MemberSaid("Ana"), desk.claim)
        assert desk.team().name_of("actor:laptop") == "Ana"


def test_a_deal_that_was_closed_was_closed_by_today(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        won = DealAdded("x", Outcome.WON, day(-3))
        assert add_deal(desk, "globex", won).words == "deal: x, won, Fri 20 Nov 2026"
        with pytest.raises(NotUnderstood, match="still to come"):
            add_deal(desk, "globex", won._replace(closes=day(1)))
        add_member(desk, MemberSaid("Ben"))
        add_deal(desk, "globex", DealAdded("y"), "ben")
        assert "Hunters: Ben" in account_page(desk, "globex").seats


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_name_has_a_length(tmp_path: Path, name: str) -> None:
    with a_desk(tmp_path / "desk.db") as desk, pytest.raises(NotUnderstood, match="1 to 200"):
        add_account(desk, AccountAdded(name))


def test_a_policy_is_decided_shown_and_taken_back_to_its_default(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        assert decide(desk, "cadence.relational", "14").value == 14
        assert decide(desk, "seats.labels", '["Jäger","Bauern"]').value == ["Jäger", "Bauern"]
        assert decide(desk, "seats.labels", "Jäger, Bauern").value == ["Jäger", "Bauern"]
        assert decide(desk, "customer.types", "partner").value == ["partner"]
        assert decide(desk, "customer.types", "default").default
        assert decide(desk, "zone", "none").default
        assert decide(desk, "cadence.relational", "none").value is None
        assert account_list(desk, desk.team(), Seat.FARMER).label == "Bauern"
        assert decide(desk, "cadence.relational", "default")[1:3] == (30, True)
        assert {decision.key for decision in shown(desk) if not decision.default} == {
            "seats.labels"
        }


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("cadence.relatonal", "14", "Did you mean cadence.relational"),
        ("mood", "sunny", "policy show"),
        ("cadence.relational", "0", "1 to 3650"),
        ("cadence.relational", "often", "1 to 3650"),
        ("track", "middle", "relational, transactional"),
        ("workdays", "[]", "mon"),
        ("workdays", "monday", "mon"),
        ("seats.labels", '["one"]', "two texts"),
        ("zone", "Mars/Olympus", "time zone"),
        ("weight.silence", "true", "0 to 100"),
    ],
)
def test_what_a_policy_does_not_take_is_refused(
    tmp_path: Path, key: str, value: str, why: str
) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        with pytest.raises((NotFound, NotUnderstood), match=why):
            decide(desk, key, value)
        assert all(decision.default for decision in shown(desk))


def test_rebuilding_mends_what_was_damaged(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        for name in ("A", "B", "C"):
            add_account(desk, AccountAdded(name))
            log(desk, name, "next: demo today")
        before = [row.data for row in rows(desk, Seat.HUNTER)]
        store = desk.store
        store.run("DELETE FROM card WHERE account=1")
        store.run("UPDATE desk_row SET calm=3, name_key='zzz' WHERE account=2")
        store.run(
            "INSERT INTO desk_row(seat, grp, calm, name_key, key, account, line)"
            " VALUES (0,0,0,'ghost','crm:x',77,'{}')"
        )
        store.run("INSERT INTO desk_own VALUES (0,'crm:m',0,0,'ghost','crm:x',77)")
        store.run("INSERT INTO joined VALUES (1,3)")
        store.run("INSERT INTO dirty VALUES (78)")
        store.run("UPDATE tally SET n=1000")
        store.run("INSERT INTO tally_own VALUES (0,'crm:n',1,5)")
        assert rebuild(desk, lambda count: None) == 3
        assert [row.data for row in rows(desk, Seat.HUNTER)] == before
        assert account_list(desk, desk.team(), Seat.HUNTER).size == 3
        assert sum(windows.tally(store, Seat.HUNTER, Slice("crm:m")).values()) == 0
        assert store.rows("SELECT * FROM tally_own WHERE holder='crm:n'") == []
