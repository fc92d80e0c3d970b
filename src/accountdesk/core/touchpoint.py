"""Touchpoints: what passed between a customer and us, and whether it went both ways."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.delivery import echoes, is_echo
from accountdesk.core.entry import EntryId, id_text, kind
from accountdesk.core.liveness import Told
from accountdesk.core.person import NOBODY


class Kind(StrEnum):
    """What kind of touch it was; unknown is for what a source does not say."""

    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    CHAT = "chat"
    MAIL = "mail"
    LETTER = "letter"
    MESSAGE = "message"
    GIFT = "gift"
    EVENT = "event"
    PRAISE = "praise"
    COMPLAINT = "complaint"
    NOTE = "note"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Who turned to whom: they to us (in), we to them (out)."""

    IN = "in"
    OUT = "out"
    BOTH = "both"
    UNKNOWN = "unknown"


class Manner(StrEnum):
    """Whether a person made it for this customer, or a machine for many."""

    BY_HAND = "by hand"
    AUTOMATED = "automated"
    UNKNOWN = "unknown"


TALKS = frozenset({Kind.CALL, Kind.MEETING, Kind.VISIT, Kind.CHAT})
"""Two-way by nature, unless nobody answered."""

WRITTEN = frozenset({Kind.MAIL, Kind.LETTER, Kind.MESSAGE})
"""Two-way only with an answer."""

ANSWER_DAYS = 14
"""Written touches in both directions within so many days are a conversation."""


@kind("touchpoint")
class Touchpoint(NamedTuple):
    """What one of us recorded.

    Attributes:
        kind: What it was.
        direction: Who turned to whom.
        no_answer: True: we tried, and nobody was there.
        manner: By hand or automated.
        people: Keys of the customer's people who took part.
        text: In the words that were used; may be empty.
        on: The day it happened, in the team's zone; None: the day it was recorded.
        time: `HH:MM`; None if unknown.
    """

    kind: Kind
    direction: Direction = Direction.UNKNOWN
    no_answer: bool = False
    manner: Manner = Manner.UNKNOWN
    people: tuple[str, ...] = ()
    text: str = ""
    on: date | None = None
    time: str | None = None


class ActivityFact(NamedTuple):
    """A touch as a source knows it; a bare last-contact date is one of unknown kind.

    Attributes:
        entry: The id of the entry of a desk that it came from, as its text said; None: none.
    """

    key: str
    on: date
    kind: Kind = Kind.UNKNOWN
    direction: Direction = Direction.UNKNOWN
    no_answer: bool = False
    manner: Manner = Manner.UNKNOWN
    people: tuple[str, ...] = ()
    text: str = ""
    time: str | None = None
    by: str | None = None
    entry: str | None = None


class Touch(NamedTuple):
    """One touch of an account, from a source or from us; the timeline is made of them.

    Attributes:
        key: The activity's key, or the id of the entry as text.
        on: The day it happened.
        by: A claim, an owner id or None if unknown.
        two_way: True if both sides took part; False means unknown, never "no".
    """

    key: str
    on: date
    kind: Kind
    direction: Direction
    no_answer: bool
    manner: Manner
    people: tuple[str, ...]
    text: str
    time: str | None
    by: str | None
    two_way: bool

    @property
    def is_sourced(self) -> bool:
        """Whether a source tells of it; else one of us has recorded it here."""
        return ":" in self.key


def touches(
    facts: Iterable[ActivityFact],
    told: Told,
    entries: Iterable[EntryId] = (),
    same: Mapping[str, str] = NOBODY,
) -> tuple[Touch, ...]:
    """Every touch of an account, the oldest first.

    Args:
        facts: What sources say; what came from here in the first place stands once.
        told: What live entries say.
        entries: The ids of all of the account's entries, those that were taken back among them.
        same: For people who are the same as another one, the key that all of them go by.
    """
    facts = tuple(_as_one(fact, same) for fact in facts) if same else tuple(facts)
    known = echoes(entries, told) if facts else frozenset()
    found = [
        Touch(*fact[:-1], two_way=False)
        for fact in facts
        if not is_echo(fact.key, fact.entry, known)
    ]
    found += _recorded(told)
    found.sort(key=lambda touch: (touch.on, touch.time or "", touch.key))
    theirs = _written_days(found, Direction.IN)
    ours = _written_days(found, Direction.OUT)
    return tuple(
        touch._replace(two_way=True) if _both_ways(touch, theirs, ours) else touch
        for touch in found
    )


def _recorded(told: Told) -> list[Touch]:
    return [
        Touch(
            key=id_text(entry.id),
            on=body.on or day_of(entry.at),
            kind=body.kind,
            direction=body.direction,
            no_answer=body.no_answer,
            manner=body.manner,
            people=body.people,
            text=body.text,
            time=body.time,
            by=entry.by,
            two_way=False,
        )
        for entry, body in told.of(Touchpoint)
    ]


def _as_one(fact: ActivityFact, same: Mapping[str, str]) -> ActivityFact:
    return fact._replace(people=tuple(dict.fromkeys(same.get(key, key) for key in fact.people)))


def _written_days(ordered: Iterable[Touch], direction: Direction) -> list[date]:
    return [
        t.on for t in ordered if t.kind in WRITTEN and t.direction in (direction, Direction.BOTH)
    ]


def _both_ways(touch: Touch, theirs: Sequence[date], ours: Sequence[date]) -> bool:
    if touch.kind in TALKS:
        return not touch.no_answer
    if touch.kind not in WRITTEN:
        return False
    if touch.direction == Direction.BOTH:
        return True
    if touch.direction == Direction.OUT:
        return _near(theirs, touch.on)
    return touch.direction == Direction.IN and _near(ours, touch.on)


def _near(ordered: Sequence[date], day: date) -> bool:
    """Whether one of the days is within `ANSWER_DAYS` of `day`, before or after."""
    reach = timedelta(days=ANSWER_DAYS)
    first = bisect_left(ordered, day - reach)
    return first < len(ordered) and ordered[first] <= day + reach


def last(found: Sequence[Touch], today: date) -> Touch | None:
    """The newest touch that has happened by `today`; None if there is none."""
    return next((touch for touch in reversed(found) if touch.on <= today), None)


def last_two_way(found: Sequence[Touch], today: date) -> Touch | None:
    """The newest touch by `today` in which both sides took part; None if none is known."""
    return next((touch for touch in reversed(found) if touch.two_way and touch.on <= today), None)
