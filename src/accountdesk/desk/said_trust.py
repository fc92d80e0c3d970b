"""What entries say of our word and how they fare, in words."""

from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.desk import words
from accountdesk.desk.saying import Around, Says, ids, names, on_day, owned, quoted


def _promise(body: PromiseSaid, around: Around) -> str:
    who = "".join(names([body.person], around.people)) if body.person else ""
    due = "" if body.due is None else f", by {words.full(body.due, body.time)}"
    gives = f"{who or 'they'} promised us"
    if body.side is Side.OURS:
        gives = f"we promise {who}" if who else "we promise"
    return f"{gives}: {body.what}{due}{owned(body.owner, around)}"


def _settled(body: PromiseSettled, around: Around) -> str:
    on, what = on_day(body.on), ids([body.promise], around)
    why = f" ({body.words})" if body.words else ""
    if body.how is not Settled.AGREED_ANEW:
        return f"promise {body.how.value}{on}: {what}{why}"
    due = "without a day" if body.due is None else f"by {words.full(body.due)}"
    was = "" if body.instead is None else f" instead of {words.full(body.instead)}"
    return f"promise re-agreed{on}: {what}, {due}{was}{why}"


def _repair(body: RepairSaid, around: Around) -> str:
    due = "" if body.due is None else f", right by {words.full(body.due)}"
    return f"went wrong: {body.what}{due}{owned(body.owner, around)}"


def _repair_step(body: RepairStep, around: Around) -> str:
    on = on_day(body.on)
    who = f", {', '.join(names([body.person], around.people))}" if body.person else ""
    said = f" ({body.words})" if body.words else ""
    if body.stage is Stage.CONFIRMED:
        said = quoted(body.words)
    return f"{body.stage.value}{on}{who}: {ids([body.repair], around)}{said}"


def _feeling(body: FeelingSaid, around: Around) -> str:
    who = f"{names([body.person], around.people)[0]} feels" if body.person else "they feel"
    on = "" if body.on is None else f" ({words.full(body.on)})"
    return f"{who} {body.mood.value}{quoted(body.words)}{on}"


def _confirmed(body: Confirmed, around: Around) -> str:
    who = ", ".join(names([body.person], around.people)) if body.person else "they"
    on = on_day(body.on)
    return f"{who} said yes{on}: {ids(body.entries, around)}{quoted(body.words)}"


def _blocker(body: BlockerSaid, around: Around) -> str:
    helps = "" if body.helper is None else f" ({around.team.name_of(body.helper)} helps)"
    return f"blocked: {body.what}{helps}"


def _parked(body: ParkedSaid, around: Around) -> str:
    sees = "" if body.helper is None else f" ({around.team.name_of(body.helper)} sees to it)"
    return f"parked: {body.what}{sees}"


SAYS: Says = {
    PromiseSaid: _promise,
    PromiseSettled: _settled,
    Confirmed: _confirmed,
    RepairSaid: _repair,
    RepairStep: _repair_step,
    FeelingSaid: _feeling,
    BlockerSaid: _blocker,
    ParkedSaid: _parked,
}
