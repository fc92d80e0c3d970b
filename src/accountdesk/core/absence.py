"""Absence: who of us is away, from when to when, and who covers for them meanwhile."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import kind
from accountdesk.core.liveness import Told
from accountdesk.core.member import MemberKey


@kind("absence")
class AbsenceSaid(NamedTuple):
    """A member is away.

    Attributes:
        member: Their key.
        first: The first day.
        last: The last one.
        cover: Key of the member who covers for them; None: nobody does yet.
        why: In the words that were used; None if none were.
    """

    member: str
    first: date
    last: date
    cover: str | None = None
    why: str | None = None


class Absence(NamedTuple):
    """One absence of a member, and who covers; None: nobody."""

    member: MemberKey
    first: date
    last: date
    cover: MemberKey | None


def absences(told: Told) -> tuple[Absence, ...]:
    """Every absence, the earliest first; of the same days of one member the last word wins."""
    found = {
        (MemberKey(body.member), body.first, body.last): body.cover
        for _, body in told.of(AbsenceSaid)
        if body.first <= body.last
    }
    return tuple(
        Absence(member, first, last, None if cover is None else MemberKey(cover))
        for (member, first, last), cover in sorted(
            found.items(), key=lambda one: (one[0][1], one[0][2], one[0][0])
        )
    )


def away(found: Iterable[Absence], member: MemberKey, day: date) -> Absence | None:
    """The absence of a member on a day, of several the one that somebody covers; None: there."""
    on = [one for one in found if one.member == member and one.first <= day <= one.last]
    return max(on, key=lambda one: (one.cover is not None, one.last), default=None)
