"""The goals in words, each with its bar: for the screen of targets and for the shell."""

from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.by_hand import ByHand
from accountdesk.core.concerns import Concern
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
    about = (f"What contacts were about since {words.full(first)}", (_about(desk, first),))
    each = (_goal(goal, how) for goal in found.goals)
    return ((focus, ()), *each, ("Next", ahead), by_hand, about)


def made_of_late(desk: Desk, team: Team) -> tuple[date, ByHand]:
    """How the team turned to customers in `coverage.days`, and since when that is."""
    first = desk.today - timedelta(team.policy.number("coverage.days") - 1)
    return first, goals.made(desk.store, first, desk.today)


def _about(desk: Desk, first: date) -> str:
    """`30 care, 12 advice, 4 order; …`: of all accounts together, never of a member."""
    found = goals.concerned(desk.store, first, desk.today)
    if not found:
        return "nobody has recorded what they were about"
    said = ", ".join(
        f"{number(found.get(one, 0))} {one.value}"
        for one in (Concern.CARE, Concern.ADVICE, Concern.ORDER)
    )
    return f"{said}; what all others were about is unknown"


def _goal(goal: Goal, how: How) -> tuple[str, tuple[str, ...]]:
    bar = goal_words.bar(goal, LONGEST_BAR)
    lines = ["  ".join(filter(None, (bar, goal_words.goal(goal))))]
    if goal.target is None:
        lines.append(f"No goal yet: {how.goal.format(goal.word, goal.period.text)}.")
    return f"{goal.metric.label} · {goal_words.period(goal)}", tuple(lines)
