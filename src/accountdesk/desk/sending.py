"""Sending: rows of the outbox become records of a CRM, each once whatever happens to an answer.

One program at a time sends to a source. A row is marked before its request and settled after the
answer; what is marked and not settled is looked for, by the preset's guard, before anything is sent
again.
"""

from typing import NamedTuple

from accountdesk.core.delivery import Delivered
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotFound, NotUnderstood, SourceError
from accountdesk.core.text import clean
from accountdesk.desk.consent import renew
from accountdesk.desk.desk import Desk
from accountdesk.desk.field_sending import send_field
from accountdesk.desk.log import record_within
from accountdesk.desk.parcels import Packed, packed
from accountdesk.desk.turn import (
    SEND_HOLD_MS,
    Stopped,
    Withdrawn,
    a_holder,
    give_turn_back,
    must_go_on,
    take_turn,
    turn_name,
)
from accountdesk.desk.unsent import again, in_doubt
from accountdesk.sources.crm.failures import Denied, Limited, NotSent, Rejected
from accountdesk.sources.source import Source, Writer
from accountdesk.store import outbox, pulls
from accountdesk.store.outbox import Op, Row, Waits

LONG_MS = 3_600_000
"""Milliseconds after which another desk may have taken over what waits: it is looked for first."""

MOST_FAILURES = 5
"""Failures in a row after which the source is left alone for a while."""

ENDED = "the program ended before the answer came"


class Sent(NamedTuple):
    """What a run did.

    Attributes:
        source: The tenant key.
        done: How many rows were sent.
        refused: How many the source said no to, in this run.
        trouble: Why the run ended before its end; empty: it did not.
        denied: Whether that was because the credentials are not taken.
    """

    source: str
    done: int = 0
    refused: int = 0
    trouble: str = ""
    denied: bool = False


def next_row(desk: Desk, source: str) -> Row | None:
    """What can be sent to a source now; None: nothing is due, or it wants to be left alone."""
    now = desk.clock()
    if pulls.rests(desk.store, source, now):
        return None
    return outbox.next_due(desk.store, source, now)


async def send(desk: Desk, source: Source) -> Sent:
    """Send what is due, an account's rows in their order; the source is closed behind it.

    Raises:
        Refused: This desk only looks.
        StoreError: The store cannot be written.
    """
    try:
        desk.must_keep()
        renew(desk, source)
        writer, key = source.writer(), source.key
        if writer is None or key not in outbox.writes(desk.store) or next_row(desk, key) is None:
            return Sent(key)
        holder = a_holder()
        if not take_turn(desk, turn_name(key), holder, SEND_HOLD_MS):
            return Sent(key)
        try:
            return await _Sending(desk, source, writer, holder).run()
        finally:
            give_turn_back(desk, turn_name(key), holder)
    finally:
        await source.close()


class _Sending:
    """One program's turn at a source."""

    def __init__(self, desk: Desk, source: Source, writer: Writer, holder: str) -> None:
        self._desk, self._source, self._writer, self._holder = desk, source, writer, holder
        self._store = desk.store
        self._failures = 0
        self._refused = 0

    async def run(self) -> Sent:
        """Send until nothing is due, or the source is to be left alone.

        What it wants is asked before each row: whoever had the turn before may just have heard it.
        """
        self._take_up()
        key, done = self._source.key, 0
        while (row := next_row(self._desk, key)) is not None:
            try:
                done += await self._one(row)
            except Stopped as stop:
                return Sent(key, done, self._refused, str(stop), stop.denied)
        return Sent(key, done, self._refused)

    def _take_up(self) -> None:
        """Nobody knows what became of requests that another program had on their way."""
        with self._store.transaction():
            for row in outbox.interrupted(self._store, self._source.key):
                in_doubt(self._desk, self._writer, row, ENDED)

    async def _one(self, row: Row) -> int:
        """One row; 1 if it was sent."""
        try:
            done = await (self._field(row) if row.op is Op.FIELD else self._record(row))
        except Withdrawn:
            return 0
        except (NotFound, NotUnderstood) as error:
            row = outbox.by_id(self._store, row.id) or row
            self._put(row._replace(state=Waits.REJECTED, due=None, said=str(error)))
            return 0
        except SourceError as error:
            self._failed(row, error)
            return 0
        if done:
            self._failures = 0
        return int(done)

    async def _field(self, row: Row) -> bool:
        return await send_field(self._desk, self._writer, row, self._holder)

    async def _record(self, row: Row) -> bool:
        pack = packed(self._desk, row)
        if row.op not in self._writer.takes().get(pack.parcel.kind, ()):
            raise NotFound(f"The preset does not say how to {row.op} a {pack.parcel.kind}.")
        row = await self._looked_for(row, pack)
        if not self._is_wanted(row, pack):
            self._drop(row)
            return False
        if self._needs_person(row, pack):
            self._put(row._replace(due=None))
            return False
        await self._through(row)
        return True

    async def _looked_for(self, row: Row, pack: Packed) -> Row:
        """A row with what is known of its record: where that is in doubt, it is looked for.

        Raises:
            SourceError: It cannot be looked for now.
        """
        parcel = pack.parcel
        if row.op is Op.WRITE:
            waited = self._desk.clock() - row.since > LONG_MS
            doubtful = (row.began or waited) and "1" not in row.made
        else:
            doubtful = parcel.record is None
        if not doubtful or self._writer.guard(parcel.kind) != "probe":
            return row
        self._keep_turn(row)
        record = await self._writer.look_for(parcel)
        if record is not None:
            row = row._replace(made={**row.made, "1": record, "record": record})
        elif row.op is Op.WRITE:
            row = row._replace(state=Waits.RETRY, began=False)
        self._put(row)
        return row

    def _is_wanted(self, row: Row, pack: Packed) -> bool:
        """Whether a row is still about something.

        What was taken back is not sent for the first time, and what does not stand there is
        neither changed nor taken away.
        """
        if row.op is Op.WRITE:
            return row.began or not pack.dead
        there = "record" in row.made or pack.parcel.record is not None
        return there and not (row.op is Op.CHANGE and pack.dead)

    def _needs_person(self, row: Row, pack: Packed) -> bool:
        """Whether only a person can say that it is sent again."""
        unguarded = self._writer.guard(pack.parcel.kind) == "none" and row.op is Op.WRITE
        doubtful = row.began and "1" not in row.made and row.state is not Waits.RETRY
        return unguarded and doubtful

    async def _through(self, row: Row) -> None:
        """Its requests, one after the other, each with what the entry says when it is sent.

        Raises:
            SourceError: One of them failed; what was done until there is kept.
        """
        pack, began = packed(self._desk, row), row.began
        for number in range(1, self._writer.steps(pack.parcel) + 1):
            if row.op is Op.WRITE and str(number) in row.made:
                continue
            row = row._replace(state=Waits.SENDING, due=0, tries=row.tries + 1, began=True)
            pack = self._keep_turn(row, first=not began and number == 1)
            try:
                got = await self._writer.take_step(pack.parcel, number)
            except (NotSent, Limited, Denied, Rejected, NotUnderstood):
                self._put(row._replace(began=began or number > 1))  # this one did nothing
                raise
            made = {**row.made, str(number): got or ""}
            if number == 1 and got:
                made["record"] = got
            row = row._replace(made=made)
        self._settle(row, pack)

    def _settle(self, row: Row, pack: Packed) -> None:
        """It is done: the row goes, and the journal says so, in one transaction."""
        record = row.made.get("record") or pack.parcel.record
        key = self._writer.key_of(pack.parcel.kind, record) if record else None
        body = Delivered(id_text(row.entry), row.source, record, key, row.op is Op.UNDO)
        with self._store.transaction():
            outbox.drop(self._store, row)
            if row.op is not Op.CHANGE:
                record_within(self._desk, [(pack.entry.account, body)])

    def _failed(self, row: Row, error: SourceError) -> None:
        """Keep why a row was not sent, and when it is tried again.

        Raises:
            Stopped: The source is to be left alone.
        """
        row = outbox.by_id(self._store, row.id) or row
        if row.op is Op.FIELD:  # a look is a try, too
            row = row._replace(tries=row.tries + 1)
        said = clean(str(error))
        if isinstance(error, Rejected):
            self._refused += 1
            self._put(row._replace(state=Waits.REJECTED, due=None, said=said))
        elif isinstance(error, NotSent | Limited | Denied):
            again(self._desk, row, error)
            raise Stopped(said, denied=isinstance(error, Denied))
        else:
            self._failures += 1
            with self._store.transaction():
                in_doubt(self._desk, self._writer, row, said)
            if self._failures >= MOST_FAILURES:
                raise Stopped(said)

    def _keep_turn(self, row: Row, *, first: bool = False) -> Packed:
        """It is still our turn, and this is what it is used for; what the row writes by now.

        Whoever takes the entry back, or changes it, does so before this, or finds that it began.

        Args:
            row: As it stands from now on.
            first: Whether nothing was sent of it before.

        Raises:
            Stopped: It is not: another program has taken over.
            Withdrawn: Somebody has decided meanwhile that it is not sent.
        """
        with self._store.transaction():
            must_go_on(self._desk, row, self._holder)
            pack = packed(self._desk, row)
            if first and pack.dead and row.op is not Op.UNDO:
                raise Withdrawn
            outbox.put(self._store, row)
        return pack

    def _put(self, row: Row) -> None:
        with self._store.transaction():
            outbox.put(self._store, row)

    def _drop(self, row: Row) -> None:
        with self._store.transaction():
            outbox.drop(self._store, row)
