"""The journal, filtered and in words: who said what on which account, and what was taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from accountdesk.core.entry import KINDS, Entry, EntryId, NoteId, id_bytes
from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.liveness import live
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.desk.said import entry_in_words
from accountdesk.store import joined, journal, projections

MOST_ACCOUNTS = 500
"""Accounts held folded at once: a journal of a million of them must not be held in memory."""


class Filter(NamedTuple):
    """Which entries are wanted; None wants all.

    Attributes:
        account: A key, a name, or how a name begins.
        kind: A kind's word.
        note: The id of a note, or of one of its entries.
    """

    account: str | None = None
    kind: str | None = None
    note: str | None = None


class Line(NamedTuple):
    """An entry in words.

    Attributes:
        at: When it was recorded, UTC, `2026-11-22 19:55`.
        by: The member, else the raw claim.
        account: Its name; None for the team.
        text: What it says.
        dead: Whether it was taken back.
        entry: The entry itself.
    """

    at: str
    by: str
    account: str | None
    text: str
    dead: bool
    entry: Entry


def filtered(desk: Desk, wanted: Filter) -> Iterator[Entry]:
    """The wanted entries in order of arrival.

    Raises:
        NotFound, Ambiguous: No one account is called so, or nothing is of that kind.
        NotUnderstood: The note is no id.
    """
    note = None if wanted.note is None else _note(desk, wanted.note)
    if (
        wanted.kind is not None
        and journal.known_id(desk.store, "word", "text", wanted.kind) is None
    ):
        raise NotFound(f"Nothing of kind {wanted.kind} here. Kinds: {', '.join(sorted(KINDS))}.")
    found: Iterator[Entry] | list[Entry]
    if wanted.account is not None:
        account = desk.account_called(wanted.account).account
        parts = sorted(joined.group(desk.store, account))
        found = [entry for part in parts for entry in journal.of_account(desk.store, part)]
    else:
        found = (
            journal.everything(desk.store)
            if note is None
            else iter(journal.of_note(desk.store, note))
        )
    for entry in found:
        if wanted.kind in (None, entry.kind) and note in (None, entry.note):
            yield entry


def _note(desk: Desk, text: str) -> NoteId:
    """The note of that id, or the note to which the entry of that id belongs."""
    try:
        identity = id_bytes(text)
    except ValueError as error:
        raise NotUnderstood(f"“{text}” is no id of a note or an entry.") from error
    entry = journal.by_id(desk.store, EntryId(identity))
    return NoteId(identity) if entry is None else entry.note


def lines(desk: Desk, wanted: Filter) -> Iterator[Line]:
    """The wanted entries in words, in order of arrival."""
    team = desk.team()
    around: dict[int, tuple[AccountState | None, frozenset[bytes]]] = {}
    for entry in filtered(desk, wanted):
        account = journal.account_id(desk.store, entry.account)
        if account not in around:
            if len(around) == MOST_ACCOUNTS:
                del around[next(iter(around))]
            around[account] = _around(desk, account, team)
        state, dead = around[account]
        yield Line(
            at=datetime.fromtimestamp(entry.at / 1000, UTC).strftime("%Y-%m-%d %H:%M"),
            by=team.name_of(entry.by),
            account=state.name if state else None,
            text=entry_in_words(entry, state, team, desk.today),
            dead=entry.id in dead,
            entry=entry,
        )


def _around(desk: Desk, account: int, team: Team) -> tuple[AccountState | None, frozenset[bytes]]:
    state = projections.state(desk.store, account, team) if account != journal.TEAM else None
    return state, live(journal.of_account(desk.store, account)).dead
