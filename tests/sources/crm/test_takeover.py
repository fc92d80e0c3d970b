"""Taking over: a desk that is no more had something to write, and another one does it once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.errors import NotFound
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.log import log
from accountdesk.desk.takeover import called, left_behind, take_over
from accountdesk.store.outbox import Waits
from tests.builders import a_desk
from tests.sources.crm.test_own_fields import Fielded
from tests.sources.crm.test_writing import World
from tests.sources.crm.written import WRITTEN, table


class Both:
    """Two desks on one CRM."""

    def __init__(self, one: Desk, other: Desk, name: str) -> None:
        self.one = Fielded(one, name)
        self.other = Fielded(other, name)
        self.other.crm = self.one.crm

    def exchange(self, giver: World, taker: World) -> None:
        take_journal(taker.desk, [line.encode() for line in export(giver.desk)])


@pytest.fixture(params=sorted(WRITTEN))
def both(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Iterator[Both]:
    with a_desk(tmp_path / "other") as other:
        yield Both(desk, other, str(request.param))


def test_what_it_left_is_written_once_and_what_stood_there_not_again(both: Both) -> None:
    one, other = both.one, both.other
    log(one.desk, "Account 00", "call: first")
    one.send()
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
    one, other = both.one, both.other
    log(one.desk, "Account 00", "call: first")
    one.send()
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


def test_what_a_desk_recorded_before_the_yes_is_not_left(both: Both) -> None:
    one, other = both.one, both.other
    log(one.desk, "Account 00", "call: never meant for it")
    both.exchange(one, other)
    assert left_behind(other.desk) == ()
    with pytest.raises(NotFound):
        called(other.desk, one.desk.name)
