"""Workbooks for tests: the least of the format that a reader needs, so no library is in between."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write_workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    state: str = "visible",
    at: str | None = None,
) -> None:
    """Write sheets of texts and numbers as an XLSX file; an empty row stays a blank one.

    `at` puts one more cell there, wherever that is.
    """
    numbers = range(1, len(sheets) + 1)
    names = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    root = f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        packed.writestr("_rels/.rels", _relations(root))
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>',
        )
        packed.writestr("xl/_rels/workbook.xml.rels", _relations(relations))
        for n, rows in zip(numbers, sheets.values(), strict=True):
            far = f'<row><c r="{at}"><v>1</v></c></row>' if at else ""
            packed.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows, far))


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _sheet(rows: Sequence[Sequence[object]], far: str) -> str:
    lines = "".join(
        f'<row r="{n}">{"".join(_cell(cell, n, at) for at, cell in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
        if row
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}{far}</sheetData></worksheet>'


def _cell(cell: object, row: int, column: int) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'
