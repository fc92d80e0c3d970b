"""What the sections of a review are made of."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core.period import Period
from accountdesk.core.promise import Promise, Side
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team


class Reviewed(NamedTuple):
    """Some days with an account.

    Attributes:
        state: The account, without quotes that are shown no longer.
        team: Our team.
        span: The days.
        today: The day on which it is read.
    """

    state: AccountState
    team: Team
    span: Period
    today: date

    @property
    def people(self) -> dict[str, str]:
        """Names of the account's people by their keys."""
        return {person.key: person.name for person in self.state.people}

    def has(self, on: date | None) -> bool:
        """Whether a day is one of them."""
        return on is not None and self.span.first <= on <= self.span.last

    def settled(self, side: Side) -> tuple[Promise, ...]:
        """Promises of one side that came to something in these days, by that day."""
        found = [p for p in self.state.promises if p.side is side and self.has(p.settled)]
        return tuple(sorted(found, key=lambda p: (p.settled, p.entry)))


Makes = Callable[[Reviewed], Iterable[str]]
"""Makes the lines of a section; none: the section is left out."""
