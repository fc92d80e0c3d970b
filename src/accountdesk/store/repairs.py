"""Repairs across all accounts: those that are open, and what went wrong of late."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, EntryId
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.store.connection import Store
from accountdesk.store.goals import NEVER
from accountdesk.store.promises import owner_key


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


class Kept(NamedTuple):
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


def opened(store: Store, limit: int, owner: str | None = None) -> list[Kept]:
    """Those that are open, the oldest first; of one owner, or of everybody."""
    if owner is None:
        return _kept(store, "open = 1 AND day >= 0 ORDER BY day, entry LIMIT ?", (limit,))
    return _kept(store, "open = 1 AND owner = ? ORDER BY day, entry LIMIT ?", (owner, limit))


def since(store: Store, first: date, limit: int) -> list[Kept]:
    """What went wrong from a day on, the latest first, confirmed or not."""
    values = (first.toordinal(), limit)
    return _kept(store, "day >= ?1 ORDER BY day DESC, entry DESC LIMIT ?2", values)


def _kept(store: Store, where: str, values: tuple[object, ...]) -> list[Kept]:
    rows = store.rows(f"SELECT {_COLUMNS} FROM repair WHERE {where}", values)  # noqa: S608  # literals
    return [
        Kept(
            *(EntryId(entry), AccountKey(key), name, owner, what, date.fromordinal(day)),
            *(None if due == NEVER else date.fromordinal(due), stage, bool(is_open)),
        )
        for entry, key, name, owner, what, day, due, stage, is_open in rows
    ]
