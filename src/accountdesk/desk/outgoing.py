"""Outgoing: what was just recorded is also to be written to the CRM that has the account.

Only the desk that records something lets it be written, in the same transaction; what comes from
another desk was let out there.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from accountdesk.core.account import Field
from accountdesk.core.delivery import ConflictResolved, Delivered
from accountdesk.core.entry import KINDS, AccountKey, Entry, EntryId, id_text, named, word_of
from accountdesk.core.liveness import Amended, Retracted, is_blank, live
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.core.track import FIELD as TRACK
from accountdesk.core.track import TrackSaid
from accountdesk.desk.desk import Desk
from accountdesk.store import joined, journal, outbox
from accountdesk.store.outbox import Op, Row, Takes, Waits

NEXT_STEP = word_of(NextStep)
_WRITTEN = (word_of(Touchpoint), NEXT_STEP)
_OF_FIELDS = (word_of(Field), word_of(TrackSaid))
_PICKED = word_of(ConflictResolved)
_DELIVERED = word_of(Delivered)


def enqueue(desk: Desk, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Let what was recorded be written where somebody has said yes; sentences about what stays.

    Inside the transaction of the entries.
    """
    writes = outbox.writes(desk.store)
    if not writes:
        return ()
    return tuple(
        hint
        for entry in entries
        if entry.account is not None
        for op, target in _wishes(desk, entry)
        if (hint := _wish(desk, writes, op, target))
    )


def _wishes(desk: Desk, entry: Entry) -> Iterator[tuple[Op, Entry]]:
    """What an entry wants done with which entry."""
    if entry.kind in _WRITTEN:
        yield Op.WRITE, entry
        return
    if entry.kind in _OF_FIELDS:
        yield Op.FIELD, entry
        return
    body = body_of(entry)
    if isinstance(body, Amended | StepDone):
        reference = body.entry if isinstance(body, Amended) else body.step
        yield from ((Op.CHANGE, target) for target in _named(desk, [reference]))
    elif isinstance(body, Retracted):
        account = journal.account_id(desk.store, entry.account)
        dead = live(journal.of_account(desk.store, account)).dead
        for target in _reached(desk, body, {entry.id}):
            if target.kind == _PICKED:
                yield Op.FIELD, target
            elif target.kind in _WRITTEN:
                yield (Op.UNDO if target.id in dead else Op.WRITE), target
            else:
                yield from _wishes(desk, target)


def _reached(desk: Desk, by: Retracted, seen: set[bytes]) -> Iterator[Entry]:
    """What a retraction concerns: what it names, and what retractions concern that it names."""
    for target in _named(desk, by.entries):
        if target.id in seen:
            continue
        seen.add(target.id)
        body = body_of(target)
        if isinstance(body, Retracted):
            yield from _reached(desk, body, seen)
        else:
            yield target


def body_of(entry: Entry) -> object:
    """What an entry said when it was written; None if it cannot be read."""
    record = KINDS.get(entry.kind)
    try:
        return None if record is None else read(record, parse(entry.body))
    except Unreadable:
        return None


def _named(desk: Desk, references: Sequence[str]) -> list[Entry]:
    found = [journal.by_id(desk.store, EntryId(one)) for one in named(references) if one]
    return [one for one in found if one is not None]


def _wish(desk: Desk, writes: Mapping[str, Takes], op: Op, entry: Entry) -> str:
    """Let one thing be done with an entry; a sentence if it cannot be."""
    if entry.kind in _OF_FIELDS:
        _field(desk, writes, entry)
    if entry.kind == _PICKED:
        return _picked(desk, writes, entry)
    if entry.kind not in _WRITTEN or (op is not Op.UNDO and is_blank(entry.body)):
        return ""
    rows = outbox.of_entry(desk.store, entry.id)
    record = rows[0].record if rows else _place(desk, writes, entry.account)
    if record is None:
        return ""
    ops = writes.get(record.partition(":")[0], {}).get(kind_of(entry), ())
    if op is Op.UNDO:
        return _undo(desk, record, entry, rows, can="undo" in ops)
    if op not in ops:
        return ""
    if op is Op.WRITE:
        _write(desk, record, entry, rows)
    else:
        _change(desk, record, entry, rows)
    return ""


def _picked(desk: Desk, writes: Mapping[str, Takes], entry: Entry) -> str:
    """What somebody has picked was taken back, or that was; a sentence if it stays as it is."""
    from accountdesk.desk.field_wishes import reopen  # for those who record such

    body = body_of(entry)
    if not isinstance(body, ConflictResolved):
        return ""
    if not body.ours:
        for said in _named(desk, [body.entry]):
            _field(desk, writes, said)
        return ""
    account = journal.account_id(desk.store, entry.account)
    dead = live(journal.of_account(desk.store, account)).dead
    return reopen(desk, body, holds=entry.id not in dead)


def _field(
    desk: Desk, writes: Mapping[str, Takes], entry: Entry, *, seen_here: bool = True
) -> None:
    """Let a field of the account say what the team says of it now, where it is written to.

    Args:
        desk: The desk.
        writes: Sources that are written to.
        entry: What was said of it, or taken back.
        seen_here: Whether who said so had what this desk shows before their eyes.
    """
    from accountdesk.desk.field_wishes import drop_if_settled, standing  # for who records such

    record, name = _place(desk, writes, entry.account), kind_of(entry)
    if record is None or name not in writes[record.partition(":")[0]].get(outbox.FIELDS, ()):
        return
    made = standing(desk, record, name, entry) if seen_here else {}
    outbox.add_field(desk.store, record, name, entry, made, desk.clock())
    drop_if_settled(desk, record, name)


def catch_up(desk: Desk, names: Set[str]) -> None:
    """Let fields that are written from now on say what this desk has said of them before.

    Inside a transaction.
    """
    if not names:
        return
    writes = outbox.writes(desk.store)
    for entry in journal.everything(desk.store):
        if entry.desk == desk.name and entry.kind in _OF_FIELDS and kind_of(entry) in names:
            _field(desk, writes, entry, seen_here=False)


def is_of_field(entry: Entry) -> bool:
    """Whether an entry says something of a field of the account."""
    return entry.kind in _OF_FIELDS


def kind_of(entry: Entry) -> str:
    """What a source calls what an entry is: a kind that it takes, or a field's name."""
    body = body_of(entry)
    if isinstance(body, Touchpoint):
        return body.kind.value
    if isinstance(body, Field):
        return body.name
    return TRACK if isinstance(body, TrackSaid) else NEXT_STEP


def place_of(desk: Desk, entry: Entry) -> AccountKey | None:
    """The account's own key at a source that is written to and takes what an entry is; or None."""
    writes = outbox.writes(desk.store)
    record = _place(desk, writes, entry.account) if writes else None
    if record is None or entry.kind not in (*_WRITTEN, *_OF_FIELDS):
        return None
    takes = writes.get(record.partition(":")[0], {})
    if entry.kind in _OF_FIELDS:
        return record if kind_of(entry) in takes.get(outbox.FIELDS, ()) else None
    return record if Op.WRITE in takes.get(kind_of(entry), ()) else None


def take_up(desk: Desk, entry: Entry) -> None:
    """Let be written here what another desk may have written, or be taken away what it has.

    Inside a transaction.
    """
    record = place_of(desk, entry)
    if record is None or outbox.of_entry(desk.store, entry.id):
        return
    if entry.kind in _OF_FIELDS:
        _field(desk, outbox.writes(desk.store), entry, seen_here=False)
        return
    op = Op.WRITE if delivered(desk, entry) is None else Op.UNDO
    outbox.add(desk.store, record, entry, op, desk.clock())
    for row in outbox.of_entry(desk.store, entry.id):
        in_doubt = op is Op.WRITE
        state = Waits.UNKNOWN if in_doubt else Waits.PENDING
        outbox.put(desk.store, row._replace(state=state, began=in_doubt))


def _place(
    desk: Desk, writes: Mapping[str, Takes], account: AccountKey | None
) -> AccountKey | None:
    """The account's own key at a source that is written to; of several joined ones the smallest."""
    if account is None or account.partition(":")[0] in writes:
        return account
    here = journal.account_id(desk.store, account)
    keys = [journal.account_key(desk.store, one) for one in joined.group(desk.store, here)]
    return min((key for key in keys if key.partition(":")[0] in writes), default=None)


def _write(desk: Desk, record: AccountKey, entry: Entry, rows: Sequence[Row]) -> None:
    """Once; what was to be taken away and has not begun to be just stays."""
    goes = [row for row in rows if row.op is Op.UNDO]
    for row in goes:
        if not row.began:
            outbox.drop(desk.store, row)
    stays = any(row.op is Op.WRITE for row in rows) or delivered(desk, entry) is not None
    if not stays or any(row.began for row in goes):
        outbox.add(desk.store, record, entry, Op.WRITE, desk.clock())


def _change(desk: Desk, record: AccountKey, entry: Entry, rows: Sequence[Row]) -> None:
    """What has not begun says the newest when it is sent."""
    if any(not row.began and row.op is not Op.UNDO for row in rows):
        return
    if rows or delivered(desk, entry):
        outbox.add(desk.store, record, entry, Op.CHANGE, desk.clock())


def _undo(desk: Desk, record: AccountKey, entry: Entry, rows: Sequence[Row], *, can: bool) -> str:
    """What has not begun is not sent; what may stand there is taken away."""
    for row in rows:
        if not row.began and row.op is not Op.UNDO:
            outbox.drop(desk.store, row)
    begun = [row for row in rows if row.began and row.op is Op.WRITE]
    if not begun and not delivered(desk, entry):
        return ""
    if not can:
        return (
            f"In {record.partition(':')[0]} it stays as it was written: it cannot be undone there."
        )
    for row in begun:
        if row.due is None:  # whether it stands there is found out first
            outbox.put(desk.store, row._replace(state=Waits.UNKNOWN, due=0))
    if not any(row.op is Op.UNDO for row in rows):
        outbox.add(desk.store, record, entry, Op.UNDO, desk.clock())
    return ""


def delivered(desk: Desk, entry: Entry) -> Delivered | None:
    """What stands there of an entry; None: nothing is known to."""
    account = journal.account_id(desk.store, entry.account)
    for one in reversed(journal.of_account(desk.store, account)):
        if one.kind == _DELIVERED:
            body = body_of(one)
            if isinstance(body, Delivered) and body.entry == id_text(entry.id):
                return None if body.gone else body
    return None
