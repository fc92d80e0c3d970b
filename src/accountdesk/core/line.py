"""The line: what a list shows of an account for one seat, kept so that no list has to fold."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core import feeling, touchpoint
from accountdesk.core.attention import Attention
from accountdesk.core.blocker import open_blockers
from accountdesk.core.member import Member, Seat
from accountdesk.core.readings import Readings, changes_on
from accountdesk.core.reasons import DAY
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
        more: As in `Term`.
        pinned: As in `Term`.
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
        feels: How they feel; empty: unknown, which is normal.
        feels_on: The day on which that was seen.
        away: Who of those that hold the seat is away today, by name; empty if nobody is.
        cover: Who covers for them, by name; empty: nobody.
        blocked: What has been in the way for longest, in somebody's words; empty if nothing is.
        blocked_on: The day it came up.
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
    more: str = ""
    pinned: bool = False
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
    feels: str = ""
    feels_on: date | None = None
    away: str = ""
    cover: str = ""
    blocked: str = ""
    blocked_on: date | None = None


def line(state: AccountState, seat: Seat, attention: Attention, team: Team, today: date) -> Line:
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
        )._replace(entry=first.entry, more=first.more, pinned=first.pinned)
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
    step = next(iter(state.next_steps), None)
    if step is not None:
        shown = shown._replace(next_what=step.what, next_due=step.due, next_time=step.time)
    blocked = next((one for one in open_blockers(state.blockers) if one.on <= today), None)
    if blocked is not None:
        shown = shown._replace(blocked=blocked.what, blocked_on=blocked.on)
    feels = feeling.now(state.feelings, today, team.policy.number("feeling.days"))
    if feels is not None:
        shown = shown._replace(feels=feels.mood.value, feels_on=feels.on)
    return _with_cover(shown, state.hunters if seat is Seat.HUNTER else state.farmers, team, today)


def _with_cover(shown: Line, holders: Sequence[Member], team: Team, today: date) -> Line:
    """The line with who is away, where nobody who holds the seat is there, and who covers."""
    if not holders or not all(team.away(one.key, today) for one in holders):
        return shown
    covers = {one.name: None for h in holders if (one := team.stand_in(h.key, today)) is not None}
    return shown._replace(away=", ".join(one.name for one in holders), cover=", ".join(covers))


def turns_on(state: AccountState, team: Team, today: date, now: Readings) -> date | None:
    """The first day after `today` on which a reading or a line differs; None: never by time.

    `now` is what the readings are today.
    """
    days = [touch.on for touch in state.touches if touch.on > today]
    days += [one.on for one in state.blockers if one.on > today]
    days += [one.on for one in state.way if one.on > today]
    fades = team.policy.number("feeling.days")
    for one in state.feelings:
        days += [on for on in (one.on, feeling.last_day(one, fades) + DAY) if on > today]
    holders = {member.key for member in (*state.hunters, *state.farmers)}
    for gone in team.absences if holders else ():
        days += [on for on in (gone.first, gone.last + DAY) if on > today]
    readings_turn = changes_on(state, team, today, now)
    if readings_turn is not None:
        days.append(readings_turn)
    return min(days, default=None)
