"""Goals: what both seats want to reach together, how far we are, and what each of them adds next.

No figure here belongs to a person, and none is split by seat: a seat is asked what comes next.
"""

from datetime import date
from typing import NamedTuple

from accountdesk.core import money
from accountdesk.core.contribution import Flow
from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.goal import FocusSaid, GoalSaid, Pace, pace
from accountdesk.core.member import Seat
from accountdesk.core.metrics import DEFAULT, METRICS, Metric
from accountdesk.core.period import Period, period, year_of
from accountdesk.core.policy import Policy
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.store import goals
from accountdesk.store.goals import Ahead, Sum

LONGEST = 200
"""Characters of a focus: it stands on one line."""


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
        span = period(text, _fiscal_start(team.policy))
        shown = tuple(_goal(desk, team, word, span) for word in METRICS)
    ahead = {seat: next(iter(goals.ahead(desk.store, seat, desk.today, 1)), None) for seat in Seat}
    return Goals(team.focus, shown, ahead)


def goals_now(desk: Desk, team: Team) -> tuple[Goal, ...]:
    """Every goal of a period that is on, then metrics without one; it reads sums alone."""
    return tuple(_goal(desk, team, *one) for one in _current(desk, team))


def _current(desk: Desk, team: Team) -> list[tuple[str, Period]]:
    start = _fiscal_start(team.policy)
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


def _fiscal_start(policy: Policy) -> int:
    month = policy.get("fiscal_start")
    assert isinstance(month, int)
    return month


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


def goal_typed(
    policy: Policy, today: date, word: str, target: str, span: str | None, currency: str | None
) -> GoalSaid:
    """The target that somebody typed; `none` takes it away. Without a period it is this year's.

    Raises:
        NotFound: There is no such metric.
        NotUnderstood: The target is no amount, or the period none.
    """
    if word not in METRICS:
        raise NotFound(f"There is no metric {word}. Metrics: {', '.join(METRICS)}.")
    start = _fiscal_start(policy)
    when = year_of(today, start) if span is None else period(span, start)
    cents = None if target == "none" else money.cents(target)
    if cents == 0:
        raise NotUnderstood("A goal is more than nothing; `none` takes a goal away.")
    return GoalSaid(word, when.text, cents, None if currency is None else money.currency(currency))


def set_goal(
    desk: Desk, word: str, target: str, span: str | None, currency: str | None
) -> GoalSaid:
    """Set a target for a metric, typed as `goal_typed` has it.

    Raises:
        NotFound, NotUnderstood: It is no target.
        Refused, StoreError: It could not be kept.
    """
    said = goal_typed(desk.team().policy, desk.today, word, target, span, currency)
    record(desk, [(None, said)])
    return said


def focus_typed(text: str) -> FocusSaid:
    """The team's one thing, as somebody typed it; `none` takes it away.

    Raises:
        NotUnderstood: It is empty or too long for one line.
    """
    text = " ".join(text.split())
    if not 0 < len(text) <= LONGEST:
        raise NotUnderstood(f"A focus is a sentence of 1 to {LONGEST} characters.")
    return FocusSaid(None if text == "none" else text)


def set_focus(desk: Desk, text: str) -> FocusSaid:
    """Say the team's one thing, in a sentence.

    Raises:
        NotUnderstood: It is empty or too long for one line.
        Refused, StoreError: It could not be kept.
    """
    said = focus_typed(text)
    record(desk, [(None, said)])
    return said
