"""Working days: counted ahead and back, without weekends and holidays, and the last one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.working_days import (
    MOST_BACK,
    WEEKDAYS,
    WorkingDays,
    add_working_days,
    last_working_day,
    working_days_before,
)
from tests.builders import RESTS, TODAY, day

WEEK = WorkingDays(WEEKDAYS[:5])
DAYS = st.integers(-150, 150).map(day)
WORKS = st.builds(
    WorkingDays,
    st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(tuple),
    st.lists(RESTS, max_size=6).map(lambda rests: frozenset[date]().union(*rests)),
)


def without(*away: int) -> WorkingDays:
    """The usual week, with holidays so many days from the tests' Monday."""
    return WEEK._replace(holidays=frozenset(map(day, away)))


@pytest.mark.parametrize(
    ("works", "count", "away"),
    [(WEEK, 0, 0), (WEEK, 2, 2), (WEEK, 5, 7), (without(1), 2, 3), (without(0, 1, 5, 6), 5, 8)],
)
def test_holidays_are_counted_no_more_than_weekends(
    works: WorkingDays, count: int, away: int
) -> None:
    assert add_working_days(TODAY, count, works) == day(away)


@given(DAYS, st.integers(0, 30), WORKS)
def test_working_days_ahead_are_counted_one_by_one(
    start: date, count: int, works: WorkingDays
) -> None:
    end = add_working_days(start, count, works)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(works.has, between)) == count
    assert not count or works.has(end)


@given(DAYS, st.integers(1, 6), WORKS)
def test_the_first_day_within_so_many_working_days_is_the_first(
    due: date, count: int, works: WorkingDays
) -> None:
    first = working_days_before(due, count, works)
    assert add_working_days(first, count, works) >= due
    assert add_working_days(first - timedelta(days=1), count, works) < due


@pytest.mark.parametrize(
    ("works", "away", "last"),
    [
        (WEEK, 1, 0),
        (WEEK, 0, -3),  # a Monday's is Friday
        (WEEK, -1, -3),
        (without(-3), 0, -4),
        (without(0, -3, -4), 1, -5),
        (WorkingDays(("wed",)), 0, -5),
    ],
)
def test_the_last_working_day_is_before_weekends_and_holidays(
    works: WorkingDays, away: int, last: int
) -> None:
    assert last_working_day(day(away), works) == day(last)


@given(DAYS, WORKS)
def test_no_working_day_is_between_the_last_one_and_today(today: date, works: WorkingDays) -> None:
    last = last_working_day(today, works)
    assert works.has(last)
    between = [last + timedelta(days=n) for n in range(1, (today - last).days)]
    assert not any(map(works.has, between))


def test_who_has_not_worked_for_a_year_has_yesterday() -> None:
    daily = WorkingDays(WEEKDAYS, frozenset(map(day, range(-MOST_BACK + 1, 0))))
    assert last_working_day(TODAY, daily) == day(-MOST_BACK)
    never = daily._replace(holidays=daily.holidays | {day(-MOST_BACK)})
    assert last_working_day(TODAY, never) == day(-1)
