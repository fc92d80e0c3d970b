"""A list of accounts: rows, a cursor, and the line that explains where the cursor is."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.desk.accounts import Near, Part, Row, Where
from accountdesk.tui.keys import key
from accountdesk.tui.widgets.account_lines import AccountLines
from accountdesk.tui.widgets.one_line import OneLine


class AccountsView(AccountLines, can_focus=True):
    """The list: keys move its cursor, and it asks for rows before it runs out of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("move.down", "move(1)"),
        key("move.up", "move(-1)"),
        key("move.page-down", "page(1)"),
        key("move.page-up", "page(-1)"),
        key("move.top", "jump('top')"),
        key("move.end", "jump('end')"),
    ]

    class RowsWanted(Message):
        """The cursor comes to where no rows are held."""

        def __init__(self, view: "AccountsView", where: Where) -> None:
            super().__init__()
            self.view = view
            self.where = where

    class Chosen(Message):
        """The account under the cursor was clicked twice."""

    def __init__(self, told: OneLine, *, id: str, alone: bool = False) -> None:
        """Make a list.

        Args:
            told: The line that explains the account under the cursor.
            id: What the list is to its screen.
            alone: The only list of its screen: it explains even without the focus.
        """
        super().__init__(id=id, classes="-alone" if alone else None)
        self._told = told
        self._alone = alone
        self._wanted: Where | None = None
        self._owed = 0

    @property
    def row(self) -> Row | None:
        """The account under the cursor; None in an empty list."""
        return self.sight.row

    @property
    def near(self) -> Near | None:
        """Where the cursor stands, to be found again when the list is read anew."""
        return None if self.row is None else Near(self.row.key, self.row.place)

    def show(
        self,
        head: str,
        part: Part,
        *,
        counts: dict[Group, int] | None = None,
        empty: str = "",
        above: str = "",
    ) -> None:
        """Show rows, and explain the one under the cursor."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            self._owed = 0
        super().show(head, part, counts=counts, empty=empty, above=above)
        self.tell()
        if wanted is not None and part.rows:  # what was on its way does not fit these rows
            self._want(wanted)

    def staying(self, part: Part, dealt_with: AccountKey | None = None) -> Part:
        """The same rows, to be shown with the cursor on its account if that is among them.

        An account that was dealt with is left behind when that has made it less pressing.
        """
        was = self.row
        for index, row in enumerate(part.rows):
            if was is not None and row.key == was.key:
                left = row.key == dealt_with and row.group > was.group
                return part if left else part._replace(at=index)
        return part

    def is_in(self, part: Part) -> bool:
        """Whether the account under the cursor is among some rows."""
        return self.row is not None and any(row.key == self.row.key for row in part.rows)

    def add(self, found: Part, where: Where) -> None:
        """Show rows that were wanted: below or above nothing moves, top and end are gone to."""
        if where == "below":
            self.sight.extend_below(found.rows, complete=found.last)
        elif where == "above":
            self.sight.extend_above(found.rows, complete=found.first)
        else:
            self.sight.show(found, grouped=self._counts is not None)
        self._wanted = None
        owed, self._owed = self._owed, 0
        self.refresh()
        self.tell()
        self._go(self.sight.cursor + owed)

    def give_up(self) -> None:
        """What was wanted could not be read; the next key may ask again."""
        self._wanted = None
        self._owed = 0

    def tell(self) -> None:
        """Explain the account under the cursor, if this is the list with the focus."""
        if self._alone or (self.is_attached and self.screen.focused is self):
            self._told.show("" if self.row is None else self.row.told)

    def step(self, by: int) -> AccountKey | None:
        """Move the cursor so many rows; the account it comes to, None if it cannot move."""
        before = self.row
        self.action_move(by)
        return None if self.row is None or self.row is before else self.row.key

    def mark(self) -> None:
        """Mark the account under the cursor, or take its mark away, and go on to the next."""
        if self.row is not None:
            if self.row.key in self.marked:
                del self.marked[self.row.key]
            else:
                self.marked[self.row.key] = self.row.name
            self.refresh()  # an account may stand on several rows
            self.action_move(1)

    def unmark(self) -> None:
        """Take every mark away."""
        self.marked.clear()
        self.refresh()

    def action_move(self, by: int) -> None:
        """Move the cursor so many rows."""
        if self._owed or self._wanted in ("top", "end"):
            self._owed += by  # behind what is on its way
        else:
            self._go(self.sight.cursor + by)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in view, less one row."""
        self.action_move(pages * max(1, self.sight.height - 1))

    def action_jump(self, where: Where) -> None:
        """Go to the first or the last row of the list; if it is not held, ask for it."""
        part = self.sight.part
        self._owed = 0
        if part.first if where == "top" else part.last:
            self._wanted = None
            self._go(0 if where == "top" else len(part.rows) - 1)
        else:
            self._want(where)

    def _go(self, cursor: int) -> None:
        sight, rows = self.sight, self.sight.part.rows
        line, was = sight.line, sight.cursor
        scrolled = sight.move(cursor)
        if sight.cursor != was:
            if scrolled:
                self.refresh()
            else:
                self.refresh(self.region_of(line), self.region_of(sight.line))
            # Here and not by a message: that would land in the next frame.
            self.tell()
        ahead = 3 * sight.height
        if not sight.part.last and cursor + ahead >= len(rows):
            self._owed = max(0, cursor - sight.cursor)
            self._want("below")
        elif not sight.part.first and cursor < ahead:
            self._owed = min(0, cursor - sight.cursor)
            self._want("above")

    def _want(self, where: Where) -> None:
        if self._wanted != where:
            self._wanted = where
            self.post_message(self.RowsWanted(self, where))

    def on_resize(self) -> None:
        """Have rows for all the room there is by now."""
        if self.sight.fit(self.size.height - self.first_line):
            self.refresh()
        self._go(self.sight.cursor)

    def on_focus(self) -> None:
        """The explanation is of the list with the focus."""
        self.tell()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a double click opens the account."""
        offset = event.get_content_offset(self)
        index = None if offset is None else self.sight.row_at(offset.y - self.first_line)
        if index is not None:
            self._go(index)
            if event.chain == 2:
                self.post_message(self.Chosen())

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the cursor."""
        self.action_move(3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the cursor."""
        self.action_move(-3)
