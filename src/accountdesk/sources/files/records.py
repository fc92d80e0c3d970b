"""Records: what the rows of tables say, as facts; what cannot be used is set aside with its reason.

Members come first, because owners are named by them; then accounts, which everything else names.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent, SetAside
from accountdesk.sources.files.cells import Cells, Planned, Unusable, raw
from accountdesk.sources.files.joins import Joins, tidy
from accountdesk.sources.files.rows import READERS, account_key
from accountdesk.sources.files.synonyms import Subject

ORDER = (
    *(Subject.MEMBERS, Subject.ACCOUNTS, Subject.PEOPLE, Subject.DEALS),
    *(Subject.ACTIVITIES, Subject.CASES),
)


def records(tables: Sequence[Planned], joins: Joins) -> Iterator[Sent | SetAside]:
    """Everything that some tables say, in an order in which nothing names what comes later."""
    seen: dict[tuple[type, str], _Seen] = {}
    for subject in ORDER:
        for plan in tables:
            if plan.mapped.subject is subject:
                yield from _of_table(plan, joins, seen)


def listed(tables: Iterable[Planned], joins: Joins) -> tuple[set[AccountKey], bool]:
    """Keys of the accounts that lists of accounts name, and whether all of the rows could be read.

    A row that is set aside for what it says names its account all the same.
    """
    keys: set[AccountKey] = set()
    whole = True
    for plan in tables:
        if plan.mapped.subject is Subject.ACCOUNTS:
            for row in plan.table.rows():
                cells = Cells(plan, row)
                name = "" if row.problem else tidy(cells.text("name"))
                whole = whole and bool(name)
                if name:
                    keys.add(account_key(cells, joins))
    return keys, whole


class _Seen(NamedTuple):
    """Where a record stood first, and what it said."""

    file: str
    line: int
    said: int


def _of_table(
    plan: Planned, joins: Joins, seen: dict[tuple[type, str], _Seen]
) -> Iterator[Sent | SetAside]:
    read = READERS[plan.mapped.subject]
    for row in plan.table.rows():
        if row.problem:
            yield _whole(plan, row.line, "", row.problem, raw(plan.table, row))
            continue
        cells = Cells(plan, row)
        try:
            new = _new(list(read(cells, joins)), cells, seen)
        except Unusable as error:
            yield from joins.made()  # it has named them all the same
            yield _whole(plan, row.line, error.column, error.reason, cells.raw())
            continue
        yield from joins.made()
        yield from new
        yield from cells.set_aside()


def _whole(plan: Planned, line: int, column: str, reason: str, text: str) -> SetAside:
    return SetAside(plan.table.file, line, plan.mapped.subject.value, column, reason, text)


def _new(found: Sequence[Sent], cells: Cells, seen: dict[tuple[type, str], _Seen]) -> list[Sent]:
    """The records of a row that were not there yet; there must be one.

    An account may stand in several rows, each with another contact, if all say the same of it.
    """
    names = [(type(sent.known), str(sent.known[0])) for sent in found]
    before = [seen.get(name) for name in names]
    for sent, first in zip(found, before, strict=True):
        if first is not None and (first.said != hash(sent.known) or None not in before):
            raise _there_already(cells, first)
    for sent, name in zip(found, names, strict=True):
        here = _Seen(cells.plan.table.file, cells.row.line, hash(sent.known))
        seen.setdefault(name, here)
    return [sent for sent, first in zip(found, before, strict=True) if first is None]


def _there_already(cells: Cells, first: _Seen) -> Unusable:
    where = f"line {first.line}"
    if first.file != cells.plan.table.file:
        where = f"{first.file}, {where}"
    for role in ("id", "name", "email"):
        if cells.text(role):
            return Unusable(
                cells.plan.column(role), f"“{cells.text(role)}” is there already ({where})"
            )
    return Unusable("", f"it is there already ({where})")
