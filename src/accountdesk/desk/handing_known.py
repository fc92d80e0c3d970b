"""What a hand-off has to say and is recorded already, so that nobody is asked for it again."""

from collections.abc import Iterable
from datetime import date

from accountdesk.core import feeling
from accountdesk.core.blocker import open_blockers
from accountdesk.core.case import over_time
from accountdesk.core.handoff import Checklist
from accountdesk.core.need import aims_by
from accountdesk.core.person import PersonFact
from accountdesk.core.promise import Side, open_promises
from accountdesk.core.repair import open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.text import LONGEST_WHAT, clean
from accountdesk.desk import words
from accountdesk.desk.keeping import Word

NONE_OPEN = "none open"
NONE_RECORDED = "none recorded"


def known(word: Word) -> Checklist:
    """What is recorded of each part already; empty where somebody has to be asked."""
    state = word.state
    people = (_person(one, state) for one in state.people if one.key not in state.relations.moved)
    promised = [
        one.what if one.due is None else f"{one.what}, by {words.full(one.due)}"
        for one in open_promises(state.promises, Side.OURS)
    ]
    return Checklist(
        who=_in_short(people),
        needs=needs_recorded(state, word.today),
        promises=_in_short(promised) or NONE_OPEN,
        concerns=_in_short(_concerns(word)) or NONE_RECORDED,
    )


def _in_short(texts: Iterable[str]) -> str:
    """Them with semicolons between, as many as one line of a checklist takes; then how many more.

    One that takes more than a line by itself is cut.
    """
    left = [clean(text, LONGEST_WHAT - _ROOM) for text in texts]
    shown: list[str] = []
    while left and len("; ".join([*shown, left[0]])) <= LONGEST_WHAT - _ROOM + 1:
        shown.append(left.pop(0))
    return "; ".join([*shown, f"and {len(left)} more"] if left else shown)


_ROOM = 20
"""Characters that are kept for how many more there are."""


def _person(one: PersonFact, state: AccountState) -> str:
    title = f", {one.title}" if one.title else ""
    does = ", ".join(role.value for role in state.relations.roles.get(one.key, ()))
    return f"{one.name}{title}{f' ({does})' if does else ''}"


def needs_recorded(state: AccountState, today: date) -> str:
    """What they aim at and need, as far as it was recorded; empty: it has to be asked."""
    aims = [one.what for one in aims_by(state.wants.aims, today)[-1:]]
    return _in_short([*aims, *(one.what for one in state.wants.needs if one.met_on is None)])


def _concerns(word: Word) -> Iterable[str]:
    """What worries them, or is in our way; never in their words: a copy of those would not age."""
    state, today = word.state, word.today
    feels = feeling.now(state.feelings, today, word.team.policy.number("feeling.days"))
    if feels is not None and feels.mood in feeling.NEGATIVE:
        yield feels.mood.value
    yield from (one.what for one in open_repairs(state.repairs))
    yield from (f"case: {one.name or 'no subject'}" for one in over_time(state.cases, today))
    yield from (f"blocked: {one.what}" for one in open_blockers(state.blockers))
