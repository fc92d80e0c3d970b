"""Hand-offs, referrals and the plan, as people read them."""

from collections.abc import Iterator, Mapping
from datetime import date

from accountdesk.core.handoff import Handoff, Part, Stands
from accountdesk.core.member import Seat
from accountdesk.core.plan import PlanStep
from accountdesk.core.promise import Side
from accountdesk.core.referral import Referral, Stage
from accountdesk.core.team import Team
from accountdesk.desk import promise_words, words

WHOLE = "the account"
"""What is handed over where no unit is named."""


def what(one: Handoff) -> str:
    """What is handed over: `Lisbon plant`, or the account."""
    return one.unit or WHOLE


def handoff(one: Handoff, team: Team, today: date) -> str:
    """One hand-off in a line: what, and how it stands."""
    parts = [f"{what(one)}: {_stands(one, team, today)}"]
    if one.stands is Stands.ACCEPTED and one.told is not None:
        parts.append(f"told them {words.day(one.told, today)}")
        if one.done is None:
            parts.append("until the first promise is kept")
        elif one.is_over(today):
            parts.append(f"over {words.day(one.done, today)}")
    elif one.stands is Stands.ACCEPTED:
        parts.append("nobody has told them yet")
    return ", ".join(parts)


def _stands(one: Handoff, team: Team, today: date) -> str:
    since = words.day(one.since, today)
    to = seat(one.taker, team) if one.to is None else team.name_of(one.to)
    giver = team.name_of(one.sent_by)
    if one.stands is Stands.OWED:
        return f"owed since {since} ({seat(one.giver, team)} to {to})"
    if one.stands is Stands.SENT:
        return f"sent {since}, not accepted yet ({giver} to {to})"
    if one.stands is Stands.RETURNED:
        missing = ", ".join(one.missing)
        said = " ".join(filter(None, (missing, f"“{one.words}”" if one.words else "")))
        return f"returned {since}, missing: {said or 'not said'} (to {giver})"
    return f"accepted {since} by {team.name_of(one.accepted_by)}"


def seat(of: Seat, team: Team) -> str:
    """What the team calls a seat."""
    return team.labels[of]


def checklist(one: Handoff) -> Iterator[str]:
    """What was said of each part."""
    for part, text in zip(Part, one.checklist, strict=True):
        if text:
            yield f"  {part.value}: {text}"


def plan_step(one: PlanStep, team: Team, people: Mapping[str, str], today: date) -> str:
    """`we: demo with finance, Fri 4 Dec (Ana)`, or how long it is late, or when it was done."""
    who = "we" if one.side is Side.OURS else people.get(one.person or "", "they")
    stands = promise_words.due(one.due, None, today)
    if one.done_on is not None:
        stands = f"done {words.day(one.done_on, today)}"
    owner = ""
    if one.side is Side.OURS:
        is_open = one.done_on is None
        by = promise_words.doing(one.owner, team, today) if is_open else team.name_of(one.owner)
        owner = f" ({by})"
    return f"{who}: {one.what}, {stands}{owner}"


def referral(one: Referral, people: Mapping[str, str], today: date) -> str:
    """`Nadia, Initech (through Dana Fox): came Wed 4 Nov, met Fri 6 Nov`."""
    by = f" (through {people[one.person]})" if one.person and one.person in people else ""
    way = ", ".join(f"{step.stage.value} {words.day(step.on, today)}" for step in one.steps)
    return f"{one.who or 'nobody named yet'}{by}: {way}"


def thanks(one: Referral, people: Mapping[str, str], today: date) -> str:
    """That thanks are owed for a referral; empty: none are."""
    since = one.owed_since
    if since is None:
        return ""
    whom = people.get(one.person or "", "them")
    for_what = "what was won" if one.reached is Stage.WON else one.who or "the introduction"
    return f"  to be thanked: {whom}, for {for_what}, since {words.day(since, today)}"
