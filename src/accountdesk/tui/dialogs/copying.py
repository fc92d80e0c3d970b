"""Copying: what to copy of an account, sent to the terminal, over SSH too."""

from functools import partial

from accountdesk.core.text import clean
from accountdesk.desk.account_page import AGREED, AccountPage
from accountdesk.tui.dialogs.menu import Menu
from accountdesk.tui.screens.asking import Asking

__all__ = ["AGREED", "copy", "copy_from"]

LONGEST = 70
"""Characters of a text that the menu shows; all of it is copied."""


def copy_from(screen: Asking, page: AccountPage) -> None:
    """Ask which of the account's texts to copy, and copy it."""
    items = [
        (str(number) if number < 10 else "", clean(f"{what}: {text}", LONGEST))
        for number, (what, text) in enumerate(page.copies, 1)
    ]
    screen.app.push_screen(Menu("copy", items), partial(_copy, screen, page))


def _copy(screen: Asking, page: AccountPage, chosen: int | None) -> None:
    if chosen is not None:
        copy(screen, *page.copies[chosen])


def copy(screen: Asking, what: str, text: str) -> None:
    """Send a text to the terminal, which copies it if it allows that."""
    # Cleaned: what a terminal would obey must not come back out of the clipboard.
    lines = [clean(line, len(line)) for line in text.split("\n")]
    screen.app.copy_to_clipboard("\n".join(lines))
    screen.say(f"Sent to your terminal to copy: the {what}. Some terminals do not allow it.")
