"""Blockers and what is parked: what keeps us from going on, and what waits to be talked about."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told
from accountdesk.core.next_step import ended


@kind("blocker")
class BlockerSaid(NamedTuple):
    """Something is in the way; a `step_done` that names it says that it is gone.

    Attributes:
        what: In the words that were used.
        helper: Key of the member who helps; None: nobody does yet.
        on: The day it came up; None: the day it was recorded.
    """

    what: str
    helper: str | None = None
    on: date | None = None


@kind("parked")
class ParkedSaid(NamedTuple):
    """Something to be talked about, not now; a `step_done` that names it says that it was.

    Attributes:
        what: In the words that were used.
        helper: Key of the member who sees to it that it is talked about; None: nobody does yet.
        on: The day it came up; None: the day it was recorded.
    """

    what: str
    helper: str | None = None
    on: date | None = None


OPEN = "blocked or parked"
"""The part of a list that holds accounts where something is in the way, or parked."""


class Blocker(NamedTuple):
    """What is in the way, or parked, as the journal's entries leave it.

    Attributes:
        entry: The entry that said so.
        what: What is in the way, or to be talked about.
        helper: Key of the member who helps, or sees to it; None: nobody.
        on: The day it came up.
        by: The raw claim of who said so.
        gone_on: The earliest day on which somebody said that it is gone, or was talked about; None
            while it is there.
    """

    entry: EntryId
    what: str
    helper: str | None
    on: date
    by: str
    gone_on: date | None


def blockers(
    told: Told, record: type[BlockerSaid] | type[ParkedSaid] = BlockerSaid
) -> tuple[Blocker, ...]:
    """Every blocker of an account, or all that was ever parked, the oldest first."""
    gone = ended(told)
    found = [
        Blocker(
            entry.id, body.what, body.helper, body.on or day_of(entry.at), entry.by,
            gone.get(entry.id),
        )
        for entry, body in told.of(record)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.on, one.entry)))


def open_blockers(found: Iterable[Blocker]) -> tuple[Blocker, ...]:
    """Those that are in the way, or still parked, in the order given."""
    return tuple(one for one in found if one.gone_on is None)
