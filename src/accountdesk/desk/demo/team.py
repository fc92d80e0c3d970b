"""The demo's team: who we are, and what we want to reach together."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from accountdesk.core.absence import AbsenceSaid
from accountdesk.core.entry import OWN, id_text
from accountdesk.core.goal import FocusSaid, GoalSaid
from accountdesk.core.member import Holds, Member, MemberIs, MemberKey, MemberSaid
from accountdesk.core.metrics import DEFAULT
from accountdesk.core.policy import PolicySaid
from accountdesk.core.team import SourceAdded
from accountdesk.core.track import Track
from accountdesk.desk.demo.days import day
from accountdesk.desk.demo.scribe import Scribe

SOURCE = "demo"
"""The tenant key of the demo's CRM, in front of the ids of its records."""

CURRENCY = "EUR"
LEAD = "ruth"
VISITOR = "actor:ana"
"""Who looks around sits on a hunter's chair."""
SINCE = -420
"""Days from today to the one on which the team began with its desk."""

TARGET_CENTS = 1_500_000_00
"""What the stories brought in the year up to today, and a little more; a test watches the pace."""

FOCUS = "Every customer would vouch for us: they ring us first, and we ring back the same day"


class _Mate(NamedTuple):
    """One of us, as the desk was told."""

    who: str
    name: str
    seat: Holds


_MATES = (
    _Mate("ana", "Ana Ruiz", Holds.HUNTER),
    _Mate("jonas", "Jonas Lindqvist", Holds.HUNTER),
    _Mate("ben", "Ben Ode", Holds.FARMER),
    _Mate("mei", "Mei Tan", Holds.FARMER),
    _Mate("ruth", "Ruth Keller", Holds.BOTH),
)


class _Off(NamedTuple):
    """One of us is away.

    Attributes:
        away: When it was written down, in days from today.
        by: First name of who wrote it down.
        who: First name of who is away.
        first: The first day, in days from today.
        last: The last one.
        cover: First name of who covers; None if nobody has thought of it.
        why: In their words.
    """

    away: int
    by: str
    who: str
    first: int
    last: int
    cover: str | None
    why: str


_OFF = (
    _Off(-16, "mei", "mei", -1, 9, "ben", "walking in the Tatra; the telephone stays at home"),
    _Off(-2, "ruth", "jonas", -2, 5, None, "mumps, at thirty-eight; sleeps and answers nothing"),
)


def owner(who: str) -> str:
    """The id by which the CRM knows one of us."""
    return f"{SOURCE}:{who}"


def found(scribe: Scribe) -> dict[str, Member]:
    """Write down how the team was founded; its members by first name."""
    at = scribe.moment(SINCE, "the desk")
    track = PolicySaid("track", Track.RELATIONAL.value)
    scribe.sitting(at, LEAD, None, [SourceAdded(SOURCE, "the demo's CRM"), track])
    members: dict[str, Member] = {}
    for mate in _MATES:
        at = scribe.moment(SINCE, mate.who, after=at)
        said = MemberSaid(mate.name, f"{mate.who}@wellpacked.example", mate.seat)
        [entry] = scribe.sitting(at, LEAD, None, [said])
        key = MemberKey(f"{OWN}:{id_text(entry.id)}")
        claims = (f"actor:{mate.who}", owner(mate.who))
        scribe.sitting(at + 1, LEAD, None, [MemberIs(claim, key) for claim in claims])
        members[mate.who] = Member(key, *said)
    return members


def set_absences(scribe: Scribe, members: Mapping[str, Member]) -> None:
    """Write down who is away."""
    for off in _OFF:
        cover = None if off.cover is None else members[off.cover].key
        days = (day(scribe.today, off.first), day(scribe.today, off.last))
        said = AbsenceSaid(members[off.who].key, *days, cover, off.why)
        scribe.sitting(scribe.moment(off.away, f"{off.who} is away"), off.by, None, [said])


def set_goals(scribe: Scribe) -> None:
    """Write down the goal of the year, set before it began, and what the team does well."""
    today = scribe.today
    eve = (date(today.year - 1, 12, 31) - today).days
    goal = GoalSaid(DEFAULT, str(today.year), TARGET_CENTS, CURRENCY)
    scribe.sitting(scribe.moment(eve, "goal"), LEAD, None, [goal, FocusSaid(FOCUS)])
