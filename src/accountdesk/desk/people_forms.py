"""Forms about a customer's people: what they decide, who works with whom, what matters to them."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from accountdesk.core.entry import OWN, AccountKey, EntryId, id_text
from accountdesk.core.errors import Ambiguous, NotFound, NotUnderstood
from accountdesk.core.member import member_called
from accountdesk.core.note_fields import someone
from accountdesk.core.person import PersonAdded, PersonFact
from accountdesk.core.relations import (
    PersonLink,
    PersonMoved,
    PersonNote,
    PersonRole,
    Role,
    SamePerson,
    Tie,
)
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk.adding import same_name
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Add, Blank, Filled, Form, needed, one_of, words_of
from accountdesk.desk.log import dates, day_back, record
from accountdesk.desk.mint import mint
from accountdesk.desk.policy import must_be_zone
from accountdesk.desk.said import in_words
from accountdesk.store import projections
from accountdesk.store.windows import Named

NONE = "none"
"""What is typed to take something away."""


class _Here(NamedTuple):
    """An account whose people a form is about."""

    state: AccountState
    team: Team

    def person(self, name: str) -> PersonFact:
        """Who is called so."""
        return someone(needed(name, "whom it is about"), self.state.people)

    def says(self, bodies: Sequence[NamedTuple]) -> Filled:
        """What records some bodies as one note."""
        if not bodies:
            raise NotUnderstood("All of that is known already; nothing would be recorded.")
        words = " · ".join(in_words(body, self.state, self.team) for body in bodies)
        return Filled(words, partial(_record, bodies=bodies, words=words, here=self))


def _record(desk: Desk, bodies: Sequence[NamedTuple], words: str, here: _Here) -> str:
    hints = record(desk, [(here.state.key, body) for body in bodies]).hints
    return " ".join((f"{words}.", *hints))


def _here(desk: Desk, account: str) -> _Here:
    desk.must_keep()
    team = desk.team()
    return _Here(projections.state(desk.store, desk.account_called(account).account, team), team)


def _who(here: _Here, label: str = "Who") -> Blank:
    names = ", ".join(person.name for person in here.state.people[:3])
    return Blank(label, hint=names or "nobody is known yet: add a person first")


def role_form(desk: Desk, account: str) -> Form:
    """What somebody does with decisions: all of it."""

    def read(answers: Sequence[str]) -> Filled:
        name, does = answers
        person = here.person(name)
        roles = _roles(needed(does, f"{words_of(Role)}; or {NONE}"))
        held = here.state.relations.roles.get(person.key, ())
        said = [PersonRole(person.key, role) for role in roles if role not in held]
        said += [PersonRole(person.key, role, holds=False) for role in held if role not in roles]
        return here.says(said)

    here = _here(desk, account)
    blanks = (_who(here), Blank("Does", hint=f"all of it: {', '.join(Role)}"))
    return Form(f"role {here.state.key}", f"Who decides at {here.state.name}", blanks, read)


def _roles(text: str) -> list[Role]:
    words = [] if text.strip().casefold() == NONE else re.split(r"[\s,]+", text.strip(" ,"))
    found = {Role(one_of(word, [*Role], "Somebody does")) for word in words if word != "and"}
    return [role for role in Role if role in found]


def tie_form(desk: Desk, account: str) -> Form:
    """How two people of an account work together."""

    def read(answers: Sequence[str]) -> Filled:
        name, how, whom = answers
        one, other = here.person(name), here.person(whom)
        word = one_of(needed(how, f"{words_of(Tie)}; or {NONE}"), [*Tie, NONE], "Two people are")
        if one == other:
            raise NotUnderstood(f"{one.name} is one person. Name another one.")
        if word == Tie.REPORTS_TO and one.key in _above(other.key, here.state):
            raise NotUnderstood(
                f"{other.name} reports to {one.name} already, at the end of a line."
            )
        return here.says([PersonLink((one.key, other.key), None if word == NONE else Tie(word))])

    here = _here(desk, account)
    blanks = (_who(here), Blank("How", hint=words_of(Tie)), _who(here, "Whom"))
    return Form(f"tie {here.state.key}", f"Who works with whom at {here.state.name}", blanks, read)


def _above(key: str, state: AccountState) -> set[str]:
    """Keys of those to whom somebody reports, at once or in the end."""
    above = {one: other for one, other, tie in state.relations.ties if tie is Tie.REPORTS_TO}
    found: set[str] = set()
    while key in above and above[key] not in found:
        key = above[key]
        found.add(key)
    return found


def about_form(desk: Desk, account: str) -> Form:
    """What is known of a person; what is left empty stays as it is."""

    def read(answers: Sequence[str]) -> Filled:
        name, matters, channel, language, zone, contact, known_by = answers
        person = here.person(name)
        said = PersonNote(
            person.key,
            _given(matters),
            _given(channel),
            _given(language),
            _zone(zone),
            _contact(contact),
            _members(known_by, here.team),
        )
        return here.says([said] if any(one is not None for one in said[1:]) else [])

    here = _here(desk, account)
    blanks = (
        _who(here),
        Blank("Matters", hint="what matters to them; empty: as it is; or none"),
        Blank("Channel", hint="how they like to be reached"),
        Blank("Language", hint="what they like to speak"),
        Blank("Zone", hint="where they are, like Europe/Berlin"),
        Blank("Contact", hint="no: not to be contacted; yes: they may be"),
        Blank("Known by", hint="all of us who know them; or nobody"),
    )
    return Form(f"about {here.state.key}", f"A person of {here.state.name}", blanks, read)


def _given(text: str) -> str | None:
    """What was typed; None for nothing, an empty text for `none`."""
    if not text.strip():
        return None
    return "" if text.strip().casefold() == NONE else " ".join(text.split())


def _zone(text: str) -> str | None:
    given = _given(text)
    if given:
        must_be_zone(given)
    return given


def _contact(text: str) -> bool | None:
    if not text.strip():
        return None
    return one_of(text, ["yes", "no"], "Contact is") == "no"


def _members(text: str, team: Team) -> tuple[str, ...] | None:
    if not text.strip():
        return None
    if text.strip().casefold() == "nobody":
        return ()
    names = (name for name in text.split(",") if name.strip())
    found = (member_called(name.strip(), team.members.values()).key for name in names)
    return tuple(dict.fromkeys(found))


def moved_form(desk: Desk, account: str) -> Form:
    """That somebody has left for another place; where the desk knows it, they are there now."""

    def read(answers: Sequence[str]) -> Filled:
        name, place, title, day = answers
        person = here.person(name)
        when = day_back(day, on)
        if when > on.today:
            raise NotUnderstood("That day is still to come. Say it when they have gone.")
        said = PersonMoved(person.key, value=needed(place, "where they went"), on=when)
        words = in_words(said, here.state, here.team)
        move = partial(_move, here=here, person=person, said=said, title=title or None)
        return Filled(words, move)

    here, on = _here(desk, account), dates(desk, desk.team())
    blanks = (
        _who(here),
        Blank("To", hint="an account of ours, or any place"),
        Blank("Title", hint="what they do there"),
        Blank("On", "today", "or yesterday, 3 days ago"),
    )
    return Form(f"moved {here.state.key}", f"Somebody has left {here.state.name}", blanks, read)


def _move(desk: Desk, here: _Here, person: PersonFact, said: PersonMoved, title: str | None) -> str:
    """Record that somebody left, and that they are at another account now, if there is one."""
    words = in_words(said, here.state, here.team)
    there = _exactly(desk, said.value or "")
    if there is None:
        return " ".join((f"{words}.", *record(desk, [(here.state.key, said)]).hints))
    if there.key == here.state.key:
        raise NotUnderstood(f"{person.name} is at {there.name}. Name where they went.")
    state = projections.state(desk.store, there.account, here.team)
    known = next((one for one in state.people if same_name(one.name, person.name)), None)
    left = (here.state.key, said._replace(to=there.key, value=there.name))
    if known is not None and not _is_them(known, person, here, state):
        hints = record(desk, [left]).hints
        other = f"{there.name} has a {known.name} already, who may be another one"
        return " ".join((f"{words}. {other}, so nothing was added there.", *hints))
    new = EntryId(mint())
    key = f"{OWN}:{id_text(new)}" if known is None else known.key
    came = PersonMoved(
        key, value=here.state.name, came_from=here.state.key, was=person.key, on=said.on
    )
    bodies: list[tuple[AccountKey | None, NamedTuple]] = [left, (there.key, came)]
    if known is None:
        bodies.insert(0, (there.key, PersonAdded(person.name, title)))
    bodies += [(there.key, note) for note in _brings(here, person, key, known)]
    hints = record(desk, bodies, first=new if known is None else None).hints
    return " ".join(
        (f"{words}. {there.name} is an account here, so {person.name} is among its people.", *hints)
    )


def _exactly(desk: Desk, place: str) -> Named | None:
    """The one account that has just that name, or key; None: it is some other place."""
    try:
        found = desk.account_called(place)
    except (NotFound, Ambiguous):
        return None
    return found if same_name(found.name, place) or found.key == place else None


def _is_them(known: PersonFact, person: PersonFact, here: _Here, there: AccountState) -> bool:
    """Whether who has that name there is who moves: of one address, or gone from there to here."""
    mail = (person.email or "").casefold()
    gone = there.relations.moved.get(known.key)
    return (bool(mail) and mail == (known.email or "").casefold()) or (
        gone is not None and gone.to == here.state.key
    )


def _brings(
    here: _Here, person: PersonFact, key: str, known: PersonFact | None
) -> Iterator[PersonNote]:
    """What is known of them; of somebody who was known there, only that they want no contact."""
    note = here.state.relations.notes.get(person.key)
    if note is None:
        return
    if known is None:
        yield note._replace(person=key)
    elif note.no_contact:
        yield PersonNote(key, no_contact=True)


def same_form(desk: Desk, account: str) -> Form:
    """That two people are one."""

    def read(answers: Sequence[str]) -> Filled:
        one, other = (here.person(name) for name in answers)
        if one == other:
            raise NotUnderstood(f"{one.name} is one person already. Name both as they stand there.")
        return here.says([SamePerson((one.key, other.key))])

    here = _here(desk, account)
    blanks = (_who(here), _who(here, "Same as"))
    return Form(f"same {here.state.key}", f"One person of {here.state.name}", blanks, read)


ADDS = (
    Add("role", "p", "who makes, executes, influences, uses, pays", role_form),
    Add("tie", "p", "who works with whom, or reports to them", tie_form),
    Add("about", "p", "what matters to a person, channel, zone, who knows them", about_form),
    Add("moved", "p", "a person who has left for another place", moved_form),
    Add("same-person", "p", "two people who are one", same_form),
)
