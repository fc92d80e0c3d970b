"""One account on screen: its sides, its tabs, what happened by kind, and its people's forms."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.tui.widgets.timeline_view import TimelineView
from tests.builders import a_desk
from tests.tui.app import Driver, keys, on_screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        for name in ("Globex", "Initech"):
            add_account(desk, AccountAdded(name, "customer"))
        add_person(desk, "globex", PersonAdded("Dana Fox", "CFO"))
        log(desk, "globex", "call dana: hello\nwe: offer by fri\nnext: demo today")
        log(desk, "globex", "mail out dana: the minutes")
        yield desk


def focused(seen: Driver) -> str | None:
    return seen.app.screen.focused.id if seen.app.screen.focused else None


async def test_both_sides_stand_beside_each_other_and_tab_goes_around(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("o")
        await seen.sees("What happened")
        [line] = [line for line in seen.screen if line.startswith("Hunters: ")]
        assert "Farmers: unknown" in line
        assert any("Revenue from customers who stay 2026" in line for line in seen.screen)
        order = []
        for _ in range(3):
            order.append(focused(seen))
            await seen.press("tab")
        assert order == ["hunter-side", "farmer-side", "timeline"]


@pytest.mark.parametrize("size", [(80, 24), (60, 24), (120, 40), (160, 40)])
async def test_each_tab_is_one_key_away_in_every_size(desk: Desk, size: tuple[int, int]) -> None:
    async with on_screen(desk, size) as seen:
        await seen.press("o")
        await seen.sees("1 Both sides")
        for tab, text in (
            ("2", "Our word"), ("3", "Dana Fox, CFO"), ("5", "mail out, Dana Fox: the minutes"),
            ("4", "Not known yet"), ("1", "Hunters: "),
        ):  # fmt: skip
            await seen.press(tab)
            await seen.sees(text)
        await seen.press("q")
        await seen.sees("Hunters ·")


async def test_the_same_tab_stays_on_the_way_through_the_list(desk: Desk) -> None:
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("o", "3")
        await seen.sees("Dana Fox, CFO")
        await seen.press("n")
        await seen.sees("Nobody of them is known yet.")
        await seen.press("p")
        await seen.sees("Dana Fox, CFO")


async def test_what_happened_is_narrowed_by_kind_and_found_as_it_was_left(desk: Desk) -> None:
    for number in range(40):
        log(desk, "globex", f"note: number {number}")
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("o", "v")
        await seen.sees("everything")
        await seen.press("5")
        await seen.sees("What happened: note")
        assert "mail out" not in seen.texts
        await seen.press("pagedown")
        timeline = seen.app.screen.query_one(TimelineView)
        await seen.until(lambda: timeline.scroll_y > 0)
        place = timeline.scroll_y
        await seen.press("n")
        await seen.sees("Initech")
        await seen.until(lambda: timeline.scroll_y == 0)
        await seen.press("p")
        await seen.until(lambda: timeline.scroll_y == place)
        await seen.press("q")
        await seen.sees("Hunters ·")
        await seen.press("o", "5")
        again = seen.app.screen.query_one(TimelineView)
        await seen.until(lambda: again.scroll_y == place)


async def test_a_click_opens_a_tab(desk: Desk) -> None:
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("o")
        await seen.sees("3 People")
        await seen.pilot.click("#tabs", offset=(36, 0))
        await seen.sees("Who knows whom")


async def test_roles_and_the_track_are_said_by_keys(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("o", "a", "p", "2")
        await seen.sees("Who decides at Globex")
        await seen.press(*keys("dana"), "tab", *keys("makes"))
        await seen.sees("· Dana Fox makes decisions")
        await seen.press("f2")
        await seen.sees("Recorded: Dana Fox makes decisions.")
        await seen.press("a", "k", "tab", *keys("small"), "tab", *keys("no"), "tab", *keys("no"))
        await seen.press("tab", *keys("no"))
        await seen.sees("· transactional: small (strategic no, large no, risky no)")
        await seen.press("f2", "2")
        await seen.sees("transactional, on purpose: small")
