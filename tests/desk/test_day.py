"""The day: follows the clock, never goes back; pinned stores stay; others are only looked at."""

from datetime import date
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.attention import Group
from accountdesk.core.errors import Refused, StoreError
from accountdesk.core.member import Seat
from accountdesk.desk.accounts import rows
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from accountdesk.desk.policy import decide
from accountdesk.desk.rebuild import rebuild
from accountdesk.store import journal, meta
from tests.builders import NOON, TODAY, Clock, a_desk, day

DAY_MS = 86_400_000


def whens(desk: Desk) -> list[str]:
    desk.settle()
    return [row.when for row in rows(desk, Seat.HUNTER)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that follows the clock, with a step for tomorrow."""
    path = tmp_path / "desk.db"
    with a_desk(path, today=None) as desk:
        add_account(desk, AccountAdded("Globex"))
        log(desk, "globex", "next: demo tomorrow")
    return path


def test_a_store_follows_the_clock(path: Path) -> None:
    with a_desk(path, today=None) as desk:
        assert desk.today == TODAY
        assert whens(desk) == ["tomorrow"]
    with a_desk(path, today=None, clock=Clock(NOON + 3 * DAY_MS)) as desk:
        assert desk.today == day(3)
        assert whens(desk) == ["2 d late"]


def test_a_store_never_goes_back(path: Path) -> None:
    with a_desk(path, today=None, clock=Clock(NOON - DAY_MS)) as desk:
        assert desk.today == TODAY


def test_a_day_that_was_too_far_is_said_and_mended_by_a_rebuild(path: Path) -> None:
    with a_desk(path, today=None, clock=Clock(NOON + 90 * DAY_MS)) as desk:
        assert whens(desk) == ["89 d late"]
        assert desk.hint() is None
    with a_desk(path, today=None) as desk:
        assert desk.today == day(90)
        assert "accountdesk rebuild" in (desk.hint() or "")
        rebuild(desk, lambda count: None)
    with a_desk(path, today=None) as desk:
        assert desk.today == TODAY
        assert desk.hint() is None
        assert whens(desk) == ["tomorrow"]


def test_a_desk_that_another_one_has_moved_on_does_not_move_it_back(path: Path) -> None:
    def later() -> int:
        with a_desk(path, today=None, clock=Clock(NOON + 2 * DAY_MS)) as other:
            assert other.today == day(2)
        return NOON + DAY_MS

    with open_desk(str(path), clock=later) as desk:
        assert desk.today == day(2)
        assert meta.day(desk.store) == day(2)


def test_the_clocks_own_day_is_no_other_day(path: Path) -> None:
    tomorrow = Clock(NOON + DAY_MS)
    with a_desk(path, day(1), clock=tomorrow) as desk:
        assert not desk.looks_only
        log(desk, "globex", "call: x")
    with a_desk(path, day(1), clock=Clock(NOON + 5 * DAY_MS)) as desk:
        assert desk.looks_only  # the store's last day, but not this one


def test_the_day_is_that_of_the_teams_zone(path: Path) -> None:
    late = Clock(NOON + 11 * 3_600_000)  # 23 h UTC
    with a_desk(path, today=None, clock=late) as desk:
        assert desk.today == TODAY
        decide(desk, "zone", "Asia/Tokyo")
    with a_desk(path, today=None, clock=late) as desk:
        assert desk.today == day(1)


def test_another_day_is_looked_at_in_a_private_copy(path: Path) -> None:
    before = path.read_bytes()
    for away, shown in ((3, "2 d late"), (0, "tomorrow"), (-2, "Tue 24 Nov"), (1, "today")):
        with a_desk(path, day(away)) as desk:
            assert desk.today == day(away)
            assert whens(desk) == [shown]
            if away:
                copy = desk.store.path
                assert Path(copy) != path
                with pytest.raises(Refused, match="only looks"):
                    log(desk, "globex", "call: x")
        if away:
            assert not Path(copy).parent.exists()
    assert path.read_bytes() == before


def test_an_earlier_day_is_folded_anew(path: Path) -> None:
    with a_desk(path, today=None, clock=Clock(NOON + 3 * DAY_MS)) as desk:
        desk.settle()
        assert [row.group for row in rows(desk, Seat.HUNTER)] == [Group.DUE]
    with a_desk(path, TODAY, clock=Clock(NOON + 3 * DAY_MS)) as desk:
        desk.settle()
        assert [row.group for row in rows(desk, Seat.HUNTER)] == [Group.IN_ORDER]


def test_a_store_made_for_a_day_stays_on_it_until_a_later_one_is_given(tmp_path: Path) -> None:
    path = tmp_path / "pinned.db"
    with a_desk(path, date(2017, 12, 31)) as desk:
        add_account(desk, AccountAdded("Cancity"))
    with a_desk(path, None) as desk:
        assert desk.today == date(2017, 12, 31)
        log(desk, "cancity", "call: x")
    with a_desk(path, date(2018, 1, 2)) as desk:
        assert not desk.looks_only
        log(desk, "cancity", "call: y")
    with a_desk(path, None) as desk:
        assert desk.today == date(2018, 1, 2)
    with a_desk(path, date(2017, 12, 31)) as desk:
        assert desk.looks_only
    with a_desk(path, None) as desk:
        assert desk.today == date(2018, 1, 2)
        assert len(list(journal.everything(desk.store))) == 3


def test_looking_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no desk"), open_desk(str(tmp_path / "no.db")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_a_newer_program_is_read_on_its_day(path: Path) -> None:
    with a_desk(path, today=None) as desk:
        desk.store.run("UPDATE meta SET value=99 WHERE key='fold_version'")
    with a_desk(path, today=None, clock=Clock(NOON + DAY_MS)) as desk:
        assert len(list(rows(desk, Seat.HUNTER))) == 1
        assert desk.settle() == 0
        with pytest.raises(Refused, match="newer AccountDesk"):
            log(desk, "globex", "call: x")


def test_what_only_a_newer_program_can_read_is_shown_as_such(path: Path) -> None:
    with a_desk(path, today=None) as desk:
        line = '{"name":"Globex","track":"%s","word":"%s","points":7}'
        for track, word, shown in (
            ("relational", "eclipse", "eclipse (update AccountDesk to read fully)"),
            ("sideways", "next step", "update AccountDesk to read fully"),
        ):
            desk.store.run("UPDATE desk_row SET line=?", (line % (track, word),))
            [row] = rows(desk, Seat.HUNTER)
            assert (row.name, row.reason) == ("Globex", shown)
