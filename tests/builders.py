"""Entries, facts and desks for tests, in the words of the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from hypothesis import strategies as st

from accountdesk.core.absence import AbsenceSaid
from accountdesk.core.account import (
    AccountAdded,
    AccountFact,
    Field,
    GoneConfirmed,
    Left,
    Renewal,
    SameAccount,
    SeatSaid,
)
from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.case import CaseFact, CaseKey
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.deal import DealAdded, DealFact, DealKey, Outcome
from accountdesk.core.delivery import ConflictResolved, Delivered
from accountdesk.core.entry import AccountKey, Entry, EntryId, NoteId, id_text, word_of
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.goal import FocusSaid, GoalSaid
from accountdesk.core.handoff import HandoffAnswer, HandoffSaid, How, Part
from accountdesk.core.insider import Answer as Known
from accountdesk.core.insider import InsiderSaid, Statement, WalletSaid
from accountdesk.core.liveness import Amended, Erased, Retracted
from accountdesk.core.member import Holds, MemberIs, MemberSaid, Seat
from accountdesk.core.need import Able, AimSaid, CapacitySaid, Knew, KnowsSaid, NeedSaid
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.person import PersonAdded, PersonFact, PersonKey
from accountdesk.core.plan import PlanStepSaid
from accountdesk.core.policy import Holidays, PolicySaid
from accountdesk.core.process import ProcessStepSaid
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.record import plain, write
from accountdesk.core.referral import ReferralSaid
from accountdesk.core.referral import Stage as Way
from accountdesk.core.relations import (
    PersonLink,
    PersonMoved,
    PersonNote,
    PersonRole,
    Role,
    SamePerson,
    Tie,
)
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.snooze import Snooze
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import StandupSaid, Team
from accountdesk.core.touchpoint import ActivityFact, Direction, Kind, Manner, Touchpoint
from accountdesk.core.track import Answer, Track, TrackSaid
from accountdesk.core.value import Gains, LearnedSaid, ValueSaid
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import open_desk

TODAY = date(2026, 11, 23)
"""A Monday."""

NOON = 1_795_435_200_000
"""Noon UTC of that Monday, in milliseconds."""

ACME = AccountKey("crm:acme")


def day(away: int) -> date:
    """So many days from the tests' today."""
    return TODAY + timedelta(days=away)


def an_id(number: int) -> EntryId:
    """A name that tests can write down."""
    return EntryId(number.to_bytes(16, "big"))


def an_entry(
    number: int,
    body: tuple[Any, ...],
    *,
    at: int | None = None,
    account: AccountKey | None = ACME,
    by: str = "actor:ana",
    note: int = 0,
) -> Entry:
    """An entry; `body` is a record, or a kind and a JSON text."""
    kind, text = (word_of(type(body)), write(body)) if is_record(body) else body
    when = NOON + number if at is None else at
    return Entry(an_id(number), NoteId(an_id(note)), when, "desk-1", by, account, kind, text)


def a_state(*bodies: NamedTuple, facts: Facts = Facts(), team: Team = Team()) -> AccountState:  # noqa: B008  # both are immutable
    """The state that some bodies leave, said in this order; Ben accepts what Ana hands over."""
    entries = [
        an_entry(number, body, by="actor:ben" if accepts(body) else "actor:ana")
        for number, body in enumerate(bodies, 1)
    ]
    return fold([ACME], facts, entries, team)


def accepts(body: NamedTuple) -> bool:
    """Whether it says that a hand-off is accepted, which nobody says of their own."""
    return isinstance(body, HandoffAnswer) and body.how is How.ACCEPTED


def named(*numbers: int) -> tuple[str, ...]:
    """References to entries by their numbers."""
    return tuple(id_text(an_id(number)) for number in numbers)


def is_record(body: tuple[Any, ...]) -> TypeGuard[NamedTuple]:
    """Whether a tuple is a named one."""
    return hasattr(body, "_fields")


def ref(number: int) -> str:
    """A reference to one entry by its number."""
    return id_text(an_id(number))


class Clock:
    """A clock that stands where a test puts it, and moves a millisecond a look."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1
        return self.now


@contextmanager
def a_desk(path: Path, today: date | None = TODAY, clock: Clock | None = None) -> Iterator[Desk]:
    """A desk on a store, made for the tests' day if it is new."""
    with open_desk(str(path), today=today, create=True, clock=clock or Clock()) as desk:
        yield desk


# Strategies. Numbers up to `MOST` name entries, so that references often meet something.

MOST = 14
ACCOUNTS = [ACME, AccountKey("crm:b"), AccountKey("own:c")]
DAYS = st.integers(-150, 150).map(day)
REFERENCES = st.integers(1, MOST).map(ref)
MEMBERS = st.sampled_from(["crm:m1", "crm:m2", *named(3)]).map(
    lambda text: text if ":" in text else f"own:{text}"
)
TEXT = st.text(max_size=8)
OR_DAYS = st.none() | DAYS
RESTS = st.tuples(DAYS, st.integers(1, 12)).map(
    lambda rest: frozenset(rest[0] + timedelta(days=n) for n in range(rest[1]))
)
"""Days in a row on which nobody works."""
PEOPLE = st.sampled_from([None, "crm:p1", "crm:p2"])
WHO = st.sampled_from(["crm:p1", "crm:p2", "crm:p1-crm:acme"])
OR_TEXT = st.none() | TEXT
CENTS = st.none() | st.integers(0, 10**9)

CURRENCIES = st.sampled_from([None, "EUR", "USD"])

BODIES: st.SearchStrategy[NamedTuple] = st.one_of(
    st.builds(AccountAdded, st.text(min_size=1, max_size=8), st.sampled_from([None, "Customer"])),
    st.builds(PersonAdded, TEXT, TEXT),
    st.builds(DealAdded, TEXT, st.sampled_from(Outcome), st.none() | DAYS, CENTS),
    st.builds(Field, st.sampled_from(["type", "size"]), st.none() | TEXT),
    st.builds(PersonRole, WHO, st.sampled_from(Role), st.booleans()),
    st.builds(PersonLink, st.lists(WHO, max_size=3).map(tuple), st.sampled_from([None, *Tie])),
    st.builds(PersonNote, WHO, OR_TEXT, zone=OR_TEXT, no_contact=st.sampled_from([None, True])),
    st.builds(PersonMoved, WHO, st.sampled_from([None, *ACCOUNTS]), OR_TEXT, on=OR_DAYS),
    st.builds(PersonMoved, WHO, came_from=st.sampled_from(ACCOUNTS), was=WHO, on=OR_DAYS),
    st.builds(SamePerson, st.lists(WHO, max_size=3).map(tuple)),
    st.builds(TrackSaid, st.sampled_from([None, *Track]), OR_TEXT, *[st.sampled_from(Answer)] * 4),
    st.builds(
        Delivered,
        REFERENCES,
        st.just("crm"),
        gone=st.booleans(),
        at=st.integers(0, NOON + MOST),
        field=st.sampled_from([None, "type", "track"]),
    ),
    st.builds(
        ConflictResolved,
        REFERENCES,
        st.just("crm"),
        st.sampled_from(["type", "track"]),
        st.booleans(),
        at=st.integers(0, NOON + MOST),
    ),
    st.builds(SeatSaid, st.sampled_from(Seat), st.lists(MEMBERS, max_size=2).map(tuple)),
    st.builds(SameAccount, st.sampled_from(ACCOUNTS)),
    st.builds(Left, DAYS, st.none() | TEXT),
    st.builds(GoneConfirmed, DAYS),
    st.builds(Renewal, DAYS, CENTS, CURRENCIES),
    st.builds(
        Touchpoint,
        st.sampled_from(Kind),
        st.sampled_from(Direction),
        st.booleans(),
        st.sampled_from(Manner),
        st.lists(st.sampled_from(["crm:p1", "crm:p2"]), max_size=2).map(tuple),
        text=TEXT,
        on=st.none() | DAYS,
    ),
    st.builds(NextStep, TEXT, st.none() | DAYS, owner=st.none() | MEMBERS),
    st.builds(StepDone, REFERENCES, st.none() | DAYS),
    st.builds(
        PromiseSaid,
        TEXT,
        st.sampled_from(Side),
        st.none() | DAYS,
        person=PEOPLE,
        owner=st.none() | MEMBERS,
        on=st.none() | DAYS,
    ),
    st.builds(
        PromiseSettled,
        REFERENCES,
        st.sampled_from(Settled),
        st.none() | DAYS,
        due=st.none() | DAYS,
        instead=st.none() | DAYS,
    ),
    st.builds(Confirmed, st.lists(REFERENCES, max_size=2).map(tuple), on=st.none() | DAYS),
    st.builds(RepairSaid, TEXT, OR_DAYS, st.none() | MEMBERS, st.none() | REFERENCES, OR_DAYS),
    st.builds(
        RepairStep, REFERENCES, st.sampled_from(Stage), st.sampled_from([None, "", "fine"]), DAYS
    ),
    st.builds(FeelingSaid, st.sampled_from(Mood), st.none() | TEXT, PEOPLE, st.none() | DAYS),
    st.builds(BlockerSaid, TEXT, st.none() | MEMBERS, st.none() | DAYS),
    st.builds(ParkedSaid, TEXT, st.none() | MEMBERS, st.none() | DAYS),
    st.builds(LearnedSaid, TEXT, st.none() | DAYS),
    st.builds(ValueSaid, st.sampled_from(Gains), TEXT, CENTS, CURRENCIES, OR_DAYS),
    st.builds(AimSaid, TEXT, st.none() | TEXT, OR_DAYS, PEOPLE, OR_DAYS),
    st.builds(NeedSaid, TEXT, PEOPLE, OR_DAYS),
    st.builds(CapacitySaid, st.sampled_from(Able), TEXT, st.none() | REFERENCES, OR_DAYS, OR_DAYS),
    st.builds(KnowsSaid, st.sampled_from(Knew), TEXT, PEOPLE, OR_DAYS),
    st.builds(
        InsiderSaid,
        st.sampled_from(Statement),
        st.sampled_from(Known),
        st.none() | REFERENCES,
        PEOPLE,
        OR_DAYS,
    ),
    st.builds(WalletSaid, st.integers(-1, 10**9), st.just("EUR"), TEXT, OR_DAYS),
    st.builds(ProcessStepSaid, st.sampled_from(["listen", "try", "gone"]), OR_DAYS),
    st.builds(
        HandoffSaid,
        st.sampled_from(Seat),
        st.none() | TEXT,
        to=st.none() | MEMBERS,
        who=st.sampled_from([None, "Dana"]),
        on=OR_DAYS,
    ),
    st.builds(
        HandoffAnswer,
        REFERENCES,
        st.sampled_from(How),
        OR_DAYS,
        st.lists(st.sampled_from([*(part.value for part in Part), "x"]), max_size=2).map(tuple),
        st.none() | TEXT,
        PEOPLE,
        needs=st.none() | TEXT,
    ),
    st.builds(
        ReferralSaid,
        st.sampled_from(Way),
        st.none() | TEXT,
        PEOPLE,
        st.none() | REFERENCES,
        on=OR_DAYS,
    ),
    st.builds(
        PlanStepSaid, TEXT, st.sampled_from(Side), st.none() | MEMBERS, PEOPLE, OR_DAYS, OR_DAYS
    ),
    st.builds(Snooze, st.none() | DAYS, st.none() | TEXT, st.sampled_from([None, *Seat])),
    st.builds(TrackSaid, st.sampled_from(Track)),
    st.builds(
        Delivered, REFERENCES, st.just("crm"), key=st.sampled_from([None, "crm:t1"]), at=st.just(0)
    ),
)
TEAM_BODIES: st.SearchStrategy[NamedTuple] = st.one_of(
    st.builds(MemberSaid, TEXT, seat=st.sampled_from([None, *Holds])),
    st.builds(MemberIs, st.sampled_from(["actor:ana", "actor:ben", "crm:m1"]), MEMBERS),
    st.builds(PolicySaid, st.just("cadence.relational"), st.sampled_from([7, 30, "none", None])),
    st.builds(PolicySaid, st.sampled_from(["track", "nobody.knows", "process"]), TEXT),
    st.builds(
        PolicySaid,
        st.just("holidays"),
        st.none() | TEXT | RESTS.map(lambda days: plain(Holidays("DE-BY", 2041, days))),
    ),
    st.builds(AbsenceSaid, MEMBERS, DAYS, DAYS, st.none() | MEMBERS),
    st.builds(GoalSaid, st.sampled_from(["revenue_won", "x"]), st.just("2026"), CENTS),
    st.builds(FocusSaid, st.none() | TEXT),
    st.builds(StandupSaid, DAYS, DAYS, st.none() | REFERENCES),
    st.builds(Erased, st.lists(REFERENCES, max_size=2).map(tuple)),
)
CHANGES: st.SearchStrategy[NamedTuple] = st.one_of(
    st.builds(Retracted, st.lists(REFERENCES, min_size=1, max_size=3).map(tuple)),
    st.builds(Amended, REFERENCES, st.one_of(BODIES, TEAM_BODIES).map(plain)),
)
STRANGE = st.one_of(
    st.tuples(st.just("promise_of_a_newer_program"), st.just('{"what":"later","deep":{"a":[1]}}')),
    st.tuples(st.sampled_from(["touchpoint", "next_step", "policy", "retracted"]), TEXT),
    st.tuples(st.just("next_step"), st.just('{"what":"\\ud800"}')),
)


@st.composite
def some_entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of three accounts and the team, with what takes back, amends, joins, and is odd."""
    found = []
    for number in range(1, draw(st.integers(1, MOST)) + 1):
        account = draw(st.sampled_from([*ACCOUNTS, None]))
        bodies = st.one_of(TEAM_BODIES if account is None else BODIES, CHANGES, STRANGE)
        at = NOON + draw(st.integers(0, 3))  # equal moments are common, as with two desks
        by = draw(st.sampled_from(["actor:ana", "actor:ben"]))
        found.append(an_entry(number, draw(bodies), at=at, account=account, by=by))
    return found


@st.composite
def some_facts(draw: st.DrawFn, account: AccountKey = ACME) -> Facts:
    """What a source may say about an account."""
    named_ = st.builds(
        AccountFact,
        st.just(account),
        st.text(min_size=1, max_size=8),
        st.sampled_from([None, "customer"]),
        st.none() | MEMBERS,
        st.none() | DAYS,
        CENTS,
        CURRENCIES,
        gone=st.sampled_from([None, None, TODAY]),
    )
    deals = st.builds(
        DealFact,
        st.sampled_from(["crm:d1", "crm:d2"]).map(lambda key: DealKey(f"{key}-{account}")),
        st.none() | TEXT,
        st.sampled_from(Outcome),
        st.none() | DAYS,
        CENTS,
        CURRENCIES,
        owner=st.none() | MEMBERS,
    )
    people = st.builds(PersonFact, st.just(PersonKey(f"crm:p1-{account}")), TEXT)
    activities = st.builds(
        ActivityFact,
        st.sampled_from(["crm:a1", "crm:a2"]).map(lambda key: f"{key}-{account}"),
        DAYS,
        st.sampled_from(Kind),
        st.sampled_from(Direction),
    )
    cases = st.builds(
        CaseFact,
        st.sampled_from(["crm:c1", "crm:c2"]).map(lambda key: CaseKey(f"{key}-{account}")),
        st.none() | TEXT,
        st.booleans(),
        OR_DAYS,
        OR_DAYS,
    )
    return Facts(
        tuple(draw(st.lists(named_, max_size=1))),
        tuple(draw(st.lists(people, max_size=1))),
        tuple(draw(st.lists(deals, max_size=2, unique_by=lambda deal: deal.key))),
        tuple(draw(st.lists(activities, max_size=2, unique_by=lambda activity: activity.key))),
        tuple(draw(st.lists(cases, max_size=2, unique_by=lambda case: case.key))),
    )
