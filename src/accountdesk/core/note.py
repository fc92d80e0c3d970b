"""The note: what people type after `t`, and the entries it records.

    call in dana: liked the pilot, price worries
    we: quote with volume tiers by fri
    next: demo with finance tue 10:00

The first line is a touchpoint's header (a kind, then `in out no-answer by-hand automated` and
people of the account, then a colon), or text, or a field. A later line that starts with one
lower-case ASCII word, a colon and a space is a field: a word of `WORDS` records, any other is
refused with the list. Every other line is text of the touchpoint.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import Moment
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.next_step import NextStep
from accountdesk.core.note_fields import (
    BEGINNINGS,
    WORDS,
    Draft,
    Known,
    must_be_in_time,
    people_called,
)
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.repair import RepairSaid
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touchpoint
from accountdesk.core.value import LearnedSaid, ValueSaid

LONGEST = 20_000
"""Characters of a note; more is a file, not a note."""

KIND_WORDS = {kind.value: kind for kind in Kind if kind is not Kind.UNKNOWN}
_FIELD = r"([a-z]+)(?:\(([^()]*)\)|(?<=\bgain) ([a-z]+))?:(?: (.*))?"
"""A word, whom it names (behind `gain` without parentheses), and what is said."""


class Note(NamedTuple):
    """What a note says.

    Attributes:
        bodies: What it records, the touchpoint first; never empty.
        hints: Sentences about what was read otherwise than it may have been meant.
    """

    bodies: tuple[NamedTuple, ...]
    hints: tuple[str, ...] = ()


def read_note(text: str, known: Known) -> Note:
    """What `text` records on an account.

    Raises:
        NotUnderstood: A word, a person, a member or a date that cannot be read, nothing to
            record, or more than `LONGEST` characters.
    """
    if len(text) > LONGEST:
        raise NotUnderstood(f"A note has at most {LONGEST:,} characters; this one is longer.")
    lines = text.removeprefix("\ufeff").splitlines()
    while lines and not lines[0].strip():
        del lines[0]
    draft = Draft()
    for number, line in enumerate(lines):
        _read_line(line.rstrip(), draft, known, first=number == 0)
    return _finished(draft, known)


def _read_line(line: str, draft: Draft, known: Known, *, first: bool) -> None:
    if first:
        draft.touch = _header(line, draft, known)
        if draft.touch is not None:
            return
    word = re.fullmatch(_FIELD, line)
    if word is None:
        draft.text.append(line)
        _hint_at_field(line, draft)
    elif word[1] in WORDS:
        whom = word[3] if word[2] is None else word[2]
        WORDS[word[1]](word[4] or "", whom, draft, known)
    elif first:
        draft.text.append(line)
        draft.hints.append(f"Kept as text: “{word[1]}” is no kind. Kinds: {', '.join(KIND_WORDS)}.")
    else:
        raise NotUnderstood(
            f"“{word[1]}:” records nothing. Words that do: {', '.join(sorted(BEGINNINGS))}. "
            "To keep the line as text, begin it with a space or a capital letter."
        )


def _hint_at_field(line: str, draft: Draft) -> None:
    """Say so where text looks like a field: with a capital, or a space before the colon."""
    if re.match(r"[Gg]ains [a-z]+ ?:", line):
        draft.hints.append(f"Kept as text: “{line}”. What was gained is written “gain them: …”.")
    near = re.match(r"([A-Za-z]+|[Gg]ain [a-z]+) ?(?:\([^()]*\))? ?:(?: |$)", line)
    if near and near[1].casefold() in {*WORDS, *BEGINNINGS}:
        word = near[1].casefold()
        draft.hints.append(f"Kept as text: “{line}”. To record it, begin the line with “{word}:”.")


def _header(line: str, draft: Draft, known: Known) -> Touchpoint | None:
    head, colon, text = line.partition(":")
    words = head.split()
    kind = KIND_WORDS.get(words[0].casefold()) if words else None
    if kind is None:
        if colon and set(words[1:]) & HEADER_WORDS.keys():
            kinds = ", ".join(KIND_WORDS)
            draft.hints.append(f"Kept as text: “{words[0]}” is no kind. Kinds: {kinds}.")
        return None
    if not colon:
        draft.hints.append(f"Kept as text: a {kind.value} is written “{kind.value}: …”.")
        return None
    touch = Touchpoint(kind)
    names: list[str] = []
    for word in words[1:]:
        if word.casefold() in HEADER_WORDS:
            touch = HEADER_WORDS[word.casefold()](touch)
        else:
            names.append(word)
    people, unknown = people_called(names, known.people)
    if unknown:
        draft.hints.append(
            f"Kept as text, not as a {kind.value}: “{unknown}” before the colon is no person of "
            "this account."
        )
        return None
    draft.text.append(text.strip())
    return _allowed(touch._replace(people=tuple(people)), known)


def _allowed(touch: Touchpoint, known: Known) -> Touchpoint:
    """The touch itself, unless we turned to somebody who is not to be contacted."""
    asked = [one.name for one in known.people if one.key in known.no_contact & {*touch.people}]
    if asked and touch.kind not in _NO_CONTACT and touch.direction is not Direction.IN:
        raise NotUnderstood(
            f"{', '.join(asked)} is not to be contacted, so nothing is recorded. If they turned "
            f"to you, write “{touch.kind.value} in …”."
        )
    return touch


_NO_CONTACT = frozenset({Kind.NOTE, Kind.PRAISE, Kind.COMPLAINT})
"""Kinds by which nobody of us turns to anybody."""


def _towards(touch: Touchpoint, direction: Direction) -> Touchpoint:
    other = touch.direction not in (Direction.UNKNOWN, direction)
    return touch._replace(direction=Direction.BOTH if other else direction)


HEADER_WORDS: dict[str, Callable[[Touchpoint], Touchpoint]] = {
    "in": lambda touch: _towards(touch, Direction.IN),
    "out": lambda touch: _towards(touch, Direction.OUT),
    "no-answer": lambda touch: touch._replace(no_answer=True),
    "by-hand": lambda touch: touch._replace(manner=Manner.BY_HAND),
    "automated": lambda touch: touch._replace(manner=Manner.AUTOMATED),
}
"""Words of a header behind its kind, and what each makes of the touchpoint."""


def _finished(draft: Draft, known: Known) -> Note:
    text = "\n".join(draft.text).strip()
    touch = draft.touch or (Touchpoint(Kind.NOTE) if text else None)
    on, time = draft.when or Moment(known.dates.today)
    person = touch.people[0] if touch is not None and len(touch.people) == 1 else None
    bodies = [_placed(body, on, person) for body in draft.bodies]
    if touch is not None:
        bodies.insert(0, touch._replace(text=text, on=on, time=time))
    if not bodies:
        raise NotUnderstood("There is nothing to record. Write what happened, like “call: fine”.")
    if draft.when is not None and all(isinstance(body, NextStep) for body in bodies):
        raise NotUnderstood("“when:” says when something happened, and this note has nothing such.")
    return Note(tuple(bodies), tuple(draft.hints))


def _placed(body: NamedTuple, on: date, person: str | None) -> NamedTuple:
    """What a line says, on the day of the note, and with the one person whom it is about."""
    match body:
        case PromiseSaid():
            return must_be_in_time(body._replace(on=on, person=body.person or person))
        case FeelingSaid():
            return body._replace(on=on, person=body.person or person)
        case RepairSaid() | LearnedSaid() | ValueSaid():
            return body._replace(on=on)
    return body
