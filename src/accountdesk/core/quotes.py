"""Quotes: the customers' own words, and for how many days they are shown, if the team says so.

How somebody felt, that a repair is right, that they said yes: with it stand their words. After
`quotes.days` the words are shown no longer, and what was felt or confirmed still is.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.confirmed import Confirmed, Yes
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.policy import Policy
from accountdesk.core.repair import Repair, RepairStep, Stage
from accountdesk.core.state import AccountState


def is_old(on: date, policy: Policy, today: date) -> bool:
    """Whether words that were said on a day are shown no longer."""
    days = policy.days("quotes.days")
    return days is not None and (today - on).days > days


def quoted(body: NamedTuple) -> bool:
    """Whether a body has words of a customer."""
    if isinstance(body, RepairStep) and body.stage is not Stage.CONFIRMED:
        return False
    return isinstance(body, FeelingSaid | Confirmed | RepairStep) and bool(body.words)


def aged(state: AccountState, policy: Policy, today: date) -> AccountState:
    """The account without the quotes that are shown no longer."""
    if policy.days("quotes.days") is None:
        return state
    return state._replace(
        feelings=tuple(
            one._replace(words="") if is_old(one.on, policy, today) else one
            for one in state.feelings
        ),
        repairs=tuple(_aged(one, policy, today) for one in state.repairs),
        wants=state.wants._replace(
            aims=tuple(
                one._replace(yes=_aged_yes(one.yes, policy, today)) for one in state.wants.aims
            ),
            needs=tuple(
                one._replace(yes=_aged_yes(one.yes, policy, today)) for one in state.wants.needs
            ),
        ),
    )


def _aged(repair: Repair, policy: Policy, today: date) -> Repair:
    end = repair.confirmed
    if end is None or not is_old(end.on, policy, today):
        return repair
    return repair._replace(steps=(*repair.steps[:-1], end._replace(words="")))


def _aged_yes(yes: Yes | None, policy: Policy, today: date) -> Yes | None:
    return yes._replace(words="") if yes and is_old(yes.on, policy, today) else yes


def aged_body(body: NamedTuple, on: date, policy: Policy, today: date) -> NamedTuple:
    """What an entry says, without a quote that is shown no longer.

    Args:
        body: What it says.
        on: The day it was recorded; the body's own day goes before it.
        policy: The team's.
        today: The day on which it is shown.
    """
    if not quoted(body) or not is_old(getattr(body, "on", None) or on, policy, today):
        return body
    return body._replace(words=None)


def turning_days(state: AccountState, policy: Policy) -> Iterator[date]:
    """First days on which some quote is shown no longer."""
    days = policy.days("quotes.days")
    if days is not None:
        for one in state.feelings:
            if one.words:
                yield one.on + timedelta(days + 1)
