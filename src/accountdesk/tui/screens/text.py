"""What screens that are one text have in common: no account is on them."""

from textual.app import ComposeResult

from accountdesk.core.entry import AccountKey
from accountdesk.tui.screens.acting import NEED_ACTION, Acting
from accountdesk.tui.widgets.text_view import TextView


class TextScreen(Acting):
    """One text; what needs an account is not there."""

    def parts(self) -> ComposeResult:
        """One text."""
        yield TextView()

    def on_mount(self) -> None:
        """Read what is shown."""
        self.query_one(TextView).focus()
        self.action_read()

    @property
    def here(self) -> AccountKey | None:
        """None: it is not about one account."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """What needs an account is not there."""
        return action not in NEED_ACTION
