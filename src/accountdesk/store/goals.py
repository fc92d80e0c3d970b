"""Goals: what accounts contribute and what is coming, kept so that no goal has to fold them.

Sums are kept by day: a quarter is read from some ninety rows, however many accounts there are.
Only what changed is written, because a note must not rewrite a hundred won deals.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.by_hand import ByHand
from accountdesk.core.concerns import Concern
from accountdesk.core.contribution import (
    GOOD_NEWS,
    ON_A_DAY,
    Coming,
    Flow,
    coming,
    contributions,
)
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.core.metrics import Metric
from accountdesk.core.period import Period
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.store.connection import Store

SEATS = {Seat.HUNTER: 0, Seat.FARMER: 1}
"""How a seat is written in the store."""

NEVER = 9_999_999
"""Stands for a day that does not come, behind every day number that there is."""

UNDATED = 0
"""Stands for a day that nobody knows, before every day number that there is."""

TABLES = {
    "contribution": "account, flow, day, currency, left_on, cents, n, unknown",
    "coming": "account, seat, day, key, name, what, who, cents, currency",
}
"""The projections and their columns; each has an `id` of its own, too."""


class Rows(NamedTuple):
    """Rows of the two tables."""

    contribution: list[tuple[object, ...]]
    coming: list[tuple[object, ...]]


def project(rows: Rows, account: int, state: AccountState, team: Team) -> None:
    """Add the rows of an account, which are the same on every day."""
    for given in contributions(state):
        left = NEVER if given.left_on is None else given.left_on.toordinal()
        day = UNDATED if given.on is None else given.on.toordinal()
        currency = given.currency or ""
        amounts = (given.cents, given.n, given.unknown)
        rows.contribution.append((account, given.flow.value, day, currency, left, *amounts))
    for ahead in coming(state, team):
        who = ", ".join(ahead.who)
        rows.coming.append(
            (
                *(account, SEATS[ahead.seat], ahead.on.toordinal(), state.key, state.name),
                *(ahead.what, who, ahead.cents, ahead.currency),
            )
        )


def rewrite(store: Store, accounts: Iterable[int], rows: Rows) -> None:
    """Let `rows` take the place of what the accounts had. Inside a transaction."""
    wanted = json.dumps(sorted(accounts))
    for (table, columns), new in zip(TABLES.items(), rows, strict=True):
        had: dict[tuple[object, ...], list[int]] = {}
        found = store.rows(
            f"SELECT id, {columns} FROM {table}"  # noqa: S608  # literals of this module
            " WHERE account IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        for identity, *row in found:
            had.setdefault(tuple(row), []).append(identity)
        fresh = [row for row in new if not _taken(had, row)]
        gone = [(identity,) for left in had.values() for identity in left]
        store.db.executemany(
            f"DELETE FROM {table} WHERE id=?",  # noqa: S608
            gone,
        )
        marks = ",".join("?" * (columns.count(",") + 1))
        store.db.executemany(
            f"INSERT INTO {table}({columns}) VALUES ({marks})",  # noqa: S608
            fresh,
        )


def _taken(had: dict[tuple[object, ...], list[int]], row: tuple[object, ...]) -> bool:
    """Whether one such row is there already; each stands for one new row only."""
    same = had.get(row)
    if not same:
        return False
    same.pop()
    return True


def count_anew(store: Store) -> None:
    """Add up the sums by day from scratch. Inside a transaction."""
    store.run("DELETE FROM day_sum")
    store.run(
        "INSERT INTO day_sum SELECT flow, day, currency, left_on, sum(cents), sum(n), sum(unknown)"
        " FROM contribution GROUP BY flow, day, currency, left_on"
    )


class Sum(NamedTuple):
    """What a metric comes to, in one currency.

    Attributes:
        flow: Won or kept.
        currency: ISO code; None if unknown.
        cents: Hundredths.
        n: How many deals or renewals.
        unknown: How many of those are of unknown amount.
    """

    flow: Flow
    currency: str | None
    cents: int
    n: int
    unknown: int


def sums(store: Store, metric: Metric, period: Period, until: date) -> list[Sum]:
    """What a metric comes to from a period's first day to its last, but not after `until`.

    Whether a customer stayed is judged at the period's last day, or at `until` if that is earlier.
    """
    end = min(period.last, until).toordinal()
    found = store.rows(
        "SELECT flow, currency, sum(cents), sum(n), sum(unknown) FROM day_sum"
        " WHERE flow IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?"
        " AND left_on > ? GROUP BY flow, currency ORDER BY flow, currency",
        (
            json.dumps([flow.value for flow in metric.flows]),
            period.first.toordinal(),
            end,
            end if metric.stays else 0,
        ),
    )
    return [Sum(Flow(row[0]), row[1] or None, *row[2:]) for row in found]


def counted(store: Store, first: date, last: date) -> dict[Flow, int]:
    """How much good news of each flow some days have, of customers who have not left since."""
    found = store.rows(
        "SELECT flow, sum(n) FROM day_sum WHERE flow IN (SELECT value FROM json_each(?))"
        " AND day BETWEEN ? AND ? AND left_on > ? GROUP BY flow",
        (json.dumps(GOOD_NEWS), first.toordinal(), last.toordinal(), last.toordinal()),
    )
    return {Flow(flow): n for flow, n in found}


def made(store: Store, first: date, last: date) -> ByHand:
    """How the team turned to customers from one day to another, both among them."""
    found = dict(
        store.rows(
            "SELECT flow, sum(n) FROM day_sum WHERE flow IN (?,?,?,?) AND day BETWEEN ? AND ?"
            " GROUP BY flow",
            (*_MADE, first.toordinal(), last.toordinal()),
        )
    )
    return ByHand(*(found.get(flow, 0) for flow in _MADE))


def concerned(store: Store, first: date, last: date) -> dict[Concern, int]:
    """What contacts of the team were about on some days; those of which it is unknown are none."""
    found = store.rows(
        "SELECT flow, sum(n) FROM day_sum WHERE flow IN (?,?,?) AND day BETWEEN ? AND ?"
        " GROUP BY flow",
        (*Concern, first.toordinal(), last.toordinal()),
    )
    return {Concern(flow): n for flow, n in found}


def accounts_that_gained(store: Store, limit: int) -> list[int]:
    """Accounts with which something was gained or learned, those of the latest day first."""
    found = store.rows(
        "SELECT account FROM contribution WHERE flow=? GROUP BY account"
        " ORDER BY max(day) DESC, account LIMIT ?",
        (Flow.GAINED.value, limit),
    )
    return [account for (account,) in found]


def happened(store: Store, first: date, last: date) -> set[int]:
    """The accounts with which something happened from one day to another, both among them."""
    found = store.rows(
        "SELECT DISTINCT account FROM contribution"
        " WHERE flow IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?",
        (json.dumps(ON_A_DAY), first.toordinal(), last.toordinal()),
    )
    return {account for (account,) in found}


_MADE = (Flow.BY_HAND, Flow.AUTOMATED, Flow.UNKNOWN, Flow.UNANSWERED)


class Given(NamedTuple):
    """What an account has contributed, and its name."""

    name: str
    flow: Flow
    on: date
    cents: int
    currency: str | None
    n: int
    unknown: int


def given(
    store: Store, first: date, last: date, limit: int, flows: Iterable[Flow] = GOOD_NEWS
) -> list[Given]:
    """What accounts contributed on some days, as `counted`: what is no deal first, then the latest.

    Of one day the largest amounts stand first.
    """
    found = store.rows(
        "SELECT d.name, c.flow, c.day, c.cents, c.currency, c.n, c.unknown"
        " FROM contribution c JOIN card d ON d.account = c.account"
        " WHERE c.flow IN (SELECT value FROM json_each(?)) AND c.day BETWEEN ? AND ?"
        " AND c.left_on > ?"
        " ORDER BY c.flow = 'won', c.day DESC, c.cents DESC, d.name, c.flow LIMIT ?",
        (json.dumps([*flows]), first.toordinal(), last.toordinal(), last.toordinal(), limit),
    )
    return [
        Given(name, Flow(flow), date.fromordinal(on), cents, currency or None, n, unknown)
        for name, flow, on, cents, currency, n, unknown in found
    ]


def knows_amounts(store: Store, flow: Flow) -> bool:
    """Whether any contribution of that flow, on whatever day, has a known amount."""
    return (
        store.row("SELECT 1 FROM day_sum WHERE flow=? AND n > unknown LIMIT 1", (flow.value,))
        is not None
    )


def undated(store: Store, flow: Flow) -> int:
    """How many contributions of that flow have no day."""
    row = store.row("SELECT sum(n) FROM day_sum WHERE flow=? AND day=?", (flow.value, UNDATED))
    return 0 if row is None or row[0] is None else int(row[0])


class Ahead(NamedTuple):
    """A decision or a renewal that is still to come, and the account it is about."""

    key: AccountKey
    name: str
    coming: Coming


def ahead(store: Store, seat: Seat, today: date, limit: int) -> list[Ahead]:
    """What a seat may contribute next, from `today` on; of one day the larger amount first."""
    found = store.rows(
        "SELECT key, name, day, what, who, cents, currency FROM coming"
        " WHERE seat=? AND day >= ? ORDER BY day, cents DESC, key, what LIMIT ?",
        (SEATS[seat], today.toordinal(), limit),
    )
    return [
        Ahead(
            AccountKey(key),
            name,
            Coming(seat, date.fromordinal(on), what, (who,) if who else (), cents, currency),
        )
        for key, name, on, what, who, cents, currency in found
    ]
