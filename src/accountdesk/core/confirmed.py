"""Their yes: what we wrote down in their terms, and they said is right."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import kind, named
from accountdesk.core.liveness import Told, Trouble


@kind("confirmed")
class Confirmed(NamedTuple):
    """They said yes to what we wrote down in their terms.

    Attributes:
        entries: What they said yes to.
        person: Key of who did; None: nobody is named.
        on: The day; None: the day it was recorded.
        words: In their words; None if none were kept.
    """

    entries: tuple[str, ...]
    person: str | None = None
    on: date | None = None
    words: str | None = None


class Yes(NamedTuple):
    """That they said yes: the day, who (None: nobody is named), their words, and who says so."""

    on: date
    person: str | None
    words: str
    by: str


def first_yes(told: Told) -> dict[bytes, date]:
    """The first day on which they said yes to an entry, by its id."""
    found: dict[bytes, date] = {}
    for entry, body in told.of(Confirmed):
        on = body.on or day_of(entry.at)
        for identity in named(body.entries):
            found[identity] = min(on, found.get(identity, on))
    return found


def last_yes(told: Told) -> dict[bytes, Yes]:
    """The latest time that they said yes to an entry, by its id: what is shared is said anew."""
    found: dict[bytes, Yes] = {}
    for entry, body in told.of(Confirmed):
        yes = Yes(body.on or day_of(entry.at), body.person, body.words or "", entry.by)
        for identity in named(body.entries):
            if identity not in found or yes.on >= found[identity].on:
                found[identity] = yes
    return found


def loose_ends(told: Told, can_be: Iterable[type[NamedTuple]]) -> Iterator[Trouble]:
    """Their yes to nothing that is here; `can_be` are the records that they can say yes to."""
    if not told.of(Confirmed):
        return
    known = {entry.id for record in can_be for entry, _ in told.of(record)}
    for entry, body in told.of(Confirmed):
        if not known.intersection(named(body.entries)):
            yield Trouble(entry, "confirms something that is not here")
