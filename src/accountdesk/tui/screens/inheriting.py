"""What one inherits: the briefs of all that a member holds, for whoever takes it over."""

from functools import partial

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Member
from accountdesk.desk.brief import TakenOver, taken_over
from accountdesk.desk.desk import Desk
from accountdesk.tui.access import Access
from accountdesk.tui.dialogs.menu import choose, numbered
from accountdesk.tui.keys import key
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView


class InheritScreen(TextScreen):
    """One brief behind the other, the most pressing account first."""

    BINDINGS = [  # noqa: RUF012  # Textual declares it for instances
        key("see.copy", "copy", "copy", tip="Copy all of it, as Markdown", show=True),
    ]

    def __init__(self, access: Access, told: TakenOver) -> None:
        """Show what was read before the screen was there."""
        super().__init__(access)
        self._told = told

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(TextView).focus()
        self.show(self._told)

    def show(self, told: TakenOver) -> None:
        """Show the briefs, or what they say by now."""
        self._told = told
        self.query_one(TextView).show(told.parts)

    def action_read(self) -> None:
        """Read them again."""
        self.ask("inherit", partial(taken_over, member=self._told.member), self.show)

    @property
    def here(self) -> AccountKey | None:
        """None: it is not about one account."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """All of it can be copied."""
        return action == "copy" or super().check_action(action, parameters)

    def action_copy(self) -> None:
        """Copy the text."""
        from accountdesk.tui.dialogs.copying import copy  # with what else it needs

        copy(self, self._told.called, self._told.text)


def inherit(screen: Asking) -> None:
    """Ask whose accounts, and show their briefs."""

    def ask(members: tuple[Member, ...]) -> None:
        def chosen(at: int) -> None:
            work = partial(taken_over, member=members[at])
            screen.ask_to_open("inherit", work, show)

        choose(screen, "whose accounts", numbered([one.name for one in members]), chosen)

    def show(told: TakenOver) -> None:
        screen.app.push_screen(InheritScreen(screen.access, told))

    screen.ask_to_open("members", _members, ask)


def _members(desk: Desk) -> tuple[Member, ...]:
    return tuple(sorted(desk.team().members.values(), key=lambda one: (one.name, one.key)))
