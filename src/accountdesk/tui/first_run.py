"""The first start: four ways to begin, who is here, and a desk made of the answers.

Each question can be left for the one before it; nothing of a desk is written before the last one.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar

from textual.binding import BindingType

from accountdesk.core.member import Holds
from accountdesk.desk.first_run import Answers, Preview, is_there, spreadsheets
from accountdesk.tui import leaving
from accountdesk.tui.dialogs.menu import Menu
from accountdesk.tui.dialogs.pick import Pick, Question
from accountdesk.tui.dialogs.text import TextDialog
from accountdesk.tui.first_crm import CrmQuestions, Crms
from accountdesk.tui.keys import key
from accountdesk.tui.questions import QuestionApp
from accountdesk.tui.screens.welcome import (
    BEGIN,
    KEYS,
    SEATS,
    WAYS,
    WELCOME,
    Checked,
    begun,
    parts_of,
)
from accountdesk.tui.terminal_app import Looks

if TYPE_CHECKING:
    from accountdesk.desk.first_crm import Connection

BEGUN, LOOK_AROUND = 2, 3
"""What the app ends with: there is a desk now, or the demo is wanted; else 0, or 128 and more."""

Done = TypeVar("Done")


class Outside(NamedTuple):
    """What the questions need of the world around them.

    Attributes:
        kept: What was answered at an earlier start.
        keep: Keeps what was answered so far.
        look: What would be read of files. Raises AccountDeskError. Takes seconds.
        begin: Makes the desk, with a CRM or without. Raises AccountDeskError. Takes seconds.
        crms: What is needed of CRMs to begin with one; None: nobody does. Takes a moment.
    """

    kept: Answers
    keep: Callable[[Answers], None]
    look: Callable[[Sequence[str]], Preview]
    begin: Callable[[Answers, "Connection | None"], None]
    crms: Callable[[], Crms] | None = None


class FirstRunApp(QuestionApp):
    """The program while there is no desk yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("program.no-quit", "say_how_to_leave", "leave"),
    ]

    def __init__(
        self, outside: Outside, looks: Looks | None = None, *, headless: bool = False
    ) -> None:
        """Args: `outside` is what is asked of; the others as `TerminalApp` has them."""
        super().__init__(looks, headless=headless)
        self._outside = outside
        self.answers = outside.kept
        self._seen = Preview()
        self._begun = False
        self._crm: CrmQuestions | None = None

    def on_ready(self) -> None:
        """Ask."""
        super().on_ready()
        self.run_worker(self._ask())

    def action_say_how_to_leave(self) -> None:
        """Ctrl-C ends most programs."""
        self.welcome.say("Ctrl-Q leaves.")

    def keep(self) -> None:
        """Keep what was answered so far."""
        if self.answers != self._outside.kept and not self._begun:
            self._outside.keep(self.answers)

    async def _ask(self) -> None:
        """Ask until there is a desk: each way is a row of questions, Esc goes back in it."""
        at = begun(self.answers)
        while True:
            way = await self.push_screen_wait(Menu(WELCOME, WAYS, text=BEGIN[at > 0], at=at))
            at = way or at
            self.welcome.say("Ctrl-Q leaves." if way is None else "")
            if way == 0:
                self._end(LOOK_AROUND)
                return
            self._crm = None
            if way == 1 and await self._row(self._files, self._mapping, self._me, self._seat):
                return
            if way == 2 and await self._row(
                self._account, self._type, self._person, self._me, self._seat
            ):
                return
            if way == 3 and await self._crm_row():
                return

    async def _crm_row(self) -> bool:
        """Ask for a CRM, and who is here."""
        load = self._outside.crms
        crms = None if load is None else await self.off(load, "Looking what is known …")
        if crms is None:
            return False
        answers = self.answers
        self._crm = crm = CrmQuestions(self, crms, answers.preset, answers.var)
        return await self._row(*crm.questions(), self._me, self._seat)

    async def _row(self, *questions: Callable[[], Awaitable[bool]]) -> bool:
        """Ask one after the other, then make the desk; False: back before the first one."""
        at = 0
        while at >= 0:
            if at == len(questions):
                if await self._begin():
                    return True
                at -= 1
            at += 1 if await questions[at]() else -1
            if self._crm is not None:
                told = self._crm.told
                self.answers = self.answers._replace(preset=told.preset, var=told.var, paths=())
            self.keep()
        return False

    async def _files(self) -> bool:
        found = spreadsheets()
        question = Question(
            "My spreadsheet",
            [(when, path) for path, when in found],
            "Which file? Type a part of its name, or where it is; of a folder all that is in it is "
            "read. CSV, XLSX, XLS and ODS are.",
            "like ~/exports or accounts.csv",
            typed=", ".join(self.answers.paths),
            free=True,
            keys=KEYS,
            is_own=is_there,
        )
        picked = await self.push_screen_wait(Pick(question))
        if picked is None:
            return False
        path = found[picked][0] if isinstance(picked, int) else picked
        self.answers = self.answers._replace(paths=(path,), account="")
        seen = await self.off(lambda: self._outside.look([path]), f"Reading {path} …")
        if seen is None:
            return await self._files()
        self._seen = seen
        return True

    async def _mapping(self) -> bool:
        parts = parts_of(self._seen)
        if self._seen.empty:
            await self.push_screen_wait(TextDialog("My spreadsheet", parts))
            return False
        return await self.push_screen_wait(Checked("My spreadsheet", parts)) is True

    async def _account(self) -> bool:
        text = "Which account is on your mind? A customer, or one that you want to win."
        name = await self.line("Start by hand", text, "its name", self.answers.account)
        if name is None:
            return False
        self.answers = self.answers._replace(account=name, paths=())
        return True

    async def _type(self) -> bool:
        items = (("c", "a customer: it bought from us"), ("w", "one to win"))
        picked = await self.push_screen_wait(Menu(self.answers.account, items, text="What is it?"))
        if picked is None:
            return False
        self.answers = self.answers._replace(customer=picked == 0)
        return True

    async def _person(self) -> bool:
        text = f"Who do you talk to at {self.answers.account}? Enter alone: nobody yet."
        name = await self.line("Start by hand", text, "a name", self.answers.person, optional=True)
        if name is None:
            return False
        self.answers = self.answers._replace(person=name)
        return True

    async def _me(self) -> bool:
        names = self._seen.members if self.answers.paths else ()
        listed = " It is in your file, if you are." if names else ""
        text = f"Who are you? What you record is recorded as yours.{listed}"
        name = await self.line("Who are you?", text, "your name", self.answers.me, names)
        if name is None:
            return False
        self.answers = self.answers._replace(me=name)
        return True

    async def _seat(self) -> bool:
        picked = await self.push_screen_wait(Menu(self.answers.me, SEATS, text="What do you do?"))
        if picked is None:
            return False
        self.answers = self.answers._replace(holds=tuple(Holds)[picked])
        return True

    async def _begin(self) -> bool:
        """Make the desk; False where that could not be done, which is said."""

        def begin() -> bool:
            told = None if self._crm is None else self._crm.told
            self._outside.begin(self.answers, told)
            return True

        if await self.off(begin, "Making your desk …") is None:
            return False
        self._begun = True
        self._end(BEGUN)
        return True

    def _end(self, code: int) -> None:
        if not leaving.begin(code):
            self.exit(code)


def run(outside: Outside, looks: Looks) -> int:
    """Ask on this terminal; BEGUN, LOOK_AROUND, or how it was left."""
    app = FirstRunApp(outside, looks)
    return leaving.run(app, save=app.keep, close=lambda seconds: None)
