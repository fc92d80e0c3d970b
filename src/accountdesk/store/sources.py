"""Sources in the store: when each was last read, what it lost, and what of it was set aside."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import SetAside
from accountdesk.store import erasures
from accountdesk.store.connection import Store
from accountdesk.store.facts import KINDS

_ACCOUNT = KINDS.index(AccountFact)
_COLUMNS = "file, line, kind, field, reason, raw, whole, record"
PAGE = 500


class Read(NamedTuple):
    """A source that was read.

    Attributes:
        key: Its tenant key.
        at: When the last import was finished, UTC milliseconds.
        lists_accounts: Whether it has ever sent a list of accounts.
    """

    key: str
    at: int
    lists_accounts: bool


def read_sources(store: Store) -> list[Read]:
    """Every source that was ever read, by key."""
    rows = store.rows("SELECT key, read_at, lists_accounts FROM source ORDER BY key")
    return [Read(key, at, bool(lists)) for key, at, lists in rows]


def was_read(store: Store, source: str, at: int, *, lists_accounts: bool) -> None:
    """Write down that an import is finished. Inside a transaction."""
    store.run(
        "INSERT INTO source VALUES (?1,?2,?3) ON CONFLICT(key) DO UPDATE SET"
        " read_at = ?2, lists_accounts = max(lists_accounts, ?3)",
        (source, at, int(lists_accounts)),
    )


def has_account(store: Store, key: AccountKey) -> bool:
    """Whether a source has sent an account of that key."""
    return store.row("SELECT 1 FROM fact WHERE kind=? AND key=?", (_ACCOUNT, key)) is not None


def present(store: Store, source: str) -> Iterator[AccountKey]:
    """Accounts that a source has, as far as we know, by key."""
    for key in keys_of(store, AccountFact, f"{source}:"):
        yield AccountKey(key)


def keys_of(store: Store, kind: type[NamedTuple], prefix: str) -> Iterator[str]:
    """Keys of a kind that begin so and that their source has, as far as we know; sorted."""
    after, end = prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)
    while True:
        rows = store.rows(
            "SELECT key FROM fact WHERE kind=? AND key > ? AND key < ? AND gone IS NULL"
            " ORDER BY key LIMIT ?",
            (KINDS.index(kind), after, end, PAGE),
        )
        for (key,) in rows:
            yield str(key)
        if len(rows) < PAGE:
            return
        after = rows[-1][0]


def deals(store: Store, source: str) -> int:
    """How many deals a source has ever sent."""
    row = store.row(
        "SELECT count(*) FROM fact WHERE kind=? AND key > ? AND key < ?",
        (KINDS.index(DealFact), f"{source}:", f"{source};"),
    )
    return 0 if row is None else int(row[0])


def mark_gone(
    store: Store, kind: type[NamedTuple], keys: Iterable[str], today: date
) -> tuple[int, ...]:
    """Records that their source has no longer; the accounts to fold again, as integers.

    What is gone already stays gone since then. Inside a transaction.
    """
    rows = store.rows(
        "UPDATE fact SET gone=? WHERE kind=? AND key IN (SELECT value FROM json_each(?))"
        " AND gone IS NULL RETURNING account",
        (today.isoformat(), KINDS.index(kind), json.dumps(list(keys))),
    )
    accounts = tuple(account for (account,) in rows)
    store.db.executemany(
        "INSERT OR IGNORE INTO dirty SELECT ?1 WHERE ?1 > 0", [(one,) for one in accounts]
    )
    return accounts


def gone(store: Store) -> list[int]:
    """Accounts, as integers, that their source has no longer, by key."""
    rows = store.rows(
        "SELECT account FROM fact WHERE kind=? AND gone IS NOT NULL ORDER BY key", (_ACCOUNT,)
    )
    return [account for (account,) in rows]


def forget_set_aside(store: Store, source: str, files: Iterable[str]) -> None:
    """Drop what was set aside of some files, which are read anew. Inside a transaction."""
    store.db.executemany(
        "DELETE FROM set_aside WHERE source=? AND file=?", [(source, file) for file in files]
    )


def forget_records(store: Store, source: str, name: str, ids: Iterable[str]) -> None:
    """Drop what was set aside of records of a list, which are read anew. Inside a transaction."""
    store.db.executemany(
        "DELETE FROM set_aside WHERE source=? AND file=? AND line=0 AND record=?",
        [(source, name, one) for one in ids],
    )


def keep_set_aside(store: Store, source: str, aside: Sequence[SetAside]) -> None:
    """Keep what could not be used, but for what was erased. Inside a transaction."""
    if erasures.any_known(store):
        from accountdesk.core.cleaning import aside as without

        aside = [without(one, erasures.known(store)) for one in aside]
    store.db.executemany(
        f"INSERT OR REPLACE INTO set_aside(source, {_COLUMNS})"  # noqa: S608  # a literal above
        " VALUES (?,?,?,?,?,?,?,?,?)",
        [(source, *kept[:6], int(kept.whole), kept.record) for kept in aside],
    )


def drop_set_aside(store: Store, source: str, one: SetAside) -> None:
    """Drop one thing that was set aside. Inside a transaction."""
    store.run(
        "DELETE FROM set_aside WHERE source=? AND file=? AND line=? AND record=? AND field=?",
        (source, one.file, one.line, one.record, one.field),
    )


def set_aside(store: Store) -> Iterator[tuple[str, SetAside]]:
    """Everything that was set aside, with its source, in the order in which it was read."""
    after = 0
    while True:
        rows = store.rows(
            f"SELECT id, source, {_COLUMNS} FROM set_aside"  # noqa: S608  # a literal above
            " WHERE id > ? ORDER BY id LIMIT ?",
            (after, PAGE),
        )
        for row in rows:
            yield row[1], SetAside._make((*row[2:8], bool(row[8]), row[9]))
        if len(rows) < PAGE:
            return
        after = rows[-1][0]
