"""Where the demo is kept: a store of its own for each day, in a folder of its own."""

import os
import re
import time
from contextlib import suppress
from datetime import date

from accountdesk.desk.demo import team
from accountdesk.desk.demo.make import make_demo
from accountdesk.desk.desk import Desk
from accountdesk.desk.drafts import SUFFIX as DRAFTS
from accountdesk.desk.open import clock_today

FOLDER = "demo"
KEPT_DAYS = 3
"""A demo that nobody has opened for so long is removed; what was typed into it was for trying."""

_PARTS = ("", "-wal", "-shm", ".queue")
_NAME = r"demo-[0-9]{4}-[0-9]{2}-[0-9]{2}\.db"


def demo_store(beside: str, today: date | None) -> str:
    """The path of the demo of a day (None: the clock's), which is made if it is not there yet.

    Args:
        beside: The folder in which the demo's own folder is, or is made.
        today: The day.

    Raises:
        StoreError: It cannot be made there.
    """
    folder = os.path.join(beside, FOLDER)
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
        _remove(fresh)
    return path


def visitor(desk: Desk) -> Desk:
    """The demo's desk as whoever looks around sits at it: as Ana, unless somebody is named."""
    is_named = desk.claim.startswith("actor:")
    claim = desk.claim if is_named else team.VISITOR
    return desk._replace(program="accountdesk demo", claim=claim)


def _remove_old(folder: str) -> None:
    """Remove demos that nobody has opened for days; nothing else that may lie there."""
    oldest = time.time() - KEPT_DAYS * 86_400
    with suppress(FileNotFoundError):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if re.fullmatch(_NAME, name) and os.path.getmtime(path) < oldest:
                _remove(path)


def _remove(path: str) -> None:
    for part in _PARTS:
        with suppress(FileNotFoundError):
            os.unlink(path + part)
    if os.path.exists(path + DRAFTS):
        import shutil  # 3 ms that hardly any start pays

        shutil.rmtree(path + DRAFTS, ignore_errors=True)
