"""Words of cells: what CRMs call stages and activities, and what says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.deal import Outcome
from accountdesk.core.touchpoint import Direction, Kind, Manner
from accountdesk.sources.files.words import (
    direction_of,
    is_deleted,
    kind_of,
    manner_of,
    nobody_there,
    outcome,
    owner_of,
    was_called_off,
    was_held,
)


def test_stages_and_outcomes() -> None:
    for won in ("Closed Won", "Closed won (Sales Pipeline)", "6 - Closed Won", "Gewonnen", "Gagné"):
        assert outcome(won, {}) is Outcome.WON
    for lost in ("closedlost", "Closed-Lost to Competition", "Verloren", "Dead"):
        assert outcome(lost, {}) is Outcome.LOST
    for nothing in ("Negotiation", "Closed", "Not won", "Won or lost", "", "Wonderland"):
        assert outcome(nothing, {}) is None
    assert outcome("Contract signed!", {"contract signed": Outcome.WON}) is Outcome.WON
    assert outcome("Won", {"won": Outcome.LOST}) is Outcome.LOST
    assert is_deleted("Deleted")


def test_words_for_activities() -> None:
    kinds = {"Logged call": Kind.CALL, "E-Mail": Kind.MAIL, "Outbound Email": Kind.MAIL}
    kinds |= {"Video call": Kind.MEETING, "To-do": Kind.UNKNOWN, "": Kind.UNKNOWN}
    assert {word: kind_of(word) for word in kinds} == kinds
    assert direction_of("Incoming") is Direction.IN
    assert direction_of("outbound call") is Direction.OUT
    assert direction_of("call") is Direction.UNKNOWN
    assert nobody_there("Left voicemail")
    assert not nobody_there("Connected")
    assert was_held("Completed")
    assert not was_held("Not Started")
    assert was_called_off("Cancelled")
    assert not was_called_off("Connected")


@pytest.mark.parametrize(
    ("word", "kind", "manner"),
    [
        ("Email", Kind.MAIL, Manner.UNKNOWN),
        ("Marketing email", Kind.MAIL, Manner.AUTOMATED),
        ("Mass Email", Kind.MAIL, Manner.AUTOMATED),
        ("Newsletter", Kind.MAIL, Manner.AUTOMATED),
        ("Automated call", Kind.CALL, Manner.AUTOMATED),
        ("Call", Kind.CALL, Manner.UNKNOWN),
        ("Campaign call", Kind.CALL, Manner.UNKNOWN),
        ("Marketing meeting", Kind.MEETING, Manner.UNKNOWN),
    ],
)
def test_a_machine_made_it_only_if_its_type_says_so(word: str, kind: Kind, manner: Manner) -> None:
    assert (kind_of(word), manner_of(word)) == (kind, manner)


def test_words_for_nobody_name_no_owner() -> None:
    assert owner_of("Ana Ruiz") == "Ana Ruiz"
    assert {owner_of(word) for word in ("No owner", "Unassigned", "N/A", "-")} == {""}


@given(st.text(max_size=12))
def test_no_text_breaks_them(text: str) -> None:
    assert outcome(text, {}) in (None, Outcome.WON, Outcome.LOST)
    assert kind_of(text) in Kind
    assert direction_of(text) in Direction
