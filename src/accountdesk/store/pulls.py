"""Pulls in the store: where each list of a source stands, what was seen of it, and who is at it."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from accountdesk.store.connection import Store
from accountdesk.store.sources import keys_of

PAGE = 500

LEASE_MS = 60_000
"""Milliseconds after which a program that does not come back has lost its turn."""


FAILED, NAMED = "failed", "named"
"""Ways that nobody goes: why a source could not be read, and which fields were named the last time.
"""


class Stand(NamedTuple):
    """Where one way through a list stands.

    Attributes:
        since: The source's mark of what was seen; None: nothing was yet.
        going: The way that was begun and not ended; None: none was.
        place: Where that one was left; None: at its beginning.
        ended_at: UTC milliseconds at which one came to its end last; None: none ever did.
    """

    since: str | None = None
    going: str | None = None
    place: str | None = None
    ended_at: int | None = None


def is_pulled(store: Store, source: str) -> bool:
    """Whether a source was ever pulled: its records are a CRM's own, and no file's."""
    row = store.row(
        "SELECT 1 FROM pull WHERE source=? AND way NOT IN (?,?) LIMIT 1", (source, FAILED, NAMED)
    )
    return row is not None


def stand(store: Store, source: str, name: str, way: str) -> Stand:
    """Where a way through a list stands; at its beginning if it was never gone."""
    row = store.row(
        "SELECT since, going, place, ended_at FROM pull WHERE source=? AND list=? AND way=?",
        (source, name, way),
    )
    return Stand() if row is None else Stand(*row)


def keep_stand(store: Store, source: str, name: str, way: str, now: Stand) -> None:
    """Keep where a way through a list stands. Inside the transaction of what it brought."""
    store.run("INSERT OR REPLACE INTO pull VALUES (?,?,?,?,?,?,?)", (source, name, way, *now))


def keep_failure(store: Store, source: str, why: str | None, now: int) -> None:
    """Why a source could not be read the last time; None: it could. Inside a transaction."""
    if why is None:
        store.run("DELETE FROM pull WHERE source=? AND way=?", (source, FAILED))
    else:
        keep_stand(store, source, "", FAILED, Stand(since=why, ended_at=now))


def failure(store: Store, source: str) -> Stand | None:
    """Why a source could not be read the last time, in `since`, and when; None: it could."""
    found = stand(store, source, "", FAILED)
    return None if found.since is None else found


def forget_seen(store: Store, source: str, name: str) -> None:
    """A way through a list begins anew: nothing of it was seen yet. Inside a transaction."""
    store.run("DELETE FROM listed WHERE source=? AND list=?", (source, name))


def saw(store: Store, source: str, name: str, keys: Iterable[str]) -> None:
    """Keep what a way has seen; twice is once. Inside a transaction."""
    store.db.executemany(
        "INSERT OR IGNORE INTO listed VALUES (?,?,?)", [(source, name, key) for key in keys]
    )


def seen(store: Store, source: str, name: str) -> int:
    """How many records a way has seen."""
    row = store.row("SELECT count(*) FROM listed WHERE source=? AND list=?", (source, name))
    return 0 if row is None else int(row[0])


def not_seen(
    store: Store, source: str, name: str, kind: type[NamedTuple], prefix: str
) -> Iterator[str]:
    """Keys of a list's records that we have and its way has not seen; sorted."""
    batch: list[str] = []
    for key in keys_of(store, kind, prefix):
        batch.append(key)
        if len(batch) == PAGE:
            yield from _unseen(store, source, name, batch)
            batch = []
    yield from _unseen(store, source, name, batch)


def _unseen(store: Store, source: str, name: str, keys: list[str]) -> list[str]:
    rows = store.rows(
        "SELECT value FROM json_each(?1) WHERE NOT EXISTS"
        " (SELECT 1 FROM listed WHERE source=?2 AND list=?3 AND key=value)",
        (json.dumps(keys), source, name),
    )
    return [str(key) for (key,) in rows]


def lease_holder(store: Store, name: str) -> str | None:
    """Whose turn it is, or was last; None: nobody's."""
    row = store.row("SELECT holder FROM lease WHERE name=?", (name,))
    return None if row is None else str(row[0])


def take_lease(store: Store, name: str, holder: str, now: int, hold_ms: int = LEASE_MS) -> bool:
    """Take a turn; False: another program has it. Inside a transaction.

    A clock that was set back does not keep a turn for ever: no turn lasts longer than one.
    """
    row = store.row("SELECT holder, until FROM lease WHERE name=?", (name,))
    if row is not None and row[0] != holder and now < row[1] <= now + hold_ms:
        return False
    store.run("INSERT OR REPLACE INTO lease VALUES (?,?,?)", (name, holder, now + hold_ms))
    return True


def keep_lease(store: Store, name: str, holder: str, now: int, hold_ms: int = LEASE_MS) -> bool:
    """Go on with one's turn; False: it has passed to another program. Inside a transaction.

    A turn that ran out is still ours while nobody has taken it: whoever does begins a list anew.
    """
    rows = store.rows(
        "UPDATE lease SET until=? WHERE name=? AND holder=? RETURNING 1",
        (now + hold_ms, name, holder),
    )
    return bool(rows)


def give_lease_back(store: Store, name: str, holder: str) -> None:
    """End one's turn. Inside a transaction."""
    store.run("DELETE FROM lease WHERE name=? AND holder=?", (name, holder))


LONGEST_REST_MS = 3_600_000
"""Milliseconds; a longer pause was written by a clock that was wrong."""


def paused_until(store: Store, source: str) -> int:
    """UTC milliseconds until which a source wants to be left alone; 0: it does not."""
    row = store.row("SELECT until FROM pause WHERE source=?", (source,))
    return 0 if row is None else int(row[0])


def rests(store: Store, source: str, now: int) -> int:
    """Milliseconds for which a source wants to be left alone from now on; 0: it does not."""
    wait = paused_until(store, source) - now
    return wait if 0 < wait <= LONGEST_REST_MS else 0


def pause(store: Store, source: str, until: int) -> None:
    """Leave a source alone until then. Inside a transaction."""
    store.run("INSERT OR REPLACE INTO pause VALUES (?,?)", (source, until))
