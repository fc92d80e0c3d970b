"""Records: what is written is read back; what is odd is refused by name and never crashes."""

import json
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.entry import KINDS
from accountdesk.core.next_step import NextStep
from accountdesk.core.record import DEEPEST, Fields, Unreadable, parse, read, write
from accountdesk.core.touchpoint import Kind, Touchpoint
from tests.builders import BODIES, CHANGES, TEAM_BODIES

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.one_of(BODIES, TEAM_BODIES, CHANGES))
def test_what_is_written_is_read_back(body: NamedTuple) -> None:
    assert read(type(body), parse(write(body))) == body


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_any_json_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    fields = KINDS[kind]._fields
    body: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(fields), JSON))
    try:
        read(KINDS[kind], body)
    except Unreadable as error:
        assert str(error).split()[0] in fields


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        assert isinstance(parse(text), dict)
    except Unreadable as error:
        assert "JSON" in str(error)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"due": "2026-12-05"}, "what is missing"),
        ({"what": 5}, "what cannot be read"),
        ({"what": "a", "due": "20261205"}, "due cannot be read"),
        ({"what": "a", "due": "2026-02-30"}, "due cannot be read"),
        ({"what": "a", "due": "0001-01-01"}, "due cannot be read"),
        ({"what": "\ud800"}, "what cannot be read"),
    ],
)
def test_the_reason_names_the_field(body: dict[str, Any], why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(NextStep, body)


def test_unknown_fields_are_ignored_and_defaults_left_out() -> None:
    assert read(NextStep, {"what": "a", "mood": "sunny"}) == NextStep("a")
    assert write(NextStep("a", date(2026, 12, 5))) == '{"what":"a","due":"2026-12-05"}'


def nested(times: int) -> str:
    return '{"a":' * times + "1" + "}" * times


def test_every_python_nests_equally_deep() -> None:
    assert parse(nested(DEEPEST))
    assert parse('{"a":"' + "[{" * 500 + '","b":[' + "[]," * 500 + "1]}")
    for text in (nested(DEEPEST + 1), nested(100_000), '{"a":"\\"","b":' + nested(DEEPEST) + "}"):
        with pytest.raises(Unreadable, match="nested"):
            parse(text)


@pytest.mark.parametrize("text", ["[1]", "5", "", "{"])
def test_no_object_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, True, 1.5, 10**400])
def test_a_number_is_a_whole_one_that_a_store_can_hold(number: object) -> None:
    class Amount(NamedTuple):
        cents: int

    with pytest.raises(Unreadable):
        read(Amount, {"cents": number})


def test_a_word_of_an_enum_is_read_and_any_other_refused() -> None:
    assert read(Touchpoint, {"kind": "call"}).kind is Kind.CALL
    with pytest.raises(Unreadable, match="kind"):
        read(Touchpoint, {"kind": "fax"})


def test_fields_are_equal_and_hashed_by_content() -> None:
    assert hash(Fields(a="1", b="2")) == hash(Fields(b="2", a="1"))
    assert json.loads(json.dumps(Fields(a="1"))) == {"a": "1"}
