"""What they want and what we can do: aims, needs, capacities, what they know, and their yes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.confirmed import Confirmed, Yes
from accountdesk.core.entry import Entry
from accountdesk.core.liveness import Amended, Retracted
from accountdesk.core.need import (
    Able,
    AimSaid,
    CapacitySaid,
    Knew,
    KnowsSaid,
    NeedSaid,
    left_on_the_table,
)
from accountdesk.core.next_step import StepDone
from accountdesk.core.policy import PolicySaid
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.quotes import aged
from accountdesk.core.record import plain
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import fold_team
from tests.builders import ACCOUNTS, ACME, TODAY, a_state, an_entry, an_id, day, named, ref
from tests.builders import some_entries as entries_of_all_kinds

NEED = NeedSaid("cold chain to Lyon", "crm:p1", day(-9))


def test_the_last_aim_holds_and_all_are_kept() -> None:
    state = a_state(
        AimSaid("half the waste", "kilos a week", day(90), "crm:p1", day(-2)),
        AimSaid("no waste at all", on=day(-1)),
        AimSaid("some waste", on=day(-30)),
    )
    assert [aim.what for aim in state.wants.aims] == [
        "some waste",
        "half the waste",
        "no waste at all",
    ]
    assert state.wants.aims[1][1:7] == (
        *("half the waste", "kilos a week", day(90), "crm:p1", day(-2), "actor:ana"),
    )


def test_aims_and_needs_are_unconfirmed_until_they_said_yes_and_the_latest_yes_is_told() -> None:
    state = a_state(
        AimSaid("half the waste"),
        NEED,
        Confirmed(named(1, 2), "crm:p1", day(-1), "exactly"),
        Confirmed(named(2), "crm:p2", day(-3), "before"),
        NeedSaid("nobody waits"),
    )
    said = Yes(day(-1), "crm:p1", "exactly", "actor:ana")
    assert [aim.yes for aim in state.wants.aims] == [said]
    assert {need.what: need.yes for need in state.wants.needs} == {
        NEED.what: said,
        "nobody waits": None,
    }
    assert not state.troubles


def test_one_yes_confirms_promises_aims_and_needs_together() -> None:
    state = a_state(
        PromiseSaid("a quote"), AimSaid("x"), NEED, Confirmed(named(1, 2, 3), on=day(0))
    )
    assert state.promises[0].confirmed == day(0)
    assert state.wants.aims[0].yes is not None
    assert state.wants.needs[0].yes is not None


def test_a_need_that_we_can_serve_is_left_on_the_table_until_it_is_met() -> None:
    can = CapacitySaid(Able.CAN, "a second van", ref(1), None, day(-5))
    state = a_state(NEED, can)
    assert left_on_the_table(state.wants.needs) == state.wants.needs
    met = a_state(NEED, can, StepDone(ref(1), day(-1)), StepDone(ref(1), day(-2)))
    assert left_on_the_table(met.wants.needs) == ()
    assert met.wants.needs[0].met_on == day(-2)
    assert not met.troubles


def test_what_we_cannot_do_and_what_nobody_answered_leave_nothing_on_the_table() -> None:
    state = a_state(NEED, NeedSaid("x"), CapacitySaid(Able.CANNOT, "a store", ref(1), day(-1)))
    assert left_on_the_table(state.wants.needs) == ()
    [answer] = state.wants.needs[0].answers
    assert (answer.able, answer.told_on) == (Able.CANNOT, day(-1))
    assert state.wants.needs[1].answers == ()


def test_telling_them_later_amends_what_we_can() -> None:
    can = CapacitySaid(Able.CAN, "a second van", ref(1), None, day(-5))
    told = Amended(ref(2), plain(can._replace(told_on=day(-1))))
    state = a_state(NEED, can, told)
    assert [one.told_on for one in state.wants.capacities] == [day(-1)]
    assert state.wants.needs[0].answers == state.wants.capacities


def test_a_capacity_of_no_need_that_is_here_stands_for_itself() -> None:
    state = a_state(
        CapacitySaid(Able.CAN, "deliver on Sundays"),
        CapacitySaid(Able.CAN, "x", ref(9)),
        CapacitySaid(Able.CAN, "y", "no id"),
    )
    assert len(state.wants.capacities) == 3
    assert [trouble.why for trouble in state.troubles] == ["answers a need that is not here"] * 2


def test_what_they_know_already_says_how() -> None:
    state = a_state(
        KnowsSaid(Knew.COMPARED, "three offers", "crm:p1", day(-1)), KnowsSaid(Knew.READ, "a test")
    )
    assert [(one.how, one.text, one.on) for one in state.wants.knows] == [
        (Knew.COMPARED, "three offers", day(-1)),
        (Knew.READ, "a test", TODAY),
    ]


def test_a_need_that_was_taken_back_answers_and_confirmations_of_it_have_no_effect() -> None:
    state = a_state(
        NEED, CapacitySaid(Able.CAN, "x", ref(1)), Confirmed(named(1)), StepDone(ref(1)),
        Retracted(named(1)),
    )  # fmt: skip
    assert state.wants.needs == ()
    assert {trouble.why for trouble in state.troubles} == {
        "answers a need that is not here",
        "confirms something that is not here",
        "names a next step that is not here",
    }


def test_old_words_of_their_yes_are_shown_no_longer_but_that_they_said_it_is() -> None:
    said = PolicySaid("quotes.days", 30)
    team = fold_team((), [an_entry(90, said, account=None)])
    state = a_state(
        NEED, AimSaid("x"), Confirmed(named(1), on=day(-40), words="old"),
        Confirmed(named(2), on=day(-3), words="new"),
    )  # fmt: skip
    shown = aged(state, team.policy, TODAY)
    [need], [aim] = shown.wants.needs, shown.wants.aims
    assert need.yes == Yes(day(-40), None, "", "actor:ana")
    assert aim.yes is not None
    assert aim.yes.words == "new"


@given(entries_of_all_kinds())
def test_every_need_counts_once_and_what_answers_it_is_here(entries: list[Entry]) -> None:
    state = fold(ACCOUNTS, Facts(), [e for e in entries if e.account], fold_team((), ()))
    assert len({need.entry for need in state.wants.needs}) == len(state.wants.needs)
    answers = [answer for need in state.wants.needs for answer in need.answers]
    assert len(set(answers)) == len(answers)
    assert set(answers) <= set(state.wants.capacities)
    here = {need.entry for need in state.wants.needs}
    assert set(answers) == {one for one in state.wants.capacities if one.need in here}
    left = left_on_the_table(state.wants.needs)
    assert all(need.met_on is None and need.can for need in left)
    assert list(state.wants.needs) == sorted(state.wants.needs, key=lambda need: need.on)
    assert all(
        aim.on <= later.on
        for aim, later in zip(state.wants.aims, state.wants.aims[1:], strict=False)
    )


@given(st.lists(st.tuples(st.integers(-5, 0), st.text(max_size=3)), min_size=1, max_size=5))
def test_the_latest_yes_is_of_the_latest_day_and_of_one_day_the_last_said(
    said: list[tuple[int, str]],
) -> None:
    yeses = [Confirmed(named(1), on=day(on), words=words) for on, words in said]
    [need] = a_state(NEED, *yeses).wants.needs
    latest = max(on for on, _ in said)
    assert need.yes is not None
    assert need.yes.on == day(latest)
    assert need.yes.words == [words for on, words in said if on == latest][-1]


def test_two_desks_that_say_met_on_different_days_agree_on_the_earlier() -> None:
    days: list[date] = [day(-1), day(-4)]
    entries = [an_entry(1, NEED)]
    entries += [an_entry(n, StepDone(ref(1), on)) for n, on in enumerate(days, 2)]
    for ordered in (entries, entries[::-1]):
        state = fold([ACME], Facts(), ordered, fold_team((), ()))
        assert [need.met_on for need in state.wants.needs] == [day(-4)]
        assert [need.entry for need in state.wants.needs] == [an_id(1)]
