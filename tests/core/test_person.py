"""People: one phone number is one, however it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.person import PersonFact, PersonKey, how_to_reach, numbers, words


@pytest.mark.parametrize(
    ("phone", "found"),
    [
        ("+49 (0)30 555-0123", ["49305550123", "305550123"]),
        ("0049 30 5550123", ["49305550123", "305550123"]),
        ("(+49) 30/555.0123", ["49305550123", "305550123"]),
        ("030 555-0123", ["305550123"]),
        ("+1 (212) 555-0123", ["12125550123", "2125550123"]),
        ("+353 1 555", ["3531555", "1555"]),
        ("+49", ["49"]),
        ("+4", ["4"]),
        *((nothing, []) for nothing in ("", "+", "00", "ask Dana")),
    ],
)
def test_the_digits_of_a_phone_number(phone: str, found: list[str]) -> None:
    assert numbers(phone) == found


@given(st.text("+0123456789 ()-", max_size=20))
def test_digits_are_all_that_is_kept_and_no_zero_is_in_front(phone: str) -> None:
    for number in numbers(phone):
        assert number.isdigit()
        assert number[0] != "0"
    assert len(numbers(phone)) <= 2


def test_a_person_is_found_by_name_address_and_number() -> None:
    person = PersonFact(PersonKey("p"), "Zoë Fox", "CFO", "z.fox@globex.example", "030 55-1")
    assert words(person) == ["zoe", "fox", "z", "fox", "globex", "example", "30551"]
    assert how_to_reach(person) == "Zoë Fox, z.fox@globex.example, 030 55-1"
    assert words(PersonFact(PersonKey("p"), "")) == []
