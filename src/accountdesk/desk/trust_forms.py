"""Forms about our word and how they fare: promises, repairs, feelings."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from accountdesk.core.entry import id_text
from accountdesk.core.feeling import Mood
from accountdesk.core.note_fields import (
    feeling_typed,
    must_be_in_time,
    promise_typed,
    repair_typed,
)
from accountdesk.core.promise import Promise, Settled, Side
from accountdesk.core.repair import Repair, Stage
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed, one_of, says, words_of
from accountdesk.desk.keeping import (
    Word,
    member_typed,
    must_have_come,
    person_typed,
    say_yes,
    settle,
    settled,
    told,
    word_of,
    yes_typed,
)
from accountdesk.desk.log import dates, day_back, only_day
from accountdesk.desk.repairing import go_on, next_stage

_WHEN = "empty: today; or yesterday, 3 days ago"

_WHO = Blank("Who", hint="a member; empty: you")


def promise_form(desk: Desk, account: str, side: Side = Side.OURS) -> Form:
    """A promise of ours, or of theirs."""

    def read(answers: Sequence[str]) -> Filled:
        what, due, person, owner = answers
        said = must_be_in_time(promise_typed(what, due, side, on))._replace(
            person=person_typed(person, word.state), owner=member_typed(owner, word.team)
        )
        words = told(word, said)
        return Filled(words, says(words, said, word.account))

    word, on = word_of(desk, account), dates(desk, desk.team())
    ours = side is Side.OURS
    blanks = (
        Blank("What", hint="quote with volume tiers" if ours else "org chart"),
        Blank("By", hint="fri; empty: no day"),
        Blank("To" if ours else "From", hint=_people(word)),
        _WHO,
    )
    title = f"We promise {word.name}" if ours else f"{word.name} promised us"
    return Form(f"promise {side} {word.account}", title, blanks, read)


def _people(word: Word) -> str:
    return ", ".join(list(word.people.values())[:3]) or "one of their people"


def done_form(desk: Desk, word: Word, promise: Promise, how: Settled) -> Form:
    """That a promise was kept, or broken."""

    def read(answers: Sequence[str]) -> Filled:
        why, day = answers
        said = settled(promise, how, day_back(day, on), on, why)
        return _answered(word, said, partial(settle, word=word, promise=promise, said=said))

    on = dates(desk, word.team)
    label = "Done" if how is Settled.DONE else "Broken"
    blanks = (Blank("Why", hint="may stay empty"), Blank("On", "today", _WHEN))
    return Form(f"{how} {id_text(promise.entry)}", f"{label}: {promise.what}", blanks, read)


def anew_form(desk: Desk, word: Word, promise: Promise) -> Form:
    """Another day for a promise, agreed before the old one has passed."""

    def read(answers: Sequence[str]) -> Filled:
        day, why = answers
        due = None if day.casefold() == "none" else only_day(needed(day, _NEW_DAY), on)
        said = settled(promise, Settled.AGREED_ANEW, on.today, on, why, due)
        return _answered(word, said, partial(settle, word=word, promise=promise, said=said))

    on = dates(desk, word.team)
    blanks = (Blank("New day", hint="next fri; none"), Blank("Why", hint="what they said to it"))
    title = f"Agreed anew: {promise.what}"
    return Form(f"anew {id_text(promise.entry)}", title, blanks, read)


_NEW_DAY = "the day that was agreed anew, like next fri"


def yes_form(desk: Desk, word: Word, promises: Sequence[Promise]) -> Form:
    """Their yes to what we wrote down in their terms."""

    def read(answers: Sequence[str]) -> Filled:
        words, person, day = answers
        when, who = day_back(day, on), person_typed(person, word.state)
        said = yes_typed(promises, who, when, words, on.today)
        answer = partial(say_yes, word=word, promises=promises, said=said)
        return _answered(word, said, answer)

    on = dates(desk, word.team)
    person = word.people.get(promises[0].person or "", "")
    blanks = (
        Blank("Words", hint="in their words; may stay empty"),
        Blank("Who", person, _people(word)),
        Blank("On", "today", _WHEN),
    )
    return Form(f"yes {id_text(promises[0].entry)}", f"{word.name} said yes", blanks, read)


def repair_form(desk: Desk, account: str, mends: Promise | None = None) -> Form:
    """That something went wrong; `mends` is the promise that was broken by it."""

    def read(answers: Sequence[str]) -> Filled:
        what, due, owner = answers
        said = repair_typed(what, due, on)._replace(
            owner=member_typed(owner, word.team),
            promise=None if mends is None else id_text(mends.entry),
        )
        words = told(word, said)
        return Filled(words, says(words, said, word.account))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("What", "" if mends is None else f"broken promise: {mends.what}", "invoice doubled"),
        Blank("Right by", hint="the day agreed with them; empty: none"),
        _WHO,
    )
    key = f"repair {word.account} {'' if mends is None else id_text(mends.entry)}"
    return Form(key, f"What went wrong for {word.name}", blanks, read)


def stage_form(desk: Desk, word: Word, repair: Repair, stage: Stage) -> Form:
    """The next step of a repair."""

    def read(answers: Sequence[str]) -> Filled:
        said_words, person, day = answers
        when, who = day_back(day, on), person_typed(person, word.state)
        step = next_stage(repair, stage, said_words, when, on.today)._replace(person=who)
        return _answered(word, step, partial(go_on, word=word, repair=repair, step=step))

    on = dates(desk, word.team)
    blanks = (
        Blank("Words", hint=_ASKED[stage]),
        Blank("Who", hint=_people(word)),
        Blank("On", "today", _WHEN),
    )
    key = f"{stage} {id_text(repair.entry)}"
    return Form(key, f"{stage.value.capitalize()}: {repair.what}", blanks, read)


_ASKED = {
    Stage.TOLD: "what we told them; may stay empty",
    Stage.FIXED: "what was done",
    Stage.GAVE: "what they got beyond it",
    Stage.CONFIRMED: "what they said, in their own words",
}


def feeling_form(desk: Desk, account: str) -> Form:
    """How they feel, as one of us saw it."""

    def read(answers: Sequence[str]) -> Filled:
        mood, words, person, day = answers
        word_ = one_of(needed(mood, words_of(Mood)), [*Mood], "They feel")
        when = day_back(day, on)
        must_have_come(when, date.min, on.today, "")
        said = feeling_typed(word_, words, when)._replace(person=person_typed(person, word.state))
        line = told(word, said)
        return Filled(line, says(line, said, word.account))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("Feels", hint=words_of(Mood)),
        Blank("Words", hint="in their own words"),
        Blank("Who", hint=_people(word)),
        Blank("Seen", "today", _WHEN),
    )
    return Form(f"feeling {word.account}", f"How {word.name} feels", blanks, read)


def _answered(word: Word, said: NamedTuple, answer: Callable[[Desk], object]) -> Filled:
    """What answers an entry, and what would be recorded of it."""
    words = told(word, said)

    def say(desk: Desk) -> str:
        answer(desk)
        return f"{words}."

    return Filled(words, say)
