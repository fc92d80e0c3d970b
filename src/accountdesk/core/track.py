"""Track: on which side an account is treated, relational or transactional, on purpose."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.entry import Said, kind
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


def track(said: Iterable[Said], policy: Policy) -> Track:
    """The account's own track, else the team's; `said` is in `(at, id)` order."""
    chosen = Track(policy.text("track") or Track.RELATIONAL)
    for _, body in said:
        if isinstance(body, TrackSaid):
            chosen = body.track
    return chosen
