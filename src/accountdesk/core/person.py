"""People of the customer: who we talk to, and how to reach them."""

from collections.abc import Iterable
from typing import NamedTuple, NewType

from accountdesk.core.entry import OWN, id_text, kind
from accountdesk.core.liveness import Told

PersonKey = NewType("PersonKey", str)
"""`<tenant key>:<record id>` of a source, or `own:<entry id>` for a person added by hand."""


class PersonFact(NamedTuple):
    """A person of an account; None is unknown. What is folded from entries has the same shape."""

    key: PersonKey
    name: str
    title: str | None = None
    email: str | None = None
    phone: str | None = None


@kind("person_added")
class PersonAdded(NamedTuple):
    """A person that the team added itself, where no source has them."""

    name: str
    title: str | None = None
    email: str | None = None
    phone: str | None = None


def people(facts: Iterable[PersonFact], told: Told) -> tuple[PersonFact, ...]:
    """Everybody known at an account, by name and then by key."""
    found = list(facts)
    for entry, body in told.of(PersonAdded):
        found.append(PersonFact(PersonKey(f"{OWN}:{id_text(entry.id)}"), *body))
    return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.key)))
