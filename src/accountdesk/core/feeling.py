"""Feelings: how a customer's people felt, as one of us saw it; never guessed, and gone in time."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told


class Mood(StrEnum):
    """The six words, from the best to the worst."""

    DELIGHTED = "delighted"
    CONTENT = "content"
    CALM = "calm"
    UNEASY = "uneasy"
    UPSET = "upset"
    ANGRY = "angry"


NEGATIVE = frozenset({Mood.UNEASY, Mood.UPSET, Mood.ANGRY})
_WORST = {mood: place for place, mood in enumerate(Mood)}


@kind("feeling")
class FeelingSaid(NamedTuple):
    """How somebody felt.

    Attributes:
        mood: One of the six words.
        words: In their own words; None if none were kept.
        person: Key of who it is; None: they as a whole.
        on: The day it was seen; None: the day it was recorded.
    """

    mood: Mood
    words: str | None = None
    person: str | None = None
    on: date | None = None


class Feeling(NamedTuple):
    """One observation; `by` is the raw claim of who saw it."""

    entry: EntryId
    mood: Mood
    words: str
    person: str | None
    on: date
    by: str


def feelings(told: Told) -> tuple[Feeling, ...]:
    """Every observation of an account, the oldest first."""
    found = [
        (body.on or day_of(entry.at), entry.at, entry.id, body, entry.by)
        for entry, body in told.of(FeelingSaid)
    ]
    return tuple(
        Feeling(identity, body.mood, body.words or "", body.person, on, by)
        for on, _, identity, body, by in sorted(found, key=lambda one: one[:3])
    )


def now(found: Iterable[Feeling], today: date, days: int) -> Feeling | None:
    """How they feel by `today`; None: unknown, which is normal.

    What was seen of a person stands until it is seen anew of them or of all, for so many days. Of
    several the worst is shown, so that one person's calm does not hide another one's anger.
    """
    standing: dict[str | None, Feeling] = {}
    for feeling in found:
        if feeling.on > today:
            break
        if feeling.person is None:
            standing.clear()
        standing[feeling.person] = feeling
    fresh = [f for f in standing.values() if (today - f.on).days <= days]
    return max(fresh, key=lambda f: (_WORST[f.mood], f.on, f.entry), default=None)


def last_day(feeling: Feeling, days: int) -> date:
    """The last day on which it is shown."""
    return feeling.on + timedelta(days)
