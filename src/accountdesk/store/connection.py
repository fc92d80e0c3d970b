"""A connection to a store, and the one way to write: fair queue, BEGIN IMMEDIATE, COMMIT.

SQLite comes with APSW: versions 3.7.0-3.51.2 have a race on the write-ahead log that several
writers on one file can hit. The standard library's SQLite must never open the same file in this
process: two copies of the library break each other's POSIX locks.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import apsw

from accountdesk.core.errors import Refused, StoreError
from accountdesk.core.state import FOLD_VERSION

SCHEMA_VERSION = 10
"""Migrations in `schema/`; a test holds the two together."""

BUSY_MS = 5_000
"""How long a reader waits while another program recovers or closes the store."""

BEGIN_MS = 100
"""How long a writer waits inside one try; between tries a closing program is noticed."""

PATIENCE_S = 20
"""How long a writer waits for a program that does not queue up, before it says so."""

TIDY_PAGES = 1_000
"""Pages of the write-ahead log, 4 MB, from which a desk writes them back when nobody waits."""

MOST_PAGES = 8_000
"""Pages, 32 MB, from which whoever has recorded something writes them back at once."""

SETTINGS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-2000",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=OFF",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA trusted_schema=OFF",
)


class _Log:
    """The write-ahead log as one connection knows it.

    Attributes:
        pages: How long it was after the last commit here; 0 once it was written back.
    """

    def __init__(self) -> None:
        self.pages = 0

    def has_grown(self, db: apsw.Connection, name: str, pages: int) -> int:
        """Told by SQLite after each commit how long the log is by now."""
        self.pages = pages
        if pages >= MOST_PAGES:
            self.write_back(db)
        return apsw.SQLITE_OK

    def write_back(self, db: apsw.Connection) -> None:
        """Write the log back into the file, as far as nobody still reads what was there before."""
        self.pages = 0
        with suppress(apsw.Error):  # another one is at it, or the disk is full: tried again
            db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)


class Store:
    """One connection to a store; it belongs to the thread that opened it.

    Attributes:
        db: The connection. Reading needs nothing else; writing goes through `transaction`.
        path: The file.
        newer: A sentence if a newer program has written the store, which is then read-only.
        read_only: Whether it was opened so that nothing can be written through it.
        words: Texts of `word` by id, as read so far.
        kept: What else was read once and holds until something is rolled back.
        log: The write-ahead log.
    """

    def __init__(
        self, db: apsw.Connection, path: str, newer: str | None, *, read_only: bool = False
    ) -> None:
        self.db = db
        self.path = path
        self.newer = newer
        self.read_only = read_only
        self.words: dict[int, str] = {}
        self.kept: dict[str, Any] = {}
        self._queue = -1
        self._file = _identity(path)
        self.log = _Log()
        db.set_wal_hook(self.log.has_grown)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query; a cursor that stays open would pin the write-ahead log."""
        return self.db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The one row of a query, None if there is none."""
        return next(iter(self.rows(sql, values)), None)

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that gives no rows. Inside a transaction, but for settings."""
        self.db.execute(sql, values)

    def must_be_there(self) -> None:
        """Refuse to work on a file that is no longer the one at `path`.

        Raises:
            StoreError: It was moved, deleted or replaced: what is recorded would be lost with it.
        """
        if _identity(self.path) != self._file:
            raise StoreError(
                f"{self.path} was moved, deleted or replaced while this program had it open. "
                "Start it again; until then nothing is recorded here."
            )

    def tidy(self) -> None:
        """Write what the log holds back into the file, if it is much; when nobody waits for it.

        Inside a commit it would make one in some hundred take ten times as long. It keeps nobody
        from reading or writing.
        """
        if self.log.pages >= TIDY_PAGES:
            self.log.write_back(self.db)

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
            Refused: A newer program has written the store, or it was opened only to be read.
            StoreError: The disk is full, the file cannot be written, or `closing` gave up.
        """
        if self.newer:
            raise Refused(self.newer)
        if self.read_only:
            raise Refused(f"{self.path} was opened only to be read, so nothing was recorded.")
        if self._queue < 0:
            self._queue = open_queue(self.path)
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
                    self.kept.clear()
                    raise
            finally:
                fcntl.flock(self._queue, fcntl.LOCK_UN)

    def _begin(self, closing: Callable[[], bool]) -> None:
        self.db.set_busy_timeout(BEGIN_MS)
        until = time.monotonic() + PATIENCE_S
        try:
            while not closing():
                try:
                    self.db.execute("BEGIN IMMEDIATE")
                    return
                except apsw.BusyError:
                    if time.monotonic() > until:
                        raise
        finally:
            self.db.set_busy_timeout(BUSY_MS)
        raise StoreError("The program is closing; the last change was not recorded.")

    def _still_ours(self) -> None:
        """A newer program may have migrated the store since it was opened, or it may be gone."""
        self.must_be_there()
        newer = newer_than_us(self.db, self.path)
        if newer:
            self.newer = newer
            raise Refused(newer)


def _identity(path: str) -> tuple[int, int] | None:
    """Which file this is, whatever it is called; None: none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


LEAST_ROOM = 256 * 1024
"""Bytes that a disk must have for a store to be opened and written."""


def _room(path: str) -> int:
    """Bytes that are free on the disk of `path`; plenty if nobody can tell."""
    try:
        disk = os.statvfs(os.path.dirname(os.path.abspath(path)))
    except OSError:
        return LEAST_ROOM
    return disk.f_bavail * disk.f_frsize


def _is_full(path: str) -> StoreError:
    return StoreError(
        f"Not recorded: the disk of {path} is full. Free some space and record it again."
    )


@contextmanager
def in_words(path: str) -> Iterator[None]:
    """Turn SQLite's errors into sentences: what happened, where, what to do."""
    try:
        yield
    except apsw.FullError as error:
        raise _is_full(path) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise StoreError(
            f"{path} cannot be opened or written by this user ({error}). Check the rights of the "
            "file and of its folder."
        ) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise StoreError(
            f"{path} is damaged ({error}). Keep the file, and bring back a copy of the store."
        ) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreError(
            f"Another program holds {path}, so nothing was recorded. Try again when it is done."
        ) from error
    except apsw.IOError as error:
        # SQLite needs a few pages beside the file before it can say that a disk is full.
        if _room(path) < LEAST_ROOM:
            raise _is_full(path) from error
        raise StoreError(f"The disk of {path} does not answer properly ({error}).") from error


def connect(path: str) -> apsw.Connection:
    """A connection with our settings to a file that is there."""
    db = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    db.set_busy_timeout(BUSY_MS)
    for setting in SETTINGS:
        db.execute(setting)
    return db


def open_queue(path: str) -> int:
    """The file on which writers of a store queue up; its descriptor.

    Raises:
        StoreError: The folder cannot be written.
    """
    try:
        return os.open(path + ".queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(
            f"Nothing can be recorded at {path}: {error.strerror}. Check the rights of its folder, "
            "or name another place with ACCOUNTDESK_STORE."
        ) from error


def newer_than_us(db: apsw.Connection, path: str) -> str | None:
    """The sentence to show if a newer program has written the store; None if none has."""
    schema = db.pragma("user_version")
    row = db.execute("SELECT value FROM meta WHERE key='fold_version'").fetchone()
    fold = row[0] if row else 0
    if schema > SCHEMA_VERSION or fold > FOLD_VERSION:
        return (
            f"A newer AccountDesk has written {path}; this one only reads it. Update this program "
            "to record here."
        )
    return None
