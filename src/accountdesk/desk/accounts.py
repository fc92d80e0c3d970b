"""The two lists: who needs us, hunters and farmers side by side, in three groups."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.core.readings import Group
from accountdesk.core.record import plain
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.store import windows

SEATS = (Seat.HUNTER, Seat.FARMER)


class Row(NamedTuple):
    """One account in one list.

    Attributes:
        key: What it goes by.
        name: As it was written; faces clean it.
        group: Where it stands.
        reason: Why, in words.
        when: When, in words; empty if there is no day.
        data: The same for programs: names of fields as in `core.line`, days as ISO text.
    """

    key: AccountKey
    name: str
    group: Group
    reason: str
    when: str
    data: dict[str, object]


class AccountList(NamedTuple):
    """The list of one seat.

    Attributes:
        seat: Whose list it is.
        label: What the team calls the seat.
        counts: How many accounts each group has.
    """

    seat: Seat
    label: str
    counts: dict[Group, int]

    @property
    def size(self) -> int:
        """How many accounts the list has."""
        return sum(self.counts.values())


def account_list(desk: Desk, seat: Seat) -> AccountList:
    """The head of a list; its rows are read with `rows`."""
    labels = desk.team().policy.words("seats.labels")
    return AccountList(seat, labels[SEATS.index(seat)], windows.tally(desk.store, seat))


def rows(desk: Desk, seat: Seat) -> Iterator[Row]:
    """The rows of a list from the top, a window at a time."""
    for row in windows.rows(desk.store, seat):
        yield _row(row, desk.today)


def _row(row: windows.Row, today: date) -> Row:
    group = Group(row.place.group)
    reason = words.reason(row.line, today)
    data: dict[str, object] = {
        "key": row.key,
        "group": words.GROUPS[group].lower(),
        "reason": reason.text,
        "when": reason.when,
        **plain(row.line),
        "points": row.line.points,
    }
    return Row(row.key, row.line.name, group, reason.text, reason.when, data)
