"""What was set aside, by reason: a thousand rows without an account are one sentence."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from accountdesk.core.fact import SetAside
from accountdesk.desk import words
from accountdesk.desk.formats import number

FIRST_LINES = 3


class Group(NamedTuple):
    """Rows of one file that were set aside for the same reason.

    Attributes:
        file: The file, or file and sheet.
        kind: What the rows are; `files` for a file of which nothing was used.
        field: The column that is to blame; empty if the row as a whole is.
        reason: Half a sentence; where the rows differ in what they say, the first of them quoted.
        quoted: What the rows say, each once, in order.
        lines: Where they stand.
        records: Ids of the records, where they are a CRM's.
        whole: False if only that field was set aside.
    """

    file: str
    kind: str
    field: str
    reason: str
    quoted: tuple[str, ...]
    lines: tuple[int, ...]
    whole: bool
    records: tuple[str, ...] = ()

    def words(self, most: int = FIRST_LINES) -> str:
        """`sales.csv, account: there is no account “X”, “Y” (7 rows: lines 18, 21, 25, …)`.

        At most so many quotations and lines.
        """
        field = f", {self.field}" if self.field else ""
        if self.records:
            said, ids = self._said(most), ", ".join(self.records[:most])
            more = ", …" if len(self.records) > most else ""
            count = words.count(len(self.records), "record" if self.whole else "field")
            return f"{self.file}{field}: {said} ({count}: {ids}{more})"
        if not self.lines[0]:
            return f"{self.file}{field}: {self.reason}"
        if len(self.lines) == 1:
            only = "" if self.whole else " (the rest of the row was used)"
            return f"{self.file}, line {self.lines[0]}{field}: {self.reason}{only}"
        reason = self._said(most)
        lines = ", ".join(f"{number(line)}" for line in self.lines[:most])
        more = ", …" if len(self.lines) > most else ""
        count = words.count(len(self.lines), "row" if self.whole else "field")
        return f"{self.file}{field}: {reason} ({count}: lines {lines}{more})"

    def _said(self, most: int) -> str:
        """The reason, with what the rows say quoted in it."""
        more = ", …" if len(self.quoted) > most else ""
        said = ", ".join(f"“{one}”" for one in self.quoted[:most]) + more
        return _QUOTED.sub(lambda _: said, self.reason, 1)

    def data(self) -> dict[str, object]:
        """The same for programs, with every line."""
        return {
            **self._asdict(),
            "quoted": list(self.quoted),
            "lines": list(self.lines),
            "records": list(self.records),
            "count": len(self.lines),
        }


_QUOTED = re.compile(r"“([^”]*)”")


def grouped(aside: Iterable[SetAside]) -> list[Group]:
    """Groups in the order in which each was met first."""
    found: dict[tuple[str, str, str, str, bool], list[SetAside]] = {}
    for one in aside:
        alike = _QUOTED.sub("“”", one.reason)
        found.setdefault((one.file, one.kind, one.field, alike, one.whole), []).append(one)
    return [
        Group(
            first.file,
            first.kind,
            first.field,
            first.reason,
            tuple(dict.fromkeys(said[1] for one in ones if (said := _QUOTED.search(one.reason)))),
            tuple(one.line for one in ones),
            first.whole,
            tuple(one.record for one in ones if one.record),
        )
        for ones in found.values()
        for first in ones[:1]
    ]
