"""My day: what is for me, today; the team's where nobody knows me."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded, Renewal
from accountdesk.core.attention import Group
from accountdesk.core.deal import DealAdded
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.adding import add_account, add_deal, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.my_day import MyDay, my_day
from accountdesk.desk.standing import add_renewal, name_seats, put_off
from accountdesk.desk.steps import end_step, steps_of
from accountdesk.desk.who import i_am, who_could_be
from tests.builders import a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        for name in ("Late", "Later", "Calm", "Others"):
            add_account(found, AccountAdded(name))
        log(found, "late", "call: hi\nnext: offer yesterday")
        log(found, "calm", "call: hi\nnext: lunch in 5 days")
        yield found


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """Ana holds all but Others, which is Ben's."""
    add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.HUNTER))
    name_seats(desk, ["late", "calm", "later"], {Seat.HUNTER: ["ana"]})
    name_seats(desk, ["others"], {Seat.HUNTER: ["ben"]})
    log(desk, "others", "call: hi\nnext(ben): visit in 9 days")
    desk.settle()
    return desk


def said(day: MyDay) -> list[tuple[str, str]]:
    return [(item.row.name, item.row.reason) for item in day.items]


def test_who_is_known_sees_what_they_hold(ana: Desk) -> None:
    found = my_day(ana)
    assert (found.me, found.known) == ("Ana Ruiz, hunter", True)
    assert said(found) == [("Late", "offer")]
    assert [item.row.line.entry != "" for item in found.items] == [True]
    assert found.counts[Group.DUE] == 1
    assert found.later == 0


def test_a_step_of_mine_on_an_account_of_others_is_mine(ana: Desk) -> None:
    log(ana, "others", "next: send Ben the plan today")
    log(ana, "others", "next: later in 3 days")
    assert said(my_day(ana)) == [("Late", "offer"), ("Others", "send Ben the plan")]
    item = my_day(ana).items[1]
    assert (item.row.when, item.row.group, item.seat) == ("today", Group.DUE, Seat.HUNTER)
    open_ = steps_of(ana, "others").steps
    [step] = [step for step in open_ if id_text(step.entry) == item.row.line.entry]
    end_step(ana, steps_of(ana, "others"), step)
    assert said(my_day(ana)) == [("Late", "offer")]


def test_a_step_that_another_reason_hides_is_said_too(ana: Desk) -> None:
    """A list shows the most pressing reason of an account; a day is made of what is to be done."""
    key = add_account(ana, AccountAdded("Globex", "customer")).key
    record(ana, [(AccountKey(key), Renewal(day(9)))])
    log(ana, "globex", "call: hi\nnext: send the numbers today")
    assert ("Globex", "send the numbers") in said(my_day(ana))


def test_a_step_of_another_on_an_account_of_mine_stays_a_reason(ana: Desk) -> None:
    log(ana, "later", "call: hi\nnext(ben): ring them today")
    found = [item for item in my_day(ana).items if item.row.name == "Later"]
    assert [item.row.reason for item in found] == ["ring them"]


def test_two_steps_of_one_account_in_two_lists_are_two_things(ana: Desk) -> None:
    add_account(ana, AccountAdded("Twin", "customer"))
    add_deal(ana, "twin", DealAdded("x"))
    name_seats(ana, ["twin"], {Seat.HUNTER: ["ben", "ana"], Seat.FARMER: ["ana"]})
    log(ana, "twin", "call: hi\nnext(ben): offer yesterday")
    log(ana, "twin", "next: ring them yesterday")
    found = [reason for name, reason in said(my_day(ana)) if name == "Twin"]
    assert sorted(found) == ["offer", "ring them"]


def test_what_another_put_off_hides_no_step_of_mine(ana: Desk) -> None:
    log(ana, "others", "next: send the plan today")
    ben = ana._replace(claim="actor:ben")
    i_am(ben, next(one for one in who_could_be(ben) if one.name == "Ben Ode"), Holds.HUNTER)
    put_off(ben, ["others"], "in 5 days", "", Seat.HUNTER)
    assert ("Others", "send the plan") in said(my_day(ana))
    put_off(ana, ["others"], "in 5 days", "", Seat.HUNTER)
    assert ("Others", "send the plan") not in said(my_day(ana))


def test_an_account_that_waits_in_both_lists_waits_once(ana: Desk) -> None:
    before = my_day(ana).later
    add_account(ana, AccountAdded("Twin", "customer"))
    add_deal(ana, "twin", DealAdded("x", closes=day(58)))
    add_renewal(ana, "twin", "in 60 days", None, None)
    name_seats(ana, ["twin"], {Seat.HUNTER: ["ana"], Seat.FARMER: ["ana"]})
    log(ana, "twin", "call: hi\nnext: lunch in 9 days")
    assert my_day(ana).later == before + 1


def test_an_account_of_mine_in_both_lists_is_said_once_for_one_reason(ana: Desk) -> None:
    add_account(ana, AccountAdded("Twin", "customer"))
    name_seats(ana, ["twin"], {Seat.HUNTER: ["ana"], Seat.FARMER: ["ana"]})
    assert [name for name, _ in said(my_day(ana))].count("Twin") == 1


def test_what_is_put_off_is_not_for_today_until_its_day(ana: Desk) -> None:
    put_off(ana, ["late"], "in 2 days", "they merge", Seat.HUNTER)
    assert said(my_day(ana)) == []
    assert my_day(ana).empty == "No account that you hold needs anybody today."


def test_what_the_other_seat_put_off_is_still_mine(ana: Desk) -> None:
    put_off(ana, ["late"], "in 2 days", "they merge", Seat.FARMER)
    assert said(my_day(ana)) == [("Late", "offer")]


def test_nobody_who_is_known_sees_the_teams_day(desk: Desk) -> None:
    found = my_day(desk)
    assert not found.known
    assert said(found)[0] == ("Late", "offer")


def test_what_is_more_than_a_month_ahead_can_wait(desk: Desk) -> None:
    before = my_day(desk).later
    for name, away in (("Soon", 30), ("Far", 31)):
        key = add_account(desk, AccountAdded(name, "customer")).key
        record(desk, [(AccountKey(key), Renewal(day(away), 1_00, "EUR"))])
        log(desk, name, "call: hi\nnext: lunch in 5 days")
    desk.settle()
    found = my_day(desk)
    assert [name for name, reason in said(found) if reason == "renewal"] == ["Soon"]
    assert found.later == before + 1
