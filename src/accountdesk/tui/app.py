"""The app: one desk, its two lanes, and the screens over it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import DeskPage
from accountdesk.desk.lanes import Reader, Writer
from accountdesk.tui import leaving
from accountdesk.tui.driver import DeskDriver
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import Guard
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.desk import DeskScreen

READ_AGAIN_S = 30.0
"""Seconds after which what is shown is read again, so that ages and the day stay right."""


class Changed(Message, bubble=False):
    """Somebody has written to the store."""


class DeskApp(App[int]):
    """The program while it has the screen."""

    TITLE = "AccountDesk"
    CSS_PATH = "screens/desk.tcss"  # Textual does not read the styles of a default screen itself
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+q", "quit", "quit", id="program.quit", tip="Quit"),
    ]

    def __init__(self, desk: Desk, page: DeskPage, *, headless: bool = False) -> None:
        """Args: `page` is what the desk shows first; `headless` for tests, without a terminal."""
        super().__init__(driver_class=None if headless else DeskDriver)
        self.animation_level = "none"  # each step of one is a screenful over a slow link
        self.guard = Guard()
        self.reader = Reader(desk, lambda: self.post_message(Changed()))
        self.writer = Writer(desk)
        self._page = page

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        return DeskScreen(self.reader, self._page)

    def on_mount(self) -> None:
        """The lanes begin to work."""
        self.reader.start()
        self.writer.start()
        self.set_interval(READ_AGAIN_S, self.on_changed)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal; the guard stands last."""
        return [*super().get_line_filters(), self.guard]

    def on_changed(self) -> None:
        """Each screen reads what it shows again; what is under the cursor stays there."""
        for screen in self.screen_stack:
            if isinstance(screen, Asking):
                screen.action_read()

    async def on_event(self, event: events.Event) -> None:
        """A sentence that was read goes with the next key."""
        if isinstance(event, events.Key) and isinstance(self.screen, Asking):
            self.screen.hush()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """End the program, within a second whatever hangs."""
        if not leaving.begin(0):
            self.exit(0)

    def close(self, seconds: float) -> None:
        """Stop the lanes; what the writer has begun gets so many seconds."""
        self.reader.close()
        self.writer.close()
        self.writer.join(seconds)


def run(desk: Desk, page: DeskPage) -> int:
    """Show the desk on this terminal until the user leaves; the exit code."""
    app = DeskApp(desk, page)
    return leaving.run(app, save=lambda: None, close=app.close)
