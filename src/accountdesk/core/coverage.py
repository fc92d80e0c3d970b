"""Coverage: people with whom we have spoken of late, both ways; a copy in a mail is no thread."""

from datetime import date, timedelta

from accountdesk.core.state import AccountState
from accountdesk.core.team import Team


def threads(state: AccountState, team: Team, today: date) -> dict[str, date]:
    """Keys of people with two-way contact in `coverage.days`, and when it was last; by key."""
    since = today - timedelta(team.policy.number("coverage.days"))
    found: dict[str, date] = {}
    for touch in state.touches:  # the oldest first
        if touch.two_way and since < touch.on <= today:
            found |= dict.fromkeys(touch.people, touch.on)
    return dict(sorted(found.items()))
