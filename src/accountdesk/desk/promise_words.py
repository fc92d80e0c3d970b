"""Promises, repairs, feelings and our word, as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from accountdesk.core.blocker import Blocker
from accountdesk.core.feeling import Feeling
from accountdesk.core.our_word import OurWord
from accountdesk.core.promise import Claim, Outcome, Promise, Side
from accountdesk.core.repair import Repair, Stage
from accountdesk.core.team import Team
from accountdesk.desk import words

NOT_YET = "not yet right in their eyes"


def due(on: date | None, time: str | None, today: date) -> str:
    """`Wed 3 Dec, 2 d late`, `tomorrow 10:00`; `no day` where none was agreed."""
    if on is None:
        return "no day"
    late = (today - on).days
    when = words.moment(on, time, today)
    return f"{when}, {late} d late" if late > 0 else when


def promise(one: Promise, team: Team, people: Mapping[str, str], today: date) -> str:
    """One promise in a line: whose it is, what, by when, and how it stands."""
    who = people.get(one.person or "", "")
    whose = (f"we to {who}" if who else "we") if one.side is Side.OURS else who or "they"
    parts = [f"{whose}: {one.what}", _stands(one, today)]
    if one.moves:
        parts.append(f"moved {words.count(len(one.moves), 'time')}")
    if one.confirmed is not None:
        parts.append(f"they said yes {words.day(one.confirmed, today)}")
    owner = doing(one.owner, team, today) if one.is_open else team.name_of(one.owner)
    return f"{', '.join(parts)} ({owner})"


def _stands(one: Promise, today: date) -> str:
    if one.disputed:
        return "disputed"
    if one.outcome is None or one.settled is None:
        return due(one.due, one.time, today)
    when = words.day(one.settled, today)
    why = next((f" ({claim.words})" for claim in one.claims if claim.outcome and claim.words), "")
    if one.outcome is Outcome.BROKEN:
        return f"broken {when}{why}"
    return f"{one.outcome.value}, {when}{why}"


def claims(one: Promise, team: Team, today: date) -> Iterator[str]:
    """What each says of a promise of which members say different things."""
    yield from (claim(said, team, today) for said in one.claims)


def claim(one: Claim, team: Team, today: date) -> str:
    """`Ben says: done Fri 4 Dec, late`."""
    return f"{team.name_of(one.by)} says: {claim_in_words(one, today)}"


def claim_in_words(claim: Claim, today: date) -> str:
    """`done Fri 4 Dec, late`, `broken Fri 4 Dec`, `agreed anew for Mon 7 Dec`."""
    why = f" ({claim.words})" if claim.words else ""
    if claim.outcome is None:
        anew = "without a day" if claim.due is None else f"for {words.day(claim.due, today)}"
        return f"agreed anew {anew}{why}"
    when = words.day(claim.on, today)
    if claim.outcome is Outcome.BROKEN:
        return f"broken {when}{why}"
    return f"done {when}, {claim.outcome.value}{why}"


def doing(claim: str, team: Team, today: date) -> str:
    """Who sees to something: `Ana`; `Ana is away, Ben covers`."""
    name = team.name_of(claim)
    gone = team.away(claim, today)
    if gone is None:
        return name
    cover = team.stand_in(claim, today)
    until = words.day(gone.last, today)
    return f"{name} is away until {until}, {'nobody' if cover is None else cover.name} covers"


def doer(claim: str, team: Team, today: date) -> str:
    """Who sees to something, in short: `Ana`; `Ben for Ana`; `Ana, away, no cover`."""
    name = team.name_of(claim)
    if team.away(claim, today) is None:
        return name
    cover = team.stand_in(claim, today)
    return f"{name}, away, no cover" if cover is None else f"{cover.name} for {name}"


def repair(one: Repair, team: Team, today: date) -> Iterator[str]:
    """One repair: what went wrong, then a line for each step, with the days it took."""
    stood = one.days_in_steps(today)
    agreed = "" if one.due is None else f", right by {words.day(one.due, today)}"
    late = one.is_open and one.due is not None and one.due < today
    agreed += f", {(today - one.due).days} d late" if late and one.due else ""
    owner = doing(one.owner, team, today) if one.is_open else team.name_of(one.owner)
    yield f"{one.what}{agreed} ({owner})"
    yield f"  came up {words.day(one.on, today)}"
    for step, (_, waited) in zip(one.steps, stood, strict=False):
        said = f": “{step.words}”" if step.words else ""
        yield f"  {step.stage.value} {words.day(step.on, today)}, {_later(waited)}{said}"
    if one.is_open:
        waited = stood[-1][1]
        yield f"  {NOT_YET}, {_later(waited)}" if waited else f"  {NOT_YET}"


def _later(days: int) -> str:
    return f"{words.days(days)} later" if days else "the same day"


def stands(one: Repair) -> str:
    """The last step of a repair, or that nobody has told them yet."""
    last = one.steps[-1].stage if one.steps else None
    if last is Stage.CONFIRMED:
        return Stage.CONFIRMED.value
    return f"{'nobody has told them yet' if last is None else last.value}, {NOT_YET}"


def feeling(one: Feeling | None, team: Team, people: Mapping[str, str], today: date) -> str:
    """`uneasy: “we have been burned before” (Dana Fox, seen by Ana, 3 d ago)`; or unknown."""
    if one is None:
        return "unknown, which is normal"
    said = f": “{one.words}”" if one.words else ""
    who = people.get(one.person or "", "")
    seen = f"seen by {team.name_of(one.by)}"
    days = (today - one.on).days
    when = "today" if days == 0 else f"{days} d ago"
    return f"{one.mood.value}{said} ({', '.join(filter(None, (who, seen, when)))})"


def our_word(one: OurWord) -> str:
    """`kept: on time 9 · late 1 · broken 0 · re-agreed 2`."""
    counts = f"on time {one.on_time} · late {one.late} · broken {one.broken} · re-agreed {one.anew}"
    disputed = f" · disputed {one.disputed}" if one.disputed else ""
    because = f" ({', '.join(one.because)}, not made right)" if one.because else ""
    return f"{one.word.value}{because}: {counts}{disputed}"


def blocker(one: Blocker, team: Team, today: date) -> str:
    """`waits for legal, 3 d (Ben helps)`."""
    helps = "nobody helps yet" if one.helper is None else f"{team.name_of(one.helper)} helps"
    return f"{one.what}, {_age(one.on, today)} ({helps})"


def parked(one: Blocker, team: Team, today: date) -> str:
    """`price list for resellers, 3 d (Ben sees to it)`."""
    sees = (
        "nobody sees to it yet" if one.helper is None else f"{team.name_of(one.helper)} sees to it"
    )
    return f"{one.what}, {_age(one.on, today)} ({sees})"


def _age(on: date, today: date) -> str:
    return f"{(today - on).days} d" if on < today else "since today"


def threads(found: Mapping[str, date], people: Mapping[str, str], today: date, days: int) -> str:
    """Whom we have spoken with of late, both ways."""
    if not found:
        return f"nobody is known to have spoken with us in {days} d"
    named: Sequence[str] = [
        f"{people.get(key, key)} ({(today - on).days} d ago)" for key, on in found.items()
    ]
    return (
        f"spoke with {words.count(len(found), 'person', 'people')} in {days} d: {', '.join(named)}"
    )
