"""The vocabulary of what they want, what we can, and how close they let us; as in `story`.

Days are counted from the demo's today. `what` and `need` of what answers something are parts of its
words: the last one that has it is meant.
"""

from typing import NamedTuple

from accountdesk.core.insider import Answer, Statement
from accountdesk.core.need import Able, Knew


class Aimed(NamedTuple):
    """What they want to reach: who said it, how they measure it, and by which day."""

    away: int
    who: str
    person: str
    what: str
    measure: str | None = None
    by: int | None = None


class Needed(NamedTuple):
    """What they need, in the words of one of them."""

    away: int
    who: str
    person: str
    what: str


class Answered(NamedTuple):
    """What we can do for them or cannot; `told` is the day on which we said so, None: not yet."""

    away: int
    who: str
    able: Able
    what: str
    need: str
    told: int | None = None


class Knows(NamedTuple):
    """What one of them knew before we told them."""

    away: int
    who: str
    person: str
    how: Knew
    text: str


class Met(NamedTuple):
    """A need is met."""

    away: int
    who: str
    what: str


class Agreed(NamedTuple):
    """They said yes to an aim or a need as we had written it down: who, and in which words."""

    away: int
    who: str
    what: str
    person: str
    words: str


class Let(NamedTuple):
    """Whether they let us in; `touch` is a part of the words of the touch that proves a yes."""

    away: int
    who: str
    statement: Statement
    answer: Answer
    touch: str | None = None


class Spends(NamedTuple):
    """What they spend a year on what we sell, in euros, and where we know it from."""

    away: int
    who: str
    euros: int
    source: str


Want = Aimed | Needed | Answered | Knows | Met | Agreed | Let | Spends
