"""Snooze: what is put off calls for nobody until its day, but for what must be made right."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, Renewal
from accountdesk.core.attention import Attention, Group, Term, attention
from accountdesk.core.deal import DealAdded
from accountdesk.core.filters import Filter, filters
from accountdesk.core.line import line
from accountdesk.core.member import Member, MemberKey, Seat
from accountdesk.core.readings import changes_on, readings
from accountdesk.core.snooze import PutOff, Snooze
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import reason_words
from tests.builders import TODAY, a_state, day

TEAM = Team()
BOTH = (AccountAdded("Acme", "customer"), DealAdded("x", closes=day(5)), Renewal(day(9)))
"""A customer with an open deal: it stands in both lists, due in each."""


def asks(state: AccountState, seat: Seat, away: int = 0) -> Attention:
    return readings(state, TEAM, day(away)).seats[seat]


def words_of(found: Attention) -> list[str]:
    return [term.word for term in found.terms]


def test_it_is_in_order_until_the_day_on_which_it_calls_again() -> None:
    state = a_state(*BOTH, Snooze(day(4), "budget"))
    for seat in Seat:
        assert words_of(asks(state, seat)) == []
        assert asks(state, seat, 3).group is Group.IN_ORDER
        assert asks(state, seat, 4).group is Group.DUE
        assert asks(state, seat, 4).hidden == ()
    assert changes_on(state, TEAM, day(2), readings(state, TEAM, day(2))) in (day(3), day(4))


def test_one_seat_does_not_put_off_what_calls_for_the_other() -> None:
    state = a_state(*BOTH, Snooze(day(4), seat=Seat.HUNTER))
    assert words_of(asks(state, Seat.HUNTER)) == []
    assert words_of(asks(state, Seat.FARMER)) == ["renewal", "nothing next"]


@pytest.mark.parametrize(
    ("said", "put_off"),
    [
        ([Snooze(day(4)), Snooze()], set()),
        ([Snooze(), Snooze(day(4))], {Seat.HUNTER, Seat.FARMER}),
        ([Snooze(day(4)), Snooze(seat=Seat.HUNTER)], {Seat.FARMER}),
        ([Snooze(day(4)), Snooze(TODAY, seat=Seat.HUNTER)], {Seat.FARMER}),
        ([Snooze(day(4), seat=Seat.HUNTER), Snooze(day(9))], {Seat.HUNTER, Seat.FARMER}),
    ],
)
def test_the_last_word_for_a_seat_wins(said: list[Snooze], put_off: set[Seat]) -> None:
    state = a_state(*BOTH, *said)
    assert {seat for seat in Seat if asks(state, seat).put_off is not None} == put_off


TERMS = st.lists(
    st.builds(
        Term,
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([Group.MAKE_RIGHT, Group.DUE, Group.STAY_CLOSE]),
        st.integers(1, 60),
    )
)


@given(TERMS, st.integers(-3, 3))
def test_what_must_be_made_right_is_never_hidden(terms: list[Term], away: int) -> None:
    whole = attention(terms, None, TODAY)
    found = attention(terms, PutOff(day(away), "", "actor:ana"), TODAY)
    right = [term for term in whole.terms if term.group is Group.MAKE_RIGHT]
    if away <= 0:
        assert found == whole
    else:
        assert list(found.terms) == right
        assert found.terms + found.hidden == whole.terms
    if right:
        assert found.group is Group.MAKE_RIGHT


def test_the_row_says_until_when_and_why() -> None:
    state = a_state(*BOTH, Snooze(day(4), "they merge"))
    shown = line(state, Seat.FARMER, asks(state, Seat.FARMER), TEAM, TODAY)
    assert reason_words.reason(shown, TODAY) == ("not now: they merge", "Fri 27 Nov")
    bare = a_state(*BOTH, Snooze(day(4)))
    shown = line(bare, Seat.FARMER, asks(bare, Seat.FARMER), TEAM, TODAY)
    assert reason_words.reason(shown, TODAY) == ("not now", "Fri 27 Nov")


def test_the_evidence_names_what_is_put_off() -> None:
    found = asks(a_state(*BOTH, Snooze(day(4), "they merge")), Seat.FARMER)
    assert reason_words.total(found) == "0: not now, until Fri 27 Nov 2026: they merge"
    assert tuple(text for _, text in reason_words.terms(found, TODAY)) == (
        "  0  put off: Due: renewal in 9 d",
        "  0  put off: Stay close: nothing next",
    )


def test_filters_name_the_parts_of_a_list_in_which_an_account_stands() -> None:
    state = a_state(*BOTH)
    ana = Member(MemberKey("crm:ana"), "Ana")
    found = asks(state, Seat.FARMER)
    assert set(filters(found, ())) == {Filter.DUE, Filter.NOTHING_NEXT, Filter.UNSEATED}
    assert set(filters(found, [ana])) == {Filter.DUE, Filter.NOTHING_NEXT}
    off = asks(a_state(*BOTH, Snooze(TODAY + timedelta(1))), Seat.FARMER)
    assert filters(off, [ana]) == (Filter.NOT_NOW,)
