"""The pictures in README: the demo's screens on a fixed day. `python -m tests.screenshots`."""

import asyncio
import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, chdir, contextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.app import App

from accountdesk.core.policy import Policy
from accountdesk.desk.board import board
from accountdesk.desk.demo.store import demo_store, visitor
from accountdesk.desk.demo.team import VISITOR
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.first_run import Answers, Preview, begin, preview
from accountdesk.desk.open import open_desk
from accountdesk.desk.our_way import process_of
from accountdesk.desk.process_svg import svg as process_svg
from accountdesk.tui.app import DeskApp
from accountdesk.tui.first_run import FirstRunApp, Outside
from accountdesk.tui.terminal_app import Looks
from accountdesk.tui.wall import WallApp
from accountdesk.tui.widgets import stopwatch
from tests.builders import Clock
from tests.tui.app import PATIENCE_S, Driver, Seen, keys

FOLDER = Path(__file__).parents[1] / "screenshots"
TODAY = date(2026, 11, 23)
SIZE, SMALL = (120, 34), (100, 24)
SIZES = ((80, 24), (120, 40))
"""In which the screens of our word and of one account are drawn."""

WORD, ACCOUNT = "our-word", "one-account"
"""The folders of those of them that README does not show."""

OFFER = """call out wim: Jonas is ill; we bring the offer ourselves, on the day that he promised.
we: the offer for both sizes, by hand, by wed
next(ruth): drive to Lisse with it wed 14:00
learned: say who covers before they ask

"""

NOTE = """call in dana: She asked for the offer for the second line. Colin is back on Thursday.
next: walk Colin through the offer fri 10:00
"""


@contextmanager
def the_demo(*, read_only: bool = False) -> Iterator[Desk]:
    """The demo of that day, made anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = demo_store(folder, TODAY)
        with open_desk(path, read_only=read_only, clock=Clock()) as desk:
            yield visitor(desk)._replace(claim=VISITOR)  # whoever makes them


def svg(app: App[int]) -> str:
    """The screen as a picture that fetches nothing: the fonts are those that are there."""
    drawn = re.sub(r"<!--.*?-->\s*", "", app.export_screenshot(title="accountdesk"))
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return re.sub(r"[ \t]+$", "", drawn.replace("Fira Code", "monospace"), flags=re.MULTILINE)


async def desk_pictures() -> dict[str, str]:
    """The desk, my day, and a note that is being written."""
    with the_demo() as desk:
        app = DeskApp(desk, desk_page(desk), headless=True)
        async with app.run_test(size=SIZE) as pilot:
            seen = Driver(app, pilot)
            await seen.sees("Press t")
            await seen.press("down", "up")
            found = {"desk": svg(app)}
            await seen.press("g", "m")
            await seen.sees("For you today")
            found["myday"] = svg(app)
            await seen.press("q", "slash", *keys("harrow"))
            await seen.sees("Harrow & Pike")
            await seen.press("enter")
            await seen.sees("What happened")
            await seen.press("t")
            await seen.sees("Note on")
            await seen.press(*keys(NOTE))
            await seen.sees("Fri 27 Nov 2026 10:00")
            found["note"] = svg(app)
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


async def in_each_size(
    folder: str, walk: Callable[[Driver], AsyncIterator[str]], apart: Sequence[str] = ()
) -> dict[str, str]:
    """What a walk shows, in each size: README's are the large ones, unless they stand apart."""
    found: dict[str, str] = {}
    with the_demo() as desk:
        app = DeskApp(desk, desk_page(desk), headless=True)
        async with app.run_test(size=SIZES[0]) as pilot:
            seen = Driver(app, pilot)
            await seen.sees("Press t")
            for columns, lines in SIZES:
                await pilot.resize_terminal(columns, lines)
                async for name in walk(seen):
                    drawn = await still(seen)
                    large = columns == SIZES[-1][0] and name not in apart
                    found[name if large else f"{folder}/{name}-{columns}"] = drawn
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


STILL = 10
"""Looks at the screen, a hundredth of a second apart, that are the same: bars follow their text."""


async def still(seen: Driver) -> str:
    """The screen as a picture, once nothing on it changes any more."""
    drawn, same = svg(seen.app), 0
    while same < STILL:
        await asyncio.sleep(0.01)
        await seen.pilot.pause()
        before, drawn = drawn, svg(seen.app)
        same = same + 1 if before == drawn else 0
    return drawn


async def _our_word(seen: Driver) -> AsyncIterator[str]:
    """From the desk and back to it."""
    await seen.press("g", "p")
    await seen.sees("To be made right")
    yield "promises"
    await seen.press("enter", *keys("tray in"), "enter")
    await seen.sees("they confirmed that it is right")
    yield "repair"
    await seen.press("escape", "q", "slash", *keys("lang"))
    await seen.sees("Brüder Lang")
    await seen.press("enter")
    await seen.sees("What happened")
    await seen.press("e")
    await seen.sees("Esc: close")
    yield "evidence"
    await seen.press("escape", "g", "y")
    await seen.sees("from their chair")
    yield "shoes"
    await seen.press("escape", "escape", "escape")
    await seen.sees("Hunters · 30")


async def _one_account(seen: Driver) -> AsyncIterator[str]:
    """An account tab by tab, the brief, our way and a review; from the desk and back to it."""
    await seen.press("slash", *keys("harrow"))
    await seen.sees("Harrow & Pike")
    await seen.press("enter")
    await seen.sees("1 Both sides")
    await seen.press("1")
    await seen.sees("Hunters: Ana Ruiz")
    yield "account"
    for key, text, name in (
        ("2", "Our word", "stands"), ("3", "Who knows whom", "people"),
        ("4", "What they want", "together"),
    ):  # fmt: skip
        await seen.press(key)
        await seen.sees(text)
        yield name
    await seen.press("b")
    await seen.sees("How they are")
    yield "brief"
    await seen.press("escape", "g", "w")
    await seen.sees("you are here")
    yield "way"
    await seen.press("escape", "g", "r")
    await seen.sees("for us alone")
    yield "review"
    await seen.press("tab")
    await seen.sees("for the customer")
    yield "review-for-them"
    await seen.press("escape", "1", "escape", "escape")
    await seen.sees("Hunters · 30")


async def standup_pictures() -> dict[str, str]:
    """A stop of the stand-up on which something is being written down, and what came of it."""
    found = {}
    with the_demo() as desk, standing_clock():
        app = DeskApp(desk, desk_page(desk), headless=True)
        async with app.run_test(size=SIZE) as pilot:
            seen = Driver(app, pilot)
            await seen.sees("Press t")
            await seen.press("g", "s")
            await seen.sees("1/12")
            await seen.press("t", *keys(OFFER))
            await seen.sees("Recorded on Van Doornik")
            await seen.press("enter")
            await seen.sees("2/12")
            await seen.press(
                "i", *keys("no labels for the cold left"), "enter", *keys("ruth"), "enter"
            )
            await seen.sees("Recorded: blocked")
            await seen.press("z", "p", *keys("who pays for the new labels"), "enter", "enter")
            await seen.sees("Recorded: parked")
            await seen.press("enter", "p")
            await seen.sees("2/12")
            found["standup"] = svg(app)
            await seen.press(*["enter"] * 11)
            await seen.sees("What we learned")
            found["summary"] = svg(app)
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


@contextmanager
def standing_clock() -> Iterator[None]:
    """A stand-up whose clock stands still, however long it takes to draw it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stopwatch, "monotonic", lambda: 0.0)
        yield


async def light_picture() -> str:
    """The desk in a light terminal."""
    with the_demo() as desk:
        app = DeskApp(desk, desk_page(desk), Looks("light"), headless=True)
        async with app.run_test(size=(100, 16)) as pilot:
            seen = Driver(app, pilot)
            await seen.sees("Press t")
            await seen.press("down", "up")
            found = svg(app)
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


SHEET = """Company,Account Owner,Customer Type,Contract End,ARR
Wayne Energy,Ben Ode,Customer,5/31/2027,34000
Globex Labs,Ana Ruiz,Prospect,,
"""


@contextmanager
def an_empty_home() -> Iterator[Path]:
    """A home with one spreadsheet in it."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        before = os.environ["HOME"]
        os.environ["HOME"] = folder
        (Path(folder) / "Downloads").mkdir()
        (Path(folder) / "Downloads" / "customers.csv").write_text(SHEET)
        try:
            yield Path(folder)
        finally:
            os.environ["HOME"] = before


@asynccontextmanager
async def first_start(home: Path) -> AsyncIterator[Seen[FirstRunApp]]:
    """The program where there is no desk yet."""

    def opened(*, looks: bool = False) -> AbstractContextManager[Desk]:
        return open_desk(
            str(home / "desk.db"), today=TODAY, create=True, looks_only=looks, clock=Clock()
        )

    def look(paths: Sequence[str]) -> Preview:
        with opened(looks=True) as desk:
            return preview(desk, paths)

    def make(answers: Answers, crm: object) -> None:
        with opened() as desk:
            begin(desk, answers)

    app = FirstRunApp(Outside(Answers(), lambda answers: None, look, make), headless=True)
    async with app.run_test(size=SMALL) as pilot:
        seen = Seen(app, pilot)
        await seen.sees("How do you want to begin?")
        yield seen


async def from_a_spreadsheet(home: Path) -> dict[str, str]:
    """Every screen from the first start to the first note, with a spreadsheet of one's own."""
    async with first_start(home) as seen:
        found = {"begin": svg(seen.app)}
        await seen.press("2")
        await seen.sees("Which file?")
        found["file"] = svg(seen.app)
        await seen.press("enter")
        await seen.sees("2 accounts")
        found["mapping"] = svg(seen.app)
        await seen.press("enter")
        await seen.sees("Who are you?")
        await seen.press(*keys("ben"))
        found["who"] = svg(seen.app)
        await seen.press("enter")
        await seen.sees("What do you do?")
        found["seat"] = svg(seen.app)
        await seen.press("f")
        await seen.until(lambda: (home / "desk.db").exists() and seen.app._exit)
    return found | await first_note(home, "call: they would like a second line next year")


async def first_note(home: Path, text: str) -> dict[str, str]:
    """The desk that says how to begin, and the first note."""
    found = {}
    with open_desk(str(home / "desk.db"), clock=Clock()) as desk:
        app = DeskApp(desk, desk_page(desk), headless=True)
        async with app.run_test(size=SMALL) as pilot:
            seen = Driver(app, pilot)
            await seen.sees("Press t")
            found["start"] = svg(app)
            await seen.press("t", *keys(f"{text}\nnext: send the offer by fri\n"))
            await seen.sees("Enter: record 2 things")
            found["first"] = svg(app)
            await seen.press("enter")
            await seen.sees("Your first note")
            found["recorded"] = svg(app)
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


async def by_hand(home: Path) -> dict[str, str]:
    """What is asked where one begins by hand; the other screens are the same."""
    found = {}
    async with first_start(home) as seen:
        await seen.press("3")
        await seen.sees("Which account")
        await seen.press(*keys("Wayne Energy"))
        found["account-by-hand"] = svg(seen.app)
        await seen.press("enter")
        await seen.sees("What is it?")
        found["type-by-hand"] = svg(seen.app)
        await seen.press("w")
        await seen.sees("Who do you talk to")
        await seen.press(*keys("Dana Fox"))
        found["person-by-hand"] = svg(seen.app)
    return found


def first_pictures() -> dict[str, str]:
    """The first minute, both ways."""
    with an_empty_home() as home:
        found = asyncio.run(from_a_spreadsheet(home))
    with an_empty_home() as home:
        return found | asyncio.run(by_hand(home))


async def wall_picture() -> str:
    """The wallboard."""
    with the_demo(read_only=True) as desk:
        app = WallApp(desk, board(desk, names=False), names=False, headless=True)
        async with app.run_test(size=(100, 26)) as pilot:
            await Seen(app, pilot).sees("Good news")
            found = svg(app)
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


def pictures() -> dict[str, str]:
    """Each picture by its name."""
    return {
        **first_pictures(),
        **asyncio.run(desk_pictures()),
        **asyncio.run(in_each_size(WORD, _our_word, ["shoes"])),
        **asyncio.run(in_each_size(ACCOUNT, _one_account, ["stands", "review-for-them"])),
        **asyncio.run(standup_pictures()),
        "way-for-a-customer": process_svg(process_of(Policy()), "try"),
        "light": asyncio.run(light_picture()),
        "wallboard": asyncio.run(wall_picture()),
    }


if __name__ == "__main__":
    for name, drawn in pictures().items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
