"""Track: four questions, a choice, and what contradicts it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.policy import Policy
from accountdesk.core.readings import changes_on, readings
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touchpoint
from accountdesk.core.track import (
    Against,
    Answer,
    Track,
    TrackSaid,
    against,
)
from tests.builders import TODAY, a_state, day

YES, NO, UNKNOWN = Answer
TRANSACTIONAL = TrackSaid(Track.TRANSACTIONAL)


def contradicts(state: AccountState, today: date = TODAY) -> tuple[Against, ...]:
    return against(state.chosen, state.touches, Policy(), today)


def mail(away: int, manner: Manner = Manner.AUTOMATED) -> Touchpoint:
    return Touchpoint(Kind.MAIL, Direction.OUT, manner=manner, on=day(away))


def met(away: int) -> Touchpoint:
    return Touchpoint(Kind.MEETING, on=day(away))


@pytest.mark.parametrize(
    ("answers", "proposed"),
    [
        ((YES, YES, NO, NO), Track.RELATIONAL),
        ((YES, UNKNOWN, UNKNOWN, YES), Track.RELATIONAL),
        ((NO, NO, NO, UNKNOWN), Track.TRANSACTIONAL),
        ((NO, NO, NO, YES), Track.TRANSACTIONAL),
        ((YES, NO, NO, UNKNOWN), None),
        ((UNKNOWN,) * 4, None),
    ],
)
def test_the_answers_propose_a_side_or_do_not_say(
    answers: tuple[Answer, ...], proposed: Track | None
) -> None:
    assert TrackSaid(None, None, *answers).proposes is proposed


def test_an_account_inherits_the_teams_track_or_differs() -> None:
    by_policy = Team(Policy({"track": "transactional"}))
    assert a_state(team=by_policy).chosen.track is Track.TRANSACTIONAL
    own = a_state(TrackSaid(Track.RELATIONAL, "large"), team=by_policy).chosen
    assert (own.track, own.is_own, own.by) == (Track.RELATIONAL, True, "actor:ana")
    back = a_state(TrackSaid(Track.RELATIONAL), TrackSaid(None, "as all"), team=by_policy).chosen
    assert (back.track, back.is_own) == (Track.TRANSACTIONAL, False)


def test_a_relation_of_machines_is_in_the_middle_until_somebody_turns_to_them() -> None:
    assert contradicts(a_state(mail(-10))) == (Against.MACHINES,)
    assert contradicts(a_state(mail(-10), mail(-5, Manner.BY_HAND))) == ()
    assert contradicts(a_state(mail(-10), mail(-5, Manner.UNKNOWN))) == ()
    assert contradicts(a_state(mail(-90))) == ()
    assert contradicts(a_state(TRANSACTIONAL, mail(-10))) == ()


def test_a_relation_in_which_nobody_speaks_is_in_the_middle() -> None:
    assert contradicts(a_state(met(-90))) == ()
    assert contradicts(a_state(met(-91))) == (Against.SILENT,)
    assert contradicts(a_state()) == ()  # nobody knows when we spoke


def test_a_transaction_that_is_visited_like_a_relation_is_in_the_middle() -> None:
    assert contradicts(a_state(TRANSACTIONAL, met(-1), met(-2))) == ()
    assert contradicts(a_state(TRANSACTIONAL, met(-1), met(-2), met(-3))) == (Against.VISITS,)
    assert contradicts(a_state(TRANSACTIONAL, met(-1), met(-2), met(-90))) == ()


def test_answers_may_speak_for_the_other_side() -> None:
    said = TrackSaid(Track.TRANSACTIONAL, None, YES, YES)
    assert contradicts(a_state(said)) == (Against.ANSWERS,)
    assert contradicts(a_state(TrackSaid(None, None, NO, NO, NO))) == (Against.ANSWERS,)


TOUCHES = st.lists(
    st.builds(mail, st.integers(-95, 5), st.sampled_from(Manner))
    | st.builds(met, st.integers(-95, 5)),
    max_size=5,
)


@given(TOUCHES, st.sampled_from(Track))
def test_the_day_on_which_something_changes_is_known(touches: list[Touchpoint], on: Track) -> None:
    state, today = a_state(TrackSaid(on), *touches), TODAY
    now = readings(state, Team(), today)
    turn = changes_on(state, Team(), today, now)
    for away in range(1, 110):
        later = TODAY + timedelta(away)
        if turn is not None and later >= turn:
            break
        assert readings(state, Team(), later).against == now.against
