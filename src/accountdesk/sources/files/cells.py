"""Cells: a row's values by their roles. What cannot be read is unknown, and told by column."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from accountdesk.core.calendar import Moment
from accountdesk.core.deal import Outcome
from accountdesk.core.fact import SetAside
from accountdesk.core.record import Fields
from accountdesk.sources.files import values
from accountdesk.sources.files.headers import Mapped
from accountdesk.sources.files.tables import Row, Table
from accountdesk.sources.files.values import Amount, DayOrder

DAYS = ("renewal", "last_contact", "closes", "closed_on", "on")
"""Roles of columns that hold days."""

LONGEST = 10_000
"""Characters of a mapped text; what is longer is no name, note or address of anybody."""


MOST_STAGES = 30
"""Stages of a table that are shown with their outcomes."""


class Planned(NamedTuple):
    """A table, what its columns mean, and how they write days and amounts.

    Attributes:
        table: Where the rows come from.
        mapped: What its columns mean.
        orders: How each column of days writes them, by role.
        decimal: The mark in front of decimals; None if no amount shows one.
        currency: Of amounts that do not say theirs; None if unknown.
        stages: The outcome of stages as the user has told it, by the stage's plain word.
        seen: Stages that the table has, at most `MOST_STAGES`, in no order.
    """

    table: Table
    mapped: Mapped
    orders: Mapping[str, DayOrder]
    decimal: str | None
    currency: str | None
    stages: Mapping[str, Outcome]
    seen: frozenset[str]

    def column(self, role: str) -> str:
        """The header of a role's column; the role's own word if there is none."""
        place = self.mapped.columns.get(role)
        return role if place is None else self.table.header[place]


def planned(
    table: Table,
    mapped: Mapped,
    order: str,
    currency: str | None = None,
    stages: Mapping[str, Outcome] | None = None,
) -> Planned:
    """How a table is to be read; looks at all of its rows.

    Args:
        table: The table.
        mapped: What its columns mean.
        order: The team's date order.
        currency: Of amounts that do not say theirs.
        stages: The outcome of stages, by the stage's plain word.
    """
    days: dict[str, set[str]] = {role: set() for role in DAYS if role in mapped.columns}
    amounts: set[str] = set()
    stages_seen: set[str] = set()
    money = mapped.columns.get("amount")
    stage = mapped.columns.get("status", mapped.columns.get("stage"))
    for row in table.rows():
        if row.problem:
            continue
        for role, found in days.items():
            found.add(row.cells[mapped.columns[role]])
        if money is not None:
            amounts.add(row.cells[money])
        if stage is not None and len(stages_seen) < MOST_STAGES:
            stages_seen.add(row.cells[stage].strip())
    return Planned(
        table,
        mapped,
        {role: values.day_order(found, order) for role, found in days.items()},
        values.decimal_mark(amounts),
        currency,
        stages or {},
        frozenset(stages_seen),
    )


class Unusable(ValueError):
    """A row that cannot be used: the column that is to blame, and half a sentence why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


class Cells:
    """The values of one row.

    Attributes:
        plan: How its table is read.
        row: The row.
        aside: What could not be read so far: columns, and half a sentence each.
    """

    def __init__(self, plan: Planned, row: Row) -> None:
        self.plan = plan
        self.row = row
        self.aside: list[tuple[str, str]] = []

    def text(self, role: str) -> str:
        """The text of a role, without spaces around it; empty if there is none."""
        place = self.plan.mapped.columns.get(role)
        if place is None:
            return ""
        text = self.row.cells[place].strip()
        if len(text) > LONGEST:
            self._set_aside(role, f"it has {len(text):,} characters, more than {LONGEST:,}")
            return ""
        return text

    def known(self, role: str) -> str | None:
        """The text of a role; None if it is empty."""
        return self.text(role) or None

    def moment(self, role: str) -> Moment | None:
        """The day of a role, and its time if it has one; None if it is empty or unreadable."""
        text = self.text(role)
        if not text:
            return None
        found = values.moment(text, self.plan.orders[role].order)
        if found is None:
            self._set_aside(role, f"“{text}” is no day; write it like 2026-12-05")
        return found

    def amount(self, currency: str) -> Amount | None:
        """The amount, in its own currency, else that of the column `currency`, else the table's."""
        text = self.text("amount")
        if not text:
            return None
        found = values.amount(text, self.plan.decimal)
        if found is None:
            self._set_aside("amount", f"“{text}” is no amount; write it like 12500 or 12500.50")
            return None
        told = self.text(currency).upper()
        if told and not (len(told) == 3 and told.isascii() and told.isalpha()):
            self._set_aside(currency, f"“{told}” is no currency; write its ISO code, like EUR")
            told = ""
        return found._replace(currency=found.currency or told or self.plan.currency)

    def rest(self) -> Fields:
        """The columns that mean nothing to us, but for empty ones."""
        header = self.plan.table.header
        found = {header[place]: self.row.cells[place].strip() for place in self.plan.mapped.rest}
        return Fields({name: value[:LONGEST] for name, value in found.items() if value})

    def raw(self) -> str:
        """The whole row as JSON text."""
        return raw(self.plan.table, self.row)

    def _set_aside(self, role: str, reason: str) -> None:
        self.aside.append((self.plan.column(role), reason))

    def set_aside(self) -> list[SetAside]:
        """What could not be read, each with its place; the rest of the row was used."""
        return [
            SetAside(
                *(self.plan.table.file, self.row.line, self.plan.mapped.subject.value),
                *(column, reason, self.raw()),
                whole=False,
            )
            for column, reason in self.aside
        ]


def raw(table: Table, row: Row) -> str:
    """A row as JSON text; bytes that are no text become question marks."""
    cells = [cell.encode("utf-8", "replace").decode() for cell in row.cells]
    named = dict(zip(table.header, cells, strict=False))
    return json.dumps(named, ensure_ascii=False, separators=(",", ":"))
