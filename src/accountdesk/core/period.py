"""Periods: stretches of days that goals are about. Years and quarters are the team's fiscal ones.

    2017 · 2017-Q4 · 2017-04 · 2017-04-01..2017-06-30

Both ends are in. A fiscal year is named by the year it ends in: where it starts in April, 2017 is
2016-04-01..2017-03-31 and 2017-Q1 its first three months. `2017-04` is always that April.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.record import FIRST_YEAR, LAST_YEAR

EXAMPLES = "2017, 2017-Q4, 2017-04, 2017-04-01..2017-06-30"
_YEAR = r"([0-9]{4})"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Period(NamedTuple):
    """A stretch of days.

    Attributes:
        text: As people write it, in one spelling.
        first: Its first day.
        last: Its last day.
    """

    text: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def elapsed(self, today: date) -> int:
        """How many of its days have come by the end of `today`, 0 to all."""
        return max(0, min(self.days, (today - self.first).days + 1))


def period(text: str, fiscal_start: int = 1) -> Period:
    """The period that `text` names; `fiscal_start` is the month in which fiscal years begin.

    Raises:
        NotUnderstood: It names none.
    """
    text = text.strip()
    try:
        found = _read(text, fiscal_start)
    except ValueError:
        found = None
    if found is None:
        raise NotUnderstood(f"“{text}” is no period. Write one like: {EXAMPLES}.")
    return found


def _read(text: str, fiscal_start: int) -> Period | None:
    if match := re.fullmatch(f"({_DAY})\\.\\.({_DAY})", text):
        first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        if first > last or not (_in_range(match[1]) and _in_range(match[2])):
            return None
        return Period(text, first, last)
    match = re.fullmatch(f"{_YEAR}(?:-(?:[Qq]([1-4])|([0-9]{{2}})))?", text)
    if match is None or not _in_range(match[1]):
        return None
    year, quarter, month = int(match[1]), match[2], match[3]
    if month is not None:
        first = date(year, int(month), 1)
        return Period(text, first, _months_on(first, 1) - _DAY_LONG)
    start = date(year if fiscal_start == 1 else year - 1, fiscal_start, 1)
    if quarter is None:
        return Period(text, start, _months_on(start, 12) - _DAY_LONG)
    first = _months_on(start, 3 * (int(quarter) - 1))
    return Period(f"{year}-Q{quarter}", first, _months_on(first, 3) - _DAY_LONG)


_DAY_LONG = timedelta(days=1)


def _in_range(text: str) -> bool:
    return FIRST_YEAR <= text[:4] <= LAST_YEAR


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def year_of(day: date, fiscal_start: int = 1) -> Period:
    """The fiscal year in which a day lies."""
    later = fiscal_start > 1 and day.month >= fiscal_start
    return period(str(day.year + later), fiscal_start)


def quarter_of(day: date, fiscal_start: int = 1) -> Period:
    """The fiscal quarter in which a day lies."""
    year = year_of(day, fiscal_start)
    months = (day.year - year.first.year) * 12 + day.month - year.first.month
    return period(f"{year.text}-Q{months // 3 + 1}", fiscal_start)


def lately(today: date, fiscal_start: int = 1) -> Period:
    """The last whole fiscal quarter, and the days since then, until `today`."""
    begun = (today.month - fiscal_start) % 3
    first = _months_on(today.replace(day=1), -begun - 3)
    return Period(f"{first.isoformat()}..{today.isoformat()}", first, today)


def quarters_until(day: date, count: int, fiscal_start: int = 1) -> tuple[Period, ...]:
    """The fiscal quarter in which a day lies, and those before it: so many, the latest first."""
    found: list[Period] = []
    while len(found) < count:
        found.append(quarter_of(day, fiscal_start))
        day = found[-1].first - _DAY_LONG
    return tuple(found)
