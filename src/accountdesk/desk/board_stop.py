"""The stop of a stand-up as a wall may show it: with names only where they are asked for."""

from typing import NamedTuple

from accountdesk.core.blocker import open_blockers
from accountdesk.core.feeling import Mood
from accountdesk.core.team import Team
from accountdesk.desk import promise_words, words
from accountdesk.desk.accounts import Row, row_of
from accountdesk.desk.desk import Desk
from accountdesk.desk.standup import walk
from accountdesk.store import projections, windows
from accountdesk.store.steps import rows_of


class BoardStop(NamedTuple):
    """Where the stand-up is.

    Attributes:
        number: Which stop, from 1 on.
        size: How many stops there are.
        name: The account; empty on a wall without names, and where there is none.
        lines: Why it needs us, in words; with names also what is in its way.
        paused: Whether nobody is in it at the moment.
    """

    number: int
    size: int
    name: str
    lines: tuple[str, ...]
    paused: bool

    @property
    def place(self) -> str:
        """`Stand-up, stop 3 of 12`."""
        return f"Stand-up, stop {self.number} of {self.size}" + (", paused" if self.paused else "")

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        named = {"name": self.name} if self.name else {}
        where = {"stop": self.number, "of": self.size, "paused": self.paused}
        return where | named | {"lines": list(self.lines)}


def board_stop(desk: Desk, team: Team, *, names: bool) -> BoardStop | None:
    """Where the stand-up of today is; None if none is on, or all stops are behind it."""
    now = walk(desk)
    if now is None or now.done or now.at == now.size:
        return None
    shown = BoardStop(now.at + 1, now.size, "", (), not now.going)
    named = windows.of_key(desk.store, now.accounts[now.at])
    if named is not None:
        return _with_account(desk, team, shown, named.account, names=names)
    member = now.members[now.at]
    return shown._replace(name=team.name_of(member)) if member and names else shown


def _with_account(
    desk: Desk, team: Team, shown: BoardStop, account: int, *, names: bool
) -> BoardStop:
    kept = rows_of(desk.store, {account}).get(account, {})
    rows = [row_of(row, desk.today) for row in kept.values()]
    lines = dict.fromkeys(_why(row, names=names) for row in rows)
    if not names:
        return shown._replace(lines=tuple(lines))
    state = projections.state(desk.store, account, team)
    blocked = [
        f"in our way: {promise_words.blocker(one, team, desk.today)}"
        for one in open_blockers(state.blockers)
    ]
    return shown._replace(name=state.name, lines=(*lines, *blocked))


def _why(row: Row, *, names: bool) -> str:
    """Why it needs us: without names only what kind of reason, and when."""
    is_felt = row.line.word in tuple(Mood)
    kind = row.line.word or "in order"
    reason = "how they feel" if is_felt else row.reason if names else kind
    when = "" if is_felt else row.when
    return f"{words.GROUPS[row.group]}: {reason} {when}".rstrip()
