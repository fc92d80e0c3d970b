"""What every app of ours is: drawn by our driver, guarded, without what moves by itself."""

import gc
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from accountdesk.tui import leaving
from accountdesk.tui.driver import DeskDriver
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import Guard


class TerminalApp(App[int]):
    """A program that has the terminal until it is left."""

    TITLE = "AccountDesk"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+q", "quit", "quit", id="program.quit", tip="Quit")
    ]

    def __init__(self, *, headless: bool = False) -> None:
        """Args: `headless` for tests, without a terminal."""
        super().__init__(driver_class=None if headless else DeskDriver)
        self.animation_level = "none"  # each step of one is a screenful over a slow link
        self.guard = Guard()

    def on_ready(self) -> None:
        """The first frame is there. What there is by now stays, and is not looked through again."""
        gc.freeze()
        gc.enable()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal; the guard stands last."""
        return [*super().get_line_filters(), self.guard]

    async def action_quit(self) -> None:
        """End the program, within a second whatever hangs."""
        if not leaving.begin(0):
            self.exit(0)
