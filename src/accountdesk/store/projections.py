"""Projections: what lists show, written with what it came from, and made again at will.

When an account gets a fact or an entry, it alone is folded again (with those it is joined to) and
its rows are rewritten in the same transaction. What the team decides reaches every account, so all
of them are marked `dirty` and are folded one batch at a time, as are those whose day has come.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, Entry
from accountdesk.core.line import line, turns_on
from accountdesk.core.member import MemberFact
from accountdesk.core.readings import readings
from accountdesk.core.record import write
from accountdesk.core.state import AccountState, fold
from accountdesk.core.team import Team, fold_team
from accountdesk.core.text import folded
from accountdesk.store import facts, goals, joined, journal
from accountdesk.store.connection import Store
from accountdesk.store.goals import SEATS
from accountdesk.store.journal import TEAM

BATCH = 50
"""Accounts folded in one transaction: about 16 ms, so that nobody's Enter waits for it."""


def team(store: Store) -> Team:
    """The team as this store knows it now."""
    found = facts.of_accounts(store, [TEAM])
    members = [fact for _, fact in found if isinstance(fact, MemberFact)]
    return fold_team(members, journal.of_account(store, TEAM))


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
    rows = _Rows([], [], goals.Rows([], []))
    for together in joined.groups(store, todo):
        _project(rows, loaded, together, _folded(loaded, together, of), of, today)
    _rewrite(store, todo | strays, rows)


class _Rows(NamedTuple):
    """Rows that take the place of what accounts had: of `card`, of `desk_row`, and for goals."""

    cards: list[tuple[object, ...]]
    lines: list[tuple[object, ...]]
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
    for account in together:
        name = now.profile.names.get(loaded[account].key, now.name)
        turns = turn.toordinal() if turn is not None and account == speaker else None
        rows.cards.append((account, speaker, name, folded(name), turns))
    for seat, attention in found.seats.items():
        calm = 100 - attention.points
        shown = write(line(now, attention, of, today))
        rows.lines.append(
            (SEATS[seat], attention.group, calm, folded(now.name), now.key, speaker, shown)
        )


def _rewrite(store: Store, accounts: set[int], rows: _Rows) -> None:
    gone = json.dumps(sorted(accounts))
    for table in ("desk_row", "card", "dirty"):
        store.run(
            f"DELETE FROM {table} WHERE account IN (SELECT value FROM json_each(?))",  # noqa: S608
            (gone,),
        )
    store.db.executemany("INSERT INTO card VALUES (?,?,?,?,?)", rows.cards)
    store.db.executemany("INSERT INTO desk_row VALUES (?,?,?,?,?,?,?)", rows.lines)
    goals.rewrite(store, accounts, rows.goals)


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
) -> int:
    """Fold what is dirty and what changes by `today`, a batch a transaction; how many accounts.

    Lists stay readable meanwhile. What is interrupted goes on where it was.

    Args:
        store: The store.
        today: The day to fold for.
        team_of: Gives the team; asked once a batch, because others may change it.
        done: Told after each batch how many accounts are done.
    """
    count = 0
    while due(store, today):
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
    for table in ("desk_row", "card", "dirty", *goals.TABLES):
        store.run(
            f"DELETE FROM {table} WHERE account NOT IN (SELECT id FROM account)"  # noqa: S608
        )
    store.run(
        "UPDATE tally SET n = (SELECT count(*) FROM desk_row d"
        " WHERE d.seat = tally.seat AND d.grp = tally.grp)"
    )
    goals.count_anew(store)
