"""A customer's people in words: who they are, who knows them, who works with whom, what lacks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from accountdesk.core.acquaintance import Gap, Knows, Lack, acquaintance, gaps
from accountdesk.core.member import Member, MemberKey
from accountdesk.core.person import PersonFact
from accountdesk.core.relations import Tie
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.text import fitted
from accountdesk.desk import words
from accountdesk.desk.said_people import DOES

MARKS: Mapping[Knows | None, str] = {Knows.SPEAKS: "●", Knows.KNOWS: "○", None: "·"}
NAME_CELLS, MEMBER_CELLS, MOST_MEMBERS = 18, 8, 7
DEEPEST = 24
"""Cells by which a tree is set in at most; deeper ones stand below each other."""


def person(one: PersonFact, state: AccountState, today: date) -> str:
    """`Dana Fox, CFO: makes decisions, pays · dana@… · +49 30 … (Europe/Berlin)`."""
    relations = state.relations
    note = relations.notes.get(one.key)
    title = f", {one.title}" if one.title else ""
    does = ", ".join(DOES[role] for role in relations.roles.get(one.key, ()))
    parts = [f"{one.name}{title}{f': {does}' if does else ''}"]
    if relations.gone(one.key, today):
        moved = relations.moved[one.key]
        return f"{parts[0]} · left for {moved.place or 'elsewhere'} {words.day(moved.on, today)}"
    if relations.not_to_contact(one.key):
        return f"{parts[0]} · not to be contacted"
    zone = note.zone if note is not None else None
    phone = f"{one.phone} ({zone})" if one.phone and zone else one.phone or zone
    parts += [part for part in (one.email, phone) if part]
    if note is not None:
        parts += [
            text
            for text in (
                note.channel and f"reached by {note.channel}",
                note.language and f"speaks {note.language}",
            )
            if text
        ]
    return " · ".join(parts)


def matters(state: AccountState, today: date) -> Iterator[str]:
    """What matters to each of those who are still there."""
    for one in state.people:
        note = state.relations.notes.get(one.key)
        if note is not None and note.matters and not state.relations.gone(one.key, today):
            yield f"{one.name}: {note.matters}"


def matrix(state: AccountState, team: Team, today: date) -> tuple[str, ...]:
    """Who of us knows whom of them: a line for each of them, a column for each of us, by name.

    Only those of us stand there who hold a seat here or know somebody.
    """
    known = acquaintance(state, team, today)
    every = _members(state, team, known)
    members, more = every[:MOST_MEMBERS], len(every) - MOST_MEMBERS
    if not known or not members:
        return ()
    heads = "".join(fitted(one.name.partition(" ")[0], MEMBER_CELLS) for one in members)
    lines = [" " * (NAME_CELLS + 1) + heads.rstrip()]
    for one in state.people:
        if one.key in known:
            marks = (MARKS[known[one.key].get(member.key)] for member in members)
            cells = "".join(fitted(mark, MEMBER_CELLS) for mark in marks).rstrip()
            lines.append(f"{fitted(one.name, NAME_CELLS)} {cells}")
    days = team.policy.number("coverage.days")
    others = f"  and {more} more of us" if more > 0 else ""
    return (*lines, f"● spoke with them in {days} d  ○ knows them  · not known{others}")


def _members(
    state: AccountState, team: Team, known: Mapping[str, Mapping[MemberKey, Knows]]
) -> Sequence[Member]:
    keys = {member.key for member in (*state.hunters, *state.farmers)}
    keys = keys.union(*known.values())
    found = [team.members[key] for key in keys if key in team.members]
    return sorted(found, key=lambda one: (one.name, one.key))


def tree(state: AccountState, today: date) -> tuple[str, ...]:
    """Who reports to whom, as a tree, and behind each name with whom they work."""
    if not state.relations.ties:
        return ()
    here = {str(o.key): o for o in state.people if not state.relations.gone(o.key, today)}
    ties = [tie for tie in state.relations.ties if tie[0] in here and tie[1] in here]
    above = {one: other for one, other, tie in ties if tie is Tie.REPORTS_TO}
    tied = {key for one, other, _ in ties for key in (one, other)}
    tops = [key for key in here if key in tied and above.get(key) not in here]
    told: set[str] = set()
    lines: list[str] = []
    # Those who report to each other in a circle have nobody above them, and come last.
    for top in (*tops, *(key for key in here if key in tied)):
        ahead = [(top, "", "")]
        while ahead:
            key, lead, turn = ahead.pop()
            if key in told:
                continue
            told.add(key)
            lines.append(f"{lead}{turn}{_in_tree(key, here, ties, state)}")
            below = [one for one in here if above.get(one) == key and one not in told]
            deeper = (lead + {"": "", "├ ": "│ ", "└ ": "  "}[turn])[:DEEPEST]
            turns = ["├ "] * (len(below) - 1) + ["└ "]
            ahead += [(one, deeper, end) for one, end in zip(below, turns, strict=False)][::-1]
    return tuple(lines)


def _in_tree(
    key: str,
    here: Mapping[str, PersonFact],
    ties: Sequence[tuple[str, str, Tie]],
    state: AccountState,
) -> str:
    roles = ", ".join(role.value for role in state.relations.roles.get(key, ()))
    beside = [
        other if one == key else one
        for one, other, tie in ties
        if tie is Tie.WORKS_WITH and key in (one, other)
    ]
    names = ", ".join(sorted(here[one].name for one in dict.fromkeys(beside)))
    works = f" · works with {names}" if names else ""
    return f"{here[key].name}{f' ({roles})' if roles else ''}{works}"


def lacking(state: AccountState, team: Team, today: date) -> tuple[str, ...]:
    """What is missing in whom we know, each in a sentence."""
    people: dict[str, str] = {one.key: one.name for one in state.people}
    return tuple(_gap(gap, people, team) for gap in gaps(state, acquaintance(state, team, today)))


def _gap(gap: Gap, people: Mapping[str, str], team: Team) -> str:
    who = people.get(gap.person, gap.person)
    does = "" if gap.role is None else DOES[gap.role]
    if gap.lack is Lack.NOBODY:
        return "Nobody of them is known yet."
    if gap.lack is Lack.NO_ROLE:
        return f"Nobody is known who {does}."
    if gap.lack is Lack.UNKNOWN_TO_US:
        return f"None of us knows {who}, who {does}."
    return f"Only {team.name_of(gap.member or '')} knows {who}, who {does}."
