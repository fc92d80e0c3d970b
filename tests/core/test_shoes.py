"""Their shoes: what a customer lived through in the last 90 days, whatever order it was told in."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import Left
from accountdesk.core.entry import Entry
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.lived import (
    NAMES,
    Broken,
    Departed,
    Disputed,
    Event,
    Felt,
    Kept,
    Mended,
    Moved,
    NotRight,
    Overdue,
    Promised,
    Silent,
    Touched,
    Waited,
    WentWrong,
    stands,
)
from accountdesk.core.member import MemberIs, MemberSaid
from accountdesk.core.policy import Holidays, PolicySaid
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.record import plain
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.shoes import DAYS, first_day, shoes
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team, fold_team
from accountdesk.core.touchpoint import ActivityFact, Direction, Kind, Manner, Touchpoint
from tests.builders import (
    ACCOUNTS,
    ACME,
    TODAY,
    a_state,
    an_entry,
    day,
    ref,
    some_entries,
    some_facts,
)

CALL, MAIL, VISIT = Kind.CALL, Kind.MAIL, Kind.VISIT
IN, OUT = Direction.IN, Direction.OUT


def a_team(*bodies: MemberSaid | MemberIs | PolicySaid) -> Team:
    entries = [an_entry(n, body, account=None) for n, body in enumerate(bodies, 1)]
    return fold_team((), entries)


def of_team(*names: str) -> Team:
    """Members whose claims are `actor:` and their names in small letters."""
    said = [MemberSaid(name) for name in names]
    are = [MemberIs(f"actor:{n.lower()}", f"own:{ref(at)}") for at, n in enumerate(names, 1)]
    return a_team(*said, *are)


def touch(
    away: int,
    kind: Kind,
    direction: Direction = Direction.UNKNOWN,
    *,
    time: str | None = None,
    manner: Manner = Manner.UNKNOWN,
    missed: bool = False,
    by: str | None = None,
    text: str = "",
) -> ActivityFact:
    key = f"crm:{away:+04}{time}{kind}{by}"
    return ActivityFact(
        key, day(away), kind, direction, missed, manner, text=text, time=time, by=by
    )


def lived(*touches: ActivityFact, team: Team = Team(), today: date = TODAY) -> tuple[Event, ...]:  # noqa: B008  # immutable
    state = fold([ACME], Facts(activities=touches), (), team)
    return shoes(state, team, today)


def told(*bodies: PromiseSaid | PromiseSettled | RepairSaid | RepairStep) -> list[Event]:
    return [*shoes(a_state(*bodies), Team(), TODAY)]


def waits(*touches: ActivityFact, team: Team = Team()) -> list[tuple[int, int, bool]]:  # noqa: B008  # immutable
    """Days, times, and whether it goes on."""
    found = lived(*touches, team=team)
    return [(e.days, e.times, e.still) for e in found if isinstance(e, Waited)]


def test_it_reaches_back_90_days_and_not_beyond_today() -> None:
    touches = [touch(away, MAIL, OUT) for away in (-DAYS, 1 - DAYS, 0, 1)]
    assert [event.on for event in lived(*touches)] == [first_day(TODAY), TODAY]
    assert (TODAY - first_day(TODAY)).days == DAYS - 1


def test_a_touch_is_told_by_who_turned_to_whom() -> None:
    found = lived(
        touch(-3, CALL, OUT, by="crm:o1", missed=True),
        touch(-2, CALL, IN, missed=True),
        touch(-1, CALL, missed=True),
        touch(0, MAIL, OUT, manner=Manner.AUTOMATED),
    )
    ways = [
        (e.direction, e.missed, e.manner, e.ours, e.words) for e in found if isinstance(e, Touched)
    ]
    assert ways == [
        (OUT, True, Manner.UNKNOWN, "crm:o1", ""),
        (IN, True, Manner.UNKNOWN, None, ""),
        (OUT, True, Manner.UNKNOWN, None, ""),  # `no answer` of which nobody says more is ours
        (OUT, False, Manner.AUTOMATED, None, ""),
    ]


def test_our_own_notes_are_no_part_of_it_and_their_praise_is_theirs() -> None:
    found = lived(
        touch(-2, Kind.NOTE, text="they are slow payers"),
        touch(-1, CALL, OUT, text="she wants a discount"),
        touch(0, Kind.PRAISE, text="the quickest of all"),
    )
    assert [(e.direction, e.words) for e in found if isinstance(e, Touched)] == [
        (OUT, ""),
        (IN, "the quickest of all"),
    ]


def test_touches_of_one_day_stand_by_their_hour() -> None:
    found = lived(touch(0, CALL, OUT, time="16:00"), touch(0, MAIL, OUT, time="09:00"))
    assert [e.time for e in found if isinstance(e, Touched)] == ["09:00", "16:00"]


# TODAY is a Monday; -4 is a Thursday, -3 a Friday.


def test_who_wrote_waits_until_one_of_us_turns_to_them() -> None:
    assert waits(touch(-14, MAIL, IN), touch(-10, CALL, OUT, missed=True)) == [(4, 1, False)]
    assert waits(touch(-14, MAIL, IN), touch(-11, MAIL, IN), touch(-10, MAIL, OUT)) == [
        (4, 2, False)
    ]
    assert waits(touch(-6, MAIL, IN)) == [(6, 1, True)]
    assert waits(touch(-6, CALL, IN, missed=True)) == [(6, 1, True)]
    assert waits(touch(-6, Kind.COMPLAINT)) == [(6, 1, True)]
    assert waits(touch(-6, MAIL, IN), touch(-4, CALL, IN)) == [(2, 1, False)]  # they got through


def test_an_answer_by_the_next_working_day_is_no_wait() -> None:
    assert waits(touch(-4, MAIL, IN), touch(-3, MAIL, OUT)) == []
    assert waits(touch(-3, MAIL, IN), touch(0, MAIL, OUT)) == []  # Friday to Monday
    assert waits(touch(-3, MAIL, IN)) == []
    daily = a_team(PolicySaid("workdays", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
    assert waits(touch(-3, MAIL, IN), team=daily) == [(3, 1, True)]


def test_nobody_waits_on_a_holiday() -> None:
    friday = plain(Holidays("DE-BY", 2041, frozenset({day(-3)})))
    assert waits(touch(-4, MAIL, IN)) == [(4, 1, True)]
    assert waits(touch(-4, MAIL, IN), team=a_team(PolicySaid("holidays", friday))) == []


def test_a_machine_answers_nobody_and_asks_nothing() -> None:
    machine = touch(-5, MAIL, OUT, manner=Manner.AUTOMATED)
    assert waits(touch(-6, MAIL, IN), machine) == [(6, 1, True)]
    assert waits(touch(-6, MAIL, IN, manner=Manner.AUTOMATED)) == []


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, MAIL, Kind.EVENT])
def test_what_may_have_been_an_answer_makes_no_wait(kind: Kind) -> None:
    assert waits(touch(-6, MAIL, IN), touch(-2, kind)) == []


def test_of_one_day_only_the_hour_says_that_an_answer_came_before() -> None:
    assert waits(touch(-6, MAIL, IN), touch(-6, CALL, OUT)) == []
    before = touch(-6, CALL, OUT, time="09:00")
    assert waits(touch(-6, MAIL, IN, time="10:00"), before) == [(6, 1, True)]
    assert waits(touch(-6, MAIL, IN, time="08:00"), before) == []


def test_silence_is_longer_than_the_cadence_and_goes_on_until_today() -> None:
    found = lived(touch(-80, CALL), touch(-49, CALL), touch(-31, VISIT))
    assert [(e.days, e.still) for e in found if isinstance(e, Silent)] == [(31, False), (31, True)]
    assert not any(isinstance(e, Silent) for e in lived(touch(-60, CALL), touch(-30, CALL)))
    weekly = a_team(PolicySaid("cadence.relational", 7))
    [silence] = [e for e in lived(touch(-8, CALL), team=weekly) if isinstance(e, Silent)]
    assert (silence.days, silence.since, silence.on) == (8, day(-8), TODAY)


def test_a_track_without_a_cadence_is_silent_after_30_days() -> None:
    team = a_team(PolicySaid("track", "transactional"))
    assert not any(isinstance(e, Silent) for e in lived(touch(-30, CALL), team=team))
    assert any(isinstance(e, Silent) for e in lived(touch(-31, CALL), team=team))


def test_a_silence_that_they_know_as_a_wait_is_told_once() -> None:
    found = lived(touch(-72, MAIL, OUT), touch(-70, MAIL, IN), touch(-10, CALL))
    assert [type(e) for e in found if e.on == day(-10)] == [Waited, Touched]


def test_several_of_ours_within_five_days_are_told_as_several() -> None:
    team = of_team("Ana", "Ben", "Cem")
    found = lived(
        touch(-30, CALL, OUT, by="actor:ana"),
        touch(-14, CALL, OUT, by="actor:ben"),
        touch(-12, MAIL, OUT, by="actor:ana"),
        touch(-11, MAIL, OUT, by="actor:ben"),  # not a new face
        touch(-10, CALL, OUT, by="actor:cem"),
        team=team,
    )
    faces = [(e.nth, e.within) for e in found if isinstance(e, Touched)]
    assert faces == [(1, 1), (1, 1), (2, 3), (1, 1), (3, 3)]


def test_faces_before_the_window_count_and_unknown_ones_are_nobody() -> None:
    team = of_team("Ana", "Ben")
    before = touch(-DAYS, CALL, OUT, by="actor:ana")
    event, *_ = lived(before, touch(1 - DAYS, CALL, OUT, by="actor:ben"), team=team)
    assert isinstance(event, Touched)
    assert (event.nth, event.within) == (2, 2)
    for other in (
        touch(-1, CALL, OUT, by="os:7@host"),
        touch(-1, CALL, OUT),
        touch(-1, CALL, IN, by="actor:ben"),
        touch(-1, Kind.MEETING, OUT, by="actor:ben"),  # they came along
        touch(-1, MAIL, OUT, by="actor:ben", manner=Manner.AUTOMATED),
    ):
        found = lived(touch(-2, CALL, OUT, by="actor:ana"), other, team=team)
        assert [e.nth for e in found if isinstance(e, Touched)] == [1, 1]


def test_a_promise_that_moved_twice_and_was_kept_late() -> None:
    promise = PromiseSaid("the offer", due=day(-20), on=day(-30), owner="own:m", person="crm:p1")
    first = PromiseSettled(ref(1), Settled.AGREED_ANEW, day(-21), day(-10), day(-20))
    second = PromiseSettled(ref(1), Settled.AGREED_ANEW, day(-11), day(-5), day(-10))
    done = PromiseSettled(ref(1), Settled.DONE, day(-3))
    ours = (ref(1), Side.OURS, "the offer")
    found = told(promise, first, second, done)
    assert found == [
        Promised(day(-30), *ours, day(-20), None, "actor:ana", "crm:p1"),
        Moved(day(-21), *ours, day(-20), day(-10), 1),
        Moved(day(-11), *ours, day(-10), day(-5), 2),
        Kept(day(-3), *ours, 2),
    ]


def test_a_promise_on_time_broken_or_open_past_its_day() -> None:
    promise = PromiseSaid("org chart", Side.THEIRS, day(-2), on=day(-9))
    theirs = (ref(1), Side.THEIRS, "org chart")
    assert told(promise)[1:] == [Overdue(TODAY, *theirs, day(-2))]
    assert told(promise, PromiseSettled(ref(1), Settled.DONE, day(-2)))[1:] == [
        Kept(day(-2), *theirs, 0)
    ]
    assert told(promise, PromiseSettled(ref(1), Settled.BROKEN, day(-1)))[1:] == [
        Broken(day(-1), *theirs, day(-2))
    ]
    assert told(promise._replace(due=TODAY))[1:] == []


def test_a_promise_is_told_as_of_today() -> None:
    promise = PromiseSaid("the offer", due=day(-1), on=day(-9))
    moved = PromiseSettled(ref(1), Settled.AGREED_ANEW, day(-2), day(4), day(-1))
    later = PromiseSettled(ref(1), Settled.DONE, day(3))
    state = a_state(promise, moved, later)
    assert [type(e) for e in shoes(state, Team(), TODAY)] == [Promised, Moved]
    assert [type(e) for e in shoes(state, Team(), day(-3))] == [Promised]
    assert [type(e) for e in shoes(state, Team(), day(3))] == [Promised, Moved, Kept]


def test_what_is_disputed_is_told_as_that_alone() -> None:
    promise = PromiseSaid("the offer", due=day(-5), on=day(-9))
    done = PromiseSettled(ref(1), Settled.DONE, day(-6))
    broken = PromiseSettled(ref(1), Settled.BROKEN, day(-4))
    assert told(promise, done, broken)[1:] == [Disputed(TODAY, ref(1), Side.OURS, "the offer")]


def test_a_promise_of_long_ago_that_is_open_still_stands() -> None:
    assert told(PromiseSaid("the offer", due=day(-120), on=day(-150))) == [
        Overdue(TODAY, ref(1), Side.OURS, "the offer", day(-120))
    ]


def test_what_went_wrong_until_they_say_that_it_is_right() -> None:
    wrong = RepairSaid("invoice doubled", day(-6), on=day(-12))
    told_them = RepairStep(ref(1), Stage.TOLD, "the clerk did it", day(-9))
    fixed = RepairStep(ref(1), Stage.FIXED, None, day(-7))
    right = RepairStep(ref(1), Stage.CONFIRMED, "all fine", day(-2), "crm:p1")
    found = told(wrong, told_them, fixed)
    about = (ref(1), "invoice doubled")
    assert found == [
        WentWrong(day(-12), *about, day(-6)),
        Mended(*(day(-9), *about, Stage.TOLD, "the clerk did it", 3, day(-12), "actor:ana", None)),
        Mended(day(-7), *about, Stage.FIXED, "", 2, day(-12), "actor:ana", None),
        NotRight(TODAY, *about, day(-12), Stage.FIXED, day(-6)),
    ]
    whole = told(wrong, told_them, fixed, right)
    assert whole[:3] == found[:3]
    assert whole[3:] == [
        Mended(*(day(-2), *about, Stage.CONFIRMED, "all fine", 5, day(-12), "actor:ana", "crm:p1"))
    ]


def test_steps_stand_by_their_days_and_those_of_one_day_in_their_order() -> None:
    wrong = RepairSaid("late", on=day(-9))
    fixed = RepairStep(ref(1), Stage.FIXED, None, day(-8))
    gave = RepairStep(ref(1), Stage.GAVE, "a spare", day(-6))
    late = RepairStep(ref(1), Stage.TOLD, None, day(-6))
    steps = [(e.stage, e.after) for e in told(wrong, gave, late, fixed) if isinstance(e, Mended)]
    assert steps == [(Stage.FIXED, 1), (Stage.TOLD, 2), (Stage.GAVE, 0)]


def test_how_they_felt_and_that_they_left_are_in_their_words() -> None:
    felt = FeelingSaid(Mood.UPSET, "nobody called back", "crm:p1", day(-4))
    state = a_state(felt, Left(day(-1), "we had enough"))
    assert shoes(state, Team(), TODAY) == (
        Felt(day(-4), ref(1), Mood.UPSET, "nobody called back", "crm:p1", "actor:ana"),
        Departed(day(-1), "we had enough"),
    )


def test_of_one_day_what_ended_comes_first_and_how_things_stand_last() -> None:
    state = a_state(
        PromiseSaid("a", due=day(-1), on=day(-3)),
        Touchpoint(CALL, OUT),
        FeelingSaid(Mood.CALM),
        PromiseSaid("b"),
        Touchpoint(MAIL, IN, on=day(-40)),
    )
    found = [e for e in shoes(state, Team(), TODAY) if e.on == TODAY]
    assert [type(e) for e in found] == [Waited, Touched, Felt, Promised, Overdue]


@given(some_entries(), some_facts(), st.integers(0, 2**32), st.integers(-120, 120).map(day))
def test_any_entries_give_sorted_events_of_the_window_in_whatever_order_they_came(
    entries: list[Entry], facts: Facts, seed: int, today: date
) -> None:
    chance = random.Random(seed)  # a test's order, no secret
    seen = []
    for _ in range(2):
        team = fold_team((), [entry for entry in entries if entry.account is None])
        of_accounts = [entry for entry in entries if entry.account is not None]
        state = fold(ACCOUNTS, facts, of_accounts, team)
        seen.append(shoes(state, team, today))
        chance.shuffle(entries)
        facts = Facts._make(tuple(chance.sample(part, len(part))) for part in facts)
    assert seen[0] == seen[1]
    days = [event.on for event in seen[0]]
    assert days == sorted(days)
    assert all(first_day(today) <= on <= today for on in days)
    standing = [stands(event) for event in seen[0]]
    assert standing == sorted(standing)  # how things stand comes last
    assert all(event.on == today for event in seen[0] if stands(event))
    assert {type(event) for event in seen[0]} <= NAMES.keys()
