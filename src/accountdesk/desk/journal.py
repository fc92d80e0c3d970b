"""The journal, filtered and in words: who said what on which account, and what was taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from accountdesk.core.entry import Entry, NoteId, id_bytes
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.liveness import live
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.desk.said import entry_in_words
from accountdesk.store import joined, journal, projections


class Filter(NamedTuple):
    """Which entries are wanted; None wants all.

    Attributes:
        account: A key, a name, or how a name begins.
        kind: A kind's word.
        note: A note's id.
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
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The note is no id.
    """
    note = None
    if wanted.note is not None:
        try:
            note = NoteId(id_bytes(wanted.note))
        except ValueError as error:
            raise NotUnderstood(f"“{wanted.note}” is no id of a note.") from error
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


def lines(desk: Desk, wanted: Filter) -> Iterator[Line]:
    """The wanted entries in words, in order of arrival."""
    team = desk.team()
    around: dict[int, tuple[AccountState | None, frozenset[bytes]]] = {}
    for entry in filtered(desk, wanted):
        account = journal.account_id(desk.store, entry.account)
        if account not in around:
            around.clear()  # a journal of a million accounts must not be held in memory
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
