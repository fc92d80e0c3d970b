"""What our team's entries of a happening say: notes as they were typed, and what notes do not say.

A happening names a step, a promise or a repair by a part of its words, as people do.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from accountdesk.core.account import Left, Renewal, SeatSaid
from accountdesk.core.blocker import BlockerSaid
from accountdesk.core.calendar import Dates
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.handoff import HandoffAnswer, HandoffSaid
from accountdesk.core.member import Member
from accountdesk.core.need import AimSaid, NeedSaid
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.note import read_note
from accountdesk.core.note_fields import Known, someone
from accountdesk.core.person import PersonFact
from accountdesk.core.plan import PlanStepSaid
from accountdesk.core.process import ProcessStepSaid
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.referral import ReferralSaid, Stage
from accountdesk.core.repair import RepairSaid, RepairStep
from accountdesk.core.track import TrackSaid
from accountdesk.desk.demo.days import day, with_days
from accountdesk.desk.demo.story import (
    Blocked,
    Broke,
    Came,
    Crm,
    Done,
    Gone,
    Kept,
    Moved,
    Note,
    Recorded,
    Renewed,
    Righted,
    Seated,
    Treated,
    Wrong,
    Yes,
)
from accountdesk.desk.demo.team import CURRENCY
from accountdesk.desk.demo.together import Answered, Handed, Planned, Referred

Named = (
    NextStep
    | BlockerSaid
    | PromiseSaid
    | RepairSaid
    | AimSaid
    | NeedSaid
    | PlanStepSaid
    | HandoffSaid
    | ReferralSaid
)
"""What a later happening names by a part of its words."""

N = TypeVar("N", bound=Named)


class Teller(NamedTuple):
    """What a happening is told with.

    Attributes:
        today: The demo's day.
        people: Of the account.
        members: Of our team, by first name.
        said: What can be named so far, and the text of its entry's id.
        touches: The text of each touch so far, and its key.
    """

    today: date
    people: list[PersonFact]
    members: Mapping[str, Member]
    said: list[tuple[Named, str]]
    touches: list[tuple[str, str]]

    def touched(self, text: str) -> str:
        """The key of the last touch in whose text `text` occurs."""
        return next(key for words, key in reversed(self.touches) if text in words)

    def last(self, what: str, *kinds: type[N]) -> tuple[N, str]:
        """The last of some kinds in whose words `what` occurs, and its entry."""
        return next(
            (body, entry)
            for body, entry in reversed(self.said)
            if isinstance(body, kinds) and what in (getattr(body, "what", None) or "")
        )


def is_answer(body: Named) -> bool:
    """Whether a body goes on with another one, which later ones name."""
    return isinstance(body, ReferralSaid) and body.of is not None


def bodies(happening: Recorded, teller: Teller) -> list[NamedTuple]:
    """What our team's entries of a happening say."""
    if isinstance(happening, Note):
        return read(happening, teller)
    return [_SAYS[type(happening)](happening, teller)]


def read(happening: Note | Crm, teller: Teller) -> list[NamedTuple]:
    """What a text says in the grammar of notes, typed on the day it is about."""
    dates = Dates(day(teller.today, happening.away))
    known = Known(teller.people, teller.members.values(), dates)
    note = read_note(with_days(happening.text, teller.today), known)
    assert not note.hints, (happening, note.hints)  # a name before the colon that nobody has
    return list(note.bodies)


def _done(happening: Done, teller: Teller) -> NamedTuple:
    return StepDone(teller.last(happening.what, NextStep, BlockerSaid, PlanStepSaid)[1])


def _blocked(happening: Blocked, teller: Teller) -> NamedTuple:
    helper = happening.helper
    return BlockerSaid(happening.what, None if helper is None else teller.members[helper].key)


def _kept(happening: Kept, teller: Teller) -> NamedTuple:
    return PromiseSettled(teller.last(happening.what, PromiseSaid)[1], Settled.DONE)


def _broke(happening: Broke, teller: Teller) -> NamedTuple:
    _, entry = teller.last(happening.what, PromiseSaid)
    return PromiseSettled(entry, Settled.BROKEN, words=happening.words)


def _moved(happening: Moved, teller: Teller) -> NamedTuple:
    promise, entry = teller.last(happening.what, PromiseSaid)
    due = day(teller.today, happening.due)
    # Whoever agrees it anew once more replaces this day.
    teller.said.append((promise._replace(due=due), entry))
    return PromiseSettled(
        entry, Settled.AGREED_ANEW, due=due, instead=promise.due, words=happening.words
    )


def _yes(happening: Yes, teller: Teller) -> NamedTuple:
    _, entry = teller.last(happening.what, PromiseSaid)
    person = someone(happening.person, teller.people)
    return Confirmed((entry,), person.key, words=happening.words)


def _wrong(happening: Wrong, teller: Teller) -> NamedTuple:
    _, entry = teller.last(happening.what, PromiseSaid)
    return RepairSaid(happening.words, promise=entry)


def _righted(happening: Righted, teller: Teller) -> NamedTuple:
    _, entry = teller.last(happening.what, RepairSaid)
    name = happening.person
    person = None if name is None else someone(name, teller.people).key
    return RepairStep(entry, happening.stage, happening.words, person=person)


def _gone(happening: Gone, teller: Teller) -> NamedTuple:
    return Left(day(teller.today, happening.away), happening.words, happening.why)


def _renewed(happening: Renewed, teller: Teller) -> NamedTuple:
    return Renewal(day(teller.today, happening.away), happening.euros * 100, CURRENCY)


def _treated(happening: Treated, _: Teller) -> NamedTuple:
    return TrackSaid(happening.track, happening.reason)


def _came(happening: Came, _: Teller) -> NamedTuple:
    return ProcessStepSaid(happening.step)


def _seated(happening: Seated, teller: Teller) -> NamedTuple:
    return SeatSaid(happening.seat, tuple(teller.members[who].key for who in happening.members))


def _handed(happening: Handed, teller: Teller) -> NamedTuple:
    return HandoffSaid(unit=happening.unit)._replace(**happening.checklist._asdict())


def _answered(happening: Answered, teller: Teller) -> NamedTuple:
    _, entry = teller.last("", HandoffSaid)
    name = happening.person
    person = None if name is None else someone(name, teller.people).key
    missing = tuple(part.value for part in happening.missing)
    return HandoffAnswer(entry, happening.how, None, missing, happening.words or None, person)


def _referred(happening: Referred, teller: Teller) -> NamedTuple:
    person = someone(happening.person, teller.people).key
    if happening.stage in (Stage.ASKED, Stage.CAME):
        return ReferralSaid(happening.stage, happening.about, person)
    _, entry = teller.last("", ReferralSaid)
    return ReferralSaid(happening.stage, None, person, entry)


def _planned(happening: Planned, teller: Teller) -> NamedTuple:
    due = day(teller.today, happening.due)
    step = PlanStepSaid(happening.what, happening.side, due=due)
    if happening.side is Side.OURS:
        return step._replace(owner=teller.members[happening.whose].key)
    return step._replace(person=someone(happening.whose, teller.people).key)


_SAYS: dict[type[NamedTuple], Callable[[Any, Teller], NamedTuple]] = {
    Done: _done,
    Blocked: _blocked,
    Kept: _kept,
    Broke: _broke,
    Moved: _moved,
    Yes: _yes,
    Wrong: _wrong,
    Righted: _righted,
    Gone: _gone,
    Renewed: _renewed,
    Treated: _treated,
    Seated: _seated,
    Came: _came,
    Handed: _handed,
    Answered: _answered,
    Referred: _referred,
    Planned: _planned,
}
