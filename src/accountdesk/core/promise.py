"""Promises: what we promised a customer, and they us, and what became of it.

A promise is settled by entries that name it: done on a day, broken, or agreed anew for another day
before the old one has passed. *On time* (done by the last day agreed before it fell due; without a
day: on time) and *late* are derived. One that was agreed anew stays open. Settlements that come to
different things make it *disputed* until one is taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.confirmed import first_yes
from accountdesk.core.entry import Entry, EntryId, kind, named
from accountdesk.core.liveness import Told, Trouble


class Side(StrEnum):
    """Whose word it is."""

    OURS = "ours"
    THEIRS = "theirs"


class Settled(StrEnum):
    """What somebody says became of a promise."""

    DONE = "done"
    BROKEN = "broken"
    AGREED_ANEW = "re-agreed"


class Outcome(StrEnum):
    """What a promise came to."""

    ON_TIME = "on time"
    LATE = "late"
    BROKEN = "broken"


@kind("promise")
class PromiseSaid(NamedTuple):
    """What was promised.

    Attributes:
        what: In the words that were used.
        side: Whose word it is.
        due: Last day on which it is in time, in the team's zone; None if none was named.
        time: `HH:MM` on that day; None if none was named.
        person: Key of the customer's person to whom it was given, or who gave it; None: nobody is
            named.
        owner: Key of the member who sees to it; None: the one who wrote it.
        on: The day it was given; None: the day it was recorded.
    """

    what: str
    side: Side = Side.OURS
    due: date | None = None
    time: str | None = None
    person: str | None = None
    owner: str | None = None
    on: date | None = None


@kind("promise_settled")
class PromiseSettled(NamedTuple):
    """What became of a promise.

    Attributes:
        promise: The entry that made it.
        how: Done, broken, or agreed anew.
        on: The day of that; None: the day it was recorded.
        due: Of what was agreed anew, the new day.
        instead: Of what was agreed anew, the day that `due` replaces; None: there was none.
        after: Of what was agreed anew, the entry that agreed on `instead`; None: it is the first
            move, or follows on the first that came to that day.
        words: Why, in the words that were used; None if none were.
    """

    promise: str
    how: Settled
    on: date | None = None
    due: date | None = None
    instead: date | None = None
    after: str | None = None
    words: str | None = None


class Claim(NamedTuple):
    """One settlement: what it comes to, the day, and the raw claim of who says so.

    `outcome` is None for one that was agreed anew, and `due` its new day.
    """

    entry: EntryId
    outcome: Outcome | None
    on: date
    by: str
    due: date | None = None
    instead: date | None = None
    after: str | None = None
    words: str | None = None


class Promise(NamedTuple):
    """One promise, as the journal's entries leave it.

    Attributes:
        entry: The entry that made it.
        what: In the words that were used.
        side: Whose word it is.
        due: The last day that was agreed, of two that differ the earlier; None if none was.
        time: As in `PromiseSaid`.
        person: As in `PromiseSaid`.
        owner: A member's key, or the raw claim of who wrote it.
        on: The day it was given.
        by: The raw claim of who wrote it.
        moves: Days that were replaced, and what was agreed instead, in that order.
        claims: Every settlement, by `(at, id)`.
        outcome: What it came to; None while it is open or disputed.
        settled: The day of that; None while it is open or disputed.
        disputed: Whether settlements come to different things, or agree on different days.
        hanging: Entries that agree on another day, and follow on none that was agreed.
        confirmed: The first day on which they said yes to it; None: nobody has asked yet.
    """

    entry: EntryId
    what: str
    side: Side
    due: date | None
    time: str | None
    person: str | None
    owner: str
    on: date
    by: str
    moves: tuple[Claim, ...] = ()
    claims: tuple[Claim, ...] = ()
    outcome: Outcome | None = None
    settled: date | None = None
    disputed: bool = False
    hanging: tuple[EntryId, ...] = ()
    confirmed: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept: nobody says that it came to anything yet."""
        return all(claim.outcome is None for claim in self.claims)


def promises(told: Told) -> tuple[Promise, ...]:
    """Every promise of an account: the earliest due first, those without a due day last."""
    settled: dict[bytes, list[tuple[Entry, PromiseSettled]]] = defaultdict(list)
    for entry, body in told.of(PromiseSettled):
        settled[named([body.promise])[0]].append((entry, body))
    agreed = first_yes(told)
    found = [
        _settled(
            Promise(
                entry=entry.id,
                what=body.what,
                side=body.side,
                due=body.due,
                time=body.time,
                person=body.person,
                owner=body.owner or entry.by,
                on=body.on or day_of(entry.at),
                by=entry.by,
                confirmed=agreed.get(entry.id),
            ),
            settled.get(entry.id, ()),
        )
        for entry, body in told.of(PromiseSaid)
    ]
    return tuple(sorted(found, key=lambda p: (p.due or date.max, p.time or "99", p.entry)))


def _settled(promise: Promise, said: Sequence[tuple[Entry, PromiseSettled]]) -> Promise:
    """The promise with what became of it."""
    moved = _moved(promise.due, [_claim(entry, body) for entry, body in _anew(said)])
    if moved.moves:
        promise = promise._replace(moves=moved.moves, time=None)
    promise = promise._replace(due=moved.due, hanging=moved.hanging)
    claims = tuple(_claim(entry, body, _outcome(promise, body, entry)) for entry, body in said)
    ends = [claim for claim in claims if claim.outcome is not None]
    promise = promise._replace(claims=claims, disputed=moved.forked)
    if not ends:
        return promise
    first = min(claim.on for claim in ends)
    # What is agreed on for another day after it was done, or broken, was not over for somebody.
    goes_on = any(move.on > first for move in moved.moves)
    if moved.forked or goes_on or len({claim.outcome for claim in ends}) > 1:
        return promise._replace(disputed=True)
    return promise._replace(outcome=ends[0].outcome, settled=first)


def _claim(entry: Entry, body: PromiseSettled, outcome: Outcome | None = None) -> Claim:
    on = body.on or day_of(entry.at)
    return Claim(entry.id, outcome, on, entry.by, *body[3:])


def _outcome(promise: Promise, body: PromiseSettled, entry: Entry) -> Outcome | None:
    if body.how is Settled.AGREED_ANEW:
        return None
    if body.how is Settled.BROKEN:
        return Outcome.BROKEN
    on = body.on or day_of(entry.at)
    return Outcome.ON_TIME if promise.due is None or on <= promise.due else Outcome.LATE


def _anew(
    said: Iterable[tuple[Entry, PromiseSettled]],
) -> Iterator[tuple[Entry, PromiseSettled]]:
    """What was agreed anew before the day that it replaces had passed."""
    return (one for one in said if one[1].how is Settled.AGREED_ANEW and not is_too_late(*one))


def is_too_late(entry: Entry, body: PromiseSettled) -> bool:
    """Whether something was agreed anew when the day that it replaces had passed."""
    on = body.on or day_of(entry.at)
    return body.instead is not None and on > body.instead


class _Moved(NamedTuple):
    """Where a promise has moved.

    Attributes:
        due: The last day that was agreed; where two differ, the earlier one.
        moves: One for each day, in their order.
        forked: Whether two agree on different days instead of the same one.
        hanging: Moves that follow on nothing that was agreed.
    """

    due: date | None
    moves: tuple[Claim, ...]
    forked: bool
    hanging: tuple[EntryId, ...]


def _moved(due: date | None, anew: Sequence[Claim]) -> _Moved:
    """The moves from one day to the next; two that agree on one day are one.

    Each names what it follows, so that the order in which they arrived does not count.
    """
    left, moves = list(anew), list[Claim]()
    here: frozenset[bytes] = frozenset()
    while nexts := [move for move in left if _follows(move, here, due)]:
        left = [move for move in left if move not in nexts]
        days = {move.due for move in nexts}
        if len(days) > 1:
            earliest = min((day for day in (due, *days) if day is not None), default=None)
            return _Moved(earliest, tuple(moves), True, tuple(move.entry for move in left))
        moves.append(nexts[0])
        here, due = frozenset(move.entry for move in nexts), nexts[0].due
    return _Moved(due, tuple(moves), False, tuple(move.entry for move in left))


def _follows(move: Claim, here: frozenset[bytes], due: date | None) -> bool:
    if move.after is None:
        return move.instead == due
    return named([move.after])[0] in here


def open_promises(found: Iterable[Promise], side: Side | None = None) -> tuple[Promise, ...]:
    """Those that are still to be kept, of one side or of both, in the order given."""
    return tuple(p for p in found if p.is_open and side in (None, p.side))


def loose_ends(told: Told, found: Iterable[Promise]) -> Iterator[Trouble]:
    """Settlements without effect."""
    known = {entry.id for entry, _ in told.of(PromiseSaid)}
    hanging = {entry for promise in found for entry in promise.hanging}
    for entry, body in told.of(PromiseSettled):
        if named([body.promise])[0] not in known:
            yield Trouble(entry, "names a promise that is not here")
        elif body.how is Settled.AGREED_ANEW and is_too_late(entry, body):
            yield Trouble(entry, "agrees a promise anew after its day, which moves nothing")
        elif entry.id in hanging:
            yield Trouble(entry, "moves a promise from a day on which it is not due")
