"""Contributions: what an account adds to what both seats want, by day; goals add them up.

Amounts are hundredths of their currency, so that sums kept by adding and taking away never drift.
A contribution knows on which day the customer left after it, if they did: *revenue from customers
who stay* counts it only in periods that end before that day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core import by_hand
from accountdesk.core.account import has_left
from accountdesk.core.deal import Outcome
from accountdesk.core.member import Seat
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Direction, Kind, Manner


class Flow(StrEnum):
    """What is contributed."""

    WON = "won"
    KEPT = "kept"
    PRAISED = "praised"
    BY_HAND = "by hand"
    AUTOMATED = "automated"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"
    HAPPENED = "happened"
    CARE = "care"
    ADVICE = "advice"
    ORDER = "order"
    GAINED = "gained"


GOOD_NEWS = (Flow.WON, Flow.KEPT, Flow.PRAISED)
"""What is told as news; the others say how we turned to customers, and that something happened."""

ON_A_DAY = (*GOOD_NEWS, Flow.BY_HAND, Flow.AUTOMATED, Flow.UNKNOWN, Flow.HAPPENED)
"""What says that something happened with an account on a day."""

_MADE = {
    Manner.BY_HAND: Flow.BY_HAND,
    Manner.AUTOMATED: Flow.AUTOMATED,
    Manner.UNKNOWN: Flow.UNKNOWN,
    None: Flow.UNANSWERED,
}


class Contribution(NamedTuple):
    """What one account contributed on one day.

    Attributes:
        flow: A won deal, a contract that renews; or what has no amount: praise from them, a touch
            of ours, by how it was made, or that, as sources say, something else happened: they
            turned to us, a deal was lost, a case was opened; or what contacts were about;
            or that something was gained or learned.
        on: The day it counts on; None: nobody knows it, so it is in no period.
        currency: ISO code; None if unknown.
        left_on: The first day on or after `on` on which they left; None: they did not.
        cents: Hundredths of `currency`, of a year for a renewal; unknown amounts add nothing.
        n: How many deals, renewals, words of praise, touches or cases.
        unknown: How many of those are of unknown amount.
    """

    flow: Flow
    on: date | None
    currency: str | None
    left_on: date | None
    cents: int
    n: int
    unknown: int


def contributions(state: AccountState) -> list[Contribution]:
    """What an account contributed, one for each flow, day and currency; in no order.

    A renewal that falls into a time in which they were gone never happened.
    """
    cents: Counter[tuple[Flow, date | None, str | None]] = Counter()
    count: Counter[tuple[Flow, date | None, str | None]] = Counter()
    unknown: Counter[tuple[Flow, date | None, str | None]] = Counter()
    for flow, on, amount, currency in _found(state):
        key = (flow, on, None if amount is None else currency)
        cents[key] += amount or 0
        count[key] += 1
        unknown[key] += amount is None
    left = [departure.left.on for departure in state.profile.left]
    return [*_made(state)] + [
        Contribution(
            flow=key[0],
            on=key[1],
            currency=key[2],
            left_on=next((day for day in left if key[1] is not None and day >= key[1]), None),
            cents=cents[key],
            n=count[key],
            unknown=unknown[key],
        )
        for key in count
    ]


def _made(state: AccountState) -> Iterator[Contribution]:
    for manner, on, n in by_hand.days(state.touches):
        yield Contribution(_MADE[manner], on, None, None, 0, n, n)
    days = [t.on for t in state.touches if t.is_sourced and t.direction not in by_hand.OUTGOING]
    days += [one.closes for one in state.deals if one.outcome is Outcome.LOST and one.closes]
    days += [case.opened for case in state.cases if case.opened is not None]
    for day, n in Counter(days).items():
        yield Contribution(Flow.HAPPENED, day, None, None, 0, n, n)
    gained = [gain.on for gain in state.values] + [lesson.on for lesson in state.learned]
    for day, n in Counter(gained).items():
        yield Contribution(Flow.GAINED, day, None, None, 0, n, n)
    for one in state.concerns:
        yield Contribution(Flow(one.concern.value), one.on, None, None, 0, one.n, one.n)


def _found(state: AccountState) -> Iterator[tuple[Flow, date | None, int | None, str | None]]:
    for deal in state.deals:
        if deal.outcome is Outcome.WON:
            yield Flow.WON, deal.closes, deal.cents, deal.currency
    for renewal in state.profile.renewals:
        if not has_left(state.profile, state.deals, renewal.on):
            yield Flow.KEPT, renewal.on, renewal.cents, renewal.currency
    for touch in state.touches:
        if touch.kind is Kind.PRAISE and touch.direction is not Direction.OUT:
            yield Flow.PRAISED, touch.on, 0, None


class Coming(NamedTuple):
    """What a seat may contribute next: a decision about an open deal, or a renewal.

    Attributes:
        seat: Whose it is.
        on: The expected day.
        what: The deal's name; empty for a renewal.
        who: Names of those whose it is, by name; empty if unknown.
        cents: Hundredths of `currency`; None if unknown.
        currency: ISO code; None if unknown.
    """

    seat: Seat
    on: date
    what: str
    who: tuple[str, ...]
    cents: int | None
    currency: str | None


def coming(state: AccountState, team: Team) -> list[Coming]:
    """Decisions and renewals that have a day, past ones too; in no order."""
    if state.profile.gone is not None and state.profile.gone_confirmed:
        return []
    hunters, farmers = (
        tuple(sorted(member.name for member in holders))
        for holders in (state.hunters, state.farmers)
    )
    found = [
        Coming(
            Seat.HUNTER,
            deal.closes,
            deal.name or "",
            _owner(deal.owner, team) or hunters,
            deal.cents,
            deal.currency,
        )
        for deal in state.open_deals
        if deal.closes is not None
    ]
    found += [
        Coming(Seat.FARMER, renewal.on, "", farmers, renewal.cents, renewal.currency)
        for renewal in state.profile.renewals
        if not has_left(state.profile, state.deals, renewal.on)
    ]
    return found


def _owner(claim: str | None, team: Team) -> tuple[str, ...]:
    member = None if claim is None else team.who(claim)
    return () if member is None else (member.name,)
