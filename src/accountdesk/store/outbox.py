"""The outbox in the store: what is to be written to sources, in the order of each account."""

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from accountdesk.core.entry import AccountKey, Entry, EntryId
from accountdesk.store import journal
from accountdesk.store.connection import Store

LATEST_MS = 2 * 3_600_000
"""Nothing is put off for longer: a row that says so was written by a clock that was wrong."""


class Op(StrEnum):
    """What is to be done with an entry there."""

    WRITE = "write"
    CHANGE = "change"
    UNDO = "undo"
    FIELD = "field"
    """A field of the account says there what the team says of it."""


class Waits(StrEnum):
    """What a row waits for; what is sent is no row any more, but a `delivered` entry."""

    PENDING = "pending"
    SENDING = "sending"
    RETRY = "retry"
    UNKNOWN = "unknown"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    PARKED = "parked"


Takes = Mapping[str, Sequence[str]]
"""Kinds that a source takes, each with the ops that it can do: `{"call": ["write", "undo"]}`.

Under `FIELDS` stand the account's fields that it takes, by our names.
"""

FIELDS = "fields"


class Row(NamedTuple):
    """Something to be written.

    Attributes:
        id: Its number; an account's rows are sent in that order.
        source: The tenant key.
        record: The account's key there.
        account: The account under which the entry stands.
        entry: What is written.
        op: What is done with it.
        state: What it waits for.
        due: UTC milliseconds from which on; None: until a person decides.
        since: When it was recorded, UTC milliseconds.
        tries: How often it was begun.
        began: Whether a request may have arrived whose answer nobody has.
        made: What steps that are done have given, by their number; of a field see
            `desk.field_sending`.
        said: Why it was not sent, in the source's own words.
        field: The field of the account that it is about, by our name; empty: it is about none.
    """

    id: int
    source: str
    record: AccountKey
    account: int
    entry: EntryId
    op: Op
    state: Waits
    due: int | None
    since: int
    tries: int = 0
    began: bool = False
    made: Mapping[str, str] = {}  # never changed
    said: str = ""
    field: str = ""


_COLUMNS = "id,source,record,account,entry,op,state,due,since,tries,began,made,said,field"


def _row(values: Sequence[Any]) -> Row:
    row = Row._make(values)
    return row._replace(
        op=Op(row.op), state=Waits(row.state), began=bool(row.began),
        made=json.loads(str(row.made)),
    )  # fmt: skip


def writes(store: Store) -> dict[str, Takes]:
    """Sources that somebody has said yes to, and what each of them takes."""
    rows = store.rows("SELECT source, takes FROM writes")
    return {source: json.loads(takes) for source, takes in rows}


def say_yes(store: Store, source: str, takes: Takes) -> None:
    """Let entries be written to a source from now on. Inside a transaction."""
    text = json.dumps(takes, sort_keys=True)
    store.run("INSERT OR REPLACE INTO writes VALUES (?,?)", (source, text))


def takes_now(store: Store, source: str, takes: Takes) -> None:
    """Keep what a source takes by now, if somebody says yes to it still. Inside a transaction."""
    text = json.dumps(takes, sort_keys=True)
    store.run("UPDATE writes SET takes=? WHERE source=?", (text, source))


def say_no(store: Store, source: str) -> None:
    """Let nothing more be written to a source; rows wait for a person. Inside a transaction."""
    store.run("DELETE FROM writes WHERE source=?", (source,))
    store.run("UPDATE outbox SET state=?, due=NULL WHERE source=?", (Waits.PARKED, source))


def add(store: Store, record: AccountKey, entry: Entry, op: Op, now: int) -> None:
    """Something more is to be written. Inside the transaction of what it is about."""
    source, account = record.partition(":")[0], journal.account_id(store, entry.account)
    store.run(
        "INSERT INTO outbox(source,record,account,entry,op,state,due,since)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (source, record, account, entry.id, op, Waits.PENDING, 0, now),
    )


def add_field(
    store: Store, record: AccountKey, field: str, entry: Entry, made: Mapping[str, str], now: int
) -> None:
    """The team has said something of a field; what waits already says the newest when it is sent.

    What was refused or parked is tried again with it. Inside the transaction of what it is about.

    Args:
        store: The store.
        record: The account's key there.
        field: By our name.
        entry: What was said, or taken back.
        made: What is known to stand there; what waits already keeps to what it knew.
        now: UTC milliseconds.
    """
    source, account = record.partition(":")[0], journal.account_id(store, entry.account)
    store.run(
        "INSERT INTO outbox(source,record,account,entry,op,field,state,due,since,made)"
        " VALUES (?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(record,field) WHERE field<>'' DO UPDATE SET entry=excluded.entry,"
        "  due=iif(state IN (?11,?12), 0, due),"
        "  state=iif(state IN (?11,?12), excluded.state, state)",
        (source, record, account, entry.id, Op.FIELD, field, Waits.PENDING, 0, now,
         json.dumps(dict(made)), Waits.REJECTED, Waits.PARKED),
    )  # fmt: skip


def of_field(store: Store, record: AccountKey, field: str) -> Row | None:
    """What waits of a field; None: nothing."""
    return next(iter(_found(store, "record=? AND field=? AND field<>''", (record, field))), None)


def of_entry(store: Store, entry: EntryId) -> list[Row]:
    """What is still to be written of an entry, in its order."""
    return _found(store, "entry=? ORDER BY id", (entry,))


def by_id(store: Store, identity: int) -> Row | None:
    """A row by its number; None if it is sent or dropped by now."""
    return next(iter(_found(store, "id=?", (identity,))), None)


def everything(store: Store) -> Iterator[Row]:
    """All rows in order, a page at a time; no cursor is open between two."""
    after = 0
    while rows := _found(store, "id>? ORDER BY id LIMIT 500", (after,)):
        yield from rows
        after = rows[-1].id


def next_due(store: Store, source: str, now: int) -> Row | None:
    """The oldest row that can be sent now: nothing of its account that is due waits before it."""
    where = (
        "source=?1 AND due IS NOT NULL AND (due<=?2 OR due>?3) AND NOT EXISTS"
        " (SELECT 1 FROM outbox b WHERE b.source=?1 AND b.account=outbox.account AND b.id<outbox.id"
        " AND b.due IS NOT NULL) ORDER BY id LIMIT 1"
    )
    return next(iter(_found(store, where, (source, now, now + LATEST_MS))), None)


def put(store: Store, row: Row) -> None:
    """Keep how a row stands. Inside a transaction."""
    store.run(
        "UPDATE outbox SET state=?, due=?, tries=?, began=?, made=?, said=? WHERE id=?",
        (row.state, row.due, row.tries, row.began, json.dumps(dict(row.made)), row.said, row.id),
    )


def drop(store: Store, row: Row) -> None:
    """A row is sent, or not to be. Inside a transaction."""
    store.run("DELETE FROM outbox WHERE id=?", (row.id,))


GONE = "what it said has been erased; `drop` takes it away, `retry` looks whether it stands there"


def forget(store: Store, entry: EntryId) -> None:
    """What an entry said is erased: it is not written any more. Inside a transaction.

    What may stand there waits for a person; what is to be taken away there still is.
    """
    for row in of_entry(store, entry):
        if row.op is Op.UNDO or row.state is Waits.SENDING:
            put(store, row._replace(said=""))
        elif not row.began:
            drop(store, row)
        else:
            made = {} if row.op is Op.FIELD else row.made
            put(store, row._replace(state=Waits.PARKED, due=None, said=GONE, made=made))


def interrupted(store: Store, source: str) -> list[Row]:
    """Rows that a program was sending when it ended."""
    return _found(
        store, "source=? AND due IS NOT NULL AND state=? ORDER BY id", (source, Waits.SENDING)
    )


class Counts(NamedTuple):
    """How many rows wait to be sent by themselves, and how many for a person; parked ones not."""

    ahead: int = 0
    stuck: int = 0


def counts(store: Store) -> Counts:
    """How much there is to send."""
    [(ahead,)] = store.rows("SELECT count(*) FROM outbox WHERE due IS NOT NULL AND due>=0")
    [(stuck,)] = store.rows(
        "SELECT count(*) FROM outbox WHERE due IS NULL AND state<>?", (Waits.PARKED,)
    )
    return Counts(ahead, stuck)


def _found(store: Store, where: str, values: Sequence[object]) -> list[Row]:
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM outbox WHERE {where}",  # noqa: S608  # literals of this module
        values,
    )
    return [_row(row) for row in rows]
