"""Their shoes in words: plain sentences to `you`, a line a day, and how things stand today."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given

from accountdesk.core.account import AccountAdded, Left
from accountdesk.core.entry import Entry
from accountdesk.core.errors import NotFound
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import MemberIs, MemberSaid
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team, fold_team
from accountdesk.core.text import OBEYED
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touchpoint
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.shoes_page import MOST, NOTHING, ShoesPage, in_words, shoes_page
from tests.builders import (
    ACCOUNTS,
    ACME,
    TODAY,
    a_desk,
    a_state,
    an_entry,
    day,
    ref,
    some_entries,
    some_facts,
)

DANA = PersonFact(PersonKey("crm:p1"), "Dana Fox")
ANA = "actor:ana"


def a_team(*names: str) -> Team:
    """Members whose claims are `actor:` and their first names in small letters."""
    said = [MemberSaid(name) for name in names]
    are = [
        MemberIs(f"actor:{name.split()[0].lower()}", f"own:{ref(at)}")
        for at, name in enumerate(names, 1)
    ]
    entries = [an_entry(n, body, account=None) for n, body in enumerate((*said, *are), 1)]
    return fold_team((), entries)


TEAM = a_team("Ana Ruiz", "Ben Ode")


def page(*bodies: NamedTuple, by: tuple[str, ...] = (), today: date = TODAY) -> ShoesPage:
    """The page that some bodies leave, the first ones said by these, the others by Ana."""
    claims = [*by, *[ANA] * len(bodies)]
    entries = [an_entry(n, body, by=claims[n - 1]) for n, body in enumerate(bodies, 1)]
    return in_words(fold([ACME], Facts(people=(DANA,)), entries, TEAM), TEAM, today)


def days(*bodies: NamedTuple, by: tuple[str, ...] = ()) -> tuple[str, ...]:
    return page(*bodies, by=by).days


def test_a_story_from_their_chair() -> None:
    found = page(
        Touchpoint(Kind.CALL, Direction.OUT, people=("crm:p1",), on=day(-20)),
        Touchpoint(Kind.CALL, Direction.OUT, on=day(-18)),
        Touchpoint(Kind.MAIL, Direction.IN, people=("crm:p1",), on=day(-13)),
        PromiseSaid("the offer", due=day(-5), on=day(-20)),
        PromiseSettled(ref(4), Settled.AGREED_ANEW, day(-6), day(-4), day(-5)),
        PromiseSettled(ref(4), Settled.AGREED_ANEW, day(-4), day(-2), day(-4)),
        FeelingSaid(Mood.UNEASY, "we have been burned before", "crm:p1", day(-6)),
        by=("actor:ben",),
    )
    assert found.parts == (
        (
            "crm:acme · from their chair, since Wed 26 Aug 2026",
            (
                "Tue 3 Nov  Ben Ode called you (Dana Fox). Ana Ruiz promised you: the offer, by "
                "Wed 18 Nov.",
                "Thu 5 Nov  Ana Ruiz called you, the 2nd person of ours in 3 days.",
                "Tue 10 Nov  You (Dana Fox) wrote us a mail.",
                "Tue 17 Nov  You (Dana Fox) said: “we have been burned before” (uneasy, as Ana "
                "Ruiz saw it). Our promise (the offer) was moved from Wed 18 Nov to Thu 19 Nov.",
                "Thu 19 Nov  Our promise (the offer) was moved from Thu 19 Nov to Sat 21 Nov, the "
                "2nd time.",
            ),
        ),
        (
            "As it stands today, Mon 23 Nov 2026",
            (
                "You wrote to us on Tue 10 Nov; still no answer after 13 days.",
                "Our promise (the offer) was due Sat 21 Nov, 2 days ago.",
            ),
        ),
    )
    assert found.text.startswith(found.parts[0][0] + "\nTue 3 Nov  Ben Ode called you")
    assert "\n\nAs it stands today, Mon 23 Nov 2026\nYou wrote to us" in found.text


@pytest.mark.parametrize(
    ("touch", "says"),
    [
        (Touchpoint(Kind.CALL, Direction.IN), "You called and spoke with Ana Ruiz."),
        (Touchpoint(Kind.CALL), "You spoke with Ana Ruiz on the phone."),
        (
            Touchpoint(Kind.CALL, Direction.OUT, no_answer=True),
            "Ana Ruiz called you; you were not there.",
        ),
        (Touchpoint(Kind.CALL, Direction.IN, no_answer=True), "You called; nobody was there."),
        (Touchpoint(Kind.VISIT, no_answer=True), "Ana Ruiz came to see you; you were not there."),
        (Touchpoint(Kind.MAIL, Direction.OUT, no_answer=True), "Ana Ruiz wrote you a mail."),
        (
            Touchpoint(Kind.MAIL, Direction.OUT, manner=Manner.AUTOMATED),
            "A machine wrote to you.",
        ),
        (
            Touchpoint(Kind.EVENT, Direction.OUT, manner=Manner.AUTOMATED),
            "A machine turned to you.",
        ),
        (
            Touchpoint(Kind.MAIL, Direction.IN, manner=Manner.AUTOMATED),
            "A machine of yours wrote to us.",
        ),
        (
            Touchpoint(Kind.MAIL, manner=Manner.AUTOMATED),
            "Something automated passed between us.",
        ),
        (Touchpoint(Kind.UNKNOWN), "You were in touch with Ana Ruiz; nobody noted how."),
        (Touchpoint(Kind.COMPLAINT, text="too slow."), "You complained: too slow."),
        (Touchpoint(Kind.PRAISE, text="so quick!"), "You praised us: so quick!"),
    ],
)
def test_a_touch_is_told_as_they_lived_it(touch: Touchpoint, says: str) -> None:
    assert days(touch) == (f"Mon 23 Nov  {says}",)


def test_every_kind_of_touch_has_its_words_in_every_direction() -> None:
    for kind in Kind:
        for way in Direction:
            for missed in (False, True):
                found = days(Touchpoint(kind, way, missed))
                assert bool(found) is (kind is not Kind.NOTE)


def test_who_of_ours_is_unknown_is_we() -> None:
    assert days(Touchpoint(Kind.CALL, Direction.OUT), by=("os:7@host",)) == (
        "Mon 23 Nov  We called you.",
    )
    assert days(FeelingSaid(Mood.CALM), by=("os:7@host",)) == (
        "Mon 23 Nov  To us you seemed calm.",
    )


def test_waits_and_silence_in_days() -> None:
    mail = Touchpoint(Kind.MAIL, Direction.IN, on=day(-14))
    again = mail._replace(on=day(-12))
    call = Touchpoint(Kind.CALL, Direction.OUT, on=day(-10))
    assert days(mail, call)[-1] == (
        "Fri 13 Nov  For 4 days nobody had answered you. Ana Ruiz called you."
    )
    assert (
        "For 4 days nobody had answered you, though you turned to us 2 times."
        in (days(mail, again, call)[-1])
    )
    assert page(mail, again).now == (
        "You wrote to us on Mon 9 Nov and have turned to us once since; still no answer after "
        "14 days.",
    )
    old = call._replace(on=day(-41))
    assert page(old).now == ("For 41 days nobody of us has spoken with you.",)
    assert (
        "For 41 days nobody of us had spoken with you." in days(old, call._replace(on=day(0)))[-1]
    )


def test_promises_of_both_sides_and_what_came_of_them() -> None:
    ours = PromiseSaid("the offer", due=day(-2), time="10:00", person="crm:p1", on=day(-5))
    theirs = PromiseSaid("org chart", Side.THEIRS, day(-1), person="crm:p1", on=day(-5))
    late = PromiseSettled(ref(1), Settled.DONE, TODAY)
    assert days(ours, late) == (
        "Wed 18 Nov  Ana Ruiz promised you (Dana Fox): the offer, by Sat 21 Nov 10:00.",
        "Mon 23 Nov  Our promise (the offer) was kept 2 days late.",
    )
    kept = PromiseSettled(ref(1), Settled.DONE, day(-2))
    assert days(theirs, kept) == (
        "Wed 18 Nov  You (Dana Fox) promised us: org chart, by Sun 22 Nov.",
        "Sat 21 Nov  Your promise (org chart) was kept.",
    )
    broken = PromiseSettled(ref(1), Settled.BROKEN, TODAY)
    assert days(ours, broken)[-1] == (
        "Mon 23 Nov  Our promise (the offer) was broken; it was due Sat 21 Nov."
    )
    assert page(theirs).now == ("Your promise (org chart) was due Sun 22 Nov, yesterday.",)
    assert page(ours, kept, broken).now == (
        "We do not agree among us whether our promise (the offer) was kept.",
    )


def test_what_went_wrong_and_the_days_until_it_is_right() -> None:
    wrong = RepairSaid("invoice doubled", day(-6), on=day(-12))
    steps = (
        RepairStep(ref(1), Stage.TOLD, "the clerk did it", day(-9), "crm:p1"),
        RepairStep(ref(1), Stage.FIXED, None, day(-9)),
        RepairStep(ref(1), Stage.GAVE, "a free month", day(-7)),
    )
    found = page(wrong, *steps)
    assert found.days == (
        "Wed 11 Nov  Something went wrong for you: invoice doubled. It was to be right by Tue 17 "
        "Nov.",
        "Sat 14 Nov  3 days until Ana Ruiz told you (Dana Fox) what had happened (invoice "
        "doubled): the clerk did it. It was fixed the same day (invoice doubled).",
        "Mon 16 Nov  Ana Ruiz gave you something beyond, 2 days later (invoice doubled): a free "
        "month.",
    )
    assert found.now == (
        "After 12 days it is not yet right in your eyes (invoice doubled), though you were given "
        "more; it was to be right by Tue 17 Nov.",
    )
    right = RepairStep(ref(1), Stage.CONFIRMED, "all fine now", day(-1))
    whole = page(wrong, *steps, right)
    assert whole.days[-1] == (
        "Sun 22 Nov  You said that it is right (invoice doubled), 11 days after it went wrong: "
        "“all fine now”."
    )
    assert whole.now == ()


def test_that_they_left_is_in_their_words() -> None:
    assert days(Left(TODAY, "nobody called back")) == (
        "Mon 23 Nov  You left us: “nobody called back”.",
    )


def test_where_there_is_nothing_it_says_so() -> None:
    assert page().parts == (("crm:acme · from their chair, since Wed 26 Aug 2026", (NOTHING,)),)
    assert in_words(a_state(), Team(), date(2024, 3, 1)).data["events"] == []


def test_programs_get_the_events_with_their_sentences() -> None:
    found = page(
        Touchpoint(Kind.CALL, Direction.OUT, people=("crm:p1",)),
        PromiseSaid("the offer", due=day(-2), on=day(-5)),
    )
    data = json.loads(json.dumps(found.data))
    assert (data["key"], data["today"], data["since"]) == (ACME, "2026-11-23", "2026-08-26")
    assert [event["event"] for event in data["events"]] == ["promised", "touched", "overdue"]
    touched = data["events"][1]
    assert (touched["on"], touched["kind"], touched["theirs"]) == ("2026-11-23", "call", ["crm:p1"])
    assert (touched["ours"], touched["said"]) == (ANA, "Ana Ruiz called you (Dana Fox).")


def test_a_day_of_many_words_has_several_lines() -> None:
    found = page(*[PromiseSaid("x" * 500) for _ in range(20)])
    assert len(found.days) > 1
    assert all(line.startswith("Mon 23 Nov  Ana Ruiz promised you: xxx") for line in found.days)
    assert all(len(line) <= MOST for line in found.days)


def test_what_a_newer_program_said_is_not_passed_over() -> None:
    entries = [an_entry(1, ("promise_of_a_newer_program", "{}"))]
    found = in_words(fold([ACME], Facts(), entries, TEAM), TEAM, TODAY)
    assert found.title.endswith("update AccountDesk to read fully")
    assert found.data["update_needed_for"] == ["promise_of_a_newer_program"]


@given(some_entries(), some_facts())
def test_any_entries_have_words_that_no_terminal_obeys(entries: list[Entry], facts: Facts) -> None:
    team = fold_team((), [entry for entry in entries if entry.account is None])
    of_accounts = [entry for entry in entries if entry.account is not None]
    found = in_words(fold(ACCOUNTS, facts, of_accounts, team), team, TODAY)
    assert not {ord(letter) for line in (*found.days, *found.now) for letter in line} & OBEYED
    json.dumps(found.data)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        add_member(desk, MemberSaid("Ana Ruiz"), claim=desk.claim)
        yield desk


def test_a_note_is_read_from_the_store(desk: Desk) -> None:
    log(desk, "globex", "call: hi\nwe: the offer by fri\nfeels: calm")
    assert shoes_page(desk, "glob").days == (
        "Mon 23 Nov  You spoke with Ana Ruiz on the phone. To Ana Ruiz you seemed calm. Ana Ruiz "
        "promised you: the offer, by Fri 27 Nov.",
    )
    with pytest.raises(NotFound, match="No account is called"):
        shoes_page(desk, "nobody")
