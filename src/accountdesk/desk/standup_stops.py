"""Which accounts a stand-up stops at, in which order, and since when a change counts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from accountdesk.core.attention import Group
from accountdesk.core.delivery import ConflictResolved, Delivered, Takeover
from accountdesk.core.entry import AccountKey, word_of
from accountdesk.core.liveness import Erased, Retracted
from accountdesk.core.member import Member, Seat
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
from accountdesk.store.windows import Row

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


def stops(desk: Desk, team: Team, since: date) -> list[AccountKey]:
    """The accounts to stop at: what is pinned first, then Make right, what is due, what changed.

    All of them, however many there are; of what calls, as far as `MOST_ROWS` of each list.
    """
    soon = add_working_days(desk.today, SOON, team.policy.working_days)
    best: dict[AccountKey, tuple[bool, int, int, str, str]] = {}
    for row in (*_calling(desk, soon), *_changed(desk, since)):
        place = row.place
        rank = (not row.line.pinned, place.group, place.calm, place.name_key, place.key)
        best[row.key] = min(best.get(row.key, rank), rank)
    return sorted(best, key=lambda key: best[key])


def _calling(desk: Desk, soon: date) -> Iterable[Row]:
    """Rows of what must be made right, and of what is due by a day."""
    for seat in SEATS:
        for number, row in enumerate(windows.rows(desk.store, seat)):
            if number == MOST_ROWS or row.place.group > Group.DUE:
                break
            line = row.line
            if row.place.group == Group.MAKE_RIGHT or line.on is None or line.on <= soon:
                yield row


def _changed(desk: Desk, since: date) -> Iterable[Row]:
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

    By accounts they stay as they are. By members each account stands with who acts for the seat
    that it calls; with `all_members` who holds a seat as a rule, is there and has nothing of the
    kind has a stop, too.
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
    """Who acts today for the seat that an account calls most; None: nobody."""
    named = windows.of_key(desk.store, key)
    if named is None:
        return None
    listed = rows_of(desk.store, {named.account}).get(named.account, {})
    state = projections.state(desk.store, named.account, team)
    holders = {Seat.HUNTER: state.hunters, Seat.FARMER: state.farmers}
    for seat in sorted(listed, key=lambda seat: listed[seat].place):
        for one in sorted(holders[seat], key=lambda one: folded(one.name)):
            if (acts := team.stand_in(one.key, desk.today)) is not None:
                return acts
    return None
