"""What we learned and what both sides gained, of all accounts: to be put to use elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey, EntryId, id_text
from accountdesk.core.state import AccountState
from accountdesk.core.text import find_words
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.need_page import value
from accountdesk.store import goals, projections

MOST = 200
"""Lines that are shown."""

LOOKED = 1_000
"""Accounts that are looked through, those with which something was learned last first."""

LEARNED = "learned"


class Row(NamedTuple):
    """One thing that was learned or gained.

    Attributes:
        entry: The entry that says it.
        account: What its account goes by.
        name: The account's name.
        what: `learned`, or who gained.
        on: The day of it.
        when: The same in words.
        text: What was learned or gained, with the amount if it was measured.
    """

    entry: EntryId
    account: AccountKey
    name: str
    what: str
    on: date
    when: str
    text: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.when} · {self.what}: {self.text} · {self.name}"

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "entry": id_text(self.entry),
            "account": self.account,
            "name": self.name,
            "kind": LEARNED if self.what == LEARNED else "value",
            "for": None if self.what == LEARNED else self.what.removeprefix("for "),
            "on": self.on.isoformat(),
            "text": self.text,
        }


class LearnedPage(NamedTuple):
    """What was found.

    Attributes:
        text: The words that it was narrowed down by; empty: by none.
        rows: The latest first.
        more: Whether there is more, or accounts that were not looked through.
    """

    text: str
    rows: tuple[Row, ...]
    more: bool


def learned_page(desk: Desk, text: str = "") -> LearnedPage:
    """What was learned and gained of which every word of `text` begins a word, in any order."""
    team, wanted = desk.team(), find_words(text)
    accounts = goals.accounts_that_gained(desk.store, LOOKED + 1)
    states = (projections.state(desk.store, account, team) for account in accounts[:LOOKED])
    rows = [row for row in _rows(states, desk.today) if _has(row, wanted)]
    rows.sort(key=lambda row: (row.on, row.entry), reverse=True)
    more = len(rows) > MOST or len(accounts) > LOOKED
    return LearnedPage(text, tuple(rows[:MOST]), more)


def _rows(states: Iterable[AccountState], today: date) -> Iterator[Row]:
    for state in states:
        of = (state.key, state.name)
        for one in state.learned:
            yield Row(one.entry, *of, LEARNED, one.on, words.day(one.on, today), one.text)
        for gain in state.values:
            when, what = words.day(gain.on, today), f"for {gain.gains.value}"
            yield Row(gain.entry, *of, what, gain.on, when, value(gain))


def _has(row: Row, wanted: Sequence[str]) -> bool:
    here = find_words(f"{row.what} {row.text} {row.name}")
    return all(any(word.startswith(beginning) for word in here) for beginning in wanted)


NOTHING = "Nothing was learned or gained yet. Lines of notes say it: learned: …, gain them: …"
MORE = "and more, earlier: words find it"


def parts(page: LearnedPage, keys: str) -> list[tuple[str, tuple[str, ...]]]:
    """The page as text, in parts with titles. Args: `keys`: what to do, in a sentence."""
    found: list[tuple[str, tuple[str, ...]]] = [("What we learned, and both sides gained", (keys,))]
    for title, learned in (("Learned", True), ("Gained", False)):
        lines = tuple(
            f"{row.when}  {row.text if learned else f'{row.what}: {row.text}'} · {row.name}"
            for row in page.rows
            if (row.what == LEARNED) is learned
        )
        if lines:
            found.append((f"{title} · {len(lines)}", lines))
    if page.more:
        found.append((MORE, ()))
    if not page.rows:
        found.append((NOTHING, ()))
    return found
