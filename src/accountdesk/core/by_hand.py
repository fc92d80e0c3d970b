"""By hand, automated, unknown: how we turn to customers, and what machines wrote into the void.

The by-hand share is what was made by hand of all touches that went out; what nobody knows stays
unknown and is never guessed. An automated touch is unanswered if nothing came from them within
`ANSWER_DAYS` after it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.touchpoint import ANSWER_DAYS, TALKS, Direction, Manner, Touch

OUTGOING = (Direction.OUT, Direction.BOTH)
_INCOMING = (Direction.IN, Direction.BOTH)


class ByHand(NamedTuple):
    """How often we turned to them in some days, by how it was made.

    Attributes:
        by_hand: By a person, for them.
        automated: By a machine, for many.
        unknown: Nobody has said.
        unanswered: Automated ones that turned out unanswered in these days.
    """

    by_hand: int = 0
    automated: int = 0
    unknown: int = 0
    unanswered: int = 0

    @property
    def outgoing(self) -> int:
        """All touches that went out."""
        return self.by_hand + self.automated + self.unknown


def by_hand(touches: Sequence[Touch], first: date, last: date) -> ByHand:
    """How we turned to them from one day to another, both among them. `touches`: by day."""
    made = Counter(
        touch.manner
        for touch in touches
        if first <= touch.on <= last and touch.direction in OUTGOING
    )
    silent = sum(first <= on <= last for on in unanswered(touches))
    return ByHand(made[Manner.BY_HAND], made[Manner.AUTOMATED], made[Manner.UNKNOWN], silent)


def unanswered(touches: Sequence[Touch]) -> Iterator[date]:
    """For each automated touch without an answer the day on which that was plain."""
    answers = [
        touch.on
        for touch in touches
        if touch.direction in _INCOMING or (touch.kind in TALKS and touch.two_way)
    ]
    for touch in touches:
        if touch.manner is Manner.AUTOMATED and touch.direction is Direction.OUT:
            end = touch.on + timedelta(ANSWER_DAYS)
            at = bisect_left(answers, touch.on)
            if at == len(answers) or answers[at] > end:
                yield end


def days(touches: Sequence[Touch]) -> Iterator[tuple[Manner | None, date, int]]:
    """How often each way was taken on each day; None: unanswered, on the day that was plain."""
    made = Counter((touch.manner, touch.on) for touch in touches if touch.direction in OUTGOING)
    silent = Counter(unanswered(touches))
    yield from ((manner, on, n) for (manner, on), n in made.items())
    yield from ((None, on, n) for on, n in silent.items())
