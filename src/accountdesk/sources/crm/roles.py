"""Roles: what the values of a CRM's records can be to us, by subject, and how each is read."""

from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple

from accountdesk.core.deal import Outcome
from accountdesk.core.member import Holds
from accountdesk.core.money import is_currency
from accountdesk.core.record import FIRST_YEAR, LAST_YEAR, MOST
from accountdesk.core.touchpoint import Direction, Kind, Manner
from accountdesk.sources.crm.moments import moment

LONGEST = 20_000
"""Characters of a text that are kept; more is no text of a person."""


class Unusable(ValueError):
    """A value says nothing that its role can be; the message is half a sentence."""


class When(NamedTuple):
    """A day in the team's zone, and the time if the CRM says one."""

    on: date
    time: str | None = None


class Read(NamedTuple):
    """How values are read.

    Attributes:
        zone: The team's; None: this machine's.
        format: Of moments that are numbers.
    """

    zone: tzinfo | None = None
    format: str = "rfc3339"


def text(value: object, read: Read) -> str | None:
    """A text; a number as it is written. None if it is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unusable(f"“{shown(value)}” is no text")
    # Half of a surrogate pair may stand in JSON; no store can keep one.
    whole = str(value).encode("utf-8", "replace").decode()
    return whole[:LONGEST].strip() or None


def name(value: object, read: Read) -> str | None:
    """A text on one line."""
    found = text(value, read)
    return " ".join(found.split())[:500] if found else None


def when(value: object, read: Read) -> When | None:
    """A day, with its time in the team's zone where the CRM says one.

    Midnight of UTC is how CRMs write a day without a time.
    """
    if value == "":
        return None
    if isinstance(value, str) and len(value) == 10 and read.format == "rfc3339":
        return When(_in_range(_day(value), value))
    at = moment(value, read.format)
    if at is None:
        raise Unusable(f"“{shown(value)}” is no day")
    if (at.hour, at.minute, at.second) == (0, 0, 0):
        return When(_in_range(at.date(), value))
    here = at.astimezone(read.zone)
    return When(_in_range(here.date(), value), f"{here.hour:02}:{here.minute:02}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unusable(f"“{text}” is no day") from None


def _in_range(day: date, value: object) -> date:
    if not FIRST_YEAR <= f"{day.year:04}" <= LAST_YEAR:
        raise Unusable(f"“{shown(value)}” is no day that can be meant")
    return day


def day(value: object, read: Read) -> date | None:
    """A day in the team's zone."""
    found = when(value, read)
    return None if found is None else found.on


def cents(value: object, read: Read) -> int | None:
    """Hundredths of an amount, rounded half up."""
    if value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unusable(f"“{shown(value)}” is no amount")
    try:
        amount = Decimal(str(value)) * 100
        whole = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        raise Unusable(f"“{shown(value)}” is no amount") from None
    if abs(whole) > MOST:
        raise Unusable(f"“{shown(value)}” is too large for an amount")
    return whole


def currency(value: object, read: Read) -> str | None:
    """An ISO code."""
    found = text(value, read)
    if found and not is_currency(found):
        raise Unusable(f"“{shown(value)}” is no currency")
    return found.upper() if found else None


def truth(value: object, read: Read) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    said = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    found = said.get(str(value).casefold())
    if found is None:
        raise Unusable(f"“{shown(value)}” is neither true nor false")
    return found


def ids(value: object, read: Read) -> tuple[str, ...]:
    """Ids of other records, one or a list of them."""
    several = value if isinstance(value, list) else [value]
    found = [text(one, read) for one in several if one is not None]
    return tuple(one for one in found if one)


WORDS_OF: dict[Callable[[object, Read], Any], tuple[str, ...]] = {}
"""Readers of one of our words, and those words."""


def one_of(words: type[StrEnum]) -> Callable[[object, Read], Any]:
    """A reader of one of our words."""

    def read_word(value: object, read: Read) -> object:
        try:
            return words(str(value))
        except ValueError:
            known = ", ".join(words)
            raise Unusable(f"“{shown(value)}” is none of {known}; `map` says which") from None

    WORDS_OF[read_word] = tuple(words)
    return read_word


def shown(value: object) -> str:
    """A value as it is quoted in a reason."""
    said = str(value).encode("utf-8", "replace").decode()
    return said if len(said) <= 40 else said[:39] + "…"


Reader = Callable[[object, Read], Any]

ROLES: Mapping[str, Mapping[str, Reader]] = {
    "accounts": {
        "name": name, "type": name, "owner": text, "renewal": day, "amount": cents,
        "currency": currency,
    },
    "people": {
        "account": ids, "name": name, "first_name": name, "last_name": name, "title": name,
        "email": name, "phone": name,
    },
    "deals": {
        "account": ids, "name": name, "stage": name, "outcome": one_of(Outcome), "closes": day,
        "amount": cents, "currency": currency, "owner": text,
    },
    "activities": {
        "account": ids, "on": when, "kind": one_of(Kind), "direction": one_of(Direction),
        "manner": one_of(Manner), "no_answer": truth, "done": truth, "people": ids, "text": text,
        "by": text,
    },
    "cases": {
        "account": ids, "name": name, "status": name, "closed": truth, "opened": day, "due": day,
        "owner": text,
    },
    "members": {
        "name": name, "first_name": name, "last_name": name, "email": name, "seat": one_of(Holds),
    },
}  # fmt: skip
"""Every role and how it is read; `ids` may lead to one id or to a list of them."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "accounts": ("name",),
    "people": ("account",),
    "deals": ("account",),
    "activities": ("account", "on"),
    "cases": ("account",),
    "members": (),
}
"""Roles without which there is no record; people and members need one of the names as well."""
