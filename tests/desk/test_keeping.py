"""Keeping our word: what is settled, moved, made right and confirmed; what is refused, and why."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.blocker import BlockerSaid
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.errors import AccountDeskError, NotFound, NotUnderstood, Refused
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import Outcome, Promise, Settled, Side
from accountdesk.core.repair import Repair, Stage
from accountdesk.desk import promise_words
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.called import word_behind
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.form import Form
from accountdesk.desk.keeping import (
    Word,
    person_typed,
    promise_called,
    say_yes,
    settle,
    settled,
    word_of,
    yes_typed,
)
from accountdesk.desk.log import dates, log, understand
from accountdesk.desk.matters import add_matter, end_matter, matter_form
from accountdesk.desk.repairing import go_on, next_stage, repair_called
from accountdesk.desk.trust_forms import (
    anew_form,
    done_form,
    feeling_form,
    promise_form,
    repair_form,
    stage_form,
    yes_form,
)
from accountdesk.desk.undo import undo
from accountdesk.store import projections
from tests.builders import NOON, TODAY, Clock, a_desk, day

WHOLE = """call in dana: liked the pilot, price worries
we: quote with volume tiers by fri
they: org chart by mon
next: demo with finance tue 10:00
feels: uneasy "we have been burned before"
wrong: invoice doubled
when: yesterday 16:00"""
"""The note of the design, without what is recorded of value."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        a_team(desk)
        yield desk


def a_team(desk: Desk) -> None:
    add_account(desk, AccountAdded("Globex", "customer"))
    add_person(desk, "globex", PersonAdded("Dana Fox"))
    add_person(desk, "globex", PersonAdded("Bob Ray"))
    add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER))


def the_promise(desk: Desk) -> tuple[Word, Promise]:
    word = word_of(desk, "globex")
    return word, next(p for p in word.state.promises if p.side is Side.OURS)


def the_repair(desk: Desk) -> tuple[Word, Repair]:
    word = word_of(desk, "globex")
    return word, word.state.repairs[0]


def become(desk: Desk, how: Settled, away: int = 0, due: int | None = None) -> None:
    word, promise = the_promise(desk)
    new = None if due is None else day(due)
    said = settled(promise, how, day(away), dates(desk, word.team), "", new)
    settle(desk, word, promise, said)


def data(desk: Desk) -> dict[str, Any]:
    found = json.loads(json.dumps(account_page(desk, "globex").data))
    assert isinstance(found, dict)
    return found


def test_the_whole_note_records_six_entries_as_its_preview_says(desk: Desk) -> None:
    before = data(desk)
    team = desk.team()
    state = projections.state(desk.store, desk.account_called("globex").account, team)
    preview = understand(WHOLE, state, team, dates(desk, team))
    recorded = log(desk, "globex", WHOLE)
    assert len(recorded.entries) == 6
    assert recorded.words == preview.words
    assert recorded.words == (
        "call in, Dana Fox: liked the pilot, price worries (Sun 22 Nov 2026 16:00)",
        "we promise Dana Fox: quote with volume tiers, by Fri 27 Nov 2026",
        "Dana Fox promised us: org chart, by Mon 30 Nov 2026",
        "next: demo with finance, Tue 24 Nov 2026 10:00",
        "Dana Fox feels uneasy: “we have been burned before” (Sun 22 Nov 2026)",
        "went wrong: invoice doubled",
    )
    shown = data(desk)
    assert [p["what"] for p in shown["promises"]] == ["quote with volume tiers", "org chart"]
    assert [r["what"] for r in shown["repairs"]] == ["invoice doubled"]
    assert shown["feels"] == "uneasy"
    assert set(shown["entries"]) >= {id_text(e.id) for e in recorded.entries}
    undo(desk, id_text(recorded.note), lambda question: False)
    after = data(desk)
    assert after.pop("entries") != before.pop("entries")  # the journal keeps everything
    assert after == before


def test_what_is_agreed_is_said_back_in_their_terms(desk: Desk) -> None:
    recorded = log(desk, "globex", WHOLE)
    assert recorded.agreed == (
        "Dana Fox: this is what I took from Sun 22 Nov 2026:\n\n"
        "- We: quote with volume tiers, by Fri 27 Nov 2026\n"
        "- You: org chart, by Mon 30 Nov 2026\n\n"
        "Is that right? If I got something wrong, tell me."
    )
    assert account_page(desk, "globex").copies[0] == (
        "agreement with Dana Fox, in their terms",
        recorded.agreed,
    )
    word = word_of(desk, "globex")
    dana = person_typed("dana", word.state)
    said = yes_typed(word.promises, dana, TODAY, "yes, that is it", TODAY)
    say_yes(desk, word, word.promises, said)
    page = account_page(desk, "globex")
    assert "agreement with Dana Fox, in their terms" not in dict(page.copies)
    assert all("they said yes Mon 23 Nov" in line for line in page.word.promises)
    assert log(desk, "globex", "call: fine").agreed == ""


def test_a_promise_is_kept_late_broken_or_agreed_anew(desk: Desk) -> None:
    log(desk, "globex", "we: quote by fri")
    become(desk, Settled.AGREED_ANEW, due=9)
    _, promise = the_promise(desk)
    assert (promise.due, promise.is_open) == (day(9), True)
    become(desk, Settled.DONE)
    _, promise = the_promise(desk)
    assert promise.outcome is Outcome.ON_TIME
    with pytest.raises(Refused, match="You have said of “quote”: done Mon 23 Nov, on time"):
        become(desk, Settled.BROKEN)


@pytest.mark.parametrize(
    ("how", "away", "due", "why"),
    [
        (Settled.DONE, 1, None, "still to come"),
        (Settled.DONE, -1, None, "It was given Mon 23 Nov 2026; Sun 22 Nov 2026 is before that"),
        (Settled.AGREED_ANEW, 0, -1, "is past. Agree on today or a later day"),
        (Settled.AGREED_ANEW, 0, 4, "is due Fri 27 Nov 2026 already"),
    ],
)
def test_what_cannot_become_of_a_promise_is_refused(
    desk: Desk, how: Settled, away: int, due: int | None, why: str
) -> None:
    log(desk, "globex", "we: quote by fri")
    with pytest.raises(NotUnderstood, match=why):
        become(desk, how, away, due)
    assert the_promise(desk)[1].is_open


def test_nothing_is_agreed_anew_when_the_day_has_passed(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        a_team(desk)
        log(desk, "globex", "we: quote by fri")
    with a_desk(tmp_path / "desk.db", today=day(5)) as desk:
        with pytest.raises(NotUnderstood, match="had passed by Sat 28 Nov 2026"):
            become(desk, Settled.AGREED_ANEW, away=5, due=9)
        become(desk, Settled.DONE, away=5)
        assert the_promise(desk)[1].outcome is Outcome.LATE


def test_another_one_may_see_it_otherwise(desk: Desk) -> None:
    log(desk, "globex", "we: quote by fri")
    word, promise = the_promise(desk)
    ben = desk._replace(claim="actor:ben")
    said = settled(promise, Settled.DONE, TODAY, dates(desk, word.team))
    settle(ben, word, promise, said)
    broken = settled(promise, Settled.BROKEN, TODAY, dates(desk, word.team))
    with pytest.raises(Refused, match="faster with “quote”: actor:ben says: done Mon 23 Nov"):
        settle(desk, word, promise, broken)  # it was not known when this was typed
    word, promise = the_promise(desk)
    assert word.settled == (promise,)
    settle(desk, word, promise, broken)
    assert the_promise(desk)[1].disputed


def test_a_promise_may_move_there_and_back_and_on(desk: Desk) -> None:
    log(desk, "globex", "we: quote by fri")
    for due in (9, 4, 7):
        become(desk, Settled.AGREED_ANEW, due=due)
    _, promise = the_promise(desk)
    assert (promise.due, len(promise.moves), promise.disputed) == (day(7), 3, False)


def test_a_repair_is_closed_by_their_words_alone(desk: Desk) -> None:
    log(desk, "globex", "wrong: invoice doubled by fri")
    for stage, words in ((Stage.TOLD, ""), (Stage.FIXED, "credited"), (Stage.GAVE, "a month")):
        word, repair = the_repair(desk)
        go_on(desk, word, repair, next_stage(repair, stage, words, TODAY, TODAY))
        assert the_repair(desk)[1].is_open
    word, repair = the_repair(desk)
    with pytest.raises(NotUnderstood, match="right only when they say so"):
        next_stage(repair, Stage.CONFIRMED, "  ", TODAY, TODAY)
    with pytest.raises(NotUnderstood, match="came up Mon 23 Nov"):
        next_stage(repair, Stage.TOLD, "", day(-1), TODAY)
    with pytest.raises(NotUnderstood, match="was recorded for Mon 23 Nov 2026 already"):
        next_stage(repair, Stage.FIXED, "again", TODAY, TODAY)
    last = next_stage(repair, Stage.CONFIRMED, "now it is right", TODAY, TODAY)
    go_on(desk, word, repair, last)
    assert not the_repair(desk)[1].is_open
    with pytest.raises(Refused, match="it is closed"):
        go_on(desk, word, repair, last)
    with pytest.raises(NotUnderstood, match="it is closed"):
        next_stage(the_repair(desk)[1], Stage.TOLD, "", TODAY, TODAY)
    lines = account_page(desk, "globex").word.repairs
    assert lines[-1].strip() == "they confirmed Mon 23 Nov, the same day: “now it is right”"


def test_a_broken_promise_is_mended_by_a_repair_that_names_it(desk: Desk) -> None:
    log(desk, "globex", "we: quote by fri")
    become(desk, Settled.BROKEN)
    word = word_of(desk, "globex")
    assert [promise.what for promise in word.broken] == ["quote"]
    record_form(desk, repair_form(desk, "globex", word.broken[0]), ["quote never came", "", ""])
    word, repair = the_repair(desk)
    assert repair.promise == id_text(word.state.promises[0].entry)
    assert word.broken == ()
    assert account_page(desk, "globex").word.word.startswith("broken (quote, not made right): ")


def test_what_they_broke_is_not_ours_to_make_right(desk: Desk) -> None:
    log(desk, "globex", "they: org chart by fri\nwe: quote by fri")
    word = word_of(desk, "globex")
    for promise in word.promises:
        settle(desk, word, promise, settled(promise, Settled.BROKEN, TODAY, dates(desk, word.team)))
    assert [promise.what for promise in word_of(desk, "globex").broken] == ["quote"]


def test_a_yes_needs_a_day_that_has_come_and_a_promise_that_stands(desk: Desk) -> None:
    noted = log(desk, "globex", "we: quote by fri")
    word, promise = the_promise(desk)
    for away, why in ((1, "still to come"), (-1, "is before that")):
        with pytest.raises(NotUnderstood, match=why):
            yes_typed([promise], None, day(away), "", TODAY)
    undo(desk, id_text(noted.note), lambda question: True)
    with pytest.raises(NotFound, match="taken back"):
        say_yes(desk, word, [promise], yes_typed([promise], None, TODAY, " ", TODAY))


def test_a_blocker_is_there_until_somebody_says_that_it_is_gone(desk: Desk) -> None:
    add_matter(desk, BlockerSaid, "globex", "waits for legal", "ben")
    word = word_of(desk, "globex")
    [blocker] = word.blockers
    assert (
        promise_words.blocker(blocker, word.team, TODAY)
        == "waits for legal, since today (Ben Ode helps)"
    )
    assert account_page(desk, "globex").word.blocked
    assert (
        end_matter(desk, BlockerSaid, "globex", blocker) == "no longer in the way: waits for legal"
    )
    assert word_of(desk, "globex").blockers == ()
    with pytest.raises(Refused, match="meanwhile"):
        end_matter(desk, BlockerSaid, "globex", blocker)
    with pytest.raises(NotUnderstood, match="Say what is in the way"):
        add_matter(desk, BlockerSaid, "globex", " ")


def test_what_is_called_by_an_id_must_be_one(desk: Desk) -> None:
    recorded = log(desk, "globex", "call: hi\nwe: quote")
    touch, promise = (id_text(entry.id) for entry in recorded.entries)
    word, entry = word_behind(desk, promise)
    assert promise_called(word, entry).what == "quote"
    for reference in ("nonsense", id_text(EntryId(bytes(16)))):
        with pytest.raises(NotFound, match="promises` shows them"):
            word_behind(desk, reference)
    word, entry = word_behind(desk, touch)
    with pytest.raises(NotFound, match="is no promise of Globex"):
        promise_called(word, entry)
    with pytest.raises(NotFound, match="is no repair of Globex"):
        repair_called(word, entry)


def record_form(desk: Desk, form: Form, answers: list[str]) -> str:
    filled = form.read(answers)
    told = filled.record(desk)
    assert told.startswith(filled.words)
    return filled.words


def test_forms_record_what_they_say(desk: Desk) -> None:
    assert record_form(desk, promise_form(desk, "globex"), ["quote by fri", "", "dana", "ben"]) == (
        "we promise Dana Fox: quote, by Fri 27 Nov 2026 (Ben Ode)"
    )
    theirs = promise_form(desk, "globex", Side.THEIRS)
    assert record_form(desk, theirs, ["org chart", "mon", "bob", ""]) == (
        "Bob Ray promised us: org chart, by Mon 30 Nov 2026"
    )
    assert record_form(
        desk, feeling_form(desk, "globex"), ["ups", "“no”", "dana", "yesterday"]
    ) == ("Dana Fox feels upset: “no” (Sun 22 Nov 2026)")
    assert (
        record_form(desk, matter_form(desk, BlockerSaid, "globex"), ["legal", ""])
        == "blocked: legal"
    )
    assert record_form(desk, repair_form(desk, "globex"), ["doubled", "fri", "ana"]) == (
        "went wrong: doubled, right by Fri 27 Nov 2026 (Ana Ruiz)"
    )
    word, promise = the_promise(desk)
    assert record_form(desk, anew_form(desk, word, promise), ["next wed", "they asked"]) == (
        "promise re-agreed Mon 23 Nov 2026: quote, by Wed 2 Dec 2026 instead of Fri 27 Nov 2026"
        " (they asked)"
    )
    word, promise = the_promise(desk)
    assert record_form(desk, yes_form(desk, word, [promise]), ["yes", "dana", ""]) == (
        "Dana Fox said yes Mon 23 Nov 2026: quote: “yes”"
    )
    word, promise = the_promise(desk)
    assert record_form(desk, done_form(desk, word, promise, Settled.DONE), ["", ""]) == (
        "promise done Mon 23 Nov 2026: quote"
    )
    word, repair = the_repair(desk)
    told = stage_form(desk, word, repair, Stage.CONFIRMED)
    assert record_form(desk, told, ["all good", "dana", "today"]) == (
        "they confirmed Mon 23 Nov 2026, Dana Fox: doubled: “all good”"
    )


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (["", "fri", "", ""], "A promise needs words"),
        (["by fri", "", "", ""], "A promise needs words"),
        (["quote", "yesterday", "", ""], "which is past"),
        (["quote", "someday", "", ""], "is no date I can read"),
        (["quote", "fri", "zoe", ""], "No person of this account is called “zoe”. People: Bob Ray"),
        (["quote", "fri", "", "zoe"], "No member is called “zoe”"),
    ],
)
def test_a_promise_that_says_nothing_is_refused_in_a_sentence(
    desk: Desk, answers: list[str], why: str
) -> None:
    with pytest.raises(AccountDeskError, match=why):
        promise_form(desk, "globex").read(answers)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("we: by fri", "A promise needs words"),
        ("we: quote by yesterday", "which is past"),
        ("we(zoe): quote", "No member is called “zoe”"),
        ("they(zoe): chart", "No person of this account is called “zoe”"),
        ("feels: meh", "no feeling of the six: delighted"),
        ("feels:", "Say how they feel: delighted"),
        ("wrong:", "Say what went wrong"),
        ("wrong: doubled by 2026-02-30", "is no day of the calendar"),
        ("we: quote next week", "is no date I can read"),
    ],
)
def test_a_line_of_a_note_that_says_nothing_is_refused_in_a_sentence(
    desk: Desk, text: str, why: str
) -> None:
    with pytest.raises(NotUnderstood, match=why):
        log(desk, "globex", f"call: hi\n{text}")
    assert account_page(desk, "globex").timeline == ()


def test_two_stores_that_settle_it_differently_show_the_same_dispute(tmp_path: Path) -> None:
    """One of them has its clock 20 minutes slow, and their journals go both ways."""
    paths = (tmp_path / "a.db", tmp_path / "b.db")
    with a_desk(paths[0]) as desk:
        a_team(desk)
        log(desk, "globex", "we: quote by fri")
        both = [line.encode() for line in export(desk)]
    with a_desk(paths[1], clock=Clock(NOON - 20 * 60_000)) as slow:
        take_journal(slow, both)
        become(slow, Settled.BROKEN)
        theirs = [line.encode() for line in export(slow)]
    with a_desk(paths[0]) as desk:
        become(desk, Settled.DONE)
        ours = [line.encode() for line in export(desk)]
        take_journal(desk, theirs)
        shown = data(desk)
        assert account_page(desk, "globex").word.promises[0].startswith("we: quote, disputed")
    with a_desk(paths[1]) as slow:
        take_journal(slow, ours)
        assert data(slow) == shown
        [promise] = shown["promises"]
        assert promise["disputed"]
        word, found = the_promise(slow)
        said = [*promise_words.claims(found, word.team, TODAY)]
        assert said == [
            "Ana Ruiz says: broken Mon 23 Nov",
            "Ana Ruiz says: done Mon 23 Nov, on time",
        ]
        undo(slow, id_text(found.claims[0].entry), lambda question: True)
        assert the_promise(slow)[1].outcome is Outcome.ON_TIME
