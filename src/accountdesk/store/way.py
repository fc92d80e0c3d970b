"""Where accounts stand in the team's process: counts, as lists keep them of their parts."""

from collections import Counter

from accountdesk.core.member import Seat
from accountdesk.core.process import AT, TWICE
from accountdesk.store import windows
from accountdesk.store.connection import Store
from accountdesk.store.goals import SEATS


def standing(store: Store) -> dict[str, int]:
    """How many accounts stand at each step, by its word; an account in both lists counts once."""
    found: Counter[str] = Counter()
    for seat in Seat:
        found.update(_counts(store, AT, seat))
        found.subtract(_counts(store, TWICE, seat))
    return dict(found)


def nowhere(store: Store, seat: Seat) -> int:
    """How many accounts of a list are at no step: nobody has said yet."""
    return sum(windows.tally(store, seat).values()) - sum(_counts(store, AT, seat).values())


def _counts(store: Store, begins: str, seat: Seat) -> dict[str, int]:
    """How many accounts of a list are in each of its parts that begin with some words."""
    found = store.rows(
        "SELECT holder, sum(n) FROM tally_own WHERE seat=? AND holder >= ? AND holder < ?"
        " GROUP BY holder",
        (SEATS[seat], begins, begins + "\U0010ffff"),
    )
    return {part.removeprefix(begins): n for part, n in found}
