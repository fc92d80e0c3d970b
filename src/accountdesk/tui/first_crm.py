"""The first start with a CRM: its questions, one after the other, and what it shows."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from accountdesk.core.secret import Secret
from accountdesk.tui.dialogs.pick import Question
from accountdesk.tui.questions import QuestionApp
from accountdesk.tui.screens.welcome import KEYS, Checked

if TYPE_CHECKING:
    from accountdesk.desk.connecting import Wanted
    from accountdesk.desk.first_crm import Connection, Parts

TITLE = "A CRM"
READS = (
    "Is that right?",
    (
        "Enter: yes; it is connected, and all of it is read while you look on.",
        "It is only read. What you record goes there, too, once you say so (g o on the desk).",
    ),
)


class Crms(NamedTuple):
    """What the questions need of CRMs.

    Attributes:
        offered: Those that are known, by name, and what they are.
        asks: What one needs to be told. Raises AccountDeskError.
        address: Where its credentials would go. Raises AccountDeskError.
        key: What it would be called here. Raises AccountDeskError.
        has_secrets: Whether its secrets are where they are looked for.
        look: What it shows of itself. Raises AccountDeskError. Takes seconds.
    """

    offered: Callable[[], list[tuple[str, str]]]
    asks: Callable[[str], "Sequence[Wanted]"]
    address: Callable[["Connection"], str]
    key: Callable[["Connection"], str]
    has_secrets: Callable[["Connection"], bool]
    look: Callable[["Connection"], "Parts"]


class CrmQuestions:
    """The questions; each gives whether it was answered.

    Attributes:
        told: What was answered so far.
    """

    def __init__(
        self, asking: QuestionApp, crms: Crms, preset: str, var: Mapping[str, str]
    ) -> None:
        """Args: `preset` and `var` were answered at an earlier start."""
        from accountdesk.desk.first_crm import Connection  # only where this way is gone

        self._asking, self._crms = asking, crms
        self.told = Connection(preset, var)

    def questions(self) -> Sequence[Callable[[], Awaitable[bool]]]:
        """All of them in order."""
        return (self.preset, self.tells, self.secrets, self.key, self.looks)

    async def preset(self) -> bool:
        """Which CRM."""
        found = await self._asking.off(self._crms.offered, "Looking what is known …")
        if found is None:
            return False
        text = "Which CRM? Or the path of a preset of your own (README: A preset of your own)."
        items = [("", f"{name} · {says}") for name, says in found]
        picked = await self._asking.put(
            Question(TITLE, items, text, "a name", self.told.preset, free=True, keys=KEYS)
        )
        if picked is None:
            return False
        name = found[picked][0] if isinstance(picked, int) else picked
        if await self._asking.off(lambda: self._crms.asks(name), "") is None:
            self.told = self.told._replace(preset=name)
            return await self.preset()
        var = self.told.var if name == self.told.preset else {}
        self.told = self.told._replace(preset=name, var=var, key="", secrets={})
        return True

    async def tells(self) -> bool:
        """What everybody may see, such as its address."""
        wanted = [one for one in self._crms.asks(self.told.preset) if not one.secret]
        if not await self._each(wanted, self._tell):
            return False
        if await self._asking.off(lambda: self._crms.address(self.told), "") is None:
            return await self.tells()
        return True

    async def secrets(self) -> bool:
        """What nobody may see, unless it is at hand."""
        known = await self._asking.off(lambda: self._crms.has_secrets(self.told), "")
        if known is None or known:
            return bool(known)
        wanted = [one for one in self._crms.asks(self.told.preset) if one.secret]
        return await self._each([one for one in wanted if one.default is None], self._hide)

    async def _each(
        self, wanted: "Sequence[Wanted]", ask: "Callable[[Wanted], Awaitable[bool]]"
    ) -> bool:
        at = 0
        while 0 <= at < len(wanted):
            at += 1 if await ask(wanted[at]) else -1
        return at >= 0

    async def _tell(self, one: "Wanted") -> bool:
        typed = self.told.var.get(one.name, one.default or "")
        asked = Question(TITLE, (), one.asks, "", typed, free=True, named=True, keys=KEYS)
        said = await self._asking.put(asked)
        if isinstance(said, str):
            self.told = self.told._replace(var={**self.told.var, one.name: said})
        return isinstance(said, str)

    async def _hide(self, one: "Wanted") -> bool:
        text = f"{one.asks}. It is not shown, and kept where only you can read it."
        asked = Question(TITLE, (), text, "", free=True, named=True, keys=KEYS, is_secret=True)
        said = await self._asking.put(asked)
        if isinstance(said, str):
            self.told = self.told._replace(secrets={**self.told.secrets, one.name: Secret(said)})
        return isinstance(said, str)

    async def key(self) -> bool:
        """What it is called here."""
        proposed = await self._asking.off(lambda: self._crms.key(self.told), "")
        if proposed is None:
            return False
        text = "What is it called here? That never changes again: it stands in front of every id."
        asked = Question(TITLE, (), text, "", proposed, free=True, named=True, keys=KEYS)
        said = await self._asking.put(asked)
        if not isinstance(said, str):
            return False
        told = self.told._replace(key=said)
        if await self._asking.off(lambda: self._crms.key(told), "") is None:
            return await self.key()
        self.told = told
        return True

    async def looks(self) -> bool:
        """What it shows of itself, and whether that is right."""
        says = f"Asking {self.told.key} …"
        parts = await self._asking.off(lambda: self._crms.look(self.told), says)
        return parts is not None and await self._asking.shows(Checked(TITLE, [READS, *parts]))
