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
from accountdesk.core.text import width
from accountdesk.desk import goal_words, promise_words, words
from accountdesk.desk.accounts import Row, row_of
from accountdesk.desk.away import Away, away_now
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import Goal, goals_of
from accountdesk.desk.open import beginning, days_of
from accountdesk.desk.standup import Walk, go, walk
from accountdesk.desk.standup_changes import Since, changes, in_lines
from accountdesk.desk.standup_summary import Summary, summary
from accountdesk.store import joined, journal, projections, windows
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
        return " · ".join(filter(None, (place, self.member, name)))

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
NO_NEWS = ("nothing that anybody has recorded, or a source says",)


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


def stop(desk: Desk, team: Team, key: str, since: date) -> Stop | None:
    """An account, by what it goes by, as a stop; None if nothing is said of it any more."""
    named = windows.of_key(desk.store, key)
    if named is None:
        return None
    state = aged(projections.state(desk.store, named.account, team), team.policy, desk.today)
    entries = journal.of_accounts(desk.store, joined.group(desk.store, named.account))
    kept = rows_of(desk.store, {named.account}).get(named.account, {})
    rows = {seat: row_of(row, desk.today) for seat, row in kept.items()}
    span = Since(since, beginning(desk, since), desk.today, days_of(desk))
    found = changes(state, entries, team, span)
    blocked = [promise_words.blocker(b, team, desk.today) for b in open_blockers(state.blockers)]
    parked = [promise_words.parked(b, team, desk.today) for b in open_blockers(state.parked)]
    parts: Parts = (
        ("Why", _why(rows, team)),
        (f"Changed since {words.day(since, desk.today)}", in_lines(found, desk.today) or NO_NEWS),
        ("In our way", tuple(blocked)),
        ("To be talked about", tuple(parked)),
        *_ahead(state, team, desk.today),
    )
    whose = _whose(state, team, desk.today)
    data = dict(
        zip(
            ("why", "changed", "blocked", "parked", "next", "promised"),
            (told for _, told in parts),
            strict=True,
        )
    )
    news = [{"on": one.on.isoformat(), "what": one.text} for one in found]
    return Stop(
        key=state.key,
        name=state.name,
        whose=whose,
        rows=rows,
        parts=tuple((title, told) for title, told in parts if told),
        data={"key": state.key, "name": state.name, "whose": whose} | data | {"changed": news},
    )


def _why(rows: dict[Seat, Row], team: Team) -> tuple[str, ...]:
    """Why it needs us, for each list in which it stands; once where both say the same."""
    labels = team.labels
    told = {
        seat: f"{words.GROUPS[row.group]}: {row.reason} {row.when}".rstrip()
        for seat, row in rows.items()
    }
    if len(set(told.values())) == 1:
        return (f"{' and '.join(labels[seat] for seat in told)}: {next(iter(told.values()))}",)
    return tuple(f"{labels[seat]}: {text}" for seat, text in told.items())


def _whose(state: AccountState, team: Team, today: date) -> str:
    """`Hunters: Ana Ruiz · Farmers: Mei Tan is away until Wed 9 Dec, Ben Ode covers`."""
    labels = team.labels
    said = partial(promise_words.doing, team=team, today=today)
    seats = ((Seat.HUNTER, state.hunters), (Seat.FARMER, state.farmers))
    return " · ".join(
        f"{labels[seat]}: {', '.join(said(one.key) for one in holders) or 'nobody'}"
        for seat, holders in seats
    )


def _ahead(state: AccountState, team: Team, today: date) -> Parts:
    """What is next, and what is promised."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    steps = [
        f"{words.step(step, today)} ({promise_words.doer(step.owner, team, today)})"
        for step in open_steps(state.steps)
    ]
    given = [one for one in state.promises if one.is_open or one.disputed]
    promised = [promise_words.promise(one, team, people, today) for one in given]
    return (("Next", tuple(steps)), ("Promised", tuple(promised[:MOST_PROMISES])))


def head(page: StandupPage, cells: int) -> tuple[str, str, str]:
    """Three lines above each stop: the focus, the goal with its bar, and who is away."""
    bar = goal_words.bar(page.goal, min(30, cells // 4))
    goal = goal_words.goal(page.goal, short=True)
    whole = f"Away: {', '.join(one.whole for one in page.away)}"
    short = f"Away: {', '.join(one.short for one in page.away)}"
    away = whole if width(whole) <= cells else short
    return (
        page.focus or "No focus yet",
        " ".join(filter(None, (bar, goal))),
        away if page.away else "Nobody is away",
    )
