"""Taking over: a desk that is no more had something to write, and another one does it once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotFound, Refused
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.log import log
from accountdesk.desk.outbox_page import OURS, THEIRS
from accountdesk.desk.standing import add_field
from accountdesk.desk.takeover import called, left_behind, moment_typed, take_over
from accountdesk.desk.undo import undo
from accountdesk.store import journal
from accountdesk.store.outbox import Waits
from tests.builders import a_desk, an_id
from tests.sources.crm.test_own_fields import Fielded
from tests.sources.crm.test_writing import World
from tests.sources.crm.world import pulled
from tests.sources.crm.written import WRITTEN, table


class Both:
    """Two desks on one CRM."""

    def __init__(self, one: Desk, other: Desk, name: str) -> None:
        self.one = Fielded(one, name)
        self.other = Fielded(other, name)
        self.other.crm = self.one.crm

    def begun(self) -> tuple[Fielded, Fielded]:
        """Both, one of which has written something."""
        log(self.one.desk, "Account 00", "call: first")
        self.one.send()
        return self.one, self.other

    def exchange(self, giver: World, taker: World) -> None:
        take_journal(taker.desk, [line.encode() for line in export(giver.desk)])


@pytest.fixture(params=sorted(WRITTEN))
def both(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Iterator[Both]:
    with a_desk(tmp_path / "other") as other:
        yield Both(desk, other, str(request.param))


def test_what_it_left_is_written_once_and_what_stood_there_not_again(both: Both) -> None:
    one, other = both.begun()
    log(one.desk, "Account 00", "call: done and not told")
    one.send("after")
    log(one.desk, "Account 01", "call: never sent\nnext: quote fri")
    one.say("gold")
    both.exchange(one, other)
    [behind] = left_behind(other.desk)
    assert (behind.desk, behind.source, len(behind.entries)) == (one.desk.name, "fake", 4)
    assert take_over(other.desk, behind) == 4
    other.send_all()
    assert len(table(one.crm)) == 4  # none of them twice
    assert other.there() == "gold"
    assert other.rows() == []
    assert left_behind(other.desk) == ()


def test_the_other_desk_leaves_it_alone_should_it_come_back(both: Both) -> None:
    one, other = both.begun()
    log(one.desk, "Account 01", "call: left")
    both.exchange(one, other)
    take_over(other.desk, left_behind(other.desk)[0])
    both.exchange(other, one)
    [row] = one.rows()
    assert row.state is Waits.PARKED
    assert row.said.endswith("has taken it over")
    one.send_all()
    other.send_all()
    assert len(table(one.crm)) == 2
    both.exchange(other, one)
    assert one.rows() == []  # it stands there, says the journal
    log(one.desk, "Account 01", "call: alive after all")
    one.send()
    assert len(table(one.crm)) == 3


def test_who_comes_back_late_and_knows_nothing_of_it_doubles_nothing(both: Both) -> None:
    one, other = both.begun()
    log(one.desk, "Account 01", "call: left")
    both.exchange(one, other)
    take_over(other.desk, left_behind(other.desk)[0])
    other.send_all()
    one.later(3700)
    one.send_all()
    assert len(table(one.crm)) == 2


def test_a_conflict_that_another_desk_has_settled_is_none(both: Both) -> None:
    one, other = both.begun()
    one.say("gold")
    one.elsewhere("basic")
    one.send()
    both.exchange(one, other)
    take_over(other.desk, left_behind(other.desk)[0])
    other.send()
    other.pick(OURS)
    other.send()
    both.exchange(other, one)
    assert one.rows() == []
    assert one.there() == "gold"


def test_only_what_was_taken_over_is_left_alone(both: Both) -> None:
    one, other = both.begun()
    log(one.desk, "Account 01", "call: left")
    both.exchange(one, other)
    take_over(other.desk, left_behind(other.desk)[0])
    other.send_all()
    log(one.desk, "Account 02", "call: newer than what was taken over")
    both.exchange(other, one)
    one.send_all()
    assert one.rows() == []
    assert len(table(one.crm)) == 3


def test_a_field_that_a_colleague_has_changed_since_is_asked_about(both: Both) -> None:
    one, other = both.begun()
    one.say("gold")
    one.elsewhere("basic")
    both.exchange(one, other)
    pulled(other.desk, other.source())
    take_over(other.desk, left_behind(other.desk)[0])
    other.send_all()
    assert other.there() == "basic"
    assert "“basic”" in other.asked().said


def test_what_was_taken_back_and_not_sent_is_taken_away(both: Both) -> None:
    one, other = both.begun()
    undo(one.desk, None, lambda question: True)
    both.exchange(one, other)
    [behind] = left_behind(other.desk)
    assert take_over(other.desk, behind) == 1
    other.send_all()
    assert table(one.crm) == []


@pytest.mark.parametrize("what", ["superseded", "not ours", "theirs"])
def test_what_needs_no_writing_is_not_left(both: Both, what: str) -> None:
    one, other = both.begun()
    one.say("gold")
    if what == "theirs":
        one.elsewhere("basic")
        one.send()
        one.pick(THEIRS)
    else:
        one.say("silver")
        one.send()
    if what == "not ours":
        add_field(one.desk, "Account 00", "tier", None)
    both.exchange(one, other)
    assert left_behind(other.desk) == ()


def test_a_desk_that_never_sent_anything_is_named_with_a_day(both: Both) -> None:
    one, other = both.one, both.other
    log(one.desk, "Account 00", "call: left")
    both.exchange(one, other)
    since = moment_typed(other.desk, "today")
    [behind] = called(other.desk, one.desk.name[:8], since)
    assert take_over(other.desk, behind) == 1
    note = [*journal.everything(other.desk.store)][-1].note
    with pytest.raises(Refused, match="What was taken over stays so"):
        undo(other.desk, id_text(note), lambda question: True)


def test_a_delivery_that_names_nothing_stops_nothing(both: Both) -> None:
    head = {"id": id_text(an_id(1)), "note": id_text(an_id(2)), "at": 1, "desk": "x", "by": "x"}
    for number, field in enumerate((None, "tier")):
        head["id"] = id_text(an_id(number + 10))
        body = {"entry": "nope", "source": "fake", "field": field}
        line = {**head, "account": "fake:a0", "kind": "delivered", "body": body}
        take_journal(both.other.desk, [json.dumps(line).encode()])
    assert left_behind(both.other.desk) == ()
    both.other.say("gold")
    both.other.send()
    assert both.other.there() == "gold"


def test_what_a_desk_recorded_before_the_yes_is_not_left(both: Both) -> None:
    one, other = both.one, both.other
    log(one.desk, "Account 00", "call: never meant for it")
    both.exchange(one, other)
    assert left_behind(other.desk) == ()
    with pytest.raises(NotFound):
        called(other.desk, one.desk.name)
