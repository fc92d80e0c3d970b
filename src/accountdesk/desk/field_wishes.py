"""What fields of accounts are to say in their source, and what is known of them there."""

from collections.abc import Mapping
from typing import NamedTuple

from accountdesk.core.account import Field
from accountdesk.core.delivery import ConflictResolved, Delivered, Left, left_to
from accountdesk.core.entry import AccountKey, Entry, EntryId, by_time, named
from accountdesk.core.liveness import Told
from accountdesk.core.state import live_by_account
from accountdesk.core.track import FIELD as TRACK
from accountdesk.core.track import TrackSaid
from accountdesk.desk.desk import Desk
from accountdesk.store import facts, joined, journal, outbox
from accountdesk.store.outbox import Row, Waits

TAKEN_BACK = "what was picked has been taken back"


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
        back: "yes" if that try was to take something back; None: it was not.
        theirs: What it says there instead; None: nothing, or nobody has looked.
    """

    base: str | None = None
    wrote: str | None = None
    entry: str | None = None
    version: str | None = None
    back: str | None = None
    theirs: str | None = None


def made_of(row: Row) -> Made:
    """What a row knows."""
    return Made(**{name: row.made.get(name) for name in Made._fields})


def _told(made: Made) -> Mapping[str, str]:
    return {name: value for name, value in made._asdict().items() if value is not None}


def with_made(row: Row, made: Made) -> Row:
    """The row, which knows something else."""
    return row._replace(made=_told(made))


class _Words(NamedTuple):
    """What was said of a field: `said` by live entries, in their order; `dead` were taken back."""

    told: Told
    dead: frozenset[bytes]
    left: Left | None
    said: tuple[tuple[Entry, str | None], ...]

    def is_ours(self, entry: Entry) -> bool:
        """Whether what an entry says of the field stands over what its source says."""
        return self.left is None or not self.left.covers(entry)


def _words(desk: Desk, account: int, name: str) -> _Words:
    entries = journal.of_accounts(desk.store, joined.group(desk.store, account))
    parts = live_by_account(entries).values()
    alive = [one for part in parts for one in part.said]
    dead = frozenset(identity for part in parts for identity in part.dead)
    told = Told(sorted(alive, key=lambda one: by_time(one.entry)))
    said: tuple[tuple[Entry, str | None], ...]
    if name == TRACK:
        said = tuple((entry, body.track and body.track.value) for entry, body in told.of(TrackSaid))
    else:
        said = tuple((entry, body.value) for entry, body in told.of(Field) if body.name == name)
    return _Words(told, dead, left_to(told).get(name), said)


def standing(desk: Desk, record: AccountKey, name: str, entry: Entry) -> Mapping[str, str]:
    """What a new row knows: what the desk showed of the field there before an entry was recorded.

    Where a word of ours stood over it nobody has seen what it says there, and nothing is known.
    Inside the transaction of the entry, or of what took it back.
    """
    words = _words(desk, journal.account_id(desk.store, entry.account), name)
    over = [value for one, value in words.said if one.id != entry.id and words.is_ours(one)]
    was_over = entry.id in words.dead and words.is_ours(entry)
    found = facts.accounts(desk.store, [record])
    if was_over or (over and over[-1] is not None) or not found:
        return {}
    return _told(Made(found[0].fields.get(name)))


def wanted(desk: Desk, row: Row) -> Wish | None:
    """What the field shall say; None: nothing that it does not say.

    What the team said last, if its source has not had it yet; else, if what was written last has
    been taken back, what stood there before.
    """
    words = _words(desk, row.account, row.field)
    if words.said and words.is_ours(words.said[-1][0]):
        entry, value = words.said[-1]
        return None if value is None else Wish(value, entry.id)
    last = _written_last(words.told, row)
    if last is None:
        return None
    [identity] = named([last.entry])
    return Wish(last.was, EntryId(identity), last) if identity in words.dead else None


def drop_if_settled(desk: Desk, record: AccountKey, name: str) -> None:
    """What waits of a field goes if it is about nothing any more, and nothing of it is on its way.

    Inside a transaction.
    """
    row = outbox.of_field(desk.store, record, name)
    if row is not None and not row.began and wanted(desk, row) is None:
        outbox.drop(desk.store, row)


def _written_last(told: Told, row: Row) -> Delivered | None:
    """What was written to a field last, and not set back or left to its source since."""
    there: dict[str, Delivered] = {}
    said: list[tuple[Entry, Delivered | ConflictResolved]] = [
        *told.of(Delivered), *told.of(ConflictResolved),
    ]  # fmt: skip
    for _, body in sorted(said, key=lambda one: by_time(one[0])):
        if (body.field, body.record) != (row.field, row.record):
            continue
        if isinstance(body, Delivered):
            there.pop(body.entry, None)
            if not body.gone:
                there[body.entry] = body
        elif not body.ours:
            there.pop(body.entry, None)
    return next(reversed(there.values()), None)


def reopen(desk: Desk, body: ConflictResolved, *, holds: bool) -> str:
    """What somebody has picked was taken back, or picked again; a sentence if it is too late.

    Inside the transaction of that. Theirs is no affair of the outbox.
    """
    row = outbox.of_field(desk.store, AccountKey(body.record), body.field)
    if row is None or row.began:
        return (
            f"What was written to {body.source} stays; take back what was said of {body.field} to "
            "set it back."
        )
    if holds:
        row = with_made(row, Made(body.theirs))
        outbox.put(desk.store, row._replace(state=Waits.RETRY, due=0, said=""))
    else:
        row = with_made(row, Made(theirs=body.theirs))
        outbox.put(desk.store, row._replace(state=Waits.CONFLICT, due=None, said=TAKEN_BACK))
    return ""
