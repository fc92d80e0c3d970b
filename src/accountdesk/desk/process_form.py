"""The form of our way: an account comes to a step; what we promise with it is offered, dated."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import MONTHS, Dates
from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.note_fields import must_be_in_time, promise_typed
from accountdesk.core.process import Offered, Process, ProcessStep, ProcessStepSaid
from accountdesk.core.promise import PromiseSaid, Side
from accountdesk.core.text import folded
from accountdesk.core.working_days import WEEKDAYS, add_working_days
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed
from accountdesk.desk.log import dates, day_back, record
from accountdesk.desk.our_way import process_of, where
from accountdesk.desk.said import in_words
from accountdesk.store import projections

_ASKS = "the step, by its number or how its name begins"


class Offers(NamedTuple):
    """What stands in the form at first.

    Attributes:
        process: The team's.
        step: The step that is offered; None: the account stands at the last one.
        texts: Its promises, dated, one for each line that there is; empty lines behind them.
        on: What today is.
    """

    process: Process
    step: ProcessStep | None
    texts: tuple[str, ...]
    on: Dates

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The lines of the form."""
        steps = self.process.steps
        names = f"1 to {len(steps)}, or how its name begins, like {steps[0].name}"
        promises = (
            Blank(f"Promise {n}" if len(self.texts) > 1 else "Promise", text, "none")
            for n, text in enumerate(self.texts, 1)
        )
        name = "" if self.step is None else self.step.name
        return (Blank("Step", name, names), Blank("On", "today", "or yesterday, fri"), *promises)


def process_form(desk: Desk, account: str) -> Form:
    """An account comes to a step of our process, with what we promise it; one note of all of it.

    A promise that nobody has touched belongs to the step: with another step it is another one.
    """

    def read(answers: Sequence[str]) -> Filled:
        text, day, *promises = answers
        step = step_called(offers.process, needed(text, _ASKS))
        on = day_back(day, offers.on)
        if on > desk.today:
            raise NotUnderstood("A step is entered when it is: on a day that has come.")
        said: list[NamedTuple] = [ProcessStepSaid(step.key, on)]
        said += promised(offers, step, promises)
        words = " · ".join(in_words(body, None, team) for body in said)
        return Filled(words, lambda desk: _record(desk, named.key, words, said))

    desk.must_keep()
    named, team = desk.account_called(account), desk.team()
    state = projections.state(desk.store, named.account, team)
    now = where(state.way, desk.today)
    offers = offered(process_of(team.policy), now and now.step, dates(desk, team))
    return Form(f"process {named.key}", f"Our way with {named.name}", offers.blanks, read)


def _record(desk: Desk, account: AccountKey, words: str, said: Sequence[NamedTuple]) -> str:
    noted = record(desk, [(account, body) for body in said])
    return " ".join((f"{words}.", *noted.hints))


def offered(process: Process, now: str | None, on: Dates) -> Offers:
    """What is offered to an account that stands at a step; None: at none yet."""
    place = -1 if now is None else process.place(now)
    ahead = 0 if place is None else place + 1
    step = process.steps[ahead] if ahead < len(process.steps) else None
    most = max(len(one.promises) for one in process.steps)
    return Offers(process, step, _texts(step, most, on), on)


def _texts(step: ProcessStep | None, most: int, on: Dates) -> tuple[str, ...]:
    texts = (
        [] if step is None else [f"{one.what}, by {_day(due(one, on))}" for one in step.promises]
    )
    return (*texts, *[""] * (most - len(texts)))


def due(promise: Offered, on: Dates) -> date:
    """The day on which a promise is due that is given today."""
    return add_working_days(on.today, promise.days, on.workdays)


def _day(on: date) -> str:
    """A day as one types it: `fri 27 nov 2026`."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def step_called(process: Process, text: str) -> ProcessStep:
    """The step that a text names: its number, its word, or how its name begins.

    Raises:
        NotUnderstood: It names none, or several.
    """
    steps, wanted = process.steps, folded(text)
    if wanted.isascii() and wanted.isdecimal():
        found = [step for n, step in enumerate(steps, 1) if str(n) == wanted.lstrip("0")]
    else:
        names = {step: (step.key, folded(step.name)) for step in steps}
        found = [step for step in steps if wanted in names[step]] or [
            step for step in steps if any(name.startswith(wanted) for name in names[step])
        ]
    if len(found) != 1:
        listed = ", ".join(f"{n} {step.name}" for n, step in enumerate(steps, 1))
        raise NotUnderstood(f"A step is one of: {listed}; not “{text}”.")
    return found[0]


def promised(offers: Offers, step: ProcessStep, answers: Sequence[str]) -> Iterator[PromiseSaid]:
    """What is promised with a step; `none` is nothing, and so is a line that was emptied."""
    of_step = _texts(step, len(offers.texts), offers.on)
    for answer, first, own in zip(answers, offers.texts, of_step, strict=True):
        text = own if answer == first else answer
        if text and text.casefold() != "none":
            yield must_be_in_time(promise_typed(text, "", Side.OURS, offers.on))
