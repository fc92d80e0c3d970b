"""What happened with an account; of each account it remembers what was shown, and where."""

from accountdesk.core.entry import AccountKey
from accountdesk.desk.account_page import AccountPage
from accountdesk.desk.timeline import TOUCHES
from accountdesk.tui.access import Place
from accountdesk.tui.widgets.text_view import TextView


class TimelineView(TextView):
    """The timeline, the newest first."""

    def __init__(self, places: dict[AccountKey, Place], *, id: str) -> None:
        """Args: `places` is how accounts were looked at before, and is kept up to date."""
        super().__init__(id=id)
        self._places = places
        self._page: AccountPage | None = None
        self._kind = TOUCHES
        self._goes_to: float | None = None

    def show_page(self, page: AccountPage) -> None:
        """Show an account's timeline, where it was looked at last."""
        if self._page is None or page.key != self._page.key:
            self.remember()
            place = self._places.get(page.key, Place(TOUCHES, 0))
            self._kind, self._goes_to = place
            self.call_after_refresh(self._scroll_back)
        self._page = page
        self._fill(page)

    def on_resize(self) -> None:
        """Wrap the text to the new width; only what has a size can be scrolled."""
        super().on_resize()
        self.call_after_refresh(self._scroll_back)

    def _scroll_back(self) -> None:
        if self._goes_to is not None and self.size.height:
            self.scroll_to(y=self._goes_to, animate=False)
            self._goes_to = None

    def show_kind(self, kind: str) -> None:
        """Show another kind of what happened."""
        self._kind = kind
        if self._page is not None:
            self._fill(self._page)

    def _fill(self, page: AccountPage) -> None:
        title = "What happened" if self._kind == TOUCHES else f"What happened: {self._kind}"
        self.show(((title, page.of_kind(self._kind)),))

    def remember(self) -> None:
        """Keep how the account was looked at."""
        if self._page is not None:
            there = self.scroll_y if self._goes_to is None else self._goes_to
            self._places[self._page.key] = Place(self._kind, there)

    def on_unmount(self) -> None:
        """It is found as it was left."""
        self.remember()
