"""What the team sets for itself: a target of a metric, and the one thing that it does well.

Apart from `goals`, which only reads: the first frame shows goals and records none.
"""

from datetime import date

from accountdesk.core import money
from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.goal import FocusSaid, GoalSaid
from accountdesk.core.metrics import METRICS
from accountdesk.core.period import period, year_of
from accountdesk.core.policy import Policy
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record

LONGEST = 200
"""Characters of a focus: it stands on one line."""


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
    start = policy.number("fiscal_start")
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
