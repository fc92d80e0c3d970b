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


class Agreed(NamedTuple):
    """What was agreed with one person on one day; the name is empty where nobody is named."""

    name: str
    promises: tuple[Promise, ...]
    text: str

    @property
    def title(self) -> str:
        """`agreement with Dana Fox, in their terms`."""
        return f"agreement{f' with {self.name}' if self.name else ''}, in their terms"


def latest(promises: Sequence[Promise], people: Mapping[str, str]) -> tuple[Agreed, ...]:
    """What was agreed on the latest day of those that are unconfirmed, person by person."""
    open_ = unconfirmed(promises)
    on = max((promise.on for promise in open_), default=date.min)
    with_: dict[str | None, list[Promise]] = {}
    for promise in open_:
        if promise.on == on:
            with_.setdefault(promise.person, []).append(promise)
    return tuple(
        Agreed(people.get(person or "", ""), tuple(those), say_back(those, people, on))
        for person, those in with_.items()
    )


def agreed_in(bodies: Sequence[NamedTuple], people: Sequence[PersonFact], on: date) -> str:
    """What the promises of a note come to in their terms.

    Empty where it has none, or some with one person and some with another: one does not read what
    was agreed with somebody else.
    """
    promises = [body for body in bodies if isinstance(body, PromiseSaid)]
    if len({promise.person for promise in promises}) > 1:
        return ""
    day = next((promise.on for promise in promises if promise.on is not None), on)
    return say_back(promises, {person.key: person.name for person in people}, day)
