"""What our team knows of some people of the demo: what they decide, who works with whom.

It belongs to the lives of their stories, on the days of the contacts in which it came up.
"""

from collections.abc import Mapping
from typing import NamedTuple

from accountdesk.core.note_fields import someone
from accountdesk.core.relations import PersonLink, PersonNote, PersonRole, Role, Tie
from accountdesk.desk.demo.recorded import Teller


class Does(NamedTuple):
    """What somebody does with decisions."""

    away: int
    who: str
    person: str
    roles: tuple[Role, ...]


class Works(NamedTuple):
    """How one of them works with another one."""

    away: int
    who: str
    person: str
    tie: Tie
    other: str


class Is(NamedTuple):
    """What matters to somebody, how they like to be reached, where they are, and who knows them."""

    away: int
    who: str
    person: str
    matters: str | None = None
    channel: str | None = None
    zone: str | None = None
    known_by: tuple[str, ...] | None = None


Known = Does | Works | Is


def known(one: Known, teller: Teller) -> list[NamedTuple]:
    """What our team's entries of it say."""
    person = someone(one.person, teller.people).key
    if isinstance(one, Does):
        return [PersonRole(person, role) for role in one.roles]
    if isinstance(one, Works):
        return [PersonLink((person, someone(one.other, teller.people).key), one.tie)]
    keys = None if one.known_by is None else tuple(teller.members[who].key for who in one.known_by)
    return [PersonNote(person, one.matters, one.channel, None, one.zone, None, keys)]


PEOPLE: Mapping[str, tuple[Known, ...]] = {
    "Harrow & Pike": (
        Does(-74, "ben", "dana", (Role.EXECUTES, Role.INFLUENCES)),
        Does(-55, "ana", "colin", (Role.MAKES, Role.PAYS)),
        Works(-55, "ana", "colin", Tie.WORKS_WITH, "dana"),
        Does(-24, "ben", "priya", (Role.USES,)),
        Works(-24, "ben", "priya", Tie.REPORTS_TO, "dana"),
        Is(-55, "ana", "colin", "his own figures, not ours", "phone, before nine", "Europe/London"),
        Is(-74, "ben", "dana", "that no bread waits", known_by=("ben", "ana")),
    ),
    "Brüder Lang": (
        Does(-26, "mei", "anneliese", (Role.EXECUTES, Role.USES)),
        Does(-26, "mei", "matthias", (Role.MAKES, Role.PAYS)),
        Does(-26, "mei", "josef", (Role.USES,)),
        Works(-26, "mei", "anneliese", Tie.REPORTS_TO, "matthias"),
        Works(-26, "mei", "josef", Tie.REPORTS_TO, "anneliese"),
        Is(-26, "mei", "anneliese", "to hear it before she finds it", zone="Europe/Vienna"),
    ),
    "Castelmoro Conserve": (
        Does(-60, "mei", "ornella", (Role.EXECUTES,)),
        Does(-60, "mei", "renzo", (Role.MAKES, Role.PAYS)),
        Works(-60, "mei", "ornella", Tie.REPORTS_TO, "renzo"),
    ),
}
