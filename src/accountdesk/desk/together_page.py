"""What both seats and both sides do together at one account: hand-offs, the plan, referrals."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core.handoff import Stands
from accountdesk.core.joint_reasons import owed_win
from accountdesk.core.member import Seat
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import joint_words, words
from accountdesk.desk.planning import PLAN, plan_text
from accountdesk.desk.referring import INTRODUCTION, blurbs, unthanked, why_not_yet


class TogetherPage(NamedTuple):
    """What there is to say of it on a day.

    Attributes:
        handoffs: What is owed, then each hand-off with what was said; of those that are over the
            last one alone, in a line.
        plan: Each step: open ones by their day, then those that are done.
        referrals: Each with its way and the thanks owed for it; then, of customers, why one does
            not ask yet, or that one may.
        is_referred: Whether they have brought us to anybody.
    """

    handoffs: tuple[str, ...]
    plan: tuple[str, ...]
    referrals: tuple[str, ...]
    is_referred: bool

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and lines of what is known; some may be empty."""
        return (
            ("Hand-off", self.handoffs),
            ("Plan", self.plan),
            ("Referrals", self.referrals if self.is_referred else ()),
        )

    @property
    def quiet(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and line of what need not stand first: whether one may ask for a referral."""
        return (("Referrals", () if self.is_referred else self.referrals),)


def together_page(state: AccountState, team: Team, customer: bool, today: date) -> TogetherPage:
    """Hand-offs, the plan and referrals in words."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    plan = sorted(state.plan, key=lambda step: step.done_on is not None)
    return TogetherPage(
        handoffs=tuple(_handoffs(state, team, customer, today)),
        plan=tuple(joint_words.plan_step(step, team, people, today) for step in plan),
        referrals=tuple(_referrals(state, team, customer, today)),
        is_referred=bool(state.referrals),
    )


def joint_copies(state: AccountState, team: Team, today: date) -> tuple[tuple[str, str], ...]:
    """What one may want to copy of it for them: what it is, and its text."""
    text = plan_text(state, team, today)
    copies = [(PLAN, text)] if text else []
    copies += [(f"{INTRODUCTION}: {one.who}", one.text) for one in blurbs(state, team)]
    return tuple(copies)


def _handoffs(state: AccountState, team: Team, customer: bool, today: date) -> Iterator[str]:
    win = owed_win(state, team, today) if customer else None
    if win is not None and win.closes is not None:
        labels = team.labels
        who = "" if win.owner is None else f", {team.name_of(win.owner)} hands over"
        yield (
            f"owed since {words.day(win.closes, today)}: {win.name or 'the first deal'} was won"
            f"{who} ({labels[Seat.HUNTER]} to {labels[Seat.FARMER]})"
        )
    over = [one for one in state.handoffs if one.is_over(today)]
    for one in state.handoffs:
        if one in over:
            continue
        yield joint_words.handoff(one, team, today)
        if one.stands is not Stands.OWED:
            yield from joint_words.checklist(one)
    if over:
        yield joint_words.handoff(over[-1], team, today)


def _referrals(state: AccountState, team: Team, customer: bool, today: date) -> Iterator[str]:
    people: dict[str, str] = {person.key: person.name for person in state.people}
    for one in state.referrals[::-1]:
        yield joint_words.referral(one, people, today)
        owed = joint_words.thanks(one, people, today)
        if owed:
            yield owed
    if customer and not unthanked(state):
        yield why_not_yet(state, team, today) or "Earned: one may ask to be introduced."
