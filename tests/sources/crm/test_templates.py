"""Templates, paths and moments: what is filled in can never become a part of a query."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.crm.moments import moment, span, written
from accountdesk.sources.crm.paths import found, parts_of
from accountdesk.sources.crm.templates import filled, names_in, text
from accountdesk.sources.crm.words.base import Expression

TEXTS = st.text(max_size=40)
SOME_TIME = datetime(2026, 11, 23, 10, 0, 0, 123000, UTC)


@given(TEXTS)
def test_a_text_in_an_address_stays_one_part_of_it(value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()
    path = text("/a/{x:url}/b", {"x": value})
    assert path.count("/") == 3
    assert not set(path) & set("?#& ")
    assert unquote(path.split("/")[2]) == value


@given(TEXTS)
def test_a_text_in_an_odata_filter_stays_one_literal(value: str) -> None:
    said = text("name eq {x:odata}", {"x": value})
    literal = said.removeprefix("name eq ")
    assert re.fullmatch(r"'(?:[^']|'')*'", literal, re.DOTALL)
    assert literal[1:-1].replace("''", "'") == value


@given(TEXTS)
def test_a_text_in_a_soql_query_stays_one_literal(value: str) -> None:
    literal = text("{x:soql}", {"x": value})
    assert re.fullmatch(r"'(?:[^'\\]|\\.)*'", literal, re.DOTALL)


@given(st.recursive(st.none() | st.booleans() | st.integers() | TEXTS,
                    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)))  # fmt: skip
def test_a_name_alone_is_the_value_itself_and_not_read_again(value: object) -> None:
    several = value if isinstance(value, list) else [value]  # in a list each of them has a place
    said = filled({"a": "{x}", "b": ["{x}", 1]}, {"x": value, "y": "no"})
    assert said == {"a": value, "b": [*several, 1]}


def test_a_name_is_not_named_twice() -> None:
    values = {"x": ["Industry", "x"]}
    assert text("Id,Industry{x:names}", values) == "Id,Industry,x"
    assert filled(["Id", "Industry", "{x}"], values) == ["Id", "Industry", "x"]


def test_names_go_on_a_list_of_names_and_nothing_else_gets_in() -> None:
    assert text("a,b{x:names}", {"x": ["new_tier", "c__c"]}) == "a,b,new_tier,c__c"
    assert text("a,b{x:names}", {"x": []}) == "a,b"
    for name in ("a b", "a)", "", "a,b", "ä", "x" * 101):
        with pytest.raises(NotUnderstood):
            text("a{x:names}", {"x": [name]})


def test_numbers_truths_and_moments_have_no_quotes() -> None:
    values = {"n": 7, "t": True, "m": SOME_TIME}
    assert text("{n:odata} {t:soql} {m:odata}", values) == "7 true 2026-11-23T10:00:00.123Z"


@pytest.mark.parametrize("template", ["{who}", "a {who:url}", "a {x}", "a {x:json}"])
def test_what_stands_for_nothing_or_is_not_escaped_is_refused(template: str) -> None:
    with pytest.raises(NotUnderstood):
        filled(template, {"x": "y"})


def test_names_in_a_template() -> None:
    template = {"a": "{x}", "b": ["q {y:odata}"], "c": 1}
    assert [*names_in(template)] == [("x", "", True), ("y", "odata", False)]


RECORD = {"a": {"b": [{"c": 1}, {"c": 2}]}, "@odata.nextLink": "next", "n": None}


@pytest.mark.parametrize(
    ("path", "value"),
    [("a.b.1.c", 2), ("'@odata.nextLink'", "next"), ("a.b.7.c", None), ("a.x.y", None),
     ("n.x", None), ("a.b.x", None), ("$", RECORD)],
)  # fmt: skip
def test_paths(path: str, value: object) -> None:
    assert found(path, RECORD) == value


def test_expressions_where_dots_cannot_say_it() -> None:
    assert found(Expression(jmespath="a.b[?c==`2`].c | [0]"), RECORD) == 2
    assert found(Expression(jmespath="sum(n)"), RECORD) is None
    with pytest.raises(NotUnderstood):
        found(Expression(jmespath="a.["), RECORD)


@given(TEXTS)
def test_a_path_is_taken_apart_or_refused(path: str) -> None:
    try:
        parts = parts_of(path)
    except NotUnderstood:
        return
    assert parts
    assert all(parts)


MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # it takes bare ones


@given(MOMENTS, st.sampled_from(["epoch_s", "epoch_ms", "sql_utc", "http_date", "rfc3339"]))
def test_a_moment_is_read_as_it_was_written(at: datetime, writing: str) -> None:
    said = written(at, writing)
    said = text("{x}", {"x": said}) if isinstance(said, datetime) else said
    read = moment(said, writing)
    assert read is not None
    assert abs(read - at) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "said",
    ["2026-11-23T10:00:00.1234567Z", "2026-11-23T10:00:00.123+0000",
     "2026-11-23T11:00:00.123+01:00", "2026-11-23 10:00:00.123"],
)  # fmt: skip
def test_moments_as_crms_write_them(said: str) -> None:
    read = moment(said)
    assert read is not None
    assert read.replace(microsecond=123000) == SOME_TIME


@pytest.mark.parametrize("said", ["", "soon", None, 7, True, "2026-13-01", "x" * 500, {}])
def test_what_is_no_moment_is_none(said: object) -> None:
    assert moment(said) is None


def test_lengths_of_time() -> None:
    assert span("90s") == timedelta(seconds=90)
    assert span("7d") == timedelta(days=7)
    with pytest.raises(NotUnderstood):
        span("soon")
