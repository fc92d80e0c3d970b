"""The plan: steps of either side, done by name, and ours among what is next."""

from hypothesis import given

from accountdesk.core.entry import Entry
from accountdesk.core.liveness import Amended
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.plan import PlanStepSaid, open_plan
from accountdesk.core.promise import Side
from accountdesk.core.record import plain
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team
from tests.builders import ACME, TODAY, a_state, day, ref, some_entries

OFFER = PlanStepSaid("offer", due=day(9))
CHART = PlanStepSaid("org chart", Side.THEIRS, person="crm:p1", due=day(4))


def test_steps_stand_by_their_day_and_are_done_by_name() -> None:
    state = a_state(OFFER, PlanStepSaid("someday"), CHART, StepDone(ref(3), day(-1)))
    assert [(one.what, one.done_on) for one in state.plan] == [
        *(("org chart", day(-1)), ("offer", None), ("someday", None)),
    ]
    assert [one.what for one in open_plan(state.plan)] == ["offer", "someday"]
    assert open_plan(state.plan, Side.THEIRS) == ()
    first = state.plan[1]
    assert (first.owner, first.by, first.on) == ("actor:ana", "actor:ana", TODAY)
    assert state.troubles == ()


def test_a_step_is_moved_by_an_amendment_and_stays_itself() -> None:
    moved = OFFER._replace(due=day(20))
    [one] = a_state(OFFER, Amended(ref(1), plain(moved)), StepDone(ref(1), TODAY)).plan
    assert (one.due, one.done_on) == (day(20), TODAY)


def test_ours_are_next_steps_of_ours_and_theirs_are_none() -> None:
    state = a_state(NextStep("ring", day(12)), OFFER, CHART)
    assert [(one.what, one.due) for one in state.next_steps] == [
        *(("offer", day(9)), ("ring", day(12))),
    ]
    assert a_state(CHART).next_steps == ()


@given(some_entries())
def test_next_steps_are_open_and_ours(entries: list[Entry]) -> None:
    of_accounts = [entry for entry in entries if entry.account is not None]
    state = fold([ACME], Facts(), of_accounts, Team())
    assert all(step.done_on is None for step in state.next_steps)
    ours = {one.entry for one in open_plan(state.plan, Side.OURS)}
    steps = {one.entry for one in state.steps if one.done_on is None}
    assert {step.entry for step in state.next_steps} == ours | steps
