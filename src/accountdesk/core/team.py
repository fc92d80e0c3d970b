"""The team: its policy, its members and its sources, as the entries without an account leave them.

Every account is folded in the light of it. When it changes in a way that a reading can show, all
accounts are folded again.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from accountdesk.core import absence, goal, member, policy
from accountdesk.core.absence import Absence
from accountdesk.core.entry import Entry, kind
from accountdesk.core.goal import GoalSaid
from accountdesk.core.liveness import Told, Trouble, live
from accountdesk.core.member import Member, MemberFact, MemberKey, Seat
from accountdesk.core.policy import ONLY_SHOWN, Policy


@kind("source_added")
class SourceAdded(NamedTuple):
    """A source of facts; `key` is the tenant key in front of its records' ids."""

    key: str
    name: str | None = None


@kind("standup")
class StandupSaid(NamedTuple):
    """A stand-up: that it began, or that it was done. How long a stop took is not in it.

    Attributes:
        on: The day, in the team's zone.
        since: The first day of what had changed.
        done: Of one that was done the id of the entry that began it; None: this one began it.
    """

    on: date
    since: date
    done: str | None = None


class Team(NamedTuple):
    """What the whole team agreed on.

    Attributes:
        policy: What it decided about readings.
        members: Everybody, by key.
        claims: Claims and owner ids of sources, and the member each of them is.
        sources: Tenant keys and what people call the source.
        goals: Targets by metric and period.
        absences: When members are away, the earliest first.
        focus: The one thing the team does well, in a sentence; None while nobody has said it.
        troubles: Team entries without effect.
        unknown_kinds: Kinds of team entries that only a newer program knows.
    """

    policy: Policy = Policy()
    members: Mapping[MemberKey, Member] = MappingProxyType({})
    claims: Mapping[str, MemberKey] = MappingProxyType({})
    sources: Mapping[str, str] = MappingProxyType({})
    goals: Mapping[tuple[str, str], GoalSaid] = MappingProxyType({})
    absences: tuple[Absence, ...] = ()
    focus: str | None = None
    troubles: tuple[Trouble, ...] = ()
    unknown_kinds: tuple[str, ...] = ()

    @property
    def labels(self) -> dict[Seat, str]:
        """What the team calls each seat."""
        return dict(zip(Seat, self.policy.words("seats.labels"), strict=True))

    def who(self, claim: str) -> Member | None:
        """The member behind a claim, an owner id or a member's key; None: nobody is known."""
        key = member.meant(claim, self.claims, self.members)
        return None if key is None else self.members[key]

    def name_of(self, claim: str) -> str:
        """A member's name, else the claim as it is: an unmapped claim must stay visible."""
        found = self.who(claim)
        return claim if found is None else found.name

    def as_read(self) -> tuple[object, ...]:
        """What readings and lines depend on: two teams alike in it fold every account alike."""
        decided = {k: value for k, value in self.policy.values.items() if k not in ONLY_SHOWN}
        return (decided, self.members, self.claims, self.absences)

    def away(self, claim: str, day: date) -> Absence | None:
        """The absence on a day of the member behind a claim; None: they are there, or unknown."""
        one = self.who(claim)
        return None if one is None else next(iter(absence.away(self.absences, one.key, day)), None)

    def stand_in(self, claim: str, day: date) -> Member | None:
        """Who acts for a claim on a day: the member, or who covers for them, and for those.

        None: nobody who is known, or all of them are away.
        """
        seen: set[MemberKey] = set()
        ahead = [self.who(claim)]
        while ahead:
            one = ahead.pop(0)
            if one is None or one.key in seen:
                continue
            seen.add(one.key)
            gone = absence.away(self.absences, one.key, day)
            if not gone:
                return one
            ahead += [self.who(each.cover) for each in gone if each.cover is not None]
        return None

    def stands_in_for(self, member: Member, day: date) -> tuple[Member, ...]:
        """The members for whom one acts on a day beside themselves, by key."""
        gone = {one.member for one in self.absences if one.first <= day <= one.last}
        return tuple(
            self.members[key]
            for key in sorted(gone & self.members.keys())
            if key != member.key and self.stand_in(key, day) == member
        )

    def uncovered(self, claim: str, day: date) -> Absence | None:
        """The absence of a member for whom nobody acts on a day; None: somebody does."""
        return self.away(claim, day) if self.stand_in(claim, day) is None else None


def fold_team(facts: Iterable[MemberFact], entries: Iterable[Entry]) -> Team:
    """The team that member facts and the team's entries leave, in whatever order they come."""
    alive = live(entries)
    told = Told(alive.said)
    members, claims = member.members(facts, told), member.claims(told)
    return Team(
        policy=policy.decided(told),
        members=members,
        claims=claims,
        sources={body.key: body.name or body.key for _, body in told.of(SourceAdded)},
        goals=goal.goals(told),
        absences=absence.absences(told, lambda key: member.meant(key, claims, members)),
        focus=goal.focus(told),
        troubles=alive.troubles,
        unknown_kinds=alive.unknown_kinds,
    )
