"""Promises: settled, moved, disputed; the same whatever order their settlements came in."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import Entry
from accountdesk.core.promise import (
    Outcome,
    Promise,
    PromiseSaid,
    PromiseSettled,
    Settled,
    Side,
    open_promises,
)
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team
from tests.builders import ACME, NOON, TODAY, a_state, an_entry, day, ref

QUOTE = PromiseSaid("quote", due=day(4))


def done(away: int) -> PromiseSettled:
    return PromiseSettled(ref(1), Settled.DONE, day(away))


def broken(away: int) -> PromiseSettled:
    return PromiseSettled(ref(1), Settled.BROKEN, day(away))


def anew(on: int, instead: int | None, due: int | None) -> PromiseSettled:
    return PromiseSettled(
        *(ref(1), Settled.AGREED_ANEW, day(on)),
        due=None if due is None else day(due),
        instead=None if instead is None else day(instead),
    )


def promise(*bodies: PromiseSettled | Confirmed, first: PromiseSaid = QUOTE) -> Promise:
    [found] = a_state(first, *bodies).promises
    return found


def test_a_promise_is_open_until_somebody_settles_it() -> None:
    found = promise()
    assert (found.what, found.side, found.due) == ("quote", Side.OURS, day(4))
    assert found.is_open
    assert found.owner == found.by == "actor:ana"
    assert found.on == TODAY


@pytest.mark.parametrize(
    ("settled", "outcome"),
    [
        ([done(4)], Outcome.ON_TIME),
        ([done(5)], Outcome.LATE),
        ([broken(5)], Outcome.BROKEN),
        ([anew(4, 4, 9), done(9)], Outcome.ON_TIME),
        ([anew(4, 4, 9), done(10)], Outcome.LATE),
        ([anew(5, 4, 9), done(9)], Outcome.LATE),  # agreed anew when the day had passed
        ([anew(1, 4, 9), anew(8, 9, 20), done(20)], Outcome.ON_TIME),
        ([anew(1, 4, None), done(400)], Outcome.ON_TIME),
        ([done(2), done(4)], Outcome.ON_TIME),  # two say the same, so to speak
    ],
)
def test_what_a_promise_comes_to(settled: list[PromiseSettled], outcome: Outcome) -> None:
    found = promise(*settled)
    assert found.outcome is outcome
    assert not found.is_open
    assert not found.disputed


def test_without_a_day_it_is_on_time_whenever_it_is_done() -> None:
    assert promise(done(400), first=PromiseSaid("quote")).outcome is Outcome.ON_TIME


def test_agreed_anew_it_stays_open_and_says_where_it_moved() -> None:
    found = promise(anew(2, 4, 9), anew(1, 9, 12))
    assert found.is_open
    assert found.due == day(12)
    assert [(move.instead, move.due) for move in found.moves] == [
        (day(4), day(9)),
        (day(9), day(12)),
    ]


def test_days_that_go_round_in_a_circle_come_to_an_end() -> None:
    found = promise(anew(1, 4, 9), anew(2, 9, 4))
    assert (found.due, len(found.moves), found.disputed) == (day(4), 2, False)


def test_a_day_may_come_twice_where_each_move_names_what_it_follows() -> None:
    there = anew(1, 4, 9)
    back = anew(1, 9, 4)._replace(after=ref(2))
    on = anew(2, 4, 7)._replace(after=ref(3))
    found = promise(there, back, on)
    assert (found.due, len(found.moves), found.disputed) == (day(7), 3, False)


def test_of_two_days_the_earlier_one_stands_until_somebody_asks() -> None:
    found = promise(anew(1, 4, 9), anew(1, 4, 12))
    assert (found.due, found.disputed, found.is_open) == (day(4), True, True)


@pytest.mark.parametrize("end", [done(2), broken(2)])
def test_what_is_agreed_anew_after_it_ended_makes_it_disputed(end: PromiseSettled) -> None:
    assert promise(end, anew(3, 4, 9)).disputed
    assert not promise(end, anew(2, 4, 9)).disputed


def test_a_move_that_follows_on_nothing_is_listed() -> None:
    state = a_state(QUOTE, anew(1, 9, 12))
    assert state.promises[0].due == day(4)
    assert [trouble.why for trouble in state.troubles] == [
        "moves a promise from a day on which it is not due"
    ]


@pytest.mark.parametrize(
    "settled",
    [
        [done(4), done(5)],
        [done(4), broken(5)],
        [anew(1, 4, 9), anew(1, 4, 12)],
        [anew(1, 4, 9), anew(1, 4, 12), done(2)],
    ],
)
def test_settlements_that_differ_make_it_disputed(settled: list[PromiseSettled]) -> None:
    found = promise(*settled)
    assert found.disputed
    assert found.outcome is None
    assert len(found.claims) == len(settled)


def test_two_who_agree_on_the_same_day_agree() -> None:
    found = promise(anew(1, 4, 9), anew(2, 4, 9))
    assert (found.due, len(found.moves), found.disputed) == (day(9), 1, False)


def test_the_first_yes_is_kept() -> None:
    assert promise(Confirmed((ref(1),), on=day(3)), Confirmed((ref(1),), on=day(2))).confirmed == (
        day(2)
    )


def test_answers_to_what_is_not_here_are_listed() -> None:
    strays = (done(1)._replace(promise=ref(9)), anew(5, 4, 9), Confirmed((ref(9),)))
    state = a_state(QUOTE, *strays)
    assert [trouble.why for trouble in state.troubles] == [
        "names a promise that is not here",
        "agrees a promise anew after its day, which moves nothing",
        "confirms something that is not here",
    ]


def test_open_promises_are_ordered_by_their_day() -> None:
    state = a_state(
        *(PromiseSaid("c"), PromiseSaid("b", Side.THEIRS, day(9)), PromiseSaid("a", due=day(3))),
    )
    assert [p.what for p in open_promises(state.promises)] == ["a", "b", "c"]
    assert [p.what for p in open_promises(state.promises, Side.THEIRS)] == ["b"]


_AWAY = st.integers(-3, 12)
_SETTLEMENTS = st.one_of(
    st.builds(done, _AWAY),
    st.builds(broken, _AWAY),
    st.builds(anew, _AWAY, st.none() | _AWAY, st.none() | _AWAY),
)


@given(st.lists(_SETTLEMENTS, max_size=5), st.integers(0, 2**32), st.integers(0, 3))
def test_no_order_and_no_clock_changes_what_it_comes_to(
    settled: list[PromiseSettled], seed: int, slow: int
) -> None:
    """Two desks record at the same time, one of them with its clock behind."""

    def seen(entries: list[Entry]) -> tuple[object, ...]:
        [found] = fold([ACME], Facts(), entries, Team()).promises
        claims = {(claim.entry, claim.outcome) for claim in found.claims}
        return (found.outcome, found.disputed, found.due, found.settled, claims)

    first = an_entry(1, QUOTE)
    rest = [an_entry(number, body) for number, body in enumerate(settled, 2)]
    expected = seen([first, *rest])
    random.Random(seed).shuffle(rest)
    assert seen([*rest, first]) == expected
    behind = [
        entry._replace(at=NOON - slow * 1_200_000 - number) for number, entry in enumerate(rest)
    ]
    assert seen([*behind, first]) == expected


@given(st.lists(_SETTLEMENTS, max_size=4))
def test_taking_settlements_back_until_one_is_left_ends_every_dispute(
    settled: list[PromiseSettled],
) -> None:
    for only in settled:
        assert not promise(only).disputed


def test_a_scripted_year_gives_the_counts() -> None:
    from accountdesk.core.our_word import Word, our_word

    bodies: list[PromiseSaid | PromiseSettled] = []
    for month in range(12):  # one a month, the last one this month
        number = len(bodies) + 1
        made = day(-30 * (11 - month))
        due = date.fromordinal(made.toordinal() + 10)
        bodies.append(PromiseSaid(f"promise {month}", due=due, on=made))
        how = Settled.BROKEN if month == 8 else Settled.DONE
        late = 2 if month == 10 else -1
        if month < 11:
            on = date.fromordinal(due.toordinal() + late)
            bodies.append(PromiseSettled(ref(number), how, on))
    found = our_word(a_state(*bodies), Team(), TODAY)
    # Settled in 180 days: those of the months 5 to 10; the last one is still open.
    assert (found.on_time, found.late, found.broken, found.anew) == (4, 1, 1, 0)
    assert found.word is Word.BROKEN
