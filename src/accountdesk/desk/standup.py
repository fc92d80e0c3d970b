"""The stand-up: which accounts it stops at, and where it is; it lies in the store, so it goes on.

Its stops are chosen once, when it begins: what is dealt with does not move the others. Where it is
belongs to the store, not to a screen: whoever opens it on another desk of the same store is at the
same stop, and a terminal that closes loses nothing. How long a stop took is kept nowhere.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.delivery import ConflictResolved, Delivered, Takeover
from accountdesk.core.entry import AccountKey, Entry, id_text, word_of
from accountdesk.core.errors import Refused
from accountdesk.core.liveness import Erased, Retracted, Told, live
from accountdesk.core.member import Member, Seat
from accountdesk.core.record import Unreadable, parse, read, write
from accountdesk.core.team import StandupSaid, Team
from accountdesk.core.text import folded
from accountdesk.core.trust_reasons import SOON
from accountdesk.core.value import LearnedSaid
from accountdesk.core.working_days import add_working_days, last_working_day
from accountdesk.desk.accounts import SEATS
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record_within
from accountdesk.desk.open import beginning
from accountdesk.store import goals, journal, meta, projections, windows
from accountdesk.store.steps import rows_of
from accountdesk.store.windows import Row

MOST_STOPS = 12
"""Stops of a stand-up: a minute for each."""

MOST_IN_ALL = 500
"""Stops with the rest of them: nobody stands that long."""

MOST_ROWS = 1_000
"""Rows of each list that are looked through."""

A_YEAR = 260
"""Working days of a year, about."""

APART = frozenset(
    word_of(said) for said in (Delivered, ConflictResolved, Takeover, Retracted, Erased)
) | {word_of(LearnedSaid)}
"""Kinds that are no change of an account: what the desk keeps for itself; what was learned is told
once, of all accounts together."""


class Walk(NamedTuple):
    """Where a stand-up is.

    Attributes:
        standup: The id of the entry that began it.
        on: Its day.
        since: The first day of what had changed.
        accounts: The keys of its stops; empty: a stop of a member of whom nothing is to be said.
        members: Of each stop the key of the member whose it is; empty where it walks accounts.
        at: Which stop; as many as there are stops: the summary.
        rest: How many more accounts there are.
        going: Whether somebody is in it; else it was paused.
        done: Whether it is over.
    """

    standup: str
    on: date
    since: date
    accounts: tuple[str, ...]
    members: tuple[str, ...]
    at: int = 0
    rest: int = 0
    going: bool = True
    done: bool = False

    @property
    def size(self) -> int:
        """How many stops there are."""
        return len(self.accounts)


def walk(desk: Desk) -> Walk | None:
    """Where the stand-up of today is; None if there was none today."""
    text = meta.walk(desk.store)
    try:
        found = None if text is None else read(Walk, parse(text))
    except Unreadable:  # a newer program has kept it
        return None
    is_today = found is not None and found.on == desk.today
    fits = found is not None and 0 <= found.at <= found.size == len(found.members)
    return found if is_today and fits else None


def begin(desk: Desk, *, anew: bool = False) -> Walk:
    """Go on with the stand-up of today, or begin it; with `anew` another one.

    Raises:
        Refused: Nothing can be recorded here.
        StoreError: It could not be kept.
    """
    desk.must_keep()
    with desk.store.transaction():
        now = walk(desk)
        if now is not None and not anew:
            now = now._replace(going=not now.done)
        else:
            team = desk.team()
            since = day_before(desk.today, team)
            [entry] = record_within(desk, [(None, StandupSaid(desk.today, since))]).entries
            found = stops(desk, team, since)
            shown = _in_order(desk, team, found[:MOST_STOPS], all_members=True)
            now = Walk(id_text(entry.id), desk.today, since, *shown, rest=len(found[MOST_STOPS:]))
        _keep(desk, now)
    return now


def go(desk: Desk, seen: Walk, by: int) -> Walk:
    """Go so many stops on; where somebody else has gone on meanwhile, it is there already.

    Raises:
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now = walk(desk) or seen
        if (now.standup, now.at) == (seen.standup, seen.at):
            now = now._replace(at=max(0, min(now.size, now.at + by)), going=not now.done)
            _keep(desk, now)
    return now


def widen(desk: Desk, seen: Walk) -> Walk:
    """Walk the rest of the accounts, too, behind the stops that there are.

    Raises:
        Refused: There are no more.
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now, team = walk(desk) or seen, desk.team()
        found = [key for key in stops(desk, team, now.since) if key not in now.accounts]
        if not found:
            raise Refused("There are no more accounts that are due or have changed.")
        accounts, members = _in_order(desk, team, found, all_members=False)
        now = now._replace(
            accounts=(*now.accounts, *accounts), members=(*now.members, *members), rest=0
        )
        _keep(desk, now)
    return now


def pause(desk: Desk) -> None:
    """Keep that nobody is in it at the moment."""
    with desk.store.transaction():
        if (now := walk(desk)) is not None:
            _keep(desk, now._replace(going=False))


def finish(desk: Desk, seen: Walk) -> Walk:
    """Keep, and record, that it is done.

    Raises:
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now = walk(desk) or seen
        if not now.done:
            record_within(desk, [(None, StandupSaid(now.on, now.since, now.standup))])
            now = now._replace(done=True, going=False)
            _keep(desk, now)
    return now


def _keep(desk: Desk, now: Walk) -> None:
    meta.keep_walk(desk.store, write(now))


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
    """The accounts to stop at: what is pinned first, then Make right, what is due, what changed."""
    soon = add_working_days(desk.today, SOON, team.policy.working_days)
    best: dict[AccountKey, tuple[bool, int, int, str, str]] = {}
    for row in (*_calling(desk, soon), *_changed(desk, since)):
        place = row.place
        rank = (not row.line.pinned, place.group, place.calm, place.name_key, place.key)
        best[row.key] = min(best.get(row.key, rank), rank)
    return sorted(best, key=lambda key: best[key])[:MOST_IN_ALL]


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


def _in_order(
    desk: Desk, team: Team, found: Sequence[AccountKey], *, all_members: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stops in the order in which they are walked, and of each the member whose it is.

    By accounts they stay as they are. By members each account stands with who acts for the seat
    that it calls; who is there and has nothing of the kind has a stop, too, with `all_members`.
    """
    if team.policy.text("standup.by") != "members":
        return tuple(found), ("",) * len(found)
    whose = [(_holder(desk, team, key), key) for key in found]
    if all_members:
        there = [one for one in team.members.values() if team.away(one.key, desk.today) is None]
        held = {one.key for one, _ in whose if one is not None}
        whose += [(one, AccountKey("")) for one in there if one.key not in held]
    whose.sort(key=lambda one: (one[0] is None, "" if one[0] is None else folded(one[0].name)))
    return (
        tuple(key for _, key in whose),
        tuple("" if one is None else one.key for one, _ in whose),
    )


def _holder(desk: Desk, team: Team, key: AccountKey) -> Member | None:
    """Who acts today for the seat that an account calls most; None: nobody."""
    named = desk.account_called(key)
    listed = rows_of(desk.store, {named.account}).get(named.account, {})
    state = projections.state(desk.store, named.account, team)
    holders = {Seat.HUNTER: state.hunters, Seat.FARMER: state.farmers}
    for seat in sorted(listed, key=lambda seat: listed[seat].place):
        for one in sorted(holders[seat], key=lambda one: folded(one.name)):
            if (acts := team.stand_in(one.key, desk.today)) is not None:
                return acts
    return None


class Held(NamedTuple):
    """A stand-up that was held: the entry that began it, and the one that ended it, if any did."""

    began: Entry
    body: StandupSaid
    ended: Entry | None


def held(desk: Desk) -> list[Held]:
    """The stand-ups that were held, the latest first."""
    told = Told(live(journal.of_team(desk.store, word_of(StandupSaid))).said)
    said = told.of(StandupSaid)
    ends = {body.done: entry for entry, body in reversed(said) if body.done is not None}
    begun = [(entry, body) for entry, body in said if body.done is None]
    return [Held(entry, body, ends.get(id_text(entry.id))) for entry, body in reversed(begun)]
