"""Sending what the team says of an account's fields, which others change there, too.

What stands there is looked at first. It is changed only if it still says what it said when the team
spoke; if it says something else by now, a person picks one of the two.
"""

import re

from accountdesk.core.delivery import ConflictResolved, Delivered
from accountdesk.core.entry import Entry, EntryId, id_bytes, id_text
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.text import clean
from accountdesk.desk.desk import Desk
from accountdesk.desk.field_wishes import Made, Wish, made_of, wanted, with_made
from accountdesk.desk.log import record_within
from accountdesk.desk.turn import must_go_on
from accountdesk.sources.crm.failures import (
    Denied,
    Limited,
    Meanwhile,
    NotReached,
    NotSent,
    NotUsable,
    Rejected,
)
from accountdesk.sources.source import FieldWriter, Standing, Writer
from accountdesk.store import facts, journal, outbox, projections
from accountdesk.store.outbox import Row, Waits

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

TRIES = 4
"""Times that an account is looked at anew because it has changed while it was looked at."""


async def send_field(desk: Desk, writer: Writer, row: Row, holder: str) -> bool:
    """Let a field say in its source what the team says of it, or ask a person; whether it says so.

    Raises:
        NotUnderstood: The source does not take it any more.
        Stopped, Withdrawn: As with `turn.must_go_on`.
        SourceError: It could not be done now; what is known of it is kept.
    """
    fields = writer.fields
    if fields is None or row.field not in fields.names:
        raise NotUnderstood(
            f"The settings of {row.source} did not name the field {row.field} when this program "
            "started. If they do now, start it again, and retry."
        )
    sending = _Sending(desk, fields, holder)
    for _ in range(TRIES):
        try:
            while (ahead := await sending.once(row)) is not None:
                row = ahead
        except Meanwhile:
            row = outbox.by_id(desk.store, row.id) or row
        else:
            return sending.done
    raise NotReached("The account changes there all the time; it is looked at again later.")


class _Sending:
    """A field's way.

    Attributes:
        done: Whether it says there what was wanted.
    """

    def __init__(self, desk: Desk, fields: FieldWriter, holder: str) -> None:
        self._desk, self._fields, self._holder = desk, fields, holder
        self._store = desk.store
        self.done = False

    async def once(self, row: Row) -> Row | None:
        """Look, compare and write; the row if there is more to be written of it."""
        try:
            seen = await self._fields.now(row.record, row.field)
        except NotUsable as error:  # asking again would change nothing
            raise NotUnderstood(str(error)) from error
        with self._store.transaction():
            must_go_on(self._desk, row, self._holder)
            row = self._what_arrived(outbox.by_id(self._store, row.id) or row, seen)
            wish = wanted(self._desk, row)
            if wish is None:
                outbox.drop(self._store, row)
                return None
            before = made_of(row).base if wish.back is None else wish.back.wrote
            if seen.value == wish.value or (wish.back and not same(seen.value, before)):
                return self._settle(row, wish, seen.value, seen.value)
            if not same(seen.value, before) or self._may_have_been_undone(row, seen):
                self._hear(row, seen.value)
                outbox.put(self._store, _conflict(row, wish, seen))
                return None
            row = self._begun(row, wish, seen)
        return await self._write(row, wish, seen)

    async def _write(self, row: Row, wish: Wish, seen: Standing) -> Row | None:
        try:
            await self._fields.change(row.record, row.field, wish.value, seen)
        except (NotSent, Limited, Denied, Rejected):
            with self._store.transaction():  # this one did nothing
                outbox.put(self._store, row._replace(began=False))
            raise
        stands = await self._fields.now(row.record, row.field)
        took = same(stands.value, wish.value)
        if stands.value == seen.value and not took:
            with self._store.transaction():
                outbox.put(self._store, row._replace(began=False))
            raise NotUnderstood(
                f"{row.source} answered that it was done, and {row.field} says there what it said "
                "before."
            )
        # What is kept in another form is ours still; anything else somebody has written since.
        wrote = stands.value if took else wish.value
        with self._store.transaction():
            ahead = self._settle(row._replace(began=False), wish, seen.value, wrote)
            self._hear(row, stands.value)
            return ahead

    def _what_arrived(self, row: Row, seen: Standing) -> Row:
        """A try whose answer nobody had: where what it wrote stands there, it has arrived."""
        made = made_of(row)
        if not row.began or made.entry is None or not same(seen.value, made.wrote):
            return row
        tried = EntryId(id_bytes(made.entry))
        self._say(row, tried, made.base, seen.value, gone=made.back is not None)
        row = with_made(row._replace(began=False), Made(seen.value))
        outbox.put(self._store, row)
        return row

    def _may_have_been_undone(self, row: Row, seen: Standing) -> bool:
        """Whether a try may have arrived and been set back there since.

        Only who knows versions can say that nobody has touched the account.
        """
        untouched = seen.version is not None and str(seen.version) == made_of(row).version
        return row.began and not untouched

    def _begun(self, row: Row, wish: Wish, seen: Standing) -> Row:
        version = None if seen.version is None else str(seen.version)
        back = None if wish.back is None else "yes"
        made = Made(seen.value, wish.value, id_text(wish.entry), version, back)
        row = row._replace(state=Waits.SENDING, due=0, tries=row.tries + 1, began=True)
        row = with_made(row, made)
        outbox.put(self._store, row)
        return row

    def _settle(self, row: Row, wish: Wish, was: str | None, wrote: str | None) -> Row | None:
        """It stands there; the row, if the team has said more since. Inside a transaction."""
        self._say(row, wish.entry, was, wrote, gone=wish.back is not None)
        row = with_made(row._replace(state=Waits.PENDING, due=0, began=False), Made(wrote))
        if wanted(self._desk, row) is None:
            outbox.drop(self._store, row)
            return None
        outbox.put(self._store, row)
        return row

    def _hear(self, row: Row, value: str | None) -> None:
        """The desk shows what the field says there, where nothing of ours stands over it."""
        facts.say_field(self._store, row.record, row.field, value)
        desk = self._desk
        projections.refold(self._store, {row.account}, desk.team(), desk.today)

    def _say(
        self, row: Row, entry: EntryId, was: str | None, wrote: str | None, *, gone: bool = False
    ) -> None:
        """The journal and the account have what stands there."""
        self.done = True
        facts.say_field(self._store, row.record, row.field, wrote)
        said = _entry(self._desk, entry)
        body = Delivered(
            *(id_text(entry), row.source, row.record, None, gone),
            *(row.field, was, wrote, said.at),
        )
        record_within(self._desk, [(said.account, body)])


def _entry(desk: Desk, entry: EntryId) -> Entry:
    """An entry about a field; what is said of it stands with its account, too."""
    found = journal.by_id(desk.store, entry)
    assert found is not None  # its row was made of it, and none is ever deleted
    return found


def same(one: str | None, other: str | None) -> bool:
    """Whether two values say the same: some CRMs keep 5 as 5.0. 007 is no number."""
    if one is None or other is None or one == other:
        return one == other
    numbers = [_NUMBER.fullmatch(text) for text in (one, other)]
    return None not in numbers and float(one) == float(other)


def _conflict(row: Row, wish: Wish, seen: Standing) -> Row:
    """A person has to pick."""
    made = made_of(row)
    if seen.value == made.base:
        says = f"{_quoted(wish.value)} may have been written, and set back to {_quoted(seen.value)}"
    else:
        says = (
            f"there it says {_quoted(seen.value)} by now, here {_quoted(wish.value)}; "
            f"before it was {_quoted(made.base)}"
        )
    row = row._replace(state=Waits.CONFLICT, due=None, began=False, said=clean(says))
    return with_made(row, Made(made.base, theirs=seen.value))


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"“{value}”"


def resolve(desk: Desk, row: Row, *, ours: bool) -> None:
    """A person has picked one of two values. Inside a transaction."""
    store, wish, made = desk.store, wanted(desk, row), made_of(row)
    if wish is None:
        outbox.drop(store, row)
        return
    said = _entry(desk, wish.entry)
    picked = ConflictResolved(
        id_text(said.id), row.source, row.field, ours, made.theirs, row.record, said.at
    )
    if ours:
        row = with_made(row, Made(made.theirs))
        outbox.put(store, row._replace(state=Waits.RETRY, due=0, began=False, said=""))
    else:
        outbox.drop(store, row)
    record_within(desk, [(said.account, picked)])
