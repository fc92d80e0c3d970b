"""The targets: every goal that is on, and how far we are together."""

from functools import partial

from textual.app import ComposeResult

from accountdesk.desk.goals_page import GoalsPage, goals_page
from accountdesk.desk.view import Page, keep_page
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.widgets.text_view import TextView


class GoalsScreen(Asking):
    """Each goal with its bar and its words."""

    def parts(self) -> ComposeResult:
        """One text."""
        yield TextView()

    def on_mount(self) -> None:
        """Read the goals."""
        self.query_one(TextView).focus()
        self.keep(partial(keep_page, page=Page.TARGETS))
        self.action_read()

    def action_read(self) -> None:
        """Read the goals again."""
        self.ask("goals", goals_page, self.show)

    def action_back(self) -> None:
        """Back to the desk, which is then where the next start is."""
        self.keep(partial(keep_page, page=Page.DESK))
        super().action_back()

    def show(self, page: GoalsPage) -> None:
        """Show the goals."""
        self.query_one(TextView).show(page)
