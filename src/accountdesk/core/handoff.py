"""Hand-offs: an account, or a new buying unit of it, goes from one seat to the other.

One of us names what the other has to know: the people, why they bought, what they need, what was
promised and what worries. The other one accepts, or returns it with what is missing; then the
customer is told. A hunter who has handed over stays until the first promise after it is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import Entry, EntryId, by_time, kind, named
from accountdesk.core.first_kept import When, first_kept
from accountdesk.core.liveness import Told, Trouble
from accountdesk.core.member import Member, Seat
from accountdesk.core.promise import Promise, PromiseSettled


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
        acceptance: The entry that accepted it; None unless it stands so.
        told: The first day on which the customer was told; None: nobody has told them yet.
        done: The day on which it was over: accepted, told, and of one that a hunter gives the first
            promise of ours after it kept; None until then.
        answers: The entries that answer it, by `(at, id)`.
        givers: The raw claims of all who said a part of the checklist, or sent it, the first first.
        void: Answers without effect: nobody accepts what they have given themselves.
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
    acceptance: EntryId | None = None
    told: date | None = None
    done: date | None = None
    answers: tuple[EntryId, ...] = ()
    givers: tuple[str, ...] = ()
    void: tuple[EntryId, ...] = ()

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


Who = Callable[[str], Member | None]
"""The member behind a raw claim, as `Team.who` says it."""


def handoffs(told: Told, promises: Sequence[Promise], who: Who) -> tuple[Handoff, ...]:
    """Every hand-off of an account, the oldest first.

    Args:
        told: What live entries say.
        promises: Of the account.
        who: Who of the team a claim is; two of one member are the same.
    """
    said = told.of(HandoffSaid)
    if not said:
        return ()
    answers: dict[bytes, list[tuple[Entry, HandoffAnswer]]] = defaultdict(list)
    for entry, answer in told.of(HandoffAnswer):
        answers[named([answer.handoff])[0]].append((entry, answer))
    when = {
        entry.id: by_time(entry)
        for record in (HandoffAnswer, PromiseSettled)
        for entry, _ in told.of(record)
    }
    found = [_handoff(entry, body, answers[entry.id], who) for entry, body in said]
    found = [one._replace(done=_done(one, promises, when)) for one in found]
    order = {entry.id: body.on or day_of(entry.at) for entry, body in said}
    return tuple(sorted(found, key=lambda one: (order[one.entry], one.entry)))


def _handoff(
    entry: Entry, body: HandoffSaid, answers: Sequence[tuple[Entry, HandoffAnswer]], who: Who
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
        givers=(entry.by,) if is_sent else (),
    )
    for answer, says in answers:
        if says.how is How.ACCEPTED and gave(one, answer.by, who):
            one = one._replace(void=(*one.void, answer.id))
        else:
            one = _answered(one, answer, says)
    return one


def gave(one: Handoff, claim: str, who: Who) -> bool:
    """Whether whoever goes by a claim has given a part of it, so that somebody else accepts it."""
    me = who(claim)
    return any(claim == giver or (me is not None and me == who(giver)) for giver in one.givers)


def _checklist(body: HandoffSaid | HandoffAnswer) -> Checklist:
    """What a body says of each part, without blanks around it."""
    parts = (body.who, body.why, body.needs, body.promises, body.concerns)
    return Checklist(*((text or "").strip() for text in parts))


def parts(missing: Collection[str]) -> tuple[Part, ...]:
    """The parts that are named, in the order of `Part`; other words are not read."""
    return tuple(part for part in Part if part.value in missing)


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
        acceptance=None,
    )
    if body.how is How.ACCEPTED:
        return one._replace(accepted=on, accepted_by=entry.by, acceptance=entry.id)
    if body.how is How.RETURNED:
        return one._replace(missing=parts(body.missing), words=body.words or "")
    anew = zip(_checklist(body), one.checklist, strict=True)
    checklist = Checklist(*(new or known for new, known in anew))
    givers = tuple(dict.fromkeys((*one.givers, entry.by)))
    return one._replace(checklist=checklist, sent=on, sent_by=entry.by, givers=givers)


def _done(one: Handoff, promises: Iterable[Promise], when: When) -> date | None:
    if one.accepted is None or one.acceptance is None or one.told is None:
        return None
    ends = [one.accepted, one.told]
    if one.giver is Seat.HUNTER:
        kept = first_kept(promises, one.accepted, when[one.acceptance], when)
        if kept is None:
            return None
        ends.append(kept)
    return max(ends)


def loose_ends(told: Told, found: Iterable[Handoff]) -> Iterator[Trouble]:
    """Answers without effect."""
    void = {entry for one in found for entry in one.void}
    known = {entry.id for entry, _ in told.of(HandoffSaid)}
    for entry, body in told.of(HandoffAnswer):
        if named([body.handoff])[0] not in known:
            yield Trouble(entry, "answers a hand-off that is not here")
        elif entry.id in void:
            yield Trouble(entry, "accepts a hand-off that the same member has given")
