"""Readings: who needs us today, and why. Explained sums over the state, a day and the policy.

Each reason is a term of attention. Unknown inputs add nothing and are named. Points are rounded
half up in integer arithmetic, so that any other program comes to the same ones.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from accountdesk.core import joint_reasons, quotes, reasons, touchpoint, track, trust_reasons
from accountdesk.core.account import is_customer
from accountdesk.core.attention import Attention, Term, attention
from accountdesk.core.coverage import is_unknown
from accountdesk.core.deal import decision
from accountdesk.core.member import Member, Seat
from accountdesk.core.reasons import Found, Now
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.track import Against, Track, against


class Readings(NamedTuple):
    """What an account's state says on a day.

    Attributes:
        customer: Whether it is a customer.
        seats: The lists in which it stands, and what it asks of each.
        unknown: What could not be read for lack of facts, in words, sorted.
        against: What contradicts its track; where anything does, it is in the middle.
        hunters: Who holds the hunters' seat, else who hands the account over or takes it, by key.
        farmers: The same of the farmers' seat.
    """

    customer: bool
    seats: dict[Seat, Attention]
    unknown: tuple[str, ...]
    against: tuple[Against, ...] = ()
    hunters: tuple[Member, ...] = ()
    farmers: tuple[Member, ...] = ()


_TERMS: tuple[Callable[[Now], Iterator[Found]], ...] = (
    trust_reasons.of_trust,
    joint_reasons.of_both,
    reasons.next_step,
    reasons.expected,
    reasons.renewal,
    reasons.silence,
    reasons.nothing_next,
)


def readings(state: AccountState, team: Team, today: date) -> Readings:
    """Everything that `state` says on `today`; quotes only as long as they are shown."""
    state = quotes.aged(state, team.policy, today)
    customer = is_customer(state.profile, state.deals, team.policy, today)
    # Farmers list customers; hunters list what is no customer yet, may buy again, or is still to
    # be handed over.
    owed = joint_reasons.owed_win(state, team, today) if customer else None
    hunted = not customer or bool(state.open_deals) or owed is not None
    hunted = hunted or joint_reasons.goes_on(state, today)
    lists = {Seat.HUNTER: hunted, Seat.FARMER: customer}
    off = state.is_empty or (state.profile.gone is not None and state.profile.gone_confirmed)
    listed = frozenset(seat for seat in Seat if lists[seat] and not off)
    held = joint_reasons.holders(state, team, owed, today)
    state = state._replace(hunters=held[Seat.HUNTER], farmers=held[Seat.FARMER])
    now = Now(state, team, today, customer, listed, owed)
    found: dict[Seat, list[Term]] = {seat: [] for seat in sorted(listed)}
    for terms_of in _TERMS:
        for owners, term in terms_of(now):
            for seat in now.shown_to(owners):
                found[seat].append(term)
    asks = {seat: attention(terms, state.put_off.get(seat), today) for seat, terms in found.items()}
    unknown = tuple(sorted(_unknown(now)))
    middle = against(state.chosen, state.touches, team.policy, today)
    return Readings(customer, asks, unknown, middle, state.hunters, state.farmers)


def changes_on(state: AccountState, team: Team, today: date, now: Readings) -> date | None:
    """The first day after `today` on which the readings differ; None: never by time alone.

    `now` is what they are today.
    """
    turning = chain(
        reasons.turning_days(state, team, today),
        trust_reasons.turning_days(state, team, today),
        joint_reasons.turning_days(state, team, today),
        quotes.turning_days(state, team.policy),
        track.turning_days(state.chosen, state.touches, team.policy, today),
    )
    days = {day for day in turning if day > today}
    return next((day for day in sorted(days) if readings(state, team, day) != now), None)


def _unknown(now: Now) -> Iterator[str]:
    has_cadence = now.team.policy.cadence(now.state.track) is not None
    if has_cadence and touchpoint.last_two_way(now.state.touches, now.today) is None:
        yield "last two-way contact"
    if now.state.open_deals and decision(now.state.open_deals) is None:
        yield "decision"
    if now.state.track is Track.RELATIONAL and is_unknown(now.state, now.team, now.today):
        yield "with whom we speak"
    if now.customer and not any(r.on >= now.today for r in now.state.profile.renewals):
        yield "renewal"
