"""Completion: what may stand where somebody is typing a note."""

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.calendar import Dates
from accountdesk.core.completion import MOST, complete
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Member, MemberKey
from accountdesk.core.note import read_note
from accountdesk.core.note_fields import Known
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.touchpoint import Touchpoint
from tests.builders import TODAY

PEOPLE = [
    PersonFact(PersonKey(f"crm:{number}"), name)
    for number, name in enumerate(("Dana Fox", "Jean van Dana", "Šimon Dvořák", "Ina"))
]
KNOWN = Known(PEOPLE, (Member(MemberKey("own:b"), "Ben Ode"),), Dates(TODAY))


def completed(before: str) -> list[str]:
    """What the text would be with each candidate."""
    found = complete(before, KNOWN)
    assert found.replaces <= len(before)
    return [before[: len(before) - found.replaces] + text for text in found.candidates]


def test_a_line_begins_with_a_kind_or_a_field() -> None:
    assert completed("me") == ["meeting", "message"]
    assert completed("ca") == ["call"]
    assert completed("ne") == ["next: "]
    assert completed("call: hi\nwh") == ["call: hi\nwhen: "]
    assert completed("call: hi\nca") == []
    assert completed("") == []
    assert completed("call: hi\nga") == ["call: hi\ngain them: ", "call: hi\ngain us: "]
    assert completed("gain t") == ["gain them: "]


def test_people_come_before_the_first_colon_those_whose_name_begins_so_first() -> None:
    assert completed("call da") == ["call Dana Fox", "call Jean van Dana"]
    assert completed("call in sim") == ["call in Šimon Dvořák"]
    assert completed("call dana f") == ["call Dana Fox"]
    assert completed("call dana fox, in") == ["call dana fox, Ina"]
    assert completed("call: da") == []
    assert completed("da ne") == []


def test_the_words_of_a_header_come_where_nobody_is_called_so() -> None:
    assert completed("call no") == ["call no-answer"]
    assert completed("call out") == ["call out"]


def test_members_come_behind_the_bracket_of_a_field() -> None:
    assert completed("call: hi\nnext(b") == ["call: hi\nnext(Ben Ode"]
    assert completed("next(") == ["next(Ben Ode"]


@given(st.text(alphabet="cal meting:(\nDanaFox š", max_size=30))
def test_candidates_are_few_and_only_the_end_is_replaced(before: str) -> None:
    found = complete(before, KNOWN)
    assert len(found.candidates) <= MOST
    assert "\n" not in before[len(before) - found.replaces :]


@given(st.sampled_from(PEOPLE), st.integers(0, 6))
def test_a_completed_person_is_read_as_that_person(person: PersonFact, letters: int) -> None:
    before = f"call {person.name[:letters].lower()}"
    found = complete(before, KNOWN)
    if person.name in found.candidates:
        text = before[: len(before) - found.replaces] + person.name + ": hi"
        try:
            [touch] = read_note(text, KNOWN).bodies
        except NotUnderstood as error:
            raise AssertionError(text) from error
        assert isinstance(touch, Touchpoint)
        assert touch.people == (person.key,)


def test_a_name_that_would_record_something_else_is_not_offered() -> None:
    names = ("Dan\n\nnext: wire money", "Dan: Roe", "Dan\x1b[1m", "Dan (CFO)")
    people = [PersonFact(PersonKey(f"crm:{n}"), name) for n, name in enumerate(names)]
    assert complete("call dan", KNOWN._replace(people=people)).candidates == ()
