"""Their shoes: an account's last 90 days from the customer's chair, as events in their order.

The same journal that the timeline shows, told as they lived it: who turned to them, how long they
waited, what became of our word. A pure fold of the state that facts and entries leave: no score,
no count of anybody's work, and nothing that nobody has recorded.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from accountdesk.core import lived_contact, lived_trust
from accountdesk.core.lived import NAMES, Event, Touched, stands
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team

DAYS = 90
"""How far back it reaches, today counted."""

_ORDER = {kind: place for place, kind in enumerate(NAMES)}


def first_day(today: date) -> date:
    """The first of the days that are told."""
    return today - timedelta(days=DAYS - 1)


def shoes(state: AccountState, team: Team, today: date) -> tuple[Event, ...]:
    """What they lived through in the last `DAYS` days, the oldest first.

    How things stand comes last, and is of `today`, however long ago it began.
    """
    first = first_day(today)
    found = [event for event in _lived(state, team, today) if first <= event.on <= today]
    return tuple(sorted(found, key=_place))


def _lived(state: AccountState, team: Team, today: date) -> Iterator[Event]:
    """Events in no order, some of them of earlier or later days."""
    happened = [touch for touch in state.touches if touch.on <= today]
    first = first_day(today)
    # Whom they had met in the days before counts; what they had asked then may have been answered.
    near = first - timedelta(days=lived_contact.FEW_DAYS)
    yield from lived_contact.touched([t for t in happened if t.on >= near], team)
    lately = [t for t in happened if t.on >= first]
    waits = [*lived_contact.waited(lately, team.policy.working_days, today)]
    told = {(wait.since, wait.on) for wait in waits}
    yield from waits
    for silence in lived_contact.silent(happened, team.policy.cadence(state.track), today):
        if (silence.since, silence.on) not in told:  # else they know it for a wait
            yield silence
    yield from lived_trust.promised(state.promises, today)
    yield from lived_trust.mended(state.repairs, today)
    yield from lived_trust.felt(state.feelings)
    yield from lived_trust.departed(state.profile.left)


def _place(event: Event) -> tuple[date, bool, int, str, str]:
    """By day; of one day what happened before how things stand, touches by their hour.

    Events of one entry that fall on one day stay in the order in which they are found.
    """
    time = event.time or "" if isinstance(event, Touched) else ""
    return (event.on, stands(event), _ORDER[type(event)], time, event.entry)
