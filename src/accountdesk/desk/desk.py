"""A desk at work: one store, the day, and who is at it. Everything below `open` is handed one."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from accountdesk.core.errors import Ambiguous, NotFound, Refused
from accountdesk.core.member import Member
from accountdesk.core.team import Team
from accountdesk.store import meta, projections, windows
from accountdesk.store.connection import Store
from accountdesk.store.windows import Named


class Desk(NamedTuple):
    """What every piece of work needs.

    Attributes:
        store: Where things are kept; it belongs to the thread that opened it.
        name: The name under which this store mints entries.
        claim: Who is at the desk, as a raw claim: `os:1000@host`, `actor:ana`.
        today: The store's day, in the team's zone.
        clock_day: The day of this machine's clock in that zone; `today` never goes back to it.
        clock: UTC milliseconds since 1970.
        looks_only: A private copy for another day; what it is told is not kept.
        program: What its user types in front of a command, for advice.
    """

    store: Store
    name: str
    claim: str
    today: date
    clock_day: date
    clock: Callable[[], int]
    looks_only: bool = False
    program: str = "accountdesk"

    def team(self) -> Team:
        """The team as the store knows it now."""
        return projections.team(self.store)

    def me(self) -> Member | None:
        """The member who is at the desk; None: nobody who is known."""
        return self.team().who(self.claim)

    def hint(self) -> str | None:
        """A sentence if the store is on a later day than the clock; None if all is well."""
        if self.looks_only or meta.is_pinned(self.store) or self.today <= self.clock_day:
            return None
        return (
            f"This desk has come to {self.today.isoformat()}, and this machine's clock says "
            f"{self.clock_day.isoformat()}. If the clock is right, `accountdesk rebuild` puts the "
            "desk back on its day."
        )

    def must_keep(self) -> None:
        """Refuse to record on a private copy, and on a store that a newer program has written.

        Raises:
            Refused: This desk only looks.
        """
        if self.looks_only:
            raise Refused(
                f"This desk only looks at {self.today.isoformat()}, so nothing was recorded. "
                "Leave --today out to record."
            )
        if self.store.newer:
            raise Refused(self.store.newer)

    def settle(
        self,
        done: Callable[[int], None] = lambda count: None,
        go_on: Callable[[], bool] = lambda: True,
    ) -> int:
        """Fold what waits to be folded for today, before something is read; how many accounts.

        `go_on` is asked before each batch; what it leaves is folded by the next one who asks.
        A store that a newer program has written, or that is only read, is read as it is.
        """
        if self.store.newer or self.store.read_only:
            return 0
        return projections.settle(self.store, self.today, self.team, done, go_on)

    def account_called(self, text: str) -> Named:
        """The account that a user means: a key, an exact name, else a unique prefix.

        Raises:
            NotFound: No account answers to it.
            Ambiguous: Several do; the message lists up to ten.
        """
        found = windows.called(self.store, text)
        if not found:
            raise NotFound(
                f"No account is called “{text}”. `{self.program} list` shows them; "
                f"`{self.program} add account NAME` adds one."
            )
        if len(found) > 1:
            names = "; ".join(f"{named.name} ({named.key})" for named in found[:10])
            more = ", and more" if len(found) > 10 else ""
            raise Ambiguous(
                f"Several accounts are called “{text}”: {names}{more}. Name one in full or by its "
                "key."
            )
        return found[0]
