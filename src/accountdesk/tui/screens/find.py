"""Find: accounts and people, as one types."""

from functools import partial
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from accountdesk.core.entry import AccountKey
from accountdesk.core.text import folded
from accountdesk.desk import words
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.accounts import Part
from accountdesk.desk.desk import Desk
from accountdesk.desk.find import Found, find
from accountdesk.desk.view import MEANS, means, view_called
from accountdesk.tui.access import Access, LookedAt
from accountdesk.tui.keys import key
from accountdesk.tui.screens.account import AccountScreen
from accountdesk.tui.screens.acting import Acting, Stand
from accountdesk.tui.widgets.accounts_view import AccountsView
from accountdesk.tui.widgets.line import Line
from accountdesk.tui.widgets.one_line import OneLine

NOTHING = "Nothing found. Words are met by how they begin: fewer letters find more."
HINT = "The beginning of a name, a person, an e-mail address or a phone number"
KEYS = "Enter opens, arrows choose, Tab and {do.write} write"
FILTERS = f"Or: {' · '.join(MEANS)}"
NOT_KEYS = "Keys are small letters; a typed name is looked for. Esc: back to the keys"
ON_HITS = ("open", "write", "next_step", "done", "put_off", "explain", "undo")
"""What acts only where letters are no text: on what was found."""


def best(desk: Desk, text: str) -> AccountPage:
    """The first account that is found.

    Raises:
        NotFound: None is.
    """
    hits = find(desk, text, 1).hits
    return account_page(desk, hits[0].row.key if hits else text)


class FindScreen(Acting, inherit_bindings=False):
    """Letters go into the line at the top, all of them; arrows move over what was found."""

    CSS_PATH = "find.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("type.down", "move(1)"),
        key("type.up", "move(-1)"),
        key("type.page-down", "page(1)"),
        key("type.page-up", "page(-1)"),
        key("type.forward", "other", "other side", tip="The line, or what was found"),
        key("go.account", "open", "open", show=True),
        key("go.on", "open"),
        key("do.write", "write", "write", show=True),
        key("do.next", "next_step", "next"),
        key("do.done", "done", "done"),
        key("do.not-now", "put_off", "not now"),
        key("see.why", "explain", "why"),
        key("do.undo", "undo", "undo"),
        key("type.close", "back", "back", show=True),
        key("type.help", "explain_keys", "help", show=True),
    ]

    hits = getters.query_one(AccountsView)

    def __init__(self, access: Access, text: str = "", why: str = "") -> None:
        """Find something.

        Args:
            access: What screens are handed.
            text: What was typed already.
            why: What to say instead of which parts of the lists there are.
        """
        super().__init__(access)
        self._text = text
        self._why = why
        self._moved = False
        self._shown = ""

    def parts(self) -> ComposeResult:
        """The line that is typed into, what was found, and why it needs us."""
        told = OneLine(id="told")
        yield Line(self._text, placeholder=HINT, select_on_focus=False, id="wanted")
        yield OneLine(id="filters")
        yield AccountsView(told, id="hits", alone=True)
        yield told

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Line).focus()
        self._say_filters()
        if self._text:
            self._find(on=None)

    @property
    def nobody(self) -> str:
        """What is said where nothing was found."""
        return "Nothing was found to act on. Tab goes back to the line."

    @property
    def here(self) -> AccountKey | None:
        """The account under the cursor."""
        return None if self.hits.row is None else self.hits.row.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """In the line letters are letters, and Enter opens what was typed."""
        return action not in ON_HITS or self.focused is self.hits

    def action_other(self) -> None:
        """Go to what was found, where letters act; or back to the line."""
        line = self.query_one(Line)
        self.set_focus(self.hits if self.focused is line else line)

    def action_open(self) -> None:
        """Open the account under the cursor."""
        self.on_input_submitted()

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was there goes into it."""
        if event.is_printable and event.character is not None and self.focused is None:
            event.stop()
            self.query_one(Line).insert_text_at_cursor(event.character)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what was typed so far."""
        self._text = event.value
        self._moved = False
        self._say_filters()
        self._find(on=None)

    def _say_filters(self) -> None:
        """Say which words show a part of the lists, or that one of them was typed."""
        word = self._filter
        says = self._why or FILTERS if word is None else f"Enter shows only: {word}, {means(word)}"
        self.query_one("#filters", OneLine).show(says)

    @property
    def _filter(self) -> str | None:
        """The word of a part of the lists, if just that was typed, or how it alone begins."""
        typed = folded(self._text)
        if means(typed) is not None:
            return typed
        nothing = self._shown == self._text and not self.hits.rows
        words = [word for word in MEANS if word.startswith(typed)]
        return words[0] if nothing and len(typed) > 1 and len(words) == 1 else None

    def action_read(self) -> None:
        """Find it again, the cursor on what it was on."""
        self._find(on=None if self.hits.row is None else self.hits.row.key)

    def _find(self, on: AccountKey | None) -> None:
        self.ask("found", partial(find, text=self._text), partial(self._show, self._text, on))

    def _show(self, text: str, on: AccountKey | None, found: Found) -> None:
        self._shown = text
        at = next((index for index, row in enumerate(found.rows) if row.key == on), 0)
        many = words.count(len(found.rows), "account")
        head = f"{many}{', the first of more' if found.more else ''} · {self.app.with_keys(KEYS)}"
        empty = HINT if not self._text.strip() else NOTHING
        self.hits.show(head if found.rows else "", Part(found.rows, at=at), empty=empty)
        self._say_filters()

    def action_move(self, by: int) -> None:
        """Move over what was found; Enter is then for that."""
        self._moved = self.hits.row is not None
        self.hits.action_move(by)

    def action_page(self, pages: int) -> None:
        """Move over what was found by what is in view."""
        self.hits.action_page(pages)

    def on_accounts_view_chosen(self) -> None:
        """A double click opens the account."""
        self.on_input_submitted()

    def on_input_submitted(self) -> None:
        """Open the account under the cursor; the best of what was typed, if that comes first."""
        row = self.hits.row
        if self._filter is not None and not self._moved and self.focused is not self.hits:
            self.app.post_message(LookedAt(view_called(self._filter)))
        elif self._shown != self._text:
            self.ask_to_open("account", partial(best, text=self._text), self._open)
        elif row is not None:
            self.ask_to_open("account", partial(account_page, account=row.key), self._open)

    def _open(self, page: AccountPage) -> None:
        self.app.push_screen(AccountScreen(self.access, page, Stand(page.key), self._go_on))

    def _go_on(self, by: int) -> Stand | None:
        key = self.hits.step(by)
        return None if key is None else Stand(key)
