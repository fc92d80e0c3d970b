"""My day: who needs me today, of the accounts that I hold, and what I said I would do on others."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.entry import id_text
from accountdesk.core.member import Member, Seat
from accountdesk.core.promise import Side
from accountdesk.core.trust_reasons import SOON
from accountdesk.core.working_days import add_working_days
from accountdesk.desk import words
from accountdesk.desk.accounts import SEATS, Row, row_of, rows
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import me_in_words
from accountdesk.desk.view import View
from accountdesk.store import promises, repairs, steps
from accountdesk.store.promises import DuePromise
from accountdesk.store.steps import DueStep
from accountdesk.store.windows import Row as Kept

MOST_ROWS = 1_000
"""Rows of each list that are read; nobody holds so many that call."""

SOON_DAYS = 30
"""What is farther ahead is nothing for today."""

MOST_STEPS = 200
"""Steps that are read; nobody does more in a day."""


class Item(NamedTuple):
    """One thing for today: the account, why it needs me, and in whose list it stands."""

    row: Row
    seat: Seat

    @property
    def id(self) -> tuple[str, str, str]:
        """What tells it from other things of the day: two lists may show the same one."""
        return (self.row.key, self.row.line.word, self.row.line.entry)

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {"seat": self.seat.value, **self.row.data}


class MyDay(NamedTuple):
    """The day of the one at the desk; the team's where nobody knows who that is.

    Attributes:
        today: The day in words.
        me: Who is at the desk, in words.
        known: Whether that is a member.
        items: What is for today: the most pressing group first, in it the account with the most
            points.
        counts: How many there are of each group.
        later: How many other accounts of mine need somebody, but not today.
    """

    today: str
    me: str
    known: bool
    items: tuple[Item, ...]
    counts: dict[Group, int]
    later: int

    @property
    def empty(self) -> str:
        """What a day without anything says."""
        return f"No account {'that you hold' if self.known else 'of the team'} needs anybody today."


def my_day(desk: Desk) -> MyDay:
    """The day as it is now; it folds nothing."""
    team = desk.team()
    me = team.who(desk.claim)
    whose = [None] if me is None else [me, *team.stands_in_for(me, desk.today)]
    calling = [item for one in whose for item in _calling(desk, one)]
    now = [item for item in calling if _is_now(item.row, desk.today)]
    mine = [item for one in whose if one for item in _seen_to(desk, one)]
    # Of what stands in both lists the hunters' row stays, of a step the one that says whose it is.
    # What I do for somebody who is away stands among mine.
    items = {item.id: item for item in (*reversed(now), *mine, *_nobodys(desk))}
    shown = {item.row.key for item in items.values()}
    return MyDay(
        today=words.full(desk.today),
        me=me_in_words(desk, me),
        known=me is not None,
        items=tuple(sorted(items.values(), key=_order)),
        counts={group: sum(i.row.group is group for i in items.values()) for group in Group},
        later=len({item.row.key for item in calling} - shown),
    )


def _order(item: Item) -> tuple[Group, int, str, str, str]:
    row = item.row
    return (row.group, -row.line.points, row.place.name_key, row.key, row.reason)


def _calling(desk: Desk, me: Member | None) -> Iterator[Item]:
    """What needs me, whenever; everybody where nobody knows me."""
    of = View(mine=True).of(me)
    for seat in SEATS:
        for row in islice(rows(desk, seat, of), MOST_ROWS):
            if row.group >= Group.IN_ORDER:
                break
            yield Item(row, seat)


def _nobodys(desk: Desk) -> Iterator[Item]:
    """What nobody covers stands on top of its list, and on everybody's day."""
    for seat in reversed(SEATS):
        for row in islice(rows(desk, seat), MOST_ROWS):
            if not row.line.pinned:
                break
            if row.line.word == "no cover":
                yield Item(row, seat)


def _is_now(row: Row, today: date) -> bool:
    """Whether it is anything for today: a decision or a renewal of next month can wait."""
    on = row.line.on
    return on is None or (on - today).days <= SOON_DAYS


def _seen_to(desk: Desk, one: Member) -> Iterator[Item]:
    """What one sees to, whosever accounts they are."""
    yield from _steps(desk, one)
    yield from _promises(desk, one)
    yield from _repairs(desk, one)


def _steps(desk: Desk, one: Member) -> Iterator[Item]:
    """What one said they would do by today, whosever accounts they are, unless they put it off."""
    for step in steps.due_of(desk.store, one.key, desk.today, MOST_STEPS):
        for seat, row in step.rows.items():
            if row.line.not_now is None or row.line.not_now_by != one.key:
                yield Item(row_of(_about(row, "next step", step), desk.today), seat)
                break


def _promises(desk: Desk, one: Member) -> Iterator[Item]:
    """Promises that one sees to and that are due within two working days, or past their day."""
    soon = add_working_days(desk.today, SOON, desk.team().policy.working_days)
    for promise in promises.due_of(desk.store, one.key, soon, MOST_STEPS):
        late = promise.on < desk.today and promise.side is Side.OURS
        word = "promise" if late else "promise due"
        if promise.side is Side.THEIRS:
            word = "their promise"
        for seat, row in promise.rows.items():
            # What is late is never hidden.
            if late or row.line.not_now is None or row.line.not_now_by != one.key:
                yield Item(row_of(_about(row, word, promise), desk.today), seat)
                break


def _repairs(desk: Desk, one: Member) -> Iterator[Item]:
    """What is to be made right and one sees to, whosever accounts they are."""
    for repair in repairs.open_of(desk.store, one.key, MOST_STEPS):
        seat, row = next(iter(repair.rows.items()))
        line = row.line._replace(word="repair", on=repair.on, text=repair.what, number=1)
        line = line._replace(
            entry=id_text(repair.entry), more=repair.stage, pinned=False, time=None
        )
        place = row.place._replace(group=Group.MAKE_RIGHT)
        yield Item(row_of(row._replace(place=place, line=line), desk.today), seat)


def _about(row: Kept, word: str, what: DueStep | DuePromise) -> Kept:
    """The account's row, its reason one thing; its points stay those of the account."""
    line = row.line._replace(word=word, on=what.on, text=what.what, time=what.time, number=1)
    group = Group.MAKE_RIGHT if word == "promise" else Group.DUE
    place = row.place._replace(group=group)
    line = line._replace(entry=id_text(what.entry), not_now=None, more="", pinned=False)
    return row._replace(place=place, line=line)
