"""Forms: what is asked for on the screen, one function each."""

from collections.abc import Sequence

from accountdesk.core import money
from accountdesk.core.account import AccountAdded
from accountdesk.core.calendar import Dates
from accountdesk.core.deal import DealAdded, DealFact, DealKey, Outcome
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Holds, MemberSaid, member_called
from accountdesk.core.metrics import METRICS
from accountdesk.core.person import PersonAdded
from accountdesk.core.team import Team
from accountdesk.desk.adding import (
    add_account,
    add_deal,
    add_member,
    add_person,
    change_deal,
    must_be_past,
    same_name,
)
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import (
    Blank,
    Filled,
    Form,
    adds,
    choice,
    must_be_mail,
    needed,
    one_of,
    says,
    words_of,
)
from accountdesk.desk.goal_setting import focus_typed, goal_typed
from accountdesk.desk.goals import goals_of
from accountdesk.desk.log import dates, only_day
from accountdesk.desk.said import in_words
from accountdesk.desk.standing import field_typed

LISTED = ": Esc, and choose that name in the list."


def account_form(desk: Desk) -> Form:
    """A new account."""

    def read(answers: Sequence[str]) -> Filled:
        name, kind = answers
        body = AccountAdded(needed(name, "the account's name"), kind or None)
        return adds(in_words(body, None, team), lambda desk: add_account(desk, body))

    desk.must_keep()
    team = desk.team()
    types = ", ".join(team.policy.words("customer.types"))
    blanks = (Blank("Name"), Blank("Type", hint=f"{types}: a customer"))
    return Form("account", "Add an account", blanks, read)


def person_form(desk: Desk, account: str) -> Form:
    """A new person of an account."""

    def read(answers: Sequence[str]) -> Filled:
        name, title, email, phone = answers
        must_be_mail(email)
        body = PersonAdded(needed(name, "their name"), title or None, email or None, phone or None)
        words = in_words(body, None, team)
        return adds(words, lambda desk: add_person(desk, named.key, body))

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
            return adds(words, lambda desk: add_deal(desk, named.key, body))
        return adds(words, lambda desk: change_deal(desk, named.key, deal, body))

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
        Blank("Stands", known.outcome.value, words_of(Outcome)),
        Blank("Closes", known.closes.isoformat() if known.closes else "", "like: in 3 weeks"),
        Blank("Owner", _owner(known, team), f"a member; empty: {'as it is' if deal else 'you'}"),
    )


def _owner(deal: DealFact, team: Team) -> str:
    member = None if deal.owner is None else team.who(deal.owner)
    return member.name if member else ""


def _deal(answers: Sequence[str], deal: DealFact | None, team: Team, on: Dates) -> DealAdded:
    name, amount, currency, stands, closes, owner = answers
    outcome = choice(stands, Outcome, "A deal stands") or Outcome.OPEN
    past = on._replace(past=outcome is not Outcome.OPEN)
    if deal is not None and owner in ("", _owner(deal, team)):
        holder = deal.owner
    else:
        holder = member_called(owner, team.members.values()).key if owner else None
    body = DealAdded(
        needed(name, "what the deal is called"),
        outcome,
        only_day(closes, past) if closes else None,
        money.cents(amount) if amount else None,
        money.currency(currency) if currency else None,
        holder,
    )
    must_be_past(body, on.today)
    return body


def field_form(desk: Desk, account: str) -> Form:
    """A field of our own of an account."""

    def read(answers: Sequence[str]) -> Filled:
        said = field_typed(*answers)
        words = in_words(said, None, team)
        return Filled(words, says(words, said, named.key))

    desk.must_keep()
    named, team = desk.account_called(account), desk.team()
    blanks = (Blank("Field", hint="tier, tag, region, …"), Blank("Says", hint="empty: not ours"))
    return Form(f"field {named.key}", f"A field of our own of {named.name}", blanks, read)


def member_form(desk: Desk, *, me: bool = False) -> Form:
    """A new member; with `me`, whoever is at the desk."""

    def read(answers: Sequence[str]) -> Filled:
        name, email, holds = answers
        must_be_mail(email)
        seat = choice(holds, Holds, "A member is")
        if any(same_name(one.name, name) for one in team.members.values()):
            raise NotUnderstood(f"{name} is a member already{LISTED if me else '.'}")
        body = MemberSaid(needed(name, "the name"), email or None, seat)
        words = in_words(body, None, team)
        return adds(words, lambda desk: add_member(desk, body, desk.claim if me else None))

    desk.must_keep()
    team = desk.team()
    blanks = (Blank("Name"), Blank("E-mail"), Blank("Seat", hint=words_of(Holds)))
    return Form(
        "me" if me else "member", "Who are you?" if me else "Add a member of our team", blanks, read
    )


def goal_form(desk: Desk) -> Form:
    """A target that both seats share."""

    def read(answers: Sequence[str]) -> Filled:
        word, target, span, currency = answers
        metric = one_of(word, METRICS, "A goal is for")
        said = goal_typed(team.policy, today, metric, target, span or None, currency or None)
        words = in_words(said, None, team)
        return Filled(words, says(words, said))

    desk.must_keep()
    team, today = desk.team(), desk.today
    goal = goals_of(desk, team).goals[0]
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
        return Filled(words, says(words, said))

    desk.must_keep()
    team = desk.team()
    blank = Blank("Focus", team.focus or "", "what success looks like, in a sentence; or none")
    return Form("focus", "The one thing we do well", (blank,), read)
