"""The team's own process: a few steps that every customer may know, and where an account stands.

What the steps are is team policy. That an account has come to one of them is an entry, which names
the step by its word: where the team has changed its steps since, the word stays as it was said.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.entry import EntryId, kind
from accountdesk.core.liveness import Told
from accountdesk.core.text import says_something

FEWEST_STEPS, MOST_STEPS = 4, 7
"""Steps of a process: with fewer it is none, and more nobody remembers."""

TITLE = "How we work with you"

MOST_PROMISES, MOST_CHECKS, MOST_DAYS = 3, 8, 250
"""Of a step: what is promised, what we look after, and working days until something is due."""

LONGEST = {"title": 60, "name": 24, "gets": 160, "story": 600, "what": 80, "check": 120}
"""Characters of each text: a process is to be read at one glance."""

_WORD = re.compile(r"[a-z][a-z0-9]{0,15}")


class Offered(NamedTuple):
    """What we promise with a step.

    Attributes:
        what: In words for the customer.
        days: Working days from the day on which it is promised until it is due.
    """

    what: str
    days: int


class ProcessStep(NamedTuple):
    """One step.

    Attributes:
        key: Its word, which entries name; it stays when the name changes.
        name: What it is called.
        gets: What the customer gets by it.
        promises: What we promise with it.
        checklist: What we look after; for us alone.
        story: What happens, told to the customer; empty if nobody has written it.
    """

    key: str
    name: str
    gets: str
    promises: tuple[Offered, ...] = ()
    checklist: tuple[str, ...] = ()
    story: str = ""


class Process(NamedTuple):
    """The steps in their order, and what stands above them for the customer."""

    steps: tuple[ProcessStep, ...]
    title: str = TITLE

    def place(self, key: str) -> int | None:
        """Which step a word names, from 0; None: none of today's."""
        return next((at for at, step in enumerate(self.steps) if step.key == key), None)


def read_process(value: object) -> Process:
    """The process that a JSON object, or a TOML file, says; what it does not know is left out.

    Raises:
        ValueError: It is none; the message says all that is wrong, a sentence each.
    """
    wrong = list(_wrong(value))
    if wrong:
        raise ValueError(" ".join(wrong))
    assert isinstance(value, dict)  # nothing is wrong with it
    steps = (
        ProcessStep(
            step["key"],
            _line(step["name"]),
            _line(step["gets"]),
            tuple(Offered(_line(one["what"]), one["days"]) for one in step.get("promises", ())),
            tuple(_line(text) for text in step.get("checklist", ())),
            _line(step.get("story", "")),
        )
        for step in value["step"]
    )
    return Process(tuple(steps), _line(value.get("title", TITLE)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _wrong(value: object) -> Iterator[str]:
    steps = value.get("step") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(steps, list):
        yield "A process is a list of steps, each under [[step]]."
        return
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        yield f"A process has {FEWEST_STEPS} to {MOST_STEPS} steps, and this one has {len(steps)}."
    yield from _wrong_text(value.get("title", TITLE), "title", "The process")
    for number, step in enumerate(steps, 1):
        if isinstance(step, Mapping):
            yield from _wrong_step(step, f"Step {number}")
        else:
            yield f"Step {number} is no table of words."
    for word in ("key", "name"):
        said = [str(step.get(word)).casefold() for step in steps if isinstance(step, Mapping)]
        for double in dict.fromkeys(one for one in said if said.count(one) > 1):
            yield f"Two steps have the {word} “{double[:40]}”: each needs its own."


def _wrong_step(step: Mapping[str, object], which: str) -> Iterator[str]:
    key = step.get("key")
    if type(key) is not str or not _WORD.fullmatch(key):
        yield f"{which} needs a key: one word of small letters and digits, like try."
    for word in ("name", "gets"):
        yield from _wrong_text(step.get(word), word, which)
    if step.get("story", "") != "":
        yield from _wrong_text(step["story"], "story", which)
    checks = step.get("checklist", [])
    if not isinstance(checks, list) or len(checks) > MOST_CHECKS:
        yield f"{which} has a checklist of up to {MOST_CHECKS} texts."
    else:
        for text in checks:
            yield from _wrong_text(text, "check", which)
    yield from _wrong_promises(step.get("promises", []), which)


def _wrong_promises(promises: object, which: str) -> Iterator[str]:
    if not isinstance(promises, list) or len(promises) > MOST_PROMISES:
        yield f"{which} has up to {MOST_PROMISES} promises."
        return
    for one in promises:
        if not isinstance(one, Mapping):
            yield f"{which}: a promise is written {{ what = “our answer”, days = 2 }}."
            continue
        yield from _wrong_text(one.get("what"), "what", f"{which}, of a promise,")
        days = one.get("days")
        if type(days) is not int or not 0 <= days <= MOST_DAYS:
            yield f"{which}: the days of a promise are working days, 0 to {MOST_DAYS}."


def _wrong_text(text: object, word: str, which: str) -> Iterator[str]:
    if type(text) is not str or not says_something(text):
        yield f"{which} needs words for {word}."
    elif not _is_text(text):
        yield f"{which} has a {word} that is no text."
    elif len(text) > LONGEST[word]:
        yield f"{which} has a {word} of {len(text)} characters, and up to {LONGEST[word]} fit."


def _is_text(text: str) -> bool:
    """Whether it has no half of a surrogate pair, which JSON may hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def plain_process(process: Process) -> dict[str, object]:
    """The JSON object that says a process; `read_process` reads it back."""
    steps = [
        {
            **step._asdict(),
            "promises": [one._asdict() for one in step.promises],
            "checklist": list(step.checklist),
        }
        for step in process.steps
    ]
    return {"title": process.title, "step": steps}


@kind("process_step")
class ProcessStepSaid(NamedTuple):
    """An account has come to a step of our process.

    Attributes:
        step: The step's word.
        on: The day; None: the day it was recorded.
    """

    step: str
    on: date | None = None


class Entered(NamedTuple):
    """A step that an account has come to; `by` is the raw claim of who said so."""

    entry: EntryId
    step: str
    on: date
    by: str


def entered(told: Told) -> tuple[Entered, ...]:
    """Every step that an account has come to, the oldest first: it stands at the last one."""
    found = [
        (body.on or day_of(entry.at), entry.at, entry.id, body.step, entry.by)
        for entry, body in told.of(ProcessStepSaid)
    ]
    return tuple(Entered(identity, step, on, by) for on, _, identity, step, by in sorted(found))


def reached(way: tuple[Entered, ...], today: date) -> tuple[Entered, ...]:
    """The steps that an account has come to by a day: what is dated later does not hold yet."""
    return tuple(one for one in way if one.on <= today)


AT = "step "
"""What begins the part of a list that holds the accounts which stand at a step."""

TWICE = "in both lists, step "
"""What begins the part of accounts at a step that stand in both lists, each of them once."""


def is_part(word: str) -> bool:
    """Whether a word names the accounts at a step."""
    return word.startswith(AT) and _WORD.fullmatch(word[len(AT) :]) is not None


def parts(way: tuple[Entered, ...], lists: int) -> Iterator[tuple[int, str]]:
    """The parts of which an account is because of where it stands, and in how many of its lists.

    Args:
        way: The steps that it has reached.
        lists: In how many lists the account stands.
    """
    if way:
        yield lists, AT + way[-1].step
        if lists > 1:
            yield 1, TWICE + way[-1].step
