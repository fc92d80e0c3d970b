"""Saying back: a short text in the customer's terms, to be sent by hand; their yes is recorded."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.person import PersonFact
from accountdesk.core.promise import Promise, PromiseSaid, Side
from accountdesk.desk import words


def say_back(promises: Sequence[Promise | PromiseSaid], people: Mapping[str, str], on: date) -> str:
    """What was agreed, as one would write it to them; empty where nothing was.

    Args:
        promises: Of both sides.
        people: Names of their people by key.
        on: The day it was agreed.
    """
    if not promises:
        return ""
    named = [people[p.person] for p in promises if p.person is not None and p.person in people]
    once = list(dict.fromkeys(" ".join(name.split()) for name in named))
    hello = f"{once[0]}: this" if len(once) == 1 and once[0] else "This"
    lines = [f"{hello} is what I took from {words.full(on)}:", ""]
    lines += [f"- We: {_line(p)}" for p in promises if p.side is Side.OURS]
    lines += [f"- You: {_line(p)}" for p in promises if p.side is Side.THEIRS]
    return "\n".join([*lines, "", "Is that right? If I got something wrong, tell me."])


def _line(promise: Promise | PromiseSaid) -> str:
    what = " ".join(promise.what.split())
    return what if promise.due is None else f"{what}, by {words.full(promise.due, promise.time)}"


def unconfirmed(promises: Sequence[Promise]) -> tuple[Promise, ...]:
    """Open promises that they have not said yes to, in the order given."""
    return tuple(p for p in promises if p.is_open and p.confirmed is None)


def latest(promises: Sequence[Promise]) -> tuple[tuple[Promise, ...], date | None]:
    """Those of `unconfirmed` that were given on the latest day, and that day."""
    open_ = unconfirmed(promises)
    on = max((promise.on for promise in open_), default=None)
    return tuple(promise for promise in open_ if promise.on == on), on


def agreed_in(bodies: Sequence[NamedTuple], people: Sequence[PersonFact], on: date) -> str:
    """What the promises of a note come to in their terms; empty where it has none."""
    promises = [body for body in bodies if isinstance(body, PromiseSaid)]
    day = next((promise.on for promise in promises if promise.on is not None), on)
    return say_back(promises, {person.key: person.name for person in people}, day)
