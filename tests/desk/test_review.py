"""The review: what of some days is told to us, and that a customer's has nothing of ours in it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded
from accountdesk.core.blocker import BlockerSaid
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import BLANK, id_text
from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.need import Able, AimSaid, CapacitySaid, NeedSaid
from accountdesk.core.next_step import StepDone
from accountdesk.core.our_word import our_word
from accountdesk.core.period import lately, period
from accountdesk.core.person import PersonAdded, PersonFact, PersonKey
from accountdesk.core.plan import PlanStepSaid
from accountdesk.core.process import ProcessStepSaid
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.referral import ReferralSaid
from accountdesk.core.referral import Stage as Came
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.state import AccountState, Facts
from accountdesk.core.team import Team
from accountdesk.core.track import Track
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.planning import plan_text
from accountdesk.desk.referring import blurbs
from accountdesk.desk.review import FOR_THEM, FOR_US, Review, review
from accountdesk.desk.reviewed import Reviewed
from tests.builders import TODAY, a_desk, a_state, day, named, ref
from tests.desk.demos import states
from tests.desk.test_documents import ALLOWED, ATTRIBUTES, read


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana is at the desk; Globex is Dana's and Bob's."""
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_account(desk, AccountAdded("Globex"))
        add_person(desk, "globex", PersonAdded("Dana Fox"))
        add_person(desk, "globex", PersonAdded("Bob Ray"))
        yield desk


def promised(desk: Desk, what: str, given: int, due: int | None, side: Side = Side.OURS) -> str:
    globex = desk.account_called("globex").key
    said = PromiseSaid(what, side, None if due is None else day(due), on=day(given))
    return id_text(record(desk, [(globex, said)]).entries[0].id)


def settled(desk: Desk, promise: str, how: Settled, on: int, words: str | None = None) -> None:
    globex = desk.account_called("globex").key
    record(desk, [(globex, PromiseSettled(promise, how, day(on), words=words))])


def a_life(desk: Desk) -> None:
    """A quarter with Globex."""
    globex = desk.account_called("globex").key
    settled(desk, promised(desk, "the quote", -60, -50), Settled.DONE, -51)
    settled(desk, promised(desk, "the drawing", -60, -50), Settled.DONE, -40)
    settled(desk, promised(desk, "a spare", -60, -50), Settled.BROKEN, -45, "Ben forgot it")
    settled(desk, promised(desk, "years ago", -900, -890), Settled.DONE, -890)
    settled(desk, promised(desk, "org chart", -30, -20, Side.THEIRS), Settled.DONE, -20)
    record(desk, [(globex, Confirmed((promised(desk, "the plan", -5, 5),)))])
    promised(desk, "nobody asked them", -5, 6)
    promised(desk, "the key", -5, -1, Side.THEIRS)
    wrong = record(desk, [(globex, RepairSaid("invoice doubled", on=day(-30)))]).entries[0].id
    for stage, words in ((Stage.FIXED, "new invoice"), (Stage.CONFIRMED, "Now it is right.")):
        record(desk, [(globex, RepairStep(id_text(wrong), stage, words, day(-20)))])
    record(desk, [(globex, RepairSaid("still wrong", on=day(-3)))])
    record(desk, [(globex, FeelingSaid(Mood.UNEASY, "We have been burned.", on=day(-9)))])
    record(desk, [(globex, BlockerSaid("waits for legal"))])
    record(desk, [(globex, ProcessStepSaid("try", day(-20)))])
    log(desk, "globex", "call in dana: she dislikes Bob\nnext: push them fri\nlearned: ask early")


def lines(found: Review, title: str, *, to_them: bool = False) -> tuple[str, ...]:
    return dict(found.parts(to_them=to_them)).get(title, ())


def test_we_read_all_of_it(desk: Desk) -> None:
    a_life(desk)
    found = review(desk, "globex")
    assert found.days == "Wed 1 Jul 2026 to Mon 23 Nov 2026"
    assert lines(found, "Our word")[1] == (
        "in these days: on time 1 · late 1 · broken 1 · re-agreed 0"
    )
    ours = lines(found, "What we promised")
    assert "we: a spare, broken Fri 9 Oct (Ben forgot it) (Ana Ruiz)" in ours
    assert not any("years ago" in line for line in ours)
    [_, key] = lines(found, "What they promised")
    assert key == "they: the key, yesterday, 1 d late (Ana Ruiz)"
    assert len(lines(found, "What went wrong")) == 2
    assert lines(found, "How they felt") == (
        "Sat 14 Nov  they, uneasy: “We have been burned.” (seen by Ana Ruiz)",
    )
    assert lines(found, "What we learned") == ("Mon 23 Nov  ask early (Ana Ruiz)",)
    assert lines(found, "People")[1:] == (
        "nobody has spoken in 90 d with: Bob Ray",
        "Nobody is known who makes decisions.",
        "Nobody is known who executes decisions.",
    )
    assert lines(found, "Next") == ("push them, Fri 27 Nov (Ana Ruiz)",)
    assert lines(found, "Our way")[0].startswith("3 of 5, Try it out")


def test_they_read_what_was_said_to_them_and_what_they_said(desk: Desk) -> None:
    a_life(desk)
    found = review(desk, "globex")
    assert found.parts(to_them=True)[1:] == (
        (
            "What we promised you",
            (
                "the quote: done on Sat 3 Oct 2026, in time",
                "a spare: not done, as of Fri 9 Oct 2026",
                "the drawing: done on Wed 14 Oct 2026, later than agreed",
            ),
        ),
        ("What you promised us", ("org chart: done on Tue 3 Nov 2026, in time",)),
        ("What is not right yet", ("Since Fri 20 Nov 2026, and we are at it",)),
        (
            "What is right again",
            ("You said: “Now it is right.” (Tue 3 Nov 2026)",),
        ),
        (
            "Where we are",
            (
                "Step 3 of 5, Try it out, since Tue 3 Nov 2026",
                "You get: A trial on your own work, with somebody of ours beside you.",
                "Then: Start together",
            ),
        ),
        (
            "What is next",
            (
                "You: the key, by Sun 22 Nov 2026, which has passed",
                "We: the plan, by Sat 28 Nov 2026",
            ),
        ),
    )


def test_nothing_stands_for_them_where_words_were_erased() -> None:
    said: tuple[NamedTuple, ...] = (
        *(AimSaid(BLANK), NeedSaid(BLANK), CapacitySaid(Able.CAN, BLANK, told_on=day(-1))),
        *(PromiseSaid(BLANK, side, on=day(-9)) for side in Side),
        *(PromiseSaid(BLANK, side, on=day(-9)) for side in Side),
        *(PromiseSettled(ref(at), Settled.DONE, day(-1)) for at in (4, 5)),
        *(RepairSaid(BLANK), RepairStep(ref(10), Stage.CONFIRMED, BLANK, day(-1))),
        *(PlanStepSaid(BLANK), PlanStepSaid("sign", Side.THEIRS, person="crm:p1")),
        *(ReferralSaid(Came.CAME, BLANK), ReferralSaid(Came.CAME, "Nadia", "crm:p1")),
        *(Confirmed(named(*range(1, 8))), StepDone(ref(2))),
    )
    gone = PersonFact(PersonKey("crm:p1"), BLANK)
    state = a_state(*said, facts=Facts(people=(gone,)))
    of = Reviewed(state, Team(), lately(TODAY, 1), TODAY)
    shown = [line for _, makes in FOR_THEM for line in makes(of)]
    assert shown == ["You said that it is right (Sun 22 Nov 2026)", "You: sign"]
    copies = [plan_text(state, Team(), TODAY), *(one.text for one in blurbs(state, Team()))]
    assert len(copies) == 2
    assert BLANK not in " ".join(copies)
    assert plan_text(a_state(PlanStepSaid(BLANK)), Team(), TODAY) == ""


def test_another_period_and_one_without_anything(desk: Desk) -> None:
    a_life(desk)
    assert review(desk, "globex", "2024").span == period("2024")
    found = review(desk, "globex", "2024-Q2")
    assert any("years ago" in line for line in lines(found, "What we promised"))
    add_account(desk, AccountAdded("Initech"))
    empty = review(desk, "initech")
    assert empty.parts() == ((f"Initech · {empty.days}", ("Nothing is recorded of these days.",)),)
    assert "Nothing is recorded" in empty.markdown(to_them=True)
    with pytest.raises(NotUnderstood, match="no period"):
        review(desk, "globex", "soon")
    with pytest.raises(NotFound):
        review(desk, "nobody")


@given(st.dates(date(1950, 1, 1), date(2900, 1, 1)), st.integers(1, 12))
def test_lately_is_a_whole_quarter_and_the_days_since(today: date, start: int) -> None:
    found = lately(today, start)
    assert found.last == today
    assert found.first.day == 1
    assert (found.first.month - start) % 3 == 0
    assert 90 <= found.days <= 92 + 92
    assert period(found.text, start) == found


INTERNAL = (
    *("attention", "points", "reason", "our word", "re-agreed", "mixed", "too early", "broken"),
    *("hunter", "farmer", "disputed", "blocked", "parked", "silent", "coverage", "automated"),
    *(track.value for track in Track),
    *(mood.value for mood in Mood),
)
"""Words of readings, seats and observations."""


def ours_alone(state: AccountState) -> Iterator[str]:
    """Texts of an account that are for us: notes, steps, feelings, blockers, and what was done."""
    yield from (touch.text for touch in state.touches)
    yield from (step.what for step in state.steps)
    yield from (one.words for one in state.feelings)
    yield from (one.what for one in (*state.blockers, *state.parked))
    yield from (one.text for one in state.learned)
    yield from (claim.words or "" for promise in state.promises for claim in promise.claims)
    yield from (deal.name or "" for deal in state.deals)
    for repair in state.repairs:
        yield from (step.words for step in repair.steps if step.stage is not Stage.CONFIRMED)
        yield repair.what


def test_nothing_internal_is_in_any_customers_review_of_the_demo(demo: Desk) -> None:
    team, told = demo.team(), 0
    members = {part for one in team.members.values() for part in (one.name, one.name.split()[0])}
    for state in states(demo):
        found = review(demo, state.key)
        theirs = " ".join(promise.what for promise in state.promises).casefold()
        for text in (found.markdown(to_them=True), found.html(to_them=True).partition("<main>")[2]):
            told += len(found.told(to_them=True))
            plain = re.sub(r"\\(.)", r"\1", text)
            assert our_word(state, team, demo.today).word.value not in plain
            for word in INTERNAL:
                assert word not in plain.casefold() or word in theirs
            for name in members:
                assert not re.search(rf"\b{re.escape(name)}\b", plain) or name.casefold() in theirs
            for secret in filter(None, ours_alone(state)):
                assert secret not in plain or secret.casefold() in theirs
    assert told > 20


def test_nothing_internal_is_in_any_plan_or_introduction_of_the_demo(demo: Desk) -> None:
    """Of us they name who does a step, or whom one is introduced to: that is what they are for."""
    team, told = demo.team(), 0
    for state in states(demo):
        for text in (
            plan_text(state, team, demo.today),
            *(one.text for one in blurbs(state, team)),
        ):
            told += bool(text)
            assert not [word for word in INTERNAL if word in text.casefold()]
            assert not [secret for secret in filter(None, ours_alone(state)) if secret in text]
    assert told


def test_a_review_is_one_page_that_asks_for_nothing(desk: Desk) -> None:
    a_life(desk)
    promised(desk, '<img src="https://x.example/a.png"> [a](https://x.example)', -1, 1)
    found = review(desk, "globex")
    for to_them in (False, True):
        page = read(found.html(to_them=to_them))
        assert set(page.tags) <= ALLOWED
        assert page.attributes <= ATTRIBUTES
        assert " [a](" not in found.markdown(to_them=to_them)


def test_what_is_for_them_is_named_apart_and_is_nothing_of_ours() -> None:
    ours = {makes for _, makes in FOR_US}
    theirs = {makes for _, makes in FOR_THEM}
    assert not ours & theirs
    assert {makes.__module__ for makes in theirs} == {"accountdesk.desk.review_for_them"}
