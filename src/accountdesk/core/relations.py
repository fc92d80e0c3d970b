"""Relations: what a customer's people decide, how they work together, and who of us knows them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import BLANK, AccountKey, EntryId, kind
from accountdesk.core.liveness import Said, Told
from accountdesk.core.person import NOBODY


class Role(StrEnum):
    """What somebody does with a decision; one person may do several."""

    MAKES = "makes"
    EXECUTES = "executes"
    INFLUENCES = "influences"
    USES = "uses"
    PAYS = "pays"


class Tie(StrEnum):
    """How two people of a customer work together."""

    WORKS_WITH = "works with"
    REPORTS_TO = "reports to"


@kind("person_role")
class PersonRole(NamedTuple):
    """What a person does with decisions, or no longer does; the last word for a role wins."""

    person: str
    role: Role
    holds: bool = True


@kind("person_link")
class PersonLink(NamedTuple):
    """How two people work together; the last word on the two wins.

    Attributes:
        people: Keys of the two; the first one reports to the second.
        tie: How; None: they no longer do.
    """

    people: tuple[str, ...]
    tie: Tie | None = None


@kind("person_note")
class PersonNote(NamedTuple):
    """What somebody of us knows of a person; None says nothing, an empty text takes it away.

    Attributes:
        person: Key of the person.
        matters: What matters to them.
        channel: How they like to be reached.
        language: What they like to speak.
        zone: Where they are, as an IANA name like Europe/Berlin.
        no_contact: True: they are not to be contacted; False: they may be.
        known_by: Keys of the members who know them, all of them.
    """

    person: str
    matters: str | None = None
    channel: str | None = None
    language: str | None = None
    zone: str | None = None
    no_contact: bool | None = None
    known_by: tuple[str, ...] | None = None


@kind("person_moved")
class PersonMoved(NamedTuple):
    """A person has left an account for another one; each of the two accounts has such an entry.

    Attributes:
        person: Key of the person at the account that the entry is of.
        to: Key of the account to which they went; None: this is where they came to, or the desk
            does not know it.
        value: What the other place is called.
        came_from: Key of the account from which they came; None: this is where they left.
        was: Key of the person there.
        on: The day; None: the day it was recorded.
    """

    person: str
    to: str | None = None
    value: str | None = None
    came_from: str | None = None
    was: str | None = None
    on: date | None = None


@kind("same_person")
class SamePerson(NamedTuple):
    """Some people are one; retracting it splits them again. Args: `people` are their keys."""

    people: tuple[str, ...]


class Moved(NamedTuple):
    """Where somebody went, as far as that is known, and on which day."""

    entry: EntryId
    to: AccountKey | None
    place: str
    on: date


class CameFrom(NamedTuple):
    """Where somebody was before, by which key, and since when they are here."""

    entry: EntryId
    account: AccountKey
    place: str
    was: str
    on: date


class Relations(NamedTuple):
    """What was said of an account's people, by their keys; who is not in here, nothing was said of.

    Attributes:
        roles: In the order of `Role`, never empty.
        ties: Pairs of people and how the first works with the second, by keys.
        notes: Everything that was said of a person, the last word for each thing.
        moved: Who has left, and has not come back since.
        came_from: Who was elsewhere before.
        same: For people who are the same as another one the key that all of them go by.
    """

    roles: Mapping[str, tuple[Role, ...]] = {}
    ties: tuple[tuple[str, str, Tie], ...] = ()
    notes: Mapping[str, PersonNote] = {}
    moved: Mapping[str, Moved] = {}
    came_from: Mapping[str, CameFrom] = {}
    same: Mapping[str, str] = {}

    def gone(self, person: str, today: date) -> bool:
        """Whether a person has left by a day."""
        return person in self.moved and self.moved[person].on <= today

    def not_to_contact(self, person: str) -> bool:
        """Whether a person is not to be contacted."""
        return person in self.notes and self.notes[person].no_contact is True


NOTHING = Relations()
"""What most accounts have."""


def relations(
    told: Told, keys: Collection[str] = (), same: Mapping[str, str] = NOBODY
) -> Relations:
    """What live entries say of an account's people; moves by their day, all else the last word.

    Args:
        told: What live entries say, naming each person by the key that all of theirs go by.
        keys: What the account goes by; nobody moves from one of them to another.
        same: As in `Relations`.
    """
    found = Relations(_roles(told), _ties(told), _notes(told), *_moves(told, keys), same)
    return found if any(found) else NOTHING


def _roles(told: Told) -> dict[str, tuple[Role, ...]]:
    said = {(body.person, body.role): body.holds for _, body in told.of(PersonRole)}
    people = {person for (person, _), holds in said.items() if holds and person != BLANK}
    return {one: tuple(role for role in Role if said.get((one, role))) for one in sorted(people)}


def _ties(told: Told) -> tuple[tuple[str, str, Tie], ...]:
    """One for each two people; of somebody who was erased nothing is left to tie."""
    said: dict[frozenset[str], tuple[str, str, Tie] | None] = {}
    for _, body in told.of(PersonLink):
        if len(body.people) == 2 and len(set(body.people)) == 2:
            one, other = body.people
            said[frozenset(body.people)] = None if body.tie is None else (one, other, body.tie)
    return tuple(sorted(tie for tie in said.values() if tie is not None))


def _notes(told: Told) -> dict[str, PersonNote]:
    found: dict[str, PersonNote] = {}
    for _, body in told.of(PersonNote):
        if body.person != BLANK:
            known = found.get(body.person, PersonNote(body.person))
            found[body.person] = PersonNote._make(
                old if new is None else new for old, new in zip(known, body, strict=True)
            )
    return found


def _moves(told: Told, keys: Collection[str]) -> tuple[dict[str, Moved], dict[str, CameFrom]]:
    """Of several moves of one person the latest counts; who has come back has not left."""
    moved: dict[str, Moved] = {}
    came: dict[str, CameFrom] = {}
    dated = [
        (body.on or day_of(entry.at), entry, body)
        for entry, body in told.of(PersonMoved)
        if body.person != BLANK and body.to not in keys and body.came_from not in keys
    ]
    for on, entry, body in sorted(dated, key=lambda one: (one[0], one[1].at, one[1].id)):
        if body.came_from is not None:
            account, place = AccountKey(body.came_from), body.value or body.came_from
            came[body.person] = CameFrom(entry.id, account, place, body.was or "", on)
            moved.pop(body.person, None)
        else:
            to = None if body.to is None else AccountKey(body.to)
            moved[body.person] = Moved(entry.id, to, body.value or "", on)
    return moved, came


def same_people(said: Iterable[Said]) -> dict[str, str]:
    """For each person who is the same as another one, the key that all of them go by: the least."""
    groups: dict[str, set[str]] = {}
    for one in said:
        if isinstance(one.body, SamePerson) and len(one.body.people) > 1:
            those = one.body.people
            together = set(those).union(*(groups.get(key, set()) for key in those))
            groups |= dict.fromkeys(together, together)
    return {key: min(together) for key, together in groups.items() if key != min(together)}


def as_one(said: Iterable[Said], same: Mapping[str, str]) -> list[Said]:
    """Live entries, naming everybody who is the same as another one by the key of all of them."""
    return [Said(one.entry, _renamed(one.body, same)) for one in said]


def _renamed(body: NamedTuple, same: Mapping[str, str]) -> NamedTuple:
    values = body._asdict()
    new: dict[str, object] = {}
    if values.get("person") in same:
        new["person"] = same[values["person"]]
    people = values.get("people", ())
    if not isinstance(body, SamePerson) and not same.keys().isdisjoint(people):
        new["people"] = tuple(dict.fromkeys(same.get(key, key) for key in people))
    return body._replace(**new) if new else body
