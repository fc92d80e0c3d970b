"""The lines of a list of accounts: its head, the names of its groups, and its rows."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.text import fitted, wrapped
from accountdesk.desk import words
from accountdesk.desk.accounts import Part, Row
from accountdesk.desk.fitting import name_cells, wide_row_text
from accountdesk.desk.formats import number
from accountdesk.tui.widgets.sight import Sight

CURSOR = "▌"
MARKED = "◆"


class AccountLines(Widget):
    """Draws what is in sight, one line at a time, and nothing that is not.

    Attributes:
        sight: The rows that are held, the cursor, and what is in view.
        marked: Accounts that were marked, to act on all of them, in that order, and their names.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "accounts--head",
        "accounts--group",
        "accounts--row",
        "accounts--calm",
        "accounts--cursor",
    }
    DEFAULT_CSS = """
    AccountLines > .accounts--head { color: $text-muted; }
    AccountLines:focus > .accounts--head { color: $text-primary; text-style: bold; }
    AccountLines > .accounts--group { color: $text-secondary; text-style: bold; }
    AccountLines > .accounts--calm { color: $text-muted; }
    AccountLines > .accounts--cursor { text-style: bold; }
    AccountLines:focus > .accounts--cursor, AccountLines.-alone > .accounts--cursor {
        background: $primary-muted; text-style: bold;
    }
    """

    def __init__(self, *, id: str, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.sight = Sight()
        self.marked: dict[AccountKey, str] = {}
        self._head = ""
        self._empty = ""
        self._above = ""
        self._above_lines: tuple[int, list[str]] = (0, [])
        self._counts: dict[Group, int] | None = None
        self._names: tuple[int, int] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are held."""
        return self.sight.part.rows

    def show(
        self,
        head: str,
        part: Part,
        *,
        counts: dict[Group, int] | None = None,
        empty: str = "",
        above: str = "",
    ) -> None:
        """Show rows, the cursor on the line of the screen where it was.

        Args:
            head: The line above them.
            part: The rows, and which of them to stand on.
            counts: How many rows each group has; None: the rows are in no groups.
            empty: What to say when there are none.
            above: What to say above the rows; empty: nothing.
        """
        self._head, self._counts, self._empty = head, counts, empty
        if above != self._above:
            self._above, self._above_lines = above, (0, [])
            if self.size.height:  # else nobody knows it yet
                self.sight.fit(self.size.height - self.first_line)
        self._names = None
        if part.first and part.last:  # what is not shown must not be acted on
            here = {row.key for row in part.rows}
            self.marked = {key: name for key, name in self.marked.items() if key in here}
        self.sight.show(part, grouped=counts is not None)
        self.refresh()

    def on_resize(self) -> None:
        """The cursor stays in view."""
        if self.sight.fit(self.size.height - self.first_line):
            self.refresh()

    @property
    def above(self) -> list[str]:
        """What is said above the rows, line by line."""
        cells = self.size.width - 1
        if self._above_lines[0] != cells:
            lines = wrapped(self._above, cells) if self._above and cells > 0 else []
            self._above_lines = (cells, lines)
        return self._above_lines[1]

    @property
    def first_line(self) -> int:
        """The line of the widget on which the first row or group stands."""
        return 1 + len(self.above)

    def region_of(self, line: int) -> Region:
        """Where a line of the list is drawn."""
        return Region(0, self.first_line + line - self.sight.top, self.size.width, 1)

    def render_line(self, y: int) -> Strip:
        """The head, then groups and rows."""
        sight = self.sight
        if y == 0:
            marked = f" · {len(self.marked)} marked" if self.marked else ""
            return self._strip(f"{self._head}{marked}{' ▼' if sight.more_below else ''}", "head")
        if y < self.first_line:
            return self._strip(f" {self.above[y - 1]}", "calm")
        if not sight.lines:
            lines = wrapped(self._empty, self.size.width - 1)
            return self._strip(f" {lines[y - 1]}" if y <= len(lines) else "", "calm")
        at = sight.top + y - self.first_line
        if at >= len(sight.lines):
            return Strip.blank(self.size.width, self.rich_style)
        what = sight.lines[at]
        if isinstance(what, Group):
            count = (self._counts or {}).get(what, 0)
            return self._strip(f"{words.GROUPS[what]} {number(count)}", "group")
        return self._row_strip(what)

    def _row_strip(self, index: int) -> Strip:
        rows, cells = self.rows, self.size.width - 1
        if self._names is None or self._names[0] != cells:
            self._names = (cells, name_cells(rows, cells))
        text = wide_row_text(rows[index], cells, self._names[1])
        marked = rows[index].key in self.marked
        if index == self.sight.cursor:
            return self._strip((MARKED if marked else CURSOR) + text, "cursor")
        text = (MARKED if marked else " ") + text
        if rows[index].group is Group.IN_ORDER:
            return self._strip(text, "calm")
        # A part of its own because its style is kept: the widget's is put together at each asking.
        return self._drawn(text, self.get_component_rich_style("accounts--row"))

    def _strip(self, text: str, part: str) -> Strip:
        style = self.get_component_rich_style(f"accounts--{part}")
        return self._drawn(fitted(text, self.size.width), style)

    def _drawn(self, text: str, style: Style) -> Strip:
        """As many cells as the list has, as Textual counts them: joined emoji it counts its way."""
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)
