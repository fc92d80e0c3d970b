"""What is counted instead of timed: statements, rows, threads and files of the screens."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from accountdesk.core.account import AccountAdded
from accountdesk.desk.accounts import AHEAD
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.tui.widgets.sight import MOST_ROWS
from tests.builders import a_desk
from tests.tui.app import keys, on_screen

MANY = 1_300


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        for number in range(MANY):
            add_account(desk, AccountAdded(f"Account {number:04}"))
        yield desk


async def test_a_cursor_key_asks_the_store_for_nothing(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.until(lambda: len(seen.names("hunters")) == AHEAD)
        asked = seen.app.reader.asked
        await seen.press(*"jjjjjjjjjjkkkkk", "pagedown", "pageup", "home")
        assert seen.app.reader.asked == asked


async def test_a_long_list_is_walked_through_a_window_at_a_time(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        met = {seen.under_cursor}
        asked = seen.app.reader.asked
        for _ in range(60):
            await seen.press("pagedown")
            await seen.until(lambda: seen.app.reader.idle)
            await seen.pilot.pause()
            met.update(seen.names("hunters"))
            assert len(seen.names("hunters")) <= MOST_ROWS
        assert seen.under_cursor == f"Account {MANY - 1:04}"
        assert len(met) == MANY
        assert seen.app.reader.asked - asked <= MANY / AHEAD + 2
        await seen.press("home")
        await seen.until(lambda: seen.under_cursor == "Account 0000")
        await seen.press("end")
        await seen.until(lambda: seen.under_cursor == f"Account {MANY - 1:04}")
        for _ in range(60):
            await seen.press("pageup")
            await seen.until(lambda: seen.app.reader.idle)
        assert seen.under_cursor == "Account 0000"


async def test_what_the_first_frame_lacks_is_read_behind_it(desk: Desk) -> None:
    async with on_screen(desk, (120, 60), rows=20) as seen:
        await seen.sees("Account 0050")
        await seen.press("end")
        await seen.until(lambda: seen.under_cursor == f"Account {MANY - 1:04}")


async def test_a_hundred_screens_leave_no_thread_and_no_file_behind(desk: Desk) -> None:
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("o")
        await seen.sees("What happened")
        await seen.press("q")
        threads, files = threading.active_count(), len(os.listdir("/proc/self/fd"))
        for _ in range(100):
            await seen.press(*keys("o"))
            await seen.sees("What happened")
            await seen.press(*keys("q"))
            await seen.until(lambda: len(seen.app.screen_stack) == 1)
        assert threading.active_count() == threads
        assert len(os.listdir("/proc/self/fd")) == files


async def test_a_cursor_that_moves_while_the_desk_is_read_stays_where_it_went(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        for pressed in (["j"], ["end"], ["pageup", "k"], ["home"], ["pagedown"] * 9):
            seen.app.on_changed()  # the answer comes when the cursor has gone on
            await seen.press(*pressed)
            await seen.until(lambda: seen.app.reader.idle)
            await seen.pilot.pause()
            expected = seen.under_cursor
            seen.app.on_changed()
            await seen.until(lambda: seen.app.reader.idle)
            await seen.pilot.pause()
            assert seen.under_cursor == expected
            if pressed == ["end"]:
                await seen.until(lambda: seen.under_cursor == f"Account {MANY - 1:04}")
        assert seen.under_cursor > "Account 0200"


async def test_no_step_is_lost_where_rows_are_still_to_be_read(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        for _ in range(700):
            seen.app.post_message(events.Key("j", "j"))
        await seen.until(lambda: seen.under_cursor == "Account 0700")
        for key in ["end", *"kkkk"]:
            seen.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await seen.until(lambda: seen.under_cursor == f"Account {MANY - 5:04}")
        for _ in range(600):
            seen.app.post_message(events.Key("k", "k"))
        await seen.until(lambda: seen.under_cursor == f"Account {MANY - 605:04}")
