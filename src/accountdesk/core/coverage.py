"""Coverage: people with whom we have spoken of late, both ways; a copy in a mail is no thread."""

from datetime import date, timedelta

from accountdesk.core.state import AccountState
from accountdesk.core.team import Team


def threads(state: AccountState, team: Team, today: date) -> dict[str, date]:
    """Keys of people with two-way contact in `coverage.days`, and when it was last; by key.

    Who has left the account is no thread to it.
    """
    since = today - timedelta(team.policy.number("coverage.days"))
    found: dict[str, date] = {}
    for touch in state.touches:  # the oldest first
        if touch.two_way and since < touch.on <= today:
            found |= dict.fromkeys(touch.people, touch.on)
    return {key: on for key, on in sorted(found.items()) if not state.relations.gone(key, today)}


def nameless_on(state: AccountState, team: Team, today: date) -> date | None:
    """The last day in `coverage.days` on which we spoke and nobody says with whom; None: none."""
    since = today - timedelta(team.policy.number("coverage.days"))
    found = [touch.on for touch in state.touches if touch.two_way and not touch.people]
    return max((on for on in found if since < on <= today), default=None)


def is_unknown(state: AccountState, team: Team, today: date) -> bool:
    """Whether nobody knows how many we speak with: one at most is named, and others were not."""
    return nameless_on(state, team, today) is not None and len(threads(state, team, today)) < 2
