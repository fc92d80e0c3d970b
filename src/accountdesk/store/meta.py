"""What a store knows about itself: its desk's name, where it was made, the day it came to."""

from datetime import date

from accountdesk.store.connection import Store


def desk(store: Store) -> str | None:
    """The name under which this store mints entries; None before it was given one."""
    return _get(store, "desk")


def name_desk(store: Store, name: str) -> None:
    """Give a store its name, once. Inside a transaction."""
    store.run("INSERT OR IGNORE INTO meta VALUES ('desk', ?)", (name,))


def day(store: Store) -> date | None:
    """The day that its readings have come to; it only moves forward. None in a new store."""
    text = _get(store, "day")
    return None if text is None else date.fromisoformat(text)


def move_day(store: Store, today: date) -> date:
    """Move the store's day forward; where it is then. Inside a transaction.

    Another desk may have moved it further meanwhile.
    """
    now = max(today, day(store) or today)
    set_day(store, now)
    return now


def set_day(store: Store, today: date) -> None:
    """Put the store on a day, an earlier one too: only a rebuild does. Inside a transaction."""
    store.run("INSERT OR REPLACE INTO meta VALUES ('day', ?)", (today.isoformat(),))


def is_pinned(store: Store) -> bool:
    """Whether the store stays on its day whatever the clock says, because it was made so."""
    return _get(store, "pinned") is not None


def pin(store: Store) -> None:
    """Keep the store on its day. Inside a transaction."""
    store.run("INSERT OR REPLACE INTO meta VALUES ('pinned', 'yes')")


def zone(store: Store) -> str | None:
    """The IANA name of the zone in which the store was made; None if nobody knows."""
    return _get(store, "zone")


def made_in(store: Store, zone: str) -> None:
    """Keep in which zone the store was made. Inside a transaction."""
    store.run("INSERT OR IGNORE INTO meta VALUES ('zone', ?)", (zone,))


def has_noted(store: Store, claim: str) -> bool:
    """Whether somebody has written a note on the desk."""
    return _get(store, f"noted {claim}") is not None


def noted(store: Store, claim: str) -> bool:
    """Keep that somebody has; whether it is their first. Inside a transaction."""
    if has_noted(store, claim):
        return False
    store.run("INSERT INTO meta VALUES (?, 'yes')", (f"noted {claim}",))
    return True


def view(store: Store, claim: str) -> str | None:
    """What somebody looked at last, in words; None if nobody knows."""
    return _get(store, f"view {claim}")


def keep_view(store: Store, claim: str, words: str) -> None:
    """Keep what somebody looks at, for their next start. Inside a transaction."""
    store.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"view {claim}", words))


def walk(store: Store) -> str | None:
    """Where the stand-up is, as it was kept; None if there was none yet."""
    return _get(store, "walk")


def keep_walk(store: Store, text: str) -> None:
    """Keep where the stand-up is. Inside a transaction."""
    store.run("INSERT OR REPLACE INTO meta VALUES ('walk', ?)", (text,))


def is_erasing(store: Store) -> bool:
    """Whether something was erased of which bytes may be left in the file."""
    return _get(store, "erasing") is not None


def begin_erasing(store: Store) -> None:
    """Keep that something is being erased. Inside a transaction."""
    store.run("INSERT OR REPLACE INTO meta VALUES ('erasing', 'yes')")


def end_erasing(store: Store) -> None:
    """Keep that nothing is left of it. Inside a transaction."""
    store.run("DELETE FROM meta WHERE key='erasing'")


def _get(store: Store, key: str) -> str | None:
    row = store.row("SELECT value FROM meta WHERE key=?", (key,))
    return None if row is None else str(row[0])
