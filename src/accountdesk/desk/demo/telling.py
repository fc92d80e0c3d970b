"""Telling: the life of an account becomes what the team recorded and what its CRM knows."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from accountdesk.core.account import Left, Renewal, SeatSaid
from accountdesk.core.calendar import Dates
from accountdesk.core.entry import id_text
from accountdesk.core.member import Member
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.note import read_note
from accountdesk.core.note_fields import Known
from accountdesk.core.person import PersonFact
from accountdesk.core.touchpoint import ActivityFact, Touchpoint
from accountdesk.core.track import TrackSaid
from accountdesk.desk.demo.before import before
from accountdesk.desk.demo.days import day, with_days
from accountdesk.desk.demo.facts import account_key
from accountdesk.desk.demo.scribe import Scribe
from accountdesk.desk.demo.story import (
    Crm,
    Done,
    Gone,
    Note,
    Recorded,
    Renewed,
    Seated,
    Story,
    Treated,
)
from accountdesk.desk.demo.team import CURRENCY, owner


class _Teller(NamedTuple):
    """What a happening is told with.

    Attributes:
        today: The demo's day.
        people: Of the account.
        members: Of our team, by first name.
        steps: Next steps so far: their words and the text of their entries' ids.
    """

    today: date
    people: list[PersonFact]
    members: Mapping[str, Member]
    steps: list[tuple[str, str]]


def tell(
    story: Story, people: list[PersonFact], members: Mapping[str, Member], scribe: Scribe
) -> list[ActivityFact]:
    """Let the scribe write down what the team recorded; the touches that the CRM knows."""
    key, at = account_key(story), 0
    touches: list[ActivityFact] = []
    teller = _Teller(scribe.today, people, members, [])
    # Sorting keeps what a story tells of one day in its order.
    for happening in sorted((*before(story), *story.life), key=lambda one: one.away):
        if isinstance(happening, Crm):
            touches.append(_touch(happening, f"{key}-a{len(touches) + 1}", teller))
            continue
        at = scribe.moment(happening.away, story.name, after=at)
        bodies = _bodies(happening, teller)
        for entry, body in zip(scribe.sitting(at, happening.who, key, bodies), bodies, strict=True):
            if isinstance(body, NextStep):
                teller.steps.append((body.what, id_text(entry.id)))
    return touches


def _touch(happening: Crm, key: str, teller: _Teller) -> ActivityFact:
    [touch] = _read(happening, teller)
    assert isinstance(touch, Touchpoint)
    return ActivityFact(
        key=key,
        on=day(teller.today, happening.away),
        kind=touch.kind,
        direction=touch.direction,
        no_answer=touch.no_answer,
        manner=touch.manner,
        people=touch.people,
        text=touch.text,
        by=None if happening.who is None else owner(happening.who),
    )


def _bodies(happening: Recorded, teller: _Teller) -> list[NamedTuple]:
    """What our team's entries of a happening say."""
    match happening:
        case Note():
            return _read(happening, teller)
        case Done(_, _, what):
            return [StepDone(next(step for text, step in reversed(teller.steps) if what in text))]
        case Gone(away, _, words, why):
            return [Left(day(teller.today, away), words, why)]
        case Renewed(away, _, euros):
            return [Renewal(day(teller.today, away), euros * 100, CURRENCY)]
        case Treated(_, _, track, reason):
            return [TrackSaid(track, reason)]
        case Seated(_, _, seat, names):
            return [SeatSaid(seat, tuple(teller.members[who].key for who in names))]


def _read(happening: Note | Crm, teller: _Teller) -> list[NamedTuple]:
    """What a text says in the grammar of notes, typed on the day it is about."""
    dates = Dates(day(teller.today, happening.away))
    known = Known(teller.people, teller.members.values(), dates)
    note = read_note(with_days(happening.text, teller.today), known)
    assert not note.hints, (happening, note.hints)  # a name before the colon that nobody has
    return list(note.bodies)
