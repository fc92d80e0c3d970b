"""The note: what people type, and what it records."""

from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.calendar import Dates
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import Member, MemberKey
from accountdesk.core.next_step import NextStep
from accountdesk.core.note import LONGEST, Note, read_note
from accountdesk.core.note_fields import BEGINNINGS, WORDS, Known
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.promise import PromiseSaid, Side
from accountdesk.core.repair import RepairSaid
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touchpoint
from accountdesk.core.value import Gains, LearnedSaid, ValueSaid
from tests.builders import TODAY, day

DANA = PersonFact(PersonKey("crm:dana"), "Dana Fox")
DAN = PersonFact(PersonKey("crm:dan"), "Dan Ray")
OTHER_DAN = PersonFact(PersonKey("crm:dan2"), "Dan Öz")
ANA = Member(MemberKey("crm:ana"), "Ana Ruiz")
BEN = Member(MemberKey("crm:ben"), "Ben Ode")
KNOWN = Known((DANA, DAN, OTHER_DAN), (ANA, BEN), Dates(TODAY))


def note(text: str) -> Note:
    return read_note(text, KNOWN)


def test_a_whole_note() -> None:
    found = note(
        "call in dana: liked the pilot, price worries\n"
        "She wants tiers.\n"
        "next: demo with finance tue 10:00\n"
        "when: yesterday 16:00"
    )
    assert found.bodies == (
        Touchpoint(
            Kind.CALL,
            Direction.IN,
            people=("crm:dana",),
            text="liked the pilot, price worries\nShe wants tiers.",
            on=day(-1),
            time="16:00",
        ),
        NextStep("demo with finance", date(2026, 11, 24), "10:00"),
    )
    assert found.hints == ()


@pytest.mark.parametrize(
    ("line", "touch"),
    [
        ("call: fine", Touchpoint(Kind.CALL, text="fine")),
        ("Call: fine", Touchpoint(Kind.CALL, text="fine")),
        ("call:", Touchpoint(Kind.CALL)),
        ("mail out: offer", Touchpoint(Kind.MAIL, Direction.OUT, text="offer")),
        ("mail automated: x", Touchpoint(Kind.MAIL, manner=Manner.AUTOMATED, text="x")),
        ("letter by-hand: x", Touchpoint(Kind.LETTER, manner=Manner.BY_HAND, text="x")),
        ("call no-answer: x", Touchpoint(Kind.CALL, no_answer=True, text="x")),
        ("visit DANA dana: x", Touchpoint(Kind.VISIT, people=("crm:dana",), text="x")),
        ("call: see https://a.example: b", Touchpoint(Kind.CALL, text="see https://a.example: b")),
        ("they moved: new office", Touchpoint(Kind.NOTE, text="they moved: new office")),
        ("fyi: they moved", Touchpoint(Kind.NOTE, text="fyi: they moved")),
        ("just text", Touchpoint(Kind.NOTE, text="just text")),
    ],
)
def test_first_lines(line: str, touch: Touchpoint) -> None:
    assert note(line).bodies == (touch._replace(on=TODAY),)


def test_several_people_are_named_in_a_row() -> None:
    [touch] = note("meeting out dana fox, dan ray and Dan Oz no-answer: x").bodies
    assert isinstance(touch, Touchpoint)
    assert touch.people == ("crm:dana", "crm:dan", "crm:dan2")
    assert (touch.direction, touch.no_answer) == (Direction.OUT, True)


@pytest.mark.parametrize(
    "text", ["\r\ncall: hi", "   \ncall: hi", "\ufeffcall: hi", "CALL IN OUT: hi"]
)
def test_what_stands_around_a_header_does_not_hide_it(text: str) -> None:
    [touch] = note(text).bodies
    assert isinstance(touch, Touchpoint)
    assert (touch.kind, touch.text) == (Kind.CALL, "hi")
    assert touch.direction in (Direction.UNKNOWN, Direction.BOTH)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("call: x\nNext: demo tomorrow", "begin the line with “next:”"),
        ("call: x\nwhen : yesterday", "begin the line with “when:”"),
        ("call: x\nnext (ben): demo", "begin the line with “next:”"),
        ("cal in dana: x", "“cal” is no kind"),
        ("fyi: they moved", "“fyi” is no kind"),
    ],
)
def test_text_that_looks_like_more_is_kept_and_said_so(text: str, hint: str) -> None:
    found = note(text)
    [touch] = found.bodies
    assert isinstance(touch, Touchpoint)
    assert text.splitlines()[-1] in touch.text
    assert hint in found.hints[0]


@pytest.mark.parametrize("line", ["call bob: hello", "meeting room is booked: no", "call dana"])
def test_a_first_line_that_is_no_header_is_text_and_says_so(line: str) -> None:
    found = note(line)
    assert found.bodies == (Touchpoint(Kind.NOTE, text=line, on=TODAY),)
    assert "Kept as text" in found.hints[0]


def test_a_name_that_two_people_have_is_refused_with_both() -> None:
    with pytest.raises(NotUnderstood, match="Dan Ray, Dan Öz"):
        note("call dan: x")


def test_a_field_that_records_nothing_is_refused_with_the_list() -> None:
    with pytest.raises(NotUnderstood, match="feels, gain them, gain us, learned, next, they, we, "):
        note("call: x\ntodo: quote by fri")


DESIGN = """call in dana: liked the pilot, price worries
we: quote with volume tiers by fri
they: org chart by mon
next: demo with finance tue 10:00
feels: uneasy "we have been burned before"
wrong: invoice doubled
gain them: two days a month saved
when: yesterday 16:00"""
"""The note of the design, whole."""


def test_the_eight_lines_of_the_design_record_seven_entries() -> None:
    found = note(DESIGN)
    yesterday = day(-1)
    assert not found.hints
    assert found.bodies == (
        Touchpoint(
            Kind.CALL,
            Direction.IN,
            people=("crm:dana",),
            text="liked the pilot, price worries",
            on=yesterday,
            time="16:00",
        ),
        PromiseSaid("quote with volume tiers", due=day(4), person="crm:dana", on=yesterday),
        PromiseSaid("org chart", Side.THEIRS, day(7), person="crm:dana", on=yesterday),
        NextStep("demo with finance", day(1), "10:00"),
        FeelingSaid(Mood.UNEASY, "we have been burned before", "crm:dana", yesterday),
        RepairSaid("invoice doubled", on=yesterday),
        ValueSaid(Gains.THEM, "two days a month saved", on=yesterday),
    )


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("gain them: two days  a month", ValueSaid(Gains.THEM, "two days a month", on=TODAY)),
        ("gain us: a reference", ValueSaid(Gains.US, "a reference", on=TODAY)),
        ("gain(us): a reference", ValueSaid(Gains.US, "a reference", on=TODAY)),
        ("gain learned: ask finance", LearnedSaid("ask finance", TODAY)),
        ("learned: ask finance", LearnedSaid("ask finance", TODAY)),
    ],
)
def test_a_gain_says_who_gained(line: str, body: NamedTuple) -> None:
    assert note(line).bodies == (body,)
    assert note(f"call: x\n{line}").bodies[1:] == (body,)


@pytest.mark.parametrize("line", ["gain: a day", "gain them:", "gain you: a day", "gain(): x"])
def test_a_gain_of_nobody_or_of_nothing_is_refused(line: str) -> None:
    for text in (line, f"call: x\n{line}"):
        with pytest.raises(NotUnderstood, match="Say who gained, and what: gain them: two days"):
            note(text)


def test_a_gain_with_a_capital_is_text_and_says_how_it_would_record() -> None:
    found = note("call: x\nGain them: a day")
    assert len(found.bodies) == 1
    assert "begin the line with “gain them:”" in found.hints[0]


@pytest.mark.parametrize(
    "line",
    ["Todo: x", " todo: x", "to do: x", "todo:x", "see https://a.example", "größe: 5", "a1: b"],
)
def test_every_other_line_is_text(line: str) -> None:
    [touch] = note(f"call: x\n{line}").bodies
    assert isinstance(touch, Touchpoint)
    assert touch.text == f"x\n{line}"


def test_a_field_may_stand_alone() -> None:
    assert note("next: send the offer").bodies == (NextStep("send the offer"),)


def test_a_step_may_name_its_owner() -> None:
    [step] = note("next(ben): send the offer by fri").bodies
    assert step == NextStep("send the offer", date(2026, 11, 27), owner="crm:ben")
    for nobody in ("zoe", ""):
        with pytest.raises(NotUnderstood, match="Ana Ruiz, Ben Ode"):
            note(f"next({nobody}): send it")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing to record"),
        (" \n\n ", "nothing to record"),
        ("when: yesterday", "nothing to record"),
        ("next: a\nwhen: yesterday", "this note has nothing such"),
        ("call: x\nnext: tomorrow", "what happens next"),
        ("call: x\nnext:", "what happens next"),
        ("call: x\nwhen: tomorrow", "still to come"),
        ("call: x\nwhen: soon", "no date I can read"),
        ("call: x\nwhen: today\nwhen: today", "once"),
        ("call: x\nnext: demo by 2026-02-30", "no day of the calendar"),
        ("x" * (LONGEST + 1), "at most"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        note(text)


def test_the_whole_note_records_a_thing_a_line() -> None:
    text = (
        "call in dana: liked the pilot, price worries\n"
        "we: quote with volume tiers by fri\n"
        "they: org chart by mon\n"
        "next: demo with finance tue 10:00\n"
        'feels: uneasy "we have been burned before"\n'
        "wrong: invoice doubled by wed\n"
        "when: yesterday 16:00"
    )
    on = date(2026, 11, 22)
    assert note(text).bodies[1:] == (
        PromiseSaid(
            *("quote with volume tiers", Side.OURS, date(2026, 11, 27)), person="crm:dana", on=on
        ),
        PromiseSaid("org chart", Side.THEIRS, date(2026, 11, 30), person="crm:dana", on=on),
        NextStep("demo with finance", date(2026, 11, 24), "10:00"),
        FeelingSaid(Mood.UNEASY, "we have been burned before", "crm:dana", on),
        RepairSaid("invoice doubled", date(2026, 11, 25), on=on),
    )


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("we(ben): quote", PromiseSaid("quote", owner="crm:ben", on=TODAY)),
        ("they(dana): chart", PromiseSaid("chart", Side.THEIRS, person="crm:dana", on=TODAY)),
        ("feels: Angry", FeelingSaid(Mood.ANGRY, on=TODAY)),
        ("feels(dana): calm, “at last”", FeelingSaid(Mood.CALM, "at last", "crm:dana", TODAY)),
        ("feels: calm it's fine", FeelingSaid(Mood.CALM, "it's fine", on=TODAY)),
        ("wrong(ben): doubled", RepairSaid("doubled", owner="crm:ben", on=TODAY)),
        ("we: quote today", PromiseSaid("quote", due=TODAY, on=TODAY)),
    ],
)
def test_a_line_about_our_word_may_stand_alone(text: str, body: NamedTuple) -> None:
    assert note(text).bodies == (body,)


def test_of_several_people_none_is_guessed_to_be_meant() -> None:
    two = note("call dana, dan ray: hi\nwe: quote\nfeels: calm").bodies[1:]
    assert [body.person for body in two] == [None, None]  # type: ignore[attr-defined]  # both have one


LINES = st.sampled_from(
    [
        *("call in dana:", "call dan:", "next: a tue", "when: yesterday", "we: b", " text", "A: b"),
        *("x", "they: c by fri", "feels: calm", "feels: odd", "wrong: d", "gain them: e"),
    ]
)


@given(st.lists(LINES | st.text(max_size=20), max_size=5).map("\n".join))
def test_any_note_is_read_or_refused_and_keeps_every_text_line(text: str) -> None:
    try:
        found = note(text)
    except NotUnderstood as error:
        assert str(error)
        return
    assert found.bodies
    said = "\n".join(body.text for body in found.bodies if isinstance(body, Touchpoint))
    for line in text.splitlines():
        word = line.partition(":")[0]
        if word not in {*WORDS, *BEGINNINGS} and not word.startswith("call") and line.strip():
            assert line.strip() in said
