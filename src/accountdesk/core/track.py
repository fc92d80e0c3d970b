"""Track: on which side an account is treated, relational or transactional, on purpose.

Four questions say which side fits: is it strategic, is it large, is it risky, can outcomes vary
widely? *In the middle* is an account whose treatment, or whose answers, contradict its track.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from accountdesk.core import touchpoint
from accountdesk.core.account import AccountFact, holders
from accountdesk.core.by_hand import OUTGOING
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told
from accountdesk.core.policy import Policy
from accountdesk.core.touchpoint import Kind, Manner, Touch


class Track(StrEnum):
    """The two ways to treat an account; the middle is not one of them."""

    RELATIONAL = "relational"
    TRANSACTIONAL = "transactional"


class Answer(StrEnum):
    """An answer to one of the four questions."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@kind("track")
class TrackSaid(NamedTuple):
    """The team's choice for one account, and why; the last word wins.

    Attributes:
        track: The side; None: the team's, whatever that is.
        reason: Why, in the words that were used.
        strategic: Whether the decision is strategic for them or us.
        large: Whether it takes large investments.
        risky: Whether much is at risk.
        varying: Whether outcomes vary widely with the approach.
    """

    track: Track | None = None
    reason: str | None = None
    strategic: Answer = Answer.UNKNOWN
    large: Answer = Answer.UNKNOWN
    risky: Answer = Answer.UNKNOWN
    varying: Answer = Answer.UNKNOWN

    @property
    def proposes(self) -> Track | None:
        """The side for which the answers speak; None: they do not say.

        Two of four reasons for a relation are enough, and three times no is enough for none.
        """
        answers = (self.strategic, self.large, self.risky, self.varying)
        if answers.count(Answer.YES) >= 2:
            return Track.RELATIONAL
        return Track.TRANSACTIONAL if answers.count(Answer.NO) >= 3 else None


class Chosen(NamedTuple):
    """On which side an account is treated, and how that came to be.

    Attributes:
        track: The side.
        is_own: Whether it was chosen for this account, by the team or a field of a source; else it
            is the team's.
        said: The team's last word on it; None: it never spoke.
        entry: The entry that says it; None as above.
        by: The raw claim of who said it; empty as above.
    """

    track: Track
    is_own: bool = False
    said: TrackSaid | None = None
    entry: EntryId | None = None
    by: str = ""


FIELD = "track"
"""The field of a source that says it."""


def chosen(facts: Sequence[AccountFact], told: Told, policy: Policy) -> Chosen:
    """The account's own track, by the team's word or a source's field; else the team's."""
    own: Track | None = None
    last: tuple[TrackSaid | None, EntryId | None, str] = (None, None, "")
    words = [fact.fields.get(FIELD) for fact in sorted(facts, key=lambda fact: fact.key)]
    said = told.of(TrackSaid)
    if said:
        entry, body = said[-1]
        own, last, words = body.track, (body, entry.id, entry.by), []
        there = holders(facts, told).get(FIELD)
        if there is not None and there[0].covers(entry):
            own, words = None, [there[1].fields.get(FIELD)]
    found = [word.strip().casefold() for word in words if word is not None]
    own = own or next((one for one in Track if one.value in found), None)
    return Chosen(own or teams(policy), own is not None, *last)


def teams(policy: Policy) -> Track:
    """The side that the team has picked for every account that does not differ."""
    return Track(policy.text("track") or Track.RELATIONAL)


class Against(StrEnum):
    """What contradicts a track."""

    MACHINES = "only automated"
    SILENT = "nobody spoke with them"
    VISITS = "visited like a relation"
    ANSWERS = "the answers speak for the other side"


ENOUGH_VISITS = 3
"""Meetings and visits in `coverage.days` that no transaction needs."""

TIMES_SILENT = 3
"""So many times the cadence without a conversation is no relation any more."""


def against(
    chosen: Chosen, touches: Sequence[Touch], policy: Policy, today: date
) -> tuple[Against, ...]:
    """What contradicts an account's track on a day; nothing where nothing is known.

    Relational: all that went out in `coverage.days` was automated, or the last conversation was
    more than `TIMES_SILENT` cadences ago. Transactional: `ENOUGH_VISITS` meetings and visits.
    """
    return tuple(_against(chosen, touches, policy, today))


def _against(
    chosen: Chosen, touches: Sequence[Touch], policy: Policy, today: date
) -> Iterator[Against]:
    lately = _since(touches, today - timedelta(policy.number("coverage.days")), today)
    if chosen.track is Track.RELATIONAL:
        manners = {touch.manner for touch in lately if touch.direction in OUTGOING}
        if manners == {Manner.AUTOMATED} and not any(touch.two_way for touch in lately):
            yield Against.MACHINES
        silent_from = _silent_from(touches, policy, today)
        if silent_from is not None and silent_from <= today:
            yield Against.SILENT
    elif visits(touches, policy, today) >= ENOUGH_VISITS:
        yield Against.VISITS
    proposed = None if chosen.said is None else chosen.said.proposes
    if proposed not in (None, chosen.track):
        yield Against.ANSWERS


def _since(touches: Sequence[Touch], first: date, last: date) -> list[Touch]:
    """Those after a day and by another one, the newest first; `touches` are ordered by day."""
    newest = takewhile(lambda touch: touch.on > first, reversed(touches))
    return [touch for touch in newest if touch.on <= last]


def visits(touches: Sequence[Touch], policy: Policy, today: date) -> int:
    """How many meetings and visits there were in `coverage.days`."""
    since = today - timedelta(policy.number("coverage.days"))
    return sum(_is_visit(touch) for touch in _since(touches, since, today))


def _is_visit(touch: Touch) -> bool:
    return touch.kind in (Kind.MEETING, Kind.VISIT) and not touch.no_answer


def _silent_from(touches: Sequence[Touch], policy: Policy, today: date) -> date | None:
    cadence = policy.cadence(Track.RELATIONAL)
    spoken = touchpoint.last_two_way(touches, today)
    if cadence is None or spoken is None:
        return None
    return spoken.on + timedelta(TIMES_SILENT * cadence + 1)


def turning_days(
    chosen: Chosen, touches: Sequence[Touch], policy: Policy, today: date
) -> Iterator[date]:
    """Days on which something may begin or end to contradict the track; too many do no harm."""
    days = timedelta(policy.number("coverage.days"))
    ahead = [touch.on for touch in touches if touch.on > today]
    yield from ahead
    yield from (on + days for on in ahead)
    cadence = policy.cadence(Track.RELATIONAL)
    if cadence is not None:
        talks = (touch.on for touch in touches if touch.on > today and touch.two_way)
        yield from (on + timedelta(TIMES_SILENT * cadence + 1) for on in talks)
    if chosen.track is Track.TRANSACTIONAL:
        yield from (touch.on + days for touch in touches if _is_visit(touch))
        return
    spoken = touchpoint.last_two_way(touches, today)
    if spoken is not None:
        yield spoken.on + days
    out = [touch for touch in touches if touch.direction in OUTGOING]
    if any(touch.manner is Manner.AUTOMATED for touch in out):
        # The last one of each manner by now: what came before it has no say.
        last = {touch.manner: touch.on for touch in out if touch.on <= today}
        yield from (on + days for on in last.values())
    silent_from = _silent_from(touches, policy, today)
    if silent_from is not None:
        yield silent_from
