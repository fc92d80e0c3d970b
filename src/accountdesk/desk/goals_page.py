"""The goals in words, each with its bar: for the screen of targets and for the shell."""

from accountdesk.core.team import Team
from accountdesk.desk import goal_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import next_words
from accountdesk.desk.fitting import LONGEST_BAR
from accountdesk.desk.goals import Goal, Goals, goals_of

GoalsPage = tuple[tuple[str, tuple[str, ...]], ...]
"""Titles with their lines: the focus, each goal, what each seat adds next."""


def goals_page(desk: Desk) -> GoalsPage:
    """The goals that are on, in words."""
    team = desk.team()
    return in_words(desk, team, goals_of(desk, team))


def in_words(desk: Desk, team: Team, found: Goals) -> GoalsPage:
    """Some goals in words."""
    focus = found.focus or f"No focus yet: {desk.program} goals focus TEXT says it."
    ahead = next_words(desk, team, found)
    return ((focus, ()), *(_goal(desk, goal) for goal in found.goals), ("Next", ahead))


def _goal(desk: Desk, goal: Goal) -> tuple[str, tuple[str, ...]]:
    bar = goal_words.bar(goal, LONGEST_BAR)
    lines = ["  ".join(filter(None, (bar, goal_words.goal(goal))))]
    if goal.target is None:
        period = goal.period.text
        lines.append(f"No goal: {desk.program} goals set {goal.word} AMOUNT --period {period}")
    return f"{goal.metric.label} · {goal_words.period(goal)}", tuple(lines)
