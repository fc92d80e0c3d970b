"""The two lists: who needs us, hunters and farmers side by side, in three groups."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.filters import Filter
from accountdesk.core.line import Line
from accountdesk.core.member import Seat
from accountdesk.core.record import plain
from accountdesk.core.team import Team
from accountdesk.desk import reason_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.view import View
from accountdesk.store import windows
from accountdesk.store.windows import TOP, WHOLE, Place, Slice

SEATS = (Seat.HUNTER, Seat.FARMER)

AHEAD = 200
"""Rows read at a time: several screens, so that only a jump waits for the store."""


class Row(NamedTuple):
    """One account in one list, with all that a cursor on it shows.

    Attributes:
        key: What it goes by.
        name: As it was written; faces clean it.
        group: Where it stands.
        reason: Why, in words.
        when: When, in words; empty if there is no day.
        last: The last touch in words; empty if none is known.
        next: The next open step in words; empty if there is none.
        told: The line that explains the account.
        place: Where it stands; rows above and below are read from there.
        line: What all of this was made of.
    """

    key: AccountKey
    name: str
    group: Group
    reason: str
    when: str
    last: str
    next: str
    told: str
    place: Place
    line: Line

    @property
    def data(self) -> dict[str, object]:
        """The same for programs: names of fields as in `core.line`, days as ISO text."""
        return {
            "key": self.key,
            "group": words.GROUPS[self.group].lower(),
            "reason": self.reason,
            "when": self.when,
            **plain(self.line),
            "points": self.line.points,
        }


class AccountList(NamedTuple):
    """The head of the list of one seat.

    Attributes:
        seat: Whose list it is.
        label: What the team calls the seat.
        counts: How many accounts each group has, of those that are shown.
        whole: How many there are, shown or not.
        shown: What narrows the list down, in words; nothing if it is whole.
        unseated: How many accounts of the whole list have nobody who holds the seat.
    """

    seat: Seat
    label: str
    counts: dict[Group, int]
    whole: int
    shown: tuple[str, ...] = ()
    unseated: int = 0

    @property
    def head(self) -> str:
        """`Hunters · 34`, `Hunters · 4 of 34 · silent`: what stands above the list."""
        of = f" of {number(self.whole)}" if self.shown else ""
        return " · ".join((self.label, number(self.size) + of, *self.shown))

    @property
    def is_unseated(self) -> bool:
        """Whether most of it has nobody who holds the seat, and none of that is hidden."""
        return self.unseated * 2 > self.whole and self.shown in ((), (Filter.UNSEATED,))

    @property
    def size(self) -> int:
        """How many accounts the list has."""
        return sum(self.counts.values())


Where = Literal["below", "above", "top", "end"]
"""Which rows to read: those next to what is held, or those at an end of the list."""


class Near(NamedTuple):
    """The account that a reader stands on, and where it stood when it was read.

    Attributes:
        key: The account.
        place: Where it stood.
        dealt_with: Whether it is left behind where it has come to a less pressing group since.
    """

    key: AccountKey
    place: Place
    dealt_with: bool = False


class Part(NamedTuple):
    """Rows of a list that follow each other, in its order.

    Attributes:
        rows: The rows.
        first: Nothing stands above them.
        last: Nothing stands below them.
        at: Which of them to stand on; 0 where there is none.
    """

    rows: tuple[Row, ...] = ()
    first: bool = True
    last: bool = True
    at: int = 0


def account_list(desk: Desk, team: Team, seat: Seat, view: View = View()) -> AccountList:  # noqa: B008  # immutable
    """The head of a list, as far as a view shows it."""
    of = view.of(team.who(desk.claim))
    counts = windows.tally(desk.store, seat, of)
    whole = counts if of == WHOLE else windows.tally(desk.store, seat)
    shown = view._replace(mine=of.holder is not None).filters
    unseated = windows.tally(desk.store, seat, Slice(only=Filter.UNSEATED))
    return AccountList(
        *(seat, team.labels[seat], counts, sum(whole.values()), shown),
        sum(unseated.values()),
    )


def rows(desk: Desk, seat: Seat, of: Slice = WHOLE) -> Iterator[Row]:
    """The rows of a list from the top, a window at a time."""
    for row in windows.rows(desk.store, seat, of):
        yield row_of(row, desk.today)


def part(
    desk: Desk,
    seat: Seat,
    of: Slice = WHOLE,
    near: Near | None = None,
    many: int = AHEAD,
) -> Part:
    """The top of a list, or the part of it around an account: so `many` rows from it on.

    An account that has moved is followed; where one stood that has left the list, or has come to a
    less pressing group when it was dealt with, the row that took its place is the one to stand on.
    """
    place = TOP if near is None else _place(desk, seat, near)
    above = () if near is None else _upwards(desk, seat, place, of)
    below = _downwards(desk, seat, above[-1].place if above else TOP, of, many)
    found = above + below
    return Part(
        found,
        first=len(above) < AHEAD,
        last=len(below) < many,
        at=max(0, min(len(above), len(found) - 1)),
    )


def _place(desk: Desk, seat: Seat, near: Near) -> Place:
    now = windows.place_of(desk.store, seat, near.key)
    if now is None or (near.dealt_with and now.group > near.place.group):
        return near.place
    return now


def more_rows(
    desk: Desk,
    seat: Seat,
    where: Where,
    rows: tuple[Row, ...],
    view: View = View(),  # noqa: B008  # immutable
) -> Part:
    """The part of a list, as far as a view shows it, above or below `rows`, or at an end of it."""
    of = view.of(desk.me() if view.mine else None)
    if where == "top":
        return part(desk, seat, of)
    if where == "above":
        above = _upwards(desk, seat, rows[0].place, of)
        return Part(above, first=len(above) < AHEAD)
    if where == "below":
        below = _downwards(desk, seat, rows[-1].place, of)
        return Part(below, last=len(below) < AHEAD)
    found = _rows(desk, windows.end(desk.store, seat, AHEAD, of))
    return Part(found, first=len(found) < AHEAD, at=max(0, len(found) - 1))


def _downwards(
    desk: Desk, seat: Seat, after: Place, of: Slice, many: int = AHEAD
) -> tuple[Row, ...]:
    return _rows(desk, windows.window(desk.store, seat, after, many, of))


def _upwards(desk: Desk, seat: Seat, place: Place, of: Slice) -> tuple[Row, ...]:
    return _rows(desk, windows.before(desk.store, seat, place, AHEAD, of))


def _rows(desk: Desk, found: list[windows.Row]) -> tuple[Row, ...]:
    return tuple(row_of(row, desk.today) for row in found)


def row_of(row: windows.Row, today: date) -> Row:
    """A kept row in words."""
    line = row.line
    reason = reason_words.reason(line, today)
    return Row(
        key=row.key,
        name=line.name,
        group=Group(row.place.group),
        reason=reason.text,
        when=reason.when,
        last=reason_words.last_touch(line, today),
        next=reason_words.next_step(line, today),
        told=reason_words.told(line, today),
        place=row.place,
        line=line,
    )
