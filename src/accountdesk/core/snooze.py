"""Snoozes: an account that a seat has put off, until a day and for a reason."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import kind
from accountdesk.core.liveness import Told
from accountdesk.core.member import Seat


@kind("snooze")
class Snooze(NamedTuple):
    """Not now: until that day only what must be made right calls for an account.

    The last word for a seat wins. One seat does not put off what calls for the other.

    Attributes:
        until: The first day on which it calls again, in the team's zone; None: it calls now.
        why: In the words that were used; None if none were.
        seat: Whose list; None: both.
    """

    until: date | None = None
    why: str | None = None
    seat: Seat | None = None


def snoozes(told: Told) -> dict[Seat, Snooze]:
    """The last word for each seat, if that puts an account off at all."""
    last: dict[Seat, Snooze] = {}
    for _, body in told.of(Snooze):
        for seat in Seat if body.seat is None else (body.seat,):
            last[seat] = body
    return {seat: body for seat, body in last.items() if body.until is not None}
