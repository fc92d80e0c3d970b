"""Which accounts a stand-up stops at, in which order, and since when a change counts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

from accountdesk.core.attention import Group
from accountdesk.core.blocker import OPEN
from accountdesk.core.delivery import ConflictResolved, Delivered, Takeover
from accountdesk.core.entry import AccountKey, id_text, word_of
from accountdesk.core.liveness import Erased, Retracted
from accountdesk.core.member import Member, Seat
from accountdesk.core.repair import open_repairs
from accountdesk.core.team import Team
from accountdesk.core.text import folded
from accountdesk.core.trust_reasons import SOON
from accountdesk.core.value import LearnedSaid
from accountdesk.core.working_days import add_working_days, last_working_day
from accountdesk.desk.accounts import SEATS
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import beginning
from accountdesk.store import goals, journal, projections, windows
from accountdesk.store.steps import rows_of
from accountdesk.store.windows import Place, Row, Slice

MOST_ROWS = 1_000
"""Rows of each list that are looked through."""

A_YEAR = 260
"""Working days of a year, about."""

APART = frozenset(
    word_of(said) for said in (Delivered, ConflictResolved, Takeover, Retracted, Erased)
) | {word_of(LearnedSaid)}
"""Kinds that are no change of an account: what the desk keeps for itself; what was learned is told
once, of all accounts together."""


def day_before(today: date, team: Team) -> date:
    """The last working day before `today`; one on which all members were away is none."""
    return _day_before(today, team, lambda day: all(team.away(key, day) for key in team.members))


def day_there(today: date, team: Team, member: Member) -> date:
    """The last working day before `today` on which a member was there."""
    return _day_before(today, team, lambda day: team.away(member.key, day) is not None)


def _day_before(today: date, team: Team, nobody_there: Callable[[date], bool]) -> date:
    """The last working day before `today` that counts; the last one where none of a year does."""
    works = team.policy.working_days
    first = day = last_working_day(today, works)
    for _ in range(A_YEAR if team.members else 0):
        if not nobody_there(day):
            return day
        day = last_working_day(day, works)
    return first


class _Found:
    """An account that may be a stop: its most pressing row, and why it is one."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.is_due = self.is_news = False

    @property
    def calls(self) -> bool:
        """Whether it is one: a renewal of next month is not."""
        row = self.row
        is_pressing = row.line.pinned or row.place.group == Group.MAKE_RIGHT
        return is_pressing or self.is_due or self.is_news

    @property
    def rank(self) -> tuple[int, Place]:
        """Where it stands among the stops."""
        to_be_made_right = self.row.place.group == Group.MAKE_RIGHT
        if self.row.line.pinned:
            first = 0
        elif to_be_made_right and (self.is_due or self.is_news):
            first = 1
        elif self.is_due or self.is_news:
            first = 2 if self.is_due else 3
        else:
            first = 4
        return first, self.row.place


def stops(desk: Desk, team: Team, since: date) -> list[AccountKey]:
    """The accounts to stop at, all of them, the most pressing first.

    First what is pinned, then what must be made right and is due or has changed, then what else is
    due, then what else has changed; behind them what must be made right and stands still. Due is
    what falls due within `SOON` working days or is late, and what is in our way or parked.
    """
    soon = add_working_days(desk.today, SOON, team.policy.working_days)
    found: dict[AccountKey, _Found] = {}
    for rows, is_news in ((_calling(desk), False), (_changed(desk, since), True)):
        for row in rows:
            one = found.setdefault(row.key, _Found(row))
            one.row = min(one.row, row, key=lambda row: (not row.line.pinned, row.place))
            one.is_news |= is_news
            one.is_due |= _is_due(row, soon)
    for row in _open(desk):
        found.setdefault(row.key, _Found(row)).is_due = True
    ranked = sorted(found.values(), key=lambda one: one.rank)
    return [one.row.key for one in ranked if one.calls]


_DATED = (
    *("promise", "promise due", "their promise", "next step", "their step"),
    *("decision", "renewal"),
)
"""Reasons whose day is the one on which something falls due."""


def _is_due(row: Row, soon: date) -> bool:
    line = row.line
    days = (line.on if line.word in _DATED else None, line.next_due)
    return any(day is not None and day <= soon for day in days)


def _calling(desk: Desk) -> Iterator[Row]:
    """Rows of what must be made right, and of what is due some time."""
    for seat in SEATS:
        for row in islice(windows.rows(desk.store, seat), MOST_ROWS):
            if row.place.group > Group.DUE:
                break
            yield row


def _open(desk: Desk) -> Iterator[Row]:
    """Rows of accounts where something is in our way, or parked."""
    for seat in SEATS:
        yield from islice(windows.rows(desk.store, seat, Slice(OPEN)), MOST_ROWS)


def _changed(desk: Desk, since: date) -> Iterator[Row]:
    """Rows of accounts with which something happened, or of which anything was recorded."""
    accounts = goals.happened(desk.store, since, desk.today)
    entries = journal.since(desk.store, beginning(desk, since))
    told = {entry.account for entry in entries if entry.kind not in APART}
    accounts |= {journal.known_account(desk.store, key) for key in told if key is not None}
    speakers = windows.speaking(desk.store, accounts)
    for listed in rows_of(desk.store, speakers).values():
        yield from listed.values()


def in_order(
    desk: Desk, team: Team, found: Sequence[AccountKey], *, all_members: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stops in the order in which they are walked, and of each the member whose it is.

    By accounts they stay as they are. By members each account stands with who acts for it; with
    `all_members` who holds a seat as a rule, is there and has nothing of the kind has a stop, too.
    """
    if team.policy.text("standup.by") != "members":
        return tuple(found), ("",) * len(found)
    whose = [(_holder(desk, team, key), key) for key in found]
    if all_members:
        held = {one.key for one, _ in whose if one is not None}
        whose += [
            (one, AccountKey(""))
            for one in team.members.values()
            if one.seat is not None and one.key not in held and not team.away(one.key, desk.today)
        ]
    whose.sort(key=lambda one: _by_name(one[0]))
    return (
        tuple(key for _, key in whose),
        tuple("" if one is None else one.key for one, _ in whose),
    )


def _by_name(member: Member | None) -> tuple[bool, str, str]:
    return (member is None, folded(member.name) if member else "", member.key if member else "")


def _holder(desk: Desk, team: Team, key: AccountKey) -> Member | None:
    """Who acts today for an account: for what calls most, for its seat, or for what is open there.

    None: nobody who is known.
    """
    named = windows.of_key(desk.store, key)
    if named is None:
        return None
    listed = rows_of(desk.store, {named.account}).get(named.account, {})
    state = projections.state(desk.store, named.account, team)
    owners = {
        **{id_text(one.entry): one.owner for one in open_repairs(state.repairs)},
        **{id_text(one.entry): one.owner for one in state.next_steps},
        **{id_text(one.entry): one.owner for one in state.promises if one.is_open},
    }
    holders = {Seat.HUNTER: state.hunters, Seat.FARMER: state.farmers}
    claims = []
    for seat in sorted(listed, key=lambda seat: listed[seat].place):
        claims.append(owners.get(listed[seat].line.entry))
        claims += [one.key for one in sorted(holders[seat], key=lambda one: folded(one.name))]
    acting = (team.stand_in(claim, desk.today) for claim in (*claims, *owners.values()) if claim)
    return next((one for one in acting if one is not None), None)
