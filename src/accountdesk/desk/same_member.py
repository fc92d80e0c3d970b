"""The same member twice: of one name on one team are taken for one person.

Owners are found by name, so members are, too. Whom a source lists is the one whom the team added by
hand; and whom records had named as their owner is the one whom a later list gives an id. Each time
an entry says so, which can be taken back, and is not said again.
"""

from accountdesk.core.entry import OWN
from accountdesk.core.member import Member, MemberIs, MemberKey
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.sources.files.joins import tidy
from accountdesk.store import journal


def join_members(desk: Desk, source: str) -> tuple[str, ...]:
    """Map members of a source who are there twice to the one they are; their names."""
    members = desk.team().members.values()
    twice = [
        MemberIs(one.key, other.key)
        for one in members
        for other in members
        if one.key != other.key
        and folded(one.name) == folded(other.name)
        and _is_other(one, other, source)
    ]
    said = _said_before(desk)
    new = [body for body in twice if body.claim not in said]
    if new:
        record(desk, [(None, body) for body in new])
    return tuple(one.name for one in members if any(body.claim == one.key for body in new))


def _is_other(one: Member, other: Member, source: str) -> bool:
    """Whether `one`, of the source, is `other`: added by hand, or listed with an id."""
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
        if entry.kind == "member_is":
            try:
                found.add(read(MemberIs, parse(entry.body)).claim)
            except Unreadable:
                continue
    return found
