"""Reasons from promises, repairs, feelings and absences: their points, seats and groups."""

from typing import NamedTuple

import pytest

from accountdesk.core.absence import Absence, AbsenceSaid, absences
from accountdesk.core.account import Renewal
from accountdesk.core.attention import Attention, Group, Term
from accountdesk.core.case import CaseFact, CaseKey
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.liveness import Told, live
from accountdesk.core.member import (
    Holds,
    Member,
    MemberFact,
    MemberIs,
    MemberKey,
    MemberSaid,
    Seat,
)
from accountdesk.core.next_step import NextStep
from accountdesk.core.policy import Holidays, Policy
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.readings import readings
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.state import Facts
from accountdesk.core.team import Team, fold_team
from accountdesk.core.touchpoint import Kind, Touchpoint
from accountdesk.core.track import Track, TrackSaid
from accountdesk.desk import reason_words
from tests.builders import TODAY, a_state, an_entry, day, ref

ANA = Member(MemberKey("crm:ana"), "Ana", seat=Holds.HUNTER)
BEN = Member(MemberKey("crm:ben"), "Ben", seat=Holds.FARMER)
CEM = Member(MemberKey("crm:cem"), "Cem")
MEMBERS = {member.key: member for member in (ANA, BEN, CEM)}
TEAM = Team(Policy({"cadence.relational": 14}), MEMBERS, {"actor:ana": ANA.key})
BOUGHT, BUYS = DealAdded("x", Outcome.WON), DealAdded("y")
SET = NextStep("review")


def asks(*bodies: NamedTuple, team: Team = TEAM, away: int = 0) -> dict[Seat, Attention]:
    return readings(a_state(*bodies, team=team), team, day(away)).seats


def weighs(word: str, *bodies: NamedTuple, team: Team = TEAM, away: int = 0) -> dict[Seat, int]:
    """What a term adds in each list that has it."""
    return {
        seat: term.points
        for seat, found in asks(*bodies, team=team, away=away).items()
        for term in found.terms
        if term.word == word
    }


def term(word: str, *bodies: NamedTuple) -> Term:
    return next(
        term for found in asks(*bodies).values() for term in found.terms if term.word == word
    )


def test_the_worked_example() -> None:
    """The sum of the design: 54 = silence 23 + promise 15 + renewal 8 + uneasy 8."""
    found = asks(
        Touchpoint(Kind.CALL, people=("crm:p1", "crm:p2"), on=day(-24)),
        PromiseSaid("quote", due=day(-3), owner="crm:ben", on=day(-9)),
        FeelingSaid(Mood.UNEASY, on=day(-2)),
        Renewal(day(60)),
        SET,
    )[Seat.FARMER]
    assert found.points == 54
    assert reason_words.total(found) == "54 = silence 23 + promise 15 + renewal 8 + uneasy 8"
    assert found.group is Group.MAKE_RIGHT


@pytest.mark.parametrize(("days", "points"), [(0, 20), (1, 21), (9, 29), (10, 30), (99, 30)])
def test_an_open_repair_weighs_more_each_day(days: int, points: int) -> None:
    both = (BOUGHT, BUYS, RepairSaid("doubled", on=day(-days)))
    assert weighs("repair", *both) == {Seat.HUNTER: points, Seat.FARMER: points}
    right = RepairStep(ref(3), Stage.CONFIRMED, "fine again", TODAY)
    assert weighs("repair", *both, right) == {}


def test_overdue_promises_are_their_owners() -> None:
    late = [PromiseSaid("x", due=day(-1), owner="crm:ben", on=day(-9))] * 5
    both = (BOUGHT, BUYS)
    for many, points in ((1, 15), (2, 20), (4, 30), (5, 30)):
        assert weighs("promise", *both, *late[:many]) == {Seat.FARMER: points}
    assert weighs("promise", *both, late[0]._replace(owner="crm:ana")) == {Seat.HUNTER: 15}
    assert weighs("promise", *both, late[0]._replace(owner="crm:who")) == {
        Seat.HUNTER: 15,
        Seat.FARMER: 15,
    }
    assert weighs("promise", BUYS, late[0]) == {Seat.HUNTER: 15}  # lest nobody sees it


def test_settled_promises_are_not_overdue() -> None:
    late = PromiseSaid("x", due=day(-1), on=day(-9))
    done = PromiseSettled(ref(1), Settled.DONE, day(-1))
    assert weighs("promise", late, done) == {}
    broken = PromiseSettled(ref(1), Settled.BROKEN, day(-1))
    assert weighs("promise", late, done, broken) == {}


def test_a_dispute_of_ours_asks_somebody_to_ask() -> None:
    late = PromiseSaid("x", due=day(-1), on=day(-9))
    both = [PromiseSettled(ref(1), how, day(-1)) for how in (Settled.DONE, Settled.BROKEN)]
    found = asks(late, *both, SET)[Seat.HUNTER]
    assert (found.group, found.points) == (Group.MAKE_RIGHT, 0)
    assert reason_words.total(found) == "0 = 0; disputed"
    days = [
        PromiseSettled(ref(1), Settled.AGREED_ANEW, day(-2), due=day(n), instead=day(-1))
        for n in (5, 9)
    ]
    assert [t.word for t in asks(late, *days, SET)[Seat.HUNTER].terms] == ["promise", "disputed"]


@pytest.mark.parametrize(("away", "points"), [(0, 5), (1, 5), (2, 5), (3, 0)])
def test_a_promise_is_due_within_two_working_days(away: int, points: int) -> None:
    """Today is a Monday: Wednesday is two working days away."""
    found = weighs("promise due", PromiseSaid("x", due=day(away)))
    assert found == ({Seat.HUNTER: points} if points else {})
    friday = weighs("promise due", PromiseSaid("x", due=day(8)), away=4)
    assert friday == {Seat.HUNTER: 5}  # over the weekend


def test_a_holiday_brings_a_promise_nearer() -> None:
    closed = Holidays("DE-BY", 2041, frozenset({day(1), day(3)}))
    team = TEAM._replace(policy=Policy({"holidays": closed}))
    thursday, friday = PromiseSaid("x", due=day(3)), PromiseSaid("x", due=day(4))
    assert weighs("promise due", thursday) == {}
    assert weighs("promise due", thursday, team=team) == {Seat.HUNTER: 5}
    assert weighs("promise due", friday, team=team) == {Seat.HUNTER: 5}
    later = PromiseSaid("x", due=day(7))
    assert weighs("promise due", later, team=team) == {}
    assert weighs("promise due", later, away=2) == {}
    assert weighs("promise due", later, team=team, away=2) == {Seat.HUNTER: 5}


def test_their_promises_are_due_and_never_ours_to_make_right() -> None:
    theirs = PromiseSaid("org chart", Side.THEIRS, day(-9), on=day(-20))
    found = asks(theirs)[Seat.HUNTER]
    assert found.group is Group.DUE
    assert found.terms[0].word == "their promise"
    three = [PromiseSaid("x", due=TODAY)] * 2 + [theirs]
    assert sum(t.points for t in asks(*three)[Seat.HUNTER].terms if "promise" in t.word) <= 15


def test_a_case_open_past_its_day_is_the_farmers_to_settle() -> None:
    def weighs_case(*cases: CaseFact, away: int = 0) -> dict[Seat, int]:
        state = a_state(BOUGHT, BUYS, SET, facts=Facts(cases=cases), team=TEAM)
        found = readings(state, TEAM, day(away)).seats
        return {s: t.points for s, asks in found.items() for t in asks.terms if t.word == "case"}

    open_ = CaseFact(CaseKey("crm:c1"), "Pump leaks", due=day(0))
    assert weighs_case(open_) == {}
    assert weighs_case(open_, away=1) == {Seat.FARMER: 10}
    assert weighs_case(open_, open_._replace(key=CaseKey("crm:c2")), away=9) == {Seat.FARMER: 10}
    assert weighs_case(open_._replace(is_closed=True), away=9) == {}
    assert weighs_case(open_._replace(due=None), away=9) == {}


def test_one_thread_is_one_person_we_speak_with() -> None:
    one = Touchpoint(Kind.CALL, people=("crm:p1",), on=day(-1))
    assert weighs("one thread", SET, one) == {Seat.HUNTER: 5}
    assert weighs("one thread", SET, one, BOUGHT) == {Seat.FARMER: 5}
    assert weighs("one thread", SET, one, one._replace(people=("crm:p2",))) == {}
    assert weighs("one thread", SET, one._replace(no_answer=True)) == {}
    nameless = one._replace(people=())
    assert weighs("one thread", SET, one, nameless) == {}  # nobody knows who that was
    assert weighs("one thread", SET, one, nameless._replace(on=day(-90))) == {Seat.HUNTER: 5}
    unknown = readings(a_state(SET, one, nameless), TEAM, TODAY).unknown
    assert "with whom we speak" in unknown
    assert weighs("one thread", SET, one, TrackSaid(Track.TRANSACTIONAL)) == {}
    assert weighs("one thread", SET, one, away=90) == {}


AWAY = Absence(ANA.key, TODAY, day(4), None)


def test_what_an_absent_member_promised_is_pinned_while_nobody_covers() -> None:
    team = TEAM._replace(absences=(AWAY,))
    soon = PromiseSaid("quote", due=day(3))
    found = asks(soon, team=team)[Seat.HUNTER]
    assert found.pinned
    assert found.group is Group.MAKE_RIGHT
    assert (found.terms[0].word, found.terms[0].points, found.terms[0].more) == (
        "no cover",
        0,
        "Ana",
    )
    assert not asks(soon, team=team, away=5)[Seat.HUNTER].pinned
    assert not asks(soon._replace(due=day(5)), team=team)[Seat.HUNTER].pinned  # she is back by then
    assert asks(RepairSaid("doubled"), team=team)[Seat.HUNTER].pinned
    covered = TEAM._replace(absences=(AWAY._replace(cover=BEN.key),))
    assert not asks(soon, team=covered)[Seat.HUNTER].pinned


def test_cover_goes_on_to_who_covers_for_the_cover() -> None:
    gone = (AWAY._replace(cover=BEN.key), Absence(BEN.key, TODAY, TODAY, CEM.key))
    team = TEAM._replace(absences=gone)
    assert team.stand_in("crm:ana", TODAY) == CEM
    assert team.stand_in("crm:ana", day(1)) == BEN
    assert team.stand_in("crm:ana", day(5)) == ANA
    assert team.stand_in("crm:who", TODAY) is None
    circle = (gone[0], gone[1]._replace(cover=ANA.key))
    assert TEAM._replace(absences=circle).uncovered("crm:ana", TODAY) == circle[0]


def test_of_the_same_days_the_last_word_says_who_covers() -> None:
    said = AbsenceSaid("crm:ana", TODAY, day(4))
    entries = [
        an_entry(1, said, account=None),
        an_entry(2, said._replace(cover="crm:ben"), account=None),
        an_entry(3, said._replace(first=day(9)), account=None),  # ends before it begins
    ]
    found = absences(Told(live(entries).said), MemberKey)
    assert found == (AWAY._replace(cover=BEN.key),)


def test_an_absence_is_that_of_whom_its_member_is_mapped_to() -> None:
    own = MemberSaid("Ana")
    key = f"own:{ref(1)}"
    said = [
        own,
        AbsenceSaid(key, TODAY, day(4), "crm:ben"),
        MemberIs(key, "crm:ana"),
    ]
    facts = [MemberFact(m.key, m.name) for m in (ANA, BEN)]
    entries = [an_entry(n, body, account=None) for n, body in enumerate(said, 1)]
    team = fold_team(facts, entries)
    assert team.absences == (AWAY._replace(cover=BEN.key),)
    for name in (key, "crm:ana"):
        assert team.away(name, TODAY) == team.absences[0]


def test_of_two_absences_the_cover_who_is_there_acts() -> None:
    gone = (
        AWAY._replace(cover=BEN.key),
        Absence(ANA.key, TODAY, day(9), CEM.key),
        Absence(CEM.key, TODAY, TODAY, None),
    )
    assert TEAM._replace(absences=gone).stand_in("crm:ana", TODAY) == BEN
