"""The state of an account: what facts and entries together say. It knows no day.

`fold` loops over the subjects; each of them reads its own kinds. Accounts that the team declared to
be the same are folded as one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from accountdesk.core import (
    account,
    blocker,
    case,
    deal,
    feeling,
    handoff,
    next_step,
    person,
    plan,
    promise,
    referral,
    repair,
    snooze,
    touchpoint,
    track,
    value,
)
from accountdesk.core.account import AccountFact, Profile
from accountdesk.core.blocker import Blocker, BlockerSaid, ParkedSaid
from accountdesk.core.case import CaseFact
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.delivery import Delivered
from accountdesk.core.entry import AccountKey, Entry, by_time, named
from accountdesk.core.feeling import Feeling
from accountdesk.core.handoff import Handoff
from accountdesk.core.liveness import Live, Told, Trouble, live
from accountdesk.core.member import Member, Seat
from accountdesk.core.next_step import NextStep, Step, StepDone, open_steps
from accountdesk.core.person import PersonFact
from accountdesk.core.plan import PlanStep, PlanStepSaid, open_plan
from accountdesk.core.promise import Promise, Side
from accountdesk.core.referral import Referral
from accountdesk.core.repair import Repair
from accountdesk.core.snooze import PutOff
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import ActivityFact, Touch
from accountdesk.core.track import Track
from accountdesk.core.value import Learned

FOLD_VERSION = 8
"""Rises with every change of kinds or fold; a store folded by a newer program opens read-only."""


class Facts(NamedTuple):
    """Everything that sources say about the accounts that are folded together."""

    accounts: tuple[AccountFact, ...] = ()
    people: tuple[PersonFact, ...] = ()
    deals: tuple[DealFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()


class AccountState(NamedTuple):
    """One account, as facts and entries leave it.

    Attributes:
        key: The account's key; of several joined ones the smallest.
        profile: What it is.
        people: By name.
        deals: The earliest close first.
        touches: The oldest first.
        cases: The earliest due first, closed ones among them.
        steps: The earliest due first, done ones among them.
        promises: Ours and theirs, the earliest due first, settled ones among them.
        repairs: The oldest first, those that they confirmed among them.
        feelings: Every observation, the oldest first.
        blockers: The oldest first, those that are gone among them.
        parked: What was put aside to be talked about, the oldest first, done or not.
        learned: What we learned with them, the oldest first.
        handoffs: Those that were named, the oldest first, those that are over among them.
        referrals: To whom they brought us, the oldest first.
        plan: What it takes both sides, the earliest due first, done steps among them.
        put_off: The seats that have put it off, on whatever day it calls again.
        track: Its own track, else the team's.
        hunters: Who holds the seat, by the team's word, else as owners of open deals, by key.
        farmers: Who holds the seat, by the team's word, else as the account's owner.
        is_empty: No source has sent the account itself, and nothing live was said of it: it is in
            no list. Deals that name it wait for it.
        troubles: Entries without effect, for `doctor`.
        unknown_kinds: "update to read fully": kinds that only a newer program knows.
    """

    key: AccountKey
    profile: Profile
    people: tuple[PersonFact, ...]
    deals: tuple[DealFact, ...]
    touches: tuple[Touch, ...]
    cases: tuple[CaseFact, ...]
    steps: tuple[Step, ...]
    promises: tuple[Promise, ...]
    repairs: tuple[Repair, ...]
    feelings: tuple[Feeling, ...]
    blockers: tuple[Blocker, ...]
    parked: tuple[Blocker, ...]
    learned: tuple[Learned, ...]
    handoffs: tuple[Handoff, ...]
    referrals: tuple[Referral, ...]
    plan: tuple[PlanStep, ...]
    put_off: dict[Seat, PutOff]
    track: Track
    hunters: tuple[Member, ...]
    farmers: tuple[Member, ...]
    is_empty: bool
    troubles: tuple[Trouble, ...]
    unknown_kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name; the key while neither a source nor the team has named it."""
        return self.profile.name or self.key

    @property
    def open_deals(self) -> tuple[DealFact, ...]:
        """Its open deals, the earliest close first."""
        return tuple(found for found in self.deals if found.outcome == Outcome.OPEN)

    @property
    def next_steps(self) -> tuple[Step, ...]:
        """What one of us does next, of the plan too: open steps, the earliest due first."""
        steps = open_steps(self.steps)
        if not self.plan:
            return steps
        found = (*steps, *(step.as_step for step in open_plan(self.plan, Side.OURS)))
        return tuple(sorted(found, key=lambda s: (s.due or date.max, s.time or "99", s.entry)))


def live_by_account(entries: Iterable[Entry]) -> dict[str, Live]:
    """What the entries of each account say; retractions and amendments reach no other account."""
    ordered = sorted(entries, key=lambda entry: entry.account or "")
    return {
        key: live(group) for key, group in groupby(ordered, key=lambda entry: entry.account or "")
    }


def fold(
    keys: Sequence[AccountKey], facts: Facts, entries: Iterable[Entry], team: Team
) -> AccountState:
    """The state of the account that goes by `keys`, in whatever order facts and entries come."""
    entries = tuple(entries)
    alive = live_by_account(entries).values()
    said = sorted((s for part in alive for s in part.said), key=lambda s: by_time(s.entry))
    told = Told(said)
    unknown = {word for part in alive for word in part.unknown_kinds}
    about = account.profile(facts.accounts, told)
    deals = deal.deals(facts.deals, told)
    promises = promise.promises(told)
    return AccountState(
        key=min(keys),
        profile=about,
        people=person.people(facts.people, told),
        deals=deals,
        touches=touchpoint.touches(facts.activities, told, (one.id for one in entries)),
        cases=case.cases(facts.cases),
        steps=next_step.steps(told),
        promises=promises,
        repairs=repair.repairs(told),
        feelings=feeling.feelings(told),
        blockers=blocker.blockers(told),
        parked=blocker.blockers(told, ParkedSaid),
        learned=value.learned(told),
        handoffs=handoff.handoffs(told, promises),
        referrals=referral.referrals(told),
        plan=plan.plan(told),
        put_off=snooze.put_off(told),
        track=track.track(facts.accounts, told, team.policy),
        hunters=_hunters(about, deals, team),
        farmers=_farmers(about, team),
        is_empty=not facts.accounts and not unknown and not told.says_more_than(Delivered),
        troubles=tuple(trouble for part in alive for trouble in part.troubles)
        + _loose_ends(told, promises),
        unknown_kinds=tuple(sorted(unknown)),
    )


def _hunters(about: Profile, deals: Iterable[DealFact], team: Team) -> tuple[Member, ...]:
    if Seat.HUNTER in about.seats:
        found = [team.who(key) for key in about.seats[Seat.HUNTER]]
    else:
        owners = [d.owner for d in deals if d.outcome == Outcome.OPEN and d.owner is not None]
        found = [team.who(owner) for owner in owners]
    return _once(found)


def _farmers(about: Profile, team: Team) -> tuple[Member, ...]:
    if Seat.FARMER in about.seats:
        return _once([team.who(key) for key in about.seats[Seat.FARMER]])
    return _once([team.who(about.owner)] if about.owner is not None else [])


def _once(found: Iterable[Member | None]) -> tuple[Member, ...]:
    by_key = {member.key: member for member in found if member is not None}
    return tuple(by_key[key] for key in sorted(by_key))


def _loose_ends(told: Told, promises: Iterable[Promise]) -> tuple[Trouble, ...]:
    """Entries that answer to one that is not here, or that have no effect."""
    open_once = (NextStep, BlockerSaid, ParkedSaid, PlanStepSaid)
    ends = {entry.id for record in open_once for entry, _ in told.of(record)}
    found = [
        Trouble(entry, "names a next step that is not here")
        for entry, body in told.of(StepDone)
        if named([body.step])[0] not in ends
    ]
    joint = (*handoff.loose_ends(told), *referral.loose_ends(told))
    return (*found, *promise.loose_ends(told, promises), *repair.loose_ends(told), *joint)
