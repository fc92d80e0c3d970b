"""Repairs: what went wrong, and the steps until the customer says that it is right.

Told them, fixed, what we gave beyond, and they confirmed. Only the last one closes it, and only
with their words: what we think of it counts for nothing here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind, named
from accountdesk.core.liveness import Told, Trouble
from accountdesk.core.text import find_words, says_something


class Stage(StrEnum):
    """The steps of a repair, in their order."""

    TOLD = "told them"
    FIXED = "fixed"
    GAVE = "gave beyond"
    CONFIRMED = "they confirmed"


@kind("repair")
class RepairSaid(NamedTuple):
    """Something went wrong.

    Attributes:
        what: In the words that were used.
        due: The day by which it shall be right, as agreed with them; None if none was.
        owner: Key of the member who sees to it; None: the one who wrote it.
        promise: The promise that was broken by it, as an entry; None: none was.
        on: The day it came up; None: the day it was recorded.
    """

    what: str
    due: date | None = None
    owner: str | None = None
    promise: str | None = None
    on: date | None = None


@kind("repair_step")
class RepairStep(NamedTuple):
    """A repair went on.

    Attributes:
        repair: The entry that opened it.
        stage: Which step it was.
        words: What was said, done or given; of `they confirmed` the customer's own words, without
            which it closes nothing.
        on: The day; None: the day it was recorded.
        person: Key of the customer's person who was there; None: nobody is named.
    """

    repair: str
    stage: Stage
    words: str | None = None
    on: date | None = None
    person: str | None = None


class Step(NamedTuple):
    """A step of a repair that was made; `by` is the raw claim of who says so."""

    stage: Stage
    on: date
    words: str
    person: str | None
    by: str
    entry: EntryId


class Repair(NamedTuple):
    """One repair, as the journal's entries leave it.

    Attributes:
        entry: The entry that opened it.
        what: What went wrong.
        due: As in `RepairSaid`.
        owner: A member's key, or the raw claim of who wrote it.
        promise: As in `RepairSaid`.
        on: The day it came up.
        by: The raw claim of who wrote it.
        steps: The first of each stage, by their day; those that were not made are missing.
    """

    entry: EntryId
    what: str
    due: date | None
    owner: str
    promise: str | None
    on: date
    by: str
    steps: tuple[Step, ...] = ()

    @property
    def confirmed(self) -> Step | None:
        """That they said it is right; None while it is open."""
        return next((step for step in self.steps if step.stage is Stage.CONFIRMED), None)

    @property
    def is_open(self) -> bool:
        """Whether they have not said yet that it is right."""
        return self.confirmed is None

    def days_in_steps(self, today: date) -> tuple[tuple[Stage | None, int], ...]:
        """How many days it stood at each step, None for the beginning; the last one until today.

        A repair that they confirmed stands nowhere any more.
        """
        stands = [(None, self.on), *((step.stage, step.on) for step in self.steps)]
        ends = [on for _, on in stands[1:]] + ([today] if self.is_open else [])
        return tuple(
            (stage, max(0, (end - begun).days))
            for (stage, begun), end in zip(stands, ends, strict=False)
        )


def repairs(told: Told) -> tuple[Repair, ...]:
    """Every repair of an account, the oldest first."""
    steps: dict[bytes, dict[Stage, Step]] = defaultdict(dict)
    for entry, body in told.of(RepairStep):
        if _says_nothing(body):
            continue
        on = body.on or day_of(entry.at)
        step = Step(body.stage, on, body.words or "", body.person, entry.by, entry.id)
        of = steps[named([body.repair])[0]]
        if body.stage not in of or on < of[body.stage].on:
            of[body.stage] = step
    order = list(Stage)
    found = [
        Repair(
            entry=entry.id,
            what=body.what,
            due=body.due,
            owner=body.owner or entry.by,
            promise=body.promise,
            on=body.on or day_of(entry.at),
            by=entry.by,
            steps=tuple(
                sorted(steps.get(entry.id, {}).values(), key=lambda s: (s.on, order.index(s.stage)))
            ),
        )
        for entry, body in told.of(RepairSaid)
    ]
    return tuple(sorted(found, key=lambda repair: (repair.on, repair.entry)))


def _says_nothing(body: RepairStep) -> bool:
    """Whether it claims that they confirmed without a word of theirs."""
    return body.stage is Stage.CONFIRMED and not says_something(body.words or "")


def open_repairs(found: Iterable[Repair]) -> tuple[Repair, ...]:
    """Those that they have not said are right, in the order given."""
    return tuple(repair for repair in found if repair.is_open)


def loose_ends(told: Told) -> Iterator[Trouble]:
    """Steps without effect."""
    known = {entry.id for entry, _ in told.of(RepairSaid)}
    for entry, body in told.of(RepairStep):
        if named([body.repair])[0] not in known:
            yield Trouble(entry, "names a repair that is not here")
        elif _says_nothing(body):
            yield Trouble(entry, "confirms a repair without the customer's words, so it stays open")


class Repeated(NamedTuple):
    """Something that went wrong at several accounts.

    Attributes:
        words: Words that all of it shares, in the order of the first one's text.
        wrong: What went wrong and where: the account's key and the text, the latest first.
    """

    words: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]

    @property
    def accounts(self) -> int:
        """How many accounts it went wrong at."""
        return len({account for account, _ in self.wrong})


SHORTEST_WORD = 4
"""Letters of a word that says what broke; `was`, `the` and `not` say nothing."""

_EMPTY_WORDS = frozenset(
    (
        *("again", "also", "been", "does", "from", "have", "into", "just", "more", "much", "only"),
        *("over", "same", "some", "still", "than", "that", "them", "then", "there", "they", "this"),
        *("time", "twice", "very", "wait", "waited", "were", "when", "wrong", "with", "without"),
    )
)


def repeated(wrong: Iterable[tuple[str, str]]) -> tuple[Repeated, ...]:
    """What went wrong at more than one account: texts that share a word, those of most first.

    Args:
        wrong: Keys of accounts and what went wrong there, the latest first.
    """
    wrong = tuple(wrong)
    having: dict[str, list[int]] = defaultdict(list)
    for at, (_, text) in enumerate(wrong):
        for word in dict.fromkeys(find_words(text)):
            if len(word) >= SHORTEST_WORD and word not in _EMPTY_WORDS:
                having[word].append(at)
    together: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for word, places in having.items():
        if len({wrong[at][0] for at in places}) > 1:
            together[tuple(places)].append(word)
    found = [
        Repeated(tuple(words), tuple(wrong[at] for at in places))
        for places, words in together.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.accounts, one.words)))
