"""What contacts were about: order, advice, care, read from what was recorded with them."""

from collections import Counter
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import Renewal
from accountdesk.core.concerns import OF_KIND, About, Concern, Concerned, about, is_contact
from accountdesk.core.contribution import Flow, contributions
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import KINDS, Entry
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.liveness import Retracted
from accountdesk.core.need import NeedSaid
from accountdesk.core.next_step import NextStep
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.repair import RepairSaid
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import fold_team
from accountdesk.core.touchpoint import ActivityFact, Direction, Kind, Manner, Touchpoint
from accountdesk.core.value import Gains, LearnedSaid, ValueSaid
from tests.builders import ACCOUNTS, ACME, TODAY, an_entry, day, named, some_facts
from tests.builders import some_entries as entries_of_all_kinds

CALL = Touchpoint(Kind.CALL, text="hi", on=TODAY)


def state_of(*notes: tuple[NamedTuple, ...], facts: Facts = Facts()) -> AccountState:  # noqa: B008  # immutable
    """The state that some notes leave, each with what was typed together."""
    numbered = [(note, body) for note, bodies in enumerate(notes, 1) for body in bodies]
    entries = [an_entry(n, body, note=note) for n, (note, body) in enumerate(numbered, 1)]
    return fold([ACME], facts, entries, fold_team((), ()))


def concerns(*notes: tuple[NamedTuple, ...]) -> list[tuple[Concern, int]]:
    return [(one.concern, one.n) for one in state_of(*notes).concerns]


@pytest.mark.parametrize(
    ("body", "concern"),
    [
        (FeelingSaid(Mood.CALM), Concern.CARE),
        (PromiseSaid("x"), Concern.CARE),
        (RepairSaid("x"), Concern.CARE),
        (NeedSaid("x"), Concern.ADVICE),
        (ValueSaid(Gains.US, "x"), Concern.ADVICE),
        (LearnedSaid("x"), Concern.ADVICE),
    ],
)
def test_what_was_recorded_in_its_note_says_what_a_contact_was_about(
    body: NamedTuple, concern: Concern
) -> None:
    assert concerns((CALL, body)) == [(concern, 1)]


def test_care_goes_before_advice_and_each_contact_counts_once() -> None:
    assert concerns((CALL, NeedSaid("x"), FeelingSaid(Mood.CALM))) == [(Concern.CARE, 1)]


def test_nobody_reads_it_out_of_a_text_or_of_a_next_step() -> None:
    assert concerns((CALL, NextStep("send the order"))) == []
    state = state_of((CALL,))
    assert about(state.concerns, state.touches, TODAY, TODAY) == About(unknown=1)


def test_what_belongs_to_one_contact_belongs_to_no_other_one_of_its_day() -> None:
    state = state_of((CALL, FeelingSaid(Mood.CALM)), (CALL,))
    assert about(state.concerns, state.touches, TODAY, TODAY) == About(care=1, unknown=1)


def test_what_was_recorded_apart_belongs_to_the_contacts_of_its_day() -> None:
    facts = Facts(activities=(ActivityFact("crm:a1", day(-2), Kind.CALL),))
    state = state_of((NeedSaid("x", on=day(-2)),), (CALL,), facts=facts)
    assert state.concerns == (Concerned(day(-2), Concern.ADVICE, 1),)
    assert concerns((NeedSaid("x", on=day(-2)),)) == []  # nobody was in touch


@pytest.mark.parametrize("outcome", [Outcome.WON, Outcome.LOST])
def test_a_contact_on_the_day_of_a_transaction_is_an_order_if_nothing_else(
    outcome: Outcome,
) -> None:
    deal = DealAdded("x", outcome, TODAY)
    assert concerns((CALL,), (deal,)) == [(Concern.ORDER, 1)]
    assert concerns((CALL, FeelingSaid(Mood.CALM)), (deal,)) == [(Concern.CARE, 1)]
    assert concerns((CALL,), (Renewal(TODAY),)) == [(Concern.ORDER, 1)]
    assert concerns((CALL,), (DealAdded("x", Outcome.OPEN, TODAY),)) == []


@pytest.mark.parametrize(
    "touch",
    [
        CALL._replace(kind=Kind.NOTE),
        CALL._replace(no_answer=True),
        CALL._replace(kind=Kind.MAIL, direction=Direction.OUT, manner=Manner.AUTOMATED),
    ],
)
def test_a_note_a_try_and_a_machine_are_no_contact(touch: Touchpoint) -> None:
    state = state_of((touch, FeelingSaid(Mood.CALM)))
    assert about(state.concerns, state.touches, TODAY, TODAY) == About()


def test_what_was_taken_back_says_nothing() -> None:
    assert concerns((CALL, FeelingSaid(Mood.CALM)), (Retracted(named(2)),)) == []


def test_words_of_the_journal_are_its_kinds() -> None:
    to_come = {"person_role", "person_link", "person_note"}
    assert set(OF_KIND) <= KINDS.keys() | to_come


@given(entries_of_all_kinds(), some_facts(), st.integers(-150, 150), st.integers(0, 300))
def test_every_contact_counts_once_and_no_other_touch_does(
    entries: list[Entry], facts: Facts, first: int, days: int
) -> None:
    state = fold(ACCOUNTS, facts, [e for e in entries if e.account], fold_team((), ()))
    span = (day(first), day(first + days))
    found = about(state.concerns, state.touches, *span)
    contacts = [t for t in state.touches if is_contact(t) and span[0] <= t.on <= span[1]]
    assert min(found) >= 0
    assert sum(found) == len(contacts)
    by_day = Counter(touch.on for touch in state.touches if is_contact(touch))
    known: Counter[date] = Counter()
    for one in state.concerns:
        known[one.on] += one.n
    assert all(known[on] <= by_day[on] for on in known)
    flows = {Flow(concern.value) for concern in Concern}
    added = sum(given.n for given in contributions(state) if given.flow in flows)
    assert added == sum(one.n for one in state.concerns)
