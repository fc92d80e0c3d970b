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

BOTTOM = Place(group=max(Group) + 1)
"""Behind the last row."""


class Row(NamedTuple):
    """One row of a list."""

    place: Place
    key: AccountKey
    line: Line


def window(
    store: Store, seat: Seat, after: Place = TOP, limit: int = WINDOW, holder: str | None = None
) -> list[Row]:
    """The rows that follow a place, in the list's order.

    Args:
        store: The store.
        seat: Whose list.
        after: The place; no account need stand there.
        limit: How many at most.
        holder: A member's key: only accounts whose seat that member holds. None: the whole list.
    """
    return _read(store, _sql(holder, ">", "ASC"), (SEATS[seat], *after, limit, holder))


def before(
    store: Store, seat: Seat, place: Place, limit: int = WINDOW, holder: str | None = None
) -> list[Row]:
    """The rows just above a place, in the list's order; otherwise as `window`."""
    return _read(store, _sql(holder, "<", "DESC"), (SEATS[seat], *place, limit, holder))[::-1]


def end(store: Store, seat: Seat, limit: int = WINDOW, holder: str | None = None) -> list[Row]:
    """The last rows, in the list's order; otherwise as `window`."""
    return before(store, seat, BOTTOM, limit, holder)


def _sql(holder: str | None, beyond: str, way: str) -> str:
    """The search for what is `beyond` a place; of a member's own, each row is then looked up."""
    own = "desk_own CROSS JOIN desk_row USING (seat, grp, calm, name_key, key)"
    return (
        f"SELECT grp, calm, name_key, key, line FROM {'desk_row' if holder is None else own}"  # noqa: S608  # literals of this module
        f" WHERE seat = ?1 AND (grp, calm, name_key, key) {beyond} (?2,?3,?4,?5)"
        f" AND {'?7 IS NULL' if holder is None else 'holder = ?7'}"
        f" ORDER BY grp {way}, calm {way}, name_key {way}, key {way} LIMIT ?6"
    )


def _read(store: Store, sql: str, values: tuple[object, ...]) -> list[Row]:
    return [
        Row(Place(*row[:4]), AccountKey(row[3]), kept_line(row[3], row[4]))
        for row in store.rows(sql, values)
    ]


def place_of(store: Store, seat: Seat, key: AccountKey) -> Place | None:
    """Where an account, or the one that speaks for it, stands in a list now; None: not in it."""
    found = store.row(
        "SELECT d.grp, d.calm, d.name_key, d.key FROM account a"
        " JOIN card c ON c.account = a.id"
        " JOIN desk_row d ON d.account = c.part_of AND d.seat = ? WHERE a.key = ?",
        (SEATS[seat], key),
    )
    return None if found is None else Place(*found)


def kept_line(key: str, text: str) -> Line:
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


def tally(store: Store, seat: Seat, holder: str | None = None) -> dict[Group, int]:
    """How many rows each group of a list has, or of what one member holds of it; 0 for none."""
    found = store.rows(
        "SELECT grp, n FROM tally WHERE seat=?1 AND ?2 IS NULL"
        " UNION ALL SELECT grp, n FROM tally_own WHERE seat=?1 AND holder=?2",
        (SEATS[seat], holder),
    )
    return dict.fromkeys(Group, 0) | {Group(group): n for group, n in found}


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
