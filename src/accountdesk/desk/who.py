"""Who is at the desk: asked once, and kept for this user of the system or this SSH key."""

from typing import NamedTuple

from accountdesk.core.entry import OWN, EntryId, id_text
from accountdesk.core.errors import Refused
from accountdesk.core.member import Holds, Member, MemberIs, MemberSaid
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.mint import mint


def who_could_be(desk: Desk) -> tuple[Member, ...]:
    """Everybody on the team, by name; empty while nobody is known.

    Raises:
        Refused: This desk only looks.
    """
    desk.must_keep()
    return tuple(sorted(desk.team().members.values(), key=lambda member: folded(member.name)))


def holding(member: Member, holds: Holds, first: EntryId) -> list[NamedTuple]:
    """That a member of a source holds something: by one of the team's own, whom `first` names."""
    said = MemberSaid(member.name, member.email, holds)
    return [said, MemberIs(member.key, f"{OWN}:{id_text(first)}")]


def i_am(desk: Desk, member: Member, holds: Holds) -> str:
    """Say that whoever is at the desk is a member, and what they hold; a sentence's worth of words.

    Of a member whom a source knows without a seat, or with another one, the team says the seat: by
    a member of its own that the source's is said to be.

    Raises:
        Refused: Somebody has said meanwhile who is at this desk, or it could not be kept.
    """

    def check() -> None:
        known = desk.me()
        if known is not None:
            raise Refused(f"You are {known.name} here already; nothing was recorded.")

    if member.seat == holds:
        record(desk, [(None, MemberIs(desk.claim, member.key))], check=check)
    else:
        first = EntryId(mint())
        said = holding(member, holds, first)
        said.append(MemberIs(desk.claim, f"{OWN}:{id_text(first)}"))
        record(desk, [(None, body) for body in said], first=first, check=check)
    both = "hunter and farmer" if holds is Holds.BOTH else holds.value
    return f"You are {member.name}, {both}."
