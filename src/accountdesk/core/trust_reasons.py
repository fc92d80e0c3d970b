"""Reasons from what we promised, what went wrong, how they feel, and how few of them we know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from accountdesk.core import feeling
from accountdesk.core.attention import Group, Term
from accountdesk.core.case import over_time
from accountdesk.core.coverage import is_unknown, nameless_on, threads
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.feeling import Mood
from accountdesk.core.member import Seat
from accountdesk.core.our_word import unanswered
from accountdesk.core.promise import Claim, Promise, Side, open_promises
from accountdesk.core.reasons import BOTH, DAY, Found, Now, seats_of
from accountdesk.core.repair import Repair, Step, open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.track import Track
from accountdesk.core.working_days import add_working_days, working_days_before

SOON = 2
"""Working days within which a promise is due."""


def turning_days(state: AccountState, team: Team, today: date) -> Iterator[date]:
    """Days on which some term may change; too many do no harm, a missing one does."""
    open_ = open_repairs(state.repairs)
    for repair in open_:
        yield from (repair.on, repair.on + DAY, today + DAY)  # a day older, until it weighs most
    for one in state.feelings:
        yield from (one.on, feeling.last_day(one, team.policy.number("feeling.days")) + DAY)
    yield from _days_of_promises(state, team)
    yield from (one.due + DAY for one in state.cases if one.due is not None and not one.is_closed)
    if open_ or open_promises(state.promises):
        for absence in team.absences:
            yield from (absence.first, absence.last + DAY)
    yield from (one.on for one in state.relations.moved.values())
    days = team.policy.number("coverage.days")
    for touch in state.touches:
        if touch.two_way and touch.on > today:
            yield from (touch.on, touch.on + DAY * days)
    yield from (on + DAY * days for on in {*threads(state, team, today).values()})
    nameless = nameless_on(state, team, today)
    if nameless is not None:
        yield nameless + DAY * days


def _days_of_promises(state: AccountState, team: Team) -> Iterator[date]:
    workdays = team.policy.working_days
    for promise in state.promises:
        if promise.settled is not None:
            yield promise.settled
    for promise in open_promises(state.promises):
        if promise.due is not None:
            yield from (working_days_before(promise.due, SOON, workdays), promise.due + DAY)


def of_trust(now: Now) -> Iterator[Found]:
    """All of these reasons; most accounts have nothing that could give one."""
    state = now.state
    if now.team.absences:
        yield from no_cover(now)
    if state.repairs:
        yield from repair(now)
    if state.feelings:
        yield from feels(now)
    if state.cases:
        yield from case_over_time(now)
    if state.promises:
        yield from broken(now)
        yield from disputed(now)
        yield from overdue(now)
        yield from due(now)
    yield from one_thread(now)


def repair(now: Now) -> Iterator[Found]:
    """What they have not said is right yet: of several the one that weighs most."""
    open_ = [one for one in open_repairs(now.state.repairs) if one.on <= now.today]
    if not open_:
        return
    weight = now.team.policy.weight
    days = (now.today - open_[0].on).days  # the oldest first
    points = min(weight("repair_most"), weight("repair") + weight("repair_day") * days)
    if points:
        yield BOTH, _of_repair(open_[0], points)._replace(behind=_ids(open_), number=len(open_))


def _of_repair(one: Repair, points: int) -> Term:
    more = one.steps[-1].stage.value if one.steps else ""
    return Term(
        *("repair", Group.MAKE_RIGHT, points, one.on, one.what),
        entry=id_text(one.entry),
        more=more,
    )


def feels(now: Now) -> Iterator[Found]:
    """How they feel, as long as somebody has seen it of late."""
    shown = feeling.now(now.state.feelings, now.today, now.team.policy.number("feeling.days"))
    if shown is None or shown.mood not in feeling.NEGATIVE:
        return
    points = now.team.policy.weight(shown.mood.value)
    if points:
        group = Group.STAY_CLOSE if shown.mood is Mood.UNEASY else Group.MAKE_RIGHT
        entry = id_text(shown.entry)
        term = Term(shown.mood.value, group, points, shown.on, shown.words, entry=entry)
        yield BOTH, term._replace(more=_name(now, shown.person), behind=(entry,))


def _name(now: Now, person: str | None) -> str:
    return next((one.name for one in now.state.people if one.key == person), "")


def overdue(now: Now) -> Iterator[Found]:
    """Our promises whose day has passed: for each list those of its seat."""
    late = [p for p in open_promises(now.state.promises, Side.OURS) if _is_late(p, now.today)]
    weight = now.team.policy.weight

    def term(those: Sequence[Promise]) -> Term:
        more = weight("promise_more") * (len(those) - 1)
        points = min(weight("promise_most"), weight("promise") + more)
        return _of_promises("promise", Group.MAKE_RIGHT, points, those)

    yield from _each_list(now, late, term)


def _is_late(promise: Promise, today: date) -> bool:
    return promise.due is not None and promise.due < today


def broken(now: Now) -> Iterator[Found]:
    """Promises of ours that were broken, until a repair that names them is opened or confirmed."""
    for promise in unanswered(now.state):
        if promise.settled is not None and promise.settled <= now.today:
            term = _of_promises("broken", Group.MAKE_RIGHT, 0, [promise])
            lists = now.shown_to(seats_of(promise.owner, now.state, now.team))
            yield lists, term._replace(on=promise.settled)


def disputed(now: Now) -> Iterator[Found]:
    """Promises of ours of which members say different things: somebody has to ask."""
    for promise in now.state.promises:
        if promise.disputed and promise.side is Side.OURS:
            term = _of_promises("disputed", Group.MAKE_RIGHT, 0, [promise])
            yield now.shown_to(seats_of(promise.owner, now.state, now.team)), term


def due(now: Now) -> Iterator[Found]:
    """Promises that are due soon, and those of theirs that are late: they are no fault of ours."""
    soon = add_working_days(now.today, SOON, now.team.policy.working_days)
    each, most = now.team.policy.weight("promise_due"), now.team.policy.weight("promise_due_most")
    near = [
        p
        for p in open_promises(now.state.promises)
        if p.due is not None
        and p.due <= soon
        and not (p.side is Side.OURS and _is_late(p, now.today))
    ]

    def term(those: Sequence[Promise]) -> Term:
        word = "promise due" if those[0].side is Side.OURS else "their promise"
        return _of_promises(word, Group.DUE, min(most, each * len(those)), those)

    yield from _each_list(now, near, term)


def _of_promises(word: str, group: Group, points: int, those: Sequence[Promise]) -> Term:
    """The term of promises, the earliest due of which is shown."""
    first = those[0]
    term = Term(word, group, points, first.due, first.what, first.time, len(those))
    return term._replace(entry=id_text(first.entry), behind=_ids(those))


def _each_list(
    now: Now, those: Sequence[Promise], term: Callable[[Sequence[Promise]], Term]
) -> Iterator[Found]:
    """One term for each list that shows some of the promises."""
    lists = {p.entry: now.shown_to(seats_of(p.owner, now.state, now.team)) for p in those}
    for seat in sorted(now.listed):
        shown = [p for p in those if seat in lists[p.entry]]
        if shown and (found := term(shown)).points:
            yield frozenset({seat}), found


def _ids(those: Iterable[Promise | Repair]) -> tuple[str, ...]:
    """What made them, and what moved or settled them since."""
    found: list[EntryId] = []
    for one in those:
        found += [one.entry, *(made.entry for made in _answers(one))]
    return tuple(map(id_text, found))


def _answers(one: Promise | Repair) -> Sequence[Claim | Step]:
    return one.claims if isinstance(one, Promise) else one.steps


def case_over_time(now: Now) -> Iterator[Found]:
    """Open cases whose day has passed: they are the farmer's to settle."""
    found = over_time(now.state.cases, now.today)
    points = now.team.policy.weight("case")
    if found and points:
        first = found[0]
        term = Term("case", Group.MAKE_RIGHT, points, first.due, first.name or "", None, len(found))
        yield frozenset({Seat.FARMER}), term._replace(behind=tuple(one.key for one in found))


def no_cover(now: Now) -> Iterator[Found]:
    """A promise of ours, or a repair, whose owner is away while nobody covers: it is pinned.

    A promise that is due only when they are back waits for them.
    """
    found = _alone(now)
    first = next(found, None)
    if first is None:
        return
    entry, owner, what, until = first
    term = Term("no cover", Group.MAKE_RIGHT, 0, until, what, entry=id_text(entry), pinned=True)
    behind = (entry, *(one for one, *_ in found))
    yield BOTH, term._replace(more=now.team.name_of(owner), behind=tuple(map(id_text, behind)))


def _alone(now: Now) -> Iterator[tuple[EntryId, str, str, date]]:
    """What nobody sees to: its entry, its owner, what it is, and the last day of their absence."""
    for repair in open_repairs(now.state.repairs):
        absence = now.team.uncovered(repair.owner, now.today)
        if absence is not None and repair.on <= now.today:
            yield repair.entry, repair.owner, repair.what, absence.last
    for promise in open_promises(now.state.promises, Side.OURS):
        absence = now.team.uncovered(promise.owner, now.today)
        if absence is not None and (promise.due is None or promise.due <= absence.last):
            yield promise.entry, promise.owner, promise.what, absence.last


def one_thread(now: Now) -> Iterator[Found]:
    """That all we have spoken with of late is one person, where relations carry the account.

    Where somebody has not said with whom, nobody knows.
    """
    points = now.team.policy.weight("one_thread")
    if not points or now.state.track is not Track.RELATIONAL:
        return
    found = threads(now.state, now.team, now.today)
    if len(found) == 1 and not is_unknown(now.state, now.team, now.today):
        [(person, on)] = found.items()
        term = Term("one thread", Group.STAY_CLOSE, points, on, more=_name(now, person))
        yield now.closest, term._replace(behind=(person,))
