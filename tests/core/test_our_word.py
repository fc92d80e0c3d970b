"""Our word: rules over what was settled, with the counts; it says what we did."""

from typing import NamedTuple

import pytest

from accountdesk.core.coverage import threads
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.our_word import OurWord, Word, our_word
from accountdesk.core.policy import Policy
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Direction, Kind, Touchpoint
from tests.builders import TODAY, a_state, day, ref


def read(*bodies: NamedTuple, policy: Policy = Policy(), away: int = 0) -> OurWord:  # noqa: B008  # immutable
    return our_word(a_state(*bodies), Team(policy), day(away))


def kept(many: int, *, late: int = 0, side: Side = Side.OURS) -> list[NamedTuple]:
    """So many promises that were kept, the last ones late."""
    bodies: list[NamedTuple] = []
    for number in range(many):
        on = day(-10 if number < many - late else -8)
        bodies.append(PromiseSaid(f"p{number}", side, day(-9), on=day(-20)))
        bodies.append(PromiseSettled(ref(len(bodies)), Settled.DONE, on))
    return bodies


def test_too_early_under_three_settled() -> None:
    assert read().word is Word.TOO_EARLY
    assert read(*kept(2)).word is Word.TOO_EARLY
    assert read(*kept(2), policy=Policy({"our_word.settled": 2})).word is Word.KEPT


def test_kept_with_enough_on_time() -> None:
    found = read(*kept(3))
    assert (found.word, found.on_time, found.settled) == (Word.KEPT, 3, 3)
    assert len(found.behind) == 3
    assert read(*kept(10, late=1)).word is Word.KEPT  # 90 of 100, to the promise
    assert read(*kept(9, late=1)).word is Word.MIXED
    assert read(*kept(4, side=Side.THEIRS)).word is Word.TOO_EARLY


def test_only_180_days_count() -> None:
    assert read(*kept(3), away=169).word is Word.KEPT
    assert read(*kept(3), away=170).word is Word.TOO_EARLY


@pytest.mark.parametrize(
    "more",
    [
        RepairSaid("doubled", on=TODAY),
        FeelingSaid(Mood.UNEASY, on=TODAY),
        FeelingSaid(Mood.ANGRY, on=TODAY),
    ],
)
def test_an_open_repair_or_a_negative_feeling_makes_it_mixed(more: NamedTuple) -> None:
    assert read(*kept(3), more).word is Word.MIXED
    assert read(*kept(3), FeelingSaid(Mood.CALM, on=TODAY)).word is Word.KEPT


def test_a_broken_promise_is_broken_until_a_repair_of_it_is_confirmed() -> None:
    bodies: list[NamedTuple] = [*kept(9), PromiseSaid("x", due=day(-3), on=day(-9))]
    broken = PromiseSettled(ref(len(bodies)), Settled.BROKEN, day(-2))
    wrong = RepairSaid("x was not sent", promise=ref(len(bodies)), on=day(-2))
    bodies += [broken, wrong]
    right = RepairStep(ref(len(bodies)), Stage.CONFIRMED, "all good again", TODAY)
    assert read(*bodies).word is Word.BROKEN
    assert read(*bodies).because == ("x",)
    assert read(*bodies, right._replace(words="")).word is Word.BROKEN
    found = read(*bodies, right)
    assert (found.word, found.broken) == (Word.KEPT, 1)
    # Long ago, it stays broken, as long as nobody has made it right.
    assert read(*bodies, away=400).word is Word.BROKEN


def test_a_repair_past_its_agreed_day_breaks_our_word() -> None:
    wrong = RepairSaid("doubled", due=day(-1), on=day(-5))
    assert read(*kept(3), wrong).word is Word.BROKEN
    assert read(*kept(3), wrong, away=-1).word is Word.MIXED


def test_agreed_anew_is_counted_apart_and_disputed_is_named() -> None:
    anew = PromiseSettled(ref(1), Settled.AGREED_ANEW, TODAY, due=day(9), instead=day(1))
    found = read(PromiseSaid("x", due=day(1)), anew)
    assert (found.anew, found.settled) == (1, 0)
    two = [PromiseSettled(ref(1), how, TODAY) for how in (Settled.DONE, Settled.BROKEN)]
    found = read(PromiseSaid("x", due=day(1)), *two)
    assert (found.disputed, found.settled, found.word) == (1, 0, Word.TOO_EARLY)


def test_coverage_leaves_out_one_way_contacts() -> None:
    state = a_state(
        Touchpoint(Kind.CALL, people=("crm:dana", "crm:bob"), on=day(-5)),
        Touchpoint(Kind.CALL, no_answer=True, people=("crm:eve",), on=day(-4)),
        Touchpoint(Kind.MAIL, Direction.OUT, people=("crm:mia",), on=day(-30)),
        Touchpoint(Kind.VISIT, people=("crm:old",), on=day(-90)),
        Touchpoint(Kind.MEETING, people=("crm:dana",), on=day(-2)),
        Touchpoint(Kind.MEETING, people=("crm:soon",), on=day(2)),
    )
    assert threads(state, Team(), TODAY) == {"crm:bob": day(-5), "crm:dana": day(-2)}
    assert threads(state, Team(Policy({"coverage.days": 3})), TODAY) == {"crm:dana": day(-2)}
