"""The state of an account: what facts and entries together say. It knows no day.

`fold` loops over the subjects; each of them reads its own kinds. Accounts that the team declared to
be the same are folded as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from accountdesk.core import (
    account,
    blocker,
    case,
    concerns,
    confirmed,
    deal,
    feeling,
    handoff,
    insider,
    need,
    next_step,
    person,
    plan,
    process,
    promise,
    referral,
    relations,
    repair,
    snooze,
    touchpoint,
    track,
    value,
)
from accountdesk.core.account import AccountFact, Profile
from accountdesk.core.blocker import Blocker, BlockerSaid, ParkedSaid
from accountdesk.core.case import CaseFact
from accountdesk.core.concerns import Concerned
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.delivery import Delivered
from accountdesk.core.entry import AccountKey, Entry, EntryId, by_time, named
from accountdesk.core.feeling import Feeling
from accountdesk.core.handoff import Handoff
from accountdesk.core.insider import Closeness
from accountdesk.core.liveness import Live, Said, Told, Trouble, live
from accountdesk.core.member import Member, Seat
from accountdesk.core.need import AimSaid, NeedSaid, Wants
from accountdesk.core.next_step import NextStep, Step, StepDone, open_steps
from accountdesk.core.person import PersonFact
from accountdesk.core.plan import PlanStep, PlanStepSaid, open_plan
from accountdesk.core.process import Entered
from accountdesk.core.promise import Promise, PromiseSaid, Side
from accountdesk.core.referral import Referral
from accountdesk.core.relations import Relations
from accountdesk.core.repair import Repair
from accountdesk.core.snooze import PutOff
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import ActivityFact, Touch
from accountdesk.core.track import Chosen, Track
from accountdesk.core.value import Learned, Value

FOLD_VERSION = 9
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
        people: By name; who is the same as another one stands there once.
        relations: What they decide, how they work together, and who of us knows them.
        deals: The earliest close first.
        touches: The oldest first.
        cases: The earliest due first, closed ones among them.
        steps: The earliest due first, done ones among them.
        promises: Ours and theirs, the earliest due first, settled ones among them.
        repairs: The oldest first, those that they confirmed among them.
        feelings: Every observation, the oldest first.
        blockers: The oldest first, those that are gone among them.
        parked: What was put aside to be talked about, the oldest first, done or not.
        wants: What they want and know, and what we can do for them.
        values: What both sides gained, the oldest first.
        learned: What we learned with them, the oldest first.
        closeness: How close they let us, and what they spend.
        concerns: What contacts were about, by day; unknown ones are left out.
        way: The steps of our process that it has come to, the oldest first.
        handoffs: Those that were named, the oldest first, those that are over among them.
        referrals: To whom they brought us, the oldest first.
        plan: What it takes both sides, the earliest due first, done steps among them.
        put_off: The seats that have put it off, on whatever day it calls again.
        chosen: Its track, and how it came to be.
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
    relations: Relations
    deals: tuple[DealFact, ...]
    touches: tuple[Touch, ...]
    cases: tuple[CaseFact, ...]
    steps: tuple[Step, ...]
    promises: tuple[Promise, ...]
    repairs: tuple[Repair, ...]
    feelings: tuple[Feeling, ...]
    blockers: tuple[Blocker, ...]
    parked: tuple[Blocker, ...]
    wants: Wants
    values: tuple[Value, ...]
    learned: tuple[Learned, ...]
    closeness: Closeness
    concerns: tuple[Concerned, ...]
    way: tuple[Entered, ...]
    handoffs: tuple[Handoff, ...]
    referrals: tuple[Referral, ...]
    plan: tuple[PlanStep, ...]
    put_off: dict[Seat, PutOff]
    chosen: Chosen
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
    def track(self) -> Track:
        """Its own track, else the team's."""
        return self.chosen.track

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
    told, heard = _heard(entries)
    about, deals = account.profile(facts.accounts, told), deal.deals(facts.deals, told)
    promises = promise.promises(told)
    touches = touchpoint.touches(facts.activities, told, heard.ids, heard.same)
    handed = handoff.handoffs(told, promises, team.who)
    return AccountState(
        key=min(keys),
        profile=about,
        people=person.people(facts.people, told, heard.same),
        relations=relations.relations(told, keys, heard.same),
        deals=deals,
        touches=touches,
        cases=case.cases(facts.cases),
        steps=next_step.steps(told),
        promises=promises,
        repairs=repair.repairs(told),
        feelings=feeling.feelings(told),
        blockers=blocker.blockers(told),
        parked=blocker.blockers(told, ParkedSaid),
        wants=need.wants(told),
        values=value.values(told),
        learned=value.learned(told),
        closeness=insider.closeness(told, touches),
        concerns=concerns.concerns(heard.said, touches, deals, about.renewals),
        way=process.entered(told),
        handoffs=handed,
        referrals=referral.referrals(told),
        plan=plan.plan(told),
        put_off=snooze.put_off(told),
        chosen=track.chosen(facts.accounts, told, team.policy),
        hunters=_hunters(about, deals, team),
        farmers=_farmers(about, team),
        is_empty=not (facts.accounts or heard.unknown_kinds) and not told.says_more_than(Delivered),
        troubles=(*heard.troubles, *_loose_ends(told, promises, touches, handed)),
        unknown_kinds=heard.unknown_kinds,
    )


class _Heard(NamedTuple):
    """What the entries of accounts that are folded as one say.

    Attributes:
        said: Live entries by time, each person under one key.
        ids: Ids of all entries, those that were taken back among them.
        same: Keys of people who are the same as another one, and that one's.
        troubles: Entries without effect.
        unknown_kinds: Kinds that only a newer program knows, sorted.
    """

    said: Sequence[Said]
    ids: tuple[EntryId, ...]
    same: Mapping[str, str]
    troubles: tuple[Trouble, ...]
    unknown_kinds: tuple[str, ...]


def _heard(entries: Iterable[Entry]) -> tuple[Told, _Heard]:
    entries = tuple(entries)
    alive = live_by_account(entries).values()
    said = sorted((s for part in alive for s in part.said), key=lambda s: by_time(s.entry))
    same = relations.same_people(said)
    said = relations.as_one(said, same) if same else said
    return Told(said), _Heard(
        said,
        tuple(entry.id for entry in entries),
        same,
        tuple(trouble for part in alive for trouble in part.troubles),
        tuple(sorted({word for part in alive for word in part.unknown_kinds})),
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


def _loose_ends(
    told: Told,
    promises: Iterable[Promise],
    touches: Iterable[Touch],
    handed: Iterable[Handoff],
) -> tuple[Trouble, ...]:
    """Entries that answer to one that is not here, or that have no effect."""
    open_once = (NextStep, BlockerSaid, ParkedSaid, NeedSaid, PlanStepSaid)
    ends = {entry.id for record in open_once for entry, _ in told.of(record)}
    found = [
        Trouble(entry, "names a next step that is not here")
        for entry, body in told.of(StepDone)
        if named([body.step])[0] not in ends
    ]
    return (
        *found,
        *promise.loose_ends(told, promises),
        *repair.loose_ends(told),
        *need.loose_ends(told),
        *insider.loose_ends(told, touches),
        *confirmed.loose_ends(told, (PromiseSaid, AimSaid, NeedSaid)),
        *handoff.loose_ends(told, handed),
        *referral.loose_ends(told),
    )
