"""Quotes: customers' own words are shown as long as the team says, what they meant for ever."""

from datetime import date

import pytest

from accountdesk.core.attention import Term
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import Seat
from accountdesk.core.policy import Policy
from accountdesk.core.quotes import aged, aged_body, is_old
from accountdesk.core.readings import changes_on, readings
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.team import Team
from tests.builders import TODAY, a_state, day, ref

TEN = Policy({"quotes.days": 10})


@pytest.mark.parametrize(("on", "old"), [(day(-10), False), (day(-11), True), (day(3), False)])
def test_after_so_many_days_words_are_old_and_without_a_policy_never(on: date, old: bool) -> None:
    assert is_old(on, TEN, TODAY) is old
    assert not is_old(on, Policy(), TODAY)


def test_old_words_are_left_out_and_what_was_felt_and_confirmed_stays() -> None:
    state = a_state(
        FeelingSaid(Mood.UPSET, "old", on=day(-11)),
        FeelingSaid(Mood.CALM, "new", on=day(-1)),
        RepairSaid("invoice"),
        RepairStep(ref(3), Stage.FIXED, "ours", day(-12)),
        RepairStep(ref(3), Stage.CONFIRMED, "fine", day(-11)),
    )
    assert aged(state, Policy(), TODAY) is state
    shown = aged(state, TEN, TODAY)
    assert [one.words for one in shown.feelings] == ["", "new"]
    assert [step.words for step in shown.repairs[0].steps] == ["ours", ""]
    assert not shown.repairs[0].is_open


def test_the_day_on_which_words_are_gone_is_one_on_which_the_readings_turn() -> None:
    state = a_state(FeelingSaid(Mood.ANGRY, "never again", on=TODAY))
    team = Team(policy=TEN)

    def angry(on: date) -> Term:
        return next(
            t for t in readings(state, team, on).seats[Seat.HUNTER].terms if t.word == "angry"
        )

    assert angry(day(10)).text == "never again"
    assert angry(day(11))._replace(on=TODAY, text="never again") == angry(day(10))
    assert angry(day(11)).text == ""
    assert changes_on(state, team, day(10), readings(state, team, day(10))) == day(11)


def test_an_entry_is_told_without_its_old_words() -> None:
    yes = Confirmed((ref(1),), words="yes", on=day(-20))
    assert aged_body(yes, TODAY, TEN, TODAY) == yes._replace(words=None)
    assert aged_body(yes._replace(on=None), TODAY, TEN, TODAY).words == "yes"  # type: ignore[attr-defined]  # as it was given
    told = RepairStep(ref(1), Stage.TOLD, "sorry", day(-20))
    assert aged_body(told, TODAY, TEN, TODAY) == told
