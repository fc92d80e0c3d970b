"""What entries say of hand-offs, referrals and the plan, in words."""

from accountdesk.core.handoff import HandoffAnswer, HandoffSaid, How, other, parts
from accountdesk.core.plan import PlanStepSaid
from accountdesk.core.promise import Side
from accountdesk.core.referral import ReferralSaid, Stage
from accountdesk.desk import words
from accountdesk.desk.saying import Around, Says, ids, names, on_day, owned


def _handoff(body: HandoffSaid, around: Around) -> str:
    to = "" if body.to is None else f", to {around.team.name_of(body.to)}"
    unit = f" of {body.unit}" if body.unit else ""
    parts = _checklist(body)
    ways = f"{body.giver.value} to {other(body.giver).value}"
    stands = "hand-off" if parts else "hand-off owed"
    return f"{stands}{unit}{on_day(body.on)}, {ways}{to}{parts}"


def _checklist(body: HandoffSaid | HandoffAnswer) -> str:
    known = {
        "people": body.who,
        "why they bought": body.why,
        "needs": body.needs,
        "promises": body.promises,
        "concerns": body.concerns,
    }
    told = "; ".join(f"{part}: {text}" for part, text in known.items() if text)
    return f": {told}" if told else ""


def _answer(body: HandoffAnswer, around: Around) -> str:
    of, on = ids([body.handoff], around), on_day(body.on)
    said = f" ({body.words})" if body.words else ""
    if body.how is How.TOLD:
        who = ", ".join(names([body.person], around.people)) if body.person else "them"
        return f"told {who}{on} of the hand-off: {of}{said}"
    if body.how is How.SENT:
        return f"hand-off sent again{on}: {of}{_checklist(body)}"
    named = parts(body.missing)
    missing = f", missing: {', '.join(named)}" if named else ""
    return f"hand-off {body.how.value}{on}: {of}{missing}{said}"


_STAGES = {
    Stage.ASKED: "asked for an introduction",
    Stage.CAME: "a referral came by itself",
    Stage.INTRODUCED: "introduced",
    Stage.MET: "met",
    Stage.WON: "won",
    Stage.THANKED: "thanked for the referral",
}


def _referral(body: ReferralSaid, around: Around) -> str:
    about = body.who or (ids([body.of], around) if body.of else "")
    by = f" (through {', '.join(names([body.person], around.people))})" if body.person else ""
    said = f" ({body.words})" if body.words else ""
    text = f"{_STAGES[body.stage]}{on_day(body.on)}"
    return f"{text}{f': {about}' if about else ''}{by}{said}"


def _plan_step(body: PlanStepSaid, around: Around) -> str:
    due = "" if body.due is None else f", by {words.full(body.due)}"
    if body.side is Side.OURS:
        return f"plan, we: {body.what}{due}{owned(body.owner, around)}"
    who = ", ".join(names([body.person], around.people)) if body.person else "they"
    return f"plan, {who}: {body.what}{due}"


SAYS: Says = {
    HandoffSaid: _handoff,
    HandoffAnswer: _answer,
    ReferralSaid: _referral,
    PlanStepSaid: _plan_step,
}
