"""What screens are handed, and how what they asked for comes back to them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.message import Message

from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.drafts import Drafts
from accountdesk.desk.lanes import Reader, Writer
from accountdesk.desk.sync_lane import State
from accountdesk.desk.view import View


class Place(NamedTuple):
    """How an account was looked at: the kinds its timeline showed, and how far down it was."""

    kind: str
    scrolled: float


class Access(NamedTuple):
    """What screens are handed: who reads and who writes for them, and what is not recorded yet."""

    reader: Reader
    writer: Writer
    drafts: Drafts
    typed: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """What stood in forms at first and what was typed over it, not recorded; by their keys."""

    editors: list[Callable[[], None]]
    """What keeps the notes that are being written, for when the program ends."""

    agreed: dict[AccountKey, str]
    """What was agreed in the note just recorded, by its account, in their terms, to be copied."""

    places: dict[AccountKey, Place]
    """How accounts were looked at last."""


class Changed(Message, bubble=False):
    """Somebody has written to the store."""


class SourcesWanted(Message, bubble=False):
    """Somebody wants to have read what the sources say now, or to have that stopped."""


class SourcesTold(Message, bubble=False):
    """There is something to say of the sources.

    Attributes:
        state: What.
    """

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class LookedAt(Message, bubble=False):
    """Somebody has named a part of the lists, which the desk is to show."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


class Answered(Message, bubble=False):
    """The reader or the writer has done something, or could not.

    Attributes:
        result: What came of it; an exception where it could not be done.
        then: Gets the result.
        failed: Gets the sentence where it could not be done.
    """

    def __init__(
        self,
        result: Any,  # noqa: ANN401  # what was asked for
        then: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.result = result
        self.then = then
        self.failed = failed

    def tell(self) -> None:
        """Tell whoever waits for it. A bug is raised."""
        if isinstance(self.result, AccountDeskError):
            self.failed(str(self.result))
        elif isinstance(self.result, Exception):
            raise self.result
        else:
            self.then(self.result)
