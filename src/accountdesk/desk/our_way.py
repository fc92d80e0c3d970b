"""Our way: the team's own process, decided, shipped, and read from a file; where accounts stand."""

import tomllib
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from accountdesk.config.shipped import shipped
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.policy import Policy, PolicySaid
from accountdesk.core.process import Entered, Offered, Process, ProcessStep, reached, read_process
from accountdesk.core.state import AccountState
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record

KEY = "process"
"""The policy key."""

_WORDS = ("title", "step")


def process_of(policy: Policy) -> Process:
    """The team's process: what it decided, else the one that comes with the program."""
    found = policy.get(KEY)
    return found if isinstance(found, Process) else _shipped()


@cache
def _shipped() -> Process:
    with open(shipped("process", "default.toml"), "rb") as file:
        return read_process(tomllib.load(file))


def apply(desk: Desk, path: str) -> Process:
    """Decide the process that a TOML file says.

    Raises:
        NotUnderstood: It says none; the message says all that is wrong.
        Refused, StoreError: It cannot be read, or not be kept.
    """
    desk.must_keep()
    value = _read(path)
    wrong = [*_unknown(value, path)]
    try:
        process = read_process(value)
    except ValueError as error:
        wrong.append(str(error))
    if wrong:
        raise NotUnderstood(f"{path} is no process. {' '.join(wrong)}")
    record(desk, [(None, PolicySaid(KEY, value))])
    return process


def _read(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise NotUnderstood(f"{path} is no TOML: {error}.") from error


def _unknown(value: dict[str, Any], path: str) -> list[str]:
    """A sentence for each word that nothing reads: it is likely to be a typing error."""
    tables: list[tuple[str, object, tuple[str, ...]]] = [("The process", value, _WORDS)]
    steps = value.get("step")
    for number, step in enumerate(steps if isinstance(steps, list) else (), 1):
        tables.append((f"Step {number}", step, ProcessStep._fields))
        offers = step.get("promises") if isinstance(step, dict) else None
        for one in offers if isinstance(offers, list) else ():
            tables.append((f"Step {number}, a promise,", one, Offered._fields))
    found = []
    for which, table, known in tables:
        for word in table if isinstance(table, dict) else ():
            if word not in known:
                near = get_close_matches(word, known, 1)
                did = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}."
                found.append(f"{which} has no {word}: {did}")
    return found


def where(way: tuple[Entered, ...], today: date) -> Entered | None:
    """Where an account stands: the last step that it has come to; None: nobody has said."""
    return next(reversed(reached(way, today)), None)


def step_name(process: Process, key: str) -> str:
    """What a step is called; one that is none of today's by its word."""
    at = process.place(key)
    return f"{key}, no step of today's process" if at is None else process.steps[at].name


def process_line(state: AccountState, policy: Policy, today: date) -> str:
    """`3 of 5, Try it out, since Mon 3 Nov; next: Start together`; empty: nobody has said."""
    now = where(state.way, today)
    if now is None:
        return ""
    process = process_of(policy)
    at = process.place(now.step)
    name = step_name(process, now.step)
    since = f"since {words.day(now.on, today)}"
    if at is None:
        return f"{name}, {since}"
    ahead = process.steps[at + 1 : at + 2]
    goes_on = f"next: {ahead[0].name}" if ahead else "the last step"
    return f"{at + 1} of {len(process.steps)}, {name}, {since}; {goes_on}"


def process_data(state: AccountState, today: date) -> dict[str, object]:
    """The same for programs: each step that was entered, the oldest first; days are ISO text.

    What is dated later than `today` is among those that were entered, and no step that holds.
    """
    now = where(state.way, today)
    return {
        "step": None if now is None else now.step,
        "entered": [{"step": one.step, "on": one.on.isoformat()} for one in state.way],
    }
