"""Acquaintance: who of us knows whom of them, and whom nobody knows who should be known.

Somebody of us knows a person if the two have spoken, both ways, or if one of us says so. Nothing
here counts what a member did.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.member import MemberKey
from accountdesk.core.relations import Role
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.track import Track


class Knows(StrEnum):
    """How well: they spoke in `coverage.days`, or before that, or one of us says that they do."""

    SPEAKS = "speaks with"
    KNOWS = "knows"


class Lack(StrEnum):
    """What is missing in whom we know."""

    NOBODY = "nobody of them is known"
    NO_ROLE = "nobody is known who does it"
    UNKNOWN_TO_US = "none of us knows them"
    ONLY_ONE = "only one of us knows them"


class Gap(NamedTuple):
    """One thing that is missing.

    Attributes:
        lack: What.
        role: What the person does with decisions, or nobody known does; None: no matter.
        person: Key of the person; empty where none is meant.
        member: Who alone knows them; None as above.
    """

    lack: Lack
    role: Role | None = None
    person: str = ""
    member: MemberKey | None = None


def acquaintance(
    state: AccountState, team: Team, today: date
) -> dict[str, Mapping[MemberKey, Knows]]:
    """For each person who has not left, by key, the members who know them, and how."""
    since = today - timedelta(team.policy.number("coverage.days"))
    found: dict[str, dict[MemberKey, Knows]] = {
        one.key: {} for one in state.people if not state.relations.gone(one.key, today)
    }
    for key, note in state.relations.notes.items():
        for claim in note.known_by or ():
            member = team.who(claim)
            if member is not None and key in found:
                found[key].setdefault(member.key, Knows.KNOWS)
    for touch in state.touches:
        member = team.who(touch.by) if touch.two_way and touch.by and touch.people else None
        if member is None or touch.on > today:
            continue
        for person in touch.people:
            if person in found:
                lately = touch.on > since
                before = found[person].get(member.key)
                found[person][member.key] = Knows.SPEAKS if lately else before or Knows.KNOWS
    return dict(found)


DECIDING = (Role.MAKES, Role.EXECUTES)
"""Roles without which no relation carries an account."""


def gaps(state: AccountState, known: Mapping[str, Mapping[MemberKey, Knows]]) -> tuple[Gap, ...]:
    """What is missing, the most pressing first; on the transactional track nothing is asked for."""
    if state.track is not Track.RELATIONAL:
        return ()
    if not known:
        return (Gap(Lack.NOBODY),)
    roles = state.relations.roles
    held = {role for person, those in roles.items() if person in known for role in those}
    found = [Gap(Lack.NO_ROLE, role) for role in DECIDING if role not in held]
    for person, members in known.items():
        role = next(iter(roles.get(person, ())), None)
        if role is None:
            continue
        if not members:
            found.append(Gap(Lack.UNKNOWN_TO_US, role, person))
        elif len(members) == 1 and role in DECIDING:
            found.append(Gap(Lack.ONLY_ONE, role, person, next(iter(members))))
    return tuple(found)
