"""The desk: focus and goal, what each seat adds next, and the two lists side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.member import Holds, Member, Seat
from accountdesk.core.team import Team
from accountdesk.desk import goal_words, words
from accountdesk.desk.accounts import AHEAD, SEATS, AccountList, Near, Part, account_list, part
from accountdesk.desk.away import Away, away_now
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import Goal, Goals, goals_of
from accountdesk.desk.view import View
from accountdesk.store import meta, sources
from accountdesk.store.outbox import counts


class DeskPage(NamedTuple):
    """The desk on a day.

    Attributes:
        focus: The team's one thing; None while nobody has said it.
        goal: The goal above the lists.
        next: What each seat adds next, in words.
        lists: The two lists' heads, hunters first.
        parts: The rows of each list that were asked for.
        view: What the lists show; `mine` only where somebody is known to be here.
        today: The day in words.
        pinned: Whether that is another day than the clock's, because it was asked for.
        age: How old the data is, in words, behind what waits to be sent.
        away: Who is away today, and who covers.
        me: Who is at the desk, in words.
        known: Whether that is a member.
        seat: The list that is theirs; None: both, or nobody knows.
        noted: Whether they have written a note on the desk.
        keeps: Whether anything can be recorded here.
        program: As in `Desk`.
    """

    focus: str | None
    goal: Goal
    next: tuple[str, ...]
    lists: tuple[AccountList, ...]
    parts: tuple[Part, ...]
    view: View
    today: str
    pinned: bool
    age: str
    away: tuple[Away, ...]
    me: str
    known: bool
    seat: Seat | None
    noted: bool
    keeps: bool
    program: str

    @property
    def is_empty(self) -> bool:
        """Whether it has no account at all."""
        return not any(listed.whole for listed in self.lists)


def desk_page(
    desk: Desk,
    near: Sequence[Near | None] = (None, None),
    *,
    view: View = View(),  # noqa: B008  # immutable
    many: int = AHEAD,
) -> DeskPage:
    """The desk, each list around an account of it, or from its top. It folds nothing.

    Args:
        desk: The desk.
        near: For each list, the account that a reader stands on; None: its top.
        view: Which accounts; everybody's instead of mine if nobody knows who is at the desk.
        many: How many rows of each list, from there on.
    """
    team = desk.team()
    me = team.who(desk.claim)
    view = view._replace(mine=view.mine and me is not None)
    goals = goals_of(desk, team)
    return DeskPage(
        focus=goals.focus,
        goal=goals.goals[0],
        next=next_words(desk, team, goals),
        lists=tuple(account_list(desk, team, seat, view) for seat in SEATS),
        parts=tuple(
            part(desk, seat, view.of(me), at, many) for seat, at in zip(SEATS, near, strict=True)
        ),
        view=view,
        today=words.full(desk.today),
        pinned=meta.is_pinned(desk.store),
        age=" · ".join(filter(None, (words.waits(*counts(desk.store)), age(desk)))),
        away=away_now(team, desk.today),
        me=me_in_words(desk, me),
        known=me is not None,
        seat=None if me is None or me.seat in (None, Holds.BOTH) else Seat(me.seat),
        noted=meta.has_noted(desk.store, desk.claim),
        keeps=not (desk.looks_only or desk.store.newer),
        program=desk.program,
    )


def next_words(desk: Desk, team: Team, goals: Goals) -> tuple[str, ...]:
    """What each seat adds next, hunters first."""
    labels = team.labels
    return tuple(
        goal_words.ahead(labels[seat], found, desk.today)
        if (found := goals.next[seat]) is not None
        else f"{labels[seat]}: no {'decision' if seat is Seat.HUNTER else 'renewal'} has a day"
        for seat in SEATS
    )


def age(desk: Desk, *, named: bool = True) -> str:
    """How old the facts are: by the source that was read the longest ago, with its key if `named`.

    A desk that is pinned to a day says the day on which it was read: no clock goes with it.
    """
    read = sources.read_sources(desk.store)
    if not read:
        return "no source read"
    oldest = min(read, key=lambda source: source.at)
    key = oldest.key if named else "data"
    if meta.is_pinned(desk.store):
        return f"{key} read {words.day(day_of(oldest.at), desk.today)}"
    return f"{key} read {words.ago(desk.clock() - oldest.at)}"


def me_in_words(desk: Desk, member: Member | None) -> str:
    """`Ana Ruiz, hunter`; of nobody who is known the raw claim."""
    if member is None:
        return f"{desk.claim}, nobody yet"
    holds = "" if member.seat is None else f", {member.seat.value}"
    return member.name + (", hunter and farmer" if member.seat is Holds.BOTH else holds)
