"""What passed between a customer and us, as they lived it: touches, waits, silence.

Unknown stays unknown: where nobody knows who turned to whom, nobody is said to have waited, and a
claim that is no known member's is nobody else's face.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from accountdesk.core.lived import Silent, Touched, Waited
from accountdesk.core.member import MemberKey
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import TALKS, WRITTEN, Direction, Kind, Manner, Touch
from accountdesk.core.working_days import WorkingDays, add_working_days

PATIENCE = 1
"""Working days within which an answer is none that somebody waited for."""

FEW_DAYS = 5
"""Days, the first and the last one counted, in which several of ours are told as several."""

USUAL_CADENCE = 30
"""Days without a conversation that are a silence on a track that has no cadence."""

_THEIR_WORDS = frozenset({Kind.PRAISE, Kind.COMPLAINT})
_ONE_TURNS = WRITTEN | {Kind.CALL, Kind.CHAT}
"""What one of us does alone; where they meet, others may come along."""


def direction(touch: Touch) -> Direction:
    """Who turned to whom; praise and complaints of which nobody says it are theirs."""
    if touch.kind in _THEIR_WORDS and touch.direction is Direction.UNKNOWN:
        return Direction.IN
    # Nobody was there for whom? Where it is not said, for us: that is what `no answer` means.
    if touch.no_answer and touch.direction is not Direction.IN:
        return Direction.OUT
    return touch.direction


def touched(found: Iterable[Touch], team: Team) -> Iterator[Touched]:
    """Each touch that they lived through, the oldest first; our own notes are none.

    Args:
        found: Touches, the oldest first; the days before the first one that is told say who else
            had turned to them.
        team: Which claims are whose.
    """
    faces: dict[MemberKey, date] = {}
    for touch in found:
        if touch.kind is Kind.NOTE:
            continue
        one = Touched(
            on=touch.on,
            entry=touch.key,
            kind=touch.kind,
            direction=direction(touch),
            manner=touch.manner,
            missed=touch.no_answer,
            ours=touch.by,
            theirs=touch.people,
            time=touch.time,
            words=touch.text if touch.kind in _THEIR_WORDS else "",
        )
        yield _among_faces(one, faces, team)


def _among_faces(touch: Touched, faces: dict[MemberKey, date], team: Team) -> Touched:
    """The touch, and whether another one of us comes soon after others; `faces` remembers."""
    turns = touch.direction is Direction.OUT and touch.kind in _ONE_TURNS
    member = None if touch.ours is None else team.who(touch.ours)
    if not turns or member is None or touch.manner is Manner.AUTOMATED:
        return touch
    first = touch.on - timedelta(days=FEW_DAYS - 1)
    near = {key: on for key, on in faces.items() if on >= first}
    faces[member.key] = touch.on
    if not near or member.key in near:
        return touch
    days = (touch.on - min(near.values())).days + 1
    return touch._replace(nth=len(near) + 1, within=days)


class _Asked(NamedTuple):
    """What waits for an answer: what they turned to us with first, and how often they did."""

    first: Touch
    times: int


def waited(found: Iterable[Touch], workdays: WorkingDays, today: date) -> Iterator[Waited]:
    """Each wait for an answer of ours that was longer than it should be, and the one that goes on.

    Args:
        found: Touches, the oldest first; what they asked before is not known.
        workdays: Days on which the team works.
        today: None of the touches is later.
    """
    asked: _Asked | None = None
    for on, group in groupby(found, key=lambda touch: touch.on):
        those = [touch for touch in group if touch.manner is not Manner.AUTOMATED]
        asks = [touch for touch in those if _asks(touch)]
        answers = [touch for touch in those if not _asks(touch) and _may_answer(touch)]
        if asked is not None and answers:
            if any(map(_answers, answers)):
                yield from _long(asked, on, workdays, still=False)
            asked = None
        # An answer of that day, unless its hour says that it came before.
        open_ = [ask for ask in asks if not any(_is_behind(one, ask) for one in answers)]
        if open_ or asked is not None:
            first = open_[0] if asked is None else asked.first
            asked = _Asked(first, len(open_) + (0 if asked is None else asked.times))
    if asked is not None:
        yield from _long(asked, today, workdays, still=True)


def _asks(touch: Touch) -> bool:
    """Whether they turned to us and wait for an answer."""
    if direction(touch) is not Direction.IN:
        return False
    return (
        touch.kind in WRITTEN
        or touch.kind is Kind.COMPLAINT
        or (touch.kind in TALKS and touch.no_answer)
    )


def _may_answer(touch: Touch) -> bool:
    """Whether it was an answer, or may have been one, for all that is known."""
    return touch.kind is not Kind.NOTE and (
        _answers(touch) or direction(touch) is Direction.UNKNOWN
    )


def _answers(touch: Touch) -> bool:
    """Whether one of us turned to them, or they reached one of us."""
    return direction(touch) in (Direction.OUT, Direction.BOTH) or (
        touch.kind in TALKS and not touch.no_answer
    )


def _is_behind(answer: Touch, ask: Touch) -> bool:
    return not (answer.time and ask.time and answer.time < ask.time)


def _long(asked: _Asked, on: date, workdays: WorkingDays, *, still: bool) -> Iterator[Waited]:
    first = asked.first
    if add_working_days(first.on, PATIENCE, workdays) < on:
        yield Waited(on, first.key, first.kind, first.on, asked.times, still)


def silent(found: Iterable[Touch], cadence: int | None, today: date) -> Iterator[Silent]:
    """Each time that nobody spoke with them for longer than the cadence, until today.

    Args:
        found: Touches, the oldest first.
        cadence: In days; None: their track has none.
        today: None of the touches is later.
    """
    most = timedelta(days=USUAL_CADENCE if cadence is None else cadence)
    spoken = [touch for touch in found if touch.two_way]
    for before, then in pairwise(spoken):
        if then.on - before.on > most:
            yield Silent(then.on, before.key, before.on, still=False)
    if spoken and today - spoken[-1].on > most:
        yield Silent(today, spoken[-1].key, spoken[-1].on, still=True)
