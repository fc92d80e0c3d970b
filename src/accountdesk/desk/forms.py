"""Forms: what is asked for on the screen, what the answers mean, and how they are recorded.

A form is read once for an account or the team. What is typed into it is understood without the
store, so that every date and amount is said back before anything is recorded.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from accountdesk.core import money
from accountdesk.core.account import AccountAdded
from accountdesk.core.calendar import Dates, whole_date
from accountdesk.core.deal import DealAdded, DealFact, DealKey, Outcome
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Holds, MemberSaid, member_called
from accountdesk.core.metrics import METRICS
from accountdesk.core.next_step import Step
from accountdesk.core.person import PersonAdded
from accountdesk.core.team import Team
from accountdesk.core.text import folded
from accountdesk.desk.adding import (
    Added,
    add_account,
    add_deal,
    add_member,
    add_person,
    change_deal,
)
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import focus_typed, goal_typed, goals_of
from accountdesk.desk.log import dates, only_day, record
from accountdesk.desk.said import in_words
from accountdesk.desk.steps import Steps, move_step, step_typed
from accountdesk.desk.words import full

Choice = TypeVar("Choice", bound=StrEnum)


LISTED = ": Esc, and choose that name in the list."


class Blank(NamedTuple):
    """One line of a form: what is asked, what stands there at first, and what may be typed."""

    label: str
    value: str = ""
    hint: str = ""


class Filled(NamedTuple):
    """What the answers mean.

    Attributes:
        words: What would be recorded.
        record: Records it, and gives a sentence's worth of words.
    """

    words: str
    record: Callable[[Desk], str]


class Form(NamedTuple):
    """What is asked for.

    Attributes:
        key: What it is about, another text for every other form.
        title: What will be recorded.
        blanks: What is asked, in order.
        read: What the answers mean, one text for each blank. Raises NotUnderstood.
    """

    key: str
    title: str
    blanks: tuple[Blank, ...]
    read: Callable[[Sequence[str]], Filled]


def account_form(desk: Desk) -> Form:
    """A new account."""

    def read(answers: Sequence[str]) -> Filled:
        name, kind = answers
        body = AccountAdded(_needed(name, "the account's name"), kind or None)
        return _adds(in_words(body, None, team), lambda desk: add_account(desk, body))

    desk.must_keep()
    team = desk.team()
    types = ", ".join(team.policy.words("customer.types"))
    blanks = (Blank("Name"), Blank("Type", hint=f"{types}: a customer"))
    return Form("account", "Add an account", blanks, read)


def person_form(desk: Desk, account: str) -> Form:
    """A new person of an account."""

    def read(answers: Sequence[str]) -> Filled:
        name, title, email, phone = answers
        body = PersonAdded(_needed(name, "their name"), title or None, email or None, phone or None)
        words = in_words(body, None, team)
        return _adds(words, lambda desk: add_person(desk, named.key, body))

    desk.must_keep()
    named, team = desk.account_called(account), desk.team()
    blanks = (Blank("Name"), Blank("Title"), Blank("E-mail"), Blank("Phone"))
    return Form(f"person {named.key}", f"Add a person to {named.name}", blanks, read)


def deal_form(desk: Desk, account: str, deal: DealFact | None = None) -> Form:
    """A new deal of an account, or one that the team added and now says anew."""

    def read(answers: Sequence[str]) -> Filled:
        body = _deal(answers, deal, team, on)
        words = in_words(body, None, team)
        if deal is None:
            return _adds(words, lambda desk: add_deal(desk, named.key, body))
        return _adds(words, lambda desk: change_deal(desk, named.key, deal, body))

    desk.must_keep()
    named, team, on = desk.account_called(account), desk.team(), dates(desk, desk.team())
    title = f"Add a deal to {named.name}" if deal is None else f"{deal.name}, of {named.name}"
    return Form(f"deal {deal.key if deal else named.key}", title, _deal_blanks(deal, team), read)


def _deal_blanks(deal: DealFact | None, team: Team) -> tuple[Blank, ...]:
    known = deal or DealFact(DealKey(""))
    return (
        Blank("Name", known.name or ""),
        Blank("Amount", "" if known.cents is None else money.typed(known.cents), "like 12500"),
        Blank("Currency", known.currency or "", "ISO code, like EUR"),
        Blank("Stands", known.outcome.value, _words_of(Outcome)),
        Blank("Closes", known.closes.isoformat() if known.closes else "", "like: in 3 weeks"),
        Blank("Owner", _owner(known, team), f"a member; empty: {'as it is' if deal else 'you'}"),
    )


def _owner(deal: DealFact, team: Team) -> str:
    member = None if deal.owner is None else team.who(deal.owner)
    return member.name if member else ""


def _deal(answers: Sequence[str], deal: DealFact | None, team: Team, on: Dates) -> DealAdded:
    name, amount, currency, stands, closes, owner = answers
    outcome = _choice(stands, Outcome, "A deal stands") or Outcome.OPEN
    past = on._replace(past=outcome is not Outcome.OPEN)
    if deal is not None and owner in ("", _owner(deal, team)):
        holder = deal.owner
    else:
        holder = member_called(owner, team.members.values()).key if owner else None
    return DealAdded(
        _needed(name, "what the deal is called"),
        outcome,
        only_day(closes, past) if closes else None,
        money.cents(amount) if amount else None,
        money.currency(currency) if currency else None,
        holder,
    )


def member_form(desk: Desk, *, me: bool = False) -> Form:
    """A new member; with `me`, whoever is at the desk."""

    def read(answers: Sequence[str]) -> Filled:
        name, email, holds = answers
        seat = _choice(holds, Holds, "A member is")
        if any(folded(one.name) == folded(name) for one in team.members.values()):
            raise NotUnderstood(f"{name} is a member already{LISTED if me else '.'}")
        body = MemberSaid(_needed(name, "the name"), email or None, seat)
        words = in_words(body, None, team) + (f", {seat.value}" if seat else "")
        return _adds(words, lambda desk: add_member(desk, body, desk.claim if me else None))

    desk.must_keep()
    team = desk.team()
    blanks = (Blank("Name"), Blank("E-mail"), Blank("Seat", hint=_words_of(Holds)))
    return Form(
        "me" if me else "member", "Who are you?" if me else "Add a member of our team", blanks, read
    )


def goal_form(desk: Desk) -> Form:
    """A target that both seats share."""

    def read(answers: Sequence[str]) -> Filled:
        word, target, span, currency = answers
        metric = _one_of(word, METRICS, "A goal is for")
        said = goal_typed(team.policy, today, metric, target, span or None, currency or None)
        words = in_words(said, None, team)
        return Filled(words, _says(words, said))

    desk.must_keep()
    team, today = desk.team(), desk.today
    goal = goals_of(desk).goals[0]
    blanks = (
        Blank("Metric", goal.word, ", ".join(METRICS)),
        Blank("Target", "" if goal.target is None else money.typed(goal.target), "or none"),
        Blank("Period", goal.period.text, "2027, 2027-Q1, 2027-01"),
        Blank("Currency", goal.currency or "", "ISO code, like EUR"),
    )
    return Form("goal", "The goal that both seats share", blanks, read)


def focus_form(desk: Desk) -> Form:
    """The one thing that the team does well."""

    def read(answers: Sequence[str]) -> Filled:
        said = focus_typed(answers[0])
        words = in_words(said, None, team)
        return Filled(words, _says(words, said))

    desk.must_keep()
    team = desk.team()
    blank = Blank("Focus", team.focus or "", "what success looks like, in a sentence; or none")
    return Form("focus", "The one thing we do well", (blank,), read)


def step_form(desk: Desk, account: str) -> Form:
    """What is next for an account."""

    def read(answers: Sequence[str]) -> Filled:
        what, due, owner = answers
        step = step_typed(what, due, owner, team, on)
        words = in_words(step, None, team) + _late(step.due, on)
        return Filled(words, _says(words, step, named.key))

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
        when = whole_date(answers[0], on)
        words = f"{step.what}, {full(when.day, when.time)}{_late(when.day, on)}"
        return Filled(words, lambda desk: f"{move_step(desk, steps, step, when)}.")

    on = dates(desk, desk.team())
    return Form(
        f"moved {id_text(step.entry)}",
        f"{step.what}, for {steps.name}",
        (Blank("By", hint="tue 10:00"),),
        read,
    )


def _says(words: str, body: NamedTuple, account: AccountKey | None = None) -> Callable[[Desk], str]:
    def say(desk: Desk) -> str:
        return " ".join((f"{words}.", *record(desk, [(account, body)]).hints))

    return say


def _late(due: date | None, on: Dates) -> str:
    return " (which is past)" if due is not None and due < on.today else ""


def _adds(words: str, add: Callable[[Desk], Added]) -> Filled:
    def say(desk: Desk) -> str:
        added = add(desk)
        return " ".join((f"{added.words}.", *added.hints))

    return Filled(words, say)


def _needed(text: str, what: str) -> str:
    if not text.strip():
        raise NotUnderstood(f"Type {what}.")
    return text


def _words_of(choices: type[StrEnum]) -> str:
    *most, last = (choice.value for choice in choices)
    return f"{', '.join(most)} or {last}"


def _choice(text: str, choices: type[Choice], says: str) -> Choice | None:
    """The choice whose word begins as `text` does; None for nothing."""
    return choices(_one_of(text, [c.value for c in choices], says)) if text.strip() else None


def _one_of(text: str, words: Iterable[str], says: str) -> str:
    wanted = text.strip().casefold()
    found = [word for word in words if word == wanted] or [
        word for word in words if wanted and word.startswith(wanted)
    ]
    if len(found) != 1:
        raise NotUnderstood(f"{says} one of: {', '.join(words)}; not “{text}”.")
    return found[0]
