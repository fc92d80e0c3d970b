"""Where the demo is kept: a store of its own for each day, beside the desk's."""

import os
import time
from contextlib import suppress
from datetime import date

from accountdesk.desk.demo.make import make_demo
from accountdesk.desk.open import clock_today

KEPT_DAYS = 3
"""A demo that nobody has opened for so long is removed; what was typed into it was for trying."""


def demo_store(folder: str, today: date | None) -> str:
    """The path of the demo of a day (None: the clock's), which is made if it is not there yet.

    Raises:
        StoreError: It cannot be made in `folder`.
    """
    path = os.path.join(folder, f"demo-{(today or clock_today()).isoformat()}.db")
    if os.path.exists(path):
        os.utime(path)
        return path
    _remove_old(folder)
    fresh = f"{path}.{os.getpid()}"
    try:
        make_demo(fresh, today or clock_today())
        # Of two that are made at once the first one stays: both are the same.
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        for ending in ("", "-wal", "-shm", ".queue"):
            with suppress(FileNotFoundError):
                os.unlink(fresh + ending)
    return path


def _remove_old(folder: str) -> None:
    oldest = time.time() - KEPT_DAYS * 86_400
    with suppress(FileNotFoundError):
        for entry in list(os.scandir(folder)):
            if entry.name.startswith("demo-") and entry.stat().st_mtime < oldest:
                with suppress(FileNotFoundError):
                    os.unlink(entry.path)
