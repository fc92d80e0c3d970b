"""Projections: what is kept step by step is what would be made from scratch."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, SameAccount
from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey, Entry
from accountdesk.core.fact import Sent
from accountdesk.core.liveness import Retracted
from accountdesk.core.member import MemberIs, MemberSaid, Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.policy import PolicySaid
from accountdesk.core.state import Facts
from accountdesk.core.touchpoint import Kind, Touchpoint
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import take_in
from accountdesk.store import facts, find, journal, projections, windows
from accountdesk.store.connection import Store
from tests.builders import (
    ACCOUNTS,
    TODAY,
    a_desk,
    an_entry,
    day,
    named,
    ref,
    some_entries,
    some_facts,
)

TABLES = (
    *("joined", "card", "desk_row", "tally", "desk_own", "tally_own", "dirty"),
    *("contribution", "day_sum", "coming", "step", "promise", "repair"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


def fresh(folder: Path) -> Path:
    return folder / f"{len(list(folder.iterdir()))}.db"


def contents(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every projection, by keys: two stores number their accounts differently."""
    store = desk.store
    keys = dict(store.rows("SELECT id, key FROM account"))
    found = {}
    for table in TABLES:
        columns = [name for _, name, *_ in store.rows(f"PRAGMA table_info({table})")]
        rows = store.rows(f"SELECT * FROM {table}")  # noqa: S608  # names of this module
        found[table] = sorted(
            (
                tuple(
                    keys[value] if column in ("account", "other", "part_of") else value
                    for column, value in zip(columns, row, strict=True)
                    if column != "id"
                )
                for row in rows
            ),
            key=repr,
        )
    found["find"] = sorted((keys[account], term) for account, term in indexed(store))
    return found


def indexed(store: Store) -> set[tuple[int, str]]:
    """What the index for finding has: accounts, and words of each."""
    store.run("CREATE VIRTUAL TABLE temp.term USING fts5vocab(main, 'find', 'instance')")
    found = set(store.rows("SELECT doc, term FROM temp.term"))
    store.run("DROP TABLE temp.term")
    kept = store.rows("SELECT account, words FROM desk_row")
    assert found == {(account, word) for account, words in kept for word in words.split()}
    return found


def take(desk: Desk, *entries: Entry) -> None:
    with desk.store.transaction():
        take_in(desk, entries)
    desk.settle()


def take_facts(desk: Desk, found: Facts) -> None:
    page = [Sent(ACCOUNTS[0], fact, "{}") for part in found for fact in part]
    with desk.store.transaction():
        put = facts.put(desk.store, page)
        projections.refold(desk.store, put.accounts, desk.team(), desk.today)


@settings(max_examples=40)
@given(entries=some_entries(), found=some_facts(), seed=st.integers(0, 2**32))
def test_step_by_step_is_the_same_as_from_scratch_and_in_any_order(
    folder: Path, entries: list[Entry], found: Facts, seed: int
) -> None:
    with a_desk(fresh(folder)) as desk:
        for entry in entries:
            take(desk, entry)
        take_facts(desk, found)
        incremental = contents(desk)
        with desk.store.transaction():
            for table in ("joined", "card", "desk_row", "desk_own", "contribution", "coming"):
                desk.store.run(f"DELETE FROM {table}")  # noqa: S608  # names of this module
            find.refill(desk.store)
            projections.mark_all(desk.store)
        desk.settle()
        assert contents(desk) == incremental
    random.Random(seed).shuffle(entries)
    with a_desk(fresh(folder)) as other:
        take_facts(other, found)
        take(other, *entries)
        assert contents(other) == incremental


@settings(max_examples=30)
@given(entries=some_entries(), found=some_facts(), away=st.integers(1, 120))
def test_a_new_day_touches_only_what_changes_and_leaves_nothing_stale(
    folder: Path, entries: list[Entry], found: Facts, away: int
) -> None:
    with a_desk(fresh(folder)) as desk:
        take(desk, *entries)
        take_facts(desk, found)
        path = Path(desk.store.path)
    with a_desk(path, day(away)) as later:
        later.settle()
        rolled = contents(later)
        with later.store.transaction():
            projections.mark_all(later.store)
        later.settle()
        assert contents(later) == rolled


def test_tallies_are_what_counting_finds(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        for number, account in enumerate(ACCOUNTS, 1):
            take(desk, an_entry(number, AccountAdded("x"), account=account))
        take(desk, an_entry(8, NextStep("a", TODAY), account=ACCOUNTS[0]))
        assert windows.tally(desk.store, Seat.HUNTER) == {
            Group.MAKE_RIGHT: 0,
            Group.DUE: 1,
            Group.STAY_CLOSE: 0,
            Group.IN_ORDER: 2,
        }


def test_joining_makes_one_row_and_splitting_makes_two_again(folder: Path) -> None:
    first, second, third = ACCOUNTS
    with a_desk(fresh(folder)) as desk:
        take(desk, an_entry(1, AccountAdded("Acme"), account=first))
        take(desk, an_entry(2, AccountAdded("ACME Inc"), account=second))
        take(desk, an_entry(3, AccountAdded("Acme Ltd"), account=third))
        take(desk, an_entry(4, SameAccount(first), account=second))
        take(desk, an_entry(5, SameAccount(second), account=third))
        [row] = windows.rows(desk.store, Seat.HUNTER)
        assert (row.key, row.line.name) == (first, "Acme")
        # The names of all of them still lead there.
        for name in ("acme inc", third):
            assert [found.key for found in windows.called(desk.store, name)] == [first]
        take(desk, an_entry(6, NextStep("call them", TODAY), account=third))
        [row] = windows.rows(desk.store, Seat.HUNTER)
        assert row.line.text == "call them"
        take(desk, an_entry(7, Retracted(named(4)), account=second))
        keys = {row.key for row in windows.rows(desk.store, Seat.HUNTER)}
        assert keys == {first, second}  # the third is still the second
        texts = {row.key: row.line.text for row in windows.rows(desk.store, Seat.HUNTER)}
        assert texts == {first: "", second: "call them"}
        take(desk, an_entry(8, Retracted(named(5)), account=third))
        assert len(list(windows.rows(desk.store, Seat.HUNTER))) == 3


def test_who_somebody_is_reaches_every_account(folder: Path) -> None:
    def last_by() -> list[str | None]:
        return [row.line.last_by for row in windows.rows(desk.store, Seat.HUNTER)]

    with a_desk(fresh(folder)) as desk:
        take(desk, an_entry(1, Touchpoint(Kind.CALL)))
        assert last_by() == ["actor:ana"]
        take(desk, an_entry(2, MemberSaid("Ana"), account=None))
        take(desk, an_entry(3, MemberIs("actor:ana", f"own:{ref(2)}"), account=None))
        assert last_by() == ["Ana"]


def test_accounts_of_one_name_stand_alike_whatever_came_first(folder: Path) -> None:
    both = [an_entry(1, AccountAdded("Globex"), account=AccountKey("crm:a"))]
    both.append(an_entry(2, AccountAdded("GLOBEX"), account=AccountKey("crm:b")))
    for entries in (both, both[::-1]):
        with a_desk(fresh(folder)) as desk:
            take(desk, *entries)
            assert [row.key for row in windows.rows(desk.store, Seat.HUNTER)] == ["crm:a", "crm:b"]


def test_many_joined_names_do_not_hide_another_account(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        keys = [AccountKey(f"crm:{number:02}") for number in range(30)]
        entries = [
            an_entry(number, AccountAdded(f"Acme {number:02}"), account=key)
            for number, key in enumerate(keys, 1)
        ]
        entries += [
            an_entry(number + 50, SameAccount(keys[0]), account=key)
            for number, key in enumerate(keys[1:])
        ]
        take(desk, *entries)
        take(desk, an_entry(99, AccountAdded("Acme West"), account=AccountKey("crm:w")))
        assert {found.key for found in windows.called(desk.store, "acme")} == {keys[0], "crm:w"}


def test_what_the_team_decides_reaches_every_account(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        take(desk, an_entry(1, NextStep("a", TODAY)))
        take(desk, an_entry(2, PolicySaid("weight.step_today", 77), account=None))
        [row] = windows.rows(desk.store, Seat.HUNTER)
        assert row.line.points == 77


def test_a_team_entry_that_no_reading_shows_folds_nothing(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        take(desk, an_entry(1, NextStep("a", TODAY)))
        with desk.store.transaction():
            take_in(desk, [an_entry(2, PolicySaid("nobody.knows", 5), account=None)])
        assert desk.store.rows("SELECT * FROM dirty") == []


def test_an_account_that_has_not_come_in_is_listed_as_such(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        take(desk, an_entry(1, NextStep("a", TODAY)))
        [row] = windows.rows(desk.store, Seat.HUNTER)
        assert (row.line.name, row.line.received) == (ACCOUNTS[0], False)


def test_an_account_that_was_taken_back_is_gone_from_lists_and_look_ups(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        take(desk, an_entry(1, AccountAdded("Acme")))
        take(desk, an_entry(2, Retracted(named(1))))
        assert list(windows.rows(desk.store, Seat.HUNTER)) == []
        assert windows.called(desk.store, "acme") == []
        take(desk, an_entry(3, Retracted(named(2))))
        assert [row.line.name for row in windows.rows(desk.store, Seat.HUNTER)] == ["Acme"]


def test_lists_stand_in_their_groups_then_by_points_then_by_name(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        steps = {"zeta": 0, "beta": -1, "alpha": 0, "omega": None}
        for number, (name, away) in enumerate(steps.items(), 1):
            key = AccountKey(f"crm:{name}")
            take(desk, an_entry(number, AccountAdded(name), account=key))
            if away is not None:
                take(desk, an_entry(number + 10, NextStep("a", day(away)), account=key))
        names = [row.line.name for row in windows.rows(desk.store, Seat.HUNTER)]
        assert names == ["beta", "alpha", "zeta", "omega"]
        [first, *rest] = windows.window(desk.store, Seat.HUNTER, limit=1)
        assert rest == []
        after = windows.window(desk.store, Seat.HUNTER, first.place, limit=2)
        assert [row.line.name for row in after] == ["alpha", "zeta"]


def test_accounts_are_called_by_key_by_name_or_by_how_a_name_begins(folder: Path) -> None:
    def called(text: str) -> list[str]:
        return [found.name for found in windows.called(desk.store, text)]

    with a_desk(fresh(folder)) as desk:
        for number, name in enumerate(("Orchard Co", "Orchard", "orchard", "Örtel"), 1):
            key = AccountKey(f"crm:{number}")
            take(desk, an_entry(number, AccountAdded(name), account=key))
        assert called("crm:4") == ["Örtel"]
        assert called("Orchard") == ["Orchard"]
        assert called("ORCHARD") == ["Orchard", "orchard"]
        assert called("ort") == ["Örtel"]
        assert called("orchard c") == ["Orchard Co"]
        assert called("or") == ["Orchard", "orchard", "Orchard Co", "Örtel"]
        assert called("zzz") == called("") == called(" ") == []


def test_settling_is_done_in_batches_and_goes_on_where_it_stopped(folder: Path) -> None:
    with a_desk(fresh(folder)) as desk:
        many = [
            an_entry(number, AccountAdded(f"n{number}"), account=AccountKey(f"crm:{number}"))
            for number in range(1, projections.BATCH * 2 + 4)
        ]
        take(desk, *many)
        with desk.store.transaction():
            projections.mark_all(desk.store)
        done: list[int] = []

        def stop(count: int) -> None:
            done.append(count)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            desk.settle(stop)
        assert done == [projections.BATCH]
        assert desk.settle(done.append) == projections.BATCH + 3
        assert desk.settle() == 0


def test_everything_of_an_account_is_read_with_few_statements(folder: Path) -> None:
    """A fold that asks once per entry would make a rebuild of a million accounts take hours."""
    with a_desk(fresh(folder)) as desk:
        entries = [an_entry(number, NextStep("a", TODAY)) for number in range(1, 200)]
        take(desk, *entries)
        seen: list[str] = []

        def note(cursor: object, sql: str, values: object) -> bool:
            seen.append(sql)
            return True

        desk.store.db.exec_trace = note
        with desk.store.transaction():
            account = journal.account_id(desk.store, ACCOUNTS[0])
            projections.refold(desk.store, {account}, desk.team(), desk.today)
        desk.store.db.exec_trace = None
        assert len(seen) <= 25


def test_a_store_of_the_schema_before_is_folded_again(folder: Path) -> None:
    path = fresh(folder)
    with a_desk(path) as desk:
        take(desk, an_entry(1, AccountAdded("Acme")), an_entry(2, NextStep("a", TODAY)))
        wanted = contents(desk)
        for table in ("find", "desk_own", "tally_own", "step", "promise", "repair"):
            desk.store.run(f"DROP TABLE {table}")
        for table in ("pull", "listed", "lease", "pause", "writes", "outbox"):
            desk.store.run(f"DROP TABLE {table}")
        desk.store.run("DROP TRIGGER entry_fixed")
        desk.store.run("CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry BEGIN SELECT 1; END")
        desk.store.run("DROP TABLE erased")
        desk.store.run("DROP INDEX entry_team")
        desk.store.run("DROP INDEX entry_at")
        desk.store.run("DROP INDEX set_aside_place")
        desk.store.run("ALTER TABLE set_aside DROP COLUMN record")
        desk.store.run("CREATE INDEX set_aside_place ON set_aside(source, file, line, field)")
        desk.store.run("DROP INDEX contribution_day")
        desk.store.run("ALTER TABLE desk_row DROP COLUMN words")
        desk.store.run("ALTER TABLE card DROP COLUMN people")
        desk.store.run("PRAGMA user_version=2")
    with a_desk(path) as desk:
        [row] = windows.rows(desk.store, Seat.HUNTER)  # lists can be read before
        assert row.line.text == "a"
        desk.settle()
        assert contents(desk) == wanted
        assert len(find.found(desk.store, "acme")) == 1
