"""Value: what working with customers gains; here what we learned, to be put to use elsewhere."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told


@kind("learned")
class LearnedSaid(NamedTuple):
    """Something that we know better now.

    Attributes:
        text: In the words that were used.
        on: The day on which we learned it; None: the day it was recorded.
    """

    text: str
    on: date | None = None


class Learned(NamedTuple):
    """What was learned, the entry that says it, its day and the raw claim of who said it."""

    entry: EntryId
    text: str
    on: date
    by: str


def learned(told: Told) -> tuple[Learned, ...]:
    """All that was learned with an account, the oldest first."""
    found = [
        Learned(entry.id, body.text, body.on or day_of(entry.at), entry.by)
        for entry, body in told.of(LearnedSaid)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.entry)))
