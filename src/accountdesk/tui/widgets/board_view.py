"""A page of the wallboard, as large as there is room for."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.renderables.digits import Digits
from textual.strip import Strip
from textual.widget import Widget

from accountdesk.core.text import fitted
from accountdesk.desk.board import Board
from accountdesk.desk.board_lines import NOTHING, PLAIN, BoardLine, Part, Way, in_lines, page


def large(text: str) -> Sequence[str]:
    """A figure on three lines."""
    drawn = Digits(text).render(Style(bold=True))
    return "".join(part.text for part in drawn if isinstance(part, Segment)).splitlines()


WAYS = (
    Way(large, airy=True),
    Way(large),
    Way(in_lines, airy=True),
    PLAIN,
    Way(in_lines, brief=True),
)
"""How a page is laid out, the most legible way first."""


class BoardView(Widget):
    """Lines; only those that changed are sent again."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{part}" for part in Part}
    DEFAULT_CSS = """
    BoardView { height: 1fr; }
    BoardView > .board--focus { text-style: bold; }
    BoardView > .board--title { color: $text-primary; text-style: bold; }
    BoardView > .board--bar { color: $primary; }
    BoardView > .board--figure { text-style: bold; }
    BoardView > .board--news { color: $text-success; }
    BoardView > .board--muted { color: $text-muted; }
    """

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._number = 0
        self._stale = False
        self._lines: list[BoardLine] = []

    def show(self, board: Board, number: int, *, stale: bool = False) -> None:
        """Show a page of a board, all of it grey if it is `stale`."""
        if stale != self._stale:
            self._stale = stale
            self.refresh()
        self._board, self._number = board, number
        before, self._lines = self._lines, self._laid_out()
        cells, height = self.size
        changed = [y for y in range(height) if _at(before, y) != _at(self._lines, y)]
        if changed:
            self.refresh(*(Region(0, y, cells, 1) for y in changed))

    def on_resize(self) -> None:
        """There is another room for it."""
        self._lines = self._laid_out()
        self.refresh()

    def _laid_out(self) -> list[BoardLine]:
        """The page in the first way in which all of it is seen; else as much as there is room."""
        cells, height = self.size
        lines: list[BoardLine] = []
        if not cells:
            return lines
        for way in WAYS:
            lines = page(self._board, self._number, cells, way)
            if len(lines) <= height:
                break
        return lines

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        line = _at(self._lines, y)
        part = Part.MUTED if self._stale else line.part
        style = self.get_component_rich_style(f"board--{part}")
        cells = self.size.width
        return Strip([Segment(fitted(line.text, cells), style)], cells)


def _at(lines: Sequence[BoardLine], y: int) -> BoardLine:
    return lines[y] if y < len(lines) else NOTHING
