"""What words for entries depend on, and the small parts that all of them are made of."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from accountdesk.core.team import Team
from accountdesk.desk import words


class Around(NamedTuple):
    """What words depend on: names of people and members, and what entries name by their ids."""

    people: Mapping[str, str]
    team: Team
    about: Mapping[str, str]


def names(keys: Iterable[str], people: Mapping[str, str]) -> list[str]:
    """Names of people; a key that is not here stays visible."""
    return [people.get(key, key) for key in keys]


def quoted(text: str | None) -> str:
    """`: “their words”`; nothing where there are none."""
    return f": “{text}”" if text else ""


def ids(references: Iterable[str], around: Around) -> str:
    """What entries are about that are named by their ids; an id that is not here stays visible."""
    return ", ".join(around.about.get(reference, reference) for reference in references)


def on_day(on: date | None) -> str:
    """` Wed 3 Dec 2026`; nothing where no day is known."""
    return "" if on is None else f" {words.full(on)}"


def owned(claim: str | None, around: Around) -> str:
    """` (Ana)`; nothing where whoever recorded it sees to it."""
    return "" if claim is None else f" ({around.team.name_of(claim)})"


Says = Mapping[type[NamedTuple], Callable[..., str]]
"""For each kind of body what it says, in one line."""
