"""Questions, one over the other, on the screen that welcomes."""

import asyncio
from collections.abc import Callable, Sequence
from threading import Thread
from typing import TypeVar

from textual.screen import Screen

from accountdesk.core.errors import AccountDeskError
from accountdesk.tui.dialogs.pick import Pick, Question
from accountdesk.tui.dialogs.text import TextDialog
from accountdesk.tui.screens.welcome import KEYS, Checked, WelcomeScreen
from accountdesk.tui.terminal_app import Looks, TerminalApp

Done = TypeVar("Done")


class QuestionApp(TerminalApp):
    """A program that asks.

    Attributes:
        welcome: What lies behind the questions.
    """

    def __init__(self, looks: Looks | None = None, *, headless: bool = False) -> None:
        """Args: as `TerminalApp` has them."""
        super().__init__(looks, headless=headless)
        self.welcome = WelcomeScreen()

    def get_default_screen(self) -> Screen[None]:
        """What lies behind the questions."""
        return self.welcome

    async def put(self, question: Question) -> int | str | None:
        """Ask something; None: back."""
        return await self.push_screen_wait(Pick(question))

    async def shows(self, dialog: Checked) -> bool:
        """Show something; whether it is right."""
        return await self.push_screen_wait(dialog) is True

    async def line(
        self,
        title: str,
        text: str,
        hint: str,
        typed: str,
        names: Sequence[str] = (),
        *,
        optional: bool = False,
    ) -> str | None:
        """Ask for a line; None: back."""
        items = [("", name) for name in names]
        asked = Question(title, items, text, hint, typed, True, optional, named=True, keys=KEYS)
        picked = await self.put(asked)
        return names[picked] if isinstance(picked, int) else picked

    async def off(self, work: Callable[[], Done], says: str) -> Done | None:
        """Have something done by a thread of its own; None where it could not be, which is said."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Done | Exception] = loop.create_future()

        def do() -> None:
            result: Done | Exception
            try:
                result = work()
            except Exception as error:  # noqa: BLE001  # raised, or said, where it was asked for
                result = error
            loop.call_soon_threadsafe(answer.set_result, result)

        self.welcome.say(says)
        Thread(target=do, name="first run", daemon=True).start()
        result = await answer
        self.welcome.say("")
        if isinstance(result, AccountDeskError):
            lines = (*str(result).splitlines(), "Enter: back to the question")
            told = (("That did not work", lines),)
            await self.push_screen_wait(TextDialog("First start", told))
            return None
        if isinstance(result, Exception):
            raise result
        return result
