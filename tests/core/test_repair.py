"""Repairs: only the customer's own words close one."""

import pytest

from accountdesk.core.promise import PromiseSaid
from accountdesk.core.repair import Repair, RepairSaid, RepairStep, Stage, open_repairs
from tests.builders import TODAY, a_state, day, ref

WRONG = RepairSaid("invoice doubled", on=day(-10))


def a_step(stage: Stage, away: int, words: str | None = None) -> RepairStep:
    return RepairStep(ref(1), stage, words, day(away))


def repair(*steps: RepairStep) -> Repair:
    [found] = a_state(WRONG, *steps).repairs
    return found


def test_a_repair_goes_through_its_steps_and_their_words_close_it() -> None:
    steps = [
        a_step(Stage.TOLD, -9),
        a_step(Stage.FIXED, -6, "credited"),
        a_step(Stage.GAVE, -5, "a month for free"),
    ]
    for many in range(len(steps) + 1):
        assert repair(*steps[:many]).is_open
    found = repair(*steps, a_step(Stage.CONFIRMED, -2, "now it is right"))
    assert not found.is_open
    assert found.confirmed is not None
    assert found.confirmed.words == "now it is right"
    assert found.days_in_steps(TODAY) == (
        (None, 1),
        (Stage.TOLD, 3),
        (Stage.FIXED, 1),
        (Stage.GAVE, 3),
    )


@pytest.mark.parametrize("words", [None, "", "   "])
def test_without_their_words_nothing_is_closed(words: str | None) -> None:
    state = a_state(WRONG, a_step(Stage.CONFIRMED, -1, words))
    assert open_repairs(state.repairs) == state.repairs
    assert [trouble.why for trouble in state.troubles] == [
        "confirms a repair without the customer's words, so it stays open"
    ]


def test_steps_may_be_left_out_and_the_first_of_each_counts() -> None:
    found = repair(a_step(Stage.FIXED, -3, "b"), a_step(Stage.FIXED, -4, "a"))
    assert [(step.stage, step.on, step.words) for step in found.steps] == [
        (Stage.FIXED, day(-4), "a")
    ]
    assert found.days_in_steps(TODAY) == ((None, 6), (Stage.FIXED, 4))


def test_steps_stand_by_their_day() -> None:
    found = repair(a_step(Stage.TOLD, -1), a_step(Stage.FIXED, -4))
    assert found.days_in_steps(TODAY) == ((None, 6), (Stage.FIXED, 3), (Stage.TOLD, 1))
    early = repair(a_step(Stage.CONFIRMED, -6, "fine"), a_step(Stage.TOLD, -5))
    assert not early.is_open


def test_a_step_of_something_else_is_listed() -> None:
    state = a_state(PromiseSaid("x"), a_step(Stage.TOLD, 0))
    assert [trouble.why for trouble in state.troubles] == ["names a repair that is not here"]
