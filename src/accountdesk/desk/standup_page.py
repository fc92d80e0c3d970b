"""The stand-up as it is now: where it is, what stands above each stop, and its summary."""

from datetime import date
from typing import NamedTuple

from accountdesk.desk.away import Away, away_now
from accountdesk.desk.desk import Desk
from accountdesk.desk.fitting import away_line, short_goal_line
from accountdesk.desk.goals import Goal, goals_of
from accountdesk.desk.standup import Walk, go, walk
from accountdesk.desk.standup_stop import Parts, Stop, stop
from accountdesk.desk.standup_summary import Summary, summary


class StandupPage(NamedTuple):
    """The stand-up as it is now.

    Attributes:
        walk: Where it is.
        focus: The team's one thing; None while nobody has said it.
        goal: The goal that both seats share.
        away: Who is away and who covers.
        member: Whose stop it is, where it walks members; empty otherwise.
        stop: The account; None at a stop without one, where it was taken back meanwhile, and at
            the summary.
        summary: What came of it; None before its end.
        today: The day.
    """

    walk: Walk
    focus: str | None
    goal: Goal
    away: tuple[Away, ...]
    member: str
    stop: Stop | None
    summary: Summary | None
    today: date

    @property
    def title(self) -> str:
        """`3/12 · Globex Labs`, `3/12 · Ana Ruiz · Globex Labs`, `Summary`: where it is."""
        if self.summary is not None:
            return "Summary"
        name = "" if self.stop is None else self.stop.name
        place = f"{self.walk.at + 1}/{self.walk.size}"
        nobody = "nobody there has it" if any(self.walk.members) and not self.member else ""
        return " · ".join(filter(None, (place, self.member or nobody, name)))

    @property
    def parts(self) -> Parts:
        """What is told there."""
        if self.summary is not None:
            return self.summary.parts[1:]  # what it begins with stands above
        if self.stop is None:
            is_gone = bool(self.walk.accounts[self.walk.at])
            return ((GONE if is_gone else NOTHING_OF.format(self.member), ()),)
        return ((self.stop.whose, ()), *self.stop.parts)


NOTHING_OF = "Nothing of what {} holds has changed or is due. Is anything in the way?"
GONE = "This account is not here any more: what was said of it was taken back."


def standup_page(desk: Desk) -> StandupPage | None:
    """The stand-up of today, where it is now; None if none was begun. It folds nothing."""
    now = walk(desk)
    if now is None:
        return None
    team = desk.team()
    goals = goals_of(desk, team)
    at_stop = now.at < now.size
    member = now.members[now.at] if at_stop else ""
    key = now.accounts[now.at] if at_stop else ""
    return StandupPage(
        walk=now,
        focus=goals.focus,
        goal=goals.goals[0],
        away=away_now(team, desk.today),
        member=team.name_of(member) if member else "",
        stop=stop(desk, team, key, now.since) if key else None,
        summary=None if at_stop else summary(desk),
        today=desk.today,
    )


def go_on(desk: Desk, seen: Walk, by: int) -> StandupPage | None:
    """Go so many stops on, and read where it is then, in one piece of work.

    Raises:
        StoreError: It could not be kept.
    """
    go(desk, seen, by)
    return standup_page(desk)


def head(page: StandupPage, cells: int) -> tuple[str, str, str]:
    """Three lines above each stop: the focus, the goal with its bar, and who is away."""
    return (
        page.focus or "No focus yet",
        short_goal_line(page.goal, cells),
        away_line(page.away, cells, cells) or "nobody is away",
    )
