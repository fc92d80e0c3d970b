"""Opening a desk: joins the store, the day and the one who is at it. The only place with a clock.

The day: a store follows the clock in the team's zone, and never goes back. One that was made for
a given day is pinned to it until a later day is given. To look at any other day, a private copy of
the store is made, which keeps nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, tzinfo

from accountdesk.desk.desk import Desk
from accountdesk.desk.mint import mint
from accountdesk.store import meta, projections
from accountdesk.store.connection import Store, in_words
from accountdesk.store.opening import open_store


def wall_clock() -> int:
    """UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def claim() -> str:
    """Who is at this desk: the actor that a forced command names, else the user of the system."""
    actor = os.environ.get("ACCOUNTDESK_ACTOR", "").encode("utf-8", "surrogateescape")
    if actor:
        return f"actor:{actor.decode('utf-8', 'replace')}"
    return f"os:{os.getuid()}@{os.uname().nodename}"


@contextmanager
def open_desk(
    path: str,
    *,
    today: date | None = None,
    create: bool = False,
    looks_only: bool = False,
    read_only: bool = False,
    clock: Callable[[], int] = wall_clock,
) -> Iterator[Desk]:
    """A desk on the store at `path`; it is closed when the context ends.

    Args:
        path: The store's file.
        today: The day to work on; None: the store's own.
        create: Make an empty store if there is none, pinned to `today` if that is given.
        looks_only: Nothing is recorded; a store that is missing is made elsewhere, and dropped.
        read_only: Nothing is recorded, not even another day, and nothing is folded.
        clock: UTC milliseconds since 1970.

    Raises:
        StoreError: The store cannot be opened.
    """
    with ExitStack() as opened:
        if looks_only and create and not os.path.exists(path):
            path = opened.enter_context(_nowhere())
        opened.enter_context(in_words(path))
        store = open_store(path, create=create, read_only=read_only)
        opened.callback(store.close)
        name = _named(store, today)
        clock_day = _clock_day(clock(), store)
        day = _day(store, today, clock_day)
        desk = Desk(store, name, claim(), day or clock_day, clock_day, clock)
        if day is None:
            from accountdesk.desk.another_day import copy_for  # what it needs takes 5 ms to load

            assert today is not None
            store = opened.enter_context(copy_for(store, today))
            desk = desk._replace(store=store, today=today, looks_only=True)
        yield desk._replace(looks_only=desk.looks_only or looks_only or read_only)


@contextmanager
def _nowhere() -> Iterator[str]:
    """A place for a store that is dropped when the context ends."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="accountdesk-") as folder:
        yield os.path.join(folder, "desk.db")


def this_day(desk: Desk) -> Desk:
    """The desk on the day that it is by now; the store follows the clock unless it is pinned."""
    clock_day = day_of_clock(desk)
    return desk._replace(today=_day(desk.store, None, clock_day) or desk.today, clock_day=clock_day)


def day_of_clock(desk: Desk) -> date:
    """The day that it is by now in the team's zone, whatever day the store has come to."""
    return _clock_day(desk.clock(), desk.store)


def beginning(desk: Desk, day: date) -> int:
    """When a day begins in the team's zone, UTC milliseconds."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone_of(desk.store))
    return round(midnight.astimezone(UTC).timestamp() * 1000)


def days_of(desk: Desk) -> Callable[[int], date]:
    """What gives the day, in the team's zone, of a moment in UTC milliseconds."""
    return _days_in(zone_of(desk.store))


def _days_in(zone: tzinfo | None) -> Callable[[int], date]:
    """What gives the day of a moment in a zone; None: in this machine's."""

    def day(at: int) -> date:
        moment = datetime.fromtimestamp(at / 1000, UTC)
        return _local_day(moment) if zone is None else moment.astimezone(zone).date()

    return day


def own_zone() -> str:
    """What this machine calls its zone, an IANA name as a rule; empty if it does not say."""
    told = os.environ.get("TZ", "").removeprefix(":")
    name = told or os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    return name.removeprefix("posix/")


def clock_today() -> date:
    """The day of this machine's clock in its own zone."""
    return _local_day(datetime.fromtimestamp(wall_clock() / 1000, UTC))


def _named(store: Store, today: date | None) -> str:
    """The name of a store; a new one is given one, and keeps in which zone it was made."""
    name = meta.desk(store)
    if name is None and not (store.newer or store.read_only):
        zone = own_zone()
        with store.transaction():
            meta.name_desk(store, mint().hex())
            if _is_zone(zone):
                meta.made_in(store, zone)
            if today is not None and meta.day(store) is None:
                meta.set_day(store, today)
                meta.pin(store)
        name = meta.desk(store)
    return name or ""


def _is_zone(name: str) -> bool:
    """Whether other machines would know a zone by that name."""
    from zoneinfo import ZoneInfo  # 3 ms, and most starts do without

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _day(store: Store, today: date | None, clock_day: date) -> date | None:
    """The day to work on; None if `today` is not to be had from this store itself."""
    kept = meta.day(store)
    if store.read_only:
        return (kept or clock_day) if today in (None, kept) else None
    if kept is None:
        now = clock_day
    elif meta.is_pinned(store):
        now = max(kept, today or kept)
    else:
        now = max(kept, clock_day)
    if today is not None and today != now:
        return None
    if now != kept and not store.newer:
        with store.transaction():
            now = meta.move_day(store, now)
    return now


def _clock_day(milliseconds: int, store: Store) -> date:
    """The day of a moment in the team's zone, else in that of this machine.

    The team's is what it decided, else where the store was made: whoever comes to it from another
    zone, as over SSH, has the same day.
    """
    return _days_in(zone_of(store))(milliseconds)


def zone_of(store: Store) -> tzinfo | None:
    """The team's zone; None: this machine's."""
    zone = projections.team(store).policy.text("zone") or meta.zone(store)
    if zone is None or zone == own_zone():
        return None
    from zoneinfo import ZoneInfo  # 3 ms, and most desks do without

    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        # A zone that another machine knows and this one does not: its own is the nearest guess.
        return None


def _local_day(moment: datetime) -> date:
    try:
        return moment.astimezone().date()
    except ValueError:  # TZ names no zone
        return moment.date()
