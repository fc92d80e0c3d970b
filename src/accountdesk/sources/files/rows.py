"""Rows: what a row of a table says, by what the table is about, as facts."""

from collections.abc import Callable, Iterable, Iterator

from accountdesk.core.account import AccountFact
from accountdesk.core.calendar import Moment
from accountdesk.core.case import CaseFact, CaseKey
from accountdesk.core.deal import DealFact, DealKey, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent
from accountdesk.core.member import Holds, MemberFact, MemberKey
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.text import folded
from accountdesk.core.touchpoint import ActivityFact
from accountdesk.sources.files import values, words
from accountdesk.sources.files.cells import Cells, Unusable
from accountdesk.sources.files.joins import Joins, NotJoined, tidy
from accountdesk.sources.files.synonyms import Subject


def _accounts(cells: Cells, joins: Joins) -> Iterator[Sent]:
    name = cells.text("name")
    if not tidy(name):
        raise Unusable(cells.plan.column("name"), "the account has no name")
    renewal, amount = cells.moment("renewal"), cells.amount()
    fact = AccountFact(
        key=account_key(cells, joins),
        name=name,
        type=cells.known("type"),
        owner=_owner(cells, joins),
        renewal=renewal.day if renewal else None,
        cents=amount.cents if amount else None,
        currency=amount.currency if amount else None,
        link=cells.known("link"),
        fields=cells.rest(),
    )
    touched = cells.past("last_contact", "it is no last contact")
    joins.add_account(fact)
    yield Sent(fact.key, fact, cells.raw())
    contact, email = cells.text("contact"), cells.text("contact_email")
    person = None
    if contact or email:
        at = folded(cells.text("id") or name)
        person = PersonKey(f"{joins.key(at)}/{tidy(contact or email)}")
        title, phone = cells.known("contact_title"), cells.known("contact_phone")
        known = PersonFact(person, contact or email, title, email or None, phone)
        yield _person(cells, joins, fact.key, known)
    if touched is not None:
        yield _last_contact(cells, fact.key, person, touched)


def account_key(cells: Cells, joins: Joins) -> AccountKey:
    """The key of the account that a row of a list is about."""
    return AccountKey(joins.key(cells.text("id") or cells.text("name")))


def _last_contact(cells: Cells, account: AccountKey, person: PersonKey | None, on: Moment) -> Sent:
    """A last-contact column: a touch of unknown kind, which the next import replaces."""
    people = () if person is None else (person,)
    key = f"{person or account}/last contact"
    return Sent(account, ActivityFact(key, on.day, people=people, time=on.time), cells.raw())


def _person(cells: Cells, joins: Joins, account: AccountKey, fact: PersonFact) -> Sent:
    joins.add_person(account, fact.key, filter(None, (fact.name, fact.email)))
    return Sent(account, fact, cells.raw())


def _account(cells: Cells, joins: Joins) -> AccountKey:
    """The account that a row belongs to."""
    try:
        return joins.account(cells.text("account_id"), cells.text("account"))
    except NotJoined as error:
        columns = cells.plan.mapped.columns
        role = "account_id" if cells.text("account_id") or "account" not in columns else "account"
        raise Unusable(cells.plan.column(role), str(error)) from error


def _owner(cells: Cells, joins: Joins) -> str | None:
    return joins.owner(cells.text("owner_id"), words.owner_of(cells.text("owner")))


def _full_name(cells: Cells) -> str:
    return cells.text("name") or f"{cells.text('first')} {cells.text('last')}".strip()


def _people(cells: Cells, joins: Joins) -> Iterator[Sent]:
    account = _account(cells, joins)
    name, email = _full_name(cells), cells.text("email")
    if not tidy(name or email):
        raise Unusable(cells.plan.column("name"), "the person has no name and no e-mail address")
    identity = cells.text("id")
    key = joins.key(identity) if identity else _key(cells, joins, name or email)
    touched = cells.past("last_contact", "it is no last contact")
    yield _person(
        cells,
        joins,
        account,
        PersonFact(
            PersonKey(key),
            name or email,
            cells.known("title"),
            email or None,
            cells.known("phone"),
        ),
    )
    if touched is not None:
        yield _last_contact(cells, account, PersonKey(key), touched)


def _deals(cells: Cells, joins: Joins) -> Iterator[Sent]:
    account = _account(cells, joins)
    identity, name = cells.text("id"), cells.text("name")
    if not tidy(identity or name):
        raise Unusable(cells.plan.column("name"), "the deal has no id and no name")
    status = cells.text("status") or cells.text("stage")
    if words.is_deleted(status):
        role = "status" if cells.text("status") else "stage"
        raise Unusable(cells.plan.column(role), f"“{status}”: its source has thrown it away")
    outcome = _outcome(cells)
    closes = _closes(cells, outcome)
    amount = cells.amount("closed_amount") if outcome is Outcome.WON else None
    amount = amount or cells.amount()
    fact = DealFact(
        key=DealKey(joins.key(identity) if identity else _key(cells, joins, name)),
        name=name or None,
        outcome=outcome,
        closes=closes.day if closes else None,
        cents=amount.cents if amount else None,
        currency=amount.currency if amount else None,
        owner=_owner(cells, joins),
        stage=cells.known("stage") or cells.known("status"),
    )
    yield Sent(account, fact, cells.raw())


def _closes(cells: Cells, outcome: Outcome) -> Moment | None:
    """The expected day of an open deal; of another the day it was closed, which has come."""
    if outcome is Outcome.OPEN:
        return cells.moment("closes")
    late = f"a deal that is {outcome.value} was closed by today"
    return cells.past("closed_on", late) or cells.past("closes", late)


def _outcome(cells: Cells) -> Outcome:
    """Where a deal stands: its status if that says so, else its stage; open if neither does."""
    status, stage = cells.text("status"), cells.text("stage")
    if "won" in words.plain(cells.plan.column("status")).split():  # a column of yes and no
        status = Outcome.WON if words.is_yes(status) else ""
    return (
        words.outcome(status, cells.plan.stages)
        or words.outcome(stage, cells.plan.stages)
        or Outcome.OPEN
    )


def _activities(cells: Cells, joins: Joins) -> Iterator[Sent]:
    account = _account(cells, joins)
    on = cells.past("on", "planned, not held")
    if on is None:
        reason = cells.aside[-1][1] if cells.aside else "it has no day"
        raise Unusable(cells.plan.column("on"), reason)
    status = cells.text("status")
    if status and not words.was_held(status):
        raise Unusable(cells.plan.column("status"), f"“{status}”: planned, or not known to be held")
    word, answer, subject = cells.text("kind"), cells.text("answer"), cells.text("subject")
    if words.was_called_off(answer):
        raise Unusable(cells.plan.column("answer"), f"“{answer}”: it was not held")
    person = cells.text("person")
    identity = cells.text("id")
    fact = ActivityFact(
        key=joins.key(identity) if identity else _key(cells, joins, _what_it_was(cells, on)),
        on=on.day,
        kind=words.kind_of(word),
        manner=words.manner_of(word),
        direction=words.direction_of(f"{cells.text('direction')} {word}"),
        no_answer=words.nobody_there(answer),
        people=(joins.person(account, person),) if person else (),
        text="\n".join(filter(None, (subject, cells.text("text")))),
        time=on.time or _time(cells),
        by=joins.owner("", words.owner_of(cells.text("by"))),
    )
    yield Sent(account, fact, cells.raw())


def _cases(cells: Cells, joins: Joins) -> Iterator[Sent]:
    account = _account(cells, joins)
    identity, name, status = cells.text("id"), cells.text("name"), cells.text("status")
    if not tidy(identity or name):
        raise Unusable(cells.plan.column("name"), "the case has no id and no subject")
    opened, due = cells.moment("opened"), cells.moment("due")
    closed = cells.past("closed_on", "a case is closed by today")
    fact = CaseFact(
        key=CaseKey(joins.key(identity) if identity else _key(cells, joins, name)),
        name=name or None,
        is_closed=closed is not None or words.is_closed(status),
        opened=opened.day if opened else None,
        due=due.day if due else None,
        owner=_owner(cells, joins),
        status=cells.known("status"),
    )
    yield Sent(account, fact, cells.raw())


def _time(cells: Cells) -> str | None:
    text = cells.text("time")
    found = values.moment(f"2000-01-01 {text}", "dmy") if text else None
    return found.time if found else None


def _key(cells: Cells, joins: Joins, name: str) -> str:
    """A key for a record without an id: its name, at the account as the row names that.

    It does not hang on the account's own key, which changes when a list gives it an id.
    """
    account = cells.text("account_id") or cells.text("account")
    return f"{joins.key(folded(account))}/{tidy(name)}"


def _what_it_was(cells: Cells, on: Moment) -> str:
    """A name for an activity without an id: what tells it from any other one."""
    from hashlib import blake2b

    roles = ("kind", "subject", "text", "person", "time")
    said = "\0".join((on.day.isoformat(), *(cells.text(role) for role in roles)))
    return blake2b(said.encode(), digest_size=8).hexdigest()


def _members(cells: Cells, joins: Joins) -> Iterator[Sent]:
    name, email = _full_name(cells), cells.text("email")
    if not tidy(name):
        raise Unusable(cells.plan.column("name"), "the member has no name")
    key = MemberKey(joins.key(cells.text("id") or name))
    seat = {holds.value: holds for holds in Holds}.get(folded(cells.text("seat")))
    fields = cells.rest()
    if cells.text("seat") and seat is None:
        fields[cells.plan.column("seat")] = cells.text("seat")
    fact = MemberFact(key, name, email or None, fields, seat)
    joins.add_member(fact)
    yield Sent(None, fact, cells.raw())


READERS: dict[Subject, Callable[[Cells, Joins], Iterable[Sent]]] = {
    Subject.ACCOUNTS: _accounts,
    Subject.MEMBERS: _members,
    Subject.PEOPLE: _people,
    Subject.DEALS: _deals,
    Subject.ACTIVITIES: _activities,
    Subject.CASES: _cases,
}
