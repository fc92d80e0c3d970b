"""The plan: what it takes both sides to decide and to start, each step somebody's and dated.

A step of the plan is done by a `step_done` that names it, and changed by an amendment.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told
from accountdesk.core.next_step import Step, ended
from accountdesk.core.promise import Side


@kind("plan_step")
class PlanStepSaid(NamedTuple):
    """A step of the plan that both sides own.

    Attributes:
        what: In the words that were used.
        side: Who does it: we, or they.
        owner: Of a step of ours the key of the member who does it; None: the one who wrote it.
        person: Of a step of theirs the key of the person who does it; None: nobody is named.
        due: Last day on which it is in time, in the team's zone; None if none was named.
        on: The day it was agreed; None: the day it was recorded.
    """

    what: str
    side: Side = Side.OURS
    owner: str | None = None
    person: str | None = None
    due: date | None = None
    on: date | None = None


class PlanStep(NamedTuple):
    """One step of the plan, as the journal's entries leave it.

    Attributes:
        entry: The entry that made it; `step_done` names it.
        what: In the words that were used.
        side: Who does it.
        owner: A member's key, or the raw claim of who wrote it.
        person: As in `PlanStepSaid`.
        due: As in `PlanStepSaid`.
        on: The day it was agreed.
        by: The raw claim of who wrote it.
        done_on: The earliest day on which somebody said that it is done; None while it is open.
    """

    entry: EntryId
    what: str
    side: Side
    owner: str
    person: str | None
    due: date | None
    on: date
    by: str
    done_on: date | None

    @property
    def as_step(self) -> Step:
        """The same as a step that one of us takes."""
        return Step(self.entry, self.what, self.due, None, self.owner, self.done_on)


def plan(told: Told) -> tuple[PlanStep, ...]:
    """Every step of an account's plan: the earliest due first, those without a due day last."""
    said = told.of(PlanStepSaid)
    if not said:
        return ()
    done = ended(told)
    found = [
        PlanStep(
            *(entry.id, body.what, body.side, body.owner or entry.by, body.person, body.due),
            *(body.on or day_of(entry.at), entry.by, done.get(entry.id)),
        )
        for entry, body in said
    ]
    return tuple(sorted(found, key=lambda step: (step.due or date.max, step.entry)))


def open_plan(found: Iterable[PlanStep], side: Side | None = None) -> tuple[PlanStep, ...]:
    """Those that nobody has done yet, of one side or of both, in the order given."""
    return tuple(step for step in found if step.done_on is None and side in (None, step.side))
