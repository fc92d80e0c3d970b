"""The timeline of an account: what passed between them and us, and what was recorded beside it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import Entry, word_of
from accountdesk.core.quotes import aged_body
from accountdesk.core.state import AccountState, live_by_account
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Touch, Touchpoint
from accountdesk.desk import words
from accountdesk.desk.said import in_words
from accountdesk.desk.saying import names

TOUCHES, EVERYTHING = "what passed between us", "everything"
"""What is shown at first, and what else may be; each kind of either is the third choice."""


class Happening(NamedTuple):
    """One line of the timeline: when and what in words, which kind, and whether it is a touch."""

    when: str
    what: str
    kind: str
    is_touch: bool


def timeline(
    state: AccountState, entries: Iterable[Entry], team: Team, today: date
) -> tuple[Happening, ...]:
    """Everything that happened, the newest first; what was taken back is not there."""
    found = [
        ((touch.on, touch.time or "", 1, at), happening(touch, state, team, today))
        for at, touch in enumerate(state.touches)
    ]
    found += _recorded(state, entries, team, today)
    return tuple(one for _, one in sorted(found, key=lambda one: one[0], reverse=True))


_Key = tuple[date, str, int, int]


def _recorded(
    state: AccountState, entries: Iterable[Entry], team: Team, today: date
) -> Iterator[tuple[_Key, Happening]]:
    touchpoint = word_of(Touchpoint)
    for part in live_by_account(entries).values():
        for at, (entry, body) in enumerate(part.said):
            if entry.kind == touchpoint:
                continue
            recorded = day_of(entry.at)
            on = getattr(body, "on", None)
            on = on if isinstance(on, date) and on <= today else recorded
            shown = aged_body(body, recorded, team.policy, today)
            what = f"{in_words(shown, state, team)} ({team.name_of(entry.by)})"
            kind = entry.kind.replace("_", " ")
            yield (on, "", 0, at), Happening(words.moment(on, None, today), what, kind, False)


def happening(touch: Touch, state: AccountState, team: Team, today: date) -> Happening:
    """One touch as the timeline tells it."""
    people = names(touch.people, {person.key: person.name for person in state.people})
    by = "" if touch.by is None else f" ({team.name_of(touch.by)})"
    when = words.moment(touch.on, touch.time, today)
    return Happening(when, words.touch(touch, people, touch.text) + by, touch.kind.value, True)


def kinds(found: Sequence[Happening]) -> tuple[str, ...]:
    """What can be shown: touches, everything, then each kind that there is, touches first."""
    each = sorted({(not one.is_touch, one.kind) for one in found})
    return (TOUCHES, EVERYTHING, *(kind for _, kind in each))


def shown(found: Sequence[Happening], kind: str) -> tuple[Happening, ...]:
    """Those of a kind, or of the two wider choices."""
    if kind == EVERYTHING:
        return tuple(found)
    return tuple(one for one in found if (one.is_touch if kind == TOUCHES else one.kind == kind))
