"""A connection that only reads: for a wall, which nobody watches."""

import apsw

from accountdesk.store.connection import BUSY_MS

READING = frozenset(
    {
        apsw.SQLITE_SELECT,
        apsw.SQLITE_READ,
        apsw.SQLITE_FUNCTION,
        apsw.SQLITE_RECURSIVE,
        apsw.SQLITE_TRANSACTION,
    }
)
"""What a statement may do that only reads."""

TOLD = frozenset({"application_id", "user_version", "data_version", "query_only"})
"""Settings that tell something, and are not changed."""


def connect_to_read(path: str) -> apsw.Connection:
    """A connection through which nothing can be written, not even into another file.

    A file that is opened to be read still lets others be attached and written; what is asked before
    each statement does not.
    """

    def may(action: int, one: str | None, two: str | None, *_: str | None) -> int:
        asks = action == apsw.SQLITE_PRAGMA and one in TOLD and two is None
        return apsw.SQLITE_OK if asks or action in READING else apsw.SQLITE_DENY

    db = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    db.set_busy_timeout(BUSY_MS)
    for setting in ("PRAGMA query_only=1", "PRAGMA cache_size=-2000", "PRAGMA temp_store=MEMORY"):
        db.execute(setting)
    db.authorizer = may
    return db
