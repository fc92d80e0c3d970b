"""Find: accounts by how words of their names and of their people begin.

What an account is found by stands in its rows of the lists, and in a full text index. Short
beginnings are met within the first thousands of rows, in the order that is wanted; what is too rare
for that is rare enough to be looked up in the index and put in order.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from accountdesk.core import person
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.core.state import AccountState
from accountdesk.core.text import clean, find_words, folded
from accountdesk.store.connection import Store
from accountdesk.store.goals import SEATS
from accountdesk.store.windows import Place, Row, kept_line

WALK = 2000
"""Rows of the lists that are read before the index is asked."""

RARE = 5000
"""Accounts of the index that are put in order; of more, reading the lists finds some sooner."""

SAME = 1000
"""Accounts of exactly the name that was typed that come first."""

MOST_WORDS = 16
"""Words of what was typed that count: nobody types more, and SQLite takes no endless condition."""


def words(state: AccountState) -> str:
    """What an account is found by: a line of its names' words, then one for each of its people.

    A space stands in front of every word, so that the beginning of one is found as text.
    """
    names = {state.name, *state.profile.names.values()}
    lines = [
        [word for name in sorted(names) for word in find_words(name)],
        *(person.words(one) for one in state.people),
    ]
    text = "\n".join(" " + " ".join(dict.fromkeys(line)) for line in lines)
    return text if text.strip() else ""


def people(state: AccountState) -> str:
    """How to reach the people of an account, a line each, in the order of `words`."""
    return "\n".join(clean(person.how_to_reach(one)) for one in state.people)


def rewrite(store: Store, accounts: Iterable[int], new: Mapping[int, str]) -> None:
    """Let the index have the `new` words of accounts. Inside a transaction.

    Their rows in the lists are still to be rewritten, and say what the index has: it forgets only
    what it is told to the letter, so nothing else takes words out of it.
    """
    had = dict(
        store.rows(
            "SELECT account, max(words) FROM desk_row"
            " WHERE account IN (SELECT value FROM json_each(?)) GROUP BY account",
            (json.dumps(sorted(accounts)),),
        )
    )
    store.db.executemany(
        "INSERT INTO find(find, rowid, words) VALUES ('delete', ?, ?)",
        [(account, old) for account, old in had.items() if old and old != new.get(account)],
    )
    store.db.executemany(
        "INSERT INTO find(rowid, words) VALUES (?, ?)",
        [(account, text) for account, text in new.items() if text and text != had.get(account)],
    )


def refill(store: Store) -> None:
    """Make the index again from the rows of the lists. Inside a transaction."""
    store.run("INSERT INTO find(find) VALUES ('delete-all')")
    store.run(
        "INSERT INTO find(rowid, words) SELECT account, max(words) FROM desk_row"
        " WHERE words <> '' GROUP BY account"
    )


class Hit(NamedTuple):
    """An account that was found.

    Attributes:
        row: Where it stands in the list in which it is more pressing, with its name and its line.
        seat: Whose list that is.
        person: How to reach the one who was meant; empty if the account's names say it all.
    """

    row: Row
    seat: Seat
    person: str


class _Spot(NamedTuple):
    """A row of a list; the list's order comes before its seat."""

    place: Place
    seat: int


def found(store: Store, text: str, limit: int = 50) -> list[Hit]:
    """The accounts of which every word of `text` begins a word, in any order; at most `limit`.

    Case and accents do not count. A text of nothing but digits, spaces and signs is a phone number,
    too. Accounts of exactly that name come first, then as the lists stand: by group, then by
    points, an account that is in both where it is more pressing.
    """
    wanted = _readings(text)
    name_key = folded(text)
    if not name_key:
        return []
    exact = store.rows("SELECT part_of FROM card WHERE name_key=? LIMIT ?", (name_key, SAME))
    spots = _spots(store, (account for (account,) in exact), limit)
    if wanted:
        spots += _matching(store, wanted, limit)
    first: dict[str, _Spot] = {}
    for spot in spots:
        first.setdefault(spot.place.key, spot)
    hits = (_hit(store, spot, wanted) for spot in islice(first.values(), limit))
    return [hit for hit in hits if hit is not None]


def _readings(text: str) -> list[list[str]]:
    """What may be meant by a text: its words, and the number that it dials."""
    found = [list(dict.fromkeys(find_words(text)))[:MOST_WORDS]]
    if not set(folded(text)) - set("0123456789 +()-/."):
        found.append(person.numbers(text)[-1:])  # without the country, where one is given
    return [one for number, one in enumerate(found) if one and one not in found[:number]]


def _matching(store: Store, wanted: list[list[str]], limit: int) -> list[_Spot]:
    """The first rows that match, in the lists' order: of `limit` accounts, or all there are."""
    walked = _walk(store, wanted, limit, WALK)
    if len(walked) == limit:
        return walked
    query = " OR ".join(
        "(" + " AND ".join(f'"{word}"*' for word in words) + ")" for words in wanted
    )
    rare = store.rows("SELECT rowid FROM find WHERE find MATCH ? LIMIT ?", (query, RARE + 1))
    if len(rare) > RARE:
        return _walk(store, wanted, limit, -1)
    return _spots(store, [account for (account,) in rare], limit)


def _walk(store: Store, wanted: list[list[str]], limit: int, rows: int) -> list[_Spot]:
    """What matches among the first `rows` rows of both lists in one order; all of them: -1.

    An account is met once, because its words stand in the more pressing of its rows.
    """
    matches = " OR ".join(" AND ".join("instr(words, ?)" for _ in words) for words in wanted)
    columns = "seat, grp, calm, name_key, key, words"
    found = store.rows(
        f"SELECT grp, calm, name_key, key, seat FROM"  # noqa: S608  # nothing of what was typed
        f" (SELECT {columns} FROM desk_row WHERE seat=0 UNION ALL"
        f" SELECT {columns} FROM desk_row WHERE seat=1"
        f" ORDER BY grp, calm, name_key, key LIMIT ?) WHERE {matches} LIMIT ?",
        (rows, *(f" {word}" for words in wanted for word in words), limit),
    )
    return [_Spot(Place(*row[:4]), row[4]) for row in found]


def _spots(store: Store, accounts: Iterable[int], limit: int) -> list[_Spot]:
    """The first rows of some accounts, in the lists' order; an account may have one in each."""
    found = store.rows(
        "SELECT grp, calm, name_key, key, seat FROM desk_row"
        " WHERE account IN (SELECT value FROM json_each(?))"
        " ORDER BY grp, calm, name_key, key, seat LIMIT ?",
        (json.dumps(list(accounts)), 2 * limit),
    )
    return [_Spot(Place(*row[:4]), row[4]) for row in found]


def _hit(store: Store, spot: _Spot, wanted: list[list[str]]) -> Hit | None:
    """What to show of a row; None if another program has moved it since it was found."""
    place = spot.place
    row = store.row(
        "SELECT account, line, words FROM desk_row"
        " WHERE seat=? AND (grp, calm, name_key, key) = (?,?,?,?)",
        (spot.seat, *place),
    )
    if row is None:
        return None
    account, line, words = row
    key = AccountKey(place.key)
    seat = next(seat for seat, number in SEATS.items() if number == spot.seat)
    meant = _meant(words, wanted)
    person = "" if meant is None else _how_to_reach(store, account, meant)
    return Hit(Row(place, key, kept_line(key, line)), seat, person)


def _meant(words: str, wanted: list[list[str]]) -> int | None:
    """The person of whom most is said that the account's names leave open; None: they say all."""
    for reading in wanted:
        if all(f" {word}" in words for word in reading):
            names, *each = words.split("\n")
            left = [f" {word}" for word in reading if f" {word}" not in names]
            told = [sum(word in one for word in left) for one in each]
            return told.index(max(told)) if left else None
    return None


def _how_to_reach(store: Store, account: int, number: int) -> str:
    [(people,)] = store.rows("SELECT people FROM card WHERE account=?", (account,))
    return str(people.split("\n")[number])
