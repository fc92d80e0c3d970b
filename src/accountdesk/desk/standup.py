"""The stand-up: where it is, kept in the store, so that it goes on; and those that were held.

Its stops are chosen once, when it begins: what is dealt with does not move the others. Where it is
belongs to the store, not to a screen: whoever opens it on another desk of the same store is at the
same stop, and a terminal that closes loses nothing. How long a stop took is kept nowhere.
"""

from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import Entry, id_text, word_of
from accountdesk.core.errors import Refused
from accountdesk.core.liveness import Amended, Retracted, Told, live
from accountdesk.core.record import Unreadable, parse, read, write
from accountdesk.core.team import StandupSaid
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record_within
from accountdesk.desk.standup_stops import day_before, in_order, stops
from accountdesk.store import journal, meta, windows

MOST_STOPS = 12
"""Stops of a stand-up: a minute for each."""

MOST_IN_ALL = 500
"""Stops with the rest of them: nobody stands that long."""


class Walk(NamedTuple):
    """Where a stand-up is.

    Attributes:
        standup: The id of the entry that began it.
        on: Its day.
        since: The first day of what had changed.
        accounts: The keys of its stops; empty: a stop of a member of whom nothing is to be said.
        members: Of each stop the key of the member whose it is; empty where it walks accounts.
        at: Which stop; as many as there are stops: the summary.
        rest: How many more accounts there were when it was chosen.
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


def begin(desk: Desk, *, instead: Walk | None = None) -> Walk:
    """Go on with the stand-up of today, or begin it.

    Args:
        desk: The desk.
        instead: One that is done, behind which another one begins; None: none shall.

    Raises:
        Refused: Nothing can be recorded here.
        StoreError: It could not be kept.
    """
    desk.must_keep()
    with desk.store.transaction():
        now = walk(desk)
        if now is None or (now.done and instead is not None and now.standup == instead.standup):
            team = desk.team()
            since = day_before(desk.today, team)
            [entry] = record_within(desk, [(None, StandupSaid(desk.today, since))]).entries
            found = stops(desk, team, since)
            shown = in_order(desk, team, found[:MOST_STOPS], all_members=True)
            now = Walk(id_text(entry.id), desk.today, since, *shown, rest=len(found[MOST_STOPS:]))
        return _kept(desk, now._replace(going=not now.done))


def go(desk: Desk, seen: Walk, by: int) -> Walk:
    """Go so many stops on; where somebody else has gone on meanwhile, it is there already.

    Raises:
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now = walk(desk) or seen
        if (now.standup, now.at) != (seen.standup, seen.at):
            return now
        at = max(0, min(now.size, now.at + by))
        return _kept(desk, now._replace(at=at, going=not now.done))


def widen(desk: Desk, seen: Walk) -> Walk:
    """Walk the rest of the accounts, too, behind the stops that there are.

    Raises:
        Refused: There are no more, or it is done.
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now, team = walk(desk) or seen, desk.team()
        here = {one.key for key in now.accounts if (one := windows.of_key(desk.store, key))}
        found = [key for key in stops(desk, team, now.since) if key not in here]
        if not found or now.done:
            raise Refused("There are no more accounts that are due or have changed.")
        room = max(0, MOST_IN_ALL - now.size)
        accounts, members = in_order(desk, team, found[:room], all_members=False)
        now = now._replace(
            accounts=(*now.accounts, *accounts),
            members=(*now.members, *members),
            rest=len(found[room:]),
        )
        return _kept(desk, now)


def pause(desk: Desk, seen: Walk) -> None:
    """Keep that nobody is in it at the moment.

    Raises:
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now = walk(desk)
        if now is not None and now.standup == seen.standup:
            _kept(desk, now._replace(going=False))


def finish(desk: Desk, seen: Walk) -> None:
    """Keep, and record, that it is done; another one that has begun meanwhile goes on.

    Raises:
        StoreError: It could not be kept.
    """
    with desk.store.transaction():
        now = walk(desk)
        if now is not None and now.standup == seen.standup and not now.done:
            record_within(desk, [(None, StandupSaid(now.on, now.since, now.standup))])
            _kept(desk, now._replace(done=True, going=False))


def _kept(desk: Desk, now: Walk) -> Walk:
    meta.keep_walk(desk.store, write(now))
    return now


class Held(NamedTuple):
    """A stand-up that was held: the entry that began it, and the one that ended it, if any did."""

    began: Entry
    body: StandupSaid
    ended: Entry | None


def held(desk: Desk) -> list[Held]:
    """The stand-ups that were held, on whichever desk, the latest first."""
    kinds = (StandupSaid, Retracted, Amended)
    entries = [one for kind in kinds for one in journal.of_team(desk.store, word_of(kind))]
    said = Told(live(entries).said).of(StandupSaid)
    ends = {body.done: entry for entry, body in reversed(said) if body.done is not None}
    begun = [(entry, body) for entry, body in said if body.done is None]
    return [Held(entry, body, ends.get(id_text(entry.id))) for entry, body in reversed(begun)]


def last_held(desk: Desk) -> list[Held]:
    """The stand-up of this store and those before it, the latest first; empty: there was none.

    That is the one that is on, or was on last; where none ever was, the latest in the journal.
    """
    found = held(desk)
    now = walk(desk)
    here = [
        at
        for at, one in enumerate(found)
        if (id_text(one.began.id) == now.standup if now else one.began.desk == desk.name)
    ]
    return found[here[0] :] if here else found
