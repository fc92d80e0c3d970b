"""Windows: what lists and look-ups read. Projections only, by index, a few rows at a time."""

from collections.abc import Iterator
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.line import Line
from accountdesk.core.member import Seat
from accountdesk.core.readings import Group
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.text import folded
from accountdesk.core.track import Track
from accountdesk.store.connection import Store
from accountdesk.store.goals import SEATS

WINDOW = 200


class Place(NamedTuple):
    """Where a row stands in its list; rows are read from one place on."""

    group: int = -1
    calm: int = -1
    name_key: str = ""
    key: str = ""


TOP = Place()
"""Before the first row."""


class Row(NamedTuple):
    """One row of a list."""

    place: Place
    key: AccountKey
    line: Line


def window(store: Store, seat: Seat, after: Place = TOP, limit: int = WINDOW) -> list[Row]:
    """The rows that follow a place, in the list's order."""
    found = store.rows(
        "SELECT grp, calm, name_key, key, line FROM desk_row"
        " WHERE seat = ? AND (grp, calm, name_key, key) > (?,?,?,?)"
        " ORDER BY grp, calm, name_key, key LIMIT ?",
        (SEATS[seat], *after, limit),
    )
    return [Row(Place(*row[:4]), AccountKey(row[3]), _line(row[3], row[4])) for row in found]


def _line(key: str, text: str) -> Line:
    """The line as it was kept; what only a newer program can read of it is left out."""
    kept = parse(text)
    try:
        return read(Line, kept)
    except Unreadable:
        return Line(str(kept.get("name", key)), Track.RELATIONAL, readable=False)


def rows(store: Store, seat: Seat) -> Iterator[Row]:
    """A whole list, a window at a time."""
    after = TOP
    while found := window(store, seat, after):
        yield from found
        after = found[-1].place


def tally(store: Store, seat: Seat) -> dict[Group, int]:
    """How many rows each group of a list has."""
    found = store.rows("SELECT grp, n FROM tally WHERE seat=?", (SEATS[seat],))
    return {Group(group): n for group, n in found}


class Named(NamedTuple):
    """An account that answers to a name."""

    account: int
    key: AccountKey
    name: str


def called(store: Store, text: str, limit: int = 11) -> list[Named]:
    """The accounts that `text` names: by key, else by exact name, else by a prefix of it.

    Case, accents and doubled spaces do not count, unless they tell two accounts apart. Accounts
    that are joined count as the one that speaks for them. At most `limit`, by name.
    """
    by_key = store.rows(
        "SELECT s.id, s.key, c.name FROM account a JOIN card c ON c.account = a.id"
        " JOIN account s ON s.id = c.part_of WHERE a.key = ?",
        (text,),
    )
    if by_key:
        return [Named(*by_key[0])]
    key = folded(text)
    if not key:
        return []
    return of_name(store, text, limit) or _between(store, key, key + "\U0010ffff", limit)


def of_name(store: Store, text: str, limit: int) -> list[Named]:
    """The accounts of exactly that name, else of that name but for case, accents and spaces."""
    key = folded(text)
    found = _between(store, key, key + "\0", limit) if key else []
    return [named for named in found if named.name == text] or found


def _between(store: Store, first: str, end: str, limit: int) -> list[Named]:
    """Accounts by name, each once: of joined ones any number may have names in between."""
    found: dict[int, Named] = {}
    after: tuple[str, int] = (first, -1)
    while len(found) < limit:
        page = store.rows(
            "SELECT c.name_key, c.account, s.id, s.key, c.name"
            " FROM card c JOIN account s ON s.id = c.part_of"
            " WHERE (c.name_key, c.account) > (?,?) AND c.name_key < ?"
            " ORDER BY c.name_key, c.account LIMIT ?",
            (*after, end, limit),
        )
        for row in page:
            found.setdefault(row[2], Named(*row[2:]))
        if len(page) < limit:
            break
        after = (page[-1][0], page[-1][1])
    return list(found.values())[:limit]
