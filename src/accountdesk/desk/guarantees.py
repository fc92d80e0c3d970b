"""What a CRM can promise of what is written to it, in words; never more than is true."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from accountdesk.core.errors import Refused
from accountdesk.desk.desk import Desk
from accountdesk.sources.source import Source
from accountdesk.store import outbox
from accountdesk.store.outbox import Takes

_PROMISES = {
    "client_id": "once: the id is ours, and the CRM makes no second record with it",
    "upsert_key": "once: the CRM finds what it has by our key, as long as that is unique there",
    "probe": (
        "not twice: what is in doubt is looked for before it is sent again, and found unless the "
        "CRM takes longer to show it than its preset says"
    ),
    "none": "perhaps not: nothing can be looked for, so that what is in doubt waits for you",
}


class Offer(NamedTuple):
    """What writing to a source would be.

    Attributes:
        key: The tenant key.
        title: What people call it.
        lines: What it promises, a sentence each.
        takes: What it takes.
    """

    key: str
    title: str
    lines: tuple[str, ...]
    takes: Takes


def offer(source: Source) -> Offer:
    """What writing to a source would be.

    Raises:
        Refused: Its preset does not say how.
    """
    writer = source.writer()
    if writer is None:
        raise Refused(f"The preset of {source.title} does not say how anything is written there.")
    takes = writer.takes()
    kinds: dict[str, list[str]] = {}
    for kind in takes:
        kinds.setdefault(writer.guard(kind), []).append(_called(kind))
    lines = [f"{', '.join(kinds[one])}: {_PROMISES[one]}." for one in _PROMISES if one in kinds]
    return Offer(source.key, source.title, (*lines, *_stays(takes)), takes)


def accept(desk: Desk, what: Offer) -> None:
    """Somebody has said yes: what is recorded from now on is written to the source, too."""
    desk.must_keep()
    with desk.store.transaction():
        outbox.say_yes(desk.store, what.key, what.takes)


def _stays(takes: Mapping[str, Sequence[str]]) -> list[str]:
    """What cannot be taken back there."""
    kinds = [_called(kind) for kind, ops in takes.items() if "undo" not in ops]
    return [f"What cannot be taken back there: {', '.join(kinds)}."] if kinds else []


def _called(kind: str) -> str:
    return kind.replace("_", " ")
