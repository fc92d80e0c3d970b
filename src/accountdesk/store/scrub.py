"""Scrubbing: no byte of what was erased is left in the store's file or in its log."""

import fcntl
import os

import apsw

from accountdesk.store import find
from accountdesk.store.connection import Store, connect, in_words, open_queue


def scrub(store: Store) -> bool:
    """Make the file anew from what it holds; False: somebody reads, so the log could not be ended.

    It takes as long as copying the file, twice as much room meanwhile, and nobody can write. It is
    for no transaction.

    Raises:
        StoreError: The disk is full, or another program does not let go of the store.
    """
    with store.transaction():
        find.refill(store)  # an index keeps words that it forgets until it is made again
    store.must_be_there()
    queue = open_queue(store.path)
    try:
        fcntl.flock(queue, fcntl.LOCK_EX)
        with in_words(store.path):
            return _made_anew(store.path)
    finally:
        os.close(queue)


def _made_anew(path: str) -> bool:
    db = connect(path)
    try:
        db.execute("PRAGMA secure_delete=ON")
        db.execute("PRAGMA temp_store=FILE")  # a copy of a large store has no room in memory
        db.execute("VACUUM")
        db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    except apsw.BusyError:
        return False
    finally:
        db.close()
    log = f"{path}-wal"
    return not os.path.exists(log) or os.path.getsize(log) == 0
