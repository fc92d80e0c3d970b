"""The app: one desk, its two lanes, and the screens over it."""

import asyncio
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input, TextArea

from accountdesk.core.errors import StoreError
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import DeskPage
from accountdesk.desk.drafts import Drafts
from accountdesk.desk.lanes import Reader, Writer
from accountdesk.desk.sync_lane import Syncer
from accountdesk.tui import leaving
from accountdesk.tui.access import Access, Answered, Changed, LookedAt
from accountdesk.tui.keys import key
from accountdesk.tui.letters import Lettered, Letters
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.desk import DeskScreen
from accountdesk.tui.sourced_app import SourcedApp
from accountdesk.tui.terminal_app import Looks
from accountdesk.tui.widgets.accounts_view import AccountsView
from accountdesk.tui.widgets.text_view import TextView
from accountdesk.tui.widgets.too_small import LEAST_COLUMNS, LEAST_LINES

READ_AGAIN_S = 30.0
"""Seconds after which what is shown is read again, so that ages and the day stay right."""


MENUS = ("do.add", "do.undo", "go.menu")
"""What only opens a menu: a name may go on behind it."""

AT_MOST_S = 0.5
"""Seconds that a key waits for the one before it."""


class DeskApp(SourcedApp):
    """The program while the desk has the screen."""

    CSS_PATH = "screens/desk.tcss"  # Textual does not read the styles of a default screen itself
    BINDINGS: ClassVar[list[BindingType]] = [
        key("program.no-quit", "say_how_to_quit", "quit"),
    ]

    def __init__(
        self,
        desk: Desk,
        page: DeskPage,
        looks: Looks | None = None,
        *,
        syncer: Syncer | None = None,
        headless: bool = False,
    ) -> None:
        """Args: `page` is what the desk shows first, `syncer` reads its sources, if it has any."""
        super().__init__(syncer, looks, headless=headless)
        self.reader = Reader(desk, lambda: self.post_message(Changed()))
        self.writer = Writer(desk)
        self.drafts = Drafts(desk.store.path, desk.claim)
        if not desk.looks_only:
            self.drafts.take_over(desk)
        self.access = Access(self.reader, self.writer, self.drafts, {}, [], {}, {})
        self._page = page
        self._begun = False
        self._letters = Letters()

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        return DeskScreen(self.access, self._page)

    def on_ready(self) -> None:
        """The lanes begin to work; earlier, the first frame would wait for them."""
        self._begin()
        self.set_interval(READ_AGAIN_S, self.on_changed)
        if self.looks.wrong:
            more = len(self.looks.wrong) - 1
            rest = f" And {more} more." if more else ""
            self.asking.say(
                f"{self.looks.wrong[0]}{rest} `accountdesk config check` says what is wrong; the "
                "usual keys hold there."
            )

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.reader.start()
            self.writer.start()
            self.begin_sources()

    def on_changed(self) -> None:
        """Each screen reads what it shows again; what is under the cursor stays there."""
        for screen in self.screen_stack:
            if isinstance(screen, Asking):
                screen.action_read()

    def on_answered(self, message: Answered) -> None:
        """The writer has done something for a screen that was left meanwhile, or could not."""
        message.tell()

    def on_looked_at(self, message: LookedAt) -> None:
        """The desk comes to the top, and shows the part of the lists that was named."""
        self.back_to(DeskScreen)
        assert isinstance(self.screen, DeskScreen)  # it lies below all others
        self.screen.look_at(message.view)

    async def on_event(self, event: events.Event) -> None:
        """Keys act one after the other, also those that come in one bundle over a slow link.

        The next one waits until a line has taken the letter before it, and until what a key opens
        has been read. A sentence that was told goes with the next key.
        """
        if isinstance(event, events.Paste):
            self.asking.hush()
            if not isinstance(self.focused, Input | TextArea):
                writing = self.pressed("do.write")
                self.asking.say(f"Nothing was pasted: keys act. {writing} opens a note for it.")
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self.screen_stack and (event.key == "ctrl+q" or not self._is_too_small):
            await self._on_key_in_turn(event)

    @property
    def _is_too_small(self) -> bool:
        """Whether nobody sees what a key would do."""
        return self.size.width < LEAST_COLUMNS or self.size.height < LEAST_LINES

    async def _on_key_in_turn(self, event: events.Key) -> None:
        self._begin()  # a key that comes before the first frame needs them
        await self.asking.has_opened()  # what a menu opens is asked for behind its key
        if self.focused is None:  # it is not all there yet
            await self._has_passed(self.screen)
        if isinstance(self.screen, Asking):
            self.screen.hush()
        if (name := self._name_typed(event)) is not None:
            self._look_for(name)
            return
        typed_into, screen = self.focused, self.screen
        await super().on_event(event)
        at_once = isinstance(typed_into, AccountsView | TextView)  # all their keys act so
        if not at_once:
            await self._has_passed(typed_into or screen, screen)
        if self.screen_stack and not at_once:  # else it is ending
            await self._has_passed(self.asking)
        if self.screen_stack:
            await self.asking.has_opened()

    def _name_typed(self, event: events.Key) -> str | None:
        """What somebody looks for who types a name where letters are keys; None: they do not."""
        letter, screen = event.character or "", self.screen
        if isinstance(screen, Lettered) and letter.isalpha():
            if not self._letters.typed:
                return None  # a question of its own
            only_menu = not screen.chooses(letter)
            does = not only_menu or screen.goes_to(letter)
        elif isinstance(self.focused, AccountsView | TextView) and letter.isalpha():
            active = screen.active_bindings.get(event.key)
            does = active is not None and active.enabled
            only_menu = active is not None and active.binding.id in MENUS
        else:
            self._letters.forget()
            return None
        is_menu = isinstance(screen, Lettered)
        return self._letters.pressed(
            letter, monotonic(), does=does, opens_menu=only_menu, in_menu=is_menu
        )

    def _look_for(self, name: str) -> None:
        """Find what was typed, instead of what is here."""
        from accountdesk.tui.screens.find import NOT_KEYS, FindScreen  # not before the first frame

        while isinstance(self.screen, Lettered):
            self.pop_screen()
        self.push_screen(FindScreen(self.access, name, NOT_KEYS))

    async def _has_passed(self, *pumps: MessagePump) -> None:
        """Wait until all that was sent to some of the app's parts so far has been handled."""
        for pump in pumps:
            for _ in range(2):  # what they send themselves meanwhile, too
                passed = asyncio.Event()
                if pump.call_later(passed.set):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(passed.wait(), AT_MOST_S)

    def action_say_how_to_quit(self) -> None:
        """Ctrl-C ends most programs; here it could lose what is being typed."""
        if isinstance(self.screen, Asking):
            self.screen.say("Ctrl-Q quits.")

    def keep_drafts(self) -> None:
        """Keep what was typed and is not recorded yet; also when the screens are gone.

        Raises:
            StoreError: It cannot be kept. The message holds the text.
        """
        for keep in self.access.editors:
            with suppress(OSError):  # then it is still among those that wait
                keep()
        for draft in self.drafts.waiting:
            try:
                self.drafts.keep(draft)
            except OSError as error:
                text = " / ".join(draft.text.splitlines())
                why = f"The note on {draft.name} could not be kept ({error.strerror})."
                raise StoreError(f"{why} It was: {text}") from error

    def close(self, seconds: float) -> None:
        """Stop the lanes; what the writer has begun gets so many seconds."""
        self.reader.close()
        self.writer.close()
        until = monotonic() + seconds
        self.end_sources()
        self.writer.join(seconds)
        self.end_sources(max(0.0, until - monotonic()))
        self.drafts.close()


def run(desk: Desk, page: DeskPage, looks: Looks, syncer: Syncer | None = None) -> int:
    """Show the desk on this terminal until the user leaves; the exit code."""
    app = DeskApp(desk, page, looks, syncer=syncer)
    return leaving.run(app, save=app.keep_drafts, close=app.close)
