"""Hand-offs: an account, or a new buying unit of it, goes from one seat to the other.

One of us names what the other has to know: the people, why they bought, what they need, what was
promised and what worries. The other one accepts, or returns it with what is missing; then the
customer is told. A hunter who has handed over stays until the first promise after it is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.entry import Entry, EntryId, kind, named
from accountdesk.core.liveness import Told, Trouble
from accountdesk.core.member import Seat
from accountdesk.core.promise import Outcome as Kept
from accountdesk.core.promise import Promise, Side


class Part(StrEnum):
    """What whoever takes over has to know."""

    PEOPLE = "people"
    WHY = "why they bought"
    NEEDS = "needs"
    PROMISES = "promises"
    CONCERNS = "concerns"


class How(StrEnum):
    """How a hand-off went on."""

    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    TOLD = "told them"


class Stands(StrEnum):
    """How far a hand-off has come."""

    OWED = "owed"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Checklist(NamedTuple):
    """What the giver says of each part, in the order of `Part`; empty where nothing was said."""

    who: str = ""
    why: str = ""
    needs: str = ""
    promises: str = ""
    concerns: str = ""


@kind("handoff")
class HandoffSaid(NamedTuple):
    """An account goes to the other seat; without a word of the checklist it is only owed yet.

    Attributes:
        giver: The seat that gives it: the hunter's after a win, the farmer's for an expansion.
        unit: A new buying unit by name; None: the account as it is.
        deal: The key of the deal that was won; None: none is named.
        to: The key of the member who shall accept it; None: whoever holds the seat.
        who: Their people, and what each of them is there.
        why: Why they bought.
        needs: What they need.
        promises: What we have promised them.
        concerns: What worries them, or us.
        on: The day; None: the day it was recorded.
    """

    giver: Seat = Seat.HUNTER
    unit: str | None = None
    deal: str | None = None
    to: str | None = None
    who: str | None = None
    why: str | None = None
    needs: str | None = None
    promises: str | None = None
    concerns: str | None = None
    on: date | None = None


@kind("handoff_answer")
class HandoffAnswer(NamedTuple):
    """How a hand-off went on; the last that was sent, returned or accepted says where it stands.

    Attributes:
        handoff: The entry that it answers.
        how: Which answer it is.
        on: The day; None: the day it was recorded.
        missing: Of what is returned the parts that are missing, words of `Part`.
        words: What is missing, or what they were told; None if nothing was said.
        person: Key of the customer's person who was told; None: nobody is named.
        who: As in `HandoffSaid`, of what is sent; None leaves it as it was. So do those below.
        why: As above.
        needs: As above.
        promises: As above.
        concerns: As above.
    """

    handoff: str
    how: How
    on: date | None = None
    missing: tuple[str, ...] = ()
    words: str | None = None
    person: str | None = None
    who: str | None = None
    why: str | None = None
    needs: str | None = None
    promises: str | None = None
    concerns: str | None = None


class Handoff(NamedTuple):
    """One hand-off, as the journal's entries leave it.

    Attributes:
        entry: The entry that named it.
        giver: The seat that gives it.
        unit: A new buying unit; empty: the account as it is.
        deal: As in `HandoffSaid`.
        to: As in `HandoffSaid`.
        checklist: What was said of each part, the last word of each.
        stands: How far it has come.
        since: The day since which it stands so.
        by: The raw claim of who named it.
        sent: The day it was sent last; None while it is owed.
        sent_by: The raw claim of who sent it last; of one that is owed, who named it.
        missing: Of one that was returned what is missing, in the order of `Part`.
        words: Of one that was returned what was said to it; empty if nothing was.
        accepted: The day it was accepted; None unless it stands so.
        accepted_by: The raw claim of who accepted it; empty unless it stands so.
        told: The first day on which the customer was told; None: nobody has told them yet.
        done: The day on which it was over: accepted, told, and of one that a hunter gives the first
            promise of ours after it kept; None until then.
        answers: The entries that answer it, by `(at, id)`.
    """

    entry: EntryId
    giver: Seat
    unit: str
    deal: str | None
    to: str | None
    checklist: Checklist
    stands: Stands
    since: date
    by: str
    sent: date | None
    sent_by: str
    missing: tuple[Part, ...] = ()
    words: str = ""
    accepted: date | None = None
    accepted_by: str = ""
    told: date | None = None
    done: date | None = None
    answers: tuple[EntryId, ...] = ()

    @property
    def taker(self) -> Seat:
        """The seat that takes it."""
        return other(self.giver)

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is left to do by a day."""
        return self.done is not None and self.done <= today


def other(seat: Seat) -> Seat:
    """The other one of the two seats."""
    return Seat.FARMER if seat is Seat.HUNTER else Seat.HUNTER


def handoffs(told: Told, promises: Sequence[Promise]) -> tuple[Handoff, ...]:
    """Every hand-off of an account, the oldest first.

    Args:
        told: What live entries say.
        promises: Of the account.
    """
    said = told.of(HandoffSaid)
    if not said:
        return ()
    answers: dict[bytes, list[tuple[Entry, HandoffAnswer]]] = defaultdict(list)
    for entry, answer in told.of(HandoffAnswer):
        answers[named([answer.handoff])[0]].append((entry, answer))
    found = [_handoff(entry, body, answers[entry.id], promises) for entry, body in said]
    order = {entry.id: body.on or day_of(entry.at) for entry, body in said}
    return tuple(sorted(found, key=lambda one: (order[one.entry], one.entry)))


def _handoff(
    entry: Entry,
    body: HandoffSaid,
    answers: Sequence[tuple[Entry, HandoffAnswer]],
    promises: Iterable[Promise],
) -> Handoff:
    on, is_sent = body.on or day_of(entry.at), any(_checklist(body))
    one = Handoff(
        *(entry.id, body.giver, body.unit or "", body.deal, body.to, _checklist(body)),
        stands=Stands.SENT if is_sent else Stands.OWED,
        since=on,
        by=entry.by,
        sent=on if is_sent else None,
        sent_by=entry.by,
        answers=tuple(answer.id for answer, _ in answers),
    )
    for answer, says in answers:
        one = _answered(one, answer, says)
    return one._replace(done=_done(one, promises))


def _checklist(body: HandoffSaid | HandoffAnswer) -> Checklist:
    """What a body says of each part, without blanks around it."""
    parts = (body.who, body.why, body.needs, body.promises, body.concerns)
    return Checklist(*((text or "").strip() for text in parts))


def _answered(one: Handoff, entry: Entry, body: HandoffAnswer) -> Handoff:
    """The hand-off after one more answer, by `(at, id)`."""
    on = body.on or day_of(entry.at)
    if body.how is How.TOLD:
        return one._replace(told=min(on, one.told or on))
    one = one._replace(
        stands=Stands(body.how.value),
        since=on,
        missing=(),
        words="",
        accepted=None,
        accepted_by="",
    )
    if body.how is How.ACCEPTED:
        return one._replace(accepted=on, accepted_by=entry.by)
    if body.how is How.RETURNED:
        missing = tuple(part for part in Part if part.value in body.missing)
        return one._replace(missing=missing, words=body.words or "")
    anew = zip(_checklist(body), one.checklist, strict=True)
    checklist = Checklist(*(new or known for new, known in anew))
    return one._replace(checklist=checklist, sent=on, sent_by=entry.by)


def _done(one: Handoff, promises: Iterable[Promise]) -> date | None:
    if one.accepted is None or one.told is None:
        return None
    ends = [one.accepted, one.told]
    if one.giver is Seat.HUNTER:
        kept = first_kept(promises, one.accepted)
        if kept is None:
            return None
        ends.append(kept)
    return max(ends)


def first_kept(promises: Iterable[Promise], since: date) -> date | None:
    """The first day from `since` on, on which a promise of ours was kept; None: on none yet.

    It may have been given before that day, and been open then.
    """
    return min(
        (
            promise.settled
            for promise in promises
            if promise.side is Side.OURS
            and promise.outcome in (Kept.ON_TIME, Kept.LATE)
            and promise.settled is not None
            and promise.settled >= since
        ),
        default=None,
    )


def first_win(deals: Iterable[DealFact]) -> DealFact | None:
    """The deal that made a customer of them; None: none did, or nobody knows which was the first.

    That is so where a deal was won on a day that nobody knows.
    """
    won = [deal for deal in deals if deal.outcome is Outcome.WON]
    days = [deal.closes for deal in won if deal.closes is not None]
    if len(days) < len(won) or not won:
        return None
    return min(won, key=lambda deal: (deal.closes or date.max, deal.key))


def hands_over(found: Iterable[Handoff], deal: DealFact) -> bool:
    """Whether the hunters have handed over what a first win made owed, or named that they will."""
    return any(one.giver is Seat.HUNTER and (not one.unit or one.deal == deal.key) for one in found)


def loose_ends(told: Told) -> Iterator[Trouble]:
    """Answers without effect."""
    known = {entry.id for entry, _ in told.of(HandoffSaid)}
    for entry, body in told.of(HandoffAnswer):
        if named([body.handoff])[0] not in known:
            yield Trouble(entry, "answers a hand-off that is not here")
