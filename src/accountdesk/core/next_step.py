"""Next steps: what one of us does next for an account, and by when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind, named
from accountdesk.core.liveness import Told


@kind("next_step")
class NextStep(NamedTuple):
    """What happens next.

    Attributes:
        what: In the words that were used.
        due: Last day on which it is in time, in the team's zone; None if none was named.
        time: `HH:MM` on that day; None if none was named.
        owner: A member's key; None: the one who wrote it.
    """

    what: str
    due: date | None = None
    time: str | None = None
    owner: str | None = None


@kind("step_done")
class StepDone(NamedTuple):
    """A next step that was done; `on` is None for the day it was recorded."""

    step: str
    on: date | None = None


class Step(NamedTuple):
    """One next step, as the journal's entries leave it.

    Attributes:
        entry: The entry that made it; `step_done` names it.
        what: What is to be done.
        due: As in `NextStep`.
        time: As in `NextStep`.
        owner: A member's key, or the raw claim of who wrote it.
        done_on: The earliest day on which somebody said that it was done; None while open.
    """

    entry: EntryId
    what: str
    due: date | None
    time: str | None
    owner: str
    done_on: date | None


def steps(told: Told) -> tuple[Step, ...]:
    """Every next step of an account: the earliest due first, those without a due day last."""
    done = ended(told)
    found = [
        Step(entry.id, body.what, body.due, body.time, body.owner or entry.by, done.get(entry.id))
        for entry, body in told.of(NextStep)
    ]
    return tuple(sorted(found, key=lambda s: (s.due or date.max, s.time or "99", s.entry)))


def ended(told: Told) -> dict[bytes, date]:
    """The earliest day on which somebody said of a step, or of a blocker, that it is done."""
    done: dict[bytes, date] = {}
    for entry, body in told.of(StepDone):
        [step] = named([body.step])
        on = body.on or day_of(entry.at)
        done[step] = min(on, done.get(step, on))
    return done


def open_steps(found: Iterable[Step]) -> tuple[Step, ...]:
    """Those that nobody has done yet, in the order given."""
    return tuple(step for step in found if step.done_on is None)
