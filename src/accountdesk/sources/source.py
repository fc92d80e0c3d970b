"""What a source is: lists that are read page by page, and go on where they were left."""

from collections.abc import AsyncIterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from accountdesk.core.entry import AccountKey
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

    def writer(self) -> "Writer | None":
        """What writes to it; None: it is only read."""

    async def close(self) -> None:
        """Close what is open; a second call does nothing."""


TOUCHPOINT_VALUES = (
    *("touchpoint.id", "touchpoint.text", "touchpoint.subject", "touchpoint.marked"),
    *("touchpoint.html", "touchpoint.kind", "touchpoint.on", "touchpoint.at"),
    *("touchpoint.outgoing", "person.id", "owner.id"),
)
"""What is known of a touchpoint that is written: its entry's id; its text, the text on one line,
with its mark, and as HTML with it; our word for what it was; the day and the moment; whether we
turned to them; the first of their people who took part, and who of us wrote it, as the source knows
them."""

NEXT_STEP_VALUES = (
    *("next_step.id", "next_step.text", "next_step.subject", "next_step.marked", "next_step.html"),
    *("next_step.due", "next_step.at", "next_step.done", "owner.id"),
)
"""What is known of a next step: as above; the day on which it is due, the moment, whether it is
done."""


class Parcel(NamedTuple):
    """Something to be written.

    Attributes:
        op: `write`, `change` or `undo`.
        kind: A kind of touchpoint, or `next_step`.
        account: The account's key; it is one of the source's own.
        values: By `TOUCHPOINT_VALUES` or `NEXT_STEP_VALUES`; None: there is none.
        record: Its id there, once it has one.
        made: What steps that are done have given, by their number.
    """

    op: str
    kind: str
    account: str
    values: Mapping[str, Any]
    record: str | None = None
    made: Mapping[str, str] = {}  # never changed


class Standing(NamedTuple):
    """What a field of an account says in its source.

    Attributes:
        value: As text; None: nothing.
        version: What tells this state of the account from a later one; None: nothing does.
        raw: The value as it is: what is written is of its type where it can be.
    """

    value: str | None
    version: object = None
    raw: object = None


class FieldWriter(Protocol):
    """A source that has fields which say what the team says."""

    @property
    def names(self) -> Mapping[str, str]:
        """The fields that it takes, by our names, and where each stands there."""

    @property
    def is_guarded(self) -> bool:
        """Whether the source itself refuses to change what has changed meanwhile."""

    async def now(self, account: AccountKey, name: str) -> Standing:
        """What a field says there now.

        Raises:
            NotUnderstood: It says something that is no text, number or truth, or a text too long:
                what nobody here can see whole is not written over.
            SourceError: It cannot be said now.
        """

    async def change(
        self, account: AccountKey, name: str, value: str | None, seen: Standing
    ) -> None:
        """Let a field say something else; None: nothing.

        Raises:
            Meanwhile: The account is not any more what was `seen`, and nothing was done.
            SourceError: As with `Writer.take_step`.
        """


class Writer(Protocol):
    """A source that can be written to."""

    @property
    def fields(self) -> FieldWriter | None:
        """What writes fields of accounts; None: nobody has named any."""

    def takes(self) -> Mapping[str, Sequence[str]]:
        """Kinds that it takes, each with the ops that it can do."""

    def guard(self, kind: str) -> str:
        """What keeps a repeated request from making a second record."""

    def steps(self, parcel: Parcel) -> int:
        """How many requests it takes."""

    async def take_step(self, parcel: Parcel, number: int) -> str | None:
        """One of them, from 1 on; what it gave.

        Raises:
            NotSent: Nobody was reached, and nothing was done.
            Limited: It is asked too often, and nothing was done.
            Denied, Rejected: It said no, and nothing was done.
            SourceError: Nobody knows whether it was done.
        """

    async def look_for(self, parcel: Parcel) -> str | None:
        """The id of what the parcel made, if it is there; None: it is not.

        Raises:
            SourceError: It cannot be said now.
        """

    def settle_s(self, kind: str) -> float:
        """Seconds after which what was made can be found."""

    def key_of(self, kind: str, record: str) -> str | None:
        """The key under which the source's own lists show a record; None: they do not."""
