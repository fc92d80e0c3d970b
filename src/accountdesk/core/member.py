"""Members of our team, the seats they hold, and which claims are theirs."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, NewType

from accountdesk.core.entry import OWN, id_text, kind
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.liveness import Told
from accountdesk.core.record import Fields
from accountdesk.core.text import folded

MemberKey = NewType("MemberKey", str)
"""`<tenant key>:<record id>` of a source, or `own:<entry id>` for a member added by hand."""


class Seat(StrEnum):
    """The two halves of an account team."""

    HUNTER = "hunter"
    FARMER = "farmer"


class Holds(StrEnum):
    """Which seat a member usually holds; a single account may say otherwise."""

    HUNTER = "hunter"
    FARMER = "farmer"
    BOTH = "both"


class MemberFact(NamedTuple):
    """A member as a source knows them; `fields` are the columns that we do not map."""

    key: MemberKey
    name: str
    email: str | None = None
    fields: Fields = Fields()
    seat: Holds | None = None


@kind("member")
class MemberSaid(NamedTuple):
    """A member that the team added itself."""

    name: str
    email: str | None = None
    seat: Holds | None = None


@kind("member_is")
class MemberIs(NamedTuple):
    """Maps a claim (`os:1000@host`) or a source's owner id to a member; the last word wins."""

    claim: str
    member: str


class Member(NamedTuple):
    """One of us.

    Attributes:
        key: What entries and facts name them by.
        name: As the source or the team wrote it.
        email: None if unknown.
        seat: What they usually hold; None if unknown.
    """

    key: MemberKey
    name: str
    email: str | None = None
    seat: Holds | None = None


def members(facts: Iterable[MemberFact], told: Told) -> dict[MemberKey, Member]:
    """Everybody on the team by key: those of the sources, then those added by hand.

    A member whom `member_is` maps to another one is that other one, and stands here once.
    """
    found = {fact.key: Member(fact.key, fact.name, fact.email, fact.seat) for fact in facts}
    for entry, body in told.of(MemberSaid):
        key = MemberKey(f"{OWN}:{id_text(entry.id)}")
        found[key] = Member(key, body.name, body.email, body.seat)
    whose = claims(told)
    return {key: one for key, one in found.items() if meant(key, whose, found) == key}


def meant(
    claim: str, whose: Mapping[str, MemberKey], known: Mapping[MemberKey, object]
) -> MemberKey | None:
    """The member whom a claim or a key means in the end; None: nobody who is known.

    `member_is` is followed from one to the next; of those who are each said to be another one of
    them, the one with the smallest key is meant.
    """
    path = [MemberKey(claim)]
    while path[-1] in whose and whose[path[-1]] not in path:
        path.append(whose[path[-1]])
    if path[-1] in whose:  # a circle, which begins where the path was met again
        circle = path[path.index(whose[path[-1]]) :]
        path.append(min((key for key in circle if key in known), default=path[-1]))
    return next((key for key in reversed(path) if key in known), None)


def claims(told: Told) -> Mapping[str, MemberKey]:
    """Whose a claim is, as the last live `member_is` of it says."""
    return {body.claim: MemberKey(body.member) for _, body in told.of(MemberIs)}


def member_called(name: str, among: Iterable[Member]) -> Member:
    """The one member who is called so, by all of the name or a part of it.

    Raises:
        NotUnderstood: Nobody is, or several are; the message lists them.
    """
    among = tuple(among)
    wanted = folded(name)
    found = [m for m in among if folded(m.name) == wanted]
    found = found or [m for m in among if wanted in folded(m.name).split()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(member.name for member in found or among) or "nobody yet"
    says = "Several members are" if found else "No member is"
    raise NotUnderstood(f"{says} called “{name}”. Members: {names}.")
