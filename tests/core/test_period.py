"""Periods: calendar and fiscal, both ends in, and what is none."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.period import Period, period, quarters_until, year_of

DAYS = st.dates(date(1950, 1, 1), date(2900, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "first", "last"),
    [
        ("2017", 1, "2017-01-01", "2017-12-31"),
        ("2017-Q4", 1, "2017-10-01", "2017-12-31"),
        ("2017-q1", 1, "2017-01-01", "2017-03-31"),
        ("2017-04", 1, "2017-04-01", "2017-04-30"),
        ("2016-02", 7, "2016-02-01", "2016-02-29"),
        ("2017-12", 1, "2017-12-01", "2017-12-31"),
        ("2017-04-01..2017-06-30", 4, "2017-04-01", "2017-06-30"),
        ("2017-04-01..2017-04-01", 1, "2017-04-01", "2017-04-01"),
        ("2017", 4, "2016-04-01", "2017-03-31"),
        ("2017-Q1", 4, "2016-04-01", "2016-06-30"),
        ("2017-Q4", 4, "2017-01-01", "2017-03-31"),
        ("2017-Q2", 12, "2017-03-01", "2017-05-31"),
    ],
)
def test_what_a_period_means(text: str, start: int, first: str, last: str) -> None:
    found = period(text, start)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert period(found.text, start) == found


@pytest.mark.parametrize(
    "text",
    [
        *("", "17", "2017-Q5", "2017-Q0", "2017-13", "2017-00", "Q4", "2017 Q4", "20170401"),
        *("2017-04-01", "2017-06-30..2017-04-01", "2017-02-30..2017-03-01", "1899", "3000"),
        *("2017-04-01..", "\uff12017", "1899-12-31..1900-01-02", "2017-Q4\n2017"),
    ],
)
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(NotUnderstood, match="2017-Q4, 2017-04"):
        period(text)


@given(DAYS, st.integers(1, 12))
def test_every_day_is_in_one_year_and_one_quarter_of_it(day: date, start: int) -> None:
    year = year_of(day, start)
    assert year.first <= day <= year.last
    assert year.first.day == 1
    assert year.first.month == start
    quarters = [period(f"{year.text}-Q{n}", start) for n in (1, 2, 3, 4)]
    assert sum(q.days for q in quarters) == year.days
    assert [q.first <= day <= q.last for q in quarters].count(True) == 1
    assert year_of(year.last + timedelta(days=1), start).text == str(int(year.text) + 1)


def test_how_much_of_a_period_has_come() -> None:
    april = Period("2017-04", date(2017, 4, 1), date(2017, 4, 30))
    assert april.days == 30
    assert april.elapsed(date(2017, 3, 31)) == 0
    assert april.elapsed(date(2017, 4, 1)) == 1
    assert april.elapsed(date(2017, 4, 30)) == 30
    assert april.elapsed(date(2018, 1, 1)) == 30


@given(st.dates(date(1950, 1, 1), date(2900, 1, 1)), st.integers(1, 12), st.integers(1, 6))
def test_quarters_until_a_day_end_with_its_own_and_leave_no_day_out(
    day: date, start: int, count: int
) -> None:
    found = quarters_until(day, count, start)
    assert len(found) == count
    assert found[0].first <= day <= found[0].last
    assert all(period(one.text, start) == one for one in found)
    for later, before in pairwise(found):
        assert before.last + timedelta(days=1) == later.first
