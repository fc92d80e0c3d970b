"""Tables: the rows of CSV files and of spreadsheets, each with its place in the file.

A file is read as a stream and as often as need be; only a workbook is held in memory. What cannot
be read of a file is told by row, and a file that is no table at all by a sentence.
"""

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from accountdesk.sources.files import book

if TYPE_CHECKING:
    import _csv  # the reader's class has no public name

CSV = (".csv", ".tsv", ".txt")
BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
DELIMITERS = ",;\t|"
LONGEST_CELL = 1_000_000
"""Characters; a quote that is never closed would swallow a file of any size."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Row(NamedTuple):
    """One row.

    Attributes:
        line: The line on which it begins, from 1; of a sheet the row.
        cells: As text; days as ISO text.
        problem: Why it cannot be used, in half a sentence; empty if it can.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""


class Table(NamedTuple):
    """A table in a file.

    Attributes:
        file: What people call it: the file's name, with the sheet's behind it.
        header: Names of the columns, each once.
        rows: Gives the rows below the header, anew at each call; blank rows are left out.
    """

    file: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


class Unused(NamedTuple):
    """A file or sheet of which nothing was used.

    Attributes:
        file: What people call it.
        reason: Why, in half a sentence.
        broken: Whether it could not be read, and may have held anything.
    """

    file: str
    reason: str
    broken: bool = False


def tables(paths: Sequence[str], encoding: str) -> Iterator[Table | Unused]:
    """Every table of some files and folders, a folder's files by name; its subfolders are not.

    Args:
        paths: Files and folders that are there.
        encoding: Of CSV files that are not UTF-8.
    """
    files: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            try:
                files += _inside(path)
            except OSError as error:
                yield Unused(path, f"it cannot be read: {error.strerror}", broken=True)
        else:
            files.append(path)
    times = Counter(os.path.basename(path) for path in files)
    for path in files:
        name = path if times[os.path.basename(path)] > 1 else os.path.basename(path)
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        yield from _of_file(name, path, encoding)


def _inside(folder: str) -> list[str]:
    """The files of a folder by name, but for hidden ones and those that a program keeps open."""
    names = [name for name in sorted(os.listdir(folder)) if not name.startswith((".", "~$"))]
    paths = [os.path.join(folder, name) for name in names]
    return [path for path in paths if os.path.isfile(path)]


def _of_file(name: str, path: str, encoding: str) -> Iterator[Table | Unused]:
    ending = os.path.splitext(path)[1].lower()
    try:
        if not os.path.isfile(path):
            yield Unused(name, "it is no file", broken=True)
        elif os.path.getsize(path) == 0:
            yield Unused(name, "it is empty", broken=True)
        elif ending in CSV:
            yield _of_rows(name, _Csv(path, encoding))
        elif ending in BOOKS:
            yield from _of_book(name, path)
        else:
            yield Unused(name, "it is no CSV file and no workbook; save its table as one of them")
    except OSError as error:
        yield Unused(name, f"it cannot be read: {error.strerror}", broken=True)


def _of_rows(name: str, rows: Callable[[], Iterator[Row]]) -> Table | Unused:
    first = next(rows(), None)
    if first is None:
        return Unused(name, "it has no rows", broken=True)
    if first.problem:
        return Unused(name, f"line {first.line}: {first.problem}", broken=True)
    header = _once_each(first.cells)

    def below() -> Iterator[Row]:
        found = rows()
        next(found, None)
        for row in found:
            yield _fitted(row, len(header))

    if next(below(), None) is None:
        return Unused(name, "it has a header and no rows", broken=True)
    return Table(name, header, below)


def _once_each(cells: Sequence[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    times: Counter[str] = Counter()
    for place, cell in enumerate(cells, 1):
        name = wanted = cell.strip() or f"column {place}"
        while name in names:
            times[wanted] += 1
            name = f"{wanted} ({times[wanted] + 1})"
        names[name] = None
    return tuple(names)


def _fitted(row: Row, width: int) -> Row:
    """The row if it has as many cells as the header; blank ones behind the header do not count."""
    cells = row.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if not row.problem and len(cells) != width:
        problem = (
            f"it has {len(cells)} cells, and the header {width}; a text with the mark between "
            "cells in it stands between quotes"
        )
        return row._replace(problem=problem)
    return row._replace(cells=cells)


class _Csv:
    """The rows of a CSV file; called, it reads them from the start."""

    def __init__(self, path: str, encoding: str) -> None:
        self.path = path
        with open(path, "rb") as file:
            head = file.read(4)
        self.encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "")
        if not self.encoding:
            # What is UTF-8 is hardly ever anything else, so one folder may hold both.
            self.encoding = "utf-8" if encoding == "utf-8" or _is_utf8(path) else encoding

    def __call__(self) -> Iterator[Row]:
        csv.field_size_limit(LONGEST_CELL)
        with open(self.path, encoding=self.encoding, errors=self._errors(), newline="") as file:
            try:
                delimiter, skipped = _delimiter(file)
                if not skipped:
                    file.seek(0)
                reader = csv.reader(file, delimiter=delimiter, strict=True)
            except (UnicodeError, csv.Error) as error:
                yield Row(1, (), f"it cannot be read ({error})")
                return
            yield from self._rows(reader, skipped)

    def _errors(self) -> str:
        # What is no UTF-8 is kept apart cell by cell; any other encoding was named on purpose.
        return "surrogateescape" if self.encoding.startswith("utf-8") else "replace"

    def _rows(self, reader: "_csv.Reader", skipped: int) -> Iterator[Row]:
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeError) as error:
                yield Row(line + skipped, (), f"the rest of the file cannot be read ({error})")
                return
            if any(cell.strip() for cell in cells):
                yield Row(line + skipped, tuple(cells), _not_text(cells))


def _is_utf8(path: str) -> bool:
    try:
        with open(path, encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(file: TextIO) -> tuple[str, int]:
    """The mark between a header's cells, and how many lines said nothing but that: 0 or 1."""
    line = file.readline(100_000)
    if line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5:
        return line[4], 1
    while line and not line.strip():
        line = file.readline(100_000)
    outside = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=outside.count), 0


def _not_text(cells: Sequence[str]) -> str:
    for cell in cells:
        for letter in cell:
            if "\udc80" <= letter <= "\udcff":
                return (
                    f"byte {ord(letter) - 0xDC00:#04x} is no UTF-8 text; save the file as UTF-8, "
                    "or name what it is with --encoding, like cp1252"
                )
    return ""


def _of_book(name: str, path: str) -> Iterator[Table | Unused]:
    found = book.sheets(path)
    if isinstance(found, str):
        yield Unused(name, found, broken=True)
    elif not found:
        yield Unused(name, "it has no visible sheet")
    else:
        for title, rows in found.items():
            yield _of_rows(f"{name}, {title}" if len(found) > 1 else name, _sheet(rows))


def _sheet(rows: Sequence[Sequence[str]]) -> Callable[[], Iterator[Row]]:
    def read() -> Iterator[Row]:
        for line, cells in enumerate(rows, 1):
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(cells))

    return read
