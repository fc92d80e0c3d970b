"""The desk: focus and goal, hunters and farmers side by side, and why each account needs us."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.desk import words
from accountdesk.desk.accounts import SEATS, Near, Part, Row, Where, more_rows
from accountdesk.desk.desk_page import DeskPage, desk_page
from accountdesk.desk.view import Page, View, keep_view
from accountdesk.tui.access import Access
from accountdesk.tui.keys import key
from accountdesk.tui.screens.listing import Listing
from accountdesk.tui.widgets.accounts_view import AccountsView
from accountdesk.tui.widgets.desk_head import DeskHead
from accountdesk.tui.widgets.one_line import OneLine

FIRST_NOTE = (
    "Press {do.write} and write what happened last with the account under the cursor. Arrows "
    "choose another one, {go.find} finds one, {program.help} shows every key."
)


NOTHING_BEHIND = "This is the desk, there is nothing behind it. Ctrl-Q quits."


class DeskScreen(Listing):
    """The lists read on by themselves; keys act on the account under the cursor."""

    AUTO_FOCUS = None
    PAGE = Page.DESK

    BINDINGS: ClassVar[list[BindingType]] = [
        key("program.back", "back", "back", tip="Back; here it says how to quit"),
        key("program.quit", "app.quit", "quit", show=True),
        key("see.mine", "mine", "mine/team", show=True),
        key("move.other", "other", "other side", tip="Hunters or farmers"),
    ]  # fmt: skip

    def __init__(self, access: Access, page: DeskPage) -> None:
        super().__init__(access)
        self.page = page
        self._view = page.view._replace(page=Page.DESK)
        self._dealt_with: AccountKey | None = None

    def parts(self) -> ComposeResult:
        """The head, the two lists, and the line that explains the account under the cursor."""
        told = OneLine(id="told")
        self.views = tuple(AccountsView(told, id=f"{seat.value}s") for seat in SEATS)
        self.head = DeskHead(self.page, self.pressed("do.add"))
        self.show(self.page)
        yield self.head
        with Container(id="lists"):
            yield from self.views
        yield told

    def on_mount(self) -> None:
        """The cursor is in my list, if that has an account; else in the first one that has."""
        mine = [self.views[SEATS.index(self.page.seat)]] if self.page.seat else []
        first = next((view for view in (*mine, *self.views) if view.row), self.views[0])
        self.set_focus(first)
        first.tell()
        page = self.page
        asks = page.keeps and (self.access.drafts.waiting or not page.known)
        if asks or page.view.page is not Page.DESK:
            from accountdesk.tui.screens.starting import start  # not before the first frame

            start(self, page)
        elif page.keeps and not page.noted and self.here is not None:
            self.say(self.app.with_keys(FIRST_NOTE))
        if page.known and page.view.filters:
            self.say(f"The lists show only: {', '.join(page.view.filters)}. {self.all_again}")

    @property
    def nobody(self) -> str:
        """What is said where there is no account to act on."""
        if self.page.view.filters:
            return f"No account stands in this part of the list. {self.all_again}"
        return super().nobody

    @property
    def all_again(self) -> str:
        """What is said where a list shows a part of itself."""
        return f"{self.pressed('program.back')} shows all of them."

    @property
    def current(self) -> AccountsView:
        """The list with the cursor."""
        return next((view for view in self.views if view is self.focused), self.views[0])

    @property
    def seat(self) -> Seat | None:
        """Whose list has the cursor."""
        return SEATS[self.views.index(self.current)]

    def show(self, page: DeskPage) -> None:
        """Show another state of the desk; what is under the cursors stays there."""
        self.page = page
        self.head.show(page)
        adding, marking = self.pressed("do.add"), self.pressed("see.mark")
        naming = f"{adding} s names one, {marking} marks several"
        for view, listed, part in zip(self.views, page.lists, page.parts, strict=True):
            empty = words.empty(listed.seat, f"{adding} o", listed.shown)
            view.show(
                listed.head,
                view.staying(part, self._dealt_with),
                counts=listed.counts,
                empty=f"{empty} {self.all_again}" if listed.shown else empty,
                above=words.unseated(listed.seat, listed.unseated, naming)
                if listed.is_unseated
                else "",
            )

    def action_read(self) -> None:
        """Read the desk again, each list around the account under its cursor."""
        near = tuple(view.near and self._near(view.near) for view in self.views)
        work = partial(desk_page, near=near, view=self._view)
        self.ask("page", work, partial(self._follow, near))

    def _near(self, near: Near) -> Near:
        return near._replace(dealt_with=near.key == self._dealt_with)

    def acts(self) -> None:
        """The cursor goes on when what is being recorded makes the account less pressing."""
        self._dealt_with = self.here

    def hush(self) -> None:
        """Another key was pressed."""
        super().hush()
        self._dealt_with = None

    def _follow(self, near: tuple[Near | None, ...], page: DeskPage) -> None:
        """Show what was read, unless a cursor has gone farther meanwhile than that reaches."""
        reached = (
            (view.near and self._near(view.near)) == asked or view.is_in(part)
            for view, asked, part in zip(self.views, near, page.parts, strict=True)
        )
        if all(reached):
            self.show(page)
        else:
            self.action_read()

    def action_back(self) -> None:
        """Show all that is hidden; there is nothing behind the desk, and q never quits."""
        if any(view.marked for view in self.views):
            for view in self.views:
                view.unmark()
        elif self.page.view.filters:
            self.look_at(View())
        else:
            self.say(NOTHING_BEHIND)

    def action_mine(self) -> None:
        """Show what I hold, or what the team does."""
        self.look_at(self._view._replace(mine=not self._view.mine))

    def look_at(self, view: View) -> None:
        """Show another part of the lists, at the next start, too."""
        if view.mine and not self.page.known:
            from accountdesk.tui.screens.starting import who_are_you  # not before the first frame

            who_are_you(self)
            return
        self._view = view
        for one in self.views:
            one.unmark()
        self.keep(partial(keep_view, view=view))
        self.action_read()

    def on_accounts_view_rows_wanted(self, message: AccountsView.RowsWanted) -> None:
        """Read rows that a list does not hold yet."""
        view, where = message.view, message.where
        seat = SEATS[self.views.index(view)]
        work = partial(more_rows, seat=seat, where=where, rows=view.rows, view=self.page.view)
        then = partial(self._add, view, view.rows, where)
        self.ask(f"rows.{seat.value}", work, then, view.give_up)

    def _add(self, view: AccountsView, held: tuple[Row, ...], where: Where, found: Part) -> None:
        if view.rows is held:  # else the list was read anew meanwhile
            view.add(found, where)

    def action_other(self) -> None:
        """Go to the other list."""
        other = self.views[1] if self.current is self.views[0] else self.views[0]
        self.set_focus(other)  # at once: what is typed next is meant for it
        other.tell()
