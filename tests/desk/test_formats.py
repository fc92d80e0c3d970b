"""How days and numbers are written: each way, never ambiguous, and nothing kept depends on it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.cli.main import main
from accountdesk.config.settings import DATES, NUMBERS
from accountdesk.desk import formats, words

DAY = date(2025, 12, 5)


@pytest.fixture(autouse=True)
def _as_usual() -> Iterator[None]:
    yield
    formats.use(DATES[0], NUMBERS[0])


@pytest.mark.parametrize(
    ("dates", "near", "full"),
    [
        ("Fri 5 Dec 2026", "Fri 5 Dec", "Fri 5 Dec 2025 10:00"),
        ("Fri Dec 5 2026", "Fri Dec 5", "Fri Dec 5 2025 10:00"),
        ("Fri 2026-12-05", "Fri 2025-12-05", "Fri 2025-12-05 10:00"),
    ],
)
def test_days_are_written_as_the_setting_is(dates: str, near: str, full: str) -> None:
    formats.use(dates, NUMBERS[0])
    assert words.day(DAY, date(2025, 12, 1)) == near
    assert words.full(DAY, "10:00") == full
    assert words.day(DAY, date(2026, 1, 1)) == words.full(DAY)


@pytest.mark.parametrize(
    ("numbers", "count", "money", "short"),
    [
        ("1,234.5", "12,345 accounts", "1,234,567.50 EUR", "41.6k"),
        ("1.234,5", "12.345 accounts", "1.234.567,50 EUR", "41,6k"),
        ("1 234,5", "12\xa0345 accounts", "1\xa0234\xa0567,50 EUR", "41,6k"),
        ("1’234.5", "12’345 accounts", "1’234’567.50 EUR", "41.6k"),
        ("1234.5", "12345 accounts", "1234567.50 EUR", "41.6k"),
    ],
)
def test_numbers_are_written_as_the_setting_is(
    numbers: str, count: str, money: str, short: str
) -> None:
    formats.use(DATES[0], numbers)
    assert words.count(12345, "account") == count
    assert words.money(123_456_750, "EUR") == money
    assert words.money(-123_456_750, "EUR") == f"-{money}"
    assert words.short_money(4_162_000, None) == short


@given(st.dates(), st.sampled_from(DATES))
def test_no_day_can_be_read_as_another_one(day: date, dates: str) -> None:
    formats.use(dates, NUMBERS[0])
    text = formats.day(day, year=True)
    other = day.replace(month=day.day, day=day.month) if day.day <= 12 else day
    assert (formats.day(other, year=True) == text) == (other == day)
    assert not text.replace("-", " ").split()[1].isdecimal() or dates != DATES[1]


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(NUMBERS))
def test_the_digits_stay(number: int, numbers: str) -> None:
    formats.use(DATES[0], numbers)
    written = formats.number(number)
    assert "".join(letter for letter in written if letter.isdecimal()) == str(number)


def test_a_command_writes_as_the_settings_say_and_scripts_read_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "my.toml"
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(tmp_path / "desk.db"))
    monkeypatch.setenv("ACCOUNTDESK_TODAY", "2026-11-23")
    main(["add", "account", "Acme"])
    main(["add", "deal", "acme", "Pilot", "--amount", "1234567", "--currency", "EUR"])
    main(["log", "acme", "call: hi\nnext: ring 5 dec"])
    capsys.readouterr()
    main(["show", "acme", "--json"])
    before = capsys.readouterr().out
    settings.write_text('[locale]\ndates = "Fri Dec 5 2026"\nnumbers = "1.234,5"\n')
    monkeypatch.setenv("ACCOUNTDESK_CONFIG", str(settings))
    assert main(["show", "acme"]) == 0
    shown = capsys.readouterr().out
    assert "1.234.567 EUR" in shown
    assert "ring, Sat Dec 5" in shown
    main(["show", "acme", "--json"])
    assert capsys.readouterr().out == before
