"""One account: its two sides with the goal between, how it stands, people, what is joint."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.timeline import kinds
from accountdesk.tui.access import Access
from accountdesk.tui.dialogs.menu import choose, numbered
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import Acting, Stand
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.widgets.one_line import OneLine
from accountdesk.tui.widgets.tabs import TabLine
from accountdesk.tui.widgets.text_view import TextView
from accountdesk.tui.widgets.timeline_view import TimelineView

TABS = ("Both sides", "How it stands", "People", "Together", "What happened")
SIDES, HAPPENED = 0, len(TABS) - 1

WITH_TIMELINE = 110
"""Columns from which what happened has room beside every tab."""

WITH_GOAL_BETWEEN = 150
"""Columns from which the goal has room between the two sides."""


class AccountScreen(Acting):
    """One tab, and what happened beside it where there is room."""

    CSS_PATH = "account.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as its base has it
        *Asking.HORIZONTAL_BREAKPOINTS,
        (WITH_TIMELINE, "-broad"),
        (WITH_GOAL_BETWEEN, "-vast"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.next", "step(1)", "next", show=True),
        key("go.previous", "step(-1)", "previous", show=True),
        key("see.why", "explain", "why", show=True),
        key("see.copy", "copy", "copy", show=True),
        key("see.kinds", "kinds", "kinds"),
        key("move.other", "other", "other side", tip="The next text", show=True),
        key("see.tab-1", "tab(0)"),
        key("see.tab-2", "tab(1)"),
        key("see.tab-3", "tab(2)"),
        key("see.tab-4", "tab(3)"),
        key("see.tab-5", "tab(4)"),
    ]  # fmt: skip

    def __init__(
        self,
        access: Access,
        page: AccountPage,
        stand: Stand,
        go_on: Callable[[int], Stand | None],
    ) -> None:
        """Show an account.

        Args:
            access: What screens are handed.
            page: The account.
            stand: Where it was opened from.
            go_on: Gives the account so many rows further in the list; None: there is none.
        """
        super().__init__(access)
        self.page = page
        self._stand = stand
        self._go_on = go_on
        self._tab = SIDES

    def parts(self) -> ComposeResult:
        """The name, what it is, the tabs, and texts."""
        yield OneLine(id="name")
        yield OneLine(id="about")
        yield TabLine(id="tabs")
        with Container(id="texts"):
            with Container(id="sides"):
                yield TextView(id="hunter-side")
                yield TextView(id="goal")
                yield TextView(id="farmer-side")
            yield TextView(id="cards")
            yield TimelineView(self.access.places, id="timeline")

    def on_mount(self) -> None:
        """Show what was read before the screen was there."""
        self.query_one("#goal").can_focus = False
        self.show(self.page)
        self._open(SIDES)

    def show(self, page: AccountPage) -> None:
        """Show the account, or another one."""
        self.page = page
        self.query_one("#name", OneLine).show(page.name)
        self.query_one("#about", OneLine).show(page.about)
        for side, id_ in zip(page.sides, ("#hunter-side", "#farmer-side"), strict=True):
            self.query_one(id_, TextView).show(side.whole)
        self.query_one("#goal", TextView).show((page.goal,))
        self._show_cards()
        self.query_one(TimelineView).show_page(page)

    def _show_cards(self) -> None:
        tabs = (None, self.page.stands, self.page.who, self.page.joint)
        cards = tabs[self._tab] if self._tab < len(tabs) else None
        nothing = (("", (f"Nothing is recorded yet. {self.pressed('do.add')} adds.",)),)
        if cards is not None:
            self.query_one("#cards", TextView).show(cards or nothing)

    def _open(self, tab: int) -> None:
        """Open a tab; where what happened stands beside it, that tab only goes there."""
        beside = self.app.size.width >= WITH_TIMELINE
        if not (beside and tab == HAPPENED):
            self._tab = tab
        self.query_one("#sides").display = self._tab == SIDES
        self.query_one("#cards").display = SIDES < self._tab < HAPPENED
        self.query_one("#timeline").display = beside or self._tab == HAPPENED
        self.query_one(TabLine).show(
            [(self.pressed(f"see.tab-{at}"), name) for at, name in enumerate(TABS, 1)], self._tab
        )
        self._show_cards()
        texts = self._texts()
        self.set_focus(texts[-1] if tab == HAPPENED else texts[0])

    def _texts(self) -> list[TextView]:
        """The texts that are there, in their order; `focusable` asks not whether they are shown."""
        return [
            text
            for text in self.query(TextView)
            if text.focusable and all(node.display for node in text.ancestors_with_self)
        ]

    def on_resize(self, event: events.Resize) -> None:
        """What happened has room beside a tab, or has none any more."""
        if self._tab == HAPPENED and event.size.width >= WITH_TIMELINE:
            self._tab = SIDES
        focused = self.focused
        self._open(self._tab)
        if focused in self._texts():
            self.set_focus(focused)

    def action_tab(self, at: int) -> None:
        """Open a tab."""
        self._open(at)

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """A click opens a tab."""
        self._open(event.at)

    def action_kinds(self) -> None:
        """Ask which kinds of what happened are shown."""
        found = kinds(self.page.happenings)

        def chosen(at: int) -> None:
            self.query_one(TimelineView).show_kind(found[at])
            self._open(HAPPENED)

        choose(self, "what happened", numbered(found), chosen)

    def action_read(self) -> None:
        """Read the account again, or the one that is on its way."""
        self.ask("account", partial(account_page, account=self.here), self.show)

    @property
    def here(self) -> AccountKey:
        """The account that is shown, or on its way."""
        return self._stand.account

    @property
    def seat(self) -> Seat | None:
        """In whose list it was opened."""
        return self._stand.seat

    @property
    def step(self) -> str:
        """The step that it stood there for."""
        return self._stand.step

    def action_step(self, by: int) -> None:
        """Go to another account of the list this one was opened from."""
        stand = self._go_on(by)
        if stand is None:
            self.say("That was the last one." if by > 0 else "That was the first one.")
        else:
            self._stand = stand
            self.action_read()

    def with_page(self, subject: str, then: Callable[[AccountPage], None]) -> None:
        """The account that is shown."""
        then(self.page)

    def action_other(self) -> None:
        """Go to the next text."""
        texts = self._texts()
        at = texts.index(self.focused) if isinstance(self.focused, TextView) else -1
        self.set_focus(texts[(at + 1) % len(texts)])
