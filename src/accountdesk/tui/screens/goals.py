"""The targets: every goal that is on, and how far we are together."""

from functools import partial

from textual.app import ComposeResult

from accountdesk.core.entry import AccountKey
from accountdesk.desk.goals_page import GoalsPage, How, goals_page
from accountdesk.desk.view import Page
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.widgets.text_view import TextView


class GoalsScreen(Acting):
    """Each goal with its bar and its words; no account is here, but goal and focus can be set."""

    PAGE = Page.TARGETS

    def parts(self) -> ComposeResult:
        """One text."""
        yield TextView()

    def on_mount(self) -> None:
        """Read the goals."""
        self.query_one(TextView).focus()
        self.action_read()

    @property
    def here(self) -> AccountKey | None:
        """None: goals are not about one account."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """What needs an account is not there."""
        return action not in ("write", "next_step", "done", "put_off")

    def action_read(self) -> None:
        """Read the goals again."""
        adding = self.pressed("do.add")
        how = How(f"{adding} f says it", f"{adding} g sets it")
        self.ask("goals", partial(goals_page, how=how), self.show)

    def show(self, page: GoalsPage) -> None:
        """Show the goals."""
        self.query_one(TextView).show(page)
