"""Making again everything that lists show, from facts and journal."""

from collections.abc import Callable

from accountdesk.desk.desk import Desk
from accountdesk.store import projections


def rebuild(desk: Desk, done: Callable[[int], None]) -> int:
    """Fold every account again, a batch a transaction; how many.

    Lists stay readable meanwhile, and what is interrupted goes on at the next reading.

    Args:
        desk: The desk.
        done: Told after each batch how many accounts are done.

    Raises:
        Refused, StoreError: The store cannot be written.
    """
    desk.must_keep()
    with desk.store.transaction():
        projections.forget_strays(desk.store)
        projections.mark_all(desk.store)
    return desk.settle(done)
