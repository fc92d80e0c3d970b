"""The wallboard: shows, page after page, and records nothing. It has neither writer nor drafts."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from accountdesk.desk import words
from accountdesk.desk.board import Board, board, why_not
from accountdesk.desk.board_lines import page_count, state
from accountdesk.desk.desk import Desk
from accountdesk.desk.lanes import Reader
from accountdesk.tui import leaving
from accountdesk.tui.access import Changed
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text
from accountdesk.tui.terminal_app import Looks, TerminalApp
from accountdesk.tui.widgets.board_view import BoardView
from accountdesk.tui.widgets.foot import Foot
from accountdesk.tui.widgets.too_small import LEAST_COLUMNS, LEAST_LINES, TooSmall

PAGE_S = 15.0
"""Seconds that a page is shown."""

READ_AGAIN_S = 30.0
"""Seconds after which what is shown is read again, so that ages and the day stay right."""


class WallScreen(Screen[None]):
    """The board, and below it how old it is."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_COLUMNS, "-wide")]  # noqa: RUF012  # Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_LINES, "-tall")]  # noqa: RUF012  # as above
    DEFAULT_CSS = """
    WallScreen { layers: base over; padding: 0 2; }
    WallScreen.-tall BoardView { margin: 1 0 0 0; }
    WallScreen #state { color: $text-muted; height: auto; max-height: 3; }
    WallScreen.-stale #state { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("wall.next", "next", "next page", show=True),
        key("wall.quit", "app.quit", "quit", show=True),
        *(key(one, "app.quit") for one in ("program.quit", "program.no-quit")),
    ]

    def __init__(self, first: Board) -> None:
        super().__init__()
        self._board = first
        self._number = 0
        self._stale = ""
        self._told = ""

    def compose(self) -> ComposeResult:
        """The board, its age, and the keys."""
        yield TooSmall()
        yield BoardView(self._board)
        yield Static(id="state", markup=False)
        yield Foot()

    def on_mount(self) -> None:
        """Pages turn by themselves."""
        self._pages = self.set_interval(PAGE_S, self._turn)
        self.show(self._board)

    def show(self, found: Board) -> None:
        """Show what was read."""
        self._board = found
        self._stale = ""
        self.refresh_bindings()
        self._draw()

    def show_stale(self, why: str, now: int) -> None:
        """What is shown stays, and says how old it is and why. Args: `now`: UTC milliseconds."""
        self._stale = f"Read {words.ago(now - self._board.at)}, and not since: {why}."
        self._draw()

    def _draw(self) -> None:
        self.set_class(bool(self._stale), "-stale")
        view = self.query_one(BoardView)
        view.show(self._board, self._number, stale=bool(self._stale))
        told = self._stale or state(self._board, self._number)
        if told != self._told:
            self._told = told
            self.query_one("#state", Static).update(safe_text(told))

    def _turn(self) -> None:
        if page_count(self._board) > 1:
            self._number += 1
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no next page where there is but one."""
        return action != "next" or page_count(self._board) > 1

    def action_next(self) -> None:
        """Show the next page, for its whole time."""
        self._pages.reset()
        self._turn()


class WasRead(Message, bubble=False):
    """The reader has read the board, or could not."""

    def __init__(self, found: Board | Exception) -> None:
        super().__init__()
        self.found = found


class WallApp(TerminalApp):
    """The program while it is on a wall."""

    def __init__(
        self,
        desk: Desk,
        first: Board,
        looks: Looks | None = None,
        *,
        names: bool,
        follow: bool = False,
        headless: bool = False,
    ) -> None:
        """Make the program.

        Args:
            desk: The desk.
            first: What it shows first.
            looks: Theme and keys.
            names: With names and amounts.
            follow: With the stop of a stand-up that is on.
            headless: Without a terminal.
        """
        super().__init__(looks, headless=headless)
        self._desk = desk
        self._wall = WallScreen(first)
        self._work: Callable[[Desk], Board] = partial(board, names=names, follow=follow)
        self.reader = self._new_reader()
        self._opens_anew = False

    def get_default_screen(self) -> Screen[None]:
        """The wall."""
        return self._wall

    def on_ready(self) -> None:
        """The reader begins to work."""
        self.reader.start()
        self.set_interval(READ_AGAIN_S, self.on_changed)

    def on_changed(self) -> None:
        """Read the board again; where it could not be read, from a store that is opened anew.

        Nobody may be there to start the program again.
        """
        if self._opens_anew:
            self._opens_anew = False
            self.reader = self._new_reader()
            self.reader.start()
        self.reader.ask(
            "board",
            self._work,
            lambda found: self.post_message(WasRead(found)),
        )

    def on_was_read(self, message: WasRead) -> None:
        """Show what was read, or say why it could not be."""
        if isinstance(message.found, Board):
            self._wall.show(message.found)
        else:
            self._wall.show_stale(why_not(self._desk, message.found), self._desk.clock())
            self.reader.close()
            self._opens_anew = True

    def _new_reader(self) -> Reader:
        return Reader(self._desk, lambda: self.post_message(Changed()))

    def close(self, seconds: float) -> None:
        """Stop the reader. Args: `seconds` are for a writer, which there is none of."""
        self.reader.close()


def run(desk: Desk, first: Board, looks: Looks, *, names: bool, follow: bool = False) -> int:
    """Show the board on this terminal until somebody leaves; the exit code."""
    app = WallApp(desk, first, looks, names=names, follow=follow)
    return leaving.run(app, save=lambda: None, close=app.close, mouse=False)
