"""More of the vocabulary of stories: what both seats, or both sides, do together."""

from typing import NamedTuple

from accountdesk.core.handoff import Checklist, How, Part
from accountdesk.core.promise import Side
from accountdesk.core.referral import Stage


class Handed(NamedTuple):
    """A hunter handed the account over, or a new unit of it, by name."""

    away: int
    who: str
    checklist: Checklist
    unit: str | None = None


class Answered(NamedTuple):
    """The last hand-off of the account went on.

    Attributes:
        away: Days from today.
        who: A first name of the team.
        how: What became of it.
        words: What was missing, or what they were told.
        missing: What was missing, of what was returned.
        person: Who of them was told; None unless it was that.
    """

    away: int
    who: str
    how: How
    words: str = ""
    missing: tuple[Part, ...] = ()
    person: str | None = None


class Referred(NamedTuple):
    """They bring us to somebody, or that went on; later ones are about the same somebody."""

    away: int
    who: str
    stage: Stage
    about: str
    person: str


class Planned(NamedTuple):
    """A step of the plan: of ours, whose by first name; of theirs, whose of their people."""

    away: int
    who: str
    what: str
    side: Side
    whose: str
    due: int


Together = Handed | Answered | Referred | Planned
"""What both seats, or both sides, do together."""
