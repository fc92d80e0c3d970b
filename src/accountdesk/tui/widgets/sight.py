"""What a list holds of its rows, where the cursor is, and which lines are in view."""

from accountdesk.core.attention import Group
from accountdesk.desk.accounts import Part, Row

MOST_ROWS = 1_000
"""Rows that are held; those farthest from the cursor are dropped."""


class Sight:
    """A few hundred rows around the cursor, whatever the list has.

    Lines are the rows and, where they are in groups, a line with the group's name above each
    group's first row.

    Attributes:
        part: The rows that are held.
        cursor: The index of the row to stand on; 0 without rows.
        top: The line that is in view first.
        height: How many lines are in view, at least 1.
        lines: Each line: a group's name, or the index of a row.
    """

    def __init__(self) -> None:
        self.part = Part()
        self.cursor = 0
        self.top = 0
        self.height = MOST_ROWS  # nobody knows it yet: the top is in view
        self.lines: list[Group | int] = []
        self._grouped = False
        self._line_of: list[int] = []

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None without rows."""
        return self.part.rows[self.cursor] if self.part.rows else None

    @property
    def line(self) -> int:
        """The line of the cursor."""
        return self._line_of[self.cursor] if self._line_of else 0

    @property
    def more_below(self) -> bool:
        """Whether the list goes on below what is in view."""
        return self.top + self.height < len(self.lines) or not self.part.last

    def show(self, part: Part, *, grouped: bool) -> None:
        """Hold other rows, the cursor on the line of the view where it was."""
        self._grouped = grouped
        self._hold(part, part.at)

    def extend_below(self, rows: tuple[Row, ...], *, complete: bool) -> None:
        """Hold the rows that follow, too; nothing moves. `complete`: the list ends there."""
        held = self.part
        self._hold_some(Part(held.rows + rows, held.first, complete), self.cursor)

    def extend_above(self, rows: tuple[Row, ...], *, complete: bool) -> None:
        """Hold the rows above, too; nothing moves. `complete`: the list begins there."""
        held = self.part
        self._hold_some(Part(rows + held.rows, complete, held.last), self.cursor + len(rows))

    def move(self, cursor: int) -> bool:
        """Stand on another row, the nearest there is; whether other lines are in view then."""
        self.cursor = max(0, min(cursor, len(self.part.rows) - 1))
        return self.fit(self.height)

    def fit(self, height: int) -> bool:
        """Have so many lines in view, the cursor's among them; whether they are other ones.

        When the cursor leaves the view, that moves by half its height: line by line, each key would
        send the whole list, which a slow link cannot carry.
        """
        was = self.top
        self.height = max(1, height)
        if not self.top <= self.line < self.top + self.height:
            self.top = self.line - self.height // 2
        if 0 < self.line == self.top and self._is_group(self.line - 1) and self.height > 1:
            self.top -= 1
        self.top = max(0, min(self.top, len(self.lines) - self.height))
        return self.top != was

    def row_at(self, line: int) -> int | None:
        """The index of the row on a line of the view, counted from 0; None where there is none."""
        at = self.top + line
        if not 0 <= at < len(self.lines) or self._is_group(at):
            return None
        return self.lines[at]

    def _is_group(self, line: int) -> bool:
        return isinstance(self.lines[line], Group)

    def _hold_some(self, part: Part, cursor: int) -> None:
        """Hold as much of it as is held at most, around the cursor."""
        many = len(part.rows)
        first = max(0, min(cursor - MOST_ROWS // 2, many - MOST_ROWS))
        rows = part.rows[first : first + MOST_ROWS]
        last = part.last and first + len(rows) == many
        self._hold(Part(rows, part.first and not first, last), cursor - first)

    def _hold(self, part: Part, cursor: int) -> None:
        height = self.line - self.top
        self.part, self.cursor = part, cursor
        self.lines, self._line_of = [], []
        before = part.rows[0].group if part.rows and not part.first else None
        for index, row in enumerate(part.rows):
            if self._grouped and row.group != before:
                self.lines.append(row.group)
            before = row.group
            self._line_of.append(len(self.lines))
            self.lines.append(index)
        self.top = self.line - height
        self.fit(self.height)
