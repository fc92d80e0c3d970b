"""Erasing in the store: nothing but what an erasure covers is ever written over, and then whole."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from accountdesk.core.liveness import Erased
from accountdesk.core.next_step import NextStep
from accountdesk.store import erasures, journal, meta
from accountdesk.store.connection import Store
from accountdesk.store.erasing import append
from accountdesk.store.opening import open_store
from accountdesk.store.scrub import scrub
from tests.builders import an_entry, an_id, named

BLANKED = '{"what":"[erased]","erased":true}'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(tmp_path / "desk.db"), create=True)
    with store.transaction():
        journal.append(store, [an_entry(1, NextStep("zebra")), an_entry(2, NextStep("other"))])
    yield store
    store.close()


def erase(store: Store, number: int = 9, *entries: int) -> None:
    with store.transaction():
        append(store, [an_entry(number, Erased(named(*entries or (1,))), account=None)])


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ("body='{}'", 1),
        (f"body='{BLANKED}'", 2),  # no erasure covers it
        ("body='x'", 1),
        ("body='{\"erased\":1}'", 1),
        (f"at=5, body='{BLANKED}'", 1),
        (f"account=0, body='{BLANKED}'", 1),
    ],
)
def test_entries_are_immutable_but_for_blanking_what_an_erasure_covers(
    store: Store, change: str, number: int
) -> None:
    erase(store)
    before = list(journal.everything(store))
    with pytest.raises(apsw.ConstraintError, match="immutable"), store.transaction():
        store.run(f"UPDATE entry SET {change} WHERE id=?", (an_id(number),))  # noqa: S608
    with pytest.raises(apsw.ConstraintError, match="kept"), store.transaction():
        store.run("DELETE FROM entry WHERE id=?", (an_id(1),))
    assert list(journal.everything(store)) == before


def test_what_says_that_it_is_covered_is_so_only_by_an_erasure(store: Store) -> None:
    with store.transaction():
        store.run("INSERT INTO erased VALUES (?,?)", (an_id(1), an_id(2)))
    with pytest.raises(apsw.ConstraintError, match="immutable"), store.transaction():
        store.run("UPDATE entry SET body=? WHERE id=?", (BLANKED, an_id(1)))


def test_an_erasure_blanks_what_is_here_and_what_comes(store: Store) -> None:
    erase(store, 9, 1, 3)
    three, four = an_entry(3, NextStep("zebra")), an_entry(4, NextStep("four"))
    with store.transaction():
        taken = append(store, [three, four, three])
    assert taken.new == [three._replace(body=BLANKED), four]
    assert [entry.body for entry in journal.everything(store)] == [
        BLANKED,
        '{"what":"other"}',
        '{"entries":["00000000-0000-0000-0000-000000000001","00000000-0000-0000-0000-000000000003"]}',
        BLANKED,
        '{"what":"four"}',
    ]


def test_an_erasure_and_what_it_names_may_come_together_in_any_order(store: Store) -> None:
    said = an_entry(9, Erased(named(1, 3)), account=None)
    with store.transaction():
        taken = append(store, [an_entry(3, NextStep("zebra")), said])
    assert [entry.id for entry in taken.new] == [an_id(3), an_id(9)]
    assert all("zebra" not in entry.body for entry in journal.everything(store))


def test_what_is_rolled_back_has_erased_nothing(store: Store) -> None:
    def erase_and_fail() -> None:
        with store.transaction():
            append(store, [an_entry(9, Erased(named(2)), account=None)])
            assert erasures.known(store).named == {an_id(2)}
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        erase_and_fail()
    assert not erasures.known(store)
    erase(store, 8, 1)
    assert erasures.known(store).named == {an_id(1)}
    assert journal.by_id(store, an_id(2)) == an_entry(2, NextStep("other"))


def test_of_what_an_account_said_an_erasure_is_none(store: Store) -> None:
    with store.transaction():
        append(store, [an_entry(9, Erased(named(1)))])
    assert not erasures.any_known(store)
    assert not meta.is_erasing(store)


def test_after_scrubbing_no_byte_is_left(store: Store, tmp_path: Path) -> None:
    erase(store)
    files = [tmp_path / "desk.db", tmp_path / "desk.db-wal"]
    assert any(b"zebra" in file.read_bytes() for file in files)
    assert scrub(store)
    assert not any(b"zebra" in file.read_bytes() for file in files)
    assert files[1].stat().st_size == 0
    assert store.db.pragma("integrity_check") == "ok"


def test_whoever_reads_meanwhile_is_waited_for_and_then_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountdesk.store.connection.BUSY_MS", 20)
    reading = open_store(store.path, read_only=True)
    reading.run("BEGIN")
    list(journal.everything(reading))
    erase(store)
    assert not scrub(store)
    reading.run("ROLLBACK")
    assert scrub(store)
    reading.close()


def test_what_an_older_program_took_in_is_to_be_erased(store: Store) -> None:
    with store.transaction():  # as one does that does not know the kind
        journal.append(store, [an_entry(9, Erased(named(1)), account=None)])
        store.run("DROP TRIGGER entry_fixed")
        store.run("CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry BEGIN SELECT 1; END")
        store.run("DROP TABLE erased")
        store.run("DROP INDEX entry_team")
        store.run("DROP INDEX entry_at")
    store.run("PRAGMA user_version=8")
    newer = open_store(store.path)
    assert meta.is_erasing(newer)
    newer.close()
