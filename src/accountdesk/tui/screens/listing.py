"""What screens with lists have in common: a cursor on an account, marks, opening it."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting, Stand
from accountdesk.tui.widgets.accounts_view import AccountsView

if TYPE_CHECKING:
    from accountdesk.desk.account_page import AccountPage


class Listing(Acting):
    """Keys act on the account under the cursor, or on those that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.account", "open", "open", show=True),
        key("go.on", "open", tip="Open the account"),
        key("see.why", "explain", "why", show=True),
        key("see.copy", "copy", "copy"),
        key("see.mark", "mark", "mark"),
    ]  # fmt: skip

    @property
    def current(self) -> AccountsView:
        """The list with the cursor."""
        raise NotImplementedError

    @property
    def here(self) -> AccountKey | None:
        """The account under the cursor."""
        return None if self.current.row is None else self.current.row.key

    @property
    def step(self) -> str:
        """The step that the row is about."""
        return "" if self.current.row is None else self.current.row.line.entry

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

    def action_back(self) -> None:
        """Take marks away before anything else."""
        if self.current.marked:
            self.current.unmark()
        else:
            super().action_back()

    def action_open(self) -> None:
        """Open the account under the cursor."""
        self.with_page("account", self._open)

    def on_accounts_view_chosen(self) -> None:
        """A double click opens the account."""
        self.action_open()

    def _open(self, page: "AccountPage") -> None:
        from accountdesk.tui.screens.account import AccountScreen  # not before the first frame

        stand = Stand(page.key, self.seat, self.step)
        self.app.push_screen(AccountScreen(self.access, page, stand, self.go_on))

    def go_on(self, by: int) -> Stand | None:
        """Go so many accounts further in the list; what is there, None if there is none."""
        here = self.here
        while (key := self.current.step(by)) is not None:
            if key != here:  # one account may stand for several reasons
                return Stand(key, self.seat, self.step)
        return None
