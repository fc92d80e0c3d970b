"""The journal: entries as they arrived, never changed."""

import json
from collections.abc import Iterable, Iterator, Sequence

from accountdesk.core.entry import AccountKey, Entry, EntryId, NoteId
from accountdesk.store.connection import Store

TEAM = 0
"""Stands for the team where a row names an account."""

PAGE = 500
"""Entries read at once: no cursor is held open, because it would pin the write-ahead log."""


def account_id(store: Store, key: AccountKey | None) -> int:
    """The integer that stands for an account in this store, made now if need be; 0 for the team.

    Inside a transaction.
    """
    return TEAM if key is None else _interned(store, "account", "key", key)


def known_account(store: Store, key: AccountKey | None) -> int:
    """The integer that stands for an account in this store; 0 for the team, -1 if it has none."""
    found = TEAM if key is None else known_id(store, "account", "key", key)
    return -1 if found is None else found


def account_key(store: Store, account: int) -> AccountKey:
    """The key of the account for which an integer stands."""
    row = store.row("SELECT key FROM account WHERE id=?", (account,))
    assert row is not None
    return AccountKey(row[0])


def word_id(store: Store, text: str) -> int:
    """The integer that stands for a shared text in this store, made now if need be.

    Inside a transaction.
    """
    return _interned(store, "word", "text", text)


def _interned(store: Store, table: str, column: str, text: str) -> int:
    found = known_id(store, table, column, text)
    if found is None:
        # Names of tables cannot be bound; both are literals of this module.
        store.run(f"INSERT INTO {table}({column}) VALUES (?)", (text,))  # noqa: S608
        found = store.db.last_insert_rowid()
    return found


def known_id(store: Store, table: str, column: str, text: str) -> int | None:
    """The integer of a text that is already there; None if it is not."""
    row = store.row(
        f"SELECT id FROM {table} WHERE {column}=?",  # noqa: S608  # literals, see above
        (text,),
    )
    return None if row is None else int(row[0])


def word(store: Store, identity: int) -> str:
    """The text that an integer stands for."""
    if identity not in store.words:
        row = store.row("SELECT text FROM word WHERE id=?", (identity,))
        assert row is not None
        store.words[identity] = str(row[0])
    return store.words[identity]


def append(store: Store, entries: Iterable[Entry]) -> list[Entry]:
    """Add what is not there yet, by id; what was new, in the order given. Inside a transaction.

    An entry that is there with other words stays as it was first: names are for ever.
    """
    new: list[Entry] = []
    for entry in entries:
        store.run(
            "INSERT INTO entry(id,note,at,desk,by,account,kind,body) VALUES (?,?,?,?,?,?,?,?)"
            " ON CONFLICT(id) DO NOTHING",
            (
                entry.id,
                entry.note,
                entry.at,
                word_id(store, entry.desk),
                word_id(store, entry.by),
                account_id(store, entry.account),
                word_id(store, entry.kind),
                entry.body,
            ),
        )
        if store.db.changes():
            new.append(entry)
    if new:
        store.run(
            "INSERT INTO meta VALUES ('newest_at', ?1)"
            " ON CONFLICT(key) DO UPDATE SET value = max(value, ?1)",
            (max(entry.at for entry in new),),
        )
    return new


def of_team(store: Store, kind: str) -> list[Entry]:
    """The team's entries of one kind, in order of arrival."""
    known = known_id(store, "word", "text", kind)
    if known is None:
        return []
    return _found(store, "e.account=0 AND e.kind=? ORDER BY e.seq", (known,))


def of_kind(store: Store, kind: str) -> list[Entry]:
    """Every entry of one kind, in order of arrival. It reads the whole journal."""
    known = known_id(store, "word", "text", kind)
    return [] if known is None else _found(store, "e.kind=? ORDER BY e.seq", (known,))


def since(store: Store, at: int) -> list[Entry]:
    """Every entry that was recorded from a moment on, UTC milliseconds, in order of arrival."""
    return _found(store, "e.at >= ? ORDER BY e.seq", (at,))


def behind(store: Store, entry: Entry) -> list[Entry]:
    """What was recorded after an entry, and arrived here after it, in order of arrival."""
    arrived_behind = "e.seq > (SELECT seq FROM entry WHERE id = ?)"
    return _found(store, f"{arrived_behind} AND e.at >= ? ORDER BY e.seq", (entry.id, entry.at))


def newest_at(store: Store) -> int:
    """The latest `at` of all entries, UTC milliseconds; 0 for an empty journal."""
    row = store.row("SELECT value FROM meta WHERE key='newest_at'")
    return 0 if row is None else int(row[0])


def arrived(store: Store) -> int:
    """Where the journal stands: a number that rises with each entry that arrives here."""
    row = store.row("SELECT max(seq) FROM entry")
    return 0 if row is None or row[0] is None else int(row[0])


_COLUMNS = "e.id, e.note, e.at, e.desk, e.by, a.key, e.kind, e.body, e.seq"
_FROM = "FROM entry e LEFT JOIN account a ON a.id = e.account"

Row = tuple[bytes, bytes, int, int, int, str | None, int, str, int]


def _entry(store: Store, row: Row) -> Entry:
    identity, note, at, desk, by, account, kind, body, _ = row
    words = store.words
    return Entry(
        EntryId(identity),
        NoteId(note),
        at,
        words.get(desk) or word(store, desk),
        words.get(by) or word(store, by),
        None if account is None else AccountKey(account),
        words.get(kind) or word(store, kind),
        body,
    )


def _found(store: Store, where: str, values: Sequence[object]) -> list[Entry]:
    rows = store.rows(
        f"SELECT {_COLUMNS} {_FROM} WHERE {where}",  # literals of this module
        tuple(values),
    )
    return [_entry(store, row) for row in rows]


def of_account(store: Store, account: int) -> list[Entry]:
    """Every entry of an account (0: of the team), in order of arrival."""
    return _found(store, "e.account=? ORDER BY e.seq", (account,))


def of_team_but(store: Store, kind: str) -> list[Entry]:
    """The team's entries of all kinds but one, in order of arrival."""
    known = known_id(store, "word", "text", kind)
    if known is None:
        return of_account(store, TEAM)
    return _found(store, "e.account=0 AND e.kind<>? ORDER BY e.seq", (known,))


def of_accounts(store: Store, accounts: Iterable[int]) -> list[Entry]:
    """Every entry of some accounts, in no order."""
    wanted = json.dumps(list(accounts))
    return _found(store, "e.account IN (SELECT value FROM json_each(?))", (wanted,))


def of_note(store: Store, note: NoteId) -> list[Entry]:
    """The entries that were typed together, in order of arrival; empty for an unknown note."""
    return _found(store, "e.note=? ORDER BY e.seq", (note,))


def by_id(store: Store, identity: EntryId) -> Entry | None:
    """The entry of that name; None if it is not here."""
    return next(iter(_found(store, "e.id=?", (identity,))), None)


def everything(store: Store) -> Iterator[Entry]:
    """The whole journal in order of arrival, a page at a time; entries that come meanwhile too."""
    return _paged(store, "e.seq > ? ORDER BY e.seq", 0)


def latest_first(store: Store) -> Iterator[Entry]:
    """The whole journal, the last arrival first, a page at a time."""
    return _paged(store, "e.seq < ? ORDER BY e.seq DESC", 2**63 - 1)


def _paged(store: Store, beyond: str, seq: int) -> Iterator[Entry]:
    """Entries beyond a place in the order of arrival; no cursor is open between two pages."""
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE {beyond} LIMIT {PAGE}"  # literals above
    while rows := store.rows(sql, (seq,)):
        seq = rows[-1][8]
        for row in rows:
            yield _entry(store, row)
