"""Records: what a CRM sent, as facts; what cannot be used is set aside with its reason."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from types import MappingProxyType
from typing import Any, NamedTuple

from accountdesk.core.account import AccountFact
from accountdesk.core.case import CaseFact, CaseKey
from accountdesk.core.deal import DealFact, DealKey, Outcome
from accountdesk.core.delivery import without_mark
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.member import MemberFact, MemberKey
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.record import Fields
from accountdesk.core.text import clean
from accountdesk.core.touchpoint import ActivityFact, Direction, Kind, Manner
from accountdesk.sources.crm.fields import plain
from accountdesk.sources.crm.paths import found, parts_of
from accountdesk.sources.crm.roles import ROLES, Read, Unusable, When, shown
from accountdesk.sources.crm.templates import Values, text
from accountdesk.sources.crm.words.base import Expression
from accountdesk.sources.crm.words.preset import Field, Resource


class Reading(NamedTuple):
    """How the records of one list are read.

    Attributes:
        source: The tenant key in front of every key.
        name: The list's name in the preset.
        resource: What the preset says of it.
        zone: The team's, in which moments become days; None: this machine's.
        today: What lies behind it has not happened.
        values: What names in the record's link stand for, besides `id`.
        own: Where fields stand that the team writes there, by our names.
    """

    source: str
    name: str
    resource: Resource
    zone: tzinfo | None
    today: date
    values: Values = MappingProxyType({})
    own: Mapping[str, str] = MappingProxyType({})

    @property
    def subject(self) -> str:
        """What its records are to us."""
        return self.resource.subject or self.name

    def key(self, identity: str) -> str:
        """The key of a record: lists beside a subject's own one have their name in it."""
        name = "" if self.subject == self.name else f"{self.name}/"
        return f"{self.source}:{name}{tidy(identity)}"

    def of(self, identity: str) -> str:
        """The key of a record of another list, by its id alone."""
        return f"{self.source}:{tidy(identity)}"


def tidy(identity: str) -> str:
    """An id as part of a key: cleaned, with single spaces."""
    return " ".join(clean(identity).split())


def identity(record: object, resource: Resource) -> str | None:
    """The id of a record as text; None if it has none."""
    value = found(resource.primary_key, record)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return None
    return tidy(str(value)) or None


def read_record(record: object, of: Reading) -> Iterator[Sent | SetAside]:
    """What one record says: a fact and the fields that had to be set aside, or only a reason.

    An activity that has not happened, or was never said to have, says nothing.
    """
    identity_ = identity(record, of.resource)
    raw = _as_text(record)
    if not isinstance(record, dict) or identity_ is None:
        yield SetAside(of.name, 0, of.subject, "", "it has no id", raw, record=shown(record))
        return
    values = _Values(record, of, identity_, raw)
    try:
        fact = MAKERS[of.subject](values)
    except Unusable as error:
        field, reason = error.args if len(error.args) == 2 else ("", str(error))
        yield SetAside(of.name, 0, of.subject, field, reason, raw, record=identity_)
        return
    if fact is not None:
        yield Sent(values.account, fact, raw)
        yield from values.aside


def _as_text(record: object) -> str:
    try:
        return json.dumps(record, ensure_ascii=True)
    except (ValueError, RecursionError):
        return "{}"


class _Values:
    """The values of one record by role, read once; what cannot be read is noted."""

    def __init__(self, record: dict[str, Any], of: Reading, identity: str, raw: str) -> None:
        self.record, self.of, self.identity, self.raw = record, of, identity, raw
        self.aside: list[SetAside] = []
        self._read: dict[str, Any] = {}
        self.account: AccountKey | None = None

    def get(self, role: str) -> Any:  # noqa: ANN401  # what the role's reader gives
        """What a role says; None if it says nothing, or nothing that can be read."""
        if role not in self._read:
            self._read[role] = self._get(role)
        return self._read[role]

    def _get(self, role: str) -> Any:  # noqa: ANN401  # see `get`
        field = self.of.resource.fields.get(role)
        if field is None:
            return None
        at = field if isinstance(field, Field) else Field(path=field)
        value = _value(at, self.record)
        if value is None:
            return None
        try:
            value = _mapped(at, value)
            read = Read(self.of.zone, at.format or "rfc3339")
            return ROLES[self.of.subject][role](value, read)
        except Unusable as error:
            reason = str(error)
            kept = SetAside(self.of.name, 0, self.of.subject, role, reason, self.raw, whole=False)
            self.aside.append(kept._replace(record=self.identity))
            return None

    def must(self, role: str) -> Any:  # noqa: ANN401  # see `get`
        """What a role says, without which there is no record."""
        value = self.get(role)
        if value is None or value == ():
            reasons = [one.reason for one in self.aside if one.field == role]
            raise Unusable(role, reasons[0] if reasons else "it is empty")
        return value

    def name(self) -> str:
        """The whole name, or its two halves."""
        parts = [self.get("first_name"), self.get("last_name")]
        whole = self.get("name") or " ".join(part for part in parts if part)
        return whole or str(self.get("email") or "") or self.must("name")

    def joined(self) -> None:
        """Let the record belong to the account it names; of several, to the first."""
        of_account = self.get("account")
        if not of_account:
            reasons = [one.reason for one in self.aside if one.field == "account"]
            raise Unusable("account", reasons[0] if reasons else "it names no account")
        self.account = AccountKey(self.of.of(of_account[0]))

    def owner(self, role: str = "owner") -> str | None:
        """The key of the member whom it names; None if nobody."""
        found = self.get(role)
        return self.of.of(found) if found else None

    def kept(self) -> Fields:
        """The record's own fields that the preset keeps."""
        fields = Fields()
        keep = {parts_of(path)[-1]: path for path in self.of.resource.keep}
        for name, path in (keep | dict(self.of.own)).items():
            said = plain(found(path, self.record))
            if said is not None:
                fields[name] = said
        return fields


def _value(field: Field, record: Mapping[str, Any]) -> Any:  # noqa: ANN401  # whatever JSON holds
    if field.value is not None:
        return field.value
    if field.jmespath is not None:
        return found(Expression(jmespath=field.jmespath), record)
    return found(field.path, record) if field.path is not None else None


def _mapped(field: Field, value: object) -> object:
    """The value in our words, where the preset has them for it."""
    if not field.map:
        return value
    word = str(value).lower() if isinstance(value, bool) else str(value)
    ours = field.map.get(word, field.otherwise)
    if ours is None:
        raise Unusable(f"“{shown(value)}” has no meaning in the preset's `map`")
    return ours


def _account(of: _Values) -> NamedTuple:
    key = AccountKey(of.of.key(of.identity))
    of.account = key
    link = of.of.resource.link
    return AccountFact(
        key,
        of.must("name"),
        type=of.get("type"),
        owner=of.owner(),
        renewal=of.get("renewal"),
        cents=of.get("amount"),
        currency=of.get("currency"),
        link=text(link, {**of.of.values, "id": of.identity}) if link else None,
        fields=of.kept(),
    )


def _person(of: _Values) -> NamedTuple:
    of.joined()
    key = PersonKey(of.of.key(of.identity))
    return PersonFact(key, of.name(), of.get("title"), of.get("email"), of.get("phone"))


def _deal(of: _Values) -> NamedTuple:
    of.joined()
    return DealFact(
        DealKey(of.of.key(of.identity)),
        of.get("name"),
        outcome=of.get("outcome") or Outcome.OPEN,
        closes=of.get("closes"),
        cents=of.get("amount"),
        currency=of.get("currency"),
        owner=of.owner(),
        stage=of.get("stage"),
    )


def _activity(of: _Values) -> "NamedTuple | None":
    of.joined()
    when: When = of.must("on")
    if of.get("done") is False or when.on > of.of.today:
        return None
    text, entry = without_mark(of.get("text") or "")
    return ActivityFact(
        of.of.key(of.identity),
        when.on,
        kind=of.get("kind") or Kind.UNKNOWN,
        direction=of.get("direction") or Direction.UNKNOWN,
        no_answer=of.get("no_answer") or False,
        manner=of.get("manner") or Manner.UNKNOWN,
        people=tuple(of.of.of(one) for one in of.get("people") or ()),
        text=text,
        time=when.time,
        by=of.owner("by"),
        entry=entry,
    )


def _case(of: _Values) -> NamedTuple:
    of.joined()
    return CaseFact(
        CaseKey(of.of.key(of.identity)),
        of.get("name"),
        is_closed=of.get("closed") or False,
        opened=of.get("opened"),
        due=of.get("due"),
        owner=of.owner(),
        status=of.get("status"),
    )


def _member(of: _Values) -> NamedTuple:
    key = MemberKey(of.of.key(of.identity))
    return MemberFact(key, of.name(), of.get("email"), of.kept(), of.get("seat"))


MAKERS = {
    "accounts": _account,
    "people": _person,
    "deals": _deal,
    "activities": _activity,
    "cases": _case,
    "members": _member,
}
"""What makes a fact of each subject."""
