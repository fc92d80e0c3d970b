"""Working days: which days they are, counted ahead, counted back, and the last one."""

from datetime import date, timedelta
from typing import NamedTuple

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MOST_BACK = 366
"""Days in which the last working day is looked for; who has not worked for a year has none."""


class WorkingDays(NamedTuple):
    """The days a team works.

    Attributes:
        weekdays: From `WEEKDAYS`, at least one.
        holidays: Days on which nobody works, whatever weekday they are; not for ever.
    """

    weekdays: tuple[str, ...]
    holidays: frozenset[date] = frozenset()

    def has(self, day: date) -> bool:
        """Whether the team works on a day."""
        return WEEKDAYS[day.weekday()] in self.weekdays and day not in self.holidays


def add_working_days(day: date, count: int, works: WorkingDays) -> date:
    """The `count`-th working day after `day`; `day` itself for 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= works.has(day)
    return day


def working_days_before(day: date, count: int, works: WorkingDays) -> date:
    """The first day from which `day` is not more than `count` working days away.

    That is, on which `add_working_days` comes to `day` or a later one.
    """
    between = 0
    while between < count:
        day -= timedelta(days=1)
        between += works.has(day)
    return day


def last_working_day(today: date, works: WorkingDays) -> date:
    """The working day before `today`; the day before it if there is none in `MOST_BACK` days."""
    days = (today - timedelta(days=back) for back in range(1, MOST_BACK + 1))
    return next(filter(works.has, days), today - timedelta(days=1))
