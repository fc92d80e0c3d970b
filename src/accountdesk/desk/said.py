"""What an entry says, in words: for echoes, for undo, for the journal and the timeline."""

import json
from datetime import date
from typing import NamedTuple

from accountdesk.core.absence import AbsenceSaid
from accountdesk.core.account import (
    AccountAdded,
    Field,
    GoneConfirmed,
    Left,
    Renewal,
    SameAccount,
    SeatSaid,
)
from accountdesk.core.calendar import day_of
from accountdesk.core.deal import DealAdded
from accountdesk.core.delivery import ConflictResolved, Delivered, Takeover
from accountdesk.core.entry import KINDS, Entry, id_text
from accountdesk.core.goal import FocusSaid, GoalSaid
from accountdesk.core.liveness import Amended, Erased, Retracted
from accountdesk.core.member import MemberIs, MemberSaid
from accountdesk.core.metrics import METRICS
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.policy import POLICIES, Holidays, PolicySaid
from accountdesk.core.quotes import aged_body
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.snooze import Snooze
from accountdesk.core.state import AccountState
from accountdesk.core.team import SourceAdded, StandupSaid, Team
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.core.track import Answer, TrackSaid
from accountdesk.desk import (
    said_need,
    said_people,
    said_process,
    said_together,
    said_trust,
    words,
)
from accountdesk.desk.saying import Around, Says, ids, names, owned


def in_words(body: NamedTuple, state: AccountState | None, team: Team) -> str:
    """What a body says, in one line; `state` names the account's people, steps and deals."""
    people: dict[str, str] = {person.key: person.name for person in state.people} if state else {}
    if state is not None and state.relations.same:
        same = state.relations.same.items()
        people |= {key: people[other] for key, other in same if other in people}
    return _SAYS[type(body)](body, Around(people, team, _about(state)))


def _about(state: AccountState | None) -> dict[str, str]:
    """What other entries name by an id: next steps and deals."""
    if state is None:
        return {}
    steps = {id_text(step.entry): step.what for step in state.steps}
    deals = {deal.key.partition(":")[2]: deal.name or "unnamed" for deal in state.deals}
    touches = {touch.key: touch.text or touch.kind.value for touch in state.touches}
    promises = {id_text(promise.entry): promise.what for promise in state.promises}
    wrong = {id_text(repair.entry): repair.what for repair in state.repairs}
    blocked = {id_text(one.entry): one.what for one in (*state.blockers, *state.parked)}
    wanted = {id_text(aim.entry): aim.what for aim in state.wants.aims}
    wanted |= {id_text(need.entry): need.what for need in state.wants.needs}
    wanted |= {id_text(able.entry): able.what for able in state.wants.capacities}
    return touches | deals | steps | promises | wrong | blocked | wanted | _together(state)


def _together(state: AccountState) -> dict[str, str]:
    """What hand-offs, referrals and steps of the plan are about."""
    handed = {id_text(one.entry): one.unit or "the account" for one in state.handoffs}
    brought = {id_text(one.entry): one.who or "nobody named yet" for one in state.referrals}
    return handed | brought | {id_text(one.entry): one.what for one in state.plan}


def entry_in_words(
    entry: Entry, state: AccountState | None, team: Team, today: date | None = None
) -> str:
    """What an entry said when it was written, in one line; with `today`, without an old quote."""
    record = KINDS.get(entry.kind)
    if record is None:
        return f"{entry.kind}: update AccountDesk to read it"
    try:
        body: NamedTuple = read(record, parse(entry.body))
        if today is not None:
            body = aged_body(body, day_of(entry.at), team.policy, today)
        return in_words(body, state, team)
    except Unreadable as error:
        return f"{entry.kind}: cannot be read, {error}"


def _touchpoint(body: Touchpoint, around: Around) -> str:
    text = words.touch(body, names(body.people, around.people), body.text)
    return text if body.on is None else f"{text} ({words.full(body.on, body.time)})"


def _next_step(body: NextStep, around: Around) -> str:
    due = "" if body.due is None else f", {words.full(body.due, body.time)}"
    return f"next: {body.what}{due}{owned(body.owner, around)}"


def _absence(body: AbsenceSaid, around: Around) -> str:
    cover = "nobody covers" if body.cover is None else f"{around.team.name_of(body.cover)} covers"
    why = f": {body.why}" if body.why else ""
    last = f" to {words.full(body.last)}" if body.last != body.first else ""
    days = f"{words.full(body.first)}{last}"
    return f"{around.team.name_of(body.member)} is away {days}, {cover}{why}"


def _standup(body: StandupSaid, around: Around) -> str:
    return f"stand-up {'begun' if body.done is None else 'done'} {words.full(body.on)}"


def _snooze(body: Snooze, around: Around) -> str:
    seat = "" if body.seat is None else f"{body.seat.value}: "
    return f"{seat}{words.not_now(body)}"


def _track(body: TrackSaid, around: Around) -> str:
    side = "as the team's" if body.track is None else body.track.value
    asked = {"strategic": body.strategic, "large": body.large, "risky": body.risky}
    asked["outcomes vary"] = body.varying
    answers = [f"{what} {said.value}" for what, said in asked.items() if said is not Answer.UNKNOWN]
    told = f" ({', '.join(answers)})" if answers else ""
    return f"{side}: {body.reason or 'no reason given'}{told}"


def _seat(body: SeatSaid, around: Around) -> str:
    holders = ", ".join(around.team.name_of(key) for key in body.members) or "nobody"
    return f"{body.seat.value}: {holders}"


def _renewal(body: Renewal, around: Around) -> str:
    amount = "" if body.cents is None else f", {words.money(body.cents, body.currency)} a year"
    return f"renewal {words.full(body.on)}{amount}"


def _left(body: Left, around: Around) -> str:
    why = "".join(f" {word}" for word in (body.why and f"({body.why.value})", body.words) if word)
    return f"they left {words.full(body.on)}{why}"


def _deal(body: DealAdded, around: Around) -> str:
    closes = None if body.closes is None else words.full(body.closes)
    return f"deal: {words.deal(body, closes)}"


def _policy(body: PolicySaid, around: Around) -> str:
    if body.value is None:
        return f"policy {body.key} back to its default"
    if body.key == "process":
        return f"policy process = {said_process.process_in_words(body.value)}"
    if body.key == "holidays":
        try:
            found = POLICIES[body.key].read(body.value)
        except ValueError:
            found = None
        if isinstance(found, Holidays):  # hundreds of days, which nobody would read
            return f"policy holidays = {words.holidays(found)}"
    return f"policy {body.key} = {json.dumps(body.value, ensure_ascii=False)}"


def _goal(body: GoalSaid, around: Around) -> str:
    metric = METRICS[body.metric].label if body.metric in METRICS else body.metric
    target = "no goal" if body.target is None else words.money(body.target, body.currency)
    return f"goal {body.period}: {metric}, {target}"


def _delivered(body: Delivered, around: Around) -> str:
    if body.field is not None:
        back = "left as it is" if body.was == body.wrote else "set back" if body.gone else "written"
        return f"{back} in {body.source}: {body.field} is {body.wrote or 'nothing'}"
    done = "taken away in" if body.gone else "written to"
    return f"{done} {body.source}: {ids([body.entry], around)}"


def _erased(body: Erased, around: Around) -> str:
    what = "a person" if body.keys or body.names else "old quotes"
    return f"erased: {what}, in {words.count(len(body.entries), 'entry', 'entries')}"


def _with(what: str, *parts: str | None) -> str:
    return f"{what}: {', '.join(filter(None, parts))}"


_SAYS: Says = {
    **said_trust.SAYS,
    **said_need.SAYS,
    **said_process.SAYS,
    **said_people.SAYS,
    **said_together.SAYS,
    Touchpoint: _touchpoint,
    NextStep: _next_step,
    StandupSaid: _standup,
    AbsenceSaid: _absence,
    StepDone: lambda body, around: f"done: {ids([body.step], around)}",
    Snooze: _snooze,
    SeatSaid: _seat,
    Renewal: _renewal,
    Left: _left,
    DealAdded: _deal,
    AccountAdded: lambda body, around: _with("account added", body.name, body.type),
    Field: lambda body, around: f"{body.name}: {body.value or 'taken away'}",
    GoneConfirmed: lambda body, around: f"gone, and rightly so: {body.why or 'no reason given'}",
    GoalSaid: _goal,
    FocusSaid: lambda body, around: f"focus: {body.text or 'none'}",
    SameAccount: lambda body, around: f"the same account as {body.other}",
    TrackSaid: _track,
    MemberSaid: lambda body, around: _with("member added", *body),
    MemberIs: lambda body, around: f"{body.claim} is {around.team.name_of(body.member)}",
    PolicySaid: _policy,
    SourceAdded: lambda body, around: f"source added: {body.name or body.key}",
    Delivered: _delivered,
    ConflictResolved: lambda body, around: (
        f"{body.field}: {'ours' if body.ours else 'theirs'} holds in {body.source}, where it was "
        f"{body.theirs or 'nothing'}"
    ),
    Takeover: lambda body, around: f"{body.source} is written to instead of the desk {body.desk}",
    Retracted: lambda body, around: f"taken back: {ids(body.entries, around)}",
    Erased: _erased,
    Amended: lambda body, around: f"amended: {ids([body.entry], around)}",
}
