"""The desk: focus and goal, what each seat adds next, and the two lists side by side."""

from itertools import islice
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.member import Holds, Seat
from accountdesk.core.team import Team
from accountdesk.desk import goal_words, words
from accountdesk.desk.accounts import SEATS, AccountList, Row, account_list, rows
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import Goal, Goals, goals_of
from accountdesk.store import meta, sources


class DeskPage(NamedTuple):
    """The desk on a day.

    Attributes:
        focus: The team's one thing; None while nobody has said it.
        goal: The goal above the lists.
        next: What each seat adds next, in words.
        lists: The two lists' heads, hunters first.
        rows: The first rows of each list.
        today: The day in words.
        age: How old the data is, in words.
        me: Who is at the desk, in words.
    """

    focus: str | None
    goal: Goal
    next: tuple[str, ...]
    lists: tuple[AccountList, ...]
    rows: tuple[tuple[Row, ...], ...]
    today: str
    age: str
    me: str


def desk_page(desk: Desk, most: int) -> DeskPage:
    """The desk, with at most so many rows of each list."""
    desk.settle()
    team = desk.team()
    goals = goals_of(desk)
    return DeskPage(
        focus=goals.focus,
        goal=goals.goals[0],
        next=next_words(desk, team, goals),
        lists=tuple(account_list(desk, seat) for seat in SEATS),
        rows=tuple(tuple(islice(rows(desk, seat), most)) for seat in SEATS),
        today=words.full(desk.today),
        age=age(desk),
        me=_me(desk, team),
    )


def next_words(desk: Desk, team: Team, goals: Goals) -> tuple[str, ...]:
    """What each seat adds next, hunters first."""
    labels = dict(zip(SEATS, team.policy.words("seats.labels"), strict=True))
    return tuple(
        goal_words.ahead(labels[seat], found, desk.today)
        if (found := goals.next[seat]) is not None
        else f"{labels[seat]}: no {'decision' if seat is Seat.HUNTER else 'renewal'} has a day"
        for seat in SEATS
    )


def age(desk: Desk) -> str:
    """How old the facts are: by the source that was read the longest ago.

    A desk that is pinned to a day says the day on which it was read: no clock goes with it.
    """
    read = sources.read_sources(desk.store)
    if not read:
        return "no source read"
    oldest = min(read, key=lambda source: source.at)
    if meta.is_pinned(desk.store):
        return f"{oldest.key} read {words.day(day_of(oldest.at), desk.today)}"
    return f"{oldest.key} read {words.ago(desk.clock() - oldest.at)}"


def _me(desk: Desk, team: Team) -> str:
    member = team.who(desk.claim)
    if member is None:
        return f"{desk.claim}, nobody yet"
    holds = "" if member.seat is None else f", {member.seat.value}"
    return member.name + (", hunter and farmer" if member.seat is Holds.BOTH else holds)
