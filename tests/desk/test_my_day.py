"""My day: what is for me, today; the team's where nobody knows me."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded, Renewal
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.my_day import MyDay, left_out, my_day
from accountdesk.desk.standing import name_seats
from tests.builders import a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        for name in ("Late", "Later", "Calm", "Others"):
            add_account(found, AccountAdded(name))
        log(found, "late", "call: hi\nnext: offer yesterday")
        log(found, "calm", "call: hi\nnext: lunch in 5 days")
        yield found


def names(day: MyDay) -> list[list[str]]:
    return [[row.name for row in rows] for rows in day.rows]


def test_who_is_known_sees_what_they_hold(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
    name_seats(desk, ["late", "calm", "later"], {Seat.HUNTER: ["ana"]})
    desk.settle()
    found = my_day(desk)
    assert (found.me, found.known) == ("Ana Ruiz, hunter", True)
    assert names(found) == [["Late"], []]
    assert left_out(found.lists[0], found.rows[0]) == 0


def test_nobody_who_is_known_sees_the_teams_day(desk: Desk) -> None:
    found = my_day(desk)
    assert not found.known
    assert names(found) == [["Late"], []]


def test_what_is_more_than_a_month_ahead_can_wait(desk: Desk) -> None:
    for name, away in (("Soon", 30), ("Far", 31)):
        key = add_account(desk, AccountAdded(name, "customer")).key
        record(desk, [(AccountKey(key), Renewal(day(away), 1_00, "EUR"))])
        log(desk, name, "call: hi\nnext: lunch in 5 days")
    desk.settle()
    found = my_day(desk)
    assert names(found) == [["Late"], ["Soon"]]
    assert left_out(found.lists[1], found.rows[1]) == 1
