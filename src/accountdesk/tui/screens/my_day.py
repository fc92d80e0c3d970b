"""My day: what is for me, today, in the three groups; each thing is done, moved or put off."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.desk import words
from accountdesk.desk.accounts import Part
from accountdesk.desk.my_day import Item, MyDay, my_day
from accountdesk.desk.view import Page
from accountdesk.tui.keys import key
from accountdesk.tui.screens.listing import Listing
from accountdesk.tui.widgets.accounts_view import AccountsView
from accountdesk.tui.widgets.one_line import OneLine


class MyDayScreen(Listing):
    """One list, of what stands in either seat's for me, and of my steps on others' accounts."""

    CSS_PATH = "my_day.tcss"
    PAGE = Page.MY_DAY
    BINDINGS: ClassVar[list[BindingType]] = [
        key("do.done", "done", "done", tip="Done, and what came of it", show=True),
        key("do.next", "next_step", "move", tip="Another day for it, or what is next", show=True),
        key("do.not-now", "put_off", "not now", show=True),
        key("program.back", "back", "back", tip="Back to the desk", show=True),
    ]  # fmt: skip

    def parts(self) -> ComposeResult:
        """The day, what is to be done, and what explains it."""
        told = OneLine(id="told")
        self._list = AccountsView(told, id="day", alone=True)
        self._items: tuple[Item, ...] = ()
        yield OneLine(id="today")
        yield self._list
        yield told

    def on_mount(self) -> None:
        """Read the day."""
        self.set_focus(self._list)
        self.action_read()

    def action_read(self) -> None:
        """Read the day again."""
        self.ask("day", my_day, self.show)

    def show(self, day: MyDay) -> None:
        """Show a day, the cursor on what it was on."""
        was, cursor = self.item, self._list.sight.cursor
        self._items = day.items
        same = [at for at, item in enumerate(day.items) if was and item.id == was.id]
        at = same[0] if same else max(0, min(cursor, len(day.items) - 1))
        later = f" · {words.count(day.later, 'account')} more can wait" if day.later else ""
        self.query_one("#today", OneLine).show(f"My day · {day.today} · {day.me}{later}")
        head = f"{'For you' if day.known else 'For the team'} today · {len(day.items)}"
        part = Part(tuple(item.row for item in day.items), at=at)
        self._list.show(
            head,
            part,
            counts=day.counts,
            empty=f"{day.empty} {self.pressed('program.back')} goes to the desk.",
        )

    @property
    def current(self) -> AccountsView:
        """The one list."""
        return self._list

    @property
    def item(self) -> Item | None:
        """What the cursor is on."""
        return self._items[self._list.sight.cursor] if self._items else None

    @property
    def seat(self) -> Seat | None:
        """In whose list it stands."""
        return None if self.item is None else self.item.seat

    @property
    def whose(self) -> Sequence[tuple[AccountKey, Seat | None]]:
        """What is marked, else what the cursor is on, each with its list."""
        if not self._list.marked:
            return super().whose
        marked = {
            (item.row.key, item.seat) for item in self._items if item.row.key in self._list.marked
        }
        return sorted(marked)

    def action_done(self) -> None:
        """Ask what came of a step; of another reason, what happened."""
        if self.item is not None and self.item.row.line.word != "next step":
            self.action_write()
        else:
            super().action_done()

    def action_next_step(self) -> None:
        """Move the step; where it is none, ask what is next."""
        from accountdesk.tui.screens.next import move  # with what it opens

        if self.here is None:
            self.say(self.nobody)
        else:
            move(self, self.here, self.step)
