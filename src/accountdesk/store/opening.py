"""Opening a store: made whole or not at all, checked, and brought up to date."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import apsw

from accountdesk.core.errors import StoreError
from accountdesk.core.state import FOLD_VERSION
from accountdesk.store.connection import (
    SCHEMA_VERSION,
    Store,
    connect,
    in_words,
    newer_than_us,
    open_queue,
)

APPLICATION_ID = 0x41446B31
"""`ADk1` in the file's header: this file is a desk's store."""

OLDEST_SQLITE = 3_051_003


def open_store(path: str, *, create: bool = False, read_only: bool = False) -> Store:
    """Open the store at `path`, bring it up to date, and say what is wrong if it cannot be used.

    Args:
        path: The file; its folder is made with `create`.
        create: Make an empty store if there is none.
        read_only: Nothing can be written through it; it brings nothing up to date.

    Raises:
        StoreError: There is no store, or it is damaged, empty, of another program, or not ours to
            read.
    """
    version = apsw.sqlite_lib_version()
    if apsw.SQLITE_VERSION_NUMBER < OLDEST_SQLITE:
        raise StoreError(f"SQLite {version} can lose data; install apsw 3.53 or newer.")
    if not os.path.exists(path):
        if not create:
            raise _none_at(path)
        _create(path)
    with in_words(path), _there(path):
        db = _connect(path, read_only=read_only)
        try:
            newer = _check(db, path, read_only=read_only)
            store = Store(db, path, newer, read_only=read_only)
            if not newer:
                _migrate(store)
        except BaseException:
            db.close()
            raise
        return store


def _connect(path: str, *, read_only: bool) -> apsw.Connection:
    if not read_only:
        return connect(path)
    from accountdesk.store.reading import connect_to_read  # for the wall alone

    return connect_to_read(path)


def _none_at(path: str) -> StoreError:
    return StoreError(
        f"There is no desk at {path} yet. `accountdesk demo` shows one; "
        "`accountdesk import PATH` or `accountdesk add account NAME` starts one."
    )


@contextmanager
def _there(path: str) -> Iterator[None]:
    """Say so if the file goes away while it is looked at."""
    try:
        yield
    except FileNotFoundError:
        raise _none_at(path) from None


def copy_store(store: Store, path: str) -> Store:
    """A private copy of a store in a new file, as it is at this moment."""
    with in_words(path):
        db = connect(store.path)  # copying counts as writing, which the store's own may not do
        try:
            db.execute("VACUUM INTO ?", (path,))
        finally:
            db.close()
    return open_store(path)


def _create(path: str) -> None:
    """Make an empty store beside `path` and move it there whole, so that no half one is seen."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"No desk can be made at {path}: {error.strerror}. Name another place with "
            "ACCOUNTDESK_STORE."
        ) from error
    queue = open_queue(path)
    try:
        fcntl.flock(queue, fcntl.LOCK_EX)
        if os.path.exists(path):
            return
        fresh = f"{path}.new"
        for left_over in (fresh, fresh + "-wal", fresh + "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(left_over)
        os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with in_words(path):
            db = connect(fresh)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("BEGIN IMMEDIATE")
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            _run_migrations(db, 0)
            db.execute("COMMIT")
            db.close()
        os.rename(fresh, path)
    finally:
        os.close(queue)


def _check(db: apsw.Connection, path: str, *, read_only: bool) -> str | None:
    """Whether this is a desk's store; the sentence to show if only a newer program may write it."""
    if os.path.getsize(path) == 0:
        raise StoreError(
            f"{path} is empty (0 bytes), so something has damaged it. Keep the file, and bring "
            "back a copy of the store."
        )
    if db.pragma("application_id") != APPLICATION_ID:
        raise StoreError(f"{path} is no AccountDesk store. Name another file.")
    if not read_only and db.pragma("journal_mode") != "wal":
        db.pragma("journal_mode", "wal")  # another tool has changed it; readers would block writers
    try:
        return newer_than_us(db, path)
    except apsw.SQLError as error:
        raise StoreError(
            f"{path} is damaged ({error}). Keep the file, and bring back a copy of the store."
        ) from error


def _migrate(store: Store) -> None:
    """Bring an older store up to this program: schema forward, projections to be folded again."""
    db = store.db
    row = db.execute("SELECT value FROM meta WHERE key='fold_version'").fetchone()
    if db.pragma("user_version") == SCHEMA_VERSION and row == (FOLD_VERSION,):
        return
    if store.read_only:
        raise StoreError(
            f"An older AccountDesk has written {store.path}, and what only reads cannot bring it "
            "up to date. Open the desk itself once, then try again."
        )
    with store.transaction():
        _run_migrations(db, db.pragma("user_version"))
        db.execute("INSERT OR IGNORE INTO dirty SELECT id FROM account")


def _run_migrations(db: apsw.Connection, version: int) -> None:
    folder = os.path.join(os.path.dirname(__file__), "schema")
    scripts = sorted(name for name in os.listdir(folder) if name.endswith(".sql"))
    for name in scripts[version:]:
        with open(os.path.join(folder, name), encoding="utf-8") as script:
            db.execute(script.read())
    db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    db.execute("INSERT OR REPLACE INTO meta VALUES ('fold_version', ?)", (FOLD_VERSION,))
