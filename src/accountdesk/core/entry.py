"""Entries: the envelope of what the team said, their names, and the registry of their kinds.

An entry is one line of the journal and never changes. Its effect depends on which entries exist,
never on the order in which they arrived; `(at, id)` orders timelines and last-wins fields and
nothing else.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, NewType, TypeVar

EntryId = NewType("EntryId", bytes)
"""16 bytes of a UUIDv7, minted when the entry was typed. Canonical UUID text outside."""

NoteId = NewType("NoteId", bytes)
"""16 bytes of a UUIDv7; groups the entries of one keystroke session."""

AccountKey = NewType("AccountKey", str)
"""`<tenant key>:<record id>`; `own:<UUIDv7>` for an account that the team added by hand."""

OWN = "own"
"""The tenant key of what the team added itself."""


BLANK = "[erased]"
"""What stands where words were that have been erased, and instead of whom they were about."""


def is_erased(text: str | None) -> bool:
    """Whether words were erased; nothing that stands instead of them is told to a customer."""
    return text is not None and text.strip() == BLANK


class Entry(NamedTuple):
    """One line of the journal.

    Attributes:
        id: The entry's name for ever.
        note: What was typed together; undo takes a note back.
        at: When it was recorded, UTC milliseconds since 1970.
        desk: The store that minted it.
        by: The raw claim of who said it: `os:1000@host`, `actor:ana`. Members are looked up late.
        account: None for what concerns the whole team.
        kind: A word of the registry, or one that a newer program knows.
        body: A JSON object as it was written, verbatim.
    """

    id: EntryId
    note: NoteId
    at: int
    desk: str
    by: str
    account: AccountKey | None
    kind: str
    body: str


def id_text(identity: EntryId | NoteId) -> str:
    """The canonical text of an id: 8-4-4-4-12 lower-case hex digits."""
    text = identity.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def id_bytes(text: str) -> bytes:
    """The 16 bytes that a UUID's text names, with or without dashes, in either case.

    Raises:
        ValueError: It is no UUID's text.
    """
    digits = text.replace("-", "")
    if len(digits) != 32 or not digits.isalnum():
        raise ValueError(text)
    return bytes.fromhex(digits)


KINDS: dict[str, type[NamedTuple]] = {}
"""Every kind of entry that this program knows; filled by the subjects."""

K = TypeVar("K", bound=type[NamedTuple])


def kind(word: str) -> Callable[[K], K]:
    """Register a record as the body of entries of kind `word`."""

    def register(record: K) -> K:
        KINDS[word] = record
        return record

    return register


def word_of(record: type[NamedTuple]) -> str:
    """The kind whose bodies are such records."""
    return next(word for word, known in KINDS.items() if known is record)


def by_time(entry: Entry) -> tuple[int, bytes]:
    """The order of timelines and of last-wins fields."""
    return (entry.at, entry.id)


def named(references: Iterable[str]) -> list[bytes]:
    """The ids that a body's references name; a text that is no id names nothing."""
    found = []
    for text in references:
        try:
            found.append(id_bytes(text))
        except ValueError:
            found.append(b"")
    return found
