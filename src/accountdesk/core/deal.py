"""Deals: what an account may buy or has bought."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType

from accountdesk.core.entry import OWN, id_text, kind
from accountdesk.core.liveness import Told

DealKey = NewType("DealKey", str)
"""`<tenant key>:<record id>` of a source, or `own:<entry id>` for a deal added by hand."""


class Outcome(StrEnum):
    """Where a deal stands, whatever a source calls its stages."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class DealFact(NamedTuple):
    """A deal of an account; what is folded from entries has the same shape.

    Attributes:
        key: Its name for ever.
        name: None if the source has none.
        outcome: Open, won or lost.
        closes: The expected close of an open deal, the day a won or lost one was closed; None
            if unknown.
        cents: Hundredths of `currency`; None if unknown.
        currency: ISO code; None if unknown.
        owner: A member's key, a source's owner id, or the claim of who wrote it; None if unknown.
        stage: The source's own word.
    """

    key: DealKey
    name: str | None = None
    outcome: Outcome = Outcome.OPEN
    closes: date | None = None
    cents: int | None = None
    currency: str | None = None
    owner: str | None = None
    stage: str | None = None


@kind("deal_added")
class DealAdded(NamedTuple):
    """A deal that the team added itself, where no source has it; amend it to win or lose it.

    Without an owner it is theirs who wrote it.
    """

    name: str
    outcome: Outcome = Outcome.OPEN
    closes: date | None = None
    cents: int | None = None
    currency: str | None = None
    owner: str | None = None


def deals(facts: Iterable[DealFact], told: Told) -> tuple[DealFact, ...]:
    """Every deal of an account: the earliest close first, those without one last."""
    found = list(facts)
    for entry, body in told.of(DealAdded):
        deal = DealFact(DealKey(f"{OWN}:{id_text(entry.id)}"), *body)
        found.append(deal._replace(owner=body.owner or entry.by))
    return tuple(sorted(found, key=lambda deal: (deal.closes or date.max, deal.key)))


def decision(open_deals: Iterable[DealFact]) -> date | None:
    """The earliest expected close among open deals; None if none is expected."""
    return min((deal.closes for deal in open_deals if deal.closes is not None), default=None)
