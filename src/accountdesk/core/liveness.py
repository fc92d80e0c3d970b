"""Liveness: which entries of a set speak, and what they say now, whatever order they came in.

A retraction names what it takes back, an amendment what it replaces; taking back a retraction
restores.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from accountdesk.core.entry import KINDS, Entry, EntryId, by_time, kind, named
from accountdesk.core.record import Unreadable, parse, read


class Said(NamedTuple):
    """A live entry with what it says now: its body, or the latest amendment of it."""

    entry: Entry
    body: NamedTuple


class Trouble(NamedTuple):
    """An entry, or a part of one, that has no effect here, and why, in words for `doctor`."""

    entry: Entry
    why: str


class Live(NamedTuple):
    """What a set of entries says.

    Attributes:
        said: Live entries of known kinds that could be read, ordered by `(at, id)`; retractions,
            amendments and erasures have done their work and are not among them.
        troubles: Entries without effect, ordered by `(at, id)`.
        unknown_kinds: Kinds that this program does not know, sorted; a newer one reads them.
        dead: Ids of entries that were taken back.
    """

    said: tuple[Said, ...]
    troubles: tuple[Trouble, ...]
    unknown_kinds: tuple[str, ...]
    dead: frozenset[bytes]


B = TypeVar("B", bound=NamedTuple)


class Told:
    """Live entries by kind: what a subject's part of the fold is handed."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._by_kind: dict[type[NamedTuple], list[Said]] = {}
        for one in said:
            self._by_kind.setdefault(type(one.body), []).append(one)

    def of(self, record: type[B]) -> Sequence[tuple[Entry, B]]:
        """The entries of one kind and what they say, in `(at, id)` order."""
        return self._by_kind.get(record, ())  # type: ignore[return-value]  # grouped by type

    def says_more_than(self, record: type[NamedTuple]) -> bool:
        """Whether there is anything beside entries of one kind."""
        return bool(self._by_kind.keys() - {record})


@kind("retracted")
class Retracted(NamedTuple):
    """Takes entries of the same account back; retracting this brings them back."""

    entries: tuple[str, ...]


@kind("amended")
class Amended(NamedTuple):
    """Replaces the whole body of another entry, which keeps its kind, place and name."""

    entry: str
    body: object


ERASED = "erased"
"""The kind that is never taken back or amended: what it names is gone."""


@kind(ERASED)
class Erased(NamedTuple):
    """What is gone; it can neither be taken back nor amended.

    Attributes:
        entries: Entries of which the words are gone, as ids.
        salt: What the marks were made with; an erasure takes that of an earlier one.
        keys: Marks of the person's keys.
        names: Of each of their names the marks of its words that count, with spaces between.
        alone: Marks of words that name them alone at their accounts.
        reach: Marks of e-mail addresses and phone numbers.
        accounts: Marks of the keys of the accounts where they are.
        facts: Marks of records of sources, as kind and key, that said something of them.
    """

    entries: tuple[str, ...] = ()
    salt: str = ""
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


MARK = "erased"
"""The field of a body by which it says that its words are gone."""


def is_blank(body: str) -> bool:
    """Whether a body says that its words were erased."""
    if f'"{MARK}"' not in body:
        return False
    try:
        return parse(body).get(MARK) is True
    except Unreadable:
        return False


_WORKINGS = ("retracted", "amended", ERASED)


def live(entries: Iterable[Entry]) -> Live:
    """What the entries of one account (or of the team) say, whatever order they come in.

    An entry is dead exactly if a live `retracted` names it, and it is no erasure. Retractions in a
    circle, or behind one, are ignored. Of the live amendments of an entry that can be read as its
    kind, the last by `(at, id)` speaks. Doubles of an id count once.
    """
    unique = {entry.id: entry for entry in entries}
    ordered = sorted(unique.values(), key=by_time)
    troubles: list[Trouble] = []
    bodies = _bodies(ordered, troubles)
    dead = _dead(unique, bodies, troubles)
    amendments = _amendments(unique, bodies, dead, troubles)
    said = tuple(
        Said(entry, body)
        for entry in ordered
        if entry.kind not in _WORKINGS and entry.id not in dead
        # An amendment also mends an entry that could not be read as it was written.
        if (body := amendments.get(entry.id) or bodies.get(entry.id)) is not None
    )
    unknown = {entry.kind for entry in ordered if entry.kind not in KINDS and entry.id not in dead}
    troubles.sort(key=lambda trouble: by_time(trouble.entry))
    return Live(said, tuple(troubles), tuple(sorted(unknown)), frozenset(dead))


def _bodies(ordered: Sequence[Entry], troubles: list[Trouble]) -> dict[bytes, NamedTuple]:
    bodies: dict[bytes, NamedTuple] = {}
    for entry in ordered:
        record = KINDS.get(entry.kind)
        if record is None:
            continue
        try:
            bodies[entry.id] = read(record, parse(entry.body))
        except Unreadable as error:
            troubles.append(Trouble(entry, f"cannot be read: {error}"))
    return bodies


def _dead(
    unique: dict[EntryId, Entry], bodies: dict[bytes, NamedTuple], troubles: list[Trouble]
) -> set[bytes]:
    """Ids that a live retraction names."""
    names: dict[bytes, set[bytes]] = {}
    for identity, body in bodies.items():
        if isinstance(body, Retracted):
            targets = set(named(body.entries))
            here = targets & unique.keys()
            names[identity] = {one for one in here if unique[EntryId(one)].kind != ERASED}
            if targets != here:
                troubles.append(Trouble(unique[EntryId(identity)], "takes back an unknown entry"))
            if here != names[identity]:
                troubles.append(Trouble(unique[EntryId(identity)], "takes back an erasure"))
    dead, undecided = _taken_back(names)
    for identity in undecided:
        why = "stands in a circle of retractions, or behind one"
        troubles.append(Trouble(unique[EntryId(identity)], why))
    return dead


def _taken_back(names: dict[bytes, set[bytes]]) -> tuple[set[bytes], set[bytes]]:
    """What retractions take back, and those of them that take nothing back.

    A retraction is decided once all that would take it back are. One that never is stands in a
    circle, or behind one. The time is linear in what retractions name.
    """
    waits = dict.fromkeys(names, 0)
    for targets in names.values():
        for target in targets & waits.keys():
            waits[target] += 1
    dead: set[bytes] = set()
    ready = [taker for taker, others in waits.items() if not others]
    undecided = set(names)
    while ready:
        taker = ready.pop()
        undecided.discard(taker)
        if taker not in dead:
            dead |= names[taker]
        for target in names[taker] & waits.keys():
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return dead, undecided


def _amendments(
    unique: dict[EntryId, Entry],
    bodies: dict[bytes, NamedTuple],
    dead: set[bytes],
    troubles: list[Trouble],
) -> dict[bytes, NamedTuple]:
    """The body that now stands for each amended entry; `bodies` is ordered by `(at, id)`."""
    latest: dict[bytes, NamedTuple] = {}
    for identity, body in bodies.items():
        if not isinstance(body, Amended) or identity in dead:
            continue
        amendment = unique[EntryId(identity)]
        [name] = named([body.entry])
        target = unique.get(EntryId(name))
        if target is None or target.kind in _WORKINGS or target.kind not in KINDS:
            troubles.append(Trouble(amendment, "amends an entry that is not here"))
            continue
        try:
            if type(body.body) is not dict:
                raise Unreadable("it is no JSON object")
            latest[target.id] = read(KINDS[target.kind], body.body)
        except Unreadable as error:
            troubles.append(Trouble(amendment, f"cannot be read: {error}"))
    return latest
