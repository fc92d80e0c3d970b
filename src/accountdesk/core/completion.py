"""Completion: what may stand where somebody is typing a note.

Kinds and fields where a line begins, people of the account and words of a header before the first
colon, members of the team behind `next(`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from accountdesk.core.note import HEADER_WORDS, KIND_WORDS
from accountdesk.core.note_fields import BEGINNINGS, Known
from accountdesk.core.text import clean, folded

MOST = 9
"""Candidates at most: more are no help."""


class Completion(NamedTuple):
    """What may replace the end of a text.

    Attributes:
        replaces: How many characters before the cursor it replaces.
        candidates: The best one first; empty if nothing fits.
    """

    replaces: int = 0
    candidates: tuple[str, ...] = ()


def complete(before: str, known: Known) -> Completion:
    """What may stand at the end of `before`, the note's text as far as the cursor."""
    lines = before.split("\n")
    line, first = lines[-1], not any(earlier.strip() for earlier in lines[:-1])
    owner = re.fullmatch(r"[a-z]+\(([^()]*)", line)
    if owner:
        return _names(owner[1], (member.name for member in known.members))
    if ":" in line:
        return Completion()
    if " " not in line or line.startswith("gain "):
        fields = tuple(f"{word}: " for word in BEGINNINGS)
        return _beginnings(line, (*KIND_WORDS, *fields) if first else fields)
    if first and line.lstrip().partition(" ")[0].casefold() in KIND_WORDS:
        return _in_header(line, known)
    return Completion()


def _in_header(line: str, known: Known) -> Completion:
    """A person, of whose name several words may stand there already, or a word of headers."""
    names = [person.name for person in known.people]
    words = line.split(" ")[1:]
    for start in range(len(words)):
        found = _names(" ".join(words[start:]), names)
        if found.candidates:
            return found
    return _beginnings(words[-1], HEADER_WORDS)


def _beginnings(stem: str, words: Iterable[str]) -> Completion:
    """Words that begin so; none for nothing."""
    found = tuple(word for word in words if stem and word.startswith(stem.casefold()))
    return Completion(len(stem), found[:MOST])


def _names(stem: str, names: Iterable[str]) -> Completion:
    """Names that begin so, then those of which a later word does.

    A name that would not be read as one, or that a terminal would obey, is left out.
    """
    wanted = folded(stem)
    plain = {name for name in names if clean(name) == name and not set(name) & set(":()")}
    listed = sorted(plain, key=lambda name: (folded(name), name))
    whole = [name for name in listed if folded(name).startswith(wanted)]
    parts = [name for name in listed if name not in whole and _has_word(name, wanted)]
    return Completion(len(stem), (*whole, *parts)[:MOST])


def _has_word(name: str, beginning: str) -> bool:
    words: Sequence[str] = folded(name).split()
    return any(word.startswith(beginning) for word in words)
