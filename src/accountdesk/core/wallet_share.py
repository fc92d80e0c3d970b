"""Share of wallet: how much of what they spend on what we sell they spend with us, an estimate."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.account import has_left
from accountdesk.core.deal import Outcome
from accountdesk.core.goal import half_up
from accountdesk.core.insider import Wallet
from accountdesk.core.state import AccountState

YEAR = timedelta(days=365)


class Share(NamedTuple):
    """What of their wallet is ours.

    Attributes:
        wallet: What they spend, as it was last estimated.
        ours: Hundredths of the wallet's currency that we know they give us in a year.
        left_out: Amounts that are not in it, because they are unknown or in another currency.
        by_deals: Whether it is what was won in the last 365 days; else it is what contracts bring.
    """

    wallet: Wallet
    ours: int
    left_out: int
    by_deals: bool = False

    @property
    def percent(self) -> int:
        """Rounded half up; over 100 where the estimate of their wallet is too low."""
        return half_up(self.ours * 100, self.wallet.cents)

    def days_old(self, today: date) -> int:
        """How old the estimate is."""
        return max(0, (today - self.wallet.on).days)


def share(state: AccountState, today: date) -> Share | None:
    """Our share of their wallet; None while nobody has estimated it: it is unknown then.

    What they give us a year is the larger one of two: what was won in the last 365 days, and the
    yearly amounts of contracts that renew in the next 365: each of them has one such day (where
    none does, of those that renewed in the last 365). Never both: what was won is the contract that
    renews a year later. Of customers who have left by a contract's day it does not count.
    """
    known = [one for one in state.closeness.wallets if one.on <= today]
    if not known:
        return None
    wallet, since = known[-1], today - YEAR
    renewals = [
        one
        for one in state.profile.renewals
        if since < one.on < today + YEAR and not has_left(state.profile, state.deals, one.on)
    ]
    ahead = [one for one in renewals if one.on >= today]
    won = [
        deal
        for deal in state.deals
        if deal.outcome is Outcome.WON and deal.closes and since < deal.closes <= today
    ]
    yearly, unsure = _known(((one.cents, one.currency) for one in ahead or renewals), wallet)
    once, unsure_too = _known(((deal.cents, deal.currency) for deal in won), wallet)
    return Share(wallet, max(yearly, once), unsure + unsure_too, once > yearly)


def _known(amounts: Iterable[tuple[int | None, str | None]], wallet: Wallet) -> tuple[int, int]:
    """The sum of amounts in the wallet's currency, and how many cannot be in it."""
    all_ = list(amounts)
    known = [cents for cents, currency in all_ if cents is not None and currency == wallet.currency]
    return sum(known), len(all_) - len(known)
