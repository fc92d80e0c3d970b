"""Taking over: what another desk has recorded and not written to a CRM is written by this one.

Only the desk that recorded something writes it. Where that desk is no more, its journal is here,
and somebody says so, this one does; whether each entry stands there already is found out first, as
after a lost answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import NamedTuple

from accountdesk.core.account import Field
from accountdesk.core.delivery import Delivered, Takeover, left_to
from accountdesk.core.entry import AccountKey, Entry, EntryId, id_text, named, word_of
from accountdesk.core.errors import Ambiguous, NotFound
from accountdesk.core.liveness import Live, Told, is_blank, live
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.log import day_typed, record_within
from accountdesk.desk.open import zone_of
from accountdesk.desk.outgoing import body_of, is_of_field, kind_of, place_of, take_up
from accountdesk.desk.said import entry_in_words
from accountdesk.store import journal, outbox, projections
from accountdesk.store.outbox import Op, Waits

SHOWN = 20
"""Entries that are shown before they are taken over."""

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


def left_behind(desk: Desk, since: int | None = None) -> tuple[Behind, ...]:
    """What other desks may have left, by desk and source.

    What a desk recorded before the first that it is known to have written is not among it, unless
    `since` says so: nobody had said yes by then. What was dropped there is not known here.
    """
    settled, first = _settled(desk)
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in _open(desk, settled):
        record = place_of(desk, entry)
        if record is None or entry.desk == desk.name:
            continue
        source = record.partition(":")[0]
        began = first.get((entry.desk, source)) if since is None else since
        if began is not None and entry.at >= began:
            found[entry.desk, source].append(entry)
    return tuple(
        Behind(*of, tuple(sorted({one.by for one in entries})), tuple(entries))
        for of, entries in sorted(found.items())
    )


class _Settled(NamedTuple):
    """What became of entries: ids of those that are known to stand there, and taken over."""

    there: frozenset[str]
    taken: frozenset[str]


def _settled(desk: Desk) -> tuple[_Settled, dict[tuple[str, str], int]]:
    """What became of entries, and when the first that each desk has written was recorded."""
    there: set[str] = set()
    taken: set[str] = set()
    first: dict[tuple[str, str], int] = {}
    for entry in journal.everything(desk.store):
        body = body_of(entry) if entry.kind in _HEEDED else None
        if isinstance(body, Takeover):
            taken.update(body.entries)
        elif isinstance(body, Delivered):
            (there.discard if body.gone else there.add)(body.entry)
            for said in _said(desk, body):
                of = (said.desk, body.source)
                first[of] = min(said.at, first.get(of, said.at))
    return _Settled(frozenset(there), frozenset(taken)), first


def _said(desk: Desk, body: Delivered) -> list[Entry]:
    """The entry that was written; none if it is not here, or the name is none."""
    found = [journal.by_id(desk.store, EntryId(one)) for one in named([body.entry]) if one]
    return [one for one in found if one is not None]


def _open(desk: Desk, settled: _Settled) -> Iterator[Entry]:
    """Entries that nobody is known to have written, or taken away, though they should be."""
    known: dict[AccountKey | None, tuple[frozenset[bytes], frozenset[bytes]]] = {}
    for entry in journal.everything(desk.store):
        if entry.account is None or id_text(entry.id) in settled.taken:
            continue
        if is_blank(entry.body):  # there is nothing left to write
            continue
        if entry.account not in known:
            of = journal.of_account(desk.store, journal.known_account(desk.store, entry.account))
            alive = live(of)
            known[entry.account] = (alive.dead, _newest_words(alive))
        dead, words = known[entry.account]
        stands, is_dead = id_text(entry.id) in settled.there, entry.id in dead
        if is_of_field(entry):
            if entry.id in words:
                yield entry
        elif stands == is_dead:  # to be taken away, or to be written
            yield entry


def _newest_words(alive: Live) -> frozenset[bytes]:
    """What was said last of each field, and is not with its source by now."""
    left = left_to(Told(alive.said))
    newest = {kind_of(one.entry): one for one in alive.said if is_of_field(one.entry)}
    return frozenset(
        said.entry.id
        for name, said in newest.items()
        if (name not in left or not left[name].covers(said.entry))
        and not (isinstance(said.body, Field) and said.body.value is None)
    )


def called(desk: Desk, name: str, since: int | None = None) -> tuple[Behind, ...]:
    """What the desk has left whose name begins so, `since` a moment if one is said.

    Raises:
        NotFound: No desk of that name has left anything.
        Ambiguous: Several have.
    """
    found = [one for one in left_behind(desk, since) if one.desk.startswith(name)]
    names = {one.desk for one in found}
    if not found:
        raise NotFound(f"No other desk whose name begins with {name} has left anything unwritten.")
    if len(names) > 1:
        raise Ambiguous(f"Several desks are called so: {', '.join(sorted(names))}.")
    return tuple(found)


def told(desk: Desk, behind: Behind) -> list[str]:
    """What a desk has left in words, a line each, the first ones."""
    team, lines = desk.team(), []
    for entry in behind.entries[:SHOWN]:
        account = journal.known_account(desk.store, entry.account)
        state = projections.state(desk.store, account, team)
        lines.append(f"{state.name}: {entry_in_words(entry, state, team)}")
    more = len(behind.entries) - SHOWN
    return [*lines, f"and {number(more)} more"] if more > 0 else lines


def moment_typed(desk: Desk, text: str) -> int:
    """When the day that somebody typed begins in the team's zone, UTC milliseconds.

    Raises:
        NotUnderstood: It is no date.
    """
    midnight = datetime.combine(day_typed(desk, text, past=True), time(), zone_of(desk.store))
    return int(midnight.timestamp() * 1000)


def take_over(desk: Desk, behind: Behind) -> int:
    """Write from here what another desk has left; how many rows wait now.

    Raises:
        Refused: This desk only looks.
    """
    desk.must_keep()
    entries = tuple(id_text(one.id) for one in behind.entries)
    with desk.store.transaction():
        for entry in behind.entries:
            take_up(desk, entry)
        record_within(desk, [(None, Takeover(behind.desk, behind.source, entries))])
        mine = {one.id for one in behind.entries}
        return sum(row.entry in mine for row in outbox.everything(desk.store))


def heed(desk: Desk, new: Sequence[Entry]) -> None:
    """What comes from other desks and changes what this one has to send. Inside a transaction.

    What another desk has written is not written again, and what another one has taken over waits
    for a person here.
    """
    for entry in new:
        body = body_of(entry) if entry.kind in _HEEDED and entry.desk != desk.name else None
        if isinstance(body, Delivered) and not body.gone:
            _is_there(desk, body)
        elif isinstance(body, Takeover) and body.desk == desk.name:
            taken, said = {*named(body.entries)}, f"the desk {entry.desk} has taken it over"
            for row in outbox.everything(desk.store):
                if row.entry in taken and row.state is not Waits.SENDING:
                    parked = row._replace(state=Waits.PARKED, due=None, said=said)
                    outbox.put(desk.store, parked)


def _is_there(desk: Desk, body: Delivered) -> None:
    """Another desk has written it: what waits to write it here goes, if it is not on its way."""
    from accountdesk.desk.field_wishes import drop_if_settled  # for those who have such

    for said in _said(desk, body):
        for row in outbox.of_entry(desk.store, said.id):
            if row.op is Op.WRITE and row.state is not Waits.SENDING:
                outbox.drop(desk.store, row)
    if body.field is not None and body.record is not None:
        drop_if_settled(desk, AccountKey(body.record), body.field)
