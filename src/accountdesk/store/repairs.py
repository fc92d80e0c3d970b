"""Repairs across all accounts: those that are open, and what went wrong of late."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, EntryId
from accountdesk.core.member import MemberKey, Seat
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.store.connection import Store
from accountdesk.store.goals import NEVER
from accountdesk.store.promises import owner_key
from accountdesk.store.steps import rows_of
from accountdesk.store.windows import Row


def project(state: AccountState, account: int, team: Team) -> list[tuple[object, ...]]:
    """The rows of an account, which are the same on every day."""
    return [
        (
            *(repair.on.toordinal(), repair.entry, account, state.key, state.name),
            *(owner_key(repair.owner, team), repair.what),
            NEVER if repair.due is None else repair.due.toordinal(),
            *(repair.steps[-1].stage.value if repair.steps else "", int(repair.is_open)),
        )
        for repair in state.repairs
    ]


class Listed(NamedTuple):
    """A repair as it is listed.

    Attributes:
        entry: The entry that opened it.
        account: What its account goes by.
        name: The account's name.
        owner: The key of the member who sees to it, or the raw claim.
        what: What went wrong.
        on: The day it came up.
        due: The day by which it shall be right; None if none was agreed.
        stage: The last step, as `core.repair.Stage` has it; empty: none yet.
        is_open: Whether they have not confirmed it.
    """

    entry: EntryId
    account: AccountKey
    name: str
    owner: str
    what: str
    on: date
    due: date | None
    stage: str
    is_open: bool


_COLUMNS = "entry, key, name, owner, what, day, due, stage, open"


def opened(store: Store, limit: int, owner: str | None = None) -> list[Listed]:
    """Those that are open, the oldest first; of one owner, or of everybody."""
    if owner is None:
        return _listed(store, "open = 1 AND day >= 0 ORDER BY day, entry LIMIT ?", (limit,))
    return _listed(store, "open = 1 AND owner = ? ORDER BY day, entry LIMIT ?", (owner, limit))


def since(store: Store, first: date, limit: int) -> list[Listed]:
    """What went wrong from a day on, the latest first, confirmed or not."""
    values = (first.toordinal(), limit)
    return _listed(store, "day >= ?1 ORDER BY day DESC, entry DESC LIMIT ?2", values)


def _listed(store: Store, where: str, values: tuple[object, ...]) -> list[Listed]:
    rows = store.rows(f"SELECT {_COLUMNS} FROM repair WHERE {where}", values)  # noqa: S608  # literals
    return [
        Listed(
            *(EntryId(entry), AccountKey(key), name, owner, what, date.fromordinal(day)),
            *(None if due == NEVER else date.fromordinal(due), stage, bool(is_open)),
        )
        for entry, key, name, owner, what, day, due, stage, is_open in rows
    ]


class OpenRepair(NamedTuple):
    """An open repair that one member sees to, and where its account stands.

    Attributes:
        entry: The entry that opened it.
        what: What went wrong.
        on: The day it came up.
        stage: The last step; empty: none yet.
        rows: The account's rows in the lists, hunters first; never none.
    """

    entry: EntryId
    what: str
    on: date
    stage: str
    rows: dict[Seat, Row]


def open_of(store: Store, owner: MemberKey, limit: int) -> list[OpenRepair]:
    """What a member sees to that is to be made right, the oldest first, at most so much.

    What stands in no list is not among it.
    """
    owned = store.rows(
        "SELECT entry, what, day, stage, account FROM repair"
        " WHERE owner = ? AND open = 1 ORDER BY day, entry LIMIT ?",
        (owner, limit),
    )
    rows = rows_of(store, {account for *_, account in owned})
    return [
        OpenRepair(EntryId(entry), what, date.fromordinal(day), stage, found)
        for entry, what, day, stage, account in owned
        if (found := rows.get(account))
    ]
