"""Forms of a hand-off: the checklist, a new buying unit, and each answer."""

from collections.abc import Sequence
from datetime import date

from accountdesk.core.entry import id_text
from accountdesk.core.handoff import Checklist, Handoff, How, Part, other
from accountdesk.core.member import Seat
from accountdesk.desk import joint_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, one_of, words_of
from accountdesk.desk.handing import (
    Handing,
    More,
    answered,
    go_on,
    hand_over,
    named_unit,
    parts_typed,
    sent,
    sent_again,
    takers,
)
from accountdesk.desk.handing_known import known
from accountdesk.desk.handing_rules import must_be_anothers
from accountdesk.desk.keeping import member_typed, person_typed, told
from accountdesk.desk.log import dates, day_back

_LABELS = ("People", "Why", "Needs", "Promises", "Concerns")
_HINTS = (
    "who decides, who uses it",
    "why they bought",
    "what they need from us",
    "what we have promised; or none",
    "what worries them; or none",
)


def checklist_form(desk: Desk, handing: Handing, giver: Seat) -> Form:
    """What whoever takes over has to know; what is recorded already stands there."""

    def read(answers: Sequence[str]) -> Filled:
        to, unit, *parts = answers
        said = sent(handing, Checklist(*parts), giver, unit, member_typed(to, word.team))
        words = told(word, said)
        return Filled(words, lambda desk: _said(hand_over(desk, handing, said).hints, words))

    word = handing.word
    win = handing.owed.name if handing.owed is not None and handing.owed.name else ""
    hints = (_HINTS[0], f"why they bought {win}".rstrip(), *_HINTS[2:])
    blanks = (
        Blank("To", hint=f"a member; empty: {takers(word, giver)}"),
        Blank("Unit", hint="a new buying unit; empty: the account"),
        *_parts(known(word), hints),
    )
    to = joint_words.seat(other(giver), word.team)
    return Form(f"handoff {giver} {word.account}", f"Hand {word.name} over to {to}", blanks, read)


def _parts(filled: Checklist, hints: Sequence[str]) -> list[Blank]:
    return [
        Blank(label, text, hint) for label, text, hint in zip(_LABELS, filled, hints, strict=True)
    ]


def complete_form(desk: Desk, handing: Handing, one: Handoff) -> Form:
    """A hand-off that was owed or returned, with what is missing."""

    def read(answers: Sequence[str]) -> Filled:
        said = sent_again(one, Checklist(*answers), word.today)
        words = told(word, said)
        return Filled(words, lambda desk: _said(go_on(desk, handing, one, said).hints, words))

    word = handing.word
    recorded = known(word)
    filled = Checklist(
        *(mine or theirs for mine, theirs in zip(one.checklist, recorded, strict=True))
    )
    hints = [
        f"missing: {one.words or hint}" if part in one.missing else hint
        for part, hint in zip(Part, _HINTS, strict=True)
    ]
    title = f"Hand over {joint_words.what(one)}, of {word.name}"
    return Form(f"complete {id_text(one.entry)}", title, tuple(_parts(filled, hints)), read)


def unit_form(desk: Desk, handing: Handing, giver: Seat) -> Form:
    """A new buying unit, which is to be handed over."""

    def read(answers: Sequence[str]) -> Filled:
        unit, gives, to = answers
        seat = Seat(one_of(gives or giver.value, [*Seat], "It is handed over by"))
        said = named_unit(unit, seat, member_typed(to, word.team), word.today)
        words = told(word, said)
        return Filled(words, lambda desk: _said(hand_over(desk, handing, said).hints, words))

    word = handing.word
    blanks = (
        Blank("Unit", hint="plant in Lisbon"),
        Blank("From", giver.value, words_of(Seat)),
        Blank("To", hint="a member; empty: whoever holds the other seat"),
    )
    return Form(f"unit {word.account}", f"A new buying unit of {word.name}", blanks, read)


def accept_form(desk: Desk, handing: Handing, one: Handoff) -> Form:
    """That a hand-off is accepted."""

    def read(answers: Sequence[str]) -> Filled:
        return _answer(handing, one, How.ACCEPTED, day_back(answers[0], on))

    word, on = handing.word, dates(desk, handing.word.team)
    must_be_anothers(desk, word, one, answered(one, How.ACCEPTED, word.today, word.today))
    title = f"Accept {joint_words.what(one)}, of {word.name}"
    blanks = (Blank("On", "today", "or yesterday"),)
    return Form(f"accept {id_text(one.entry)}", title, blanks, read)


def return_form(desk: Desk, handing: Handing, one: Handoff) -> Form:
    """That a hand-off is returned, with what is missing."""

    def read(answers: Sequence[str]) -> Filled:
        missing, words = answers
        parts = parts_typed(missing)
        return _answer(handing, one, How.RETURNED, word.today, More(parts, words))

    word = handing.word
    blanks = (
        Blank("Missing", hint=", ".join(part.value for part in Part)),
        Blank("Words", hint="who signs over there?"),
    )
    title = f"Return {joint_words.what(one)}, of {word.name}"
    return Form(f"return {id_text(one.entry)}", title, blanks, read)


def told_form(desk: Desk, handing: Handing, one: Handoff) -> Form:
    """That the customer was told who is there for them now."""

    def read(answers: Sequence[str]) -> Filled:
        person, words, day = answers
        who, on_ = person_typed(person, word.state), day_back(day, on)
        return _answer(handing, one, How.TOLD, on_, More((), words, who))

    word, on = handing.word, dates(desk, handing.word.team)
    people = ", ".join(list(word.people.values())[:3])
    blanks = (
        Blank("Who", hint=people or "one of their people"),
        Blank("Words", hint="what we told them; may stay empty"),
        Blank("On", "today", "or yesterday"),
    )
    title = f"{word.name} was told of the hand-off"
    return Form(f"told {id_text(one.entry)}", title, blanks, read)


def _answer(handing: Handing, one: Handoff, how: How, on: date, more: More | None = None) -> Filled:
    word = handing.word
    body = answered(one, how, on, word.today, more)
    words = told(word, body)
    return Filled(words, lambda desk: _said(go_on(desk, handing, one, body).hints, words))


def _said(hints: Sequence[str], words: str) -> str:
    return " ".join((f"{words}.", *hints))
