"""The first win: the deal that made a customer of an account, and whether it was handed over."""

from collections.abc import Iterable
from datetime import date

from accountdesk.core.account import Renewal
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.handoff import Handoff
from accountdesk.core.member import Seat


def first_win(deals: Iterable[DealFact], renewals: Iterable[Renewal]) -> DealFact | None:
    """The deal that made a customer of them; None: none did, or nobody knows which was the first.

    That is so where a deal was won on a day that nobody knows, and where a contract renewed before
    the first one that is known: they were a customer already.
    """
    won = [deal for deal in deals if deal.outcome is Outcome.WON]
    days = [deal.closes for deal in won if deal.closes is not None]
    if len(days) < len(won) or not won:
        return None
    if any(renewal.on < min(days) for renewal in renewals):
        return None
    return min(won, key=lambda deal: (deal.closes or date.max, deal.key))


def hands_over(found: Iterable[Handoff], deal: DealFact) -> bool:
    """Whether the hunters have handed over what a first win made owed, or named that they will."""
    return any(one.giver is Seat.HUNTER and (not one.unit or one.deal == deal.key) for one in found)
