"""Windows: what lists and look-ups read. Projections only, by index, a few rows at a time."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.line import Line
from accountdesk.core.member import Seat
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


class Slice(NamedTuple):
    """Which accounts of a list are meant.

    Attributes:
        holder: A member's key: those whose seat that member holds; None: whoever holds it.
        only: Those of another part, which a filter or a step lets through; None: all of them.
    """

    holder: str | None = None
    only: str | None = None


WHOLE = Slice()
"""All accounts of a list."""


def window(
    store: Store, seat: Seat, after: Place = TOP, limit: int = WINDOW, of: Slice = WHOLE
) -> list[Row]:
    """The rows that follow a place, in the list's order.

    Args:
        store: The store.
        seat: Whose list.
        after: The place; no account need stand there.
        limit: How many at most.
        of: Which accounts of the list.
    """
    return _read(store, _sql(of, ">", "ASC"), (SEATS[seat], *after, limit, *of))


def before(
    store: Store, seat: Seat, place: Place, limit: int = WINDOW, of: Slice = WHOLE
) -> list[Row]:
    """The rows just above a place, in the list's order; otherwise as `window`."""
    return _read(store, _sql(of, "<", "DESC"), (SEATS[seat], *place, limit, *of))[::-1]


def end(store: Store, seat: Seat, limit: int = WINDOW, of: Slice = WHOLE) -> list[Row]:
    """The last rows, in the list's order; otherwise as `window`."""
    return before(store, seat, BOTTOM, limit, of)


def _sql(of: Slice, beyond: str, way: str) -> str:
    """The search for what is `beyond` a place; of a slice, each row is then looked up."""
    own = "desk_own CROSS JOIN desk_row USING (seat, grp, calm, name_key, key)"
    return (
        f"SELECT grp, calm, name_key, key, line FROM {'desk_row' if of == WHOLE else own}"  # noqa: S608  # literals of this module
        f" WHERE seat = ?1 AND (grp, calm, name_key, key) {beyond} (?2,?3,?4,?5)"
        f" AND {_is_in(of)}"
        f" ORDER BY grp {way}, calm {way}, name_key {way}, key {way} LIMIT ?6"
    )


def _is_in(of: Slice) -> str:
    """What holds of a slice's rows; what both narrow down is met in the member's own rows."""
    if of.holder is None:
        return "?7 IS NULL AND ?8 IS NULL" if of.only is None else "?7 IS NULL AND holder = ?8"
    if of.only is None:
        return "holder = ?7 AND ?8 IS NULL"
    return (
        "holder = ?7 AND EXISTS (SELECT 1 FROM desk_own met WHERE"
        " (met.seat, met.holder, met.grp, met.calm, met.name_key, met.key)"
        " = (desk_own.seat, ?8, desk_own.grp, desk_own.calm, desk_own.name_key, desk_own.key))"
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


def rows(store: Store, seat: Seat, of: Slice = WHOLE) -> Iterator[Row]:
    """The rows from the top, a window at a time."""
    after = TOP
    while found := window(store, seat, after, of=of):
        yield from found
        after = found[-1].place


def tally(store: Store, seat: Seat, of: Slice = WHOLE) -> dict[Group, int]:
    """How many rows each group of a list, or of a slice of it, has; 0 for none."""
    if None in of:
        found = store.rows(
            "SELECT grp, n FROM tally WHERE seat=?1 AND ?2 IS NULL"
            " UNION ALL SELECT grp, n FROM tally_own WHERE seat=?1 AND holder=?2",
            (SEATS[seat], of.holder or of.only),
        )
    else:  # counted: one member holds no more than can be
        found = store.rows(
            f"SELECT grp, count(*) FROM desk_own WHERE seat=?1 AND {_is_in(of)}"  # noqa: S608
            " GROUP BY grp",
            (SEATS[seat], *[None] * 5, *of),
        )
    return dict.fromkeys(Group, 0) | {Group(group): n for group, n in found}


class Named(NamedTuple):
    """An account that answers to a name."""

    account: int
    key: AccountKey
    name: str


def speaking(store: Store, accounts: Iterable[int]) -> set[int]:
    """The accounts that speak for some accounts: of joined ones the one that stands in lists."""
    found = store.rows(
        "SELECT part_of FROM card WHERE account IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(accounts)),),
    )
    return {account for (account,) in found}


def called(store: Store, text: str, limit: int = 11) -> list[Named]:
    """The accounts that `text` names: by key, else by exact name, else by a prefix of it.

    Case, accents and doubled spaces do not count, unless they tell two accounts apart. Accounts
    that are joined count as the one that speaks for them. At most `limit`, by name.
    """
    by_key = of_key(store, text)
    if by_key is not None:
        return [by_key]
    key = folded(text)
    if not key:
        return []
    return of_name(store, text, limit) or _between(store, key, key + "\U0010ffff", limit)


def of_key(store: Store, key: str) -> Named | None:
    """The account that a key names, or the one that speaks for it; None: nothing is said of it."""
    row = store.row(
        "SELECT s.id, s.key, c.name FROM account a JOIN card c ON c.account = a.id"
        " JOIN account s ON s.id = c.part_of WHERE a.key = ?",
        (key,),
    )
    return None if row is None else Named(*row)


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
