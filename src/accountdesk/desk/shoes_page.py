"""Their shoes in words: an account's last 90 days from the customer's chair, a line a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.lived import NAMES, Event, stands
from accountdesk.core.quotes import aged
from accountdesk.core.record import plain
from accountdesk.core.shoes import DAYS, first_day, shoes
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.text import clean
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.shoes_around import LONGEST, Around
from accountdesk.desk.shoes_words import sentence
from accountdesk.store import projections

NOTHING = "Nothing is recorded of these days: from their chair, nobody turned to them."

MOST = 1500
"""Characters of a line; a day with more of them has several."""


class ShoesPage(NamedTuple):
    """An account's last days as its people lived them, told to them as `you`.

    Attributes:
        key: What the account goes by.
        name: Its name; faces clean it.
        days: A line for each day on which something happened, the earliest first.
        now: How things stand on the day, a line each.
        today: That day, in words.
        since: The first of the days, in words.
        unread: Whether a newer program has said more than this one can read.
        data: The same for programs.
    """

    key: AccountKey
    name: str
    days: tuple[str, ...]
    now: tuple[str, ...]
    today: str
    since: str
    unread: bool
    data: dict[str, object]

    @property
    def title(self) -> str:
        """Whose shoes they are, and since when."""
        update = f" · {words.UPDATE}" if self.unread else ""
        return f"{self.name} · from their chair, since {self.since}{update}"

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What happened, and how things stand; a sentence that says so if there is nothing."""
        if not self.days and not self.now:
            return ((self.title, (NOTHING,)),)
        now = ((f"As it stands today, {self.today}", self.now),) if self.now else ()
        return ((self.title, self.days), *now)

    @property
    def called(self) -> str:
        """What it is called where it was copied."""
        return f"last days of {self.name}"

    @property
    def text(self) -> str:
        """All of it as one text, to be copied."""
        return "\n\n".join("\n".join((title, *lines)) for title, lines in self.parts)


def shoes_page(desk: Desk, account: str) -> ShoesPage:
    """The page of the account that goes by a name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    team = desk.team()
    named = desk.account_called(account)
    state = aged(projections.state(desk.store, named.account, team), team.policy, desk.today)
    return in_words(state, team, desk.today)


def in_words(state: AccountState, team: Team, today: date) -> ShoesPage:
    """An account's last days in words."""
    events = shoes(state, team, today)
    people: dict[str, str] = {person.key: person.name for person in state.people}
    around = Around(people, team, today)
    happened = [event for event in events if not stands(event)]
    return ShoesPage(
        key=state.key,
        name=clean(state.name, LONGEST),
        days=tuple(_by_day(happened, around)),
        now=tuple(sentence(event, around) for event in events if stands(event)),
        today=words.full(today),
        since=words.full(first_day(today)),
        unread=bool(state.unknown_kinds),
        data=_data(state, events, around),
    )


def _by_day(events: Sequence[Event], around: Around) -> Iterator[str]:
    """A line for each day: `Fri 5 Dec  Ben called you.`, and what else happened on it."""
    for on, together in groupby(events, key=lambda event: event.on):
        day = f"{words.day(on, around.today)} "
        line = day
        for event in together:
            told = sentence(event, around)
            if len(line) + len(told) > MOST:
                yield line
                line = day
            line += f" {told}"
        yield line


def _data(state: AccountState, events: Sequence[Event], around: Around) -> dict[str, object]:
    """The events for programs, each with its sentence; days are ISO text."""
    return {
        "key": state.key,
        "name": state.name,
        "today": around.today.isoformat(),
        "since": first_day(around.today).isoformat(),
        "days": DAYS,
        "events": [
            {"event": NAMES[type(event)], **plain(event), "said": sentence(event, around)}
            for event in events
        ],
        "update_needed_for": list(state.unknown_kinds),
    }
