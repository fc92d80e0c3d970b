"""Goals: what hunters and farmers want to reach together, and the one thing the team does well.

A goal belongs to the team. Nothing here knows a person, and no sum is ever split by person.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import kind
from accountdesk.core.liveness import Told
from accountdesk.core.period import Period


@kind("goal")
class GoalSaid(NamedTuple):
    """A target for a metric in a period; the last word wins, None as a target takes it away.

    Attributes:
        metric: A word of `METRICS`.
        period: As people write it; see `core.period`.
        target: Hundredths of `currency`.
        currency: ISO code; None: that of the amounts.
    """

    metric: str
    period: str
    target: int | None = None
    currency: str | None = None


@kind("focus")
class FocusSaid(NamedTuple):
    """The team's one thing, and what success looks like, in a sentence; None takes it away."""

    text: str | None = None


def goals(told: Told) -> Mapping[tuple[str, str], GoalSaid]:
    """Live goals by metric and period."""
    found: dict[tuple[str, str], GoalSaid] = {}
    for _, body in told.of(GoalSaid):
        found.pop((body.metric, body.period), None)
        if body.target is not None:
            found[body.metric, body.period] = body
    return found


def focus(told: Told) -> str | None:
    """The last live focus; None if there is none."""
    said = [body.text for _, body in told.of(FocusSaid)]
    return said[-1] if said else None


class Pace(NamedTuple):
    """How a value stands against a target on a day; the days of a period count alike.

    Attributes:
        percent: Of the target, rounded half up.
        expected: What an even pace would have brought by today, hundredths.
        ahead: Percent of the target that the value is above (or, negative, below) that.
        weekly: What is still needed a week, hundredths; None when nothing is needed, or no day of
            the period is left.
    """

    percent: int
    expected: int
    ahead: int
    weekly: int | None


def pace(value: int, target: int, period: Period, today: date) -> Pace:
    """The pace of `value` (hundredths) towards `target` (hundredths, at least 1)."""
    elapsed = period.elapsed(today)
    expected = half_up(target * elapsed, period.days)
    left = period.days - elapsed
    weekly = half_up((target - value) * 7, max(left, 7)) if left and value < target else None
    return Pace(
        percent=half_up(100 * value, target),
        expected=expected,
        ahead=half_up(100 * (value - expected), target),
        weekly=weekly,
    )


def half_up(number: int, by: int) -> int:
    """`number / by`, rounded half up in whole numbers; `by` is positive."""
    return (2 * number + by) // (2 * by)
