"""Forms about what they want and know, and about what we can do for them and cannot."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from accountdesk.core.calendar import Dates
from accountdesk.core.entry import id_text
from accountdesk.core.need import (
    Able,
    Aim,
    AimSaid,
    Capacity,
    CapacitySaid,
    Knew,
    KnowsSaid,
    Need,
    NeedSaid,
)
from accountdesk.core.note_fields import must_be_ahead
from accountdesk.core.text import clean, must_be_short
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import (
    Blank,
    Filled,
    Form,
    first_of,
    needed,
    numbered,
    one_of,
    says,
    which,
    words_of,
)
from accountdesk.desk.keeping import Word, must_have_come, person_typed, told, word_of
from accountdesk.desk.log import dates, day_back, only_day

Wanted = TypeVar("Wanted", bound=Aim | Need | Capacity)

WHEN = "empty: today; or yesterday, 3 days ago"


def past_day(day: str, on: Dates, first: date = date.min, what: str = "") -> date:
    """The day that was typed, in words that look back; today for nothing.

    Args:
        day: As it was typed.
        on: What today is.
        first: The first day that can be.
        what: What happened on the first one, as the beginning of a sentence.

    Raises:
        NotUnderstood: It is none, still to come, or before the first one.
    """
    found = day_back(day, on)
    must_have_come(found, first, on.today, what)
    return found


def who_blank(word: Word) -> Blank:
    """Which of their people it was."""
    return Blank("Who", hint=", ".join(list(word.people.values())[:3]) or "one of their people")


def one_line(text: str, example: str) -> str:
    """Words without line ends.

    Raises:
        NotUnderstood: Nothing was typed, or more than stands in lists.
    """
    line = " ".join(needed(text, example).split())
    must_be_short(line)
    return line


def simple(word: Word, said: NamedTuple) -> Filled:
    """What records a body of its own, and what it says."""
    words = told(word, said)
    return Filled(words, says(words, said, word.account))


def aim_form(desk: Desk, account: str) -> Form:
    """What they want to reach."""

    def read(answers: Sequence[str]) -> Filled:
        what, measure, by, person, day = answers
        said = past_day(day, on)
        due = only_day(by, on) if by.strip() else None
        what = one_line(what, "what they want to reach, in their words")
        if due is not None:
            must_be_ahead(f"“{what}”", due, said)
        must_be_short(measure)
        who = person_typed(person, word.state)
        return simple(word, AimSaid(what, measure or None, due, who, said))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("Aim", hint="in their words"),
        Blank("Measure", hint="how they measure it; may stay empty"),
        Blank("By", hint="end of quarter; empty: no day"),
        who_blank(word),
        Blank("On", "today", WHEN),
    )
    return Form(f"aim {word.account}", f"What {word.name} aim at", blanks, read)


def need_form(desk: Desk, account: str) -> Form:
    """What they need."""

    def read(answers: Sequence[str]) -> Filled:
        what, person, day = answers
        what = one_line(what, "what they need, in their words")
        who = person_typed(person, word.state)
        return simple(word, NeedSaid(what, who, past_day(day, on)))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (Blank("Need", hint="in their words"), who_blank(word), Blank("On", "today", WHEN))
    return Form(f"need {word.account}", f"What {word.name} need", blanks, read)


def can_form(desk: Desk, account: str) -> Form:
    """What we can do for them."""
    return _capacity_form(desk, account, Able.CAN)


def cannot_form(desk: Desk, account: str) -> Form:
    """What we cannot do for them."""
    return _capacity_form(desk, account, Able.CANNOT)


def _capacity_form(desk: Desk, account: str, able: Able) -> Form:
    def read(answers: Sequence[str]) -> Filled:
        what, need, day = answers
        what = one_line(what, f"what we {able.value} do")
        meant = meant_one(need, open_, "No open need of theirs") if need.strip() else None
        answers_to = None if meant is None else id_text(meant.entry)
        told_on = past_day(day, on) if day.strip() else None
        return simple(word, CapacitySaid(able, what, answers_to, told_on, on.today))

    word, on = word_of(desk, account), dates(desk, desk.team())
    unanswered = [one for one in open_needs(word) if not one.answers]
    open_ = [*unanswered, *(one for one in open_needs(word) if one.answers)]
    listed = listed_words(open_)
    blanks = (
        Blank(able.value.capitalize(), hint="what it is, in their terms"),
        Blank("For", first_of(listed) if unanswered else "", to_choose(listed, "none of them")),
        Blank("Told", hint="the day we told them; empty: not yet"),
    )
    key = f"{able.value} {word.account}"
    return Form(key, f"What we {able.value} do for {word.name}", blanks, read)


def knows_form(desk: Desk, account: str) -> Form:
    """What they know already."""

    def read(answers: Sequence[str]) -> Filled:
        what, how, person, day = answers
        text = one_line(what, "what they know already")
        knew = Knew(one_of(needed(how, words_of(Knew)), [*Knew], "They"))
        who = person_typed(person, word.state)
        return simple(word, KnowsSaid(knew, text, who, past_day(day, on)))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("What", hint="our price list; three other offers"),
        Blank("How", Knew.READ.value, words_of(Knew)),
        who_blank(word),
        Blank("On", "today", WHEN),
    )
    return Form(f"knows {word.account}", f"What {word.name} know already", blanks, read)


def open_needs(word: Word) -> list[Need]:
    """Needs that nobody has said are met, the latest first."""
    return [one for one in reversed(word.state.wants.needs) if one.met_on is None]


def listed_words(found: Iterable[Aim | Need | Capacity]) -> list[str]:
    """Their words, as they are chosen from."""
    return [clean(one.what) for one in found]


def to_choose(listed: Sequence[str], empty: str = "", also: str = "") -> str:
    """What stands in an empty line: what there is to choose from."""
    more = [f"or {also}"] if also and len(listed) > 1 else []
    more += [f"empty: {empty}"] if empty and listed else []
    return "; ".join((numbered(listed), *more)) if listed else "none is recorded yet"


def meant_one(text: str, found: Sequence[Wanted], what: str) -> Wanted:
    """The one that is meant by its number or words of it.

    Raises:
        NotUnderstood: None is, or several may be; `what` is what they are, with `No`.
    """
    return found[which(text, listed_words(found), what)]
