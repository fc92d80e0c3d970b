"""Health of a store: what only somebody who asks for it should wait for. Whole tables are read."""

import json
import os
from typing import NamedTuple

import apsw

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import word_of
from accountdesk.core.liveness import Amended, Retracted
from accountdesk.core.next_step import StepDone
from accountdesk.store.connection import SCHEMA_VERSION, Store
from accountdesk.store.facts import KINDS
from accountdesk.store.journal import known_id

SMALL_LOG = 64 * 1024 * 1024
"""Bytes of a write-ahead log that are nothing to worry about."""

MOUNTS = "/proc/self/mounts"
REMOTE = ("nfs", "cifs", "smb", "9p", "lustre", "gpfs", "fuse.sshfs", "afs", "ceph")
"""File systems on which several machines' locks are not one."""

_REFERRING = (Retracted, Amended, StepDone)


class Health(NamedTuple):
    """What can be said of a store's file.

    Attributes:
        sqlite: Version of the library.
        schema: Version of the schema.
        bytes: Size of the file.
        log_bytes: Size of the write-ahead log.
        damage: What SQLite found wrong; empty if nothing.
        open_to_others: Whether other users of the machine may read the file.
        file_system: Its kind, if it is one of another machine; else None.
        entries: How many the journal has.
    """

    sqlite: str
    schema: int
    bytes: int
    log_bytes: int
    damage: str
    open_to_others: bool
    file_system: str | None
    entries: int


def health(store: Store) -> Health:
    """Look at a store's file and tables."""
    said = [text for (text,) in store.rows("PRAGMA quick_check(5)")]
    log = f"{store.path}-wal"
    return Health(
        sqlite=apsw.sqlite_lib_version(),
        schema=SCHEMA_VERSION,
        bytes=os.path.getsize(store.path),
        log_bytes=os.path.getsize(log) if os.path.exists(log) else 0,
        damage="" if said == ["ok"] else "; ".join(said),
        open_to_others=bool(os.stat(store.path).st_mode & 0o007),
        file_system=_remote(os.path.realpath(store.path)),
        entries=_count(store, "entry"),
    )


def _count(store: Store, table: str) -> int:
    row = store.row(f"SELECT count(*) FROM {table}")  # noqa: S608  # literals of this module
    return 0 if row is None else int(row[0])


def _remote(path: str) -> str | None:
    """The kind of file system that a path lies on, if it is another machine's."""
    try:
        with open(MOUNTS, encoding="utf-8", errors="replace") as mounts:
            found = [line.split()[1:3] for line in mounts]
    except OSError:
        return None
    below = [mount for mount in found if _lies_on(path, mount[0].replace("\\040", " "))]
    kind = max(below, key=lambda mount: len(mount[0]))[1] if below else ""
    return kind if kind.startswith(REMOTE) else None


def _lies_on(path: str, mount: str) -> bool:
    return path.startswith(mount.rstrip("/") + "/")


def facts_by_kind(store: Store) -> dict[type, int]:
    """How many facts of each kind sources have sent."""
    rows = store.rows("SELECT kind, count(*) FROM fact GROUP BY kind")
    return {KINDS[kind]: n for kind, n in rows}


def owners(store: Store) -> list[str]:
    """Owners that facts name, each once: members' keys and claims."""
    kinds = json.dumps([KINDS.index(AccountFact), KINDS.index(DealFact)])
    rows = store.rows(
        "SELECT DISTINCT json_extract(known, '$.owner') FROM fact"
        " WHERE kind IN (SELECT value FROM json_each(?))",
        (kinds,),
    )
    return sorted(owner for (owner,) in rows if owner is not None)


def accounts_that_refer(store: Store) -> list[int]:
    """Accounts with entries that name others, and may name some that are not here."""
    kinds = [known_id(store, "word", "text", word_of(kind)) for kind in _REFERRING]
    found: set[int] = set()
    for kind in kinds:
        if kind is not None:
            rows = store.rows("SELECT DISTINCT account FROM entry WHERE kind=?", (kind,))
            found.update(account for (account,) in rows)
    return sorted(found)


def unknown_kinds(store: Store, known: frozenset[str]) -> list[str]:
    """Kinds of entries that this program does not know."""
    rows = store.rows("SELECT text FROM word WHERE id IN (SELECT DISTINCT kind FROM entry)")
    return sorted(text for (text,) in rows if text not in known)


def not_received(store: Store) -> list[str]:
    """Keys of accounts that entries or facts are about and that nobody has named yet."""
    rows = store.rows(
        "SELECT a.key FROM card c JOIN account a ON a.id = c.account WHERE c.name = a.key"
    )
    return sorted(key for (key,) in rows)
