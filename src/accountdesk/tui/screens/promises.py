"""Promises and repairs of all accounts by their day; Enter chooses one, and what became of it."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import EntryId
from accountdesk.desk.called import word_behind
from accountdesk.desk.keeping import Word, promise_called
from accountdesk.desk.promises_page import PromisesPage, Row, parts, promises_page
from accountdesk.desk.repairing import repair_called
from accountdesk.tui.keys import key
from accountdesk.tui.screens.keeping import decide_promise, decide_repair, name
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView


class PromisesScreen(TextScreen):
    """What we have to keep: mine or the team's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.account", "decide", "decide", tip="Say what became of one of them", show=True),
        key("go.on", "decide", tip="Say what became of one of them"),
        key("see.mine", "mine", "mine/team", tip="What I see to, or the team", show=True),
    ]
    _mine = False
    _page: PromisesPage | None = None

    def action_read(self) -> None:
        """Read it again."""
        self.ask("promises", partial(promises_page, mine=self._mine), self.show)

    def show(self, page: PromisesPage) -> None:
        """Show it."""
        self._page = page
        enter, mine = self.pressed("go.account"), self.pressed("see.mine")
        other = "everybody's" if self._mine else "only what you see to"
        keys = f"{enter} says what became of one of them; {mine} shows {other}."
        self.query_one(TextView).show(parts(page, keys))

    def action_mine(self) -> None:
        """Show what I see to, or what everybody does."""
        self._mine = not self._mine
        self.action_read()

    def action_decide(self) -> None:
        """Choose one of them by its name, and then what became of it."""
        rows = self._page.rows if self._page is not None else ()
        if not rows:
            self.say("Nothing is promised or to be made right, so there is nothing to decide.")
            return
        name(self, "promises", [(row.line, partial(self._ask, row)) for row in rows])

    def _ask(self, row: Row) -> None:
        work = partial(word_behind, reference=row.entry)
        self.ask_to_open("word", work, partial(self._decide, row))

    def _decide(self, row: Row, found: tuple[Word, EntryId]) -> None:
        word, entry = found
        if row.is_repair:
            decide_repair(self, word, repair_called(word, entry))
        else:
            decide_promise(self, word, promise_called(word, entry))
