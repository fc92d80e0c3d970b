"""Track: on which side an account is treated, relational or transactional, on purpose."""

from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.entry import kind
from accountdesk.core.liveness import Told
from accountdesk.core.policy import Policy


class Track(StrEnum):
    """The two ways to treat an account; the middle is not one of them."""

    RELATIONAL = "relational"
    TRANSACTIONAL = "transactional"


@kind("track")
class TrackSaid(NamedTuple):
    """The team's choice for one account, and why; the last word wins."""

    track: Track
    reason: str | None = None


def track(told: Told, policy: Policy) -> Track:
    """The account's own track, else the team's."""
    own = [body.track for _, body in told.of(TrackSaid)]
    return own[-1] if own else Track(policy.text("track") or Track.RELATIONAL)
