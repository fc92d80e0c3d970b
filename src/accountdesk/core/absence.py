"""Absence: who of us is away, from when to when, and who covers for them meanwhile."""

from collections.abc import Callable, Iterable
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


def absences(told: Told, meant: Callable[[str], MemberKey | None]) -> tuple[Absence, ...]:
    """Every absence, the earliest first; of the same days of one member the last word wins.

    Args:
        told: What the team's live entries say.
        meant: The key of the member whom a key means in the end; None: nobody who is known.
    """
    found: dict[tuple[MemberKey, date, date], MemberKey | None] = {}
    for _, body in told.of(AbsenceSaid):
        member = meant(body.member)
        if member is not None and body.first <= body.last:
            cover = None if body.cover is None else meant(body.cover)
            found[member, body.first, body.last] = cover
    return tuple(
        Absence(*whose, cover)
        for whose, cover in sorted(found.items(), key=lambda one: (*one[0][1:], one[0][0]))
    )


def away(found: Iterable[Absence], member: MemberKey, day: date) -> tuple[Absence, ...]:
    """The absences of a member on a day, the one that ends last comes first; empty: they are there.

    Of those that end together, one that somebody covers comes first.
    """
    on = [one for one in found if one.member == member and one.first <= day <= one.last]
    return tuple(sorted(on, key=lambda one: (one.last, one.cover is not None), reverse=True))
