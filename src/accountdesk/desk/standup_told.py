"""The stand-up for those who are not in it: what changed since a day, account by account."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotUnderstood
from accountdesk.desk import words
from accountdesk.desk.away import away_now
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import day_typed
from accountdesk.desk.open import beginning
from accountdesk.desk.standup import MOST_IN_ALL, MOST_STOPS, walk
from accountdesk.desk.standup_stop import Stop, stop
from accountdesk.desk.standup_stops import day_before, day_there, stops
from accountdesk.desk.standup_summary import learned, moved, named_goal


class Told(NamedTuple):
    """What changed since a day.

    Attributes:
        today: The day in words.
        since: The first day of what changed.
        was_away: Whether it reaches back because whoever is at the desk was away.
        focus: The team's one thing; None while nobody has said it.
        goal: The goal in words.
        away: Who is away and who covers, in words.
        stops: The accounts; since a day that was named only those with which anything changed.
        still: Names of the others, which call although nothing has changed.
        more: How many more there are.
        moved: What moved the goal, in words.
        learned: What was learned, with the account's name.
    """

    today: str
    since: date
    was_away: bool
    focus: str | None
    goal: str
    away: tuple[str, ...]
    stops: tuple[Stop, ...]
    still: tuple[str, ...]
    more: int
    moved: tuple[str, ...]
    learned: tuple[str, ...]

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "since": self.since.isoformat(),
            "focus": self.focus,
            "goal": self.goal,
            "away": list(self.away),
            "stops": [one.data for one in self.stops],
            "still": list(self.still),
            "more": self.more,
            "moved": list(self.moved),
            "learned": list(self.learned),
        }


def told(desk: Desk, since: str | None = None) -> Told:
    """What changed since a day; it begins no stand-up, and folds nothing.

    Without a day that is the last working day, or the last one on which whoever is at the desk was
    there, and no more than a stand-up stops at; with one it is up to `MOST_IN_ALL`.

    Raises:
        NotUnderstood: The day cannot be read, or has not passed.
    """
    team, me = desk.team(), desk.me()
    usual = day_before(desk.today, team)
    day = usual if me is None else day_there(desk.today, team, me)
    if since is not None:
        day = day_typed(desk, since, past=True)
        if day > desk.today:
            raise NotUnderstood(f"{words.full(day)} is still to come. Name a day that has passed.")
    found, most = stops(desk, team, day), MOST_STOPS if since is None else MOST_IN_ALL
    now = walk(desk)
    if since is None and now is not None and now.since == day:  # what the others talk about first
        found = [*dict.fromkeys((*(AccountKey(key) for key in now.accounts if key), *found))]
        most = now.size
    read = [one for key in found[:most] if (one := stop(desk, team, key, day)) is not None]
    shown = {one.key: one for one in read}.values()
    return Told(
        today=words.full(desk.today),
        since=day,
        was_away=since is None and day != usual,
        focus=team.focus,
        goal=named_goal(desk, team),
        away=tuple(one.whole for one in away_now(team, desk.today)),
        stops=tuple(one for one in shown if since is None or one.changed),
        still=tuple(one.name for one in shown if since is not None and not one.changed),
        more=max(0, len(found) - most),
        moved=moved(desk, day),
        learned=learned(desk, team, beginning(desk, day)),
    )
