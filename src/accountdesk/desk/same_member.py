"""The same member twice: whom a source lists and the team had added by hand is one person.

Owners are found by name, so members are, too: two of one name on one team are taken for one.
What was joined so is an entry that can be taken back.
"""

from collections.abc import Mapping

from accountdesk.core.entry import OWN
from accountdesk.core.member import Member, MemberIs, MemberKey
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record


def join_members(desk: Desk, source: str, before: Mapping[MemberKey, Member]) -> tuple[str, ...]:
    """Map members that a source has just sent to those of the same name added by hand.

    Their names. Whoever was there `before` is left alone: the team may have split the two again.
    """
    ours = {folded(one.name): key for key, one in before.items() if key.startswith(f"{OWN}:")}
    twice = [
        one
        for key, one in desk.team().members.items()
        if key not in before and key.startswith(f"{source}:") and folded(one.name) in ours
    ]
    if twice:
        record(desk, [(None, MemberIs(one.key, ours[folded(one.name)])) for one in twice])
    return tuple(one.name for one in twice)
