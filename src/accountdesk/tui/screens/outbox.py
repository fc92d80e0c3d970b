"""The outbox: what waits to be written to CRMs, why, and what somebody has to decide."""

import os
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.desk.consent import Offer, accept
from accountdesk.desk.desk import Desk
from accountdesk.desk.outbox_page import (
    DECISIONS,
    OutboxPage,
    Waiting,
    decide,
    decisions_of,
    outbox_page,
    parts,
)
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.dialogs.pick import Pick, Question
from accountdesk.tui.keys import key
from accountdesk.tui.screens.text import TextScreen
from accountdesk.tui.widgets.text_view import TextView

Shown = tuple[OutboxPage, tuple[str, ...]]
"""The outbox, and sources of the settings that are only read."""


class OutboxScreen(TextScreen):
    """What waits, in two lines each; Enter chooses one of them and what becomes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.account", "decide", "decide", tip="Decide about something that waits", show=True),
        key("go.on", "decide", tip="Decide about something that waits"),
    ]

    def on_mount(self) -> None:
        """Read the outbox."""
        self._page = OutboxPage((), ())
        self._silent: tuple[str, ...] = ()
        super().on_mount()

    def action_read(self) -> None:
        """Read the outbox again."""
        self.ask("outbox", _read, self.show)

    def show(self, found: Shown) -> None:
        """Show it."""
        self._page, self._silent = found
        self.query_one(TextView).show(parts(*found, self.pressed("go.account")))

    def action_decide(self) -> None:
        """Choose what to decide about."""
        rows, silent = self._page.rows, self._silent
        items = [(str(row.id), " · ".join(row.lines())) for row in rows]
        items += [("", f"have what we record written to {source}, too") for source in silent]
        if not items:
            self.say("Nothing waits, so there is nothing to decide.")
            return

        def chosen(at: int | str | None) -> None:
            if isinstance(at, int) and at < len(rows):
                self._ask_about(rows[at])
            elif isinstance(at, int):
                source = silent[at - len(rows)]
                self.ask_to_open("yes", partial(_offer, key=source), self._ask_for_yes)

        self.app.push_screen(Pick(Question("outbox", items)), chosen)

    def _ask_about(self, row: Waiting) -> None:
        words = decisions_of(row.word)
        items = [(word[0], f"{word}: {DECISIONS[word]}") for word in words]

        def decided(at: int) -> None:
            work = partial(decide, ids=[row.id], decision=words[at])
            self.do(work, lambda done: self._told(f"{words[at]}: {row.account}, {row.what}."))

        choose(self, "outbox", items, decided, text=" · ".join(row.lines()))

    def _ask_for_yes(self, what: Offer) -> None:
        said = f"What is recorded here goes to {what.title}. {' '.join(what.lines)}"
        items = [("", "no: it is only read"), ("y", "yes: write to it from now on")]

        def answered(at: int) -> None:
            if at:
                yes = f"What is recorded from now on is written to {what.key}, too."
                self.do(partial(accept, what=what), lambda done: self._told(yes))

        choose(self, f"write to {what.key}?", items, answered, text=said)

    def _told(self, sentence: str) -> None:
        self.say_here(sentence)
        self.action_read()


def _read(desk: Desk) -> Shown:
    from accountdesk.desk.connected import only_read  # in the reader's thread: it takes a while

    return outbox_page(desk), only_read(desk, os.environ)


def _offer(desk: Desk, key: str) -> Offer:
    from accountdesk.desk.connected import writing_offer_called  # as above

    return writing_offer_called(desk, key, os.environ)
