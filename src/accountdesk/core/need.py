"""What they want and what we can do: aims, needs and capacities, and what they know already.

An aim and a need stand in the customer's words, and say by whom and when they were confirmed. What
we can and cannot do answers a need, or stands for itself, and says when we told them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.confirmed import Yes, last_yes
from accountdesk.core.entry import Entry, EntryId, kind, named
from accountdesk.core.liveness import Told, Trouble
from accountdesk.core.next_step import ended


class Able(StrEnum):
    """Whether we can do something for them."""

    CAN = "can"
    CANNOT = "cannot"


class Knew(StrEnum):
    """How they came to know something before we told them."""

    READ = "read"
    COMPARED = "compared"
    ASKED = "asked"
    TRIED = "tried"


@kind("aim")
class AimSaid(NamedTuple):
    """What they want to reach.

    Attributes:
        what: In their words.
        measure: How they measure it; None if they have not said.
        due: The day by which they want it; None if they have named none.
        person: Key of who said it; None: nobody is named.
        on: The day they said it; None: the day it was recorded.
    """

    what: str
    measure: str | None = None
    due: date | None = None
    person: str | None = None
    on: date | None = None


@kind("need")
class NeedSaid(NamedTuple):
    """What they need; a `step_done` that names it says that it is met.

    Attributes:
        what: In their words.
        person: Key of who said it; None: nobody is named.
        on: The day they said it; None: the day it was recorded.
    """

    what: str
    person: str | None = None
    on: date | None = None


@kind("capacity")
class CapacitySaid(NamedTuple):
    """What we can do for them, or cannot.

    Attributes:
        able: Whether we can.
        what: What it is.
        need: The entry of the need that it answers; None: none in particular.
        told_on: The day on which we told them; None: nobody has yet.
        on: The day on which we knew it; None: the day it was recorded.
    """

    able: Able
    what: str
    need: str | None = None
    told_on: date | None = None
    on: date | None = None


@kind("knows")
class KnowsSaid(NamedTuple):
    """What they know already, so that nobody tells or asks it again.

    Attributes:
        how: How they came to know it.
        text: What they read, compared, asked or tried.
        person: Key of who did; None: nobody is named.
        on: The day we heard of it; None: the day it was recorded.
    """

    how: Knew
    text: str
    person: str | None = None
    on: date | None = None


class Aim(NamedTuple):
    """An aim of theirs, as the journal's entries leave it; `by` is the raw claim of who wrote it.

    `yes` is the latest time that they said that it is right, None while it is unconfirmed; the
    other fields are those of `AimSaid`.
    """

    entry: EntryId
    what: str
    measure: str | None
    due: date | None
    person: str | None
    on: date
    by: str
    yes: Yes | None


class Capacity(NamedTuple):
    """What we can do or cannot, as the journal's entries leave it; fields as in `CapacitySaid`.

    `need` is the entry that it names, which need not be here; `by` the raw claim of who wrote it.
    """

    entry: EntryId
    able: Able
    what: str
    need: EntryId | None
    told_on: date | None
    on: date
    by: str


class Need(NamedTuple):
    """A need of theirs, as the journal's entries leave it.

    Attributes:
        entry: The entry that said it.
        what: In their words.
        person: Key of who said it; None: nobody is named.
        on: The day they said it.
        by: The raw claim of who wrote it.
        yes: The latest time that they said that it is right; None while it is unconfirmed.
        answers: What we can do about it and what we cannot, the oldest first.
        met_on: The earliest day on which somebody said that it is met; None while it is not.
    """

    entry: EntryId
    what: str
    person: str | None
    on: date
    by: str
    yes: Yes | None
    answers: tuple[Capacity, ...]
    met_on: date | None

    @property
    def can(self) -> tuple[Capacity, ...]:
        """What we can do about it, the oldest first."""
        return tuple(one for one in self.answers if one.able is Able.CAN)

    @property
    def is_left(self) -> bool:
        """Whether it is value left on the table: we can serve it, and nobody said it is met."""
        return self.met_on is None and bool(self.can)


class Known(NamedTuple):
    """What they know already; fields as in `KnowsSaid`, `by` is the raw claim of who wrote it."""

    entry: EntryId
    how: Knew
    text: str
    person: str | None
    on: date
    by: str


class Wants(NamedTuple):
    """What they want and know, and what we can do for them.

    Attributes:
        aims: What they want to reach, the oldest first: the last one holds.
        needs: What they need, the oldest first, those that are met among them.
        capacities: What we can do for them and cannot, the oldest first.
        knows: What they know already, the oldest first.
    """

    aims: tuple[Aim, ...] = ()
    needs: tuple[Need, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    knows: tuple[Known, ...] = ()


def wants(told: Told) -> Wants:
    """What an account wants and knows, and what we can do for it."""
    return Wants(aims(told), needs(told), capacities(told), knows(told))


def aims(told: Told) -> tuple[Aim, ...]:
    """Every aim of an account, the oldest first: the last one is what they aim at now."""
    said = told.of(AimSaid)
    if not said:
        return ()
    yes = last_yes(told)
    return tuple(
        Aim(entry.id, *body[:4], _on(entry, body.on), entry.by, yes.get(entry.id))
        for entry, body in sorted(said, key=lambda one: _on(one[0], one[1].on))
    )


def aims_by(found: Sequence[Aim], today: date) -> Sequence[Aim]:
    """Those of a day and before, in the order given: what is dated later does not hold yet."""
    return [one for one in found if one.on <= today]


def _on(entry: Entry, on: date | None) -> date:
    return on or day_of(entry.at)


def capacities(told: Told) -> tuple[Capacity, ...]:
    """Everything that we can do for an account and cannot, the oldest first."""
    found = [
        Capacity(
            entry.id, body.able, body.what, _entry(body.need),
            body.told_on, _on(entry, body.on), entry.by,
        )
        for entry, body in told.of(CapacitySaid)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.on))


def _entry(reference: str | None) -> EntryId | None:
    return EntryId(named([reference])[0]) or None if reference else None


def needs(told: Told) -> tuple[Need, ...]:
    """Every need of an account, the oldest first, those that are met among them."""
    said = told.of(NeedSaid)
    if not said:
        return ()
    yes, met = last_yes(told), ended(told)
    answers: dict[EntryId, list[Capacity]] = defaultdict(list)
    for one in capacities(told):
        if one.need is not None:
            answers[one.need].append(one)
    found = [
        Need(
            entry.id, body.what, body.person, _on(entry, body.on), entry.by,
            yes.get(entry.id), tuple(answers.get(entry.id, ())), met.get(entry.id),
        )
        for entry, body in said
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.on))


def knows(told: Told) -> tuple[Known, ...]:
    """Everything that they know already, the oldest first."""
    found = [
        Known(entry.id, body.how, body.text, body.person, _on(entry, body.on), entry.by)
        for entry, body in told.of(KnowsSaid)
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def left_on_the_table(found: Iterable[Need]) -> tuple[Need, ...]:
    """Needs that we can serve and that nobody has said are met, in the order given.

    They are the value left on the table. A need that we only cannot serve is none of them, and
    neither is one that nobody has answered: there it is unknown.
    """
    return tuple(one for one in found if one.is_left)


def loose_ends(told: Told) -> Iterator[Trouble]:
    """Capacities that answer a need which is not here; they stand for themselves."""
    known = {entry.id for entry, _ in told.of(NeedSaid)}
    for entry, body in told.of(CapacitySaid):
        if body.need and named([body.need])[0] not in known:
            yield Trouble(entry, "answers a need that is not here")
