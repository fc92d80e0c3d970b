"""The wallboard on a screen: its pages, what happens meanwhile, and what if it cannot read."""

import gc
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.board import board
from accountdesk.desk.desk import Desk
from accountdesk.desk.goal_setting import set_goal
from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from accountdesk.tui.wall import WallApp
from tests.builders import Clock, a_desk
from tests.tui.app import PATIENCE_S, Seen

SIZES = [(40, 10), (50, 13), (60, 16), (80, 24), (120, 40), (200, 50)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        add_member(found, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=found.claim)
        add_account(found, AccountAdded("Globex"))
        log(found, "globex", "call: hi\nnext: offer today")
        set_goal(found, "revenue_won", "100", "2026", "EUR")
        found.settle()
        yield found


@asynccontextmanager
async def on_wall(
    desk: Desk, size: tuple[int, int] = (80, 24), *, names: bool = False
) -> AsyncIterator[Seen[WallApp]]:
    """The wallboard of another program that shares the desk's store."""
    with open_desk(desk.store.path, clock=Clock(), read_only=True) as wall:
        app = WallApp(wall, board(wall, names=names), names=names, headless=True)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Seen(app, pilot)
            app.close(PATIENCE_S)
        assert app.reader.join(PATIENCE_S)


@pytest.mark.parametrize("size", SIZES)
async def test_whatever_the_room_is_goal_and_counts_are_seen(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with on_wall(desk, size) as seen:
        shown = "\n".join(seen.screen)
        for told in ("Revenue won 2026", "% of", "90 % behind", "Make right", "Due", "Stay close"):
            assert told in shown, shown
        assert "q quit" in seen.screen[-1]
        assert "space" not in seen.screen[-1]  # there is but one page
        assert "Globex" not in shown


async def test_a_small_terminal_is_told_so_and_a_larger_one_is_drawn_anew(desk: Desk) -> None:
    async with on_wall(desk, (20, 5)) as seen:
        assert "Too small" in seen.screen[0]
        await seen.pilot.resize_terminal(80, 24)
        await seen.sees("Make right")
        assert "┏" in "\n".join(seen.screen)  # large figures
        await seen.pilot.resize_terminal(80, 14)
        await seen.sees("Due           1")
        assert "┏" not in "\n".join(seen.screen)


async def test_space_turns_the_page_and_round_again(desk: Desk) -> None:
    async with on_wall(desk, names=True) as seen:
        first = seen.screen
        assert "Space next page" in first[-1]
        assert "1/2" in first[-2]
        await seen.press("space")
        assert "Hunters · Due 1" in "\n".join(seen.screen)
        assert "2/2" in seen.screen[-2]
        await seen.press("space")
        assert seen.screen == first


async def test_pages_turn_by_themselves(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountdesk.tui.wall.PAGE_S", 0.05)
    async with on_wall(desk, names=True) as seen:
        await seen.sees("2/2")
        await seen.sees("1/2")


async def test_what_others_record_is_seen_without_a_key(desk: Desk) -> None:
    async with on_wall(desk, (80, 16)) as seen:
        await seen.sees("Due           1")
        add_account(desk, AccountAdded("Initech"))
        log(desk, "initech", "praise in: lovely\nnext: offer today")
        await seen.sees("Due           2")
        await seen.sees("1 word of praise")


async def test_what_cannot_be_read_stays_and_says_since_when(desk: Desk) -> None:
    path, away = desk.store.path, f"{desk.store.path}.away"
    async with on_wall(desk, (120, 24)) as seen:
        os.rename(path, away)
        seen.app.on_changed()
        await seen.sees("Read just now, and not since: its store is not there.")
        assert "Make right" in "\n".join(seen.screen)
        assert seen.app.screen.has_class("-stale")
        seen.app.on_changed()
        await seen.until(lambda: seen.app._opens_anew)
        os.rename(away, path)
        seen.app.on_changed()
        await seen.until(lambda: not seen.app.screen.has_class("-stale"))
        assert "no source read" in seen.screen[-2]


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_each_way_out_leads_out(desk: Desk, key: str) -> None:
    async with on_wall(desk) as seen:
        await seen.press(key)
        await seen.until(lambda: seen.app.return_code == 0)


async def test_other_keys_do_nothing(desk: Desk) -> None:
    async with on_wall(desk, names=True) as seen:
        before = seen.screen
        await seen.press(*"taxueynos/?:gr", "enter", "escape", "tab", "f1", "f2", "ctrl+p", "down")
        assert seen.screen == before


async def test_there_is_one_lane_and_it_only_reads(desk: Desk) -> None:
    async with on_wall(desk) as seen:
        assert {thread.name for thread in threading.enumerate()} >= {"reader"}
        assert "writer" not in {thread.name for thread in threading.enumerate()}
        files, threads = len(os.listdir("/proc/self/fd")), threading.active_count()
        for _ in range(100):
            seen.app.on_changed()
            await seen.press("space")
            await seen.until(lambda: seen.app.reader.idle)
        assert len(os.listdir("/proc/self/fd")) == files
        assert threading.active_count() == threads


async def test_garbage_is_looked_for_again_after_the_first_frame(desk: Desk) -> None:
    gc.disable()  # as its command does before it loads the screen
    try:
        async with on_wall(desk) as seen:
            await seen.until(gc.isenabled)
    finally:
        gc.enable()
