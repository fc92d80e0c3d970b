"""What a source is: lists that are read page by page, and go on where they were left."""

from collections.abc import AsyncIterator, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from accountdesk.core.fact import Sent, SetAside


class Pass(StrEnum):
    """One way through a list."""

    ALL = "all"
    """Everything that it has: what is missing at its end has gone."""
    CHANGED = "changed"
    """What has changed since the last time."""
    DELETED = "deleted"
    """What was deleted since the last time."""
    SWEEP = "sweep"
    """The ids of everything: what is missing at its end has gone."""


class Listing(NamedTuple):
    """A list of a source.

    Attributes:
        name: Its name.
        subject: What its records are: `accounts`, `people`, `deals`, `activities`, `members`.
        prefix: How the keys of its records begin, and those of no other list of the subject but
            where `others` say so.
        others: How the keys of the subject's other lists begin.
        changes: Whether it can say what has changed; else all of it is read each time.
        deletes: Whether it has a pass of its own for what was deleted.
        sweep_s: Seconds after which all ids are listed anew; None: never.
    """

    name: str
    subject: str
    prefix: str
    others: tuple[str, ...] = ()
    changes: bool = False
    deletes: bool = False
    sweep_s: float | None = None


class Start(NamedTuple):
    """Where a way through a list begins.

    Attributes:
        way: Which it is.
        since: The mark of the last time, as the source made it; None: there is none.
        place: Where it was left in the middle, as the source made it; None: at its beginning.
    """

    way: Pass
    since: str | None = None
    place: str | None = None


class Page(NamedTuple):
    """A page of a list, to be written in one transaction with where it goes on.

    Attributes:
        found: What its records say.
        ids: Keys of all records on it, those that were set aside among them.
        gone: Keys of records that the source says it has no longer.
        place: Where the list goes on; None: this was the last page.
        since: The mark for the next time; only the last page's counts.
        whole: On the last page: whether everything that there is was seen.
        total: How many records the source says there are; None if it does not say.
    """

    found: tuple[Sent | SetAside, ...]
    ids: tuple[str, ...]
    gone: tuple[str, ...] = ()
    place: str | None = None
    since: str | None = None
    whole: bool = True
    total: int | None = None


class Source(Protocol):
    """Something that accounts come from; it belongs to one event loop."""

    @property
    def key(self) -> str:
        """The tenant key in front of every record's id."""

    @property
    def title(self) -> str:
        """What people call it."""

    def lists(self) -> Sequence[Listing]:
        """Its lists, in an order in which hardly a record names what comes later."""

    def pages(self, name: str, start: Start) -> AsyncIterator[Page]:
        """One way through a list.

        Raises:
            SourceError: It cannot be read now; the pages until there are right.
        """

    async def close(self) -> None:
        """Close what is open; a second call does nothing."""
