"""Their yes: what we wrote down in their terms, and they said is right."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import kind, named
from accountdesk.core.liveness import Told


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


def first_yes(told: Told) -> dict[bytes, date]:
    """The first day on which they said yes to an entry, by its id."""
    found: dict[bytes, date] = {}
    for entry, body in told.of(Confirmed):
        on = body.on or day_of(entry.at)
        for identity in named(body.entries):
            found[identity] = min(on, found.get(identity, on))
    return found
