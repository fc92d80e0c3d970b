"""The targets: every goal that is on, and how far we are together."""

from textual.app import ComposeResult

from accountdesk.desk.goals_page import GoalsPage, goals_page
from accountdesk.desk.view import Page
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.widgets.text_view import TextView


class GoalsScreen(Asking):
    """Each goal with its bar and its words."""

    PAGE = Page.TARGETS

    def parts(self) -> ComposeResult:
        """One text."""
        yield TextView()

    def on_mount(self) -> None:
        """Read the goals."""
        self.query_one(TextView).focus()
        self.action_read()

    def action_read(self) -> None:
        """Read the goals again."""
        self.ask("goals", goals_page, self.show)

    def show(self, page: GoalsPage) -> None:
        """Show the goals."""
        self.query_one(TextView).show(page)
