"""What was set aside, by reason: a thousand rows without an account are one sentence."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from accountdesk.core.fact import SetAside
from accountdesk.desk import words

FIRST_LINES = 3


class Group(NamedTuple):
    """Rows of one file that were set aside for the same reason.

    Attributes:
        file: The file, or file and sheet.
        kind: What the rows are.
        field: The column that is to blame; empty if the row as a whole is.
        reason: Half a sentence; of several that differ only in what they quote, the first one.
        lines: Where they stand.
        whole: False if only that field was set aside.
    """

    file: str
    kind: str
    field: str
    reason: str
    lines: tuple[int, ...]
    whole: bool

    def words(self) -> str:
        """`sales.csv, line 18, account: no account is named (1,425 rows: 18, 21, 25, …)`."""
        field = f", {self.field}" if self.field else ""
        what = "row" if self.whole else "field"
        if len(self.lines) == 1:
            only = "" if self.whole else " (the rest of the row was used)"
            return f"{self.file}, line {self.lines[0]}{field}: {self.reason}{only}"
        first = ", ".join(f"{line:,}" for line in self.lines[:FIRST_LINES])
        more = ", …" if len(self.lines) > FIRST_LINES else ""
        count = words.count(len(self.lines), what)
        return f"{self.file}{field}: {self.reason} ({count}: lines {first}{more})"

    def data(self) -> dict[str, object]:
        """The same for programs, with every line."""
        return {**self._asdict(), "lines": list(self.lines), "count": len(self.lines)}


def grouped(aside: Iterable[SetAside]) -> list[Group]:
    """Groups in the order in which each was met first."""
    found: dict[tuple[str, str, str, str, bool], list[SetAside]] = {}
    for one in aside:
        alike = re.sub(r"“[^”]*”", "“”", one.reason)
        found.setdefault((one.file, one.kind, one.field, alike, one.whole), []).append(one)
    return [
        Group(
            first.file,
            first.kind,
            first.field,
            first.reason,
            tuple(one.line for one in ones),
            first.whole,
        )
        for ones in found.values()
        for first in ones[:1]
    ]
