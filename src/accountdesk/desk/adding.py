"""Adding by hand: accounts, people, deals and members that no source has."""

from typing import NamedTuple

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded
from accountdesk.core.entry import OWN, AccountKey, EntryId, NoteId, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.member import MemberIs, MemberSaid, member_called
from accountdesk.core.person import PersonAdded
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.mint import mint
from accountdesk.store import windows

LONGEST = 200
"""Characters of a name."""


class Added(NamedTuple):
    """What was added: the note that did it, the key it goes by, and its name."""

    note: NoteId
    key: str
    name: str


def add_account(desk: Desk, body: AccountAdded) -> Added:
    """Add an account.

    Raises:
        Refused: There is one of that name; a second one would be confused with it.
        NotUnderstood: The name is empty or too long.
    """
    name = _name(body.name)
    there = [n for n in windows.called(desk.store, name) if folded(n.name) == folded(name)]
    if there:
        raise Refused(f"There is an account {there[0].name} already ({there[0].key}).")
    key = AccountKey(f"{OWN}:{id_text(EntryId(mint()))}")
    return Added(record(desk, [(key, body._replace(name=name))]).note, key, name)


def add_person(desk: Desk, account: str, body: PersonAdded) -> Added:
    """Add a person to an account.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The name is empty or too long.
    """
    return _added(desk, desk.account_called(account).key, body)


def add_deal(desk: Desk, account: str, body: DealAdded, owner: str | None = None) -> Added:
    """Add a deal to an account, for the member of that name; raises as `add_person`."""
    if owner is not None:
        body = body._replace(owner=member_called(owner, desk.team().members.values()).key)
    return _added(desk, desk.account_called(account).key, body)


def add_member(desk: Desk, body: MemberSaid, *, me: bool) -> Added:
    """Add a member to the team; with `me`, what this claim records is theirs.

    Raises:
        Refused: There is a member of that name.
        NotUnderstood: The name is empty or too long.
    """
    name = _name(body.name)
    there = [m for m in desk.team().members.values() if folded(m.name) == folded(name)]
    if there:
        raise Refused(f"There is a member {there[0].name} already ({there[0].key}).")
    added = _added(desk, None, body)
    if me:
        record(desk, [(None, MemberIs(desk.claim, added.key))])
    return added


def _added(
    desk: Desk, account: AccountKey | None, body: PersonAdded | DealAdded | MemberSaid
) -> Added:
    name = _name(body.name)
    noted = record(desk, [(account, body._replace(name=name))])
    return Added(noted.note, f"{OWN}:{id_text(noted.entries[0].id)}", name)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST:
        raise NotUnderstood(f"A name has 1 to {LONGEST} characters; “{name[:40]}” has {len(name)}.")
    return name
