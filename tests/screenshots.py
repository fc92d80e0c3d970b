"""The pictures in README: the demo's screens on a fixed day. `python -m tests.screenshots`."""

import asyncio
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from textual.app import App

from accountdesk.desk.board import board
from accountdesk.desk.demo.store import demo_store, visitor
from accountdesk.desk.demo.team import VISITOR
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.first_run import Answers, Preview, preview
from accountdesk.desk.open import open_desk
from accountdesk.tui.app import DeskApp
from accountdesk.tui.first_run import FirstRunApp, Outside
from accountdesk.tui.wall import WallApp
from tests.tui.app import PATIENCE_S, Driver, Seen, keys

FOLDER = Path(__file__).parents[1] / "screenshots"
TODAY = date(2026, 11, 23)
SIZE = (120, 34)
NOTE = """call in dana: She asked for the offer for the second line. Colin is back on Thursday.
next: walk Colin through the offer fri 10:00
"""


@contextmanager
def the_demo(*, read_only: bool = False) -> Iterator[Desk]:
    """The demo of that day, made anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = demo_store(folder, TODAY)
        with open_desk(path, read_only=read_only) as desk:
            yield visitor(desk)._replace(claim=VISITOR)  # whoever makes them


def svg(app: App[int]) -> str:
    """The screen as a picture that fetches nothing: the fonts are those that are there."""
    drawn = re.sub(r"<!--.*?-->\s*", "", app.export_screenshot(title="accountdesk"))
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return re.sub(r"[ \t]+$", "", drawn.replace("Fira Code", "monospace"), flags=re.MULTILINE)


async def desk_pictures() -> dict[str, str]:
    """The desk, my day, an account, and a note that is being written."""
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
            found["account"] = svg(app)
            await seen.press("t")
            await seen.sees("Note on")
            await seen.press(*keys(NOTE))
            await seen.sees("Fri 27 Nov 2026 10:00")
            found["note"] = svg(app)
            app.close(PATIENCE_S)
        app.reader.join(PATIENCE_S)
    return found


SHEET = """Company,Account Owner,Customer Type,Contract End,ARR
Wayne Energy,Ben Ode,Customer,5/31/2027,34000
Globex Labs,Ana Ruiz,Prospect,,
"""


async def first_pictures() -> dict[str, str]:
    """The first start, and what would be read of a spreadsheet."""
    with tempfile.TemporaryDirectory() as folder:
        store, sheet = Path(folder) / "desk.db", Path(folder) / "customers.csv"
        sheet.write_text(SHEET)

        def look(paths: Sequence[str]) -> Preview:
            with open_desk(str(store), today=TODAY, create=True, looks_only=True) as desk:
                return preview(desk, [str(sheet)])

        outside = Outside(Answers(), lambda answers: None, look, lambda answers: None)
        app = FirstRunApp(outside, headless=True)
        async with app.run_test(size=(100, 24)) as pilot:
            seen = Seen(app, pilot)
            await seen.sees("How do you want to begin?")
            found = {"begin": svg(app)}
            await seen.press("2")
            await seen.sees("Which file?")
            await seen.press(*keys("customers"), "enter")
            await seen.sees("2 accounts")
            found["mapping"] = svg(app)
    return found


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
        **asyncio.run(first_pictures()),
        **asyncio.run(desk_pictures()),
        "wallboard": asyncio.run(wall_picture()),
    }


if __name__ == "__main__":
    for name, drawn in pictures().items():
        (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
