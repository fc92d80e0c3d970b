"""Evidence: each reason with its points, and what it was read from, for whoever wants to check."""

from collections.abc import Iterable, Iterator
from datetime import date

from accountdesk.core.attention import Attention, Term
from accountdesk.core.case import CaseFact
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import Entry, id_text
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import reason_words, words
from accountdesk.desk.said import entry_in_words
from accountdesk.desk.saying import names

MOST = 5
"""Lines of what is behind one reason."""


def evidence(
    found: Attention, state: AccountState, entries: Iterable[Entry], team: Team, today: date
) -> tuple[str, ...]:
    """Every reason in words with its points, the heaviest first, and under it what it is about."""
    known = {id_text(entry.id): entry for entry in entries}
    lines: list[str] = []
    for term, text in reason_words.terms(found, today):
        lines.append(text)
        behind = [*_behind(term, state, known, team, today)]
        lines += [f"      {line}" for line in behind[:MOST]]
        if len(behind) > MOST:
            lines.append(f"      and {len(behind) - MOST} more")
    return tuple(lines)


def _behind(
    term: Term, state: AccountState, known: dict[str, Entry], team: Team, today: date
) -> Iterator[str]:
    people: dict[str, str] = {person.key: person.name for person in state.people}
    touches = {touch.key: touch for touch in state.touches}
    deals: dict[str, DealFact] = {deal.key: deal for deal in state.deals}
    cases: dict[str, CaseFact] = {case.key: case for case in state.cases}
    for key in term.behind:
        if (entry := known.get(key)) is not None:
            yield f"{team.name_of(entry.by)}: {entry_in_words(entry, state, team, today)}"
        elif (touch := touches.get(key)) is not None:
            by = "" if touch.by is None else f", {team.name_of(touch.by)}"
            said = words.touch(touch, names(touch.people, people), touch.text)
            yield f"{words.full(touch.on, touch.time)}{by}: {said}"
        elif (deal := deals.get(key)) is not None:
            closes = None if deal.closes is None else words.full(deal.closes)
            yield words.deal(deal, closes)
        elif key in cases:
            yield words.case(cases[key], today)
        else:
            yield people.get(key, key)
