"""Who is away today, and who covers for them."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.team import Team
from accountdesk.core.text import folded
from accountdesk.desk import words


class Away(NamedTuple):
    """A member who is away today: until when, in words, and who covers; empty: nobody."""

    name: str
    until: str
    cover: str

    @property
    def whole(self) -> str:
        """`Mei Tan until Wed 9 Dec (Ben Ode covers)`."""
        return f"{self.name} until {self.until} ({self.cover or 'nobody'} covers)"

    @property
    def short(self) -> str:
        """`Mei (Ben)`, for little room."""
        return f"{_first(self.name)} ({_first(self.cover) or 'no cover'})"


def _first(name: str) -> str:
    return next(iter(name.split()), name)


def away_now(team: Team, today: date) -> tuple[Away, ...]:
    """Who is away today, by name."""
    keys = dict.fromkeys(one.member for one in team.absences if one.first <= today <= one.last)
    found = []
    for key in keys:
        gone, cover = team.away(key, today), team.stand_in(key, today)
        if gone is not None and team.who(key) is not None:
            until = words.day(gone.last, today)
            found.append(Away(team.name_of(key), until, "" if cover is None else cover.name))
    return tuple(sorted(found, key=lambda one: folded(one.name)))
