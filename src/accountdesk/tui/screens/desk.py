"""The desk: focus and goal, hunters and farmers side by side, and why each account needs us."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from accountdesk.core.entry import AccountKey
from accountdesk.desk import words
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.accounts import SEATS, Near, Part, Row, Where, more_rows
from accountdesk.desk.desk_page import DeskPage, desk_page
from accountdesk.tui.access import Access
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import NO_ACCOUNT, Acting
from accountdesk.tui.widgets.accounts_view import AccountsView
from accountdesk.tui.widgets.desk_head import DeskHead
from accountdesk.tui.widgets.one_line import OneLine

NOT_MINE = "No account here is yours. s shows the team's."


class DeskScreen(Acting):
    """The lists read on by themselves; keys act on the account under the cursor."""

    AUTO_FOCUS = None

    BINDINGS: ClassVar[list[BindingType]] = [
        key("g", "go_menu", "go", id="go.menu", tip="Go to … (a menu)", show=True),
        key("slash,f3", "find", "find", id="go.find", tip="Find an account or a person", show=True),
        key("o,enter", "open", "open", id="go.account", tip="Open the account", show=True),
        key("e", "explain", "why", id="see.why", tip="Why it needs us, point by point", show=True),
        key("y", "copy", "copy", id="see.copy", tip="Copy something of it"),
        key("q,escape", "back", "back", id="program.back", tip="Says how to quit"),
        key("ctrl+q", "app.quit", "quit", id="program.quit", tip="Quit", show=True),
        key("s", "mine", "mine/team", id="see.mine", tip="My accounts, or the team's", show=True),
        key("tab,shift+tab,left,right", "other", "other side", id="move.other",
            tip="Hunters or farmers"),
        key("space", "mark", "mark", id="see.mark", tip="Mark accounts, for `a s`; Esc unmarks"),
    ]  # fmt: skip

    def __init__(self, access: Access, page: DeskPage) -> None:
        super().__init__(access)
        self.page = page
        self._mine = page.mine

    def parts(self) -> ComposeResult:
        """The head, the two lists, and the line that explains the account under the cursor."""
        told = OneLine(id="told")
        self.views = tuple(AccountsView(told, id=f"{seat.value}s") for seat in SEATS)
        self.head = DeskHead(self.page)
        self.show(self.page)
        yield self.head
        with Container(id="lists"):
            yield from self.views
        yield told

    def on_mount(self) -> None:
        """The cursor is in the first list that has an account."""
        first = next((view for view in self.views if view.row), self.views[0])
        self.set_focus(first)
        first.tell()
        if self.page.keeps and (self.access.drafts.waiting or not self.page.known):
            from accountdesk.tui.screens.starting import greet  # not before the first frame

            greet(self, known=self.page.known)

    @property
    def current(self) -> AccountsView:
        """The list with the cursor."""
        return next((view for view in self.views if view is self.focused), self.views[0])

    @property
    def here(self) -> AccountKey | None:
        """The account under the cursor."""
        return None if self.current.row is None else self.current.row.key

    @property
    def marked(self) -> tuple[AccountKey, ...]:
        """The accounts that are marked in the list with the cursor; else the one under it."""
        return tuple(self.current.marked) or super().marked

    @property
    def names(self) -> tuple[str, ...]:
        """What the marked accounts are called."""
        return tuple(self.current.marked.values())

    def unmark(self) -> None:
        """What was marked has been acted on."""
        self.current.unmark()

    def action_mark(self) -> None:
        """Mark the account under the cursor, to act on several at once."""
        self.current.mark()

    def show(self, page: DeskPage) -> None:
        """Show another state of the desk; what is under the cursors stays there."""
        self.page = page
        self.head.show(page)
        for view, listed, part in zip(self.views, page.lists, page.parts, strict=True):
            view.show(
                listed.head,
                view.staying(part),
                counts=listed.counts,
                empty=NOT_MINE if page.mine else words.empty(listed.seat, page.program),
            )

    def action_read(self) -> None:
        """Read the desk again, each list around the account under its cursor."""
        near = tuple(view.near for view in self.views)
        work = partial(desk_page, near=near, mine=self._mine)
        self.ask("page", work, partial(self._follow, near))

    def _follow(self, near: tuple[Near | None, ...], page: DeskPage) -> None:
        """Show what was read, unless a cursor has gone farther meanwhile than that reaches."""
        reached = (
            view.near == asked or view.is_in(part)
            for view, asked, part in zip(self.views, near, page.parts, strict=True)
        )
        if all(reached):
            self.show(page)
        else:
            self.action_read()

    def action_back(self) -> None:
        """There is nothing behind the desk; q never quits."""
        if self.current.marked:
            self.current.unmark()
            return
        self.say("This is the desk, there is nothing behind it. Ctrl-Q quits.")

    def action_mine(self) -> None:
        """Show what I hold, or what the team does."""
        if self.page.known:
            self._mine = not self._mine
            for view in self.views:
                view.unmark()
            self.action_read()
        else:
            from accountdesk.tui.screens.starting import who_are_you  # not before the first frame

            who_are_you(self)

    def on_accounts_view_rows_wanted(self, message: AccountsView.RowsWanted) -> None:
        """Read rows that a list does not hold yet."""
        view, where = message.view, message.where
        seat = SEATS[self.views.index(view)]
        work = partial(more_rows, seat=seat, where=where, rows=view.rows, mine=self.page.mine)
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

    def action_open(self) -> None:
        """Open the account under the cursor."""
        self.with_page("account", self._open)

    def on_accounts_view_chosen(self) -> None:
        """A double click opens the account."""
        self.action_open()

    def _open(self, page: AccountPage) -> None:
        from accountdesk.tui.screens.account import AccountScreen  # not before the first frame

        self.app.push_screen(AccountScreen(self.access, page, self.current.step))

    def with_page(self, subject: str, then: Callable[[AccountPage], None]) -> None:
        """Read the account under the cursor."""
        if self.here is None:
            self.say(NO_ACCOUNT)
        else:
            self.ask_to_open(subject, partial(account_page, account=self.here), then)

    def action_find(self) -> None:
        """Find accounts and people."""
        from accountdesk.tui.screens.find import FindScreen  # as above

        self.app.push_screen(FindScreen(self.access))

    def action_go_menu(self) -> None:
        """Show where one can go."""
        from accountdesk.tui.dialogs.menu import Menu  # as above

        items = (
            ("g", "the top of this list"),
            ("t", "targets: every goal and how far we are"),
            ("d", "drafts: notes that are not recorded yet"),
        )
        self.app.push_screen(Menu("go", items), self._go)

    def _go(self, chosen: int | None) -> None:
        if chosen == 0:
            self.current.action_jump("top")
        elif chosen == 1:
            from accountdesk.tui.screens.goals import GoalsScreen  # as above

            self.app.push_screen(GoalsScreen(self.access))
        elif chosen == 2:
            from accountdesk.tui.screens.starting import offer_drafts  # as above

            offer_drafts(self)
