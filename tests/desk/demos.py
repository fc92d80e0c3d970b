"""The demo for tests: on days of every kind, and what it says of its accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from accountdesk.core.state import AccountState
from accountdesk.desk.demo.make import make_demo
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import open_desk
from accountdesk.store import projections
from tests.builders import NOON, TODAY, Clock

DAYS = (
    *(TODAY + timedelta(days=n) for n in range(7)),  # every weekday
    date(2024, 2, 29),
    date(2027, 1, 1),
    date(2026, 12, 31),
    date(2026, 12, 26),
    date(2028, 2, 28),
    date(2025, 7, 5),  # a Saturday
)


@contextmanager
def a_demo(folder: Path, today: date = TODAY) -> Iterator[Desk]:
    path = folder / f"demo-{today}.db"
    if not path.exists():
        make_demo(str(path), today)
    with open_desk(str(path), clock=Clock(NOON)) as desk:
        yield desk


def states(desk: Desk) -> list[AccountState]:
    team = desk.team()
    found = desk.store.rows("SELECT id FROM account ORDER BY id")
    return [projections.state(desk.store, account, team) for (account,) in found]
