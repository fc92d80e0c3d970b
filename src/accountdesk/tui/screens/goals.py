"""The targets: every goal that is on, and how far we are together."""

from functools import partial

from accountdesk.desk.goals_page import GoalsPage, How, goals_page
from accountdesk.desk.view import Page
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView


class GoalsScreen(TextScreen):
    """Each goal with its bar and its words; no account is here, but goal and focus can be set."""

    PAGE = Page.TARGETS

    def action_read(self) -> None:
        """Read the goals again."""
        adding = self.pressed("do.add")
        how = How(f"{adding} f says it", f"{adding} g sets it")
        self.ask("goals", partial(goals_page, how=how), self.show)

    def show(self, page: GoalsPage) -> None:
        """Show the goals."""
        self.query_one(TextView).show(page)
