"""Cases: what a customer has asked to be settled, as a source knows it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, NewType

CaseKey = NewType("CaseKey", str)
"""`<tenant key>:<record id>` of a source."""


class CaseFact(NamedTuple):
    """A case of an account.

    Attributes:
        key: Its name for ever.
        name: What it is about; None if the source does not say.
        is_closed: Whether it is settled.
        opened: The day it was opened; None if unknown.
        due: The last day on which it is in its time; None if unknown.
        owner: A member's key or a source's owner id; None if unknown.
        status: The source's own word.
    """

    key: CaseKey
    name: str | None = None
    is_closed: bool = False
    opened: date | None = None
    due: date | None = None
    owner: str | None = None
    status: str | None = None


def cases(facts: Iterable[CaseFact]) -> tuple[CaseFact, ...]:
    """Every case of an account: the earliest due first, those without a day last."""
    return tuple(sorted(facts, key=lambda case: (case.due or date.max, case.key)))


def over_time(found: Iterable[CaseFact], today: date) -> tuple[CaseFact, ...]:
    """Open ones whose day has passed, in the order given."""
    return tuple(c for c in found if not c.is_closed and c.due is not None and c.due < today)
