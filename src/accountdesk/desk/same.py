"""The same twice: what a source first only named, and later lists with an id, is one.

Records name owners and accounts, so a name is all there is of them until a list comes. Members of
one name on one team are one person, also where the team had added them by hand. Each time an entry
says so, which can be taken back, and is not said again.
"""

from contextlib import suppress

from accountdesk.core.account import SameAccount
from accountdesk.core.entry import OWN, AccountKey, word_of
from accountdesk.core.member import Member, MemberIs, MemberKey
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.sources.files.joins import tidy
from accountdesk.store import journal, sources, windows

_MEMBER_IS, _SAME_ACCOUNT = word_of(MemberIs), word_of(SameAccount)


def join_members(desk: Desk, source: str) -> tuple[str, ...]:
    """Map members of a source who are there twice to the one they are; their names."""
    members = desk.team().members.values()
    said = _said_before(desk)
    new: dict[str, tuple[Member, Member]] = {}
    for one in members:
        others = [other for other in members if _is_other(one, other, source)]
        if len(others) == 1 and one.key not in said:
            new[one.key] = (one, others[0])
    if new:
        record(desk, [(None, MemberIs(one.key, other.key)) for one, other in new.values()])
    return tuple(one.name for one, _ in new.values())


def _is_other(one: Member, other: Member, source: str) -> bool:
    """Whether `one`, of the source, is `other`: added by hand, or listed with an id."""
    if folded(one.name) != folded(other.name) or one.key == other.key:
        return False
    if not one.key.startswith(f"{source}:"):
        return False
    if other.key.startswith(f"{OWN}:"):
        return True
    named_only = one.key == MemberKey(f"{source}:{tidy(one.name)}")
    return named_only and other.key.startswith(f"{source}:")


def _said_before(desk: Desk) -> set[str]:
    """Claims of which it was ever said whose they are; taken back, too: the team has split them."""
    found = set()
    for entry in journal.of_account(desk.store, journal.TEAM):
        if entry.kind == _MEMBER_IS:
            with suppress(Unreadable):
                found.add(read(MemberIs, parse(entry.body)).claim)
    return found


def join_accounts(desk: Desk, source: str) -> tuple[str, ...]:
    """Join accounts that a source only named to those it lists by that name now; their names.

    Lists must be settled. An account that the source lists is joined once: what the team splits
    again stays split.
    """
    joined = []
    for account in sources.gone(desk.store):
        found = windows.called(desk.store, journal.account_key(desk.store, account))
        if not found or found[0].key != f"{source}:{tidy(found[0].name)}":
            continue
        gone = found[0]
        listed = [
            named
            for named in windows.of_name(desk.store, gone.name, 3)
            if named.key.startswith(f"{source}:") and named.account != gone.account
        ]
        if len(listed) == 1 and not _was_joined(desk, listed[0].account, gone.key):
            record(desk, [(listed[0].key, SameAccount(gone.key))])
            joined.append(gone.name)
    return tuple(joined)


def _was_joined(desk: Desk, account: int, other: AccountKey) -> bool:
    for entry in journal.of_account(desk.store, account):
        if entry.kind == _SAME_ACCOUNT:
            with suppress(Unreadable):
                if read(SameAccount, parse(entry.body)).other == other:
                    return True
    return False
