"""Their shoes: the account's last 90 days from the customer's chair, in sentences."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.desk.shoes_page import ShoesPage, shoes_page
from accountdesk.tui.access import Access
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView


class ShoesScreen(TextScreen):
    """One text about one account, so keys act on that account."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("see.why", "explain", "why", show=True),
        key("see.copy", "copy", "copy", tip="Copy the text", show=True),
    ]

    def __init__(self, access: Access, page: ShoesPage) -> None:
        """Show what was read before the screen was there."""
        super().__init__(access)
        self._page = page

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(TextView).focus()
        self.show(self._page)

    def show(self, page: ShoesPage) -> None:
        """Show the text, or what it says by now."""
        self._page = page
        self.query_one(TextView).show(page.parts)

    def action_read(self) -> None:
        """Read it again."""
        self.ask("shoes", partial(shoes_page, account=self.here), self.show)

    @property
    def here(self) -> AccountKey:
        """Whose shoes they are."""
        return self._page.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """All that acts on an account is there."""
        return True

    def action_copy(self) -> None:
        """Copy the text."""
        from accountdesk.tui.dialogs.copying import copy  # with what else it needs

        copy(self, f"last days of {self._page.name}", self._page.text)


def open_shoes(screen: Acting, account: AccountKey) -> None:
    """Show an account from its people's chair."""

    def show(page: ShoesPage) -> None:
        screen.app.push_screen(ShoesScreen(screen.access, page))

    screen.ask_to_open("shoes", partial(shoes_page, account=account), show)
