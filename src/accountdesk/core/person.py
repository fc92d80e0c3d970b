"""People of the customer: who we talk to, and how to reach them."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, NewType

from accountdesk.core.entry import BLANK, OWN, id_text, kind
from accountdesk.core.liveness import Told
from accountdesk.core.text import find_words, folded

PersonKey = NewType("PersonKey", str)
"""`<tenant key>:<record id>` of a source, or `own:<entry id>` for a person added by hand."""


NOBODY: Mapping[str, str] = MappingProxyType({})


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


def people(
    facts: Iterable[PersonFact], told: Told, same: Mapping[str, str] = NOBODY
) -> tuple[PersonFact, ...]:
    """Everybody known at an account, by name and then by key; who was erased is nobody any more.

    Args:
        facts: People as sources know them.
        told: What live entries say.
        same: For those who are the same as another one, the key that all of them go by; of what is
            known of several the one with the least key speaks first.
    """
    found = list(facts)
    for entry, body in told.of(PersonAdded):
        if body.name != BLANK:
            found.append(PersonFact(PersonKey(f"{OWN}:{id_text(entry.id)}"), *body))
    if same:
        found = _joined(found, same)
    return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.key)))


def _joined(found: Iterable[PersonFact], same: Mapping[str, str]) -> list[PersonFact]:
    together: dict[str, PersonFact] = {}
    for one in sorted(found, key=lambda person: person.key):
        key = PersonKey(same.get(one.key, one.key))
        known = together.setdefault(key, one._replace(key=key))
        together[key] = PersonFact._make(
            (new if old is None else old for old, new in zip(known, one, strict=True))
        )
    return list(together.values())


def how_to_reach(person: PersonFact) -> str:
    """`Dana Fox, dana@globex.example, +49 30 555-0123`, as far as it is known."""
    return ", ".join(filter(None, (person.name, person.email, person.phone)))


def words(person: PersonFact) -> list[str]:
    """The words that a person is found by: of the name and the address, and the number's digits."""
    found = find_words(f"{person.name} {person.email}" if person.email else person.name)
    return found + numbers(person.phone) if person.phone else found


_DIGIT = re.compile("[0-9]")
_COUNTRIES = frozenset(
    [
        *(20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 81, 82, 84, 86, 98),
        *(*range(43, 50), *range(51, 59), *range(60, 67), *range(90, 96)),
    ]
)
"""Country codes of two digits; those that begin with 1 or 7 have one, all others three."""


def numbers(phone: str) -> list[str]:
    """The digits of a phone number, without zeros in front: as given, then without the country.

    So it is the same number whether it begins with +49 30, 0049 30, +49 (0)30 or 030. The second
    one is left out where no country was given, both where there are no digits.
    """
    text = folded(phone)
    digits = "".join(_DIGIT.findall(text))
    given = digits.lstrip("0")
    home = ""
    if given and (text.lstrip("( ").startswith("+") or digits.startswith("00")):
        code = 1 if given[0] in "17" else 2 if int(given[:2]) in _COUNTRIES else 3
        home = given[code:].lstrip("0")
        given = given[:code] + home  # in +49 (0)30 the zero is dialled from home alone
    return [number for number in (given, home) if number]
