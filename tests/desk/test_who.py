"""Who is at the desk, and in which zone the desk is."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from accountdesk.core.entry import OWN, AccountKey
from accountdesk.core.errors import Refused
from accountdesk.core.fact import Sent
from accountdesk.core.member import Holds, MemberFact, MemberKey, MemberSaid
from accountdesk.core.record import write
from accountdesk.desk.adding import add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import open_desk
from accountdesk.desk.policy import decide
from accountdesk.desk.undo import undo
from accountdesk.desk.who import i_am, who_could_be
from accountdesk.store import facts, journal, meta
from tests.builders import NOON, TODAY, Clock, a_desk


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


AT_TEN_UTC = NOON - 2 * 3_600_000


def test_a_desk_stays_in_the_zone_in_which_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "desk.db")
    for zone in ("Pacific/Kiritimati", "America/Lima"):  # UTC+14, where it is tomorrow, and UTC-5
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        with open_desk(path, create=True, clock=Clock(AT_TEN_UTC)) as desk:
            assert desk.clock_day == desk.today == TODAY + timedelta(days=1)
            assert desk.team().policy.text("zone") is None
            assert list(journal.everything(desk.store)) == []
    with open_desk(path, clock=Clock(AT_TEN_UTC)) as desk:
        decide(desk, "zone", "Europe/Berlin")
    with open_desk(path, clock=Clock(AT_TEN_UTC)) as desk:
        assert desk.clock_day == TODAY


@pytest.mark.parametrize("zone", ["CET-1CEST", "Mars/Olympus", "../etc/passwd"])
def test_a_zone_that_others_would_not_know_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    with open_desk(str(tmp_path / "desk.db"), create=True, clock=Clock()) as desk:
        assert meta.zone(desk.store) is None


def test_keys_of_members_are_those_of_the_team_where_it_said_the_seat(desk: Desk) -> None:
    of_a_source(desk, "Zoë", Holds.HUNTER)
    i_am(desk, who_could_be(desk)[0], Holds.FARMER)
    me = desk.me()
    assert me is not None
    assert AccountKey(me.key).startswith(f"{OWN}:")
