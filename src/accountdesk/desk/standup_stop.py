"""One stop of the stand-up: an account, why it calls, what changed, what is open, who has it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.blocker import open_blockers
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Member, Seat
from accountdesk.core.quotes import aged
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import promise_words, words
from accountdesk.desk.accounts import Row, row_of
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import beginning, days_of
from accountdesk.desk.standup_changes import Change, Since, changes, in_lines
from accountdesk.store import joined, journal, projections, windows
from accountdesk.store.steps import rows_of

Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Titles with their lines."""

MOST_LINES = 6
"""Open promises, and deals, of an account that a stop tells."""

NO_NEWS = ("nothing new",)
NO_NEXT = ("nothing planned",)


class Stop(NamedTuple):
    """One account of a stand-up.

    Attributes:
        key: What it goes by.
        name: As it was written; faces clean it.
        whose: Who holds each seat, and who covers, in words.
        rows: Its row in each list in which it stands, hunters first.
        why: Why it calls, in words, for each list.
        since: The first day of what has changed.
        changed: What has, the oldest first.
        open: What is in our way, to be talked about, next, promised and to be decided, and how
            they feel: titles with their lines, empty ones left out.
        today: The day.
    """

    key: AccountKey
    name: str
    whose: str
    rows: dict[Seat, Row]
    why: tuple[str, ...]
    since: date
    changed: tuple[Change, ...]
    open: Parts
    today: date

    @property
    def parts(self) -> Parts:
        """All of it, titles with their lines."""
        title = f"Changed since {words.day(self.since, self.today)}"
        told = in_lines(self.changed, self.today) or NO_NEWS
        return (("Why", self.why), (title, told), *self.open)

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "key": self.key,
            "name": self.name,
            "whose": self.whose,
            "why": list(self.why),
            "since": self.since.isoformat(),
            "changed": [{"on": one.on.isoformat(), "what": one.text} for one in self.changed],
            "open": {title.lower(): list(lines) for title, lines in self.open},
        }


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
    return Stop(
        key=state.key,
        name=state.name,
        whose=_whose(state, rows, team, desk.today),
        rows=rows,
        why=_why(rows, team),
        since=since,
        changed=changes(state, entries, team, span),
        open=tuple(part for part in _open(state, team, desk.today) if part[1]),
        today=desk.today,
    )


def _why(rows: dict[Seat, Row], team: Team) -> tuple[str, ...]:
    """Why it needs us, for each list in which it stands; once where both say the same."""
    told = {seat: _reason(row) for seat, row in rows.items()}
    if len(set(told.values())) == 1:
        labels = " and ".join(team.labels[seat] for seat in told)
        return (f"{labels}: {next(iter(told.values()))}",)
    return tuple(f"{team.labels[seat]}: {text}" for seat, text in told.items())


def _reason(row: Row) -> str:
    """`Make right: invoice doubled 6 d, and 2 more reasons`."""
    if not row.line.word:
        return row.reason
    more = row.line.reasons - 1
    rest = f", and {words.count(more, 'more reason')}" if more > 0 else ""
    return f"{words.GROUPS[row.group]}: {row.reason} {row.when}".rstrip() + rest


def _whose(state: AccountState, rows: dict[Seat, Row], team: Team, today: date) -> str:
    """`Hunters: Ana Ruiz · Farmers: Mei Tan is away until Wed 9 Dec, Ben Ode covers`.

    A seat that nobody holds is told where the account stands in its list.
    """
    said = partial(promise_words.doing, team=team, today=today)
    seats: tuple[tuple[Seat, Sequence[Member]], ...] = (
        (Seat.HUNTER, state.hunters),
        (Seat.FARMER, state.farmers),
    )
    return " · ".join(
        f"{team.labels[seat]}: {', '.join(said(one.key) for one in holders) or 'nobody'}"
        for seat, holders in seats
        if holders or seat in rows
    )


def _open(state: AccountState, team: Team, today: date) -> Parts:
    """What is open, in words; some may be empty."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    blocked = [promise_words.blocker(one, team, today) for one in open_blockers(state.blockers)]
    parked = [promise_words.parked(one, team, today) for one in open_blockers(state.parked)]
    given = [one for one in state.promises if one.is_open or one.disputed]
    promised = [promise_words.promise(one, team, people, today) for one in given]
    steps = [
        f"{words.step(step, today)}{_late(step.due, today)}"
        f" ({promise_words.doer(step.owner, team, today)})"
        for step in state.next_steps
    ]
    feels = feeling.now(state.feelings, today, team.policy.number("feeling.days"))
    deals = [
        words.deal(one, None if one.closes is None else words.day(one.closes, today))
        for one in state.open_deals
    ]
    return (
        ("In our way", tuple(blocked)),
        ("To be talked about", tuple(parked)),
        ("How they feel", (promise_words.feeling(feels, team, people, today),) if feels else ()),
        ("Next", tuple(steps) or NO_NEXT),
        ("Promised", tuple(promised[:MOST_LINES])),
        ("Deals", tuple(deals[:MOST_LINES])),
    )


def _late(due: date | None, today: date) -> str:
    return f", {(today - due).days} d late" if due is not None and due < today else ""
