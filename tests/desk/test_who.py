"""Who is at the desk, and what a desk says by itself when it is made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.entry import OWN, AccountKey
from accountdesk.core.errors import NotFound, Refused
from accountdesk.core.fact import Sent
from accountdesk.core.liveness import Told, live
from accountdesk.core.member import Holds, MemberFact, MemberKey, MemberSaid
from accountdesk.core.policy import PolicySaid, decided
from accountdesk.core.record import write
from accountdesk.desk.adding import add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import open_desk
from accountdesk.desk.policy import decide
from accountdesk.desk.undo import undo
from accountdesk.desk.who import i_am, who_could_be
from accountdesk.store import facts, journal
from tests.builders import Clock, a_desk, an_entry


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        yield desk


def of_a_source(desk: Desk, name: str, seat: Holds | None = None) -> None:
    fact = MemberFact(MemberKey(f"crm:{name}"), name, f"{name}@crm.example", seat=seat)
    with desk.store.transaction():
        facts.put(desk.store, [Sent(None, fact, write(fact))])


def names(desk: Desk) -> list[str]:
    return [member.name for member in who_could_be(desk)]


def test_a_member_with_that_seat_is_who_i_am(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ana", seat=Holds.HUNTER))
    [ana] = who_could_be(desk)
    assert i_am(desk, ana, Holds.HUNTER) == "You are Ana, hunter."
    assert desk.me() == ana
    with pytest.raises(Refused, match="You are Ana here already"):
        i_am(desk, ana, Holds.BOTH)


def test_a_member_of_a_source_gets_the_seat_that_i_say_and_stays_one(desk: Desk) -> None:
    of_a_source(desk, "Zoë")
    of_a_source(desk, "Álvaro")
    assert names(desk) == ["Álvaro", "Zoë"]
    assert i_am(desk, who_could_be(desk)[1], Holds.BOTH) == "You are Zoë, hunter and farmer."
    me = desk.me()
    assert me is not None
    assert (me.name, me.email, me.seat) == ("Zoë", "Zoë@crm.example", Holds.BOTH)
    assert names(desk) == ["Álvaro", "Zoë"]
    owner = desk.team().who("crm:Zoë")
    assert owner == me
    undo(desk, None, lambda question: True)
    assert desk.me() is None
    assert names(desk) == ["Álvaro", "Zoë"]


def test_a_desk_says_its_zone_when_it_is_made_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    path = str(tmp_path / "desk.db")
    for _ in range(2):
        with open_desk(path, create=True, clock=Clock()) as desk:
            assert desk.team().policy.text("zone") == "Asia/Tokyo"
            [entry] = journal.everything(desk.store)
            assert entry.by == f"desk:{desk.name}"
            with pytest.raises(NotFound, match="nothing of yours"):
                undo(desk, None, lambda question: True)
        monkeypatch.setenv("TZ", "America/Lima")


@pytest.mark.parametrize("zone", ["CET-1CEST", "Mars/Olympus", "../etc/passwd"])
def test_a_zone_that_others_would_not_know_is_not_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    with open_desk(str(tmp_path / "desk.db"), create=True, clock=Clock()) as desk:
        assert list(journal.everything(desk.store)) == []


def test_a_desk_that_is_pinned_to_a_day_follows_no_clock_and_says_none(desk: Desk) -> None:
    assert list(journal.everything(desk.store)) == []


def test_what_the_team_decided_stands_over_what_a_desk_said(desk: Desk) -> None:
    with open_desk(desk.store.path + "2", create=True, clock=Clock()) as other:
        decide(other, "zone", "Asia/Tokyo")
        assert other.team().policy.text("zone") == "Asia/Tokyo"


def test_of_several_desks_the_first_said_it_in_whatever_order_they_come() -> None:
    said = [
        an_entry(1, PolicySaid("zone", "Europe/Rome", founding=True), account=None),
        an_entry(2, PolicySaid("zone", "Asia/Tokyo", founding=True), account=None),
        an_entry(3, PolicySaid("zone", "Europe/Oslo"), account=None),
        an_entry(4, PolicySaid("zone", "UTC", founding=True), account=None),
    ]
    for many, zone in ((2, "Europe/Rome"), (3, "Europe/Oslo"), (4, "Europe/Oslo")):
        for entries in (said[:many], said[:many][::-1]):
            assert decided(Told(live(entries).said)).text("zone") == zone


def test_keys_of_members_are_those_of_the_team_where_it_said_the_seat(desk: Desk) -> None:
    of_a_source(desk, "Zoë", Holds.HUNTER)
    i_am(desk, who_could_be(desk)[0], Holds.FARMER)
    me = desk.me()
    assert me is not None
    assert AccountKey(me.key).startswith(f"{OWN}:")
