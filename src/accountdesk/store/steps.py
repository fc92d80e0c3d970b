"""Steps: open next steps and ours of plans, kept by whose they are and by their day."""

import json
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, EntryId
from accountdesk.core.member import MemberKey, Seat
from accountdesk.core.reasons import seats_of
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.store.connection import Store
from accountdesk.store.goals import NEVER, SEATS
from accountdesk.store.windows import Place, Row, kept_line


def project(state: AccountState, account: int, team: Team) -> list[tuple[object, ...]]:
    """The rows of an account, which are the same on every day."""
    owned = ((step, team.who(step.owner)) for step in state.next_steps)
    return [
        (
            *(owner.key, NEVER if step.due is None else step.due.toordinal()),
            *(step.time or "", step.entry, account),
            *(sum(1 << SEATS[seat] for seat in seats_of(step.owner, state, team)), step.what),
        )
        for step, owner in owned
        if owner is not None
    ]


class DueStep(NamedTuple):
    """An open step of one member, and where its account stands.

    Attributes:
        entry: The entry that made it.
        what: What is to be done.
        on: The day it is due.
        time: `HH:MM` of that day; None if none was named.
        rows: The account's rows in the lists that show it, hunters first; never none.
    """

    entry: EntryId
    what: str
    on: date
    time: str | None
    rows: dict[Seat, Row]


def due_of(store: Store, owner: MemberKey, today: date, limit: int) -> list[DueStep]:
    """The steps of a member that are due by `today`, the earliest first, at most so many.

    Where a step calls for no list in which its account stands, any of its rows shows it.
    """
    owned = store.rows(
        "SELECT entry, day, time, what, seats, account FROM step WHERE owner=? AND day<=?"
        " ORDER BY day, time, entry LIMIT ?",
        (owner, today.toordinal(), limit),
    )
    rows = rows_of(store, {step[-1] for step in owned})
    found = []
    for entry, day, time, what, calls, account in owned:
        listed = rows.get(account, {})
        called = {seat: row for seat, row in listed.items() if calls >> SEATS[seat] & 1} or listed
        if called:
            on = date.fromordinal(day)
            found.append(DueStep(EntryId(entry), what, on, time or None, called))
    return found


def rows_of(store: Store, accounts: set[int]) -> dict[int, dict[Seat, Row]]:
    """The rows of accounts in the lists, hunters first."""
    found: dict[int, dict[Seat, Row]] = {}
    seats = {number: seat for seat, number in SEATS.items()}
    for account, seat, *place, line in store.rows(
        "SELECT account, seat, grp, calm, name_key, key, line FROM desk_row"
        " WHERE account IN (SELECT value FROM json_each(?)) ORDER BY seat",
        (json.dumps(sorted(accounts)),),
    ):
        row = Row(Place(*place), AccountKey(place[-1]), kept_line(place[-1], line))
        found.setdefault(account, {})[seats[seat]] = row
    return found
