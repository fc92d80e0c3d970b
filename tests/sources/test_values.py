"""Values of cells: what can be read in one way only is read, what cannot is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.calendar import Moment
from accountdesk.sources.files.values import (
    Amount,
    DayOrder,
    amount,
    day_order,
    decimals,
    moment,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("2017-03-01", "dmy", Moment(date(2017, 3, 1))),
        ("2017/3/1", "dmy", Moment(date(2017, 3, 1))),
        ("2017-03-01T14:05:09Z", "dmy", Moment(date(2017, 3, 1), "14:05")),
        ("2017-03-01 14:05:09.123+02:00", "dmy", Moment(date(2017, 3, 1), "14:05")),
        ("2017-03-01 00:00", "dmy", Moment(date(2017, 3, 1))),
        ("3/1/2017", "mdy", Moment(date(2017, 3, 1))),
        ("3/1/2017", "dmy", Moment(date(2017, 1, 3))),
        ("01.03.2017", "dmy", Moment(date(2017, 3, 1))),
        ("1-3-17", "dmy", Moment(date(2017, 3, 1))),
        ("3/1/2017 2:05 PM", "mdy", Moment(date(2017, 3, 1), "14:05")),
        ("3/1/2017 12:00 am", "mdy", Moment(date(2017, 3, 1))),
        ("1 Mar 2017", "mdy", Moment(date(2017, 3, 1))),
        ("01-Mar-2017", "dmy", Moment(date(2017, 3, 1))),
        ("March 1, 2017", "dmy", Moment(date(2017, 3, 1))),
        ("Mar. 1 2017 9:30", "dmy", Moment(date(2017, 3, 1), "09:30")),
    ],
)
def test_days_as_files_write_them(text: str, order: str, found: Moment) -> None:
    assert moment(f" {text} ", order) == found


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "2017", "2017-02-30", "2017-13-01", "13/13/2017", "1.3.", "3/1", "42000"),
        *("1899-12-31", "3017-01-01", "1 Foo 2017", "2017-03-01 25:00", "3/1/2017 13:00 pm"),
        *("2017-03-01 12:60", "1/2-2017", "1/2/217", "3/\u0661/2017", "2017-03-01x"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert moment(text, "dmy") is None


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from(["dmy", "mdy"]))
def test_a_column_is_never_read_against_what_it_shows(days: list[date], order: str) -> None:
    """Of a column written in one order every day is read back, or all of them are open."""
    form = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
    cells = [day.strftime(form) for day in days]
    for team in ("dmy", "mdy", "ymd"):
        found = day_order(cells, team)
        read = [moment(cell, found.order) for cell in cells]
        assert found.open or read == [Moment(day) for day in days]
        assert None not in read
        if found.open:
            assert all(day.day <= 12 for day in days)
            assert found.order == ("mdy" if team == "mdy" else "dmy")


def test_one_wrong_cell_does_not_turn_a_column_round() -> None:
    assert day_order(["10/20/2016", "3/1/2017", "31/12/2016"], "dmy").order == "dmy"
    assert day_order(["10/20/2016", "3/1/2017", "31/12/2016"], "dmy").mixed
    assert day_order(["10/20/2016", "3/21/2017"], "dmy") == DayOrder("mdy", False, True)
    assert day_order(["2017-03-01", "soon", ""], "dmy") == DayOrder("dmy", False)
    assert day_order(["5/5/2017"], "dmy") == DayOrder("dmy", False)


@pytest.mark.parametrize(
    ("text", "decimal", "found"),
    [
        ("1054", None, Amount(1054_00, None)),
        ("$1,054.00", ".", Amount(1054_00, None)),
        ("1.054,00 €", ",", Amount(1054_00, "EUR")),
        ("1,054", None, Amount(1054_00, None)),
        ("1.054.000", None, Amount(1054000_00, None)),
        ("1'054.50", ".", Amount(1054_50, None)),
        ("EUR 12.5", ".", Amount(12_50, "EUR")),
        ("US$ 12", None, Amount(12_00, "USD")),
        ("12 CHF", None, Amount(12_00, "CHF")),
        ("12.345", ".", Amount(12_35, None)),
        ("(12.50)", ".", Amount(-12_50, None)),
        ("-12", None, Amount(-12_00, None)),
        ("-€12", None, Amount(-12_00, "EUR")),
        ("1 054 000", None, Amount(1054000_00, None)),
        ("1 054,5", ",", Amount(1054_50, None)),
        ("0", None, Amount(0, None)),
    ],
)
def test_amounts_as_files_write_them(text: str, decimal: str | None, found: Amount) -> None:
    assert amount(f" {text} ", decimal) == found


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "1,05", "1.0.5", "12k", "1e6", "(12", "12)", "--5", "١٢", "10,00,000", "9" * 30],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount(text, None) is None


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1054", "7"], None),
        (["1,054", "7"], None),
        (["1.054", "12.5"], "."),
        (["1.054,00", "7"], ","),
        (["1,054.123"], "."),
        (["0.125"], "."),
        (["99.125", "1.5"], "."),
        (["1234.567"], "."),
        (["3,50 €", "soon"], ","),
        (["1.5", "2.5", "3,5"], "."),
    ],
)
def test_the_mark_of_decimals_is_found_from_the_column(cells: list[str], mark: str | None) -> None:
    assert decimals(cells).mark == mark


@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=20), st.sampled_from([",", "."]))
def test_amounts_with_two_decimals_are_read_back(cents: list[int], mark: str) -> None:
    thousands = "," if mark == "." else "."
    cells = [f"{c / 100:,.2f}".translate(str.maketrans(",.", thousands + mark)) for c in cents]
    assert [amount(cell, decimals(cells).mark) for cell in cells] == [
        Amount(c, None) for c in cents
    ]


@given(st.text(max_size=12))
def test_no_text_breaks_the_readers(text: str) -> None:
    for order in ("dmy", "mdy"):
        found = moment(text, order)
        assert found is None or isinstance(found.day, date)
    amount(text, decimals([text]).mark)


def test_a_column_with_both_marks_is_told() -> None:
    assert decimals(["1.5", "2,5"]).mixed
    assert not decimals(["1.5", "2,500"]).mixed


def test_a_mark_that_may_be_one_of_thousands_is_told() -> None:
    assert decimals(["1.234", "7"]).thousands == "1.234"
    assert decimals(["1.234", "7.5"]).thousands is None


def test_two_digits_of_a_year_are_of_the_2000s() -> None:
    assert moment("1/1/00", "dmy") == Moment(date(2000, 1, 1))
    assert moment("31/12/99", "dmy") == Moment(date(2099, 12, 31))
