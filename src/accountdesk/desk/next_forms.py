"""Forms about what is next: a step, another day for one, and not now."""

from collections.abc import Container, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from accountdesk.core.calendar import Dates, whole_date
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Member, Seat
from accountdesk.core.next_step import NextStep, Step
from accountdesk.core.readings import Readings, readings
from accountdesk.core.snooze import PutOff, Snooze
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed, says
from accountdesk.desk.log import dates, put_off_hints
from accountdesk.desk.said import in_words
from accountdesk.desk.standing import snooze_them, snooze_typed
from accountdesk.desk.steps import Steps, move_step, step_typed
from accountdesk.desk.words import count, full
from accountdesk.store import projections


def step_form(desk: Desk, account: str) -> Form:
    """What is next for an account."""

    def read(answers: Sequence[str]) -> Filled:
        what, due, owner = answers
        step = step_typed(what, due, owner, team, on)
        words = in_words(step, None, team) + _late(step.due, on)
        hints = put_off_hints(step, state, team, on.today)
        return Filled(" · ".join((words, *hints)), says(words, step, named.key))

    desk.must_keep()
    named, team, on = desk.account_called(account), desk.team(), dates(desk, desk.team())
    state = projections.state(desk.store, named.account, team)
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
        hints = put_off_hints(NextStep(step.what, when.day), state, team, on.today)
        return Filled(
            " · ".join((words, *hints)), lambda desk: f"{move_step(desk, steps, step, when)}."
        )

    team = desk.team()
    on = dates(desk, team)
    state = projections.state(desk.store, desk.account_called(steps.account).account, team)
    return Form(
        f"moved {id_text(step.entry)}",
        f"{step.what}, for {steps.name}",
        (Blank("By", hint="tue 10:00"),),
        read,
    )


Whose = Sequence[tuple[AccountKey, Seat | None]]
"""Accounts, each with the list that is meant; None: nobody has said which."""


def snooze_form(desk: Desk, whose: Whose) -> Form:
    """Until when some accounts call for nobody, and why; each in one list.

    Where nobody has said in which, it is that of the one at the desk, else the one that has put the
    account off, else the only one in which it stands, else both.
    """

    def read(answers: Sequence[str]) -> Filled:
        until, why = answers
        body = snooze_typed(needed(until, "the day, like next mon"), why, on)
        if body.until is None and not any(one.now for one in meant):
            raise NotUnderstood("Nobody has put it off. Name the day on which it calls again.")
        words = in_words(body, None, team)
        return Filled(f"{where}: {words}", partial(record_it, body=body))

    def record_it(desk: Desk, body: Snooze) -> str:
        hints = snooze_them(desk, [(one.account, one.seat) for one in meant], body).hints
        return " ".join((f"{who}, {where}: {in_words(body, None, team)}.", *hints))

    desk.must_keep()
    team = desk.team()
    on = dates(desk, team)
    meant = [_meant(desk, team, account, seat) for account, seat in whose]
    names = sorted({one.name for one in meant})
    who = names[0] if len(names) == 1 else count(len(names), "account")
    seats = {one.seat for one in meant}
    labels = team.labels
    only = next(iter(seats)) if len(seats) == 1 else None
    where = "in both lists" if only is None else f"in {labels[only]}"
    now = meant[0].now if len(meant) == 1 else None
    until = now.until.isoformat() if now else "tomorrow"
    blanks = (
        Blank("Until", until, "next mon; or none"),
        Blank("Why", now.why if now else "", "what we wait for"),
    )
    return Form(f"snooze {sorted(map(str, whose))}", f"Not now, {where}: {who}", blanks, read)


class _Meant(NamedTuple):
    """An account, the list that is meant, None for both, and what puts it off there now."""

    account: AccountKey
    name: str
    seat: Seat | None
    now: PutOff | None


def _meant(desk: Desk, team: Team, account: AccountKey, seat: Seat | None) -> _Meant:
    named = desk.account_called(account)
    state = projections.state(desk.store, named.account, team)
    off = {one: put for one, put in state.put_off.items() if put.until > desk.today}
    if seat is None:
        seat = _seat_of(team.who(desk.claim), state, off, readings(state, team, desk.today))
    now = next((put for one, put in off.items() if seat in (None, one)), None)
    return _Meant(state.key, state.name, seat, now)


def _seat_of(
    me: Member | None, state: AccountState, off: Container[Seat], now: Readings
) -> Seat | None:
    """The list that is meant where nobody has said so; None: both."""
    holders = {Seat.HUNTER: state.hunters, Seat.FARMER: state.farmers}
    for chosen in (
        [seat for seat in now.seats if me in holders[seat]],
        [seat for seat in now.seats if seat in off],
        list(now.seats),
    ):
        if len(chosen) == 1:
            return chosen[0]
    return None


def _late(due: date | None, on: Dates) -> str:
    return " (which is past)" if due is not None and due < on.today else ""
