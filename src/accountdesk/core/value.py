"""Value: what both sides gain, and what we learned with a customer, to be put to use elsewhere."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.liveness import Told
from accountdesk.core.text import must_be_short


class Gains(StrEnum):
    """Who gains."""

    THEM = "them"
    US = "us"


@kind("value")
class ValueSaid(NamedTuple):
    """What one side gained from working with the other.

    Attributes:
        gains: Who gained.
        text: What, in the words that were used.
        cents: Hundredths of `currency`, where it was measured; None: it was not.
        currency: ISO code; None if unknown.
        on: The day it was seen; None: the day it was recorded.
    """

    gains: Gains
    text: str
    cents: int | None = None
    currency: str | None = None
    on: date | None = None


@kind("learned")
class LearnedSaid(NamedTuple):
    """Something that we know better now.

    Attributes:
        text: In the words that were used.
        on: The day on which we learned it; None: the day it was recorded.
    """

    text: str
    on: date | None = None


def value_typed(whose: str, text: str) -> ValueSaid:
    """What somebody typed that they gained, or we.

    Raises:
        NotUnderstood: Nobody gained, or nothing, or it is too long.
    """
    what = " ".join(text.split())
    if whose not in [*Gains] or not what:
        raise NotUnderstood(
            "Say who gained, and what: gain them: two days a month saved; gain us: a reference."
        )
    must_be_short(what)
    return ValueSaid(Gains(whose), what)


def learned_typed(text: str) -> LearnedSaid:
    """What somebody typed that we know better now.

    Raises:
        NotUnderstood: It is nothing, or too long.
    """
    what = " ".join(text.split())
    if not what:
        raise NotUnderstood("Say what we know better now: learned: ask finance first.")
    must_be_short(what)
    return LearnedSaid(what)


class Value(NamedTuple):
    """What one side gained; fields as in `ValueSaid`, `by` is the raw claim of who wrote it."""

    entry: EntryId
    gains: Gains
    text: str
    cents: int | None
    currency: str | None
    on: date
    by: str


class Learned(NamedTuple):
    """What was learned, the entry that says it, its day and the raw claim of who said it."""

    entry: EntryId
    text: str
    on: date
    by: str


def values(told: Told) -> tuple[Value, ...]:
    """All that both sides gained, the oldest first."""
    found = [
        Value(entry.id, *body[:4], body.on or day_of(entry.at), entry.by)
        for entry, body in told.of(ValueSaid)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.entry)))


def learned(told: Told) -> tuple[Learned, ...]:
    """All that was learned with an account, the oldest first."""
    found = [
        Learned(entry.id, body.text, body.on or day_of(entry.at), entry.by)
        for entry, body in told.of(LearnedSaid)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.entry)))
