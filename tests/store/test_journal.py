"""The journal: everything comes out as it went in, and a second time changes nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.entry import Entry
from accountdesk.core.next_step import NextStep
from accountdesk.store import journal
from accountdesk.store.connection import Store
from accountdesk.store.opening import open_store
from tests.builders import ACME, an_entry, an_id, some_entries


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


def a_store(folder: Path) -> Store:
    path = folder / f"{len(list(folder.iterdir()))}.db"
    return open_store(str(path), create=True)


def put(store: Store, entries: list[Entry]) -> list[Entry]:
    with store.transaction():
        return journal.append(store, entries)


@given(entries=some_entries(), at=st.integers(0, 2**50))
def test_what_goes_in_comes_out_verbatim_in_order_of_arrival(
    folder: Path, entries: list[Entry], at: int
) -> None:
    entries[0] = entries[0]._replace(
        at=at, by="who ✓ \x00", kind="kind of 2030", body='{ "a" : 1e2}'
    )
    store = a_store(folder)
    assert put(store, entries) == entries
    assert put(store, entries) == []
    assert list(journal.everything(store)) == entries
    assert list(journal.latest_first(store)) == entries[::-1]
    assert journal.newest_at(store) == max(entry.at for entry in entries)
    store.close()


def test_an_older_entry_does_not_make_the_newest_older(folder: Path) -> None:
    store = a_store(folder)
    put(store, [an_entry(1, NextStep("a"), at=500)])
    put(store, [an_entry(2, NextStep("a"), at=400)])
    assert journal.newest_at(store) == 500


def test_an_entry_that_is_there_with_other_words_stays(folder: Path) -> None:
    store = a_store(folder)
    first = an_entry(1, NextStep("a"))
    put(store, [first])
    assert put(store, [an_entry(1, NextStep("b"))]) == []
    assert journal.by_id(store, first.id) == first


def test_entries_are_found_by_account_by_note_and_by_id(folder: Path) -> None:
    store = a_store(folder)
    of_team = an_entry(1, NextStep("a"), account=None, note=7)
    of_acme = an_entry(2, NextStep("b"), note=7)
    other = an_entry(3, NextStep("c"), note=8)
    put(store, [of_team, of_acme, other])
    assert journal.of_account(store, journal.TEAM) == [of_team]
    assert journal.of_account(store, journal.account_id(store, ACME)) == [of_acme, other]
    assert journal.of_note(store, of_acme.note) == [of_team, of_acme]
    assert journal.by_id(store, other.id) == other
    assert journal.by_id(store, an_id(9)) is None


def test_a_long_journal_is_read_in_pages(folder: Path) -> None:
    store = a_store(folder)
    entries = [an_entry(number, NextStep("a")) for number in range(1, 2 * journal.PAGE + 3)]
    put(store, entries)
    assert list(journal.everything(store)) == entries
    assert list(journal.latest_first(store)) == entries[::-1]


def test_reading_a_journal_holds_no_transaction_open(folder: Path) -> None:
    store = a_store(folder)
    put(store, [an_entry(number, NextStep("a")) for number in range(1, journal.PAGE + 3)])
    reading = journal.everything(store)
    next(reading)
    assert store.db.in_transaction is False
    assert store.db.wal_checkpoint(mode=3) == (0, 0)  # a pinned log could not be truncated
