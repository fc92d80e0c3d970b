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


class PutOff(NamedTuple):
    """What puts an account off for a seat: until when, why, and the raw claim of who said so."""

    until: date
    why: str
    by: str


def put_off(told: Told) -> dict[Seat, PutOff]:
    """The last word for each seat, if that puts an account off at all."""
    last: dict[Seat, PutOff | None] = {}
    for entry, body in told.of(Snooze):
        until = body.until
        now = None if until is None else PutOff(until, body.why or "", entry.by)
        for seat in Seat if body.seat is None else (body.seat,):
            last[seat] = now
    return {seat: now for seat, now in last.items() if now is not None}
