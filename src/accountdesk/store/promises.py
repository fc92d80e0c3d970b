"""Promises that are still to be kept or are disputed, across all accounts, by their day."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, EntryId
from accountdesk.core.member import MemberKey, Seat
from accountdesk.core.promise import Side
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.store.connection import Store
from accountdesk.store.goals import NEVER
from accountdesk.store.steps import rows_of
from accountdesk.store.windows import Row


def project(state: AccountState, account: int, team: Team) -> list[tuple[object, ...]]:
    """The rows of an account, which are the same on every day."""
    return [
        (
            *(NEVER if promise.due is None else promise.due.toordinal(), promise.entry, account),
            *(state.key, state.name, promise.side.value, owner_key(promise.owner, team)),
            *(promise.what, promise.time or "", len(promise.moves)),
            *(int(promise.disputed), int(promise.is_open)),
        )
        for promise in state.promises
        if promise.is_open or promise.disputed
    ]


def owner_key(claim: str, team: Team) -> str:
    """The key of the member behind a claim; the claim itself where nobody is known."""
    member = team.who(claim)
    return claim if member is None else member.key


class Listed(NamedTuple):
    """A promise as it is listed.

    Attributes:
        entry: The entry that made it.
        account: What its account goes by.
        name: The account's name.
        side: Whose word it is.
        owner: The key of the member who sees to it, or the raw claim.
        what: What was promised.
        due: The last day that was agreed; None if none was.
        time: `HH:MM` of that day; empty if none was named.
        moves: How often it was agreed anew.
        disputed: Whether members say different things of it.
    """

    entry: EntryId
    account: AccountKey
    name: str
    side: Side
    owner: str
    what: str
    due: date | None
    time: str
    moves: int
    disputed: bool


class DuePromise(NamedTuple):
    """A promise that one member sees to, and where its account stands.

    Attributes:
        entry: The entry that made it.
        side: Whose word it is.
        what: What was promised.
        on: The day it is due.
        time: `HH:MM` of that day; None if none was named.
        rows: The account's rows in the lists, hunters first; never none.
    """

    entry: EntryId
    side: Side
    what: str
    on: date
    time: str | None
    rows: dict[Seat, Row]


def by_day(store: Store, limit: int, owner: str | None = None) -> list[Listed]:
    """The first promises that are not disputed by their day, those without one last.

    Args:
        store: The store.
        limit: How many at most.
        owner: The key of who sees to them, or a raw claim; None: everybody's.
    """
    # A search from the first day on reads in the order that is wanted, and no more than that.
    whose, values = ("day >= 0", (limit,)) if owner is None else ("owner = ?", (owner, limit))
    return _listed(store, f"{whose} AND disputed = 0 ORDER BY day, entry LIMIT ?", values)


def disputed(store: Store, limit: int, owner: str | None = None) -> list[Listed]:
    """The first promises that are disputed; otherwise as `by_day`."""
    where = "disputed = 1 AND day >= 0 AND (?1 IS NULL OR owner = ?1)"
    return _listed(store, f"{where} ORDER BY day, entry LIMIT ?2", (owner, limit))


def _listed(store: Store, where: str, values: tuple[object, ...]) -> list[Listed]:
    rows = store.rows(
        "SELECT entry, key, name, side, owner, what, day, time, moves, disputed FROM promise"  # noqa: S608  # literals
        f" WHERE {where}",
        values,
    )
    return [
        Listed(
            *(EntryId(entry), AccountKey(key), name, Side(side), by, what),
            *(None if day == NEVER else date.fromordinal(day), time, moves, bool(split)),
        )
        for entry, key, name, side, by, what, day, time, moves, split in rows
    ]


def due_of(store: Store, owner: MemberKey, until: date, limit: int) -> list[DuePromise]:
    """What a member sees to that is due by a day, the earliest first, at most so much.

    What stands in no list is not among it.
    """
    owned = store.rows(
        "SELECT entry, side, what, day, time, account FROM promise"
        " WHERE owner = ? AND day <= ? AND open = 1 ORDER BY day, entry LIMIT ?",
        (owner, until.toordinal(), limit),
    )
    rows = rows_of(store, {account for *_, account in owned})
    return [
        DuePromise(EntryId(entry), Side(side), what, date.fromordinal(day), time or None, found)
        for entry, side, what, day, time, account in owned
        if (found := rows.get(account))
    ]
