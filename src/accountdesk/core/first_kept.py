"""The first promise that was kept after something, like after a hand-off was accepted."""

from collections.abc import Iterable, Mapping
from datetime import date

from accountdesk.core.entry import EntryId
from accountdesk.core.promise import Outcome, Promise, Side

When = Mapping[EntryId, tuple[int, bytes]]
"""When entries were recorded, as `by_time` orders them."""


def first_kept(
    promises: Iterable[Promise], since: date, after: tuple[int, bytes], when: When
) -> date | None:
    """The first day from `since` on, on which a promise of ours was kept; None: on none yet.

    It was given after the acceptance, or open then: what was recorded of its end before that, at
    `after`, does not count. Late is kept too.
    """
    return min(
        (
            promise.settled
            for promise in promises
            if promise.side is Side.OURS
            and promise.outcome in (Outcome.ON_TIME, Outcome.LATE)
            and promise.settled is not None
            and promise.settled >= since
            and all(when[c.entry] > after for c in promise.claims if c.outcome is not None)
        ),
        default=None,
    )
