"""The app for tests: a real store, real lanes, no terminal; conditions are waited for."""

import asyncio
import time
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.desk.accounts import AHEAD
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.log import log
from accountdesk.desk.sync_lane import Syncer
from accountdesk.desk.view import View
from accountdesk.store import meta
from accountdesk.tui.app import DeskApp
from accountdesk.tui.terminal_app import Looks, TerminalApp
from accountdesk.tui.widgets.accounts_view import AccountsView
from accountdesk.tui.widgets.notice import Notice
from accountdesk.tui.widgets.text_view import TextView

PATIENCE_S = 20


Shown = TypeVar("Shown", bound=TerminalApp)


class Seen(Generic[Shown]):
    """Presses keys and sees the screen of an app."""

    def __init__(self, app: Shown, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            if isinstance(key, Typed):
                self._type(key)
            else:
                self._send(*_as_sent(key))
            await self.pilot.pause()

    def _type(self, text: str) -> None:
        for letter in text:
            if letter == "\n":
                self._send("enter", "\r")
            else:
                self._send(_character_to_key(letter), letter)

    def _send(self, name: str, letter: str | None) -> None:
        driver = self.app._driver
        assert driver is not None
        event = Key(name, letter)
        event.set_sender(self.app)
        driver.send_message(event)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; a lane may have to answer first."""
        until = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < until, "\n".join(self.screen)
            await asyncio.sleep(0.01)
            await self.pilot.pause()

    async def sees(self, text: str) -> None:
        await self.until(lambda: any(text in line for line in self.screen))

    @property
    def screen(self) -> list[str]:
        """The lines of the terminal."""
        strips = self.app.screen._compositor.render_strips(self.app.size)  # what is drawn
        return ["".join(segment.text for segment in strip) for strip in strips]


class Driver(Seen[DeskApp]):
    """Sees the desk, in the words of the product."""

    def names(self, seat: str) -> list[str]:
        return [row.name for row in self.view(seat).rows]

    def view(self, seat: str) -> AccountsView:
        return self.app.screen.query_one(f"#{seat}", AccountsView)

    @property
    def under_cursor(self) -> str:
        [view] = [view for view in self.app.screen.query(AccountsView) if view.has_focus]
        return "" if view.row is None else view.row.name

    @property
    def notice(self) -> str:
        said = self.app.screen.query_one(Notice)
        return str(said.content) if said.display else ""

    @property
    def texts(self) -> str:
        return "\n".join(text for view in self.app.screen.query(TextView) for text in view.lines)


@asynccontextmanager
async def on_screen(
    desk: Desk,
    size: tuple[int, int] = (120, 40),
    *,
    known: bool = True,
    rows: int = AHEAD,
    view: View = View(),  # noqa: B008  # immutable
    newcomer: bool = False,
    looks: Looks | None = None,
    syncer: Syncer | None = None,
) -> AsyncIterator[Driver]:
    """The desk on a screen of so many columns and lines.

    Args: `known`: Ana is at it; `rows` of each list are read before the first frame; `view`: what
    it starts with; `newcomer`: nobody has written a note yet, so it says how one begins; `looks`:
    colours and keys of one's own; `syncer` reads its sources.
    """
    if known and desk.me() is None:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
    if not newcomer:
        with desk.store.transaction():
            meta.noted(desk.store, desk.claim)
    desk.settle()
    page = desk_page(desk, view=view, many=rows)
    app = DeskApp(desk, page, looks, syncer=syncer, headless=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)
        app.close(PATIENCE_S)
    assert app.reader.join(PATIENCE_S)


def some_accounts(desk: Desk) -> None:
    """Ten to win: 7 first, which is late, then 5, which is due today, then the others."""
    for number in range(10):
        add_account(desk, AccountAdded(f"Account {number}"))
    for number, due in ((3, "in 2 days"), (5, "today"), (7, "yesterday")):
        log(desk, f"account {number}", f"call: hello\nnext: demo {due}")


class Typed(str):
    """A text that is typed without a pause between its letters, as a fast typist's terminal sends
    it: pressed key by key, each letter would wait until the app has nothing left to do."""

    __slots__ = ()


def _as_sent(key: str) -> tuple[str, str | None]:
    """What Textual makes of a key that a terminal sends: its name, and its character."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        return name, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        return name, name if len(name) == 1 else None


def keys(text: str) -> list[str]:
    """Keys that type a text; a line end is Enter."""
    return [Typed(text)]


def one_by_one(text: str) -> list[str]:
    """The names of the keys that type a text."""
    names = {"\n": "enter", " ": "space", ":": "colon"}
    return [names.get(letter, letter) for letter in text]


def key_of(name: str) -> tuple[str, str | None]:
    """What a terminal sends for a key: its name and its character."""
    letters = {"space": " ", "colon": ":", "enter": "\r"}
    return name, letters.get(name, name if len(name) == 1 else None)
