"""A stop of the stand-up: one account, what changed there, what is in its way, and who has it."""

from datetime import date
from functools import partial
from typing import NamedTuple

from accountdesk.core.blocker import open_blockers
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.core.next_step import open_steps
from accountdesk.core.quotes import aged
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import goal_words, promise_words, words
from accountdesk.desk.accounts import Row, row_of
from accountdesk.desk.away import away_now
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import Goal, goals_of
from accountdesk.desk.open import beginning
from accountdesk.desk.standup import Walk, walk
from accountdesk.desk.standup_changes import Since, changes, in_lines
from accountdesk.desk.standup_summary import Summary, summary
from accountdesk.store import joined, journal, projections
from accountdesk.store.steps import rows_of

Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Titles with their lines."""

MOST_PROMISES = 6
"""Open promises of an account that a stop tells."""


class Stop(NamedTuple):
    """One account of a stand-up.

    Attributes:
        key: What it goes by.
        name: As it was written; faces clean it.
        whose: Who holds each seat, and who covers, in words.
        rows: Its row in each list in which it stands, hunters first.
        parts: Why it needs us, what changed, what is in its way, and what is next.
        data: The same for programs.
    """

    key: AccountKey
    name: str
    whose: str
    rows: dict[Seat, Row]
    parts: Parts
    data: dict[str, object]


class StandupPage(NamedTuple):
    """The stand-up as it is now.

    Attributes:
        walk: Where it is.
        focus: The team's one thing; None while nobody has said it.
        goal: The goal that both seats share.
        away: Who is away and who covers, in words; empty if nobody is.
        member: Whose stop it is, where it walks members; empty otherwise.
        stop: The account; None at a stop without one, and at the summary.
        summary: What came of it; None before its end.
        today: The day.
    """

    walk: Walk
    focus: str | None
    goal: Goal
    away: tuple[str, ...]
    member: str
    stop: Stop | None
    summary: Summary | None
    today: date

    @property
    NOTHING_OF = "Nothing of what {} holds has changed or is due. Is anything in the way?"
