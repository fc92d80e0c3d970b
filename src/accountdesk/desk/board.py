"""The wallboard: how the team is doing, for whoever walks by. Names and amounts only if asked for.

Without names nothing here is made from what tells one customer from another: the store is asked for
counts and sums alone.
"""

import os
from datetime import timedelta
from typing import NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.contribution import Flow
from accountdesk.core.errors import AccountDeskError
from accountdesk.core.feeling import Mood
from accountdesk.desk import goal_words, words
from accountdesk.desk.accounts import SEATS, AccountList, Row, account_list, part
from accountdesk.desk.board_stop import BoardStop, board_stop
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import age, next_words
from accountdesk.desk.goals import Goal, goals_now, goals_of
from accountdesk.desk.open import day_of_clock
from accountdesk.store import goals, meta, projections

NEWS_DAYS = 30
"""News of so many days is told, today among them: where deals take months, a week has none."""

MOST_NEWS = 4
MOST_ROWS = 7
"""What can be read from across a room."""


class Target(NamedTuple):
    """A goal as a wall may show it.

    Attributes:
        title: The metric and its period.
        percent: Of the target; None without one.
        pace: How that compares to an even pace, in words, or that there is no target.
        reached: Thousandths of the target, not above 1,000; None without one.
        expected: Thousandths of the target that an even pace would have brought.
        amounts: The amounts in words; None on a wall without names.
        whole: False if there are amounts in other currencies, which are not counted.
    """

    title: str
    percent: int | None
    pace: str
    reached: int | None
    expected: int
    amounts: str | None
    whole: bool


class Board(NamedTuple):
    """What a wall shows.

    Attributes:
        focus: The team's one thing; None while nobody has said it.
        targets: The goals that are on, the one of the shortest period first; at least one.
        lists: Each seat's list with how many accounts each group has, hunters first.
        counted: How much good news the last days have brought, by what it is.
        news: The latest of it in words; empty on a wall without names.
        next: What each seat adds next; empty on a wall without names.
        rows: Of each seat, the most pressing accounts; empty on a wall without names.
        today: The day in words.
        age: How old the data is, in words.
        waits: A sentence if what is shown is not up to date; empty otherwise.
        stop: Where the stand-up is; None if none is on, or none is followed.
        follows: Whether a stand-up is followed.
        at: When it was read, UTC milliseconds.
    """

    focus: str | None
    targets: tuple[Target, ...]
    lists: tuple[AccountList, ...]
    counted: dict[Flow, int]
    news: tuple[str, ...]
    next: tuple[str, ...]
    rows: tuple[tuple[Row, ...], ...]
    today: str
    age: str
    waits: str
    at: int
    stop: BoardStop | None = None
    follows: bool = False


def _unquoted(row: Row) -> Row:
    """A row without what a customer said of how they feel: that is for who works with them."""
    if row.line.word not in tuple(Mood):
        return row
    line = row.line._replace(text="", more="")
    return row._replace(reason=row.line.word, told="", line=line)


def board(desk: Desk, *, names: bool, follow: bool = False) -> Board:
    """The wallboard now; it folds nothing.

    Args:
        desk: The desk.
        names: With names and amounts.
        follow: With the stop of the stand-up that is on.
    """
    team = desk.team()
    since = desk.today - timedelta(NEWS_DAYS - 1)
    shown = Board(
        focus=team.focus,
        targets=tuple(_target(found, names=names) for found in _wanted(goals_now(desk, team))),
        lists=tuple(account_list(desk, team, seat) for seat in SEATS),
        counted=goals.counted(desk.store, since, desk.today),
        news=(),
        next=(),
        rows=(),
        today=words.full(desk.today),
        age=age(desk, named=names),
        waits=_waits(desk),
        at=desk.clock(),
        stop=board_stop(desk, team, names=names) if follow else None,
        follows=follow,
    )
    if not names:
        return shown
    return shown._replace(
        news=tuple(
            goal_words.news(found, desk.today)
            for found in goals.given(desk.store, since, desk.today, MOST_NEWS)
        ),
        next=next_words(desk, team, goals_of(desk, team)),
        rows=tuple(
            tuple(_unquoted(row) for row in part(desk, seat).rows if row.group <= Group.DUE)[
                :MOST_ROWS
            ]
            for seat in SEATS
        ),
    )


def why_not(desk: Desk, error: Exception) -> str:
    """Why the board cannot be read, in a sentence for a wall: it names no folder of anybody."""
    if not os.path.exists(desk.store.path):
        return "its store is not there"
    if not isinstance(error, AccountDeskError):  # a damaged store, or one of another kind
        return f"its store makes no sense to this program ({type(error).__name__})"
    return str(error).replace(desk.store.path, "its store").partition(". ")[0].rstrip(".")


def _wanted(found: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Those with a target; if there is none, the first."""
    return tuple(goal for goal in found if goal.target is not None) or found[:1]


def _target(found: Goal, *, names: bool) -> Target:
    title = f"{found.metric.label} {goal_words.period(found)}"
    amounts = goal_words.goal(found) if names else None
    whole = not found.others
    if found.target is None or found.pace is None:
        return Target(title, None, "no target yet", None, 0, amounts, whole)
    return Target(
        title,
        found.pace.percent,
        goal_words.where(found.pace),
        max(0, min(1000, found.value * 1000 // found.target)),
        found.pace.expected * 1000 // found.target,
        amounts,
        whole,
    )


def _waits(desk: Desk) -> str:
    """Who only reads moves no day and folds nothing: it says what nobody has done yet."""
    if not meta.is_pinned(desk.store) and desk.today < day_of_clock(desk):
        return f"As of {words.full(desk.today)}: no desk was opened since."
    if projections.due(desk.store, desk.today):
        return "Some accounts are still being read in."
    return ""
