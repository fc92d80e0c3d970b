"""Taking over: what another desk has recorded and not written to a CRM is written by this one.

Only the desk that recorded something writes it. Where that desk is no more, its journal is here,
and somebody says so, this one does; whether each entry stands there already is found out first, as
after a lost answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from accountdesk.core.delivery import Delivered, Takeover
from accountdesk.core.entry import Entry, EntryId, id_bytes, id_text, word_of
from accountdesk.core.errors import Ambiguous, NotFound
from accountdesk.core.liveness import live
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record_within
from accountdesk.desk.outgoing import body_of, place_of, take_up
from accountdesk.store import journal, outbox
from accountdesk.store.journal import TEAM
from accountdesk.store.outbox import Op, Row, Waits

_HEEDED = (word_of(Delivered), word_of(Takeover))


class Behind(NamedTuple):
    """What another desk has recorded for a source that nobody knows to stand there.

    Attributes:
        desk: The desk's name.
        source: The tenant key.
        by: Who recorded it there, as raw claims, sorted.
        entries: In their order.
    """

    desk: str
    source: str
    by: tuple[str, ...]
    entries: tuple[Entry, ...]


def left_behind(desk: Desk) -> tuple[Behind, ...]:
    """What other desks may have left, by desk and source.

    What a desk recorded before the first that it is known to have written is not among it: nobody
    had said yes by then.
    """
    written, first = _written(desk)
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in _live(desk):
        record = place_of(desk, entry)
        if record is None or entry.desk == desk.name or id_text(entry.id) in written:
            continue
        source = record.partition(":")[0]
        began = first.get((entry.desk, source))
        if began is not None and entry.at >= began:
            found[entry.desk, source].append(entry)
    return tuple(
        Behind(*of, tuple(sorted({one.by for one in entries})), tuple(entries))
        for of, entries in sorted(found.items())
    )


def _written(desk: Desk) -> tuple[set[str], dict[tuple[str, str], int]]:
    """Entries that are known to be written, and when the first of each desk was recorded."""
    written: set[str] = set()
    first: dict[tuple[str, str], int] = {}
    for entry in journal.everything(desk.store):
        body = body_of(entry)
        if not isinstance(body, Delivered):
            continue
        written.add(body.entry)
        said = journal.by_id(desk.store, EntryId(id_bytes(body.entry)))
        if said is not None:
            of = (said.desk, body.source)
            first[of] = min(said.at, first.get(of, said.at))
    return written, first


def _live(desk: Desk) -> Iterator[Entry]:
    """Every live entry of an account, in the order of arrival."""
    dead: dict[int, frozenset[bytes]] = {}
    for entry in journal.everything(desk.store):
        account = journal.known_account(desk.store, entry.account)
        if account == TEAM:
            continue
        if account not in dead:
            dead[account] = live(journal.of_account(desk.store, account)).dead
        if entry.id not in dead[account]:
            yield entry


def called(desk: Desk, name: str) -> tuple[Behind, ...]:
    """What the desk has left whose name begins so.

    Raises:
        NotFound: No desk of that name has left anything.
        Ambiguous: Several have.
    """
    found = [one for one in left_behind(desk) if one.desk.startswith(name)]
    names = {one.desk for one in found}
    if not found:
        raise NotFound(f"No other desk whose name begins with {name} has left anything unwritten.")
    if len(names) > 1:
        raise Ambiguous(f"Several desks are called so: {', '.join(sorted(names))}.")
    return tuple(found)


def take_over(desk: Desk, behind: Behind) -> int:
    """Write from here what another desk has left; how many rows wait now.

    Raises:
        Refused: This desk only looks.
    """
    desk.must_keep()
    with desk.store.transaction():
        for entry in behind.entries:
            take_up(desk, entry)
        record_within(desk, [(None, Takeover(behind.desk, behind.source))])
        mine = {one.id for one in behind.entries}
        rows = [row for row in outbox.everything(desk.store) if row.entry in mine]
    return len(rows)


def heed(desk: Desk, new: Sequence[Entry]) -> None:
    """What comes from other desks and changes what this one has to send. Inside a transaction.

    What another desk has written is not written again, and what another one has taken over waits
    for a person here.
    """
    for entry in new:
        body = body_of(entry) if entry.kind in _HEEDED and entry.desk != desk.name else None
        if isinstance(body, Delivered) and not body.gone:
            said = EntryId(id_bytes(body.entry))
            _put_aside(desk, outbox.of_entry(desk.store, said), "")
        elif isinstance(body, Takeover) and body.desk == desk.name:
            rows = [row for row in outbox.everything(desk.store) if row.source == body.source]
            _put_aside(desk, rows, f"the desk {entry.desk} has taken it over")


def _put_aside(desk: Desk, rows: Sequence[Row], said: str) -> None:
    """Park rows, or drop those that write, where nothing is `said`; not what is on its way."""
    for row in rows:
        if row.state is Waits.SENDING:
            continue
        if said:
            outbox.put(desk.store, row._replace(state=Waits.PARKED, due=None, said=said))
        elif row.op is Op.WRITE:
            outbox.drop(desk.store, row)
