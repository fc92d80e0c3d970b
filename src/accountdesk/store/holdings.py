"""Holdings: the accounts at which a member has something, without folding any."""

from accountdesk.core.member import MemberKey
from accountdesk.store.connection import Store


def of(store: Store, member: MemberKey) -> list[int]:
    """Accounts where a member holds a seat, or sees to a step, a promise or a repair; in order."""
    found = store.rows(
        "SELECT account FROM desk_own WHERE seat IN (0, 1) AND holder = ?1"
        " UNION SELECT account FROM step WHERE owner = ?1"
        " UNION SELECT account FROM promise WHERE owner = ?1"
        " UNION SELECT account FROM repair WHERE owner = ?1 AND open = 1",
        (member,),
    )
    return sorted(account for (account,) in found)
