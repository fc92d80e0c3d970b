"""Forms about what is next: a step, another day for one, that it is done, and not now."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from accountdesk.core.calendar import Dates, whole_date
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.member import Seat
from accountdesk.core.next_step import Step
from accountdesk.core.snooze import Snooze
from accountdesk.core.state import AccountState
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed, says
from accountdesk.desk.log import Understood, dates, understand
from accountdesk.desk.said import in_words
from accountdesk.desk.standing import snooze_them, snooze_typed
from accountdesk.desk.steps import Steps, end_step, move_step, step_typed
from accountdesk.desk.words import count, full
from accountdesk.store import projections


def step_form(desk: Desk, account: str) -> Form:
    """What is next for an account."""

    def read(answers: Sequence[str]) -> Filled:
        what, due, owner = answers
        step = step_typed(what, due, owner, team, on)
        words = in_words(step, None, team) + _late(step.due, on)
        return Filled(words, says(words, step, named.key))

    desk.must_keep()
    named, team, on = desk.account_called(account), desk.team(), dates(desk, desk.team())
    blanks = (
        Blank("Next", hint="demo with finance"),
        Blank("By", hint="tue 10:00"),
        Blank("Who", hint="a member; empty: you"),
    )
    return Form(f"step {named.key}", f"Next for {named.name}", blanks, read)


def moving_form(desk: Desk, steps: Steps, step: Step) -> Form:
    """Another day for a step."""

    def read(answers: Sequence[str]) -> Filled:
        when = whole_date(needed(answers[0], "the new day, like tue 10:00"), on)
        words = f"{step.what}, {full(when.day, when.time)}{_late(when.day, on)}"
        return Filled(words, lambda desk: f"{move_step(desk, steps, step, when)}.")

    on = dates(desk, desk.team())
    return Form(
        f"moved {id_text(step.entry)}",
        f"{step.what}, for {steps.name}",
        (Blank("By", hint="tue 10:00"),),
        read,
    )


def done_form(desk: Desk, steps: Steps, step: Step) -> Form:
    """What came of a step that is done; nothing need be said."""

    def read(answers: Sequence[str]) -> Filled:
        said = understand(answers[0], state, team, on) if answers[0] else Understood((), (), ())
        words = " · ".join((done, *said.words, *said.hints))
        return Filled(words, partial(record_it, said=said))

    def record_it(desk: Desk, said: Understood) -> str:
        return f"{'; '.join((end_step(desk, steps, step, said.bodies), *said.words))}."

    team, done = desk.team(), f"done: {step.what}"
    on = dates(desk, team)
    state = projections.state(desk.store, desk.account_called(steps.account).account, team)
    blank = Blank("And", hint="what came of it, like call dana: agreed on tiers; or nothing")
    title = f"Done: {step.what}, for {steps.name}"
    return Form(f"done {id_text(step.entry)}", title, (blank,), read)


Whose = Sequence[tuple[AccountKey, Seat | None]]
"""Accounts, and whose list is meant; None: both."""


def snooze_form(desk: Desk, whose: Whose) -> Form:
    """Until when some accounts call for nobody, and why; each in one seat's list, or in both."""

    def read(answers: Sequence[str]) -> Filled:
        until, why = answers
        body = snooze_typed(needed(until, "the day, like next mon"), why, on)
        return Filled(said(body), partial(record_it, body=body))

    def said(body: Snooze) -> str:
        return in_words(body._replace(seat=seat), None, team)

    def record_it(desk: Desk, body: Snooze) -> str:
        return " ".join((f"{who}: {said(body)}.", *snooze_them(desk, whose, body).hints))

    desk.must_keep()
    team = desk.team()
    on = dates(desk, team)
    named = [desk.account_called(account) for account, _ in whose]
    who = named[0].name if len(whose) == 1 else count(len(whose), "account")
    seat = whose[0][1] if len({seat for _, seat in whose}) == 1 else None
    now = Snooze()
    if len(whose) == 1:
        now = _snoozed(projections.state(desk.store, named[0].account, team), seat, on.today)
    blanks = (
        Blank("Until", now.until.isoformat() if now.until else "tomorrow", "next mon; or none"),
        Blank("Why", now.why or "", "what we wait for"),
    )
    return Form(f"snooze {whose}", f"Not now: {who}", blanks, read)


def _snoozed(state: AccountState, seat: Seat | None, today: date) -> Snooze:
    """What puts an account off now."""
    for one, snooze in state.snoozes.items():
        if seat in (None, one) and snooze.until is not None and snooze.until > today:
            return snooze
    return Snooze()


def _late(due: date | None, on: Dates) -> str:
    return " (which is past)" if due is not None and due < on.today else ""
