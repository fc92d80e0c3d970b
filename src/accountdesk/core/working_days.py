"""Working days: counted ahead, and counted back."""

from collections.abc import Sequence
from datetime import date, timedelta

from accountdesk.core.policy import WEEKDAYS


def add_working_days(day: date, count: int, workdays: Sequence[str]) -> date:
    """The `count`-th working day after `day`; `day` itself for 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= WEEKDAYS[day.weekday()] in workdays
    return day


def working_days_before(day: date, count: int, workdays: Sequence[str]) -> date:
    """The first day from which `day` is not more than `count` working days away.

    That is, on which `add_working_days` comes to `day` or a later one.
    """
    between = 0
    while between < count:
        day -= timedelta(days=1)
        between += WEEKDAYS[day.weekday()] in workdays
    return day
