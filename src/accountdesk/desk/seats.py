"""Seats: what members of a source hold by what is theirs there, proposed and never assumed."""

from collections.abc import Sequence
from typing import NamedTuple

from accountdesk.core.entry import EntryId
from accountdesk.core.errors import Refused
from accountdesk.core.member import Holds, Member, Seat
from accountdesk.core.text import folded
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record_within
from accountdesk.desk.mint import mint
from accountdesk.desk.who import holding
from accountdesk.store import windows


class Proposal(NamedTuple):
    """What a member could hold.

    Attributes:
        member: Who.
        holds: What they would hold.
        why: What is theirs, in words.
    """

    member: Member
    holds: Holds
    why: str

    def words(self) -> str:
        """`Ana Ruiz: farmer, for 30 accounts`."""
        both = "hunter and farmer" if self.holds is Holds.BOTH else self.holds.value
        return f"{self.member.name}: {both}, for {self.why}"


def proposed_seats(desk: Desk, source: str) -> tuple[Proposal, ...]:
    """Seats for members of a source who own something there and have none; by name."""
    found = []
    for member in desk.team().members.values():
        if member.seat is None and member.key.startswith(f"{source}:"):
            held = {seat: _rows(desk, seat, member) for seat in Seat}
            if any(held.values()):
                found.append(Proposal(member, _holds(held), _why(held)))
    return tuple(sorted(found, key=lambda one: folded(one.member.name)))


def _rows(desk: Desk, seat: Seat, member: Member) -> int:
    of = windows.Slice(holder=member.key)
    return sum(windows.tally(desk.store, seat, of).values())


def _holds(held: dict[Seat, int]) -> Holds:
    if all(held.values()):
        return Holds.BOTH
    return Holds.HUNTER if held[Seat.HUNTER] else Holds.FARMER


def _why(held: dict[Seat, int]) -> str:
    parts = {
        Seat.HUNTER: "to be won, or with an open deal",
        Seat.FARMER: "to be served",
    }
    said = [f"{words.count(held[seat], 'account')} {parts[seat]}" for seat in Seat if held[seat]]
    return " and ".join(said)


def take_seats(desk: Desk, taken: Sequence[Proposal]) -> None:
    """Say that members hold what was proposed: by members of the team that theirs are said to be.

    Raises:
        Refused: One of them has a seat by now, or it could not be kept.
    """
    desk.must_keep()
    with desk.store.transaction():
        team = desk.team()
        for one in taken:
            now = team.who(one.member.key)
            if now is None or now.seat is not None:
                raise Refused(f"{one.member.name} has a seat by now; nothing was recorded.")
        for one in taken:
            first = EntryId(mint())
            said = holding(one.member, one.holds, first)
            record_within(desk, [(None, body) for body in said], first=first)
