"""Opening a desk: joins the store, the day and the one who is at it. The only place with a clock.

The day: a store follows the clock in the team's zone, and never goes back. One that was made for
a given day is pinned to it until a later day is given. To look at any other day, a private copy of
the store is made, which keeps nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime

from accountdesk.core.team import Team
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
    actor = os.environ.get("ACCOUNTDESK_ACTOR")
    return f"actor:{actor}" if actor else f"os:{os.getuid()}@{os.uname().nodename}"


@contextmanager
def open_desk(
    path: str,
    *,
    today: date | None = None,
    create: bool = False,
    clock: Callable[[], int] = wall_clock,
) -> Iterator[Desk]:
    """A desk on the store at `path`; it is closed when the context ends.

    Args:
        path: The store's file.
        today: The day to work on; None: the store's own.
        create: Make an empty store if there is none, pinned to `today` if that is given.
        clock: UTC milliseconds since 1970.

    Raises:
        StoreError: The store cannot be opened.
    """
    with ExitStack() as opened:
        opened.enter_context(in_words(path))
        store = open_store(path, create=create)
        opened.callback(store.close)
        name = _named(store, today)
        day = _day(store, projections.team(store), today, clock)
        looks_only = day is None
        if day is None:
            from accountdesk.desk.another_day import copy_for  # what it needs takes 5 ms to load

            assert today is not None
            day = today
            store = opened.enter_context(copy_for(store, day))
        yield Desk(store, name, claim(), day, clock, looks_only)


def _named(store: Store, today: date | None) -> str:
    name = meta.desk(store)
    if name is None and not store.newer:
        with store.transaction():
            meta.name_desk(store, mint().hex())
            if today is not None and meta.day(store) is None:
                meta.set_day(store, today)
                meta.pin(store)
        name = meta.desk(store)
    return name or ""


def _day(store: Store, team: Team, today: date | None, clock: Callable[[], int]) -> date | None:
    """The day to work on; None if `today` is not to be had from this store itself."""
    kept = meta.day(store)
    pinned = meta.is_pinned(store)
    if today is not None:
        if not pinned or (kept is not None and today < kept):
            return today if today == kept else None
        now = today
    else:
        now = kept if pinned and kept is not None else _clock_day(clock(), team)
    if kept is not None and now <= kept:
        return kept
    if not store.newer:
        with store.transaction():
            meta.set_day(store, now)
    return now


def _clock_day(milliseconds: int, team: Team) -> date:
    """The day of a moment in the team's zone, else in that of this machine."""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    zone = team.policy.text("zone")
    if zone is None:
        return moment.astimezone().date()
    from zoneinfo import ZoneInfo  # 3 ms, and most desks do without

    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except (ValueError, OSError, KeyError):
        # A zone that another machine knows and this one does not: its own is the nearest guess.
        return moment.astimezone().date()
