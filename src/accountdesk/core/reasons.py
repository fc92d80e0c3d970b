"""Reasons from dates: silence, next steps, decisions, renewals, and that nothing is next.

Each gives its terms for a day, and the days on which they may change. Reasons from what was
promised and from how they fare are in `trust_reasons`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core import touchpoint
from accountdesk.core.attention import Group, Term
from accountdesk.core.deal import DealFact, decision
from accountdesk.core.entry import id_text
from accountdesk.core.member import Holds, Seat
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team

BOTH = frozenset(Seat)
Found = tuple[frozenset[Seat], Term]
"""Whose lists a term belongs to, and the term."""

DAY = timedelta(days=1)
_MONTH = timedelta(days=30)
_QUARTER = timedelta(days=90)


class Now(NamedTuple):
    """What every reason is read from; `owed` is a first win that is to be handed over."""

    state: AccountState
    team: Team
    today: date
    customer: bool
    listed: frozenset[Seat]
    owed: DealFact | None = None

    def shown_to(self, owners: frozenset[Seat]) -> frozenset[Seat]:
        """The lists that show a reason: its owners', else those there are, lest nobody sees it."""
        return owners & self.listed or self.listed

    @property
    def closest(self) -> frozenset[Seat]:
        """The seat that stays close: the farmer of customers, the hunter of all others."""
        return frozenset({Seat.FARMER if self.customer else Seat.HUNTER})


def turning_days(state: AccountState, team: Team, today: date) -> Iterator[date]:
    """Days on which some term may change; too many do no harm, a missing one does."""
    for departure in state.profile.left:
        yield departure.left.on
    for put_off in state.put_off.values():
        yield put_off.until
    for step in state.next_steps:
        if step.due is not None:
            yield from (step.due, step.due + DAY)
    ends = [renewal.on for renewal in state.profile.renewals]
    ends += [deal.closes for deal in state.open_deals if deal.closes is not None]
    for end in ends:
        if end >= today:
            yield from (end - _QUARTER, end - _MONTH, end + DAY)
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
            yield spoken + DAY * _silent_days(points + 1, cadence, most)


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


def silence(now: Now) -> Iterator[Found]:
    """How long nobody has spoken with them, against the cadence of their track."""
    cadence = now.team.policy.cadence(now.state.track)
    spoken = touchpoint.last_two_way(now.state.touches, now.today)
    if cadence is None or spoken is None:
        return
    most = now.team.policy.weight("silence")
    points = silence_points((now.today - spoken.on).days, cadence, most)
    if points:
        term = Term("silence", Group.STAY_CLOSE, points, on=spoken.on, number=cadence)
        yield now.closest, term._replace(behind=(spoken.key,))


def next_step(now: Now) -> Iterator[Found]:
    """For each list the most pressing of the steps that it shows."""
    seen: frozenset[Seat] = frozenset()
    for step in now.state.next_steps:  # the earliest due first
        if step.due is None or step.due > now.today:
            return
        lists = now.shown_to(seats_of(step.owner, now.state, now.team)) - seen
        seen |= lists
        points = now.team.policy.weight("step_today" if step.due == now.today else "step_overdue")
        if lists and points:
            term = Term("next step", Group.DUE, points, step.due, step.what, step.time)
            entry = id_text(step.entry)
            yield lists, term._replace(entry=entry, behind=(entry,))


def seats_of(claim: str, state: AccountState, team: Team) -> frozenset[Seat]:
    """The seats of whoever sees to something: on this account, else usually, else both."""
    owner = team.who(claim)
    if owner is None:
        return BOTH
    seats = ((Seat.HUNTER, state.hunters), (Seat.FARMER, state.farmers))
    here = frozenset(seat for seat, holders in seats if owner in holders)
    if here or owner.seat in (None, Holds.BOTH):
        return here or BOTH
    return frozenset({Seat(owner.seat)})


def expected(now: Now) -> Iterator[Found]:
    """The earliest decision about an open deal; one that has passed is still due."""
    closes = decision(now.state.open_deals)
    points = 0 if closes is None else _near_points("decision", closes, now)
    if points:
        deals = tuple(deal.key for deal in now.state.open_deals if deal.closes == closes)
        term = Term("decision", Group.DUE, points, on=closes, behind=deals)
        yield frozenset({Seat.HUNTER}), term


def renewal(now: Now) -> Iterator[Found]:
    """The next renewal; one that has passed was kept, unless the customer left."""
    if not now.customer:
        return
    ahead = [renewal.on for renewal in now.state.profile.renewals if renewal.on >= now.today]
    points = _near_points("renewal", ahead[0], now) if ahead else 0
    if points:
        yield frozenset({Seat.FARMER}), Term("renewal", Group.DUE, points, on=ahead[0])


def _near_points(word: str, on: date, now: Now) -> int:
    days = (on - now.today).days
    if days > 90:
        return 0
    return now.team.policy.weight(f"{word}_30" if days <= 30 else f"{word}_90")


def nothing_next(now: Now) -> Iterator[Found]:
    """That there is no next step, for those who should have one."""
    points = now.team.policy.weight("nothing_next")
    if now.state.next_steps or not points:
        return
    term = Term("nothing next", Group.STAY_CLOSE, points)
    if now.state.open_deals:
        yield frozenset({Seat.HUNTER}), term._replace(number=len(now.state.open_deals))
    if now.customer:
        yield frozenset({Seat.FARMER}), term
