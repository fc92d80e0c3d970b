"""Goals: what both seats want to reach together, how far we are, and what each of them adds next.

No figure here belongs to a person, and none is split by seat: a seat is asked what comes next.
"""

from typing import NamedTuple

from accountdesk.core.contribution import Flow
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.goal import Pace, pace
from accountdesk.core.member import Seat
from accountdesk.core.metrics import DEFAULT, METRICS, Metric
from accountdesk.core.period import Period, period, year_of
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.store import goals
from accountdesk.store.goals import Ahead, Sum


class Goal(NamedTuple):
    """A metric in a period, with its target if there is one.

    Attributes:
        word: The metric's word.
        metric: What it measures.
        period: The stretch of days.
        sums: What it comes to by today, by flow and currency.
        currency: What the value is in; None if unknown.
        value: Hundredths of that currency by today.
        others: Amounts in other currencies, which are not in the value.
        target: Hundredths; None if there is no goal.
        pace: How the value stands against the target today; None without a target.
        kept_unknown: Whether the metric counts renewals and no renewal at all has a known amount.
        undated: Won deals, of all accounts, whose day nobody knows: they are in no period.
    """

    word: str
    metric: Metric
    period: Period
    sums: tuple[Sum, ...]
    currency: str | None
    value: int
    others: tuple[tuple[int, str | None], ...]
    target: int | None
    pace: Pace | None
    kept_unknown: bool
    undated: int


class Goals(NamedTuple):
    """The team's goals on a day.

    Attributes:
        focus: The one thing it does well; None while nobody has said it.
        goals: The shown metrics, those with a target first.
        next: What each seat may add next; None where nothing has a day.
    """

    focus: str | None
    goals: tuple[Goal, ...]
    next: dict[Seat, Ahead | None]


def goals_of(desk: Desk, team: Team, text: str | None = None) -> Goals:
    """Every metric of a period, target or not; without one, every goal of a period that is on.

    The one of the shortest period stands first. Metrics without a goal follow, for the year, the
    default one before the others, so that there is always something to see.

    Raises:
        NotUnderstood: `text` is no period.
    """
    if text is None:
        shown = goals_now(desk, team)
    else:
        span = period(text, team.policy.number("fiscal_start"))
        shown = tuple(_goal(desk, team, word, span) for word in METRICS)
    ahead = {seat: next(iter(goals.ahead(desk.store, seat, desk.today, 1)), None) for seat in Seat}
    return Goals(team.focus, shown, ahead)


def goals_now(desk: Desk, team: Team) -> tuple[Goal, ...]:
    """Every goal of a period that is on, then metrics without one; it reads sums alone."""
    return tuple(_goal(desk, team, *one) for one in _current(desk, team))


def _current(desk: Desk, team: Team) -> list[tuple[str, Period]]:
    start = team.policy.number("fiscal_start")
    on = []
    for word, text in team.goals:
        if word in METRICS:
            span = _period_or_none(text, start)
            if span is not None and span.first <= desk.today <= span.last:
                on.append((word, span))
    on.sort(key=lambda one: (one[1].days, list(METRICS).index(one[0]), one[1].text))
    told = {word for word, _ in on}
    rest = [word for word in (DEFAULT, *METRICS) if word not in told]
    return on + [(word, year_of(desk.today, start)) for word in dict.fromkeys(rest)]


def _period_or_none(text: str, fiscal_start: int) -> Period | None:
    try:
        return period(text, fiscal_start)
    except NotUnderstood:  # of a newer program
        return None


def _goal(desk: Desk, team: Team, word: str, span: Period) -> Goal:
    metric = METRICS[word]
    said = team.goals.get((word, span.text))
    sums = tuple(goals.sums(desk.store, metric, span, desk.today))
    by_currency: dict[str | None, int] = {}
    for one in sums:
        if one.n > one.unknown:
            by_currency[one.currency] = by_currency.get(one.currency, 0) + one.cents
    currency = (said.currency if said else None) or team.policy.text("currency")
    if currency is None and len(by_currency) == 1:
        [currency] = by_currency
    value = by_currency.pop(currency, 0)
    target = said.target if said else None
    return Goal(
        word,
        metric,
        span,
        sums,
        currency,
        value,
        tuple((cents, other) for other, cents in by_currency.items()),
        target,
        pace(value, target, span, desk.today) if target else None,
        kept_unknown=Flow.KEPT in metric.flows and not goals.knows_amounts(desk.store, Flow.KEPT),
        undated=goals.undated(desk.store, Flow.WON),
    )
