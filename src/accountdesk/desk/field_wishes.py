"""What fields of accounts are to say in their source, and what is known of them there."""

from collections.abc import Mapping
from typing import NamedTuple

from accountdesk.core.account import Field
from accountdesk.core.delivery import Delivered, left_to
from accountdesk.core.entry import AccountKey, Entry, EntryId, by_time, id_bytes
from accountdesk.core.liveness import Told
from accountdesk.core.state import live_by_account
from accountdesk.core.track import FIELD as TRACK
from accountdesk.core.track import TrackSaid
from accountdesk.desk.desk import Desk
from accountdesk.store import facts, joined, journal
from accountdesk.store.outbox import Row


class Wish(NamedTuple):
    """What a field shall say in its source.

    Attributes:
        value: The value; None: nothing.
        entry: What is settled by that: what the team has said, or what was taken back.
        back: What stands there of an entry that was taken back; None: nothing was.
    """

    value: str | None
    entry: EntryId
    back: Delivered | None = None


class Made(NamedTuple):
    """What a row knows of the field.

    Attributes:
        base: What it said there when the team spoke; None: nothing.
        wrote: What a try has written whose answer nobody has.
        entry: What that try was about, as an id.
        version: Of the account, before that try.
        theirs: What it says there instead; None: nothing, or nobody has looked.
    """

    base: str | None = None
    wrote: str | None = None
    entry: str | None = None
    version: str | None = None
    theirs: str | None = None


def made_of(row: Row) -> Made:
    """What a row knows."""
    return Made(**{name: row.made.get(name) for name in Made._fields})


def _told(made: Made) -> Mapping[str, str]:
    return {name: value for name, value in made._asdict().items() if value is not None}


def with_made(row: Row, made: Made) -> Row:
    """The row, which knows something else."""
    return row._replace(made=_told(made))


def standing(desk: Desk, record: AccountKey, name: str) -> Mapping[str, str]:
    """What a new row knows: what the field says there, as far as we have heard."""
    found = facts.accounts(desk.store, [record])
    return _told(Made(found[0].fields.get(name) if found else None))


def wanted(desk: Desk, row: Row) -> Wish | None:
    """What the field shall say; None: nothing that it does not say.

    What the team said last, if its source has not had it yet; else, if what was written last has
    been taken back, what stood there before.
    """
    store = desk.store
    entries = journal.of_accounts(store, joined.group(store, row.account))
    parts = live_by_account(entries).values()
    said = [one for part in parts for one in part.said]
    dead = {identity for part in parts for identity in part.dead}
    told = Told(sorted(said, key=lambda one: by_time(one.entry)))
    left = left_to(told).get(row.field)
    spoken = _spoken(told, row.field)
    if spoken is not None and (left is None or not left.covers(spoken[0])):
        entry, value = spoken
        return None if value is None else Wish(value, entry.id)
    there: dict[str, Delivered] = {}
    for _, body in told.of(Delivered):
        if (body.field, body.source) == (row.field, row.source):
            there.pop(body.entry, None)
            if not body.gone:
                there[body.entry] = body
    last = next(reversed(there.values()), None)
    if last is None or id_bytes(last.entry) not in dead:
        return None
    return Wish(last.was, EntryId(id_bytes(last.entry)), last)


def _spoken(told: Told, name: str) -> tuple[Entry, str | None] | None:
    found: list[tuple[Entry, str | None]]
    if name == TRACK:
        found = [(entry, body.track.value) for entry, body in told.of(TrackSaid)]
    else:
        found = [(entry, body.value) for entry, body in told.of(Field) if body.name == name]
    return found[-1] if found else None
