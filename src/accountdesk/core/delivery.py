"""Deliveries: what was written to a CRM, and how its echo there is told from a touch of its own."""

import re
from collections.abc import Iterable
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
    """

    entry: str
    source: str
    record: str | None = None
    key: str | None = None
    gone: bool = False


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
