"""What a customer lived through of our word: promises, what went wrong, and how they felt.

All of it as of a day: what was settled later is open on it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from accountdesk.core.account import Departure
from accountdesk.core.entry import id_text
from accountdesk.core.feeling import Feeling
from accountdesk.core.lived import (
    Broken,
    Departed,
    Disputed,
    Event,
    Felt,
    Kept,
    Mended,
    Moved,
    NotRight,
    Overdue,
    Promised,
    WentWrong,
)
from accountdesk.core.promise import Outcome, Promise
from accountdesk.core.repair import Repair


def promised(found: Iterable[Promise], today: date) -> Iterator[Event]:
    """What was promised, ours and theirs, how it moved, and what came of it."""
    for promise in found:
        if promise.on <= today:
            yield from _promise(promise, today)


def _promise(promise: Promise, today: date) -> Iterator[Event]:
    entry, side, what = id_text(promise.entry), promise.side, promise.what
    due = promise.moves[0].instead if promise.moves else promise.due
    yield Promised(*(promise.on, entry, side, what, due, promise.time), promise.by, promise.person)
    for nth, move in enumerate(promise.moves, 1):
        if move.on > today:
            break
        yield Moved(move.on, entry, side, what, move.instead, move.due, nth)
        due = move.due
    if promise.disputed:
        if any(claim.on <= today for claim in promise.claims):
            yield Disputed(today, entry, side, what)
        return
    if promise.settled is not None and promise.settled <= today:
        yield _settled(promise, promise.settled)
    elif due is not None and due < today:
        yield Overdue(today, entry, side, what, due)


def _settled(promise: Promise, on: date) -> Kept | Broken:
    entry, side, what = id_text(promise.entry), promise.side, promise.what
    if promise.outcome is Outcome.BROKEN:
        return Broken(on, entry, side, what, promise.due)
    late = 0 if promise.due is None else max(0, (on - promise.due).days)
    return Kept(on, entry, side, what, late)


def mended(found: Iterable[Repair], today: date) -> Iterator[Event]:
    """What went wrong, each step to make it right, and what is not right yet."""
    for repair in found:
        if repair.on <= today:
            yield from _repair(repair, today)


def _repair(repair: Repair, today: date) -> Iterator[Event]:
    entry, what = id_text(repair.entry), repair.what
    yield WentWrong(repair.on, entry, what, repair.due)
    before, stage = repair.on, None
    for step in sorted(repair.steps, key=lambda step: step.on):  # of one day in their order
        if step.on > today:
            break
        yield Mended(
            on=step.on,
            entry=entry,
            what=what,
            stage=step.stage,
            words=step.words,
            after=max(0, (step.on - before).days),
            since=repair.on,
            ours=step.by,
            theirs=step.person,
        )
        before, stage = max(before, step.on), step.stage
    done = repair.confirmed
    if done is None or done.on > today:
        yield NotRight(today, entry, what, repair.on, stage, repair.due)


def felt(found: Iterable[Feeling]) -> Iterator[Felt]:
    """How they felt, as it was seen."""
    for one in found:
        yield Felt(one.on, id_text(one.entry), one.mood, one.words, one.person, one.by)


def departed(found: Iterable[Departure]) -> Iterator[Departed]:
    """That they left."""
    for one in found:
        yield Departed(one.left.on, one.left.words or "")
