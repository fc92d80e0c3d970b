"""Deliveries: what was written to a CRM, and how what comes back from there is known for it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from accountdesk.core.entry import EntryId, id_text, kind
from accountdesk.core.liveness import Told


@kind("delivered")
class Delivered(NamedTuple):
    """An entry stands in a source now, or does no longer because it was taken back.

    Attributes:
        entry: The entry.
        source: The tenant key.
        record: Its id there; None: the source does not say.
        key: The key under which the source's own lists show it; None: they do not.
        gone: Whether it was taken away there.
        field: The account's field that it was written to, by our name; None: it is a record.
        was: What the field said there before; None: nothing.
        wrote: What it says there now.
    """

    entry: str
    source: str
    record: str | None = None
    key: str | None = None
    gone: bool = False
    field: str | None = None
    was: str | None = None
    wrote: str | None = None


@kind("conflict_resolved")
class ConflictResolved(NamedTuple):
    """A field was changed here and there, and a person has picked one of the two values.

    Attributes:
        entry: The entry that changed it here.
        source: The tenant key.
        field: The field, by our name.
        ours: Whether ours was picked; else theirs holds, and the entry says nothing any more.
        theirs: What it said there; None: nothing.
    """

    entry: str
    source: str
    field: str
    ours: bool
    theirs: str | None = None


@kind("takeover")
class Takeover(NamedTuple):
    """This desk writes to a source what another one has recorded and not written there.

    Attributes:
        desk: The other desk, which leaves it alone from now on.
        source: The tenant key.
    """

    desk: str
    source: str


def left_to(told: Told) -> Mapping[str, str]:
    """Entries about fields that a source has by now, or was left to, and that source.

    From then on what the source says of the field holds.
    """
    found: dict[str, str] = {}
    for _, body in told.of(Delivered):
        if body.field is not None and not body.gone:
            found[body.entry] = body.source
        elif body.field is not None:
            found.pop(body.entry, None)
    for _, picked in told.of(ConflictResolved):
        if not picked.ours:
            found[picked.entry] = picked.source
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
