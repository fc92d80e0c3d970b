"""Consent: nothing is written to a CRM before a yes, which says what the CRM can promise."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from accountdesk.config.sources import SourceSetting
from accountdesk.core.errors import Refused
from accountdesk.desk.desk import Desk
from accountdesk.desk.outgoing import catch_up
from accountdesk.sources.source import Source, Writer
from accountdesk.store import outbox
from accountdesk.store.outbox import FIELDS, Takes

_PROMISES = {
    "client_id": "written once; the id is ours, and the CRM makes no second record with it",
    "upsert_key": "written once, as long as our key is unique there",
    "probe": (
        "what is in doubt is looked for before it is sent again; once, unless the CRM shows it "
        "later than its preset says"
    ),
    "none": "sent once, and what is in doubt waits for you: nothing can be looked for there",
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
    lines = [
        f"{', '.join(kinds[one]).capitalize()}: {says}."
        for one, says in _PROMISES.items()
        if one in kinds
    ]
    lines += [*_stays(takes), *_of_fields(writer)]
    return Offer(source.key, source.title, tuple(lines), takes_of(writer))


def takes_of(writer: Writer) -> Takes:
    """What a source takes: kinds, and the fields that the settings name."""
    fields = writer.fields
    return dict(writer.takes()) | ({} if fields is None else {FIELDS: list(fields.names)})


def renew(desk: Desk, source: Source) -> None:
    """Keep what a source that is written to takes by now: presets and settings change.

    What this desk has said of fields that are named only now goes there, too.
    """
    writer, key = source.writer(), source.key
    before = outbox.writes(desk.store).get(key)
    if writer is None or before in (None, takes_of(writer)):
        return
    now = takes_of(writer)
    with desk.store.transaction():
        outbox.takes_now(desk.store, key, now)
        catch_up(desk, {*now.get(FIELDS, ())} - {*(before or {}).get(FIELDS, ())})


def _of_fields(writer: Writer) -> list[str]:
    """What is promised of fields, a sentence."""
    fields = writer.fields
    if fields is None:
        return []
    names = ", ".join(fields.names)
    if fields.is_guarded:
        how = "the CRM refuses what somebody has changed in the same moment"
    else:
        how = "a change in that very moment, between looking and writing, would not be seen"
    return [
        f"Fields ({names}): what was changed there too is asked about, never overwritten; {how}."
    ]


def accept(desk: Desk, what: Offer) -> None:
    """Somebody has said yes: what is recorded from now on is written to the source, too."""
    desk.must_keep()
    with desk.store.transaction():
        outbox.say_yes(desk.store, what.key, what.takes)


def must_not_be_read_only(setting: SourceSetting) -> None:
    """Refuse to write to a source of which the settings say that it is only read.

    Raises:
        Refused: They do.
    """
    if setting.read_only:
        raise Refused(
            f"{setting.key} is read_only in the settings ({setting.place}), so that nothing is "
            "written to it."
        )


def may_write(desk: Desk, setting: SourceSetting) -> bool:
    """Whether a source is written to; a yes from before it was read_only is taken back."""
    if setting.key not in outbox.writes(desk.store):
        return False
    if setting.read_only:
        end_writing(desk, setting.key)
    return not setting.read_only


def end_writing(desk: Desk, source: str) -> int:
    """Nothing more is written to a source; how many rows are parked by that."""
    desk.must_keep()
    with desk.store.transaction():
        parked = sum(row.source == source for row in outbox.everything(desk.store))
        outbox.say_no(desk.store, source)
    return parked


def _stays(takes: Mapping[str, Sequence[str]]) -> list[str]:
    """What cannot be taken back there."""
    kinds = [_called(kind) for kind, ops in takes.items() if "undo" not in ops]
    return [f"What cannot be taken back there: {', '.join(kinds)}."] if kinds else []


def _called(kind: str) -> str:
    return kind.replace("_", " ")
