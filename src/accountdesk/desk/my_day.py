"""My day: who needs me today, of the accounts that I hold."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.readings import Group
from accountdesk.desk import words
from accountdesk.desk.accounts import SEATS, AccountList, Row, account_list, part
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import me_in_words

SOON_DAYS = 30
"""What is farther ahead is nothing for today."""


class MyDay(NamedTuple):
    """The day of the one at the desk; the team's where nobody knows who that is.

    Attributes:
        today: The day in words.
        me: Who is at the desk, in words.
        known: Whether that is a member.
        lists: Each seat's list of those accounts, hunters first; empty ones, too.
        rows: Of each list those for today, in its order; of the first 200 at most.
    """

    today: str
    me: str
    known: bool
    lists: tuple[AccountList, ...]
    rows: tuple[tuple[Row, ...], ...]


def my_day(desk: Desk) -> MyDay:
    """The day as it is now; it folds nothing."""
    team = desk.team()
    me = team.who(desk.claim)
    holder = None if me is None else me.key
    return MyDay(
        today=words.full(desk.today),
        me=me_in_words(desk, me),
        known=me is not None,
        lists=tuple(account_list(desk, team, seat, holder) for seat in SEATS),
        rows=tuple(
            tuple(row for row in part(desk, seat, holder).rows if _is_now(row, desk.today))
            for seat in SEATS
        ),
    )


def _is_now(row: Row, today: date) -> bool:
    """Whether it is anything for today: a decision or a renewal of next month can wait."""
    on = row.line.on
    return row.group < Group.IN_ORDER and (on is None or (on - today).days <= SOON_DAYS)


def left_out(listed: AccountList, rows: tuple[Row, ...]) -> int:
    """How many accounts that need somebody are not among the rows."""
    return listed.size - listed.counts[Group.IN_ORDER] - len(rows)
