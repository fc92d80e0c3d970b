"""Workbooks, read in a process of their own: a sheet made to fill the memory ends that process.

`python -m accountdesk.sources.files.book PATH` writes JSON lines: a text is a visible sheet's name,
a list a row of it. Whatever is wrong with the file is one line on its standard error.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

MOST_MEMORY = 2 * 1024**3
"""Bytes that reading a workbook may take."""

LARGEST = 512 * 1024**2
"""Bytes of a workbook when unpacked."""

SECONDS = 300


def sheets(path: str) -> dict[str, list[list[str]]] | str:
    """The visible sheets of a workbook and their rows, or why it cannot be read."""
    import subprocess

    try:
        done = subprocess.run(
            # -P: no module of the folder in which somebody stands is run.
            [sys.executable, "-P", "-m", __name__, path],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it takes more than {SECONDS} seconds to read; save its sheets as CSV"
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        known = said and done.returncode == 1 and said[-1].startswith("it ")
        return said[-1] if known else "it is no workbook that can be read; save its sheets as CSV"
    found: dict[str, list[list[str]]] = {}
    for line in done.stdout.decode().splitlines():
        value = json.loads(line)
        if isinstance(value, str):
            rows = found[value] = []
        else:
            rows.append(value)
    return found


def _read(path: str) -> Iterator[str | list[str]]:
    import zipfile

    import python_calamine as calamine

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST:
            raise MemoryError
    book = calamine.CalamineWorkbook.from_path(path)
    for sheet in book.sheets_metadata:
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            continue
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        yield sheet.name
        for row in book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False):
            yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if isinstance(cell, float):
        # A workbook knows no whole numbers: 12345.0 is the id 12345.
        if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        text = repr(cell)
        # Three decimals could be taken for thousands, and a workbook's are none.
        return text + "0" if len(text.partition(".")[2]) == 3 else text
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _main(path: str) -> int:
    import resource

    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        with suppress(ValueError, OSError):  # where it is stricter already, or cannot be set
            if hard == resource.RLIM_INFINITY or hard > most:
                resource.setrlimit(limit, (most, most))
    try:
        for part in _read(path):
            sys.stdout.write(json.dumps(part) + "\n")
    except MemoryError:
        sys.stderr.write("it is too large to be read; save its sheets as CSV\n")
        return 1
    except Exception as error:  # noqa: BLE001  # whatever a file does to its reader is its fault
        sys.stderr.write(f"it is no workbook that can be read, save it anew ({error})\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
