"""The journal as a file: one JSON object a line, the same ids everywhere, no doubles.

    {"id":"…","note":"…","at":1764950400000,"desk":"…","by":"os:1000@host",
     "account":"own:…","kind":"touchpoint","body":{…}}

`account` is null for what concerns the team; `at` is UTC milliseconds. A body travels as it was
written, so that fields which only a newer program knows survive.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from accountdesk.core.entry import AccountKey, Entry, EntryId, NoteId, id_bytes, id_text
from accountdesk.core.errors import Refused
from accountdesk.core.liveness import is_blank
from accountdesk.core.record import Unreadable, parse
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.log import take_in
from accountdesk.desk.takeover import heed
from accountdesk.store import journal, meta

BATCH = 100
"""Entries taken in by one transaction, so that nobody's Enter waits long for it."""

LATEST_AT = 32_503_680_000_000
"""The end of 2999 in milliseconds."""

LONGEST_WORD = 500
LONGEST_LINE = 1_000_000


@dataclass(slots=True)
class Taken:
    """What an import did.

    Attributes:
        new: Entries that were not here.
        known: Entries that were here with the same words.
        set_aside: A sentence for each line that could not be used, with its number.
        hints: Sentences about what is still to be done.
        blank: Lines that were blanked elsewhere, whose entries have their words here: an erasure
            may follow that says so.
    """

    new: int = 0
    known: int = 0
    set_aside: list[str] = field(default_factory=list)
    hints: tuple[str, ...] = ()
    blank: list[tuple[int, EntryId]] = field(default_factory=list)


def as_line(entry: Entry) -> str:
    """An entry as one line of a journal file."""
    head = {
        "id": id_text(entry.id),
        "note": id_text(entry.note),
        "at": entry.at,
        "desk": entry.desk,
        "by": entry.by,
        "account": entry.account,
        "kind": entry.kind,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    # The body goes in as it is: writing it again could change what a newer program reads in it.
    return f'{text[:-1]},"body":{entry.body}}}'


def export(desk: Desk) -> Iterator[str]:
    """The whole journal in order of arrival, a line an entry."""
    return (as_line(entry) for entry in journal.everything(desk.store))


def write_journal(desk: Desk, file: str) -> int:
    """Write the whole journal to a file; how many entries.

    It is written beside the file and moved there, so that no half journal bears its name. Only a
    journal is replaced; anything but a file (a pipe, a device) is written to.

    Raises:
        Refused: Something else is there, or it cannot be written.
    """
    file, found = os.path.realpath(file), export(desk)
    try:
        if os.path.exists(file) and not os.path.isfile(file):
            with open(file, "w", encoding="utf-8") as out:
                return _write_lines(out, found)
        _must_be_journal(file)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=os.path.dirname(file), delete=False
        ) as out:
            try:
                count = _write_lines(out, found)
                out.flush()
                os.fsync(out.fileno())
                os.replace(out.name, file)
            except BaseException:
                os.unlink(out.name)
                raise
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error
    return count


def _write_lines(out: IO[str], found: Iterable[str]) -> int:
    count = 0
    for line in found:
        out.write(line + "\n")
        count += 1
    return count


def _must_be_journal(file: str) -> None:
    """Refuse to replace what is there, unless it is a journal or empty."""
    try:
        with open(file, "rb") as there:
            start = there.read(1)
    except FileNotFoundError:
        return
    if start not in (b"", b"{"):
        raise Refused(f"{file} is there already and is no journal. Name another file.")


def take_journal(desk: Desk, lines: Iterable[bytes]) -> Taken:
    """Take in the lines of a journal file; what is here already is left as it is.

    What erasures among them, or those that are here, have taken away is nowhere when it ends.

    Raises:
        Refused, StoreError: It could not be kept; what was taken in before stays.
    """
    desk.must_keep()
    taken = Taken()
    batch: list[tuple[int, Entry]] = []
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            batch.append((at, read_line(line)))
        except Unreadable as error:
            taken.set_aside.append(f"line {at}: {error}")
        if len(batch) == BATCH:
            _take(desk, batch, taken)
            batch = []
    _take(desk, batch, taken)
    for at, identity in taken.blank:
        _settle(at, journal.by_id(desk.store, identity), None, taken)
    if meta.is_erasing(desk.store):
        from accountdesk.desk.erasing import finish  # for those who have erased something

        taken.hints = finish(desk)
    return taken


def _take(desk: Desk, batch: list[tuple[int, Entry]], taken: Taken) -> None:
    if not batch:
        return
    with desk.store.transaction():
        came = take_in(desk, [entry for _, entry in batch])
        heed(desk, came)
        new = {entry.id for entry in came}
        for at, entry in batch:
            if entry.id in new:
                taken.new += 1
                new.discard(entry.id)  # a second line of the same file is known by now
            elif is_blank(entry.body):
                taken.blank.append((at, entry.id))
            else:
                _settle(at, journal.by_id(desk.store, entry.id), entry, taken)


def _settle(at: int, here: Entry | None, entry: Entry | None, taken: Taken) -> None:
    """Whether a line says what is here; of what was erased in either place nobody can tell."""
    if here is None or here == entry or is_blank(here.body):
        taken.known += 1
    else:
        taken.set_aside.append(
            f"line {at}: entry {id_text(here.id)} stands here with other words, and entries never "
            "change"
        )


def read_line(line: bytes) -> Entry:
    """The entry that a line says, its body verbatim.

    Raises:
        Unreadable: The line is no entry; the message names the field.
    """
    if len(line) > LONGEST_LINE:
        raise Unreadable(f"it is longer than {number(LONGEST_LINE)} bytes")
    try:
        text = line.decode("utf-8").strip().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable("it is no UTF-8 text") from error
    values = parse(text)
    at, account = values.get("at"), values.get("account")
    if type(at) is not int or not 0 <= at < LATEST_AT:
        raise Unreadable("at is no time in milliseconds")
    return Entry(
        EntryId(_identity(values, "id")),
        NoteId(_identity(values, "note")),
        at,
        _word(values, "desk"),
        _word(values, "by"),
        None if account is None else AccountKey(_word(values, "account")),
        _word(values, "kind"),
        _verbatim(text, values),
    )


def _identity(values: dict[str, object], name: str) -> bytes:
    try:
        return id_bytes(str(values.get(name)))
    except ValueError as error:
        raise Unreadable(f"{name} is no id") from error


def _word(values: dict[str, object], name: str) -> str:
    value = values.get(name)
    if type(value) is not str or not 0 < len(value) <= LONGEST_WORD:
        raise Unreadable(f"{name} is no text of 1 to {LONGEST_WORD} characters")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(f"{name} is no Unicode text") from error
    return value


def _verbatim(text: str, values: dict[str, object]) -> str:
    """The body's own text as it stands in the line that says `values`."""
    if type(values.get("body")) is not dict:
        raise Unreadable("body is no JSON object")
    decoder, at, body = json.JSONDecoder(), text.index("{") + 1, ""
    while True:
        at = _next(text, at)
        name, at = decoder.raw_decode(text, at)
        start = _next(text, _next(text, at) + 1)  # behind the colon
        _, at = decoder.raw_decode(text, start)
        if name == "body":
            body = text[start:at]  # of two, the last speaks, as JSON readers have it
        at = _next(text, at)
        if text[at] == "}":
            return body
        at += 1


def _next(text: str, at: int) -> int:
    """The first place from `at` on that is no white space of JSON."""
    while text[at] in " \t\r\n":
        at += 1
    return at
