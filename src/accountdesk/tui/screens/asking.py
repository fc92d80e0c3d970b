"""What all screens have in common: they have things read and done, say sentences, explain keys."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ClassVar, TypeVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from accountdesk.desk.desk import Desk
from accountdesk.desk.fitting import SIDE_BY_SIDE
from accountdesk.desk.view import Page, keep_page
from accountdesk.tui.access import Access, Answered, Changed, SourcesWanted
from accountdesk.tui.keys import key, keys_in_words
from accountdesk.tui.terminal_app import TerminalApp
from accountdesk.tui.widgets.foot import Foot
from accountdesk.tui.widgets.notice import Notice
from accountdesk.tui.widgets.too_small import LEAST_COLUMNS, LEAST_LINES, TooSmall

Found = TypeVar("Found")

OPENING_S = 2.0
"""Seconds that keys wait for what is being opened, so that they are not taken for commands."""


class Asking(Screen[None]):
    """A screen that shows what the reader finds for it."""

    app = getters.app(TerminalApp)

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # Textual declares it for instances
        (0, "-tiny"),
        (LEAST_COLUMNS, "-narrow"),
        (SIDE_BY_SIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_LINES, "-tall")]  # noqa: RUF012  # as above
    PAGE: ClassVar[Page | None] = None
    """Where the next start is, if the program ends here; None: where it was."""

    DEFAULT_CSS = """
    Asking { layers: base over; overflow: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("program.help", "explain_keys", "help", show=True),
        key("program.back", "back", "back", show=True),
        key("see.refresh", "refresh_sources", "refresh"),
        key("program.palette", "palette", "everything"),
    ]

    def __init__(self, access: Access) -> None:
        super().__init__()
        self.access = access
        self._opening: asyncio.Event | None = None

    def compose(self) -> ComposeResult:
        """What the screen shows, between what all of them have."""
        yield TooSmall()
        yield from self.parts()
        yield Foot()
        yield Notice()

    def parts(self) -> ComposeResult:
        """What this screen shows."""
        raise NotImplementedError

    def ask(
        self,
        subject: str,
        work: Callable[[Desk], Found],
        then: Callable[[Found], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Have something read; `then` gets it here, unless the same subject was asked anew.

        Where it could not be read, that is said, and `failed` is called.
        """

        def say_so(sentence: str) -> None:
            failed()
            self.say(sentence)

        self.access.reader.ask(
            f"{id(self)}.{subject}",
            work,
            lambda result: self.post_message(Answered(result, then, say_so)),
        )

    def do(
        self,
        work: Callable[[Desk], Found],
        then: Callable[[Found], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Have something recorded; keys wait a moment for it.

        `then`, or `failed` with the sentence, is told even when this screen has been left by then.
        """
        self.acts()
        self._opening = opening = asyncio.Event()
        app = self.app

        def done(result: Found) -> None:
            opening.set()
            then(result)
            app.post_message(Changed())

        def not_done(sentence: str) -> None:
            opening.set()
            (failed or self.say_here)(sentence)

        def answer(result: object) -> None:
            message = Answered(result, done, not_done)
            # The app itself may be waiting for this, with the next key in its hand.
            if not self.post_message(message):
                app.post_message(message)

        self.access.writer.do(work, answer)

    def acts(self) -> None:
        """Something is about to be recorded, as a rule of what is here."""

    def on_screen_resume(self) -> None:
        """The next start is here."""
        if self.PAGE is not None:
            self.keep(partial(keep_page, page=self.PAGE))

    def keep(self, work: Callable[[Desk], None]) -> None:
        """Have something kept that is nobody's work; nobody waits for it, nor is told."""
        self.access.writer.do(work, lambda result: None)

    def ask_to_open(
        self,
        subject: str,
        work: Callable[[Desk], Found],
        then: Callable[[Found], object],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Have something read that `then` opens; keys that come meanwhile are for that."""
        self._opening = opening = asyncio.Event()  # its own: `then` may ask for more

        def open_if_here(found: Found) -> None:
            if self.is_active:  # else something else was opened meanwhile
                then(found)
            opening.set()

        def not_opened() -> None:
            opening.set()
            failed()

        self.ask(subject, work, open_if_here, not_opened)

    async def has_opened(self) -> None:
        """Wait until what was asked for last has been opened, or could not be."""
        while (opening := self._opening) is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(opening.wait(), OPENING_S)
            if self._opening is opening:
                self._opening = None

    def on_answered(self, message: Answered) -> None:
        """Show what was found; an error is a sentence, and never looks like an empty list."""
        message.tell()

    def pressed(self, action: str) -> str:
        """The key of an action, as sentences call it. Args: `action` is the id of its binding."""
        return self.app.pressed(action)

    @property
    def taking_back(self) -> str:
        """What is said behind what was recorded."""
        return f"{self.pressed('do.undo')} takes it back."

    def say(self, sentence: str) -> None:
        """Tell whoever is here something."""
        self.query_one(Notice).say(sentence)

    def say_here(self, sentence: str) -> None:
        """Tell whoever is here something, on whatever screen they are by now."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, Asking):
                screen.say(sentence)
                return

    def hush(self) -> None:
        """Take the sentence away that was told last."""
        self.query_one(Notice).hush()

    def action_explain_keys(self) -> None:
        """Show the keys that do something here."""
        from accountdesk.tui.dialogs.text import TextDialog  # not before the first frame

        wrong = self.app.looks.wrong
        not_held = [("Keys of your own that do not hold", wrong)] if wrong else []
        self.app.push_screen(TextDialog("Keys", [*not_held, *keys_in_words(self)]))

    def action_palette(self) -> None:
        """Offer everything that can be done now."""
        from accountdesk.tui.screens.doing import open_palette  # as above

        open_palette(self)

    def action_back(self) -> None:
        """Leave this screen."""
        self.dismiss(None)

    def action_read(self) -> None:
        """Read what is shown again."""

    def action_refresh_sources(self) -> None:
        """Read what is shown again, and what the sources say now."""
        self.action_read()
        self.app.post_message(SourcesWanted())

    def on_key(self, event: events.Key) -> None:
        """A capital acts on nothing, and says so."""
        if event.character is not None and event.character.isupper():
            event.stop()
            keys = self.pressed("program.help")
            self.say(
                f"Keys are small letters here: {event.character} does nothing. {keys} shows them."
            )
