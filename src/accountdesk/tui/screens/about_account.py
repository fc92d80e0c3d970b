"""Screens that are one text about one account: their shoes, the brief."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Protocol

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.desk.desk import Desk
from accountdesk.desk.words import Parts
from accountdesk.tui.access import Access
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView


class Told(Protocol):
    """What such a screen shows: the account, titles with lines, and the text that is copied."""

    @property
    def key(self) -> AccountKey:
        """What the account goes by."""

    @property
    def parts(self) -> Parts:
        """Titles and lines."""

    @property
    def called(self) -> str:
        """What the text is called where it was copied."""

    @property
    def text(self) -> str:
        """What is copied."""


class AboutAccountScreen(TextScreen):
    """One text; keys act on the account that it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("see.why", "explain", "why", show=True),
        key("see.copy", "copy", "copy", tip="Copy the text", show=True),
    ]

    def __init__(self, access: Access, told: Told, read: Callable[[Desk, str], Told]) -> None:
        """Show what was read before the screen was there; `read` reads it again."""
        super().__init__(access)
        self._told = told
        self._read = read

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(TextView).focus()
        self.show(self._told)

    def show(self, told: Told) -> None:
        """Show the text, or what it says by now."""
        self._told = told
        self.query_one(TextView).show(told.parts)

    def action_read(self) -> None:
        """Read it again."""
        read, account = self._read, self.here
        self.ask("about", lambda desk: read(desk, account), self.show)

    @property
    def here(self) -> AccountKey:
        """The account that it is about."""
        return self._told.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """All that acts on an account is there."""
        return True

    def action_copy(self) -> None:
        """Copy the text."""
        from accountdesk.tui.dialogs.copying import copy  # with what else it needs

        copy(self, self._told.called, self._told.text)


class ShoesScreen(AboutAccountScreen):
    """The account's last 90 days from the customer's chair."""


class BriefScreen(AboutAccountScreen):
    """What to know before one speaks with them."""


def open_about(
    screen: Acting,
    account: AccountKey,
    kind: type[AboutAccountScreen],
    read: Callable[[Desk, str], Told],
) -> None:
    """Show a text about an account."""

    def show(told: Told) -> None:
        screen.app.push_screen(kind(screen.access, told, read))

    screen.ask_to_open(kind.__name__, partial(_read, read, account), show)


def _read(read: Callable[[Desk, str], Told], account: str, desk: Desk) -> Told:
    return read(desk, account)
