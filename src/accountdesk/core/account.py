"""Accounts: what a source and the team say an account is, who holds its seats, and whether it left.

*Customer*: an account with a won deal, a renewal, or a type that policy counts as customer, and no
later live `left`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.delivery import Left as LeftTo
from accountdesk.core.delivery import left_to
from accountdesk.core.entry import AccountKey, by_time, kind
from accountdesk.core.liveness import Told
from accountdesk.core.member import MemberKey, Seat
from accountdesk.core.policy import Policy
from accountdesk.core.record import Fields
from accountdesk.core.text import folded


class Why(StrEnum):
    """Why a customer left, sorted; their words are kept beside it."""

    PRICE = "price"
    CARE = "care"
    FIT = "fit"
    OTHER = "other"


class AccountFact(NamedTuple):
    """An account as a source knows it; None is unknown.

    Attributes:
        key: Its name for ever.
        name: As the source writes it.
        type: The source's word for what it is to us.
        owner: A member's key or the source's owner id.
        renewal: Day on which its contract renews.
        cents: Hundredths of `currency` a year.
        currency: ISO code.
        link: Address of the record in the source.
        fields: Columns that we do not map, as text.
        gone: The day on which this desk saw that the source has it no longer.
    """

    key: AccountKey
    name: str
    type: str | None = None
    owner: str | None = None
    renewal: date | None = None
    cents: int | None = None
    currency: str | None = None
    link: str | None = None
    fields: Fields = Fields()
    gone: date | None = None


@kind("account_added")
class AccountAdded(NamedTuple):
    """An account that the team added itself, where no source has it."""

    name: str
    type: str | None = None


@kind("field")
class Field(NamedTuple):
    """A field or tag of our own, laid over the source's; None takes ours away.

    Where it is written to the source, what the source says holds from then on.
    """

    name: str
    value: str | None = None


@kind("seat")
class SeatSaid(NamedTuple):
    """Who holds a seat of this account, all of them; the last word for a seat wins."""

    seat: Seat
    members: tuple[str, ...]


@kind("same_account")
class SameAccount(NamedTuple):
    """The account is the same as another one; retracting it splits them again."""

    other: str


@kind("gone_confirmed")
class GoneConfirmed(NamedTuple):
    """That its source had it no longer on that day is right: it stands in no list.

    If the source has it again and loses it on a later day, that is another matter.
    """

    on: date
    why: str | None = None


@kind("left")
class Left(NamedTuple):
    """They left: when, why in their words, and why sorted."""

    on: date
    words: str | None = None
    why: Why | None = None


@kind("renewal")
class Renewal(NamedTuple):
    """A contract renews on a day, for an amount a year."""

    on: date
    cents: int | None = None
    currency: str | None = None


class Profile(NamedTuple):
    """What an account is, as facts and entries leave it.

    Attributes:
        name: None if neither a source nor the team has named it yet: "not received yet".
        names: What each of the joined records is called, by key.
        type: The team's field of that name, else the source's; None if unknown.
        owner: The source's owner; None if unknown.
        link: Address of the record in the source; None if there is none.
        fields: The source's unmapped columns with the team's own fields laid over them.
        seats: Seats that the team has said who holds, and those members; a seat that is not in
            here is derived from owners.
        renewals: Every known renewal, the earliest first.
        left: Every live `left`, the earliest first, each with what else spoke before it.
        gone: The day since which no source has it that had it; None while one has, or none ever
            had.
        gone_confirmed: Whether the team has said that this is right.
    """

    name: str | None
    names: Mapping[AccountKey, str]
    type: str | None
    owner: str | None
    link: str | None
    fields: Fields
    seats: Mapping[Seat, tuple[MemberKey, ...]]
    renewals: tuple[Renewal, ...]
    left: tuple["Departure", ...]
    gone: date | None = None
    gone_confirmed: bool = False


class Departure(NamedTuple):
    """One live `left`.

    Attributes:
        left: What was said.
        renewed_after: Days of renewals that were recorded after it: they came back, or stayed.
    """

    left: Left
    renewed_after: tuple[date, ...]


def joined_with(told: Told) -> frozenset[AccountKey]:
    """The accounts that this account's own live entries say it is the same as."""
    return frozenset(AccountKey(body.other) for _, body in told.of(SameAccount))


def profile(facts: Sequence[AccountFact], told: Told) -> Profile:
    """What an account is; of several joined records the one with the smallest key speaks first.

    Args:
        facts: Records of the joined accounts that a source has; often one, empty if none has.
        told: What live entries of the joined accounts say.
    """
    facts = sorted(facts, key=lambda fact: fact.key)
    added = told.of(AccountAdded)
    names = {entry.account: body.name for entry, body in added if entry.account is not None}
    names |= {fact.key: fact.name for fact in facts}
    ours = _our_fields(facts, told)
    gone = _gone(facts)
    fields = Fields()
    for fact in reversed(facts):
        fields.update(fact.fields)
    for name, value in ours.items():
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    return Profile(
        name=names[facts[0].key] if facts else names[min(names)] if names else None,
        names=names,
        type=ours.get("type") or _first([f.type for f in facts] + [b.type for _, b in added]),
        owner=_first([f.owner for f in facts]),
        link=_first([f.link for f in facts]),
        fields=fields,
        seats={
            body.seat: tuple(MemberKey(key) for key in body.members)
            for _, body in told.of(SeatSaid)
        },
        renewals=_renewals(facts, told),
        left=_departures(told),
        gone=gone,
        gone_confirmed=gone is not None
        and any(body.on >= gone for _, body in told.of(GoneConfirmed)),
    )


def _gone(facts: Sequence[AccountFact]) -> date | None:
    days = [fact.gone for fact in facts]
    return None if None in days else max((day for day in days if day is not None), default=None)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _our_fields(facts: Sequence[AccountFact], told: Told) -> dict[str, str | None]:
    """What holds of fields that the team has spoken of; None: nothing is known of one any more."""
    ours: dict[str, str | None] = {}
    left = holders(facts, told)
    for entry, body in told.of(Field):
        there = left.get(body.name)
        if there is not None and there[0].covers(entry):
            ours[body.name] = there[1].fields.get(body.name)
        elif body.value is None:
            ours.pop(body.name, None)
        else:
            ours[body.name] = body.value
    return ours


def holders(facts: Iterable[AccountFact], told: Told) -> dict[str, tuple[LeftTo, AccountFact]]:
    """Fields that a source has by now, up to which entry, and the record that says it there."""
    here: dict[str, AccountFact] = {fact.key: fact for fact in facts if fact.gone is None}
    return {
        name: (left, here[left.record])
        for name, left in left_to(told).items()
        if left.record in here
    }


def _renewals(facts: Sequence[AccountFact], told: Told) -> tuple[Renewal, ...]:
    found = [Renewal(f.renewal, f.cents, f.currency) for f in facts if f.renewal is not None]
    found += [body for _, body in told.of(Renewal)]
    # What the team says about a day stands over what a source says about it.
    by_day = {renewal.on: renewal for renewal in found}
    return tuple(by_day[day] for day in sorted(by_day))


def _departures(told: Told) -> tuple[Departure, ...]:
    renewals = [(by_time(entry), body.on) for entry, body in told.of(Renewal)]
    return tuple(
        Departure(body, tuple(on for when, on in renewals if when > by_time(entry)))
        # Sorting keeps the `(at, id)` order of those on one day.
        for entry, body in sorted(told.of(Left), key=lambda one: one[1].on)
    )


def is_customer(about: Profile, deals: Iterable[DealFact], policy: Policy, today: date) -> bool:
    """Whether the account is a customer on that day; see the module's definition."""
    deals = tuple(deals)
    if has_left(about, deals, today):
        return False
    won = any(deal.outcome == Outcome.WON for deal in deals)
    return won or bool(about.renewals) or _is_customer_type(about.type, policy)


def has_left(about: Profile, deals: Iterable[DealFact], day: date) -> bool:
    """Whether they have left by `day` and not come back.

    Only a deal closed later, or a later renewal that was recorded after it, undoes a `left`.
    """
    gone = [departure for departure in about.left if departure.left.on <= day]
    if not gone:
        return False
    latest = gone[-1]
    won = [deal.closes for deal in deals if deal.outcome == Outcome.WON]
    since = [on for on in won if on is not None] + list(latest.renewed_after)
    return not any(on > latest.left.on for on in since)


def _is_customer_type(type_: str | None, policy: Policy) -> bool:
    """`Customer - Direct` is a kind of `customer`; `Former customer` is none."""
    if type_ is None:
        return False
    words = {folded(word) for word in policy.words("customer.types")}
    whole = folded(type_)
    return whole in words or whole.partition(" - ")[0] in words
