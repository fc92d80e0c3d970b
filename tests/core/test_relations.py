"""What people decide, how they work together, who is the same, and who has left."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import SameAccount
from accountdesk.core.coverage import threads
from accountdesk.core.entry import BLANK
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.liveness import Retracted
from accountdesk.core.person import PersonAdded, PersonFact, PersonKey
from accountdesk.core.relations import (
    NOTHING,
    PersonLink,
    PersonMoved,
    PersonNote,
    PersonRole,
    Role,
    SamePerson,
    Tie,
)
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import ActivityFact, Kind, Touchpoint
from tests.builders import ACCOUNTS, ACME, TODAY, WHO, a_state, an_entry, named, ref

DANA = PersonFact(PersonKey("crm:p1"), "Dana Fox", "CFO", phone="+49 30 5550123")
CARL = PersonFact(PersonKey("crm:p2"), "Carl Voss")
BOTH = Facts(people=(DANA, CARL))


def test_of_most_accounts_nothing_was_said() -> None:
    assert a_state(PersonAdded("Dana"), facts=BOTH).relations is NOTHING


def test_one_person_may_do_several_things_and_the_last_word_for_each_wins() -> None:
    state = a_state(
        PersonRole("crm:p1", Role.PAYS),
        PersonRole("crm:p1", Role.MAKES),
        PersonRole("crm:p2", Role.USES),
        PersonRole("crm:p2", Role.USES, holds=False),
    )
    assert state.relations.roles == {"crm:p1": (Role.MAKES, Role.PAYS)}


def test_how_two_work_together_is_said_of_a_pair() -> None:
    state = a_state(
        PersonLink(("crm:p2", "crm:p1"), Tie.WORKS_WITH),
        PersonLink(("crm:p2", "crm:p1"), Tie.REPORTS_TO),
        PersonLink(("crm:p1", "crm:p1"), Tie.REPORTS_TO),  # nobody reports to themselves
        PersonLink(("crm:p2", "crm:p3"), Tie.WORKS_WITH),
        PersonLink(("crm:p3", "crm:p2")),  # said the other way round
        PersonLink(("crm:p4",), Tie.WORKS_WITH),  # of the other one nothing is left
    )
    assert state.relations.ties == (("crm:p2", "crm:p1", Tie.REPORTS_TO),)


def test_each_thing_that_is_known_of_a_person_has_its_own_last_word() -> None:
    state = a_state(
        PersonNote("crm:p1", matters="no surprises", channel="phone", no_contact=True),
        PersonNote("crm:p1", channel="", language="German", known_by=("crm:m1",)),
    )
    assert state.relations.notes["crm:p1"] == PersonNote(
        "crm:p1", "no surprises", "", "German", no_contact=True, known_by=("crm:m1",)
    )
    assert state.relations.not_to_contact("crm:p1")
    assert not a_state(
        PersonNote("crm:p1", no_contact=True), PersonNote("crm:p1", no_contact=False)
    ).relations.not_to_contact("crm:p1")


def test_who_is_the_same_stands_there_once_with_all_that_is_known() -> None:
    twin = PersonFact(PersonKey("web:9"), "D. Fox", email="dana@globex.example")
    state = a_state(
        SamePerson(("web:9", "crm:p1")),
        Touchpoint(Kind.CALL, people=("web:9", "crm:p1"), on=TODAY),
        FeelingSaid(Mood.CALM, person="web:9"),
        PersonRole("web:9", Role.PAYS),
        facts=Facts(
            people=(DANA, twin),
            activities=(ActivityFact("crm:a1", TODAY, Kind.CALL, people=("web:9",)),),
        ),
    )
    assert state.people == (DANA._replace(email="dana@globex.example"),)
    assert {touch.people for touch in state.touches} == {("crm:p1",)}
    assert state.feelings[0].person == "crm:p1"
    assert state.relations.roles == {"crm:p1": (Role.PAYS,)}


def test_taking_it_back_splits_them_again() -> None:
    state = a_state(SamePerson(("crm:p1", "crm:p2")), Retracted(named(1)), facts=BOTH)
    assert state.people == (CARL, DANA)


@given(st.lists(st.tuples(WHO, WHO), max_size=5))
def test_being_the_same_has_no_direction_and_no_order(pairs: list[tuple[str, str]]) -> None:
    people = Facts(people=tuple(PersonFact(PersonKey(key), key) for key in ("crm:p1", "crm:p2")))
    one = a_state(*(SamePerson(pair) for pair in pairs), facts=people)
    other = a_state(*(SamePerson(pair[::-1]) for pair in reversed(pairs)), facts=people)
    assert one.people == other.people


def test_who_has_left_is_no_thread_any_more() -> None:
    spoke = Touchpoint(Kind.CALL, people=("crm:p1", "crm:p2"), on=TODAY - timedelta(9))
    moved = PersonMoved("crm:p1", to="crm:b", on=TODAY)
    state = a_state(spoke, moved, facts=BOTH)
    assert set(threads(state, Team(), TODAY - timedelta(1))) == {"crm:p1", "crm:p2"}
    assert set(threads(state, Team(), TODAY)) == {"crm:p2"}


def test_the_latest_move_counts_and_both_ends_are_told_apart() -> None:
    state = a_state(
        PersonMoved("crm:p1", to="crm:b", value="B", on=TODAY),
        PersonMoved("crm:p1", value="a start-up", on=TODAY - timedelta(1)),
        PersonMoved("own:1", came_from="crm:b", value="B", was="crm:p7", on=TODAY),
    )
    assert state.relations.moved["crm:p1"].place == "B"
    assert state.relations.came_from["own:1"][1:] == ("crm:b", "B", "crm:p7", TODAY)


def test_who_has_come_back_has_not_left() -> None:
    away, back = PersonMoved("crm:p1", to="crm:b", on=TODAY), TODAY + timedelta(9)
    state = a_state(away, PersonMoved("crm:p1", came_from="crm:b", was="own:7", on=back))
    assert state.relations.moved == {}
    assert state.relations.came_from["crm:p1"].on == back


def test_nobody_moves_between_accounts_that_are_one() -> None:
    entries = [
        an_entry(1, SameAccount("crm:b")),
        an_entry(2, PersonMoved("crm:p1", to="crm:b")),
        an_entry(3, PersonMoved("own:x", came_from=ACME, was="crm:p1"), account=ACCOUNTS[1]),
    ]
    state = fold(ACCOUNTS[:2], BOTH, entries, Team())
    assert (state.relations.moved, state.relations.came_from) == ({}, {})


def test_what_was_said_of_somebody_who_was_erased_is_said_of_nobody() -> None:
    state = a_state(
        PersonRole(BLANK, Role.PAYS),
        PersonNote(BLANK, no_contact=True),
        PersonLink(("crm:p1",), Tie.REPORTS_TO),
        PersonMoved(BLANK, to="crm:b"),
        SamePerson(("crm:p1",)),
        facts=BOTH,
    )
    assert state.relations == NOTHING
    assert len(state.people) == 2


@pytest.mark.parametrize("key", ["crm:p1", f"own:{ref(1)}"])
def test_what_is_said_of_nobody_harms_nothing(key: str) -> None:
    assert a_state(PersonNote(key, matters="x")).people == ()
