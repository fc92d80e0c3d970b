"""The outbox for people: what waits since when, why, and what they can decide."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.state import AccountState
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.field_sending import resolve
from accountdesk.desk.field_wishes import wanted
from accountdesk.desk.formats import number
from accountdesk.desk.said import entry_in_words
from accountdesk.store import journal, outbox, projections
from accountdesk.store.outbox import Op, Row, Waits

RETRY, PARK, DROP, OURS, THEIRS = "retry", "park", "drop", "ours", "theirs"
DECISIONS = {
    OURS: "what we say is written there",
    THEIRS: "what it says there holds, here too",
    RETRY: "send it now; what is in doubt is looked for first, where the CRM lets us",
    PARK: "leave it until somebody says retry",
    DROP: "never send it; what was recorded stays on the desk",
}
"""What a person can decide, and what comes of it."""

_OPS = {Op.WRITE: "", Op.FIELD: "", Op.CHANGE: "changed: ", Op.UNDO: "taken back: "}
_STATES = {
    Waits.PENDING: "waits to be sent",
    Waits.SENDING: "is being sent",
    Waits.RETRY: "is tried again",
    Waits.UNKNOWN: "may be there: it is looked for before it is sent again",
    Waits.REJECTED: "was refused",
    Waits.CONFLICT: "was changed on both sides",
    Waits.PARKED: "is parked",
}
_IN_DOUBT = "may be there, and nobody can look: is it? retry sends it again, drop leaves it"

NO_SOURCE = "Nothing that is recorded here is written to any CRM."

MANY_ACCOUNTS = 200
"""Accounts held folded at once."""


class Waiting(NamedTuple):
    """One row of the outbox, in words.

    Attributes:
        id: Its number.
        account: The account's name.
        what: What is to be written.
        source: The tenant key.
        state: What it waits for.
        since: How long ago it was recorded.
        said: Why it was not sent, in the source's own words; empty: nobody has said.
        needs_you: Whether a person has to decide.
        word: The state's own word.
        entry: The entry's id.
    """

    id: int
    account: str
    what: str
    source: str
    state: str
    since: str
    said: str
    needs_you: bool
    word: str
    entry: str

    def is_parked(self, source: str) -> bool:
        """Whether it is parked, and for that source."""
        return (self.source, self.word) == (source, Waits.PARKED.value)

    def lines(self) -> Iterator[str]:
        """It in two lines; the second one only where there is something to say."""
        yield f"{self.account}: {self.what}"
        said = f": {self.said}" if self.said else ""
        yield f"{self.source}, {self.since}, {self.state}{said}"


class OutboxPage(NamedTuple):
    """The outbox.

    Attributes:
        rows: What waits; what needs a person first, the oldest first.
        sources: Sources that are written to.
        more: How many rows are not among `rows`.
    """

    rows: tuple[Waiting, ...]
    sources: tuple[str, ...]
    more: int = 0


def parts(page: OutboxPage, silent: Sequence[str], enter: str) -> list[tuple[str, tuple[str, ...]]]:
    """The outbox as text, in parts with titles.

    Args:
        page: The outbox.
        silent: Sources that are only read and could be written to.
        enter: The key that decides about something.
    """
    groups = {
        "Needs you": [one for one in page.rows if one.needs_you],
        "Goes out by itself": [
            one for one in page.rows if not one.needs_you and one.word != Waits.PARKED
        ],
        "Parked": [one for one in page.rows if one.word == Waits.PARKED],
    }
    found = [
        (f"{title} · {number(len(rows))}", tuple(line for one in rows for line in one.lines()))
        for title, rows in groups.items()
        if rows
    ]
    if page.more:
        found.append((f"and {number(page.more)} more", ()))
    if not found:
        where = ", ".join(page.sources)
        says = f"Nothing waits to be sent to {where}." if where else NO_SOURCE
        found.append((says, ()))
    found += [
        (f"{key} is only read. {enter} has what is recorded here written to it, too.", ())
        for key in silent
    ]
    return found


def outbox_page(desk: Desk, most: int = 500) -> OutboxPage:
    """What waits, at most so much of it."""
    rows = [*outbox.everything(desk.store)]
    rows.sort(key=lambda row: (not _needs_you(row), row.id))
    sources = tuple(sorted(outbox.writes(desk.store)))
    return OutboxPage(tuple(_waiting(desk, rows[:most])), sources, max(0, len(rows) - most))


def _needs_you(row: Row) -> bool:
    return row.due is None and row.state is not Waits.PARKED


def _waiting(desk: Desk, rows: Sequence[Row]) -> Iterator[Waiting]:
    team = desk.team()
    states: dict[int, AccountState] = {}
    for row in rows:
        if row.account not in states:
            if len(states) == MANY_ACCOUNTS:
                states.clear()
            states[row.account] = projections.state(desk.store, row.account, team)
        state = states[row.account]
        entry = journal.by_id(desk.store, row.entry)
        what = "an entry that is not here" if entry is None else entry_in_words(entry, state, team)
        if row.op is Op.FIELD:
            wish = wanted(desk, row)
            what = f"{row.field}: {'nothing more' if wish is None else wish.value or 'nothing'}"
        doubt = row.state is Waits.UNKNOWN and row.due is None
        yield Waiting(
            row.id,
            state.name,
            f"{_OPS[row.op]}{what}",
            row.source,
            _IN_DOUBT if doubt else _STATES[row.state],
            words.ago(desk.clock() - row.since),
            row.said,
            _needs_you(row),
            row.state.value,
            id_text(row.entry),
        )


def decide(desk: Desk, ids: Sequence[int], decision: str) -> tuple[Waiting, ...]:
    """Retry, park or drop some rows; what they were.

    Raises:
        NotUnderstood: There is no such decision.
        NotFound: There is no such row; nothing was decided.
        Refused: One of them is being sent just now, or its source is not written to; nothing was
            decided.
    """
    if decision not in DECISIONS:
        raise NotUnderstood(f"“{decision}” is nothing to decide. Known: {', '.join(DECISIONS)}.")
    desk.must_keep()
    with desk.store.transaction():
        rows = [_row(desk, one) for one in ids]
        for row in rows:
            if decision not in decisions_of(row.state):
                can = ", ".join(decisions_of(row.state))
                raise Refused(f"{row.id} cannot be decided by {decision}; there is: {can}.")
        strange = {row.source for row in rows} - outbox.writes(desk.store).keys()
        if decision == RETRY and strange:
            key = min(strange)
            raise Refused(f"{key} is only read; `{desk.program} outbox on {key}` changes that.")
        found = tuple(_waiting(desk, rows))
        if decision == THEIRS:  # what it says there is what holds now
            found = tuple(
                one._replace(what=f"{row.field}: {row.made.get('theirs', 'nothing')}")
                for one, row in zip(found, rows, strict=True)
            )
        for row in rows:
            _decide(desk, row, decision)
    return found


def decisions_of(state: str) -> tuple[str, ...]:
    """What a person can decide about something that waits so."""
    return (OURS, THEIRS, PARK, DROP) if state == Waits.CONFLICT else (RETRY, PARK, DROP)


def _row(desk: Desk, identity: int) -> Row:
    row = outbox.by_id(desk.store, identity)
    if row is None:
        raise NotFound(f"Nothing in the outbox has the number {identity}; it may be sent by now.")
    if row.state is Waits.SENDING:
        raise Refused(f"{identity} is being sent just now. Look again in a moment.")
    return row


def _decide(desk: Desk, row: Row, decision: str) -> None:
    if decision == DROP:
        outbox.drop(desk.store, row)
    elif decision == PARK:
        outbox.put(desk.store, row._replace(state=Waits.PARKED, due=None))
    elif decision in (OURS, THEIRS):
        resolve(desk, row, ours=decision == OURS)
    else:
        outbox.put(desk.store, row._replace(state=Waits.RETRY, due=0))


def stuck(desk: Desk, decision: str | None = None) -> list[int]:
    """The numbers of rows for which a person has to decide; with a decision, that can be so."""
    return [
        row.id
        for row in outbox.everything(desk.store)
        if _needs_you(row) and (decision is None or decision in decisions_of(row.state))
    ]
