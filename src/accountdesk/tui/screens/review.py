"""The review: a quarter with an account, as we read it and as the customer may."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.desk.review import Review, review
from accountdesk.tui.access import Access
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView

FOR = {False: "for us alone", True: "for the customer"}


class ReviewScreen(TextScreen):
    """One text about one account, so keys act on it; Tab shows what the customer reads."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("move.other", "other", "for us, for them", tip="For us, or for them", show=True),
        key("see.why", "explain", "why", show=True),
        key("see.copy", "copy", "copy", tip="Copy what is shown, as Markdown", show=True),
    ]

    def __init__(self, access: Access, found: Review) -> None:
        """Show what was read before the screen was there."""
        super().__init__(access)
        self._review = found
        self._to_them = False

    def on_mount(self) -> None:
        """Show our side of it."""
        self.query_one(TextView).focus()
        self.show(self._review)

    def show(self, found: Review) -> None:
        """Show it, or what it says by now."""
        self._review = found
        (title, lines), *rest = found.parts(to_them=self._to_them)
        self.query_one(TextView).show([(f"{title} · {FOR[self._to_them]}", lines), *rest])

    def action_read(self) -> None:
        """Read it again."""
        self.ask("review", partial(review, account=self.here), self.show)

    @property
    def here(self) -> AccountKey:
        """Whose review it is."""
        return self._review.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """All that acts on an account is there."""
        return True

    def action_other(self) -> None:
        """Show what the customer reads, or what we do."""
        self._to_them = not self._to_them
        self.show(self._review)

    def action_copy(self) -> None:
        """Copy what is shown."""
        from accountdesk.tui.dialogs.copying import copy  # with what else it needs

        text = self._review.markdown(to_them=self._to_them)
        copy(self, f"review of {self._review.name}, {FOR[self._to_them]}", text)


def open_review(screen: Acting, account: AccountKey) -> None:
    """Show the review of an account."""

    def show(found: Review) -> None:
        screen.app.push_screen(ReviewScreen(screen.access, found))

    screen.ask_to_open("review", partial(review, account=account), show)
