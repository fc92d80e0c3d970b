"""Taking back: a note, or one entry of it, by an entry that names what is taken back."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from accountdesk.core.account import AccountAdded
from accountdesk.core.delivery import Delivered, Takeover
from accountdesk.core.entry import AccountKey, Entry, EntryId, NoteId, id_bytes, id_text, word_of
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.liveness import ERASED, Retracted, live
from accountdesk.core.member import MemberIs
from accountdesk.core.team import SourceAdded, StandupSaid
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import Noted, record
from accountdesk.desk.said import entry_in_words
from accountdesk.store import journal, projections

ASK_AFTER_MS = 10 * 60 * 1000
"""An older note is taken back only after a question: it may be somebody's work by now."""

_RETRACTED = word_of(Retracted)
_ADDED = word_of(AccountAdded)
_MEMBER_IS = word_of(MemberIs)
_DELIVERED = word_of(Delivered)
_TAKEOVER = word_of(Takeover)
_STANDUP = word_of(StandupSaid)
_BY_ITSELF = (word_of(SourceAdded), _DELIVERED, _TAKEOVER, _STANDUP, ERASED)
"""Kinds that are not taken back with what was typed: that a source was made known, that it has what
was written, that another desk's entries are written from here, that a stand-up was held, that
something was erased."""

Confirm = Callable[[str], bool]
"""Asks a person a question; True goes on."""


class Undoing(NamedTuple):
    """What would be taken back.

    Attributes:
        entries: Those that still say something, at least one.
        words: What each of them says, with its account's name in front.
        question: Whether they shall be, with all that goes with them.
        must_ask: Whether that needs a yes, also of who has named what to take back: the youngest
            of them is older than ten minutes, an account goes of which more was said, or nobody
            would know any more who a member is.
    """

    entries: tuple[Entry, ...]
    words: tuple[str, ...]
    question: str
    must_ask: bool


def undoing(desk: Desk, reference: str | None = None) -> Undoing:
    """What `take_back` would take back. It writes nothing.

    Args:
        desk: The desk.
        reference: A note's id means all of it, an entry's id that entry alone; None: the last live
            note of the same claim on this desk.

    Raises:
        NotFound: No such note or entry, or nothing to take back.
        Refused: It was taken back already.
    """
    desk.must_keep()
    entries = _last(desk) if reference is None else _named(desk, reference)
    dead = _Dead(desk)
    if any(entry.kind == _TAKEOVER for entry in entries):
        raise Refused(
            "What was taken over stays so; `accountdesk outbox park` and `drop` say what is not to "
            "be written from here."
        )
    if any(entry.kind == _STANDUP for entry in entries):
        raise Refused("A stand-up that was held stays so; take back what was recorded in it.")
    if any(entry.kind == ERASED for entry in entries):
        raise Refused(
            "What was erased is kept nowhere, so it cannot be brought back. What is to be known "
            "again is written anew."
        )
    alive = tuple(entry for entry in entries if not dead.has(entry) and entry.kind != _DELIVERED)
    if not alive:
        raise Refused("It was taken back already; nothing was changed.")
    words = _in_words(desk, alive)
    hidden = _hidden(desk, alive)
    age = desk.clock() - max(entry.at for entry in alive)
    said_who = any(entry.kind == _MEMBER_IS for entry in alive)
    asks = age > ASK_AFTER_MS or bool(hidden) or said_who
    return Undoing(alive, words, f"Take back: {'; '.join(words)}{hidden}?", asks)


def take_back(desk: Desk, what: Undoing) -> Noted:
    """Take entries back; what was recorded for it.

    Raises:
        Refused: One of them was taken back meanwhile, or it could not be recorded.
    """

    def check() -> None:
        dead = _Dead(desk)
        if any(dead.has(entry) for entry in what.entries):
            raise Refused("It was taken back already; nothing was changed.")

    ordered = sorted(what.entries, key=lambda entry: entry.account or "")
    return record(
        desk,
        [
            (account, Retracted(tuple(id_text(entry.id) for entry in together)))
            for account, together in groupby(ordered, key=lambda entry: entry.account)
        ],
        check=check,
    )


def undo(desk: Desk, reference: str | None, confirm: Confirm) -> tuple[Noted, tuple[str, ...]]:
    """Take back a note or an entry; what was recorded for it, and what it took back, in words.

    `confirm` is asked where `undoing` must ask.

    Raises:
        NotFound: No such note or entry, or nothing to take back.
        Refused: It was taken back already, or the question was answered with no.
    """
    what = undoing(desk, reference)
    if what.must_ask and not confirm(what.question):
        raise Refused("Nothing was taken back.")
    return take_back(desk, what), what.words


def _named(desk: Desk, reference: str) -> list[Entry]:
    try:
        identity = id_bytes(reference)
    except ValueError as error:
        raise NotUnderstood(
            f"“{reference}” is no id of a note or an entry. `accountdesk journal` shows them."
        ) from error
    entries = journal.of_note(desk.store, NoteId(identity))
    if not entries:
        entry = journal.by_id(desk.store, EntryId(identity))
        entries = [] if entry is None else [entry]
    if not entries:
        raise NotFound(
            f"No note and no entry here has the id {reference}. `accountdesk journal` shows them."
        )
    return entries


def _last(desk: Desk) -> list[Entry]:
    """The newest note of this claim on this desk that still says something."""
    dead = _Dead(desk)
    for entry in journal.latest_first(desk.store):
        if entry.by != desk.claim or entry.desk != desk.name:
            continue
        if entry.kind not in (_RETRACTED, *_BY_ITSELF) and not dead.has(entry):
            return journal.of_note(desk.store, entry.note)
    raise NotFound("There is nothing of yours to take back on this desk.")


class _Dead:
    """Which entries were taken back; an account is folded once, however many are asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of: dict[AccountKey | None, frozenset[bytes]] = {}

    def has(self, entry: Entry) -> bool:
        """Whether an entry was taken back."""
        if entry.account not in self._of:
            account = journal.account_id(self._desk.store, entry.account)
            self._of[entry.account] = live(journal.of_account(self._desk.store, account)).dead
        return entry.id in self._of[entry.account]


def _hidden(desk: Desk, alive: Sequence[Entry]) -> str:
    """What else would no longer be shown, in words: what was said of an account that goes."""
    going = {entry.account for entry in alive if entry.kind == _ADDED}
    ids = {entry.id for entry in alive}
    count = 0
    for key in going:
        said = live(journal.of_account(desk.store, journal.account_id(desk.store, key))).said
        count += sum(one.entry.id not in ids for one in said)
    return f", and what else was said of it ({count})" if count else ""


def _in_words(desk: Desk, entries: Sequence[Entry]) -> tuple[str, ...]:
    team = desk.team()
    found = []
    for entry in entries:
        state = None
        if entry.account is not None:
            account = journal.account_id(desk.store, entry.account)
            state = projections.state(desk.store, account, team)
        text = entry_in_words(entry, state, team)
        found.append(f"{state.name}: {text}" if state else text)
    return tuple(found)
