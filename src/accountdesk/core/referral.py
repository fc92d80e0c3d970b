"""Referrals: a customer brings us to somebody, and how that went, until they were thanked.

One that came by itself is recorded; one is asked for only where it is earned. Later entries name
the one that began it: introduced, met, won, thanked.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import Entry, EntryId, kind, named
from accountdesk.core.liveness import Told, Trouble


class Stage(StrEnum):
    """The way of a referral, in its order; it begins with one of the first two."""

    ASKED = "asked"
    CAME = "came"
    INTRODUCED = "introduced"
    MET = "met"
    WON = "won"
    THANKED = "thanked"


GIVEN = (Stage.CAME, Stage.INTRODUCED, Stage.MET)
"""What they did for us: the first of these deserves thanks, and what was won once more."""


@kind("referral")
class ReferralSaid(NamedTuple):
    """Somebody brings us to somebody, or that went on.

    Attributes:
        stage: What happened.
        who: Whom it is about, by name and company; None: nobody is named yet, or as before.
        person: Key of the customer's person who brings us there; None: nobody is named.
        of: The entry that began it; None: it begins with this one.
        words: What was said; None if nothing was.
        on: The day; None: the day it was recorded.
    """

    stage: Stage
    who: str | None = None
    person: str | None = None
    of: str | None = None
    words: str | None = None
    on: date | None = None


class Step(NamedTuple):
    """What happened on the way of a referral; `by` is the raw claim of who says so."""

    stage: Stage
    on: date
    words: str
    by: str
    entry: EntryId


class Referral(NamedTuple):
    """One referral, as the journal's entries leave it.

    Attributes:
        entry: The entry that began it.
        who: Whom it is about, the last word; empty: nobody is named yet.
        person: Who brings us there, the last word; None: nobody is named.
        on: The day it began.
        by: The raw claim of who wrote it.
        steps: The first of each stage, of thanks the last, by their day.
    """

    entry: EntryId
    who: str
    person: str | None
    on: date
    by: str
    steps: tuple[Step, ...]

    @property
    def is_asked(self) -> bool:
        """Whether we asked for it; else it came by itself."""
        return any(step.stage is Stage.ASKED for step in self.steps)

    @property
    def reached(self) -> Stage:
        """The farthest stage that it has come to."""
        made = {step.stage for step in self.steps}
        return [stage for stage in Stage if stage in made][-1]

    @property
    def owed_since(self) -> date | None:
        """The day since which thanks are owed for it; None: none are."""
        days = {step.stage: step.on for step in self.steps}
        given = [days[stage] for stage in GIVEN if stage in days][:1]
        given += [days[Stage.WON]] if Stage.WON in days else []
        thanked = days.get(Stage.THANKED, date.min)
        return max((day for day in given if day > thanked), default=None)


def referrals(told: Told) -> tuple[Referral, ...]:
    """Every referral of an account, the oldest first."""
    said = told.of(ReferralSaid)
    if not said:
        return ()
    of: dict[bytes, list[tuple[Entry, ReferralSaid]]] = defaultdict(list)
    for entry, body in said:
        of[entry.id if body.of is None else named([body.of])[0]].append((entry, body))
    found = [_referral(entry, of[entry.id]) for entry, body in said if body.of is None]
    return tuple(sorted(found, key=lambda one: (one.on, one.entry)))


def _referral(first: Entry, said: list[tuple[Entry, ReferralSaid]]) -> Referral:
    steps: dict[Stage, Step] = {}
    for entry, body in said:
        step = Step(body.stage, body.on or day_of(entry.at), body.words or "", entry.by, entry.id)
        known = steps.get(body.stage)
        is_later = known is not None and step.on > known.on
        if known is None or (is_later is (body.stage is Stage.THANKED) and step.on != known.on):
            steps[body.stage] = step
    order = list(Stage)
    begun = next(body for entry, body in said if entry.id == first.id)
    return Referral(
        entry=first.id,
        who=next((body.who for _, body in reversed(said) if body.who), ""),
        person=next((body.person for _, body in reversed(said) if body.person), None),
        on=begun.on or day_of(first.at),
        by=first.by,
        steps=tuple(sorted(steps.values(), key=lambda s: (s.on, order.index(s.stage)))),
    )


def loose_ends(told: Told) -> Iterator[Trouble]:
    """Entries that go on with a referral that nobody began."""
    begun = {entry.id for entry, body in told.of(ReferralSaid) if body.of is None}
    for entry, body in told.of(ReferralSaid):
        if body.of is not None and named([body.of])[0] not in begun:
            yield Trouble(entry, "goes on with a referral that is not here")
