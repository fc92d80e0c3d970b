"""Recording: what people type becomes entries and what lists show, in one unit of work."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import Dates, whole_date
from accountdesk.core.entry import AccountKey, Entry, EntryId, NoteId, word_of
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.liveness import ERASED
from accountdesk.core.next_step import NextStep
from accountdesk.core.note import read_note
from accountdesk.core.note_fields import Known
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.record import write
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.desk.mint import mint
from accountdesk.desk.outgoing import enqueue
from accountdesk.desk.said import in_words
from accountdesk.desk.words import full
from accountdesk.store import erasures, journal, projections

MOST_AHEAD_MS = 5 * 60 * 1000
"""How far the newest entry may be ahead of the clock before the clock is right and it is not."""


class Recorded(NamedTuple):
    """A note that is durable.

    Attributes:
        account: The account's name; None for the team.
        note: Its id; undo takes it back.
        entries: As they stand in the journal.
        words: What each of them says, for people.
        hints: Sentences about what may not have been meant so.
        agreed: What was promised on both sides, in their terms, to be sent by hand; empty if
            nothing was.
        asks_feeling: Whether we spoke with them and nobody knows how they feel, on a track where
            that is asked for.
    """

    account: str | None
    note: NoteId
    entries: tuple[Entry, ...]
    words: tuple[str, ...]
    hints: tuple[str, ...]
    agreed: str = ""
    asks_feeling: bool = False


class Understood(NamedTuple):
    """What a typed note says, before it is recorded.

    Attributes:
        bodies: What it records, the touchpoint first; never empty.
        words: What each of them says, for people, every date in full.
        hints: Sentences about what may not have been meant so.
    """

    bodies: tuple[NamedTuple, ...]
    words: tuple[str, ...]
    hints: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether anything is promised, by them or us."""
        return any(isinstance(body, PromiseSaid) for body in self.bodies)


def understand(text: str, state: AccountState, team: Team, dates: Dates) -> Understood:
    """What a typed note says about an account.

    Raises:
        NotUnderstood: It says something that cannot be read.
    """
    note = read_note(text, known(state, team, dates))
    late = [
        f"“{body.what}” was due {full(body.due)}, which is past."
        for body in note.bodies
        if isinstance(body, NextStep) and body.due is not None and body.due < dates.today
    ]
    late += [
        hint
        for body in note.bodies
        if isinstance(body, NextStep)
        for hint in put_off_hints(body, state, team, dates.today)
    ]
    words = tuple(in_words(body, state, team) for body in note.bodies)
    return Understood(note.bodies, words, (*note.hints, *late))


def put_off_hints(body: NextStep, state: AccountState, team: Team, today: date) -> list[str]:
    """That a step is due while a seat has put the account off: its list shows it only later."""
    labels = team.labels
    return [
        f"{labels[seat]} have put this account off until {full(put_off.until)}: their list shows "
        f"“{body.what}” only then."
        for seat, put_off in state.put_off.items()
        if body.due is not None and today <= body.due < put_off.until
    ]


def known(state: AccountState, team: Team, dates: Dates) -> Known:
    """What a note on an account may name."""
    asked = (one.key for one in state.people if state.relations.not_to_contact(one.key))
    return Known(state.people, tuple(team.members.values()), dates, frozenset(asked))


def log(desk: Desk, account: str, text: str) -> Recorded:
    """Record a typed note on an account.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The note says something that cannot be read; nothing was recorded.
        Refused, StoreError: It could not be kept.
    """
    desk.must_keep()
    named = desk.account_called(account)
    team = desk.team()
    state = projections.state(desk.store, named.account, team)
    said = understand(text, state, team, dates(desk, team))
    noted = record(desk, [(named.key, body) for body in said.bodies])
    hints = (*said.hints, *noted.hints)
    agreed = ""
    if said.agrees:
        from accountdesk.desk.say_back import agreed_in  # most notes promise nothing

        agreed = agreed_in(said.bodies, state.people, desk.today)
    return Recorded(state.name, noted.note, noted.entries, said.words, hints, agreed)


def dates(desk: Desk, team: Team) -> Dates:
    """What dates in words mean at this desk today."""
    order = team.policy.text("date_order") or "dmy"
    return Dates(desk.today, order, team.policy.working_days)


def day_typed(desk: Desk, text: str, *, past: bool = False) -> date:
    """The day that somebody typed, in words that look back where something is `past`.

    Raises:
        NotUnderstood: It is no date, or one with a time.
    """
    return only_day(text, dates(desk, desk.team())._replace(past=past))


def only_day(text: str, dates: Dates) -> date:
    """The day that a text says.

    Raises:
        NotUnderstood: It is no date, or one with a time.
    """
    moment = whole_date(text, dates, time=False)
    if moment.time is not None:
        raise NotUnderstood(f"Only the day is kept here; leave {moment.time} out.")
    return moment.day


def day_back(text: str, dates: Dates) -> date:
    """The day that a text says in words that look back; today for nothing.

    Raises:
        NotUnderstood: It is no date, or one with a time.
    """
    return only_day(text, dates._replace(past=True)) if text.strip() else dates.today


class Noted(NamedTuple):
    """Entries that are durable, the note they belong to, and what was odd."""

    note: NoteId
    entries: tuple[Entry, ...]
    hints: tuple[str, ...]


def record(
    desk: Desk,
    said: Iterable[tuple[AccountKey | None, NamedTuple]],
    *,
    note: NoteId | None = None,
    first: EntryId | None = None,
    check: Callable[[], None] = lambda: None,
) -> Noted:
    """Record bodies as one note: entries and what lists show of them, in one transaction.

    Args:
        desk: The desk.
        said: What to say, and of which account; None for the team.
        note: Its name, where that was minted before.
        first: The first entry's name, where another entry of the note names it.
        check: Asked once nobody else can write; what it raises leaves nothing recorded.

    Raises:
        Refused, StoreError: It could not be kept.
    """
    desk.must_keep()
    with desk.store.transaction():
        check()
        return record_within(desk, said, note=note, first=first)


def record_within(
    desk: Desk,
    said: Iterable[tuple[AccountKey | None, NamedTuple]],
    *,
    note: NoteId | None = None,
    first: EntryId | None = None,
) -> Noted:
    """Record bodies as one note, as `record` does. Inside a transaction."""
    note = note or NoteId(mint())
    drafts = [_draft(desk, note, account, body) for account, body in said]
    if first is not None:
        drafts[0] = drafts[0]._replace(id=first)
    at, hints = _moment(desk)
    entries = [entry._replace(at=at + n) for n, entry in enumerate(drafts)]
    take_in(desk, entries)
    return Noted(note, tuple(entries), (*hints, *enqueue(desk, entries)))


def _draft(desk: Desk, note: NoteId, account: AccountKey | None, body: NamedTuple) -> Entry:
    identity = EntryId(mint())
    return Entry(
        identity, note, 0, desk.name, desk.claim, account, word_of(type(body)), write(body)
    )


def _moment(desk: Desk) -> tuple[int, tuple[str, ...]]:
    """When the next entry is recorded: after all others, unless one of them is from the future."""
    clock, newest = desk.clock(), journal.newest_at(desk.store)
    if newest - clock < MOST_AHEAD_MS:
        return max(clock, newest + 1), ()
    minutes = (newest - clock) // 60_000
    return clock, (
        f"The newest entry here is {minutes} minutes ahead of this machine's clock. Check the "
        "clock; timelines may stand in the wrong order.",
    )


def take_in(desk: Desk, entries: Sequence[Entry]) -> list[Entry]:
    """Append entries and fold what they concern; those that were new. Inside a transaction.

    What was erased is blanked, among them and in what is here.
    """
    store = desk.store
    concerns_team = any(entry.account is None for entry in entries)
    before = desk.team() if concerns_team else None
    new, accounts = _append(desk, entries)
    team = desk.team()
    if before is not None and before.as_read() != team.as_read():
        projections.mark_all(store)
    accounts |= {journal.account_id(store, entry.account) for entry in new}
    projections.refold(store, accounts - {journal.TEAM}, team, desk.today)
    return new


def _append(desk: Desk, entries: Sequence[Entry]) -> tuple[list[Entry], set[int]]:
    """What was new, and the accounts of which something was blanked."""
    erases = any(entry.kind == ERASED for entry in entries)
    if not (erases or erasures.any_known(desk.store)):
        return journal.append(desk.store, entries), set()
    from accountdesk.store.erasing import append  # for those who have erased something

    return append(desk.store, entries)
