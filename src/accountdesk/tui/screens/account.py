"""One account: why it needs us, what is next, its people and deals, and what happened."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.tui.access import Access
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting, Stand
from accountdesk.tui.widgets.one_line import OneLine
from accountdesk.tui.widgets.text_view import TextView


class AccountScreen(Acting):
    """What it is on the left, what happened on the right; in a narrow terminal one below it."""

    CSS_PATH = "account.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.next", "step(1)", "next", show=True),
        key("go.previous", "step(-1)", "previous", show=True),
        key("see.why", "explain", "why", show=True),
        key("see.copy", "copy", "copy", show=True),
        key("move.other", "other", "other side", tip="What it is, or what happened", show=True),
    ]  # fmt: skip

    def __init__(
        self,
        access: Access,
        page: AccountPage,
        stand: Stand,
        go_on: Callable[[int], Stand | None],
    ) -> None:
        """Show an account.

        Args:
            access: What screens are handed.
            page: The account.
            stand: Where it was opened from.
            go_on: Gives the account so many rows further in the list; None: there is none.
        """
        super().__init__(access)
        self.page = page
        self._stand = stand
        self._go_on = go_on

    def parts(self) -> ComposeResult:
        """The name, what it is, and two texts."""
        yield OneLine(id="name")
        yield OneLine(id="about")
        with Container(id="texts"):
            yield TextView(id="what")
            yield TextView(id="timeline")

    def on_mount(self) -> None:
        """Show what was read before the screen was there."""
        self.show(self.page)
        self.set_focus(self.query_one("#what"))

    def show(self, page: AccountPage) -> None:
        """Show the account, or another one."""
        self.page = page
        self.query_one("#name", OneLine).show(page.name)
        self.query_one("#about", OneLine).show(page.about)
        self.query_one("#what", TextView).show(page.whole)
        self.query_one("#timeline", TextView).show((("What happened", page.happened),))

    def action_read(self) -> None:
        """Read the account again, or the one that is on its way."""
        self.ask("account", partial(account_page, account=self.here), self.show)

    @property
    def here(self) -> AccountKey:
        """The account that is shown, or on its way."""
        return self._stand.account

    @property
    def seat(self) -> Seat | None:
        """In whose list it was opened."""
        return self._stand.seat

    @property
    def step(self) -> str:
        """The step that it stood there for."""
        return self._stand.step

    def action_step(self, by: int) -> None:
        """Go to another account of the list this one was opened from."""
        stand = self._go_on(by)
        if stand is None:
            self.say("That was the last one." if by > 0 else "That was the first one.")
        else:
            self._stand = stand
            self.action_read()

    def with_page(self, subject: str, then: Callable[[AccountPage], None]) -> None:
        """The account that is shown."""
        then(self.page)

    def action_other(self) -> None:
        """Go to the other text."""
        here, other = self.query(TextView)
        self.set_focus(here if self.focused is other else other)
