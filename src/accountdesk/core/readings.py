"""Readings: who needs us today, and why. Explained sums over the state, a day and the policy.

Each reason is a term of attention. Unknown inputs add nothing and are named. Points are rounded
half up in integer arithmetic, so that any other program comes to the same ones.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core import touchpoint
from accountdesk.core.account import is_customer
from accountdesk.core.attention import Attention, Group, Term, attention
from accountdesk.core.deal import decision
from accountdesk.core.entry import id_text
from accountdesk.core.member import Holds, Seat
from accountdesk.core.next_step import Step, open_steps
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team


class Readings(NamedTuple):
    """What an account's state says on a day.

    Attributes:
        customer: Whether it is a customer.
        seats: The lists in which it stands, and what it asks of each.
        unknown: What could not be read for lack of facts, in words, sorted.
    """

    customer: bool
    seats: dict[Seat, Attention]
    unknown: tuple[str, ...]


BOTH = frozenset(Seat)
_Found = tuple[frozenset[Seat], Term]


class _Now(NamedTuple):
    """What every reason is read from."""

    state: AccountState
    team: Team
    today: date
    customer: bool
    listed: frozenset[Seat]

    def shown_to(self, owners: frozenset[Seat]) -> frozenset[Seat]:
        """The lists that show a reason: its owners', else those there are, lest nobody sees it."""
        return owners & self.listed or self.listed


def readings(state: AccountState, team: Team, today: date) -> Readings:
    """Everything that `state` says on `today`."""
    customer = is_customer(state.profile, state.deals, team.policy, today)
    # Farmers list customers; hunters list what is no customer yet, or may buy again.
    lists = {Seat.HUNTER: not customer or bool(state.open_deals), Seat.FARMER: customer}
    off = state.is_empty or (state.profile.gone is not None and state.profile.gone_confirmed)
    listed = frozenset(seat for seat in Seat if lists[seat] and not off)
    now = _Now(state, team, today, customer, listed)
    found: dict[Seat, list[Term]] = {seat: [] for seat in sorted(listed)}
    for terms_of in _TERMS:
        for owners, term in terms_of(now):
            for seat in now.shown_to(owners):
                found[seat].append(term)
    asks = {seat: attention(terms, state.put_off.get(seat), today) for seat, terms in found.items()}
    return Readings(customer, asks, tuple(sorted(_unknown(now))))


def changes_on(state: AccountState, team: Team, today: date, now: Readings) -> date | None:
    """The first day after `today` on which the readings differ; None: never by time alone.

    `now` is what they are today.
    """
    days = {day for day in _turning_days(state, team, today) if day > today}
    return next((day for day in sorted(days) if readings(state, team, day) != now), None)


_DAY = timedelta(days=1)
_MONTH = timedelta(days=30)
_QUARTER = timedelta(days=90)


def _turning_days(state: AccountState, team: Team, today: date) -> Iterator[date]:
    """Days on which some term may change; too many do no harm, a missing one does."""
    for departure in state.profile.left:
        yield departure.left.on
    for put_off in state.put_off.values():
        yield put_off.until
    for step in open_steps(state.steps):
        if step.due is not None:
            yield from (step.due, step.due + _DAY)
    ends = [renewal.on for renewal in state.profile.renewals]
    ends += [deal.closes for deal in state.open_deals if deal.closes is not None]
    for end in ends:
        if end >= today:
            yield from (end - _QUARTER, end - _MONTH, end + _DAY)
    yield from _days_of_silence(state, team, today)


def _days_of_silence(state: AccountState, team: Team, today: date) -> Iterator[date]:
    """For the last conversation, and each that is still to come, the next day it costs a point."""
    cadence = team.policy.cadence(state.track)
    if cadence is None:
        return
    most = team.policy.weight("silence")
    for spoken in _conversations(state, today):
        yield spoken
        points = silence_points(max(0, (today - spoken).days), cadence, most)
        if points < most:
            yield spoken + _DAY * _silent_days(points + 1, cadence, most)


def _conversations(state: AccountState, today: date) -> set[date]:
    """Days of two-way touches that count on `today` or a later day."""
    ahead = {touch.on for touch in reversed(state.touches) if touch.on > today and touch.two_way}
    spoken = touchpoint.last_two_way(state.touches, today)
    return ahead if spoken is None else ahead | {spoken.on}


def silence_points(days: int, cadence: int, most: int) -> int:
    """0 below 0.8 × cadence, rising linearly to `most` at 2 × cadence; rounded half up."""
    # most × (days/cadence - 4/5) / (6/5) = most × (5 days - 4 cadence) / (6 cadence)
    points = (most * (5 * days - 4 * cadence) + 3 * cadence) // (6 * cadence)
    return max(0, min(most, points))


def _silent_days(points: int, cadence: int, most: int) -> int:
    """The first day of silence that is worth so many points: `silence_points` turned round."""
    return -((-(6 * cadence * points - 3 * cadence + 4 * cadence * most)) // (5 * most))


def _silence(now: _Now) -> Iterator[_Found]:
    cadence = now.team.policy.cadence(now.state.track)
    spoken = touchpoint.last_two_way(now.state.touches, now.today)
    if cadence is None or spoken is None:
        return
    most = now.team.policy.weight("silence")
    points = silence_points((now.today - spoken.on).days, cadence, most)
    if points:
        seat = Seat.FARMER if now.customer else Seat.HUNTER
        term = Term("silence", Group.STAY_CLOSE, points, on=spoken.on, number=cadence)
        yield frozenset({seat}), term


def _next_step(now: _Now) -> Iterator[_Found]:
    """For each list the most pressing of the steps that it shows."""
    seen: frozenset[Seat] = frozenset()
    for step in open_steps(now.state.steps):  # the earliest due first
        if step.due is None or step.due > now.today:
            return
        lists = now.shown_to(seats_of(step, now.state, now.team)) - seen
        seen |= lists
        points = now.team.policy.weight("step_today" if step.due == now.today else "step_overdue")
        if lists and points:
            term = Term("next step", Group.DUE, points, step.due, step.what, step.time)
            yield lists, term._replace(entry=id_text(step.entry))


def seats_of(step: Step, state: AccountState, team: Team) -> frozenset[Seat]:
    """The seats that a step calls: its owner's on this account, else usually, else both."""
    owner = team.who(step.owner)
    if owner is None:
        return BOTH
    seats = ((Seat.HUNTER, state.hunters), (Seat.FARMER, state.farmers))
    here = frozenset(seat for seat, holders in seats if owner in holders)
    if here or owner.seat in (None, Holds.BOTH):
        return here or BOTH
    return frozenset({Seat(owner.seat)})


def _decision(now: _Now) -> Iterator[_Found]:
    closes = decision(now.state.open_deals)
    points = 0 if closes is None else _near_points("decision", closes, now)
    if points:
        yield frozenset({Seat.HUNTER}), Term("decision", Group.DUE, points, on=closes)


def _renewal(now: _Now) -> Iterator[_Found]:
    """The next renewal; one that has passed was kept, unless the customer left."""
    if not now.customer:
        return
    ahead = [renewal.on for renewal in now.state.profile.renewals if renewal.on >= now.today]
    points = _near_points("renewal", ahead[0], now) if ahead else 0
    if points:
        yield frozenset({Seat.FARMER}), Term("renewal", Group.DUE, points, on=ahead[0])


def _near_points(word: str, on: date, now: _Now) -> int:
    days = (on - now.today).days
    if days > 90:
        return 0
    return now.team.policy.weight(f"{word}_30" if days <= 30 else f"{word}_90")


def _nothing_next(now: _Now) -> Iterator[_Found]:
    points = now.team.policy.weight("nothing_next")
    if open_steps(now.state.steps) or not points:
        return
    term = Term("nothing next", Group.STAY_CLOSE, points)
    if now.state.open_deals:
        yield frozenset({Seat.HUNTER}), term._replace(number=len(now.state.open_deals))
    if now.customer:
        yield frozenset({Seat.FARMER}), term


FILLED = frozenset({Group.DUE, Group.STAY_CLOSE, Group.IN_ORDER})
"""Groups that some reason leads into so far; how many belong into the others nobody knows yet."""

_TERMS: tuple[Callable[[_Now], Iterator[_Found]], ...] = (
    _silence,
    _next_step,
    _decision,
    _renewal,
    _nothing_next,
)


def _unknown(now: _Now) -> Iterator[str]:
    has_cadence = now.team.policy.cadence(now.state.track) is not None
    if has_cadence and touchpoint.last_two_way(now.state.touches, now.today) is None:
        yield "last two-way contact"
    if now.state.open_deals and decision(now.state.open_deals) is None:
        yield "decision"
    if now.customer and not any(r.on >= now.today for r in now.state.profile.renewals):
        yield "renewal"
