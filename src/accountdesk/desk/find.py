"""Finding accounts by what they and their people are called, as one types."""

from typing import NamedTuple

from accountdesk.core.member import Seat
from accountdesk.desk import words
from accountdesk.desk.accounts import Row, row_of
from accountdesk.desk.desk import Desk
from accountdesk.store import find as kept

MOST = 50
"""Accounts that are shown of what is found."""


class Hit(NamedTuple):
    """One account that was found.

    Attributes:
        row: As a row of the list in which it is more pressing.
        seat: Whose list that is.
        person: Name, address and number of the one who was meant; empty if the account was.
    """

    row: Row
    seat: Seat
    person: str

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "key": self.row.key,
            "name": self.row.name,
            "person": self.person,
            "seat": self.seat.value,
            "group": words.GROUPS[self.row.group].lower(),
            "reason": self.row.reason,
            "when": self.row.when,
        }


class Found(NamedTuple):
    """What was found.

    Attributes:
        hits: The best first.
        more: Whether there are more than these.
    """

    hits: tuple[Hit, ...]
    more: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """The accounts as rows of a list; who was meant stands in front of what explains one."""
        return tuple(
            hit.row._replace(told=" · ".join(filter(None, (hit.person, hit.row.told))))
            for hit in self.hits
        )


def find(desk: Desk, text: str, limit: int = MOST) -> Found:
    """The accounts of which every word of `text` begins a word, in any order.

    Words of names, of people's names and addresses count, and the digits of their numbers.
    Accounts of exactly that name come first, then as the lists stand.
    """
    found = kept.found(desk.store, text, limit + 1)
    hits = (Hit(row_of(hit.row, desk.today), hit.seat, hit.person) for hit in found[:limit])
    return Found(tuple(hits), len(found) > limit)
