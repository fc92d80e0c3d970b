"""Reasons from what both seats, or both sides, do together: hand-offs, thanks, steps of theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.attention import Group, Term
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import id_text
from accountdesk.core.first_win import first_win, hands_over
from accountdesk.core.handoff import Handoff, Stands
from accountdesk.core.member import Member, Seat
from accountdesk.core.plan import open_plan
from accountdesk.core.promise import Side
from accountdesk.core.reasons import DAY, Found, Now
from accountdesk.core.referral import Referral
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.working_days import add_working_days

WAIT = 2
"""Working days in which a hand-off is accepted, and then the customer told of it."""

NOT_TOLD = "not told"
"""How a hand-off stands that was accepted while nobody has told the customer."""


def turning_days(state: AccountState, team: Team, today: date) -> Iterator[date]:
    """Days on which some term may change; too many do no harm, a missing one does."""
    if state.deals:
        yield from _days_of_win(state, team, today)
    for one in state.handoffs:
        yield add_working_days(one.since, WAIT, team.policy.working_days) + DAY
        if one.done is not None:
            yield one.done
    for referral in state.referrals:
        if referral.owed_since is not None:
            yield _thanked_by(referral.owed_since, team) + DAY
    for step in open_plan(state.plan, Side.THEIRS):
        if step.due is not None:
            yield step.due + DAY


def _days_of_win(state: AccountState, team: Team, today: date) -> Iterator[date]:
    win = first_win(state.deals, state.profile.renewals)
    if win is not None and win.closes is not None:
        last = win.closes + DAY * team.policy.number("handoff.days")
        if last >= today and not hands_over(state.handoffs, win):
            yield from (win.closes, last + DAY)


def of_both(now: Now) -> Iterator[Found]:
    """All of these reasons; most accounts have nothing that could give one."""
    # Of those who have left nothing is left to be handed over.
    if now.owed or (now.state.handoffs and (now.customer or not now.state.profile.left)):
        yield from hand_off(now)
        yield from stays(now)
    if now.state.referrals:
        yield from thank_you(now)
    if now.state.plan:
        yield from their_step(now)


def owed_win(state: AccountState, team: Team, today: date) -> DealFact | None:
    """The first win of an account that nobody has handed over yet; None: none is to be.

    Only for some days (policy `handoff.days`): who reads in the wins of years owes none for them.
    None is owed where one member holds both seats, alone is the team, or nobody is known to hold
    either seat.
    """
    win = first_win(state.deals, state.profile.renewals) if state.deals else None
    if win is None or win.closes is None:
        return None
    if not 0 <= (today - win.closes).days <= team.policy.number("handoff.days"):
        return None
    if hands_over(state.handoffs, win):
        return None
    holders = {one.key for one in (*_hunters(state, team, win), *state.farmers)}
    is_ones = len(holders) == 1 and bool(state.farmers) and bool(_hunters(state, team, win))
    return None if not holders or is_ones or len(team.members) == 1 else win


def _hunters(state: AccountState, team: Team, win: DealFact) -> tuple[Member, ...]:
    """Who holds the hunters' seat, else whose the first win was."""
    owner = None if win.owner is None else team.who(win.owner)
    return state.hunters or (() if owner is None else (owner,))


def goes_on(state: AccountState, today: date) -> bool:
    """Whether a hand-off that was named is not over, so that the hunters keep the account."""
    return any(not one.is_over(today) for one in state.handoffs)


def holders(
    state: AccountState, team: Team, owed: DealFact | None, today: date
) -> dict[Seat, tuple[Member, ...]]:
    """Who holds each seat, by key; where nobody does, who hands the account over or takes it.

    Who gives it holds it until that is over. Who takes it, the one to whom it is addressed and the
    one who accepted it, stays until somebody says who holds the seat.

    Args:
        state: The account.
        team: Our team.
        owed: The first win that is to be handed over; None: none is.
        today: The day.
    """
    found = {Seat.HUNTER: state.hunters, Seat.FARMER: state.farmers}
    if not (owed or state.handoffs) or all(found.values()):
        return found
    claims: dict[Seat, list[str]] = defaultdict(list)
    if owed is not None and owed.owner is not None:
        claims[Seat.HUNTER].append(owed.owner)
    for one in state.handoffs:
        if not one.is_over(today):
            claims[one.giver].append(one.sent_by)
        claims[one.taker] += [claim for claim in (one.to, one.accepted_by) if claim]
    return {seat: held or _members(claims[seat], team) for seat, held in found.items()}


def _members(claims: Iterable[str], team: Team) -> tuple[Member, ...]:
    found = {who.key: who for claim in claims if (who := team.who(claim)) is not None}
    return tuple(found[key] for key in sorted(found))


_NEW = 4
"""The place of what was sent of late: whoever takes over sees it, and still has time."""


class _Turn(NamedTuple):
    """What one seat has to do about a hand-off; its place says how pressing that is."""

    place: int
    on: date
    text: str
    more: str
    entry: str
    behind: tuple[str, ...]


def hand_off(now: Now) -> Iterator[Found]:
    """What is to be done about hand-offs: one term for each seat, of several the most pressing."""
    points = now.team.policy.weight("handoff")
    if not points:
        return
    turns: dict[Seat, list[_Turn]] = defaultdict(list)
    win = now.owed
    if win is not None and win.closes is not None:
        owed = _Turn(0, win.closes, win.name or "", Stands.OWED.value, "", (win.key,))
        turns[Seat.HUNTER].append(owed)
    for one in now.state.handoffs:
        turn = None if one.is_over(now.today) else _turn(one, now)
        if turn is not None:
            turns[turn[0]].append(turn[1])
    for seat, those in sorted(turns.items()):
        first, *_ = sorted(those)
        new = first.place == _NEW  # it waits for nobody yet, and is told at once
        group, weighs = (Group.DUE, 0) if new else (Group.MAKE_RIGHT, points)
        term = Term("hand-off", group, weighs, first.on, first.text, number=len(those))
        term = term._replace(entry=first.entry, more=first.more, pinned=first.place == 0)
        behind = tuple(key for turn in sorted(those) for key in turn.behind)
        yield now.shown_to(frozenset({seat})), term._replace(behind=behind)


def _turn(one: Handoff, now: Now) -> tuple[Seat, _Turn] | None:
    """Whose turn it is, and why; None while nobody has to do anything, or has time for it."""
    behind = tuple(map(id_text, (one.entry, *one.answers)))
    over = add_working_days(one.since, WAIT, now.team.policy.working_days) < now.today
    stands, entry = one.stands, id_text(one.entry)
    if stands is Stands.OWED:
        return one.giver, _Turn(0, one.since, one.unit, stands.value, entry, behind)
    if stands is Stands.RETURNED:
        missing = ", ".join(one.missing) or one.words or one.unit
        return one.giver, _Turn(1, one.since, missing, stands.value, entry, behind)
    if stands is Stands.SENT:
        place = 2 if over else _NEW
        return one.taker, _Turn(place, one.since, one.unit, stands.value, entry, behind)
    if not over or one.told is not None:
        return None
    return one.taker, _Turn(3, one.since, one.unit, NOT_TOLD, entry, behind)


def stays(now: Now) -> Iterator[Found]:
    """That a hunter who has handed over stays until the first promise after it is kept."""
    for one in now.state.handoffs:
        waits = one.stands in (Stands.SENT, Stands.ACCEPTED)
        if one.giver is Seat.HUNTER and waits and not one.is_over(now.today):
            term = Term("stays", Group.IN_ORDER, 0, one.since, one.unit, more=one.stands.value)
            term = term._replace(entry=id_text(one.entry))
            behind = tuple(map(id_text, (one.entry, *one.answers)))
            yield now.shown_to(frozenset({Seat.HUNTER})), term._replace(behind=behind)
            return


def thank_you(now: Now) -> Iterator[Found]:
    """That nobody has thanked them in time for whom they brought us to."""
    points = now.team.policy.weight("thanks")
    owed = [one for one in now.state.referrals if _is_owed(one, now)]
    if owed and points:
        owed.sort(key=lambda one: (one.owed_since or date.max, one.entry))
        term = Term("thank-you", Group.DUE, points, owed[0].owed_since, owed[0].who)
        term = term._replace(number=len(owed), entry=id_text(owed[0].entry))
        term = term._replace(more=_name(now, owed[0].person), behind=_behind(owed))
        yield now.closest, term


def _is_owed(one: Referral, now: Now) -> bool:
    since = one.owed_since
    return since is not None and _thanked_by(since, now.team) < now.today


def _thanked_by(since: date, team: Team) -> date:
    """The last day on which thanks for what happened on a day are in time."""
    days = team.policy.number("thanks.days")
    return add_working_days(since, days, team.policy.working_days)


def _behind(those: Iterable[Referral]) -> tuple[str, ...]:
    return tuple(id_text(step.entry) for one in those for step in one.steps)


def their_step(now: Now) -> Iterator[Found]:
    """The step of theirs in the plan that is late for longest: it is no fault of ours."""
    points = now.team.policy.weight("step_today")
    late: Sequence[str] = ()
    for step in open_plan(now.state.plan, Side.THEIRS):  # the earliest due first
        if step.due is None or step.due >= now.today:
            break
        late = (*late, id_text(step.entry))
    if late and points:
        first = open_plan(now.state.plan, Side.THEIRS)[0]
        term = Term("their step", Group.DUE, points, first.due, first.what, number=len(late))
        term = term._replace(entry=late[0], more=_name(now, first.person), behind=tuple(late))
        yield now.closest, term


def _name(now: Now, person: str | None) -> str:
    return next((one.name for one in now.state.people if one.key == person), "")
