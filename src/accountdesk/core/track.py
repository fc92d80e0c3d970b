"""Track: on which side an account is treated, relational or transactional, on purpose."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.account import AccountFact, holders
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


FIELD = "track"
"""The field of a source that says it."""


def track(facts: Sequence[AccountFact], told: Told, policy: Policy) -> Track:
    """The account's own track, by the team's word or a source's field; else the team's."""
    said = told.of(TrackSaid)
    if said:
        entry, body = said[-1]
        there = holders(facts, told).get(FIELD)
        if there is None or not there[0].covers(entry):
            return body.track
        words = [there[1].fields.get(FIELD)]
    else:
        words = [fact.fields.get(FIELD) for fact in sorted(facts, key=lambda fact: fact.key)]
    found = [word.strip().casefold() for word in words if word is not None]
    own = next((one for one in Track if one.value in found), None)
    return own or Track(policy.text("track") or Track.RELATIONAL)
