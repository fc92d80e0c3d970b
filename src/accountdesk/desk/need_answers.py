"""Forms that answer what was said of needs: that we told them, that one is met, their yes."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.errors import Refused
from accountdesk.core.liveness import Amended
from accountdesk.core.need import Aim, CapacitySaid, Need, aims_by
from accountdesk.core.next_step import StepDone
from accountdesk.core.record import plain
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, first_of
from accountdesk.desk.keeping import Word, answer, person_typed, told, word_of
from accountdesk.desk.log import dates
from accountdesk.desk.need_forms import (
    WHEN,
    listed_words,
    meant_one,
    open_needs,
    past_day,
    to_choose,
    who_blank,
)


def told_form(desk: Desk, account: str) -> Form:
    """That we told them what we can or cannot do."""

    def read(answers: Sequence[str]) -> Filled:
        what, day = answers
        one = meant_one(what, untold, "Nothing that they have not been told")
        on_day = past_day(day, on, one.on, "We knew it")
        need = None if one.need is None else id_text(one.need)
        now = CapacitySaid(one.able, one.what, need, on_day, one.on)
        amended = Amended(id_text(one.entry), plain(now))
        return _answers(word, one.entry, amended, told(word, now), _capacity_untold)

    word, on = word_of(desk, account), dates(desk, desk.team())
    untold = [one for one in reversed(word.state.wants.capacities) if one.told_on is None]
    listed = listed_words(untold)
    blanks = (
        Blank("What", first_of(listed) if len(untold) == 1 else "", to_choose(listed)),
        Blank("On", "today", WHEN),
    )
    return Form(f"told {word.account}", f"What we told {word.name}", blanks, read)


def met_form(desk: Desk, account: str) -> Form:
    """That a need is met."""

    def read(answers: Sequence[str]) -> Filled:
        what, day = answers
        need = meant_one(what, open_, "No open need of theirs")
        said = StepDone(id_text(need.entry), past_day(day, on, need.on, "They said it"))
        return _answers(word, need.entry, said, f"need met: {need.what}", _need_open)

    word, on = word_of(desk, account), dates(desk, desk.team())
    open_ = open_needs(word)
    listed = listed_words(open_)
    blanks = (
        Blank("Need", first_of(listed) if len(open_) == 1 else "", to_choose(listed)),
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
    listed = listed_words(wanted)
    blanks = (
        Blank("What", first_of(listed) if len(wanted) == 1 else "", to_choose(listed, also="all")),
        who_blank(word),
        Blank("Words", hint="in their words; may stay empty"),
        Blank("On", "today", WHEN),
    )
    return Form(f"agreed {word.account}", f"{word.name} said yes", blanks, read)


def _wanted(word: Word) -> list[Aim | Need]:
    """The aim and the open needs, unconfirmed ones first, of those the latest first."""
    found: list[Aim | Need] = [*aims_by(word.state.wants.aims, word.today)[-1:], *open_needs(word)]
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
        found = [meant_one(part, wanted, "No aim and no need of theirs") for part in parts]
        return list(dict.fromkeys(found))
    return [meant_one(text, wanted, "No aim and no need of theirs")]


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
    return any(one.entry == entry for one in open_needs(word))


def _wanted_here(word: Word, entry: EntryId) -> bool:
    aims, needs = word.state.wants.aims, word.state.wants.needs
    return entry in {one.entry for one in aims} | {one.entry for one in needs}


def _capacity_untold(word: Word, entry: EntryId) -> bool:
    return any(one.entry == entry and one.told_on is None for one in word.state.wants.capacities)
