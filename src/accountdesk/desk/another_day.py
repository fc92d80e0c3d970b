"""Looking at another day: a private copy of the store that keeps nothing."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from accountdesk.store import meta, projections
from accountdesk.store.connection import Store
from accountdesk.store.opening import copy_store


@contextmanager
def copy_for(store: Store, day: date) -> Iterator[Store]:
    """A private copy of `store` on that day; it is gone when the context ends."""
    with tempfile.TemporaryDirectory(prefix="accountdesk-") as folder:
        copy = copy_store(store, os.path.join(folder, "copy.db"))
        try:
            kept = meta.day(store)
            with copy.transaction():
                meta.set_day(copy, day)
                meta.pin(copy)
                if kept is None or day < kept:
                    projections.mark_all(copy)  # rows know when they turn, not when they turned
            yield copy
        finally:
            copy.close()
