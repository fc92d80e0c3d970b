"""Making again everything that lists show, from facts and journal."""

from collections.abc import Callable

from accountdesk.desk.desk import Desk
from accountdesk.store import meta, projections


def rebuild(desk: Desk, done: Callable[[int], None]) -> int:
    """Fold every account again, a batch a transaction; how many.

    A store that follows the clock is put on the clock's day, an earlier one too: a clock that was
    wrong once must not hold it in the future. Lists stay readable meanwhile, and what is
    interrupted goes on at the next reading. An erasure that was interrupted is ended.

    Args:
        desk: The desk.
        done: Told after each batch how many accounts are done.

    Raises:
        Refused, StoreError: The store cannot be written.
    """
    desk.must_keep()
    with desk.store.transaction():
        if not meta.is_pinned(desk.store):
            meta.set_day(desk.store, desk.clock_day)
            desk = desk._replace(today=desk.clock_day)
        projections.forget_strays(desk.store)
        projections.mark_all(desk.store)
    count = desk.settle(done)
    if meta.is_erasing(desk.store):
        from accountdesk.desk.erasing import finish  # for those who have erased something

        finish(desk)
    return count
