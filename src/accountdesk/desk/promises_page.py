"""Promises and repairs of all accounts by their day, and what breaks again and again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.promise import Side
from accountdesk.core.repair import Repeated, repeated
from accountdesk.core.team import Team
from accountdesk.core.text import fitted, width
from accountdesk.desk import promise_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.store import promises, repairs

MOST = 500
"""Promises, and repairs, that are read."""

MOST_WRONG = 2_000
"""Of what went wrong, the latest that are looked through for what repeats."""

MOST_REPEATED = 8
PLACES = 3
"""What is told of what repeats: how many things, and how many places of each."""


class Row(NamedTuple):
    """One promise or repair.

    Attributes:
        entry: The id of the entry that made it, as text.
        account: What its account goes by.
        name: The account's name.
        group: Under which title it stands.
        when: Its day in words.
        what: Whose it is and what, in words.
        owner: Who sees to it, in words.
        is_repair: Whether something went wrong; else it was promised.
        data: The same for programs.
    """

    entry: str
    account: AccountKey
    name: str
    group: str
    when: str
    what: str
    owner: str
    is_repair: bool
    data: dict[str, object]

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.when} · {self.what} · {self.name} ({self.owner})"


class PromisesPage(NamedTuple):
    """What we have to keep.

    Attributes:
        mine: Whether only what one member sees to is shown.
        rows: What was promised and what went wrong, group by group, in each by day.
        more: Whether there are more promises, due later, or more repairs, opened later.
        again: What went wrong at several accounts of late, in words, the most first.
        data: The same for programs.
    """

    mine: bool
    rows: tuple[Row, ...]
    more: bool
    again: tuple[str, ...]
    data: dict[str, object]


MORE = "and more, later"
NOTHING = "No promise is open, and nothing is to be made right."

DISPUTED, WRONG, LATE, AHEAD, UNDATED = (
    "Disputed: members say different things",
    "To be made right",
    "Past their day",
    "To come",
    "Without a day",
)
GROUPS = (DISPUTED, WRONG, LATE, AHEAD, UNDATED)
"""Titles, in the order in which they stand."""


def promises_page(desk: Desk, *, mine: bool = False) -> PromisesPage:
    """What we have to keep, as it is now; it folds nothing.

    Args:
        desk: The desk.
        mine: Only what whoever is at the desk sees to; everybody's where nobody knows them.
    """
    team = desk.team()
    me = team.who(desk.claim) if mine else None
    owner = None if me is None else me.key
    split = promises.disputed(desk.store, MOST, owner)
    open_ = promises.by_day(desk.store, MOST + 1, owner)
    wrong = repairs.opened(desk.store, MOST + 1, owner)
    rows = [_promise(one, team, desk.today) for one in (*split, *open_[:MOST])]
    rows += [_repair(one, team, desk.today) for one in wrong[:MOST]]
    rows.sort(key=lambda row: GROUPS.index(row.group))  # keeps the days' order in each
    again = _again(desk, team)
    return PromisesPage(
        mine=me is not None,
        rows=tuple(rows),
        more=max(len(open_), len(wrong)) > MOST,
        again=tuple(_in_words(one, names) for one, names in again),
        data={
            "today": desk.today.isoformat(),
            "rows": [row.data for row in rows],
            "again": [
                {"words": list(one.words), "accounts": one.accounts, "wrong": list(one.wrong)}
                for one, _ in again
            ],
        },
    )


def parts(page: PromisesPage, keys: str) -> list[tuple[str, tuple[str, ...]]]:
    """The page as text, in parts with titles. Args: `keys`: what to do, in a sentence."""
    whose = "you see to" if page.mine else "all of us see to"
    about: tuple[str, tuple[str, ...]] = (f"Promises and repairs that {whose}", (keys,))
    found = [about]
    found += [
        (f"{group} · {number(len(those))}", _by_day(those))
        for group in GROUPS
        if (those := [row for row in page.rows if row.group == group])
    ]
    if page.more:
        found.append((MORE, ()))
    if not page.rows:
        found.append((NOTHING, ()))
    if page.again:
        found.append(("What breaks again and again", page.again))
    return found


def _by_day(rows: Sequence[Row]) -> tuple[str, ...]:
    """Rows in words, what they are about below one another."""
    cells = max(width(row.when) for row in rows)
    return tuple(
        f"{fitted(row.when, cells)}  {row.what} · {row.name} ({row.owner})" for row in rows
    )


def _promise(one: promises.Listed, team: Team, today: date) -> Row:
    ours = one.side is Side.OURS
    moved = f", moved {words.count(one.moves, 'time')}" if one.moves else ""
    group = UNDATED if one.due is None else LATE if one.due < today else AHEAD
    return Row(
        entry=id_text(one.entry),
        account=one.account,
        name=one.name,
        group=DISPUTED if one.disputed else group,
        when=promise_words.due(one.due, one.time or None, today),
        what=f"{'we' if ours else 'they'}: {one.what}{moved}",
        owner=promise_words.doer(one.owner, team, today),
        is_repair=False,
        data={
            "kind": "promise",
            "entry": id_text(one.entry),
            "account": one.account,
            "name": one.name,
            "side": one.side.value,
            "what": one.what,
            "due": None if one.due is None else one.due.isoformat(),
            "owner": one.owner,
            "moves": one.moves,
            "disputed": one.disputed,
        },
    )


def _repair(one: repairs.Listed, team: Team, today: date) -> Row:
    stands = one.stage or "nobody has told them yet"
    by = "" if one.due is None else f", right by {promise_words.due(one.due, None, today)}"
    return Row(
        entry=id_text(one.entry),
        account=one.account,
        name=one.name,
        group=WRONG,
        when=f"{(today - one.on).days} d",
        what=f"{one.what}, {stands}{by}",
        owner=promise_words.doer(one.owner, team, today),
        is_repair=True,
        data={
            "kind": "repair",
            "entry": id_text(one.entry),
            "account": one.account,
            "name": one.name,
            "what": one.what,
            "on": one.on.isoformat(),
            "due": None if one.due is None else one.due.isoformat(),
            "owner": one.owner,
            "stage": one.stage,
        },
    )


def _again(desk: Desk, team: Team) -> list[tuple[Repeated, dict[str, str]]]:
    """What went wrong at several accounts in the days that our word looks back, with names."""
    since = desk.today - timedelta(team.policy.number("our_word.days") - 1)
    wrong = repairs.since(desk.store, since, MOST_WRONG)
    names = {str(one.account): one.name for one in wrong}
    found = repeated((one.account, one.what) for one in wrong)
    return [(one, names) for one in found[:MOST_REPEATED]]


def _in_words(one: Repeated, names: dict[str, str]) -> str:
    """`invoice: 3 accounts: Globex (invoice doubled), Hooli (no invoice), …`."""
    told = list(dict.fromkeys(f"{names[account]} ({text})" for account, text in one.wrong))
    more = f", and {len(told) - PLACES} more" if len(told) > PLACES else ""
    places = ", ".join(told[:PLACES])
    return f"{' '.join(one.words)}: {words.count(one.accounts, 'account')}: {places}{more}"
