"""Our word: what became of what we promised, by rules and counts.

It says what we did, not what they feel.

*Broken* if a promise was broken and no repair that names it is confirmed, or a repair has passed
its agreed day. *Kept* with enough settled promises in the last days, enough of them on time, no
repair open, and no negative feeling. *Too early* under so many. *Mixed* otherwise.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.entry import id_text, named
from accountdesk.core.promise import Outcome, Promise, Side
from accountdesk.core.repair import Repair, open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team


class Word(StrEnum):
    """How our word stands."""

    KEPT = "kept"
    BROKEN = "broken"
    MIXED = "mixed"
    TOO_EARLY = "too early"


class OurWord(NamedTuple):
    """How our word stands with an account, and what that was read from.

    Attributes:
        word: By the rules above.
        on_time: Promises kept on time, of those settled in `our_word.days`.
        late: Kept late.
        broken: Broken.
        anew: Times that a promise was agreed anew in these days; never settled, so not counted.
        disputed: Promises of which members say different things, whenever that was.
        because: What breaks it, in the words that were used: promises that were broken and not made
            right, then repairs past their day.
        behind: Ids of the entries that it was read from: promises, then repairs.
    """

    word: Word
    on_time: int
    late: int
    broken: int
    anew: int
    disputed: int
    because: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def settled(self) -> int:
        """How many promises were settled."""
        return self.on_time + self.late + self.broken


def our_word(state: AccountState, team: Team, today: date) -> OurWord:
    """How our word stands with an account on a day."""
    policy = team.policy
    since = today - timedelta(policy.number("our_word.days"))
    ours = [promise for promise in state.promises if promise.side is Side.OURS]
    known = [p for p in ours if p.settled is not None and p.settled <= today]
    lately = [p for p in known if p.settled is not None and p.settled > since]
    counts = {one: sum(p.outcome is one for p in lately) for one in Outcome}
    moves = [move for p in ours for move in p.moves if since < move.on <= today]
    broken = [p for p in unmended(state) if p in known]
    open_ = [repair for repair in open_repairs(state.repairs) if repair.on <= today]
    overdue = [repair for repair in open_ if repair.due is not None and repair.due < today]
    feels = feeling.now(state.feelings, today, policy.number("feeling.days"))
    is_well = feels is None or feels.mood not in feeling.NEGATIVE
    if broken or overdue:
        word = Word.BROKEN
    elif len(lately) < policy.number("our_word.settled"):
        word = Word.TOO_EARLY
    elif (
        counts[Outcome.ON_TIME] * 1000 >= policy.thousandths("our_word.share") * len(lately)
        and not open_
        and is_well
    ):
        word = Word.KEPT
    else:
        word = Word.MIXED
    promises = [*lately, *(p for p in broken if p not in lately)]
    read = [*(p.entry for p in promises), *(repair.entry for repair in open_)]
    disputed = sum(promise.disputed for promise in ours)
    return OurWord(
        word,
        on_time=counts[Outcome.ON_TIME],
        late=counts[Outcome.LATE],
        broken=counts[Outcome.BROKEN],
        anew=len(moves),
        disputed=disputed,
        because=(*(one.what for one in broken), *(one.what for one in overdue)),
        behind=tuple(map(id_text, read)),
    )


def unmended(state: AccountState) -> tuple[Promise, ...]:
    """Promises of ours that were broken and that no confirmed repair has made right."""
    return _broken(state, (r for r in state.repairs if r.confirmed is not None))


def unanswered(state: AccountState) -> tuple[Promise, ...]:
    """Promises of ours that were broken and that no repair names, open or confirmed."""
    return _broken(state, state.repairs)


def _broken(state: AccountState, mending: Iterable[Repair]) -> tuple[Promise, ...]:
    """Promises of ours that were broken, without those that a repair names."""
    mended = named(repair.promise for repair in mending if repair.promise)
    return tuple(
        promise
        for promise in state.promises
        if promise.side is Side.OURS
        and promise.outcome is Outcome.BROKEN
        and promise.entry not in mended
    )
