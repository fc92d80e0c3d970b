"""What changed with an account, said by the desk so that nobody has to recite it."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.account import has_left
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.deal import Outcome
from accountdesk.core.entry import OWN, Entry, EntryId, by_time, id_text, named, word_of
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.liveness import Amended, Said
from accountdesk.core.promise import PromiseSettled, Side
from accountdesk.core.quotes import aged_body
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.repair import RepairStep
from accountdesk.core.state import AccountState, live_by_account
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.desk import words
from accountdesk.desk.said import in_words
from accountdesk.desk.saying import names
from accountdesk.desk.standup_stops import APART

MOST = 12
"""Changes that are told of an account; more are no news but a story, which its page tells."""


class Change(NamedTuple):
    """One thing that changed: its day, and what, in words."""

    on: date
    text: str


class Since(NamedTuple):
    """From when on.

    Attributes:
        day: The first day.
        at: When that began, UTC milliseconds.
        today: The day it is.
        day_of: Gives the day, in the team's zone, of a moment in UTC milliseconds.
    """

    day: date
    at: int
    today: date
    day_of: Callable[[int], date]

    def has(self, on: date) -> bool:
        """Whether a day is among those since then, today among them."""
        return self.day <= on <= self.today

    def told(self, on: date | None, text: str) -> Iterator[Change]:
        """What happened on a day, if that is among them."""
        if on is not None and self.has(on):
            yield Change(on, text)


def changes(
    state: AccountState, entries: Sequence[Entry], team: Team, since: Since
) -> tuple[Change, ...]:
    """What was recorded, what sources say has happened, and what fell due, the oldest first.

    Args:
        state: The account.
        entries: All of its entries.
        team: Our team.
        since: From when on.
    """
    new = {f"{OWN}:{id_text(entry.id)}" for entry in entries if entry.at >= since.at}
    found = [*_recorded(state, entries, team, since), *_happened(state, team, since, new)]
    found += _fell_due(state, since)
    return tuple(sorted(found, key=lambda one: one.on))


def in_lines(found: Sequence[Change], today: date) -> tuple[str, ...]:
    """Changes with their days, the latest ones of them where there are many."""
    more = len(found) - MOST
    first = (f"{words.count(more, 'earlier one')} on the account's page",) if more > 0 else ()
    return (*first, *(f"{words.day(one.on, today)}  {one.text}" for one in found[-MOST:]))


class News(NamedTuple):
    """What a new entry says now, when that was said last (UTC milliseconds), and by which claim."""

    said: Said
    at: int
    by: str


def news(entries: Iterable[Entry], new: Iterable[Entry]) -> list[News]:
    """What some new entries say now, by time; what was amended says so by who amended it.

    Args:
        entries: All entries of the accounts, or of the team, that the new ones are of.
        new: Those that count.
    """
    entries, wanted = tuple(entries), {entry.id for entry in new}
    amendments = [
        (EntryId(target), entry)
        for entry in sorted(entries, key=by_time)
        if entry.id in wanted
        for target in _amends(entry)
    ]
    found = []
    for part in live_by_account(entries).values():
        amended = {target: entry for target, entry in amendments if entry.id not in part.dead}
        for one in part.said:
            last = amended.get(one.entry.id, one.entry)
            if last.id in wanted and one.entry.kind not in APART:
                found.append(News(one, last.at, last.by))
    return sorted(found, key=lambda one: (one.at, one.said.entry.id))


def _amends(entry: Entry) -> Sequence[bytes]:
    if entry.kind != AMENDED:
        return ()
    try:
        return named([read(Amended, parse(entry.body)).entry])
    except Unreadable:
        return ()


AMENDED = word_of(Amended)


def _recorded(
    state: AccountState, entries: Sequence[Entry], team: Team, since: Since
) -> Iterator[Change]:
    for said, at, by in news(entries, [entry for entry in entries if entry.at >= since.at]):
        day = since.day_of(at)
        body = aged_body(said.body, since.day_of(said.entry.at), team.policy, since.today)
        text = f"{team.name_of(by)}: {in_words(undated(body, day), state, team)}"
        yield Change(min(max(day, since.day), since.today), text)


def undated(body: NamedTuple, day: date) -> NamedTuple:
    """What an entry says, without its day where that is the one it is told of."""
    match body:
        case Touchpoint() | FeelingSaid() | RepairStep() | PromiseSettled() | Confirmed():
            return body._replace(on=None) if body.on == day else body
    return body


def _happened(
    state: AccountState, team: Team, since: Since, new: Container[str]
) -> Iterator[Change]:
    """What sources say of days since then, and deals of our own but those recorded since."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    for touch in state.touches:
        if touch.is_sourced and since.has(touch.on):
            who = "" if touch.by is None else f"{team.name_of(touch.by)}: "
            text = words.touch(touch, names(touch.people, people), touch.text)
            yield Change(touch.on, f"{who}{text}")
    for deal in state.deals:
        if deal.outcome is not Outcome.OPEN and deal.key not in new:
            yield from since.told(deal.closes, f"deal {words.deal(deal, None)}")
    for case in state.cases:
        yield from since.told(case.opened, f"case opened: {words.case(case, since.today)}")
    for renewal in state.profile.renewals:
        if not has_left(state.profile, state.deals, renewal.on):
            yield from since.told(renewal.on, "contract renewed")


def _fell_due(state: AccountState, since: Since) -> Iterator[Change]:
    """What was due in the days since then, and nobody has done."""
    for promise in state.promises:
        due = promise.due
        if promise.is_open and due is not None and since.day <= due < since.today:
            whose = "our promise" if promise.side is Side.OURS else "their promise"
            yield Change(due, f"{whose} was due: {promise.what}")
    for step in state.next_steps:
        if step.due is not None and since.day <= step.due < since.today:
            yield Change(step.due, f"next step was due: {step.what}")
