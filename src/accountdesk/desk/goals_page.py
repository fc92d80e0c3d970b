"""The goals in words, each with its bar: for the screen of targets and for the shell."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.by_hand import ByHand
from accountdesk.core.concerns import Concern
from accountdesk.core.period import Period, quarters_until
from accountdesk.core.team import Team
from accountdesk.desk import goal_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import next_words
from accountdesk.desk.fitting import LONGEST_BAR
from accountdesk.desk.formats import number
from accountdesk.desk.goals import Goal, Goals, goals_of
from accountdesk.store import goals

GoalsPage = tuple[tuple[str, tuple[str, ...]], ...]
"""Titles with their lines: the focus, each goal, what each seat adds next."""


class How(NamedTuple):
    """What says a focus and what sets a goal, in words; of a goal `{}` is its metric and period."""

    focus: str
    goal: str


def by_command(desk: Desk) -> How:
    """How it is done in the shell."""
    goal = f"{desk.program} goals set {{}} AMOUNT --period {{}}"
    return How(f"{desk.program} goals focus TEXT says it", f"{goal} sets it")


def goals_page(desk: Desk, how: How) -> GoalsPage:
    """The goals that are on, in words."""
    team = desk.team()
    return in_words(desk, team, goals_of(desk, team), how)


def in_words(desk: Desk, team: Team, found: Goals, how: How) -> GoalsPage:
    """Some goals in words."""
    focus = found.focus or f"No focus yet: {how.focus}."
    ahead = next_words(desk, team, found)
    first, made = made_of_late(desk, team)
    by_hand = (f"What went out since {words.full(first)}", (goal_words.made(made),))
    about = ("What contacts were about", tuple(_about(desk, team)))
    each = (_goal(goal, how) for goal in found.goals)
    return ((focus, ()), *each, ("Next", ahead), by_hand, about)


def made_of_late(desk: Desk, team: Team) -> tuple[date, ByHand]:
    """How the team turned to customers in `coverage.days`, and since when that is."""
    first = desk.today - timedelta(team.policy.number("coverage.days") - 1)
    return first, goals.made(desk.store, first, desk.today)


QUARTERS = 4
"""So many quarters are told of what contacts were about, the running one among them."""


class AboutThen(NamedTuple):
    """What contacts of the team were about in some days; of all others it is unknown.

    Attributes:
        days: A quarter, or days without a name.
        found: How many contacts were about what.
    """

    days: Period
    found: Mapping[Concern, int]

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        counts = {one.value: self.found.get(one, 0) for one in Concern}
        return {
            "quarter": self.days.text or None,
            "first": self.days.first.isoformat(),
            "last": self.days.last.isoformat(),
            **counts,
        }


def about_of_late(desk: Desk, team: Team) -> tuple[AboutThen, ...]:
    """What contacts were about in `coverage.days`, then by quarter, the latest first."""
    first = desk.today - timedelta(team.policy.number("coverage.days") - 1)
    spans = (
        Period("", first, desk.today),
        *quarters_until(desk.today, QUARTERS, team.policy.number("fiscal_start")),
    )
    return tuple(
        AboutThen(one, goals.concerned(desk.store, one.first, min(one.last, desk.today)))
        for one in spans
    )


def _about(desk: Desk, team: Team) -> Iterator[str]:
    late, *quarters = about_of_late(desk, team)
    said = "nobody has recorded what they were about"
    if late.found:
        said = f"{_counts(late.found)}; what all others were about is unknown"
    yield f"since {words.full(late.days.first)}: {said}"
    for one in quarters:
        if one.found:
            yield f"{one.days.text}: {_counts(one.found)}"


def _counts(found: Mapping[Concern, int]) -> str:
    """`30 care, 12 advice, 4 order`."""
    return ", ".join(
        f"{number(found.get(one, 0))} {one.value}"
        for one in (Concern.CARE, Concern.ADVICE, Concern.ORDER)
    )


def _goal(goal: Goal, how: How) -> tuple[str, tuple[str, ...]]:
    bar = goal_words.bar(goal, LONGEST_BAR)
    lines = ["  ".join(filter(None, (bar, goal_words.goal(goal))))]
    if goal.target is None:
        lines.append(f"No goal yet: {how.goal.format(goal.word, goal.period.text)}.")
    return f"{goal.metric.label} · {goal_words.period(goal)}", tuple(lines)
