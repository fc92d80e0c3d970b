"""What was not sent: when it is tried again, and what has to be found out before."""

from random import Random

from accountdesk.core.errors import SourceError
from accountdesk.core.text import clean
from accountdesk.desk.desk import Desk
from accountdesk.desk.parcels import packed
from accountdesk.sources.crm.failures import Limited
from accountdesk.sources.source import Writer
from accountdesk.store import outbox, pulls
from accountdesk.store.outbox import Op, Row, Waits

LONGEST_REST_S = 300.0

_CHANCE = Random()


def again(desk: Desk, row: Row, error: SourceError) -> None:
    """Later: nothing was done by the request that failed; what the source wants, all keep to."""
    wait = error.seconds if isinstance(error, Limited) else _pause(row)
    due = desk.clock() + int(wait * 1000)
    state = Waits.UNKNOWN if row.began and "1" not in row.made else Waits.RETRY
    with desk.store.transaction():
        outbox.put(desk.store, row._replace(state=state, due=due, said=clean(str(error))))
        if isinstance(error, Limited):
            pulls.pause(desk.store, row.source, due)


def in_doubt(desk: Desk, writer: Writer, row: Row, said: str) -> None:
    """Nobody knows whether it was done, so that it is found out. Inside a transaction."""
    settle = 0.0
    if row.op is not Op.FIELD:  # what a field says is seen at once
        settle = writer.settle_s(packed(desk, row).parcel.kind)
    due = desk.clock() + int(max(settle, _pause(row)) * 1000)
    outbox.put(desk.store, row._replace(state=Waits.UNKNOWN, due=due, said=said))


def _pause(row: Row) -> float:
    """Seconds before the next try: at random, so that many desks do not come at once.

    Half of the longest at least: what has just failed is not tried again in the same run.
    """
    longest = min(2.0 ** min(row.tries, 9), LONGEST_REST_S)
    return _CHANCE.uniform(longest / 2, longest)
