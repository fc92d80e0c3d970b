"""Our way: the team's own process as a picture, where the account is, how many stand where."""

from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.core.process import AT
from accountdesk.desk.process_page import ProcessPage, process_page
from accountdesk.desk.view import View
from accountdesk.tui.access import Access, LookedAt
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView

_BESIDE = 3
"""Columns that the text has beside it: the bar, and what it is set in by."""


class ProcessScreen(TextScreen):
    """The picture as wide as the terminal; keys act on the account that is marked in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.on", "list", "who is where", tip="List the accounts at a step", show=True),
        key("see.why", "explain", "why"),
        key("see.copy", "copy", "copy", tip="Copy the story, for a customer", show=True),
    ]

    def __init__(self, access: Access, page: ProcessPage) -> None:
        """Show what was read before the screen was there."""
        super().__init__(access)
        self._page = page

    def on_mount(self) -> None:
        """Show the picture."""
        self.query_one(TextView).focus()
        self.show(self._page)

    def show(self, page: ProcessPage) -> None:
        """Show it, or what it says by now."""
        self._page = page
        self._fit(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Draw the picture as wide as the terminal is now."""
        self._fit(event.size.width)

    def _fit(self, columns: int) -> None:
        self.query_one(TextView).show(self._page.parts(columns - _BESIDE))

    def action_read(self) -> None:
        """Read it again."""
        self.ask("process", partial(process_page, account=self.here), self.show)

    @property
    def here(self) -> AccountKey | None:
        """The account that is marked in the picture."""
        return None if self._page.here is None else self._page.here.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """What needs an account is there with one."""
        return self.here is not None or super().check_action(action, parameters)

    def action_copy(self) -> None:
        """Copy the story."""
        from accountdesk.tui.dialogs.copying import copy  # with what else it needs

        copy(self, "story of our way, as Markdown", self._page.markdown)

    def action_list(self) -> None:
        """Choose a step, and have the lists show who is there."""
        steps = self._page.process.steps
        items = [(str(number), step.name) for number, step in enumerate(steps, 1)]

        def chosen(at: int) -> None:
            self.app.post_message(LookedAt(View(only=AT + steps[at].key)))

        choose(self, "who is where", items, chosen)


def open_process(screen: Acting, account: AccountKey | None) -> None:
    """Show our way, with where an account is in it."""

    def show(page: ProcessPage) -> None:
        screen.app.push_screen(ProcessScreen(screen.access, page))

    screen.ask_to_open("process", partial(process_page, account=account), show)
