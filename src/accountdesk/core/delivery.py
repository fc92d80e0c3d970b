"""Deliveries: what was written to a CRM, and how what comes back from there is known for it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from accountdesk.core.entry import Entry, EntryId, id_text, kind
from accountdesk.core.liveness import Told


@kind("delivered")
class Delivered(NamedTuple):
    """An entry stands in a source now, or does no longer because it was taken back.

    Attributes:
        entry: The entry.
        source: The tenant key.
        record: Its id there; of a field the account's key; None: the source does not say.
        key: The key under which the source's own lists show it; None: they do not.
        gone: Whether it was taken away there.
        field: The account's field that it was written to, by our name; None: it is a record.
        was: What the field said there before; None: nothing.
        wrote: What it says there now.
        at: Of a field, when the entry was recorded, UTC milliseconds: it, and what was said of the
            field before, is with the source now.
    """

    entry: str
    source: str
    record: str | None = None
    key: str | None = None
    gone: bool = False
    field: str | None = None
    was: str | None = None
    wrote: str | None = None
    at: int = 0


@kind("conflict_resolved")
class ConflictResolved(NamedTuple):
    """A field was changed here and there, and a person has picked one of the two values.

    Attributes:
        entry: The entry that changed it here.
        source: The tenant key.
        field: The field, by our name.
        ours: Whether ours was picked; else theirs holds, and the entry says nothing any more.
        theirs: What it said there; None: nothing.
        record: The account's key there.
        at: When the entry was recorded, UTC milliseconds, as with `Delivered`.
    """

    entry: str
    source: str
    field: str
    ours: bool
    theirs: str | None = None
    record: str = ""
    at: int = 0


@kind("takeover")
class Takeover(NamedTuple):
    """This desk writes to a source what another one has recorded and not written there.

    Attributes:
        desk: The other desk, which leaves it alone from now on.
        source: The tenant key.
        entries: What the other one has recorded, as ids.
    """

    desk: str
    source: str
    entries: tuple[str, ...] = ()


class Left(NamedTuple):
    """Up to which entry a field was left to a source: what that says of it holds.

    Attributes:
        at: When the entry was recorded, UTC milliseconds.
        entry: Its id as text.
        record: The account's key there.
        whole: Whether the entry itself is left to it, too; False if it was set back there.
    """

    at: int
    entry: str
    record: str
    whole: bool

    def covers(self, entry: Entry) -> bool:
        """Whether what an entry says of the field is with the source."""
        place = (entry.at, id_text(entry.id))
        return place < self[:2] or (self.whole and place == self[:2])


def left_to(told: Told) -> Mapping[str, Left]:
    """Fields that a source has by now, or was left to, by their names."""
    found: dict[str, Left] = {}
    said: list[tuple[str, Left]] = [
        (body.field, Left(body.at, body.entry, body.record or "", not body.gone))
        for _, body in told.of(Delivered)
        if body.field is not None
    ]
    said += [
        (body.field, Left(body.at, body.entry, body.record, whole=True))
        for _, body in told.of(ConflictResolved)
        if not body.ours
    ]
    for name, left in said:
        if name not in found or left[:2] >= found[name][:2]:
            found[name] = left
    return found


_MARK = re.compile(r"\s*\[tp:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]\s*")


def mark(identity: EntryId) -> str:
    """What names an entry in a text that goes to a CRM."""
    return f"[tp:{id_text(identity)}]"


def without_mark(text: str) -> tuple[str, str | None]:
    """A text from a CRM without the mark of the entry that it came from, and that entry's id."""
    found = _MARK.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]}\n{text[found.end() :]}".strip(), found[1]


def is_echo(key: str, entry: str | None, known: frozenset[str]) -> bool:
    """Whether an activity is what an entry wrote there.

    Args:
        key: The activity's key.
        entry: The entry that its text names; None: none.
        known: What `echoes` says.
    """
    record = key.partition(":")[2].rpartition("/")[2]
    return key in known or entry in known or record in known


def echoes(entries: Iterable[EntryId], told: Told) -> frozenset[str]:
    """Keys of activities that came from here, and ids of entries, as some CRMs keep them."""
    delivered = {body.key for _, body in told.of(Delivered) if body.key is not None}
    return frozenset(delivered | {id_text(identity) for identity in entries})
