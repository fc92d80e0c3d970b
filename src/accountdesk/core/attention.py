"""Attention: why an account needs a seat today, as an explained sum.

It is the sum of the terms that belong to that seat or to both, capped at 100. The account stands in
the group of its most pressing term and is ordered inside that group by the sum.
"""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from accountdesk.core.snooze import PutOff

CAP = 100


class Group(IntEnum):
    """The three groups of a list, the most pressing first, and what needs nobody."""

    MAKE_RIGHT = 0
    DUE = 1
    STAY_CLOSE = 2
    IN_ORDER = 3


class Term(NamedTuple):
    """One reason, with all that words and points need; nothing in it changes by the day alone.

    Attributes:
        word: `silence`, `promise`, `renewal`, … or how they feel.
        group: Where an account stands for this reason.
        points: 1-100; 0 if it only says something.
        on: The day that it is about: due, expected, or of the last two-way touch.
        text: In somebody's words; empty if there are none.
        time: `HH:MM` of the day; None if unknown.
        number: What it counts: days of the cadence, open deals, promises, repairs; 0 if nothing.
        entry: The id of the entry that it is about; empty if it is about none.
        more: A name, or how far a repair has come; empty if there is nothing more to say.
        pinned: Whether an account with it stands before all others that must be made right.
        behind: What it was read from: ids of entries, keys of activities, deals and people.
    """

    word: str
    group: Group
    points: int
    on: date | None = None
    text: str = ""
    time: str | None = None
    number: int = 0
    entry: str = ""
    more: str = ""
    pinned: bool = False
    behind: tuple[str, ...] = ()


class Attention(NamedTuple):
    """What an account asks of one seat.

    Attributes:
        terms: The most pressing group first, in it what is pinned, then by points and word; the
            first one is the reason that a list shows.
        put_off: What puts the account off on this day; None: nothing does.
        hidden: What would call for the account if nothing put it off, in the same order; never
            what must be made right.
    """

    terms: tuple[Term, ...]
    put_off: PutOff | None = None
    hidden: tuple[Term, ...] = ()

    @property
    def points(self) -> int:
        """0-100."""
        return min(CAP, sum(term.points for term in self.terms))

    @property
    def pinned(self) -> bool:
        """Whether it stands before all others that must be made right."""
        return bool(self.terms) and self.terms[0].pinned

    @property
    def group(self) -> Group:
        """The group of the most pressing term."""
        return self.terms[0].group if self.terms else Group.IN_ORDER


def _order(term: Term) -> tuple[int, int, int, str]:
    """Of what is pinned, what nobody sees to stands before what is somebody's turn."""
    first = 2 if not term.pinned else 1 if term.points else 0
    return (term.group, first, -term.points, term.word)


def attention(terms: Iterable[Term], put_off: PutOff | None, today: date) -> Attention:
    """What some terms, in any order, ask on a day on which the seat may have put it off."""
    ordered = tuple(sorted(terms, key=_order))
    if put_off is None or put_off.until <= today:
        return Attention(ordered)
    stay = sum(term.group is Group.MAKE_RIGHT for term in ordered)
    return Attention(ordered[:stay], put_off, ordered[stay:])
