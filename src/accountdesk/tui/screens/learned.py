"""What we learned and gained, of all accounts; Enter finds one by its words, and its account."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.learned_page import LearnedPage, learned_page, parts
from accountdesk.tui.keys import key
from accountdesk.tui.screens.account import AccountScreen
from accountdesk.tui.screens.acting import Stand
from accountdesk.tui.screens.keeping import name
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView


class LearnedScreen(TextScreen):
    """The latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.account", "choose", "find one", tip="Find one by its words", show=True),
        key("go.on", "choose", tip="Find one by its words"),
    ]
    _page = LearnedPage("", (), more=False)
    _opened: AccountKey | None = None

    def action_read(self) -> None:
        """Read it again."""
        self.ask("learned", learned_page, self.show)

    def show(self, page: LearnedPage) -> None:
        """Show it."""
        self._page = page
        keys = f"{self.pressed('go.account')} finds one by its words and opens its account."
        self.query_one(TextView).show(parts(page, keys))

    def action_choose(self) -> None:
        """Find one by its words, and open its account."""
        if not self._page.rows:
            self.say("Nothing was learned or gained yet, so there is nothing to find.")
            return
        rows = self._page.rows
        name(self, "learned", [(row.line, partial(self._ask, row.account)) for row in rows])

    def _ask(self, account: AccountKey) -> None:
        self.ask_to_open("account", partial(account_page, account=account), self._open)

    def _open(self, page: AccountPage) -> None:
        self._opened = page.key
        self.app.push_screen(AccountScreen(self.access, page, Stand(page.key), self._go_on))

    def _go_on(self, by: int) -> Stand | None:
        """The account so many further on, each once; None if there is none."""
        accounts = list(dict.fromkeys(row.account for row in self._page.rows))
        at = accounts.index(self._opened) + by if self._opened in accounts else -1
        if not 0 <= at < len(accounts):
            return None
        self._opened = accounts[at]
        return Stand(self._opened)
