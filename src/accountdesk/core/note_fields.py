"""The fields of a note: lines that begin with a word and a colon, and what each of them records.

    we: quote with volume tiers by fri                 our promise; we(ben): is his to see to
    they: org chart by mon                             their promise; they(dana): gave it
    next: demo with finance tue 10:00                  what happens next
    feels: uneasy "we have been burned before"         how they feel, in their words
    wrong: invoice doubled by fri                      a repair; by when it shall be right
    gain them: two days a month saved                  what they gain from it; gain us: what we do
    learned: ask finance before the summer             what we know better now, of use elsewhere
    when: yesterday 16:00                              when all of it happened

Where the touchpoint has one person, promises and feelings without a name are with them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import DAYS, Dates, Moment, date_at_end, whole_date
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import Member, member_called
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonFact
from accountdesk.core.promise import PromiseSaid, Side
from accountdesk.core.repair import RepairSaid
from accountdesk.core.text import folded, must_be_short
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.core.value import Gains, learned_typed, value_typed

MOODS = ", ".join(Mood)


class Known(NamedTuple):
    """What a note depends on.

    Attributes:
        people: Of this account.
        members: Of our team.
        dates: Today and the team's way to write dates.
        no_contact: Keys of the people who are not to be contacted.
    """

    people: Sequence[PersonFact]
    members: Iterable[Member]
    dates: Dates
    no_contact: frozenset[str] = frozenset()


class Draft:
    """What has been read of a note so far."""

    def __init__(self) -> None:
        self.touch: Touchpoint | None = None
        self.text: list[str] = []
        self.bodies: list[NamedTuple] = []
        self.hints: list[str] = []
        self.when: Moment | None = None


def people_called(
    words: Sequence[str], people: Sequence[PersonFact]
) -> tuple[list[str], str | None]:
    """Keys of the people that the words name, longest names first, and the first unknown word."""
    keys: list[str] = []
    rest = [folded(word.strip(",")) for word in words]
    rest = [word for word in rest if word not in ("", "and", "&")]
    while rest:
        for length in range(len(rest), 0, -1):
            found = person_called(" ".join(rest[:length]), people)
            if found is not None:
                keys.append(found.key)
                rest = rest[length:]
                break
        else:
            return [], rest[0]
    return list(dict.fromkeys(keys)), None


def person_called(name: str, people: Sequence[PersonFact]) -> PersonFact | None:
    """The one person called so: by all of the name, else by a part of it that one person has."""
    whole = [person for person in people if folded(person.name) == name]
    found = whole or [person for person in people if name in folded(person.name).split()]
    if len(found) > 1:
        names = ", ".join(person.name for person in found[:5])
        raise NotUnderstood(f"Several people are called “{name}”: {names}. Write the whole name.")
    return found[0] if found else None


def promise_typed(text: str, due: str, side: Side, dates: Dates) -> PromiseSaid:
    """The promise that somebody typed; its day at the end, unless one was typed apart.

    Raises:
        NotUnderstood: Nothing is promised, it is too long, or the day cannot be read.
    """
    what, moment = _apart(text, due, dates)
    if not what:
        raise NotUnderstood("A promise needs words, like: quote with volume tiers.")
    must_be_short(what)
    if moment is None:
        return PromiseSaid(what, side, on=dates.today)
    return PromiseSaid(what, side, moment.day, moment.time, on=dates.today)


def must_be_in_time(said: PromiseSaid) -> PromiseSaid:
    """The promise itself.

    Raises:
        NotUnderstood: It was due before it was given.
    """
    if said.due is not None and said.on is not None:
        must_be_ahead(f"“{said.what}”", said.due, said.on)
    return said


def _apart(text: str, due: str, dates: Dates) -> tuple[str, Moment | None]:
    """What was typed, and its day: typed apart, else at its end; None without one."""
    if due.strip():
        return " ".join(text.split()), whole_date(due, dates)
    return date_at_end(text, dates)


def must_be_ahead(what: str, due: date, given: date) -> None:
    """Refuse a day before the one on which it was given.

    Raises:
        NotUnderstood: It is.
    """
    if due < given:
        raise NotUnderstood(
            f"{what} cannot be due on {due.isoformat()}, which is past. Name a later day, like "
            f"{DAYS.partition(', 5 dec')[0]}; if it was given earlier, a note says when: "
            "“when: 2 weeks ago”."
        )


def feeling_typed(word: str, words: str, on: date) -> FeelingSaid:
    """How somebody typed that they feel.

    Raises:
        NotUnderstood: It is none of the six words.
    """
    if not word.strip():
        raise NotUnderstood(f"Say how they feel: {MOODS}.")
    found = next((mood for mood in Mood if mood == folded(word)), None)
    if found is None:
        raise NotUnderstood(
            f"“{word}” is no feeling of the six: {MOODS}. Their own words stand behind it: "
            'feels: uneasy "we have been burned before".'
        )
    return FeelingSaid(found, _unquoted(words) or None, on=on)


def _unquoted(words: str) -> str:
    """Words without the quotation marks around them."""
    text = " ".join(words.split())
    marks = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'"}
    if len(text) > 1 and marks.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    if text[:1] in ('"', "“", "„", "«") and marks[text[0]] not in text[1:]:
        return text[1:].strip()  # it was not closed
    return text


def repair_typed(text: str, due: str, dates: Dates) -> RepairSaid:
    """What somebody typed that went wrong; by when it shall be right at the end, or apart.

    Raises:
        NotUnderstood: Nothing went wrong, or the day cannot be read or is past.
    """
    what, moment = _apart(text, due, dates)
    if not what:
        raise NotUnderstood("Say what went wrong, like: invoice doubled.")
    must_be_short(what)
    if moment is not None:
        must_be_ahead(f"Making right “{what}”", moment.day, dates.today)
    return RepairSaid(what, None if moment is None else moment.day, on=dates.today)


def _we(text: str, owner: str | None, draft: Draft, known: Known) -> None:
    said = promise_typed(text, "", Side.OURS, known.dates)
    if owner is not None:
        said = said._replace(owner=member_called(owner, known.members).key)
    draft.bodies.append(said)


def _they(text: str, person: str | None, draft: Draft, known: Known) -> None:
    said = promise_typed(text, "", Side.THEIRS, known.dates)
    draft.bodies.append(said._replace(person=_who(person, known)))


def _feels(text: str, person: str | None, draft: Draft, known: Known) -> None:
    word, _, words = text.strip().partition(" ")
    said = feeling_typed(word.rstrip(",:"), words, known.dates.today)
    draft.bodies.append(said._replace(person=_who(person, known)))


def _wrong(text: str, owner: str | None, draft: Draft, known: Known) -> None:
    said = repair_typed(text, "", known.dates)
    if owner is not None:
        said = said._replace(owner=member_called(owner, known.members).key)
    draft.bodies.append(said)


def _gain(text: str, whose: str | None, draft: Draft, known: Known) -> None:
    learns = whose == "learned"
    draft.bodies.append(learned_typed(text) if learns else value_typed(whose or "", text))


def _learned(text: str, owner: str | None, draft: Draft, known: Known) -> None:
    if owner is not None:
        raise NotUnderstood("“learned:” takes no name: learned: ask finance first.")
    draft.bodies.append(learned_typed(text))


def _who(name: str | None, known: Known) -> str | None:
    return None if name is None else someone(name, known.people).key


def someone(name: str, people: Sequence[PersonFact]) -> PersonFact:
    """The one person of an account who is called so.

    Raises:
        NotUnderstood: Nobody is, or several are.
    """
    found = person_called(folded(name), people)
    if found is None:
        names = ", ".join(person.name for person in people[:9]) or "nobody yet"
        raise NotUnderstood(
            f"No person of this account is called “{name}”. People: {names}. Add them first, or "
            "leave the name out."
        )
    return found


def _next(text: str, owner: str | None, draft: Draft, known: Known) -> None:
    what, moment = date_at_end(text, known.dates)
    if not what:
        raise NotUnderstood("“next:” says what happens next: next: demo with finance tue 10:00.")
    step = NextStep(what, owner=None if owner is None else member_called(owner, known.members).key)
    if moment is not None:
        step = step._replace(due=moment.day, time=moment.time)
    draft.bodies.append(step)


def _when(text: str, owner: str | None, draft: Draft, known: Known) -> None:
    if owner is not None or draft.when is not None:
        raise NotUnderstood("“when:” says once, without a name, when it happened.")
    when = whole_date(text, known.dates._replace(past=True))
    if when.day > known.dates.today:
        raise NotUnderstood(
            f"“when: {text}” is {when.day.isoformat()}, which is still to come. "
            "“when:” says when it happened; “next:” says what happens next."
        )
    draft.when = when


WORDS: dict[str, Callable[[str, str | None, Draft, Known], None]] = {
    "we": _we,
    "they": _they,
    "next": _next,
    "feels": _feels,
    "wrong": _wrong,
    "gain": _gain,
    "learned": _learned,
    "when": _when,
}
"""Words that begin a line which records."""

BEGINNINGS = tuple(
    beginning
    for word in WORDS
    for beginning in ([f"gain {one.value}" for one in Gains] if word == "gain" else [word])
)
"""How such a line begins, before its colon; the list that a user is shown."""
