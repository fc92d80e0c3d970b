"""The people of an account: cards of its page, and what those bring who came from elsewhere."""

from collections.abc import Iterator, Mapping
from datetime import date

from accountdesk.core.acquaintance import Knows, acquaintance
from accountdesk.core.member import MemberKey
from accountdesk.core.person import PersonFact
from accountdesk.core.record import plain
from accountdesk.core.relations import CameFrom
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Touch
from accountdesk.desk import people_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.saying import names
from accountdesk.desk.words import Parts
from accountdesk.store import journal, projections

LAST = 3
"""Touches at another account that the page still tells of."""


def people_parts(desk: Desk, state: AccountState, team: Team) -> Parts:
    """Title and lines of what is known of an account's people; empty parts are left out."""
    today = desk.today
    parts = (
        ("People", tuple(people_words.person(one, state, today) for one in state.people)),
        ("Who knows whom", people_words.matrix(state, team, today)),
        ("How they work together", people_words.tree(state, today)),
        ("What matters to them", tuple(people_words.matters(state, today))),
        ("Before they came here", tuple(_before(desk, state, team))),
        ("Gaps", people_words.lacking(state, team, today)),
    )
    return tuple((title, lines) for title, lines in parts if lines)


def _before(desk: Desk, state: AccountState, team: Team) -> Iterator[str]:
    for one in state.people:
        came = state.relations.came_from.get(one.key)
        if came is None:
            continue
        since = f"came from {came.place} {words.day(came.on, desk.today)}"
        there = touches_there(desk, came, team)
        if not there:
            yield f"{one.name} {since}; nothing is recorded of them there"
            continue
        yield f"{one.name} {since}; last there:"
        yield from (f"  {_touch(touch, one, desk.today)}" for touch in there[-1 : -LAST - 1 : -1])


def touches_there(desk: Desk, came: CameFrom, team: Team) -> list[Touch]:
    """What passed between us and a person at the account where they were, the oldest first."""
    account = journal.known_account(desk.store, came.account)
    if account < 0:
        return []
    state = projections.state(desk.store, account, team)
    return [touch for touch in state.touches if came.was in touch.people]


def _touch(touch: Touch, one: PersonFact, today: date) -> str:
    said = words.touch(touch, names([one.key], {one.key: one.name}), touch.text)
    return f"{words.moment(touch.on, touch.time, today)}  {said}"


def people_data(state: AccountState, team: Team, today: date) -> list[dict[str, object]]:
    """The people of an account for programs, by name; what is unknown is missing."""
    known = acquaintance(state, team, today)
    return [
        _person(one, state, today) | {"known_by": _known(known.get(one.key, {}))}
        for one in state.people
    ]


def _known(members: Mapping[MemberKey, Knows]) -> list[dict[str, str]]:
    return [{"member": key, "how": how.value} for key, how in sorted(members.items())]


def _person(one: PersonFact, state: AccountState, today: date) -> dict[str, object]:
    relations = state.relations
    note = relations.notes.get(one.key)
    found: dict[str, object] = {**plain(one)}
    found["roles"] = [role.value for role in relations.roles.get(one.key, ())]
    found["works"] = [
        {"how": tie.value, "person": other} for who, other, tie in relations.ties if who == one.key
    ]
    if note is not None:
        said = plain(note._replace(known_by=None))
        found |= {name: value for name, value in said.items() if name != "person" and value != ""}
    if one.key in relations.moved:
        moved = relations.moved[one.key]
        found["left"] = {"to": moved.to, "place": moved.place, "on": moved.on.isoformat()}
    if one.key in relations.came_from:
        came = relations.came_from[one.key]
        found["came_from"] = {"account": came.account, "was": came.was, "on": came.on.isoformat()}
    return found
