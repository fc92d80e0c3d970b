"""Opening a store: made whole or not at all, checked, and refused in words when unusable."""

import fcntl
import os
import resource
import stat
from pathlib import Path
from threading import Thread

import apsw
import pytest

from accountdesk.core.errors import AccountDeskError, Refused, StoreError
from accountdesk.core.next_step import NextStep
from accountdesk.core.state import FOLD_VERSION
from accountdesk.store import connection, journal, meta, opening
from accountdesk.store.connection import SCHEMA_VERSION, Store
from accountdesk.store.opening import APPLICATION_ID, open_store
from tests.builders import an_entry, day


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


def a_store(path: Path) -> Store:
    return open_store(str(path), create=True)


def record(store: Store, *numbers: int) -> None:
    with store.transaction():
        journal.append(store, [an_entry(number, NextStep("a")) for number in numbers])


def count(store: Store) -> int:
    return len(list(journal.everything(store)))


def test_a_new_store_says_what_it_is(path: Path) -> None:
    store = a_store(path)
    assert store.db.pragma("application_id") == APPLICATION_ID
    assert store.db.pragma("user_version") == SCHEMA_VERSION
    assert store.db.pragma("journal_mode") == "wal"
    assert store.db.pragma("synchronous") == 2
    assert store.row("SELECT value FROM meta WHERE key='fold_version'") == (FOLD_VERSION,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.with_name("desk.db.new").exists()


def test_every_migration_is_run() -> None:
    folder = Path(connection.__file__).parent / "schema"
    assert len(list(folder.glob("*.sql"))) == SCHEMA_VERSION


def test_the_sqlite_is_newer_than_the_race() -> None:
    assert apsw.SQLITE_VERSION_NUMBER >= opening.OLDEST_SQLITE


def test_a_store_that_is_not_there_is_not_made_by_looking(path: Path) -> None:
    with pytest.raises(StoreError, match="no desk at"):
        open_store(str(path))
    assert not path.exists()


def test_a_half_made_store_of_a_crash_is_no_obstacle(path: Path) -> None:
    path.with_name("desk.db.new").write_bytes(b"half")
    assert count(a_store(path)) == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"x" * 5000, "damaged"), (b"SQLite format 3\0" + b"x" * 5000, "damaged")],
)
def test_a_file_that_is_no_store_is_refused_and_kept(path: Path, content: bytes, why: str) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=why):
        a_store(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    apsw.Connection(str(path)).execute("CREATE TABLE t(a)")
    with pytest.raises(StoreError, match="no AccountDesk store"):
        a_store(path)


@pytest.mark.parametrize(
    "change",
    [
        f"PRAGMA user_version={SCHEMA_VERSION + 1}",
        "UPDATE meta SET value=99 WHERE key='fold_version'",
    ],
)
def test_what_a_newer_program_has_written_is_read_and_not_changed(path: Path, change: str) -> None:
    first = a_store(path)
    record(first, 1)
    first.run(change)
    newer = a_store(path)
    assert count(newer) == 1
    for store in (newer, first):  # the one that was open before notices, too
        with pytest.raises(Refused, match="newer AccountDesk"):
            record(store, 2)
    assert count(newer) == 1


def test_an_older_fold_marks_every_account_to_be_folded_again(path: Path) -> None:
    store = a_store(path)
    record(store, 1)
    store.run("UPDATE meta SET value=0 WHERE key='fold_version'")
    again = a_store(path)
    assert again.rows("SELECT account FROM dirty") == [(1,)]
    assert again.row("SELECT value FROM meta WHERE key='fold_version'") == (FOLD_VERSION,)


def test_a_store_that_lost_its_tables_is_damaged(path: Path) -> None:
    a_store(path).run("DROP TABLE meta")
    with pytest.raises(StoreError, match="damaged"):
        open_store(str(path))


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    store = a_store(path)

    def fails_halfway() -> None:
        with store.transaction():
            journal.append(store, [an_entry(1, NextStep("a"), by="actor:new")])
            list(journal.everything(store))  # what is read here must not be remembered
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        fails_halfway()
    assert count(store) == 0
    assert not store.db.in_transaction
    other = an_entry(2, NextStep("a"), by="actor:other")
    with store.transaction():
        journal.append(store, [other])
    assert list(journal.everything(store)) == [other]


def test_writers_queue_up(path: Path) -> None:
    """While somebody stands at the head of the queue, nobody else begins."""
    store = a_store(path)
    record(store, 1)
    with open(f"{path}.queue", "rb") as head:
        fcntl.flock(head, fcntl.LOCK_EX)
        waiting = Thread(target=lambda: record(a_store(path), 2))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert count(store) == 1
        fcntl.flock(head, fcntl.LOCK_UN)
    waiting.join(20)
    assert count(store) == 2


def test_who_makes_a_store_stands_in_the_queue_too(path: Path) -> None:
    """Two that make it at once would each move their own over the other's."""
    made: list[Store] = []
    with open(f"{path}.queue", "ab") as head:
        fcntl.flock(head, fcntl.LOCK_EX)
        waiting = Thread(target=lambda: made.append(a_store(path)))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert not path.exists()
        fcntl.flock(head, fcntl.LOCK_UN)
    waiting.join(20)
    assert path.exists()
    assert len(made) == 1


def test_a_day_only_moves_forward(path: Path) -> None:
    store = a_store(path)
    for asked, come_to in ((day(0), day(0)), (day(2), day(2)), (day(1), day(2))):
        with store.transaction():
            assert meta.move_day(store, asked) == come_to
        assert meta.day(store) == come_to


def test_a_program_that_does_not_queue_is_named_after_a_while(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0)
    store, other = a_store(path), a_store(path)
    other.db.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another program holds"):
        record(store, 1)
    other.db.execute("ROLLBACK")
    record(store, 1)


def test_the_log_that_another_tool_has_switched_off_is_switched_on_again(path: Path) -> None:
    store = a_store(path)
    store.db.pragma("journal_mode", "delete")
    store.close()
    assert a_store(path).db.pragma("journal_mode") == "wal"


def test_entries_are_never_changed_nor_deleted(path: Path) -> None:
    store = a_store(path)
    record(store, 1)
    for statement in ("UPDATE entry SET body='{}'", "DELETE FROM entry"):
        with pytest.raises(apsw.ConstraintError):
            store.run(statement)


def test_who_waits_for_a_closing_program_gives_up(path: Path) -> None:
    store, other = a_store(path), a_store(path)
    other.db.execute("BEGIN IMMEDIATE")  # past the queue, as a foreign tool would
    looks = iter([False, True])
    with pytest.raises(StoreError, match="closing"), store.transaction(lambda: next(looks)):
        pass
    other.db.execute("COMMIT")
    record(store, 1)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="No desk can be made"):
        open_store(str(tmp_path / "file" / "desk.db"), create=True)


def test_a_full_disk_loses_nothing_and_is_said_in_words(path: Path) -> None:
    """A limit on the size of files stands for the disk; another process has it, not this one."""
    record(a_store(path), 1)
    child = os.fork()
    if child == 0:  # pragma: no cover  # runs in the child
        code = 1
        try:
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
            store = a_store(path)
            for number in range(2, 5000):
                record(store, number)
        except AccountDeskError as error:
            code = 0 if "disk" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    store = a_store(path)
    assert store.db.pragma("integrity_check") == "ok"
    kept = count(store)
    assert kept >= 1
    record(store, 6000)
    assert count(store) == kept + 1


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO meta VALUES ('a', 'b')",
        "DELETE FROM entry",
        "DROP TABLE meta",
        "CREATE TEMP TABLE t(a)",
        "PRAGMA query_only=0",
        "PRAGMA user_version=1",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "ATTACH '{path}.other' AS other",
        "VACUUM INTO '{path}.other'",
        "REINDEX",
    ],
)
def test_nothing_can_be_written_through_a_store_that_is_only_read(
    path: Path, statement: str
) -> None:
    store = a_store(path)
    record(store, 1)
    store.close()
    before = path.read_bytes()
    reading = open_store(str(path), read_only=True)
    assert count(reading) == 1
    with pytest.raises((apsw.AuthError, apsw.ReadOnlyError)):
        reading.run(statement.format(path=path))
    with pytest.raises(Refused, match="only to be read"):
        record(reading, 2)
    reading.close()
    assert path.read_bytes() == before
    assert not path.with_name("desk.db.other").exists()


def test_who_only_reads_sees_what_others_write(path: Path) -> None:
    store, reading = a_store(path), open_store(str(path), read_only=True)
    record(store, 1)
    assert count(reading) == 1
    seen = reading.db.pragma("data_version")
    record(store, 2)
    assert count(reading) == 2
    assert reading.db.pragma("data_version") != seen
    reading.close()


@pytest.mark.parametrize("setting", ["PRAGMA user_version=1", "UPDATE meta SET value=1 "])
def test_an_older_store_is_not_brought_up_to_date_by_who_only_reads(
    path: Path, setting: str
) -> None:
    store = a_store(path)
    store.run(setting + ("" if "PRAGMA" in setting else "WHERE key='fold_version'"))
    store.close()
    with pytest.raises(StoreError, match="Open the desk itself once"):
        open_store(str(path), read_only=True)


@pytest.mark.parametrize("room", [0, connection.LEAST_ROOM])
def test_a_disk_that_fails_is_said_to_be_full_only_if_it_is(
    path: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_room", lambda path: room)
    said = "is full" if room == 0 else "does not answer properly"
    with pytest.raises(StoreError, match=said), connection.in_words(str(path)):
        raise apsw.IOError("disk I/O error")


def test_where_nobody_can_tell_there_is_room() -> None:
    assert connection._room("/nowhere/at/all/desk.db") >= connection.LEAST_ROOM


def in_the_file(path: Path) -> int:
    """Entries that stand in the file itself, without its log."""
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    store = open_store(str(copy))
    try:
        return count(store)
    finally:
        store.close()


def test_a_long_log_is_written_back_when_nobody_waits(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TIDY_PAGES", 20)
    store = a_store(path)
    number = 0
    while store.log.pages < 20:
        store.tidy()  # it is not much yet
        number += 1
        record(store, number)
    assert in_the_file(path) == 0
    store.tidy()
    assert in_the_file(path) == number
    record(store, number + 1)  # the log begins again
    assert store.log.pages < 20


def test_a_log_that_nobody_writes_back_does_not_grow_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_PAGES", 20)
    store = a_store(path)
    for number in range(1, 100):
        record(store, number)
    assert path.with_name("desk.db-wal").stat().st_size < 40 * 5000
    assert in_the_file(path) > 50


def test_a_log_that_cannot_be_written_back_is_no_error(path: Path) -> None:
    store = a_store(path)
    record(store, 1)
    reading = open_store(str(path), read_only=True)
    reading.run("BEGIN")
    count(reading)
    record(store, 2)
    store.log.pages = connection.TIDY_PAGES
    store.tidy()
    assert count(reading) == 1
    reading.run("ROLLBACK")
    assert count(reading) == 2
    reading.close()
