"""Dates in words: a closed grammar; what is not in it is refused, never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.calendar import (
    Dates,
    Moment,
    date_at_end,
    day_of,
    whole_date,
)
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.working_days import WEEKDAYS, WorkingDays, add_working_days
from tests.builders import NOON, TODAY

MONDAY = Dates(TODAY)
PAST = Dates(TODAY, past=True)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("tue", "2026-11-24"),
        ("Tuesday", "2026-11-24"),
        ("mon", "2026-11-30"),
        ("next tue", "2026-12-01"),
        ("next mon", "2026-11-30"),
        ("next sun", "2026-12-06"),
        ("sun", "2026-11-29"),
        ("in 1 day", "2026-11-24"),
        ("in 3 weeks", "2026-12-14"),
        ("in 5 working days", "2026-11-30"),
        ("end of week", "2026-11-27"),
        ("end of the month", "2026-11-30"),
        ("end of quarter", "2026-12-31"),
        ("5 dec", "2026-12-05"),
        ("sat 5 December", "2026-12-05"),
        ("5 nov", "2027-11-05"),
        ("29 feb", "2028-02-29"),
        ("5 dec 2027", "2027-12-05"),
        ("2026-12-05", "2026-12-05"),
        ("5/12/2026", "2026-12-05"),
        ("5.12.2026", "2026-12-05"),
        ("5.12.", "2026-12-05"),
        ("5/12", "2026-12-05"),
        ("fri.", "2026-11-27"),
    ],
)
def test_words_that_mean_a_day(words: str, day: str) -> None:
    assert whole_date(words, MONDAY) == Moment(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", "2026-11-22"),
        ("mon", "2026-11-16"),
        ("sun", "2026-11-22"),
        ("3 days ago", "2026-11-20"),
        ("2 weeks ago", "2026-11-09"),
        ("5 dec", "2025-12-05"),
        ("23 nov", "2026-11-23"),
    ],
)
def test_in_the_past_words_look_back(words: str, day: str) -> None:
    assert whole_date(words, PAST) == Moment(date.fromisoformat(day))


@pytest.mark.parametrize(("words", "time"), [("tue 9:30", "09:30"), ("5 dec 2026 16:00", "16:00")])
def test_a_time_may_stand_behind(words: str, time: str) -> None:
    assert whole_date(words, MONDAY).time == time


@pytest.mark.parametrize(
    "words",
    [
        *("", "soon", "5", "10:00", "tue wed", "next week", "fri 5 dec", "31 nov", "30 feb"),
        *(
            "2026-02-30",
            "31/2/2026",
            "1/2/26",
            "in 9999 days",
            "tue 25:00",
            "next 5 dec",
            "in 2 tue",
        ),
        *("5 dec 26", "5 dec 1026", "yesterday tomorrow", "end of year"),
    ],
)
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(NotUnderstood):
        whole_date(words, MONDAY)


def test_the_order_of_figures_is_the_teams() -> None:
    assert whole_date("3/4/2026", Dates(TODAY, "dmy")).day == date(2026, 4, 3)
    assert whole_date("3/4/2026", Dates(TODAY, "mdy")).day == date(2026, 3, 4)
    assert whole_date("2026/3/4", Dates(TODAY, "ymd")).day == date(2026, 3, 4)
    assert whole_date("3/4", Dates(TODAY, "mdy")).day == date(2027, 3, 4)


def test_working_days_are_the_teams() -> None:
    dates = Dates(TODAY, workdays=WorkingDays(("mon", "sat")))
    assert whole_date("in 2 working days", dates).day == date(2026, 11, 30)
    assert whole_date("end of week", dates).day == date(2026, 11, 28)


def test_holidays_are_no_working_days_but_end_a_week() -> None:
    works = WorkingDays(WEEKDAYS[:5], frozenset({date(2026, 11, 24), date(2026, 11, 27)}))
    dates = Dates(TODAY, workdays=works)
    assert whole_date("in 1 working day", dates).day == date(2026, 11, 25)
    assert whole_date("in 4 working days", dates).day == date(2026, 12, 1)
    assert whole_date("end of week", dates).day == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "what", "day"),
    [
        ("demo with finance tue 10:00", "demo with finance", "2026-11-24"),
        ("quote by fri", "quote", "2026-11-27"),
        ("quote, by hand, by fri", "quote, by hand", "2026-11-27"),
        ("org chart until 5.12.", "org chart", "2026-12-05"),
        ("org chart 5.12.", "org chart", "2026-12-05"),
        ("org chart by 5/12", "org chart", "2026-12-05"),
        ("call them in 3 weeks", "call them", "2026-12-14"),
        ("renew by end of the quarter 16:00", "renew", "2026-12-31"),
        ("tomorrow", "", "2026-11-24"),
    ],
)
def test_a_date_stands_at_the_end_of_a_line(line: str, what: str, day: str) -> None:
    rest, found = date_at_end(line, MONDAY)
    assert (rest, found and found.day.isoformat()) == (what, day)


@pytest.mark.parametrize(
    "line",
    [
        *("upgrade to 3.2.1", "a ratio of 1/2 each", "call at 10:00", "sit on it", "tue is taken"),
        *("", "pay the money 5", "the market 12", "the 2nd meeting", "room 5", "version 3.5"),
    ],
)
def test_a_line_without_a_date_stays_whole(line: str) -> None:
    assert date_at_end(line, MONDAY) == (line, None)


@pytest.mark.parametrize(
    "end",
    [
        *("next week", "this month", "asap", "tonight", "tomorrow 9", "tomorrow 9am", "in a week"),
        *("tomorrow at 9:30", "fri at 9", "5/12", "5.12.26", "dec 5", "5th dec", "Tues.", "1/2"),
        *("in 3 months", "end of year", "3/30/2026", "2026/30/3"),
    ],
)
def test_what_looks_like_a_date_and_is_none_is_refused_not_lost(end: str) -> None:
    with pytest.raises(NotUnderstood):
        date_at_end(f"call them {end}", MONDAY)
    assert date_at_end(f"call them {end} or so", MONDAY)[1] is None


def test_a_date_that_does_not_exist_is_refused_at_the_end_of_a_line_too() -> None:
    with pytest.raises(NotUnderstood, match="no day of the calendar"):
        date_at_end("send it by 2026-02-30", MONDAY)
    with pytest.raises(NotUnderstood, match="2026-12-05 is a Saturday"):
        date_at_end("send it by fri 5 dec", MONDAY)


WORDS = st.sampled_from(
    [
        *("by", "on", "until", "today", "next", "tue", "wed", "in", "3", "30", "99", "days"),
        *("weeks", "working", "day", "ago", "end", "of", "the", "month", "week", "quarter"),
        *("5", "dec", "2026", "2026-12-05", "5/12", "5.12.", "5.12.2026", "31.2.", "1-2-3"),
        *("10:00", "99:99", "noise", "."),
    ]
)


@given(
    st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=30),
    st.dates(date(1900, 1, 1), date(2990, 12, 31)),
    st.sampled_from(["dmy", "mdy", "ymd"]),
    st.booleans(),
)
def test_any_words_are_a_date_or_refused(text: str, today: date, order: str, past: bool) -> None:
    dates = Dates(today, order, past=past)
    try:
        found = whole_date(text, dates)
    except NotUnderstood as error:
        assert str(error).endswith(".")
    else:
        assert 1900 <= found.day.year <= 2999
    try:
        rest, end = date_at_end(text, dates)
    except NotUnderstood:
        return
    assert text.split()[: len(rest.split())] == rest.split()
    assert end is not None or rest == " ".join(text.split())


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    end = add_working_days(day, count, WorkingDays(WEEKDAYS[:5]))
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(one.weekday() < 5 for one in between) == count
    assert not count or end.weekday() < 5


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_such_weekday_is_within_a_week(today: date) -> None:
    for number, word in enumerate(WEEKDAYS):
        ahead = whole_date(word, Dates(today)).day
        behind = whole_date(word, Dates(today, past=True)).day
        assert ahead.weekday() == behind.weekday() == number
        assert 1 <= (ahead - today).days <= 7
        assert 1 <= (today - behind).days <= 7


def test_a_recorded_moment_has_its_utc_day() -> None:
    assert day_of(NOON) == TODAY
    assert day_of(0) == date(1970, 1, 1)
    assert day_of(86_399_999) == date(1970, 1, 1)
