"""My day: who needs me today, of the accounts that I hold, and what I said I would do on others."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.entry import EntryId
from accountdesk.core.member import Member, Seat
from accountdesk.core.team import Team
from accountdesk.desk import words
from accountdesk.desk.accounts import SEATS, Row, account_list, part, row_of
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import me_in_words
from accountdesk.desk.view import View
from accountdesk.store import steps
from accountdesk.store.steps import DueStep
from accountdesk.store.windows import Row as Kept

SOON_DAYS = 30
"""What is farther ahead is nothing for today."""

MOST_STEPS = 200
"""Steps that are read; nobody does more in a day."""


class Item(NamedTuple):
    """One thing for today.

    Attributes:
        row: The account, and why it needs me.
        seat: In whose list it stands.
        step: The next step that it is about, if it is mine; None: another reason.
    """

    row: Row
    seat: Seat
    step: EntryId | None = None

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
            points; of each list the first 200 at most.
        counts: How many there are of each group.
        later: How many accounts of mine need somebody, but not today.
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
    mine = [] if me is None else list(_my_steps(desk, me))
    listed = list(_listed(desk, me))
    steps_said = {(item.row.key, item.row.line.text, item.row.line.on) for item in mine}
    others = {
        (item.row.key, item.row.line.word): item
        for item in reversed(listed)  # of one reason in both lists the hunters' stays
        if (item.row.key, item.row.line.text, item.row.line.on) not in steps_said
    }
    items = sorted([*mine, *others.values()], key=_order)
    return MyDay(
        today=words.full(desk.today),
        me=me_in_words(desk, me),
        known=me is not None,
        items=tuple(items),
        counts={group: sum(item.row.group is group for item in items) for group in Group},
        later=_calling(desk, team, me) - len(listed),
    )


def _order(item: Item) -> tuple[Group, int, str, str, str]:
    row = item.row
    return (row.group, -row.line.points, row.place.name_key, row.key, row.reason)


def _listed(desk: Desk, me: Member | None) -> Iterator[Item]:
    """What the lists have for today."""
    for seat in SEATS:
        for row in part(desk, seat, _VIEW.of(me)).rows:
            if _is_now(row, desk.today):
                yield Item(row, seat)


_VIEW = View(mine=True)


def _calling(desk: Desk, team: Team, me: Member | None) -> int:
    """How many rows of the lists need somebody, whenever."""
    heads = (account_list(desk, team, seat, _VIEW) for seat in SEATS)
    return sum(head.size - head.counts[Group.IN_ORDER] for head in heads)


def _is_now(row: Row, today: date) -> bool:
    """Whether it is anything for today: a decision or a renewal of next month can wait."""
    on = row.line.on
    return row.group < Group.IN_ORDER and (on is None or (on - today).days <= SOON_DAYS)


def _my_steps(desk: Desk, me: Member) -> Iterator[Item]:
    """What I said I would do by today, whosever accounts they are, unless it was put off."""
    for step in steps.due_of(desk.store, me.key, desk.today, MOST_STEPS):
        seat, row = next(iter(step.rows.items()))
        if all(one.line.not_now is None for one in step.rows.values()):
            yield Item(row_of(_about(step, row), desk.today), seat, step.entry)


def _about(step: DueStep, row: Kept) -> Kept:
    """The account's row, its reason this step; its points stay those of the account."""
    line = row.line._replace(word="next step", on=step.on, text=step.what, time=step.time)
    return row._replace(place=row.place._replace(group=Group.DUE), line=line)
