"""Forms about what they want and know, and about what we can do for them and cannot."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from accountdesk.core.calendar import Dates
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.errors import Refused
from accountdesk.core.liveness import Amended
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
from accountdesk.core.next_step import StepDone
from accountdesk.core.note_fields import must_be_ahead
from accountdesk.core.record import plain
from accountdesk.core.text import clean
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
from accountdesk.desk.keeping import Word, answer, must_have_come, person_typed, told, word_of
from accountdesk.desk.log import dates, only_day

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
    found = only_day(day, on._replace(past=True)) if day.strip() else on.today
    must_have_come(found, first, on.today, what)
    return found


def who_blank(word: Word) -> Blank:
    """Which of their people it was."""
    return Blank("Who", hint=", ".join(list(word.people.values())[:3]) or "one of their people")


def one_line(text: str, example: str) -> str:
    """Words without line ends.

    Raises:
        NotUnderstood: Nothing was typed.
    """
    return " ".join(needed(text, example).split())


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
        meant = _meant(need, open_, "No open need of theirs") if need.strip() else None
        answers_to = None if meant is None else id_text(meant.entry)
        told_on = past_day(day, on) if day.strip() else None
        return simple(word, CapacitySaid(able, what, answers_to, told_on, on.today))

    word, on = word_of(desk, account), dates(desk, desk.team())
    unanswered = [one for one in _open(word) if not one.answers]
    open_ = [*unanswered, *(one for one in _open(word) if one.answers)]
    listed = _listed(open_)
    blanks = (
        Blank(able.value.capitalize(), hint="what it is, in their terms"),
        Blank("For", first_of(listed) if unanswered else "", _choose(listed, "none of them")),
        Blank("Told", hint="the day we told them; empty: not yet"),
    )
    key = f"{able.value} {word.account}"
    return Form(key, f"What we {able.value} do for {word.name}", blanks, read)


def told_form(desk: Desk, account: str) -> Form:
    """That we told them what we can or cannot do."""

    def read(answers: Sequence[str]) -> Filled:
        what, day = answers
        one = _meant(what, untold, "Nothing that they have not been told")
        on_day = past_day(day, on, one.on, "We knew it")
        need = None if one.need is None else id_text(one.need)
        now = CapacitySaid(one.able, one.what, need, on_day, one.on)
        amended = Amended(id_text(one.entry), plain(now))
        return _answers(word, one.entry, amended, told(word, now), _capacity_untold)

    word, on = word_of(desk, account), dates(desk, desk.team())
    untold = [one for one in reversed(word.state.capacities) if one.told_on is None]
    listed = _listed(untold)
    blanks = (
        Blank("What", first_of(listed) if len(untold) == 1 else "", _choose(listed)),
        Blank("On", "today", WHEN),
    )
    return Form(f"told {word.account}", f"What we told {word.name}", blanks, read)


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


def met_form(desk: Desk, account: str) -> Form:
    """That a need is met."""

    def read(answers: Sequence[str]) -> Filled:
        what, day = answers
        need = _meant(what, open_, "No open need of theirs")
        said = StepDone(id_text(need.entry), past_day(day, on, need.on, "They said it"))
        return _answers(word, need.entry, said, f"need met: {need.what}", _need_open)

    word, on = word_of(desk, account), dates(desk, desk.team())
    open_ = _open(word)
    listed = _listed(open_)
    blanks = (
        Blank("Need", first_of(listed) if len(open_) == 1 else "", _choose(listed)),
        Blank("On", "today", WHEN),
    )
    return Form(f"met {word.account}", f"A need of {word.name} is met", blanks, read)


def agreed_form(desk: Desk, account: str) -> Form:
    """Their yes to an aim or to needs as we wrote them down."""

    def read(answers: Sequence[str]) -> Filled:
        what, person, words, day = answers
        meant = _several(what, wanted)
        on_day = past_day(day, on, max(one.on for one in meant), "They said it")
        entries = tuple(id_text(one.entry) for one in meant)
        who = person_typed(person, word.state)
        said = Confirmed(entries, who, on_day, " ".join(words.split()) or None)
        return _answers(word, meant[0].entry, said, told(word, said), _wanted_here)

    word, on = word_of(desk, account), dates(desk, desk.team())
    wanted = _wanted(word)
    listed = _listed(wanted)
    blanks = (
        Blank("What", first_of(listed) if len(wanted) == 1 else "", _choose(listed, also="all")),
        who_blank(word),
        Blank("Words", hint="in their words; may stay empty"),
        Blank("On", "today", WHEN),
    )
    return Form(f"agreed {word.account}", f"{word.name} said yes", blanks, read)


def _wanted(word: Word) -> list[Aim | Need]:
    """The aim and the open needs, unconfirmed ones first, of those the latest first."""
    found: list[Aim | Need] = [*word.state.aims[-1:], *_open(word)]
    return sorted(found, key=lambda one: one.yes is not None)


def _several(text: str, wanted: Sequence[Aim | Need]) -> list[Aim | Need]:
    """What is meant: `all`, numbers with commas or spaces between them, or words of one.

    Raises:
        NotUnderstood: Nothing is, or several may be.
    """
    parts = text.replace(",", " ").split()
    if wanted and text.strip().casefold() == "all":
        return [*wanted]
    if len(parts) > 1 and all(part.isdecimal() for part in parts):
        found = [_meant(part, wanted, "No aim and no need of theirs") for part in parts]
        return list(dict.fromkeys(found))
    return [_meant(text, wanted, "No aim and no need of theirs")]


def _open(word: Word) -> list[Need]:
    """Needs that nobody has said are met, the latest first."""
    return [one for one in reversed(word.state.needs) if one.met_on is None]


def _listed(found: Iterable[Aim | Need | Capacity]) -> list[str]:
    return [clean(one.what) for one in found]


def _choose(listed: Sequence[str], empty: str = "", also: str = "") -> str:
    """What stands in an empty line: what there is to choose from."""
    more = [f"or {also}"] if also and len(listed) > 1 else []
    more += [f"empty: {empty}"] if empty and listed else []
    return "; ".join((numbered(listed), *more)) if listed else "none is recorded yet"


def _meant(text: str, found: Sequence[Wanted], what: str) -> Wanted:
    return found[which(text, _listed(found), what)]


def _answers(
    word: Word,
    entry: EntryId,
    said: NamedTuple,
    words: str,
    still: Callable[[Word, EntryId], bool],
) -> Filled:
    """What answers an entry while that still stands, and what would be recorded of it."""

    def say(desk: Desk) -> str:
        def check() -> None:
            if not still(word_of(desk, word.account), entry):
                raise Refused(f"Somebody was faster: {words} cannot be said any more. Look again.")

        return " ".join((f"{words}.", *answer(desk, entry, said, check).hints))

    return Filled(words, say)


def _need_open(word: Word, entry: EntryId) -> bool:
    return any(one.entry == entry for one in _open(word))


def _wanted_here(word: Word, entry: EntryId) -> bool:
    aims, needs = word.state.aims, word.state.needs
    return entry in {one.entry for one in aims} | {one.entry for one in needs}


def _capacity_untold(word: Word, entry: EntryId) -> bool:
    return any(one.entry == entry and one.told_on is None for one in word.state.capacities)
