"""Themes: every word on every screen has contrast enough, in each of them."""

import string
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from rich.color import Color as TerminalColor
from rich.style import Style
from textual.color import Color

from accountdesk.config.settings import THEMES as NAMES
from accountdesk.core.account import AccountAdded
from accountdesk.desk.adding import add_account
from accountdesk.desk.board import board
from accountdesk.desk.desk import Desk
from accountdesk.desk.first_run import Answers, Preview
from accountdesk.desk.open import open_desk
from accountdesk.desk.standing import add_renewal
from accountdesk.tui.first_run import FirstRunApp, Outside
from accountdesk.tui.terminal_app import Looks, TerminalApp
from accountdesk.tui.themes import THEMES
from accountdesk.tui.wall import WallApp
from tests.builders import a_desk
from tests.tui.app import Seen, keys, on_screen, some_accounts

READ = set(string.ascii_letters + string.digits)
"""Characters that are read; a frame or a bar may be fainter."""

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0, "mono": 4.5}


def contrast(one: Color, other: Color) -> float:
    """As WCAG 2.2 defines it: (lighter + 0.05) / (darker + 0.05) of relative luminance."""

    def luminance(color: Color) -> float:
        parts = (part / 255 for part in color.rgb)
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faint(app: TerminalApp, least: float) -> list[str]:
    """The texts on a screen that have too little contrast to what lies below them."""
    found = []
    for strip in app.screen._compositor.render_strips(app.size):  # what is drawn
        for segment in strip:
            if not READ & set(segment.text):
                continue
            front, back = _colors(segment.style or Style())
            if (is_now := contrast(front, back)) < least:
                found.append(f"{segment.text.strip()}: {front.hex} on {back.hex}: {is_now:.1f}")
    return found


def _colors(style: Style) -> tuple[Color, Color]:
    assert style.color is not None
    assert style.bgcolor is not None
    front, back = map(_of, (style.color, style.bgcolor))
    return (back, front) if style.reverse else (front, back)


def _of(color: TerminalColor) -> Color:
    return Color.from_rich_color(color)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        some_accounts(desk)
        add_account(desk, AccountAdded("Wayne Energy"))
        add_renewal(desk, "wayne", "in 20 days", "1000", "EUR")
        yield desk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_desk_and_all_that_lies_over_it_can_be_read(
    desk: Desk, size: tuple[int, int]
) -> None:
    """One walk through the screens; on each of them the themes take turns."""
    async with on_screen(desk, size, newcomer=True) as seen:
        for theme in THEMES.values():
            seen.app.register_theme(theme)

        async def check(where: str) -> None:
            for name in THEMES:
                seen.app.theme = name
                await seen.pilot.pause()
                assert faint(seen.app, LEAST[name]) == [], f"{name}, {where}"

        await _tour(seen, check)


async def _tour(seen: Seen, check: Callable[[str], Awaitable[None]]) -> None:  # type: ignore[type-arg]  # any app
    await seen.sees("Press t and write")
    await check("desk, a sentence")
    await seen.press("space")
    await check("desk, marked")
    await seen.press("escape", "question_mark")
    await check("help")
    await seen.press("escape", "g")
    await check("menu")
    await seen.press("escape", "colon", *keys("seat"))
    await check("palette")
    await seen.press("escape", "a", "o")
    await check("form, empty")
    await seen.press(*keys("Acme"), "f1")
    await check("form")
    await seen.press("escape", "enter")
    await seen.sees("What happened")
    await check("account")
    await seen.press("t")
    await check("note, empty")
    await seen.press(*keys("call: hi\nnext: ring fri\nnxt: x"))
    await check("note, refused")
    await seen.press("ctrl+d")
    await check("note, thrown away")
    await seen.press("y", "escape", "g", "m")
    await seen.sees("For you today")
    await check("my day")
    await seen.press("slash", *keys("a"))
    await seen.sees("Or: all")
    await check("find")
    await seen.press("tab")
    await check("found")
    await seen.press("escape", "escape", "g", "t")
    await check("targets")
    await seen.pilot.resize_terminal(30, 8)
    await seen.sees("Too small")
    await check("too small")


@pytest.mark.parametrize("name", THEMES)
async def test_the_wall_can_be_read(desk: Desk, name: str) -> None:
    with open_desk(desk.store.path, read_only=True, today=None) as reading:
        app = WallApp(reading, board(reading, names=True), Looks(name), names=True, headless=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert faint(app, LEAST[name]) == []
            app._wall.show_stale("the store is gone", reading.clock())
            await pilot.pause()
            assert faint(app, LEAST[name]) == []
            app.close(20)
        assert app.reader.join(20)


@pytest.mark.parametrize("name", THEMES)
async def test_the_first_start_can_be_read(name: str) -> None:
    outside = Outside(Answers(), lambda _: None, lambda _: Preview(), lambda *_: None)
    app = FirstRunApp(outside, Looks(name), headless=True)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = Seen(app, pilot)
        await seen.sees("How do you want to begin?")
        assert faint(app, LEAST[name]) == []
        await seen.press("2")
        await seen.sees("Which file?")
        assert faint(app, LEAST[name]) == []


def test_the_themes_are_those_of_the_settings() -> None:
    assert tuple(THEMES) == NAMES


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    assert round(contrast(black, white), 1) == 21.0
    assert round(contrast(Color(118, 118, 118), white), 2) == 4.54


def test_mono_has_no_colour() -> None:
    system = THEMES["mono"].to_color_system().generate()
    shown = [Color.parse(value) for value in system.values() if value.startswith("#")]
    assert all(color.r == color.g == color.b for color in shown)
