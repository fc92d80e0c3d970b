"""The journal as a file: the same ids, no doubles, bodies verbatim, bad lines set aside by name."""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.cli.main import main
from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import KINDS, Entry
from accountdesk.core.next_step import NextStep
from accountdesk.core.record import Unreadable
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account
from accountdesk.desk.exchange import BATCH, as_line, export, read_line, take_journal
from accountdesk.desk.log import log
from accountdesk.store import journal
from tests.builders import ACME, TODAY, a_desk, an_entry, some_entries


@given(some_entries(), st.text())
def test_a_line_says_its_entry_verbatim(entries: list[Entry], text: str) -> None:
    bodies = [entry.body for entry in entries]
    for entry, body in zip(entries, bodies, strict=True):
        try:
            is_object = isinstance(json.loads(body), dict)
        except ValueError:
            is_object = False
        if is_object:
            assert read_line(as_line(entry).encode()) == entry
    odd = entries[0]._replace(body='{ "a" : 1e2 , "b": [1,  2], "body": {"c" :1.0}}')
    assert read_line(as_line(odd).encode()) == odd
    try:
        read_line(text.encode("utf-8", "replace"))
    except Unreadable as error:
        assert str(error)


def test_a_body_in_another_place_of_the_line_is_kept_too() -> None:
    entry = an_entry(1, ("kind_of_2030", '{"deep":{"a":[1,2]}}'))
    values = json.loads(as_line(entry))
    body = values.pop("body")
    moved = json.dumps({"body": body} | values)
    assert json.loads(read_line(moved.encode()).body) == body


def test_a_line_that_is_made_to_be_slow_is_read_at_once() -> None:
    marks = ',"body":' * 5000
    entry = an_entry(1, ("note_of_2030", json.dumps({"text": marks, "body": {"body": {}}})))
    assert read_line(as_line(entry).encode()) == entry
    with pytest.raises(Unreadable, match="longer"):
        read_line(b" " * 1_000_001)


def test_numbers_that_are_none_are_no_json() -> None:
    line = as_line(an_entry(1, ("next_step", '{"what":NaN}')))
    with pytest.raises(Unreadable, match="no JSON"):
        read_line(line.encode())


def test_two_desks_exchange_their_journals_and_show_the_same(tmp_path: Path) -> None:
    with a_desk(tmp_path / "one.db") as one, a_desk(tmp_path / "two.db") as two:
        add_account(one, AccountAdded("Globex"))
        log(one, "globex", "call: hi\nnext: demo tue")
        lines = [line.encode() for line in export(one)]
        taken = take_journal(two, lines)
        assert (taken.new, taken.known, taken.set_aside) == (3, 0, [])
        log(two, "globex", "call: me too")
        back = take_journal(one, [line.encode() for line in export(two)])
        assert (back.new, back.known) == (1, 3)
        assert account_page(one, "globex").timeline == account_page(two, "globex").timeline
        again = take_journal(one, [line.encode() for line in export(two)])
        assert (again.new, again.known) == (0, 4)


def test_what_a_newer_program_said_survives_the_round_trip(tmp_path: Path) -> None:
    newer = [
        an_entry(1, ("promise_of_2030", '{"what":"x","new":{"deep":[1,null]}}')),
        an_entry(2, ("next_step", '{"what":"a","mood":"sunny"}')),
        an_entry(3, ("moon_phase", "{}"), account=None),
    ]
    with a_desk(tmp_path / "one.db") as one, a_desk(tmp_path / "two.db") as two:
        take_journal(one, [as_line(entry).encode() for entry in newer])
        take_journal(two, [line.encode() for line in export(one)])
        assert list(journal.everything(two.store)) == newer
        page = account_page(two, newer[0].account or "")
        assert "update AccountDesk" in page.about
        assert page.data["update_needed_for"] == ["promise_of_2030"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": "no id"}, "id is no id"),
        ({"note": None}, "note is no id"),
        ({"at": "now"}, "at is no time"),
        ({"at": -1}, "at is no time"),
        ({"at": True}, "at is no time"),
        ({"by": ""}, "by is no text"),
        ({"kind": 5}, "kind is no text"),
        ({"kind": "\ud800"}, "kind is no Unicode"),
        ({"account": "x" * 501}, "account is no text"),
        ({"body": [1]}, "body is no JSON object"),
    ],
)
def test_a_bad_line_is_set_aside_with_its_number_and_field(
    tmp_path: Path, change: dict[str, object], why: str
) -> None:
    good = [as_line(an_entry(number, NextStep("a"))).encode() for number in (1, 2)]
    bad = json.dumps(json.loads(good[0]) | change).encode()
    with a_desk(tmp_path / "desk.db") as desk:
        taken = take_journal(desk, [good[0], b"", bad, good[1]])
        assert taken.new == 2
        assert len(taken.set_aside) == 1
        assert taken.set_aside[0].startswith(f"line 3: {why}")


@pytest.mark.parametrize("line", [b"\xff\xfe", b"{", b"[]", b'"text"', b'{"a":' * 3000])
def test_what_is_no_line_is_set_aside(tmp_path: Path, line: bytes) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        taken = take_journal(desk, [line])
        assert taken.new == 0
        assert taken.set_aside[0].startswith("line 1: ")


def test_an_entry_with_other_words_under_a_known_name_is_set_aside(tmp_path: Path) -> None:
    first, other = an_entry(1, NextStep("a")), an_entry(1, NextStep("b"))
    with a_desk(tmp_path / "desk.db") as desk:
        taken = take_journal(desk, [as_line(entry).encode() for entry in (first, first, other)])
        assert (taken.new, taken.known) == (1, 1)
        assert "entries never change" in taken.set_aside[0]
        assert list(journal.everything(desk.store)) == [first]


def test_a_long_file_is_taken_in_batches(tmp_path: Path) -> None:
    lines = [as_line(an_entry(n, NextStep("a"))).encode() for n in range(1, 2 * BATCH + 5)]
    with a_desk(tmp_path / "desk.db") as desk:
        assert take_journal(desk, lines).new == 2 * BATCH + 4
        assert [line.encode() for line in export(desk)] == lines


def filled(record: type[Any]) -> NamedTuple:
    """A body of a kind with something in each of its fields."""
    values: dict[str, object] = {}
    for name, annotation in record.__annotations__.items():
        of = annotation
        if isinstance(annotation, UnionType):
            of = next(part for part in get_args(annotation) if part is not type(None))
        if isinstance(of, type) and issubclass(of, StrEnum):
            values[name] = next(iter(of))
        else:
            values[name] = WITH[of]
    body: NamedTuple = record(**values)
    return body


WITH: dict[object, object] = {
    str: "Dana's “quote”, 5 > 3 & <b>",
    int: 7,
    bool: True,
    date: TODAY,
    tuple[str, ...]: ("crm:p1", "crm:p2"),
    object: {"what": "amended"},
}


@pytest.mark.parametrize("word", sorted(KINDS))
def test_every_kind_survives_export_and_import_and_says_the_same(
    tmp_path: Path, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = filled(KINDS[word])
    entry = an_entry(2, body)
    with a_desk(tmp_path / "one.db") as one:
        take_journal(one, [as_line(an_entry(1, AccountAdded("Globex"))).encode()])
        assert take_journal(one, [as_line(entry).encode()]).set_aside == []
    file = str(tmp_path / "journal.jsonl")
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(tmp_path / "one.db"))
    assert main(["journal", "export", file, "--json"]) == 0
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(tmp_path / "two.db"))
    assert main(["journal", "import", file, "--json", "--today", TODAY.isoformat()]) == 0
    with a_desk(tmp_path / "one.db") as one, a_desk(tmp_path / "two.db") as other:
        assert list(journal.everything(other.store)) == [
            an_entry(1, AccountAdded("Globex")),
            entry,
        ]
        assert account_page(one, ACME).data == account_page(other, ACME).data
