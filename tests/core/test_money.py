"""Money as people type it: exact, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.money import cents, currency


@given(st.integers(0, 10**12 - 1), st.integers(0, 99))
def test_what_is_typed_is_kept_to_the_cent(whole: int, rest: int) -> None:
    assert cents(f"{whole}.{rest:02}") == whole * 100 + rest
    assert cents(str(whole)) == whole * 100


def test_one_decimal_is_tenths() -> None:
    assert cents("12.5") == 1250


@pytest.mark.parametrize("text", ["", ".5", "1,000", "1.000", "-5", "1e3", "٣", "5 EUR", "9" * 13])
def test_what_would_have_to_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="no amount"):
        cents(text)


def test_a_currency_has_three_letters() -> None:
    assert currency("eur") == "EUR"
    for text in ("", "EURO", "€", "ÄÖÜ", "E1R"):
        with pytest.raises(NotUnderstood, match="no currency"):
            currency(text)
