"""Hand-offs: owed, sent, returned, accepted, told; and until when the hunter stays."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import Renewal
from accountdesk.core.deal import DealFact, DealKey, Outcome
from accountdesk.core.entry import Entry
from accountdesk.core.first_win import first_win, hands_over
from accountdesk.core.handoff import (
    Checklist,
    Handoff,
    HandoffAnswer,
    HandoffSaid,
    How,
    Part,
    Stands,
)
from accountdesk.core.liveness import Retracted
from accountdesk.core.member import Member, MemberKey, Seat
from accountdesk.core.policy import Policy
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import Team
from tests.builders import ACME, TODAY, a_state, an_entry, day, named, ref, some_entries

WHOLE = HandoffSaid(
    who="Dana decides", why="speed", needs="a second line", promises="none", concerns="none"
)


def the_one(*bodies: object) -> Handoff:
    [found] = a_state(*bodies).handoffs  # type: ignore[arg-type]  # records
    return found


def answer(how: How, away: int, **more: object) -> HandoffAnswer:
    return HandoffAnswer(ref(1), how, day(away))._replace(**more)  # type: ignore[arg-type]  # as it has it


def test_what_has_no_word_of_the_checklist_is_owed_and_else_sent() -> None:
    owed = the_one(HandoffSaid(unit="Lisbon", on=day(-4), needs="  "))
    assert (owed.stands, owed.since, owed.sent, owed.unit) == (
        *(Stands.OWED, day(-4), None, "Lisbon"),
    )
    sent = the_one(WHOLE._replace(on=day(-3)))
    assert (sent.stands, sent.since, sent.sent, sent.taker) == (
        *(Stands.SENT, day(-3), day(-3), Seat.FARMER),
    )
    assert sent.checklist == Checklist("Dana decides", "speed", "a second line", "none", "none")
    assert the_one(WHOLE).since == TODAY  # the day it was recorded
    assert the_one(WHOLE._replace(giver=Seat.FARMER)).taker is Seat.HUNTER


def test_it_is_returned_with_what_is_missing_and_sent_again_with_that_alone() -> None:
    returned = answer(How.RETURNED, -2, missing=("needs", "people", "what?"), words="who signs?")
    one = the_one(WHOLE, returned)
    assert (one.stands, one.since, one.words) == (Stands.RETURNED, day(-2), "who signs?")
    assert one.missing == (Part.PEOPLE, Part.NEEDS)
    again = the_one(WHOLE, returned, answer(How.SENT, -1, who="Dana signs", needs=" "))
    assert (again.stands, again.sent, again.missing, again.words) == (Stands.SENT, day(-1), (), "")
    assert again.checklist == Checklist("Dana signs", "speed", "a second line", "none", "none")


def test_it_is_over_when_they_were_told_and_the_first_promise_after_it_is_kept() -> None:
    accepted, told = answer(How.ACCEPTED, -9), answer(How.TOLD, -8, person="crm:p1")
    kept = PromiseSettled(ref(4), Settled.DONE, day(-5))
    before = [WHOLE, accepted, told]
    assert the_one(*before[:2]).done is None
    assert the_one(*before).done is None
    assert the_one(*before, PromiseSaid("a", on=day(-7))).done is None
    one = the_one(*before, PromiseSaid("a", on=day(-7)), kept)
    assert (one.accepted, one.told, one.done) == (day(-9), day(-8), day(-5))
    assert not one.is_over(day(-6))
    assert one.is_over(day(-5))
    # One that was open when it was accepted counts, one that was kept before does not.
    assert the_one(*before, PromiseSaid("a", on=day(-30)), kept).done == day(-5)
    early = kept._replace(on=day(-10))
    assert the_one(*before, PromiseSaid("a", on=day(-30)), early).done is None
    theirs = PromiseSaid("a", Side.THEIRS, on=day(-7))
    assert the_one(*before, theirs, kept).done is None
    broken = kept._replace(how=Settled.BROKEN)
    assert the_one(*before, PromiseSaid("a", on=day(-7)), broken).done is None


def test_what_was_recorded_as_kept_before_it_was_accepted_does_not_count() -> None:
    promised = PromiseSaid("a", on=day(-30))
    kept = PromiseSettled(ref(3), Settled.DONE, day(-5))
    accepted, told = answer(How.ACCEPTED, -5), answer(How.TOLD, -5)
    assert the_one(WHOLE, accepted, promised, kept, told).done == day(-5)
    assert the_one(WHOLE, told, promised, kept, accepted).done is None
    # Said once more, it was over before all the same.
    assert the_one(WHOLE, told, promised, kept, accepted, kept).done is None
    late = promised._replace(due=day(-9))
    assert the_one(WHOLE, accepted, late, kept, told).done == day(-5)


ANA = Member(MemberKey("crm:ana"), "Ana")
ANAS = Team(Policy(), {ANA.key: ANA}, {"actor:ana": ANA.key, "actor:laptop": ANA.key})


def said_by(*said: tuple[str, NamedTuple], team: Team = ANAS) -> AccountState:
    entries = [an_entry(at, body, by=by) for at, (by, body) in enumerate(said, 1)]
    return fold([ACME], Facts(), entries, team)


def test_nobody_accepts_what_they_gave_or_completed() -> None:
    accepted = answer(How.ACCEPTED, -1)
    given = (("actor:ana", WHOLE), ("actor:ben", answer(How.SENT, -2, who="Dana signs")))
    for by in ("actor:ana", "actor:laptop", "actor:ben", ANA.key):
        state = said_by(*given, (by, accepted))
        assert state.handoffs[0].stands is Stands.SENT
        assert [t.why for t in state.troubles] == [
            "accepts a hand-off that the same member has given"
        ]
    assert said_by(*given, ("actor:cyd", accepted)).handoffs[0].accepted_by == "actor:cyd"
    # As long as nobody knows whose laptop it is, it is somebody else's.
    unknown = said_by(*given, ("actor:laptop", accepted), team=Team())
    assert unknown.handoffs[0].stands is Stands.ACCEPTED


def test_who_only_named_a_unit_may_take_it() -> None:
    unit, sent = HandoffSaid(unit="Lisbon"), answer(How.SENT, -2, who="Dana")
    state = said_by(("a", unit), ("b", sent), ("a", answer(How.ACCEPTED, -1)))
    assert state.handoffs[0].accepted_by == "a"


def test_nobody_stays_for_an_expansion() -> None:
    expansion = WHOLE._replace(giver=Seat.FARMER)
    one = the_one(expansion, answer(How.ACCEPTED, -9), answer(How.TOLD, -8))
    assert one.done == day(-8)


def test_the_last_that_was_recorded_says_where_it_stands() -> None:
    accepted, returned = answer(How.ACCEPTED, -1), answer(How.RETURNED, -2, words="no")
    assert the_one(WHOLE, accepted, returned).accepted is None
    one = the_one(WHOLE, returned, accepted)
    assert (one.stands, one.accepted_by, one.answers) == (
        *(Stands.ACCEPTED, "actor:ben", (an_entry(2, returned).id, an_entry(3, accepted).id)),
    )
    back = the_one(WHOLE, returned, accepted, Retracted(named(3)))
    assert back.stands is Stands.RETURNED


def test_answers_to_nothing_are_listed() -> None:
    state = a_state(WHOLE, HandoffAnswer(ref(9), How.ACCEPTED))
    assert [trouble.why for trouble in state.troubles] == ["answers a hand-off that is not here"]


def won(key: str, away: int | None) -> DealFact:
    closes = None if away is None else day(away)
    return DealFact(DealKey(key), key, Outcome.WON, closes)


def test_the_first_win_is_known_only_where_the_day_of_each_is() -> None:
    assert first_win([], []) is None
    assert first_win([won("a", -3), won("b", -9)], []) == won("b", -9)
    assert first_win([won("a", -3), won("b", None)], []) is None
    assert first_win([won("a", -3), DealFact(DealKey("c"))], []) == won("a", -3)


def test_who_renewed_before_the_first_win_that_is_known_was_a_customer_then() -> None:
    deals = [won("a", -3), won("b", -9)]
    assert first_win(deals, [Renewal(day(-10))]) is None
    assert first_win(deals, [Renewal(day(-9)), Renewal(day(90))]) == won("b", -9)


@pytest.mark.parametrize(
    ("said", "does"),
    [
        (WHOLE, True),
        (HandoffSaid(unit="Lisbon"), False),
        (HandoffSaid(unit="Lisbon", deal="b"), True),
        (WHOLE._replace(giver=Seat.FARMER), False),
    ],
)
def test_what_hands_a_first_win_over(said: HandoffSaid, does: bool) -> None:
    assert hands_over(a_state(said).handoffs, won("b", -9)) is does


@given(some_entries())
def test_a_hand_off_stands_as_its_dates_say(entries: list[Entry]) -> None:
    """What is over was accepted and told; what was accepted and what is missing exclude another."""
    of_accounts = [entry for entry in entries if entry.account is not None]
    state = fold([ACME], Facts(), of_accounts, Team())
    for one in state.handoffs:
        assert (one.accepted is not None) is (one.stands is Stands.ACCEPTED)
        assert (one.sent is None) <= (one.stands is not Stands.SENT)
        assert not (one.missing and one.stands is not Stands.RETURNED)
        if one.done is not None:
            assert one.accepted is not None
            assert one.told is not None
            assert one.done >= max(one.accepted, one.told)


@given(st.permutations(list(How)))
def test_every_course_of_answers_ends_at_its_last_one(course: list[How]) -> None:
    one = the_one(WHOLE, *(answer(how, -5 + at) for at, how in enumerate(course)))
    last = [how for how in course if how is not How.TOLD][-1]
    assert one.stands.value == last.value
    assert one.told == day(-5 + course.index(How.TOLD))
