"""What changed with an account, said by the desk so that nobody has to recite it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.account import has_left
from accountdesk.core.calendar import day_of
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.deal import Outcome
from accountdesk.core.entry import OWN, Entry, EntryId, by_time, named
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.liveness import Amended, Said
from accountdesk.core.next_step import open_steps
from accountdesk.core.promise import PromiseSettled, Side
from accountdesk.core.quotes import aged_body
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.repair import RepairStep
from accountdesk.core.state import AccountState, live_by_account
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.desk import words
from accountdesk.desk.said import in_words, names
from accountdesk.desk.standup import APART

MOST = 12
"""Changes that are told of an account; more are no news but a story, which its page tells."""


class Change(NamedTuple):
    """One thing that changed: its day, and what, in words."""

    on: date
    text: str


class Since(NamedTuple):
    """From when on: the first day, when that began (UTC milliseconds), and the day it is."""

    day: date
    at: int
    today: date

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
    found = [*_recorded(state, entries, team, since), *_happened(state, team, since)]
    found += _fell_due(state, since)
    return tuple(sorted(found, key=lambda one: one.on))


def in_lines(found: Sequence[Change], today: date) -> tuple[str, ...]:
    """Changes with their days, the latest ones of them where there are many."""
    more = len(found) - MOST
    first = (f"{words.count(more, 'earlier one')} on the account's page",) if more > 0 else ()
    return (*first, *(f"{words.day(one.on, today)}  {one.text}" for one in found[-MOST:]))


def newly_said(entries: Iterable[Entry], new: Iterable[Entry]) -> list[Said]:
    """What some new entries say now, by time; what they amend says what it says by now.

    Args:
        entries: All entries of the accounts, or of the team, that the new ones are of.
        new: Those that count.
    """
    entries, wanted = tuple(entries), {entry.id for entry in new}
    amended = {EntryId(one) for entry in new for one in _amends(entry)}
    parts = live_by_account(entries).values() if entries else ()
    found = [
        one
        for part in parts
        for one in part.said
        if one.entry.id in wanted | amended and one.entry.kind not in APART
    ]
    return sorted(found, key=lambda one: by_time(one.entry))


def _amends(entry: Entry) -> Sequence[bytes]:
    if entry.kind != "amended":
        return ()
    try:
        return named([read(Amended, parse(entry.body)).entry])
    except Unreadable:
        return ()


def _recorded(
    state: AccountState, entries: Sequence[Entry], team: Team, since: Since
) -> Iterator[Change]:
    new = [entry for entry in entries if entry.at >= since.at]
    at = {one: entry.at for entry in new for one in _amends(entry)}
    for said in newly_said(entries, new):
        entry = said.entry
        day = day_of(max(entry.at, at.get(entry.id, 0)))
        body = undated(aged_body(said.body, day_of(entry.at), team.policy, since.today), day)
        text = f"{team.name_of(entry.by)}: {in_words(body, state, team)}"
        yield Change(min(max(day, since.day), since.today), text)


def undated(body: NamedTuple, day: date) -> NamedTuple:
    """What an entry says, without its day where that is the one it is told of."""
    match body:
        case Touchpoint() | FeelingSaid() | RepairStep() | PromiseSettled() | Confirmed():
            return body._replace(on=None) if body.on == day else body
    return body


def _happened(state: AccountState, team: Team, since: Since) -> Iterator[Change]:
    """What sources say of days since then; what was said here is told as that."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    for touch in state.touches:
        if ":" in touch.key and since.has(touch.on):
            who = "" if touch.by is None else f"{team.name_of(touch.by)}: "
            text = words.touch(touch, names(touch.people, people), touch.text)
            yield Change(touch.on, f"{who}{text}")
    for deal in state.deals:
        if deal.outcome is not Outcome.OPEN and not deal.key.startswith(f"{OWN}:"):
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
    for step in open_steps(state.steps):
        if step.due is not None and since.day <= step.due < since.today:
            yield Change(step.due, f"next step was due: {step.what}")
