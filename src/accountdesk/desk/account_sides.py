"""The two sides of an account: what it asks of hunters and of farmers, and what is theirs to do."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.case import CaseFact
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.member import Member, Seat
from accountdesk.core.next_step import Step
from accountdesk.core.promise import Side as Gives
from accountdesk.core.promise import open_promises
from accountdesk.core.readings import Readings
from accountdesk.core.reasons import seats_of
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import promise_words, reason_words, words
from accountdesk.desk.said import in_words
from accountdesk.desk.words import Parts


class Side(NamedTuple):
    """One seat's part of an account.

    Attributes:
        label: The seat.
        holders: Who holds it, in words.
        parts: What the account asks of it, then what is its to do; empty parts are left out.
    """

    label: str
    holders: str
    parts: Parts

    @property
    def whole(self) -> Parts:
        """The parts, under who holds the seat."""
        return ((f"{self.label}: {self.holders}", ()), *self.parts)


def sides(state: AccountState, now: Readings, team: Team, today: date) -> tuple[Side, Side]:
    """The hunters' part and the farmers'; a step or a promise of nobody's seat stands in both."""
    hunters, farmers = (
        Side(
            team.labels[seat],
            holders(now.hunters if seat is Seat.HUNTER else now.farmers, team, today),
            tuple(part for part in _parts(seat, state, now, team, today) if part[1]),
        )
        for seat in (Seat.HUNTER, Seat.FARMER)
    )
    return hunters, farmers


def holders(those: Sequence[Member], team: Team, today: date) -> str:
    """Who holds a seat, in words; who is away, and who covers."""
    return ", ".join(promise_words.doing(one.key, team, today) for one in those) or "unknown"


def _parts(
    seat: Seat, state: AccountState, now: Readings, team: Team, today: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    asks = now.seats.get(seat)
    if asks is None:
        why = "no customer yet" if seat is Seat.FARMER else "a customer without an open deal"
        yield "Not in this list", (why,)
    else:
        told = tuple(text for _, text in reason_words.terms(asks, today))
        yield reason_words.total(asks), told
    if seat is Seat.HUNTER:
        yield "Deals", tuple(deal(one, today) for one in deals(state))
    else:
        yield "Contracts", contracts(state, team)
        yield "Cases", tuple(words.case(one, today) for one in cases(state))
    steps = (one for one in state.next_steps if seat in seats_of(one.owner, state, team))
    yield "Next", tuple(step(one, team, today) for one in steps)
    people: dict[str, str] = {one.key: one.name for one in state.people}
    promised = (
        one
        for one in open_promises(state.promises)
        if one.side is Gives.OURS and seat in seats_of(one.owner, state, team)
    )
    lines = (promise_words.promise(one, team, people, today) for one in promised)
    yield "We promised", tuple(lines)


def deal(one: DealFact, today: date) -> str:
    """`offer, 82,000 EUR, open, Fri 5 Dec`."""
    return words.deal(one, None if one.closes is None else words.day(one.closes, today))


def step(one: Step, team: Team, today: date) -> str:
    """A next step, and who sees to it."""
    return f"{words.step(one, today)} ({team.name_of(one.owner)})"


def deals(state: AccountState) -> list[DealFact]:
    """The open ones by their close, then the others, the latest first."""
    open_ = [deal for deal in state.deals if deal.outcome is Outcome.OPEN]
    closed = [deal for deal in state.deals if deal.outcome is not Outcome.OPEN]
    return open_ + closed[::-1]


def cases(state: AccountState) -> list[CaseFact]:
    """The open ones, the earliest due first, then the others."""
    return sorted(state.cases, key=lambda case: case.is_closed)


def contracts(state: AccountState, team: Team) -> tuple[str, ...]:
    """When contracts renew, and when and why they left, by day."""
    said = [(renewal.on, in_words(renewal, state, team)) for renewal in state.profile.renewals]
    said += [(gone.left.on, in_words(gone.left, state, team)) for gone in state.profile.left]
    return tuple(text for _, text in sorted(said, key=lambda one: one[0]))
