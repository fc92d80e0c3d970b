"""The line: what a list shows of an account for one seat, kept so that no list has to fold."""

from datetime import date
from typing import NamedTuple

from accountdesk.core import touchpoint
from accountdesk.core.attention import Attention
from accountdesk.core.next_step import open_steps
from accountdesk.core.readings import Readings, changes_on
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Direction, Kind
from accountdesk.core.track import Track


class Line(NamedTuple):
    """One row of a list, as data; `desk/words` says it for a given day.

    Attributes:
        name: The account's name, or its key while nobody has named it.
        track: How it is treated.
        points: Attention of this seat, 0-100.
        word: The reason that shows, a `Term`'s word; empty when everything is in order.
        on: As in `Term`.
        text: As in `Term`.
        time: As in `Term`.
        number: As in `Term`.
        entry: As in `Term`.
        reasons: How many reasons there are in all.
        last_on: Day of the last touch; None if none is known.
        last_kind: What the last touch was.
        last_direction: Who turned to whom in it.
        last_by: The member, or the raw claim, who recorded it.
        next_what: The next open step; empty if there is none.
        next_due: The day it is due; None if none was named.
        next_time: `HH:MM` of that day.
        received: False while the account itself has not come in: "not received yet".
        readable: False if only a newer program reads all of its entries.
        gone: Whether its source has it no longer.
        not_now: The first day on which it calls again; None: nobody has put it off.
        why_not: Why it was put off, in somebody's words; empty if none were said.
        not_now_by: The key of the member, or the raw claim, who put it off; empty if nobody did.
    """

    name: str
    track: Track
    points: int = 0
    word: str = ""
    on: date | None = None
    text: str = ""
    time: str | None = None
    number: int = 0
    entry: str = ""
    reasons: int = 0
    last_on: date | None = None
    last_kind: Kind | None = None
    last_direction: Direction | None = None
    last_by: str | None = None
    next_what: str = ""
    next_due: date | None = None
    next_time: str | None = None
    received: bool = True
    readable: bool = True
    gone: bool = False
    not_now: date | None = None
    why_not: str = ""
    not_now_by: str = ""


def line(state: AccountState, attention: Attention, team: Team, today: date) -> Line:
    """The line of an account in the list of one seat; it is right until `turns_on`."""
    shown = Line(
        name=state.name,
        track=state.track,
        points=attention.points,
        reasons=len(attention.terms),
        received=state.profile.name is not None,
        readable=not state.unknown_kinds,
        gone=state.profile.gone is not None,
    )
    if attention.terms:
        first = attention.terms[0]
        shown = shown._replace(
            word=first.word, on=first.on, text=first.text, time=first.time, number=first.number
        )._replace(entry=first.entry)
    if (put_off := attention.put_off) is not None:
        who = team.who(put_off.by)
        shown = shown._replace(
            not_now=put_off.until, why_not=put_off.why, not_now_by=who.key if who else put_off.by
        )
    touch = touchpoint.last(state.touches, today)
    if touch is not None:
        shown = shown._replace(
            last_on=touch.on,
            last_kind=touch.kind,
            last_direction=touch.direction,
            last_by=None if touch.by is None else team.name_of(touch.by),
        )
    step = next(iter(open_steps(state.steps)), None)
    if step is not None:
        shown = shown._replace(next_what=step.what, next_due=step.due, next_time=step.time)
    return shown


def turns_on(state: AccountState, team: Team, today: date, now: Readings) -> date | None:
    """The first day after `today` on which a reading or a line differs; None: never by time.

    `now` is what the readings are today.
    """
    days = [touch.on for touch in state.touches if touch.on > today]
    readings_turn = changes_on(state, team, today, now)
    if readings_turn is not None:
        days.append(readings_turn)
    return min(days, default=None)
