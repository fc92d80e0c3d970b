"""Headers: which columns mean what, and what a table is about.

A table is about one subject. It is found by headers that only that subject has (*telling* ones),
then by how many columns it explains; where no header tells, by the name of the file or sheet. What
leaves two readings open is not used.
"""

import os
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from accountdesk.core.text import folded
from accountdesk.sources.files.synonyms import FILE_WORDS, NEEDED, ROLES, TELLING, Subject
from accountdesk.sources.files.tables import Unused

STRONG = 2
"""Telling headers of a subject from which on those of its accounts do not count."""


class Mapped(NamedTuple):
    """What a table's columns mean.

    Attributes:
        subject: What its rows are.
        columns: The place of the column that has a role, by role.
        rest: Places of the columns that mean nothing to us.
    """

    subject: Subject
    columns: Mapping[str, int]
    rest: tuple[int, ...]


class Told(NamedTuple):
    """What a user says a table means, where its headers do not.

    Attributes:
        subject: What its rows are; None leaves it to the headers.
        columns: The header of a role's column, by role.
    """

    subject: Subject | None = None
    columns: Mapping[str, str] = MappingProxyType({})


def mapped(file: str, header: Sequence[str], told: Told = Told()) -> Mapped | Unused:  # noqa: B008  # immutable
    """What the columns of a table mean, or why it is not used."""
    for role, column in told.columns.items():
        if column not in header:
            reason = f"the map says {role} = “{column}”; it has {_listed(header)}"
            return Unused(file, reason, broken=True)
    names = [plain_header(name) for name in header]
    subjects = [told.subject] if told.subject else list(Subject)
    can = {}
    for subject in subjects:
        columns = _columns(subject, names, header, told)
        if all(any(role in columns for role in group) for group in NEEDED[subject]):
            can[subject] = columns
    found = told.subject or _subject(file, names, can)
    if found is None or found not in can:
        return Unused(file, _why_not(found, header, can))
    taken = set(can[found].values())
    rest = tuple(place for place in range(len(header)) if place not in taken)
    return Mapped(found, can[found], rest)


_CURRENCY = r"\s*[\[(]([A-Z]{3}|€|£)[\])]$"
_SIGNS = {"€": "EUR", "£": "GBP"}


def currency_in(header: str) -> str | None:
    """The currency that a header names, like `ARR (EUR)`; None if it names none."""
    found = re.search(_CURRENCY, header.strip())
    return _SIGNS.get(found[1], found[1]) if found else None


def plain_header(name: str) -> str:
    """A header for comparing: `AccountId` and `Account-ID` are both `account id`."""
    bare = re.sub(_CURRENCY, "", name.strip())
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", bare)
    return " ".join(re.findall(r"[^\W_]+", folded(apart)))


def _columns(
    subject: Subject, names: Sequence[str], header: Sequence[str], told: Told
) -> dict[str, int]:
    columns: dict[str, int] = {}
    for role, column in told.columns.items():
        columns[role] = header.index(column)
    for role, words in ROLES[subject].items():
        places = [names.index(word) for word in words if word in names]
        free = [place for place in places if place not in columns.values()]
        if role not in columns and free:
            columns[role] = free[0]
    return columns


def _subject(
    file: str, names: Sequence[str], can: Mapping[Subject, Mapping[str, int]]
) -> Subject | None:
    """The one subject that explains a table best; None if there is none, or no telling which.

    Records of other subjects bring columns of their account along, so an account's columns tell
    little where another subject's are told twice over, or where the file's name speaks against it.
    """
    telling = {subject: len(TELLING[subject] & set(names)) for subject in can}
    stem = set(plain_header(os.path.splitext(os.path.basename(file))[0]).split())
    named = [subject for subject in can if FILE_WORDS[subject] & stem]
    if not any(telling.values()):
        return named[0] if len(named) == 1 else None
    if len(named) == 1 and telling[named[0]]:
        return named[0]
    others: list[Subject] = [subject for subject in can if subject != Subject.ACCOUNTS]
    strong = [subject for subject in others if telling[subject] >= STRONG]
    among = strong or [subject for subject in can if telling[subject]]
    score = {subject: (telling[subject], len(can[subject])) for subject in among}
    best = [subject for subject in among if score[subject] == max(score.values())]
    return best[0] if len(best) == 1 else None


def _why_not(subject: Subject | None, header: Sequence[str], can: Mapping[Subject, object]) -> str:
    names = _listed(header)
    if subject is not None:
        groups = " and ".join(" or ".join(group) for group in NEEDED[subject])
        return f"{subject.value} need columns for {groups}; it has {names}"
    if can:
        could = " or ".join(found.value for found in can)
        return (
            f"it could be {could}; name the file so ({next(iter(can)).value}.csv), or say it with "
            f"--map; it has {names}"
        )
    return (
        "no column is known as an account, person, deal, activity or member; if it has some, a "
        f"map says which (--map); it has {names}"
    )


def _listed(header: Sequence[str]) -> str:
    named = [name for name in header if not re.fullmatch(r"column \d+", name)]
    return ", ".join(named[:8]) + (", …" if len(named) > 8 else "")
