"""Opening a store, its checks, and the one way to write: fair queue, BEGIN IMMEDIATE, COMMIT.

SQLite comes with APSW: versions 3.7.0-3.51.2 have a race on the write-ahead log that several
writers on one file can hit. The standard library's SQLite must never open the same file in this
process: two copies of the library break each other's POSIX locks.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import apsw

from accountdesk.core.errors import Refused, StoreError
from accountdesk.core.state import FOLD_VERSION

APPLICATION_ID = 0x41446B31
"""`ADk1` in the file's header: this file is a desk's store."""

SCHEMA_VERSION = 1
"""Migrations in `schema/`; a test holds the two together."""

OLDEST_SQLITE = 3_051_003
BUSY_MS = 100
"""How long SQLite waits inside one try; between tries a closing program is noticed."""

SETTINGS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-2000",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=OFF",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA trusted_schema=OFF",
)


class Store:
    """One connection to a store; it belongs to the thread that opened it.

    Attributes:
        db: The connection. Reading needs nothing else; writing goes through `transaction`.
        path: The file.
        newer: A sentence if a newer program has written the store, which is then read-only.
        words: Texts of `word` by id, as read so far.
    """

    def __init__(self, db: apsw.Connection, path: str, newer: str | None) -> None:
        self.db = db
        self.path = path
        self.newer = newer
        self.words: dict[int, str] = {}
        self._queue = -1

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query; a cursor that stays open would pin the write-ahead log."""
        return self.db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The one row of a query, None if there is none."""
        return next(iter(self.rows(sql, values)), None)

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that gives no rows. Inside a transaction, but for settings."""
        self.db.execute(sql, values)

    def close(self) -> None:
        """Close the connection and leave the queue; a second call does nothing."""
        self.db.close()
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1

    @contextmanager
    def transaction(self, closing: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """One unit of work: all of it is durable when this ends, or nothing of it.

        Writers wait in a queue of the operating system, which is fair, so that under load nobody
        waits for seconds (SQLite's own waiting is not fair: 3.9 s against 46 ms, measured).

        Args:
            closing: Looked at while waiting; True gives up.

        Raises:
            Refused: A newer program has written the store.
            StoreError: The disk is full, the file cannot be written, or `closing` gave up.
        """
        if self.newer:
            raise Refused(self.newer)
        if self._queue < 0:
            self._queue = _open_queue(self.path)
        with in_words(self.path):
            fcntl.flock(self._queue, fcntl.LOCK_EX)
            try:
                self._begin(closing)
                try:
                    self._still_ours()
                    yield
                    self.db.execute("COMMIT")
                except BaseException:
                    # On a full disk SQLite has rolled back already.
                    if self.db.in_transaction:
                        self.db.execute("ROLLBACK")
                    self.words.clear()
                    raise
            finally:
                fcntl.flock(self._queue, fcntl.LOCK_UN)

    def _begin(self, closing: Callable[[], bool]) -> None:
        while not closing():
            with suppress(apsw.BusyError):
                self.db.execute("BEGIN IMMEDIATE")
                return
        raise StoreError("The program is closing; the last change was not recorded.")

    def _still_ours(self) -> None:
        """A newer program may have migrated the store since it was opened."""
        newer = _newer(self.db, self.path)
        if newer:
            self.newer = newer
            raise Refused(newer)


@contextmanager
def in_words(path: str) -> Iterator[None]:
    """Turn SQLite's errors into sentences: what happened, where, what to do."""
    try:
        yield
    except apsw.FullError as error:
        raise StoreError(
            f"Not recorded: the disk of {path} is full. Free some space and record it again."
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise StoreError(
            f"{path} cannot be opened or written by this user ({error}). Check the rights of the "
            "file and of its folder."
        ) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise StoreError(
            f"{path} is damaged ({error}). Keep the file, and bring back a copy of the store."
        ) from error
    except apsw.IOError as error:
        raise StoreError(f"The disk of {path} does not answer properly ({error}).") from error


def open_store(path: str, *, create: bool = False) -> Store:
    """Open the store at `path`, bring it up to date, and say what is wrong if it cannot be used.

    Args:
        path: The file; its folder is made with `create`.
        create: Make an empty store if there is none.

    Raises:
        StoreError: There is no store, or it is damaged, empty, of another program, or not ours to
            read.
    """
    version = apsw.sqlite_lib_version()
    if apsw.SQLITE_VERSION_NUMBER < OLDEST_SQLITE:
        raise StoreError(f"SQLite {version} can lose data; install apsw 3.53 or newer.")
    if not os.path.exists(path):
        if not create:
            raise StoreError(
                f"There is no desk at {path} yet. `accountdesk add account NAME` starts one."
            )
        _create(path)
    with in_words(path):
        db = _connect(path)
        try:
            newer = _check(db, path)
            store = Store(db, path, newer)
        except BaseException:
            db.close()
            raise
        if not newer:
            _migrate(store)
        return store


def copy_store(store: Store, path: str) -> Store:
    """A private copy of a store in a new file, as it is at this moment."""
    with in_words(path):
        store.db.execute("VACUUM INTO ?", (path,))
    return open_store(path)


def _connect(path: str) -> apsw.Connection:
    db = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    db.set_busy_timeout(BUSY_MS)
    for setting in SETTINGS:
        db.execute(setting)
    return db


def _open_queue(path: str) -> int:
    try:
        return os.open(path + ".queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(
            f"Nothing can be recorded at {path}: {error.strerror}. Check the rights of its folder, "
            "or name another place with ACCOUNTDESK_STORE."
        ) from error


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
    queue = _open_queue(path)
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
            db = _connect(fresh)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("BEGIN IMMEDIATE")
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            _run_migrations(db, 0)
            db.execute("COMMIT")
            db.close()
        os.rename(fresh, path)
    finally:
        os.close(queue)


def _check(db: apsw.Connection, path: str) -> str | None:
    """Whether this is a desk's store; the sentence to show if only a newer program may write it."""
    if os.path.getsize(path) == 0:
        raise StoreError(
            f"{path} is empty (0 bytes), so something has damaged it. Keep the file, and bring "
            "back a copy of the store."
        )
    if db.pragma("application_id") != APPLICATION_ID:
        raise StoreError(f"{path} is no AccountDesk store. Name another file.")
    return _newer(db, path)


def _newer(db: apsw.Connection, path: str) -> str | None:
    schema = db.pragma("user_version")
    row = db.execute("SELECT value FROM meta WHERE key='fold_version'").fetchone()
    fold = row[0] if row else 0
    if schema > SCHEMA_VERSION or fold > FOLD_VERSION:
        return (
            f"A newer AccountDesk has written {path}; this one only reads it. Update this program "
            "to record here."
        )
    return None


def _migrate(store: Store) -> None:
    """Bring an older store up to this program: schema forward, projections to be folded again."""
    db = store.db
    row = db.execute("SELECT value FROM meta WHERE key='fold_version'").fetchone()
    if db.pragma("user_version") == SCHEMA_VERSION and row == (FOLD_VERSION,):
        return
    with store.transaction():
        _run_migrations(db, db.pragma("user_version"))
        db.execute("INSERT OR IGNORE INTO dirty SELECT id FROM account")


def _run_migrations(db: apsw.Connection, version: int) -> None:
    folder = os.path.join(os.path.dirname(__file__), "schema")
    for name in sorted(os.listdir(folder))[version:]:
        with open(os.path.join(folder, name), encoding="utf-8") as script:
            db.execute(script.read())
    db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    db.execute("INSERT OR REPLACE INTO meta VALUES ('fold_version', ?)", (FOLD_VERSION,))
