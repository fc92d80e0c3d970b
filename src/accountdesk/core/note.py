"""The note: what people type after `t`, and the entries it records.

    call in dana: liked the pilot, price worries
    next: demo with finance tue 10:00
    when: yesterday 16:00

The first line is a touchpoint's header (a kind, then `in out no-answer by-hand automated` and
people of the account, then a colon), or text, or a field. A later line that starts with one
lower-case ASCII word, a colon and a space is a field: a word of `WORDS` records, any other is
refused with the list. Every other line is text of the touchpoint.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from accountdesk.core.calendar import Dates, Moment, date_at_end, whole_date
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Member, member_called
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonFact
from accountdesk.core.text import folded
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touchpoint

LONGEST = 20_000
"""Characters of a note; more is a file, not a note."""

KIND_WORDS = {kind.value: kind for kind in Kind if kind is not Kind.UNKNOWN}
_LATER_WORDS = frozenset({"we", "they", "feels", "wrong", "gain"})
"""Words of notes that this version does not record: refused also in the first line, where any
other unknown word is text, because whoever types them means a field."""

_FIELD = r"([a-z]+)(?:\(([^()]*)\)|(?<=\bgain) [a-z]+)?:(?: (.*))?"


class Known(NamedTuple):
    """What a note depends on.

    Attributes:
        people: Of this account.
        members: Of our team.
        dates: Today and the team's way to write dates.
    """

    people: Sequence[PersonFact]
    members: Iterable[Member]
    dates: Dates


class Note(NamedTuple):
    """What a note says.

    Attributes:
        bodies: What it records, the touchpoint first; never empty.
        hints: Sentences about what was read otherwise than it may have been meant.
    """

    bodies: tuple[NamedTuple, ...]
    hints: tuple[str, ...] = ()


class _Draft:
    """What has been read of a note so far."""

    def __init__(self) -> None:
        self.touch: Touchpoint | None = None
        self.text: list[str] = []
        self.bodies: list[NamedTuple] = []
        self.hints: list[str] = []
        self.when: Moment | None = None


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
    draft = _Draft()
    for number, line in enumerate(lines):
        _read_line(line.rstrip(), draft, known, first=number == 0)
    return _finished(draft, known)


def _read_line(line: str, draft: _Draft, known: Known, *, first: bool) -> None:
    if first:
        draft.touch = _header(line, draft, known)
        if draft.touch is not None:
            return
    word = re.fullmatch(_FIELD, line)
    if word is None:
        draft.text.append(line)
        _hint_at_field(line, draft)
    elif word[1] in WORDS:
        WORDS[word[1]](word[3] or "", word[2], draft, known)
    elif first and word[1] not in _LATER_WORDS:
        draft.text.append(line)
        draft.hints.append(f"Kept as text: “{word[1]}” is no kind. Kinds: {', '.join(KIND_WORDS)}.")
    else:
        raise NotUnderstood(
            f"“{word[1]}:” records nothing. Words that do: {', '.join(sorted(WORDS))}. "
            "To keep the line as text, begin it with a space or a capital letter."
        )


def _hint_at_field(line: str, draft: _Draft) -> None:
    """Say so where text looks like a field: with a capital, or a space before the colon."""
    near = re.match(r"([A-Za-z]+) ?(?:\([^()]*\))? ?:(?: |$)", line)
    if near and near[1].casefold() in WORDS:
        word = near[1].casefold()
        draft.hints.append(f"Kept as text: “{line}”. To record it, begin the line with “{word}:”.")


def _header(line: str, draft: _Draft, known: Known) -> Touchpoint | None:
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
    people, unknown = _people(names, known.people)
    if unknown:
        draft.hints.append(
            f"Kept as text, not as a {kind.value}: “{unknown}” before the colon is no person of "
            "this account."
        )
        return None
    draft.text.append(text.strip())
    return touch._replace(people=tuple(people))


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


def _people(words: Sequence[str], people: Sequence[PersonFact]) -> tuple[list[str], str | None]:
    """Keys of the people that the words name, longest names first, and the first unknown word."""
    keys: list[str] = []
    rest = [folded(word.strip(",")) for word in words]
    rest = [word for word in rest if word not in ("", "and", "&")]
    while rest:
        for length in range(len(rest), 0, -1):
            found = _named(" ".join(rest[:length]), people)
            if found is not None:
                keys.append(found.key)
                rest = rest[length:]
                break
        else:
            return [], rest[0]
    return list(dict.fromkeys(keys)), None


def _named(name: str, people: Sequence[PersonFact]) -> PersonFact | None:
    """The one person called so: by all of the name, else by a part of it that one person has."""
    whole = [person for person in people if folded(person.name) == name]
    found = whole or [person for person in people if name in folded(person.name).split()]
    if len(found) > 1:
        names = ", ".join(person.name for person in found[:5])
        raise NotUnderstood(f"Several people are called “{name}”: {names}. Write the whole name.")
    return found[0] if found else None


def _next(text: str, owner: str | None, draft: _Draft, known: Known) -> None:
    what, moment = date_at_end(text, known.dates)
    if not what:
        raise NotUnderstood("“next:” says what happens next: next: demo with finance tue 10:00.")
    step = NextStep(what, owner=None if owner is None else member_called(owner, known.members).key)
    if moment is not None:
        step = step._replace(due=moment.day, time=moment.time)
    draft.bodies.append(step)


def _when(text: str, owner: str | None, draft: _Draft, known: Known) -> None:
    if owner is not None or draft.when is not None:
        raise NotUnderstood("“when:” says once, without a name, when it happened.")
    when = whole_date(text, known.dates._replace(past=True))
    if when.day > known.dates.today:
        raise NotUnderstood(
            f"“when: {text}” is {when.day.isoformat()}, which is still to come. "
            "“when:” says when it happened; “next:” says what happens next."
        )
    draft.when = when


WORDS: dict[str, Callable[[str, str | None, _Draft, Known], None]] = {
    "next": _next,
    "when": _when,
}
"""Words that begin a line which records; the list that a user is shown."""


def _finished(draft: _Draft, known: Known) -> Note:
    text = "\n".join(draft.text).strip()
    touch = draft.touch or (Touchpoint(Kind.NOTE) if text else None)
    if touch is not None:
        on, time = draft.when or Moment(known.dates.today)
        draft.bodies.insert(0, touch._replace(text=text, on=on, time=time))
    if not draft.bodies:
        raise NotUnderstood("There is nothing to record. Write what happened, like “call: fine”.")
    if touch is None and draft.when is not None:
        raise NotUnderstood("“when:” says when a touchpoint happened, and this note has none.")
    return Note(tuple(draft.bodies), tuple(draft.hints))
