"""Projections: what lists show, written with what it came from, and made again at will.

When an account gets a fact or an entry, it alone is folded again (with those it is joined to) and
its rows are rewritten in the same transaction. What the team decides reaches every account, so all
of them are marked `dirty` and are folded one batch at a time, as are those whose day has come.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.attention import Attention
from accountdesk.core.blocker import OPEN, open_blockers
from accountdesk.core.entry import AccountKey, Entry, word_of
from accountdesk.core.filters import filters
from accountdesk.core.line import line, turns_on
from accountdesk.core.member import MemberFact, Seat
from accountdesk.core.process import Entered, reached
from accountdesk.core.process import parts as parts_of_way
from accountdesk.core.readings import readings
from accountdesk.core.record import write
from accountdesk.core.state import AccountState, fold
from accountdesk.core.team import StandupSaid, Team, fold_team
from accountdesk.core.text import folded
from accountdesk.core.track import teams
from accountdesk.store import facts, find, goals, joined, journal, promises, repairs, steps
from accountdesk.store.connection import Store
from accountdesk.store.goals import SEATS
from accountdesk.store.journal import TEAM

_TABLES = ("desk_row", "desk_own", "step", "promise", "repair", "card")

PINNED = 101
"""What stands before an account of 100 points."""

BATCH = 50
"""Accounts folded in one transaction: about 16 ms, so that nobody's Enter waits for it."""


STANDUP = word_of(StandupSaid)


def team(store: Store) -> Team:
    """The team as this store knows it now.

    That stand-ups were held says nothing of it, and there is one every day: they are not read.
    """
    found = facts.of_accounts(store, [TEAM])
    members = [fact for _, fact in found if isinstance(fact, MemberFact)]
    return fold_team(members, journal.of_team_but(store, STANDUP))


def state(store: Store, account: int, of: Team) -> AccountState:
    """The account as this store knows it now, with all that it is joined to; folded at once."""
    together = joined.group(store, account)
    return _folded(_loaded(store, together), together, of)


class _Loaded(NamedTuple):
    """What a store has about one account."""

    key: AccountKey
    facts: list[NamedTuple]
    entries: list[Entry]


def _loaded(store: Store, accounts: Iterable[int]) -> dict[int, _Loaded]:
    """What a store has about accounts, with one statement for each of its parts."""
    accounts = sorted(accounts)
    rows = store.rows(
        "SELECT id, key FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(accounts),),
    )
    found = {account: _Loaded(AccountKey(key), [], []) for account, key in rows}
    by_key = {part.key: part for part in found.values()}
    for account, fact in facts.of_accounts(store, accounts):
        found[account].facts.append(fact)
    for entry in journal.of_accounts(store, accounts):
        if entry.account is not None:
            by_key[entry.account].entries.append(entry)
    return found


def _folded(loaded: dict[int, _Loaded], together: set[int], of: Team) -> AccountState:
    parts = [loaded[account] for account in sorted(together)]
    return fold(
        [part.key for part in parts],
        facts.gathered(fact for part in parts for fact in part.facts),
        [entry for part in parts for entry in part.entries],
        of,
    )


def refold(store: Store, accounts: Iterable[int], of: Team, today: date) -> None:
    """Fold accounts again and rewrite their rows. Inside a transaction.

    Joining or splitting accounts changes the rows of all of them.
    """
    accounts = set(accounts)
    if not accounts:
        return
    loaded = _loaded(store, accounts)
    strays = accounts - loaded.keys()  # rows of a damaged store; they are dropped
    accounts -= strays
    todo = accounts.union(*joined.groups(store, accounts))
    for account in accounts:
        joined.rejoin(store, account, loaded[account].entries)
    todo = todo.union(*joined.groups(store, todo))
    if todo != accounts:
        loaded |= _loaded(store, todo - accounts)
    rows = _Rows([], [], [], [], [], [], {}, goals.Rows([], []))
    for together in joined.groups(store, todo):
        _project(rows, loaded, together, _folded(loaded, together, of), of, today)
    _rewrite(store, todo | strays, rows)


class _Rows(NamedTuple):
    """Rows that take the place of what accounts had.

    Attributes:
        cards: Of `card`.
        lines: Of `desk_row`.
        own: Of `desk_own`.
        steps: Of `step`.
        promises: Of `promise`.
        repairs: Of `repair`.
        words: What accounts are found by.
        goals: For goals.
    """

    cards: list[tuple[object, ...]]
    lines: list[tuple[object, ...]]
    own: list[tuple[object, ...]]
    steps: list[tuple[object, ...]]
    promises: list[tuple[object, ...]]
    repairs: list[tuple[object, ...]]
    words: dict[int, str]
    goals: goals.Rows


def _project(
    rows: _Rows,
    loaded: dict[int, _Loaded],
    together: set[int],
    now: AccountState,
    of: Team,
    today: date,
) -> None:
    if now.is_empty:
        return
    found = readings(now, of, today)
    turn = turns_on(now, of, today, found)
    speaker = next(account for account in together if loaded[account].key == now.key)
    goals.project(rows.goals, speaker, now, of)
    rows.steps.extend(steps.project(now, speaker, of))
    rows.promises.extend(promises.project(now, speaker, of))
    rows.repairs.extend(repairs.project(now, speaker, of))
    for account in together:
        name = now.profile.names.get(loaded[account].key, now.name)
        turns = turn.toordinal() if turn is not None and account == speaker else None
        people = find.people(now) if account == speaker else ""
        rows.cards.append((account, speaker, name, folded(name), turns, people))
    # An account that stands in no list is not found, only shown by its name: `card` has that.
    differs = now.track is not teams(of.policy)
    by_pressing = sorted(found.seats, key=lambda seat: (*_order(found.seats[seat]), SEATS[seat]))
    for seat in by_pressing:
        attention = found.seats[seat]
        place = (*_order(attention), folded(now.name), now.key, speaker)
        words = find.words(now) if seat is by_pressing[0] else ""
        if words:
            rows.words[speaker] = words
        rows.lines.append(
            (SEATS[seat], *place, write(line(now, seat, attention, of, today)), words)
        )
        holders = found.hunters if seat is Seat.HUNTER else found.farmers
        parts: list[str] = [holder.key for holder in holders]
        parts += filters(attention, holders, middle=bool(found.against), differs=differs)
        parts += [OPEN] if open_blockers((*now.blockers, *now.parked)) else []
        parts += _of_way(reached(now.way, today), by_pressing.index(seat), len(by_pressing))
        rows.own.extend((SEATS[seat], part, *place) for part in parts)


def _of_way(way: tuple[Entered, ...], at: int, of: int) -> list[str]:
    """The parts of an account's list number `at`, of so many, because of the steps it reached."""
    return [part for lists, part in parts_of_way(way, of) if at < lists]


def _order(attention: Attention) -> tuple[int, int]:
    """What orders the lists before names do: what is pinned stands before all of its group."""
    return (int(attention.group), 100 - attention.points - (PINNED if attention.pinned else 0))


def _rewrite(store: Store, accounts: set[int], rows: _Rows) -> None:
    wanted = json.dumps(sorted(accounts))
    find.rewrite(store, accounts, rows.words)
    _replace(store, "card", wanted, 0, rows.cards)
    _replace(store, "desk_row", wanted, 5, rows.lines)
    _replace(store, "desk_own", wanted, 6, rows.own)
    _replace(store, "step", wanted, 4, rows.steps)
    _replace(store, "promise", wanted, 2, rows.promises)
    _replace(store, "repair", wanted, 2, rows.repairs)
    goals.rewrite(store, accounts, rows.goals)
    store.run("DELETE FROM dirty WHERE account IN (SELECT value FROM json_each(?))", (wanted,))


def _replace(
    store: Store, table: str, accounts: str, column: int, new: list[tuple[object, ...]]
) -> None:
    """Let `new` rows take the place of what accounts had, where the two differ.

    Most folds change few rows, and writing one costs more than ten times what reading it does.
    """
    had, now = defaultdict[object, set[object]](set), defaultdict[object, set[object]](set)
    of_these = "WHERE account IN (SELECT value FROM json_each(?))"
    for row in store.rows(f"SELECT * FROM {table} {of_these}", (accounts,)):  # noqa: S608
        had[row[column]].add(row)
    for row in new:
        now[row[column]].add(row)
    changed = {account for account in had.keys() | now.keys() if had[account] != now[account]}
    if not changed:
        return
    store.run(f"DELETE FROM {table} {of_these}", (json.dumps(list(changed)),))  # noqa: S608
    fresh = [row for row in new if row[column] in changed]
    if fresh:
        marks = ",".join("?" * len(fresh[0]))
        store.db.executemany(f"INSERT INTO {table} VALUES ({marks})", fresh)  # noqa: S608


def mark(store: Store, accounts: Iterable[int]) -> None:
    """Some accounts are to be folded again. Inside a transaction."""
    store.db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(a,) for a in accounts])


def mark_all(store: Store) -> None:
    """Every account is to be folded again. Inside a transaction."""
    store.run("INSERT OR IGNORE INTO dirty SELECT id FROM account")


def settle(
    store: Store,
    today: date,
    team_of: Callable[[], Team],
    done: Callable[[int], None] = lambda count: None,
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Fold what is dirty and what changes by `today`, a batch a transaction; how many accounts.

    Lists stay readable meanwhile. What is interrupted goes on where it was.

    Args:
        store: The store.
        today: The day to fold for.
        team_of: Gives the team; asked once a batch, because others may change it.
        done: Told after each batch how many accounts are done.
        go_on: Asked before each batch; False leaves the rest to the next one who settles.
    """
    count = 0
    while go_on() and due(store, today):
        with store.transaction():
            accounts = due(store, today)
            refold(store, accounts, team_of(), today)
        count += len(accounts)
        done(count)
    return count


def due(store: Store, today: date) -> list[int]:
    """Up to `BATCH` accounts that are dirty or change by `today`."""
    rows = store.rows("SELECT account FROM dirty LIMIT ?", (BATCH,))
    if not rows:
        rows = store.rows(
            "SELECT account FROM card WHERE changes_on <= ? LIMIT ?", (today.toordinal(), BATCH)
        )
    return [account for (account,) in rows]


def forget_strays(store: Store) -> None:
    """Drop rows of accounts that do not exist and count the groups anew. Inside a transaction.

    Only a damaged store has such rows; rebuilding mends it.
    """
    store.run("DELETE FROM joined")  # folding finds them again
    for table in (*_TABLES, "dirty", *goals.TABLES):
        store.run(
            f"DELETE FROM {table} WHERE account NOT IN (SELECT id FROM account)"  # noqa: S608
        )
    store.run(
        "UPDATE tally SET n = (SELECT count(*) FROM desk_row d"
        " WHERE d.seat = tally.seat AND d.grp = tally.grp)"
    )
    store.run("DELETE FROM tally_own")
    store.run(
        "INSERT INTO tally_own SELECT seat, holder, grp, count(*) FROM desk_own GROUP BY 1, 2, 3"
    )
    goals.count_anew(store)
    find.refill(store)
