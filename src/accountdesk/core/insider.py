"""How close they let us: evidence that we are told what others are not, and what they spend.

A yes needs a touchpoint as its proof. What they spend is an estimate: it says where it comes from
and of which day it is. Nothing of it is ever guessed.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told, Trouble
from accountdesk.core.text import says_something
from accountdesk.core.touchpoint import Touch


class Statement(StrEnum):
    """What customers do who count us in; each is true, not true, or unknown."""

    TOLD_BEFORE = "they told us before deciding"
    ASKED_OPINION = "they asked our opinion on what is not ours to sell"
    INTRODUCED = "they introduced us to somebody"
    TOLD_INSIDE = "they told us what went wrong inside"
    SHOWED_OFFER = "they showed us a competitor's offer"


class Answer(StrEnum):
    """Whether a statement is true; while nobody has said so it is unknown."""

    YES = "yes"
    NO = "no"


@kind("insider")
class InsiderSaid(NamedTuple):
    """Whether one of the statements is true of them.

    Attributes:
        statement: Which.
        answer: Yes or no.
        touchpoint: Key of the touch that proves it, as the timeline has it; a yes without one that
            is here counts for nothing.
        person: Key of whom of them it was; None: nobody is named.
        on: The day of it; None: the day it was recorded.
    """

    statement: Statement
    answer: Answer
    touchpoint: str | None = None
    person: str | None = None
    on: date | None = None


@kind("wallet")
class WalletSaid(NamedTuple):
    """What they spend in a year on what we sell, from whomever: an estimate.

    Attributes:
        cents: Hundredths of `currency` a year.
        currency: ISO code.
        text: Where we know it from; without it the estimate counts for nothing.
        on: The day of which it is; None: the day it was recorded.
    """

    cents: int
    currency: str
    text: str
    on: date | None = None


class Evidence(NamedTuple):
    """Whether a statement is true; fields as in `InsiderSaid`, `by` is who wrote it, raw."""

    entry: EntryId
    statement: Statement
    answer: Answer
    touchpoint: str | None
    person: str | None
    on: date
    by: str


class Wallet(NamedTuple):
    """What they spend; fields as in `WalletSaid`, `by` is the raw claim of who wrote it."""

    entry: EntryId
    cents: int
    currency: str
    text: str
    on: date
    by: str


class Closeness(NamedTuple):
    """How close they let us.

    Attributes:
        evidence: What is known of each statement, the oldest first: the last of each holds.
        wallets: What they spend on what we sell, as was estimated, the oldest first.
    """

    evidence: tuple[Evidence, ...] = ()
    wallets: tuple[Wallet, ...] = ()


def closeness(told: Told, touches: Iterable[Touch]) -> Closeness:
    """How close an account lets us. Args: `touches`: what may prove it."""
    return Closeness(evidence(told, touches), wallets(told))


def evidence(told: Told, touches: Iterable[Touch]) -> tuple[Evidence, ...]:
    """What is known of each statement, the oldest first; the last of each speaks."""
    said = told.of(InsiderSaid)
    if not said:
        return ()
    proofs = {touch.key for touch in touches}
    found = [
        Evidence(entry.id, *body[:4], body.on or day_of(entry.at), entry.by)
        for entry, body in said
        if _counts(body, proofs)
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def _counts(body: InsiderSaid, proofs: set[str]) -> bool:
    return body.answer is Answer.NO or body.touchpoint in proofs


def standing(found: Iterable[Evidence], today: date) -> dict[Statement, Evidence]:
    """What is known of each statement by a day, in their order; what is missing is unknown.

    What is dated later, as an import may be, is not known yet.
    """
    last = {one.statement: one for one in found if one.on <= today}
    return {statement: last[statement] for statement in Statement if statement in last}


def wallets(told: Told) -> tuple[Wallet, ...]:
    """Every estimate of what they spend, the oldest first."""
    found = [
        Wallet(entry.id, *body[:3], body.on or day_of(entry.at), entry.by)
        for entry, body in told.of(WalletSaid)
        if _is_estimate(body)
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def _is_estimate(body: WalletSaid) -> bool:
    return body.cents > 0 and says_something(body.text)


def loose_ends(told: Told, touches: Iterable[Touch]) -> Iterator[Trouble]:
    """Statements without their proof, and estimates that nobody can follow."""
    if told.of(InsiderSaid):
        proofs = {touch.key for touch in touches}
        for entry, body in told.of(InsiderSaid):
            if not _counts(body, proofs):
                yield Trouble(entry, "says yes without a touchpoint that proves it")
    for entry, spent in told.of(WalletSaid):
        if not _is_estimate(spent):
            yield Trouble(entry, "estimates what they spend without an amount or a source")
