"""Cells: a row's values by their roles. What cannot be read is unknown, and told by column."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from accountdesk.core.calendar import Moment
from accountdesk.core.deal import Outcome
from accountdesk.core.fact import SetAside
from accountdesk.core.money import is_currency
from accountdesk.core.record import Fields
from accountdesk.sources.files import values
from accountdesk.sources.files.headers import Mapped, currency_in
from accountdesk.sources.files.synonyms import Subject
from accountdesk.sources.files.tables import Row, Table
from accountdesk.sources.files.values import Amount, DayOrder, Decimals

DAYS = ("renewal", "last_contact", "closes", "closed_on", "on", "opened", "due")
"""Roles of columns that hold days."""

LONGEST = 10_000
"""Characters of a mapped text; what is longer is no name, note or address of anybody."""


AMOUNTS = ("amount", "closed_amount")
"""Roles of columns that hold amounts."""

MOST_SEEN = 30
"""Stages or types of a table that are shown with what they were taken for."""


class Reading(NamedTuple):
    """What tables are read with.

    Attributes:
        today: The desk's day.
        order: The date order of columns that leave it open, as the team or the user has said.
        told: Whether it is the user who has said it, of these very files.
        currency: Of amounts that do not say theirs; None if unknown.
        stages: The outcome of stages, by the stage's plain word.
    """

    today: date
    order: str = "dmy"
    told: bool = False
    currency: str | None = None
    stages: Mapping[str, Outcome] = MappingProxyType({})


class Planned(NamedTuple):
    """A table, what its columns mean, and how they write days and amounts.

    Attributes:
        table: Where the rows come from.
        mapped: What its columns mean.
        orders: How each column of days writes them, by role.
        decimals: How amounts write decimals.
        currency: Of amounts that do not say theirs; None if unknown.
        today: The desk's day: what is still to come has not happened.
        stages: The outcome of stages as the user has told it, by the stage's plain word.
        seen: Stages of deals, or types of accounts, that the table has, at most `MOST_SEEN`.
    """

    table: Table
    mapped: Mapped
    orders: Mapping[str, DayOrder]
    decimals: Decimals
    currency: str | None
    today: date
    stages: Mapping[str, Outcome]
    seen: frozenset[str]

    def column(self, role: str) -> str:
        """The header of a role's column; the role's own word if there is none."""
        place = self.mapped.columns.get(role)
        return role if place is None else self.table.header[place]


def planned(table: Table, mapped: Mapped, reading: Reading) -> Planned:
    """How a table is to be read; looks at all of its rows."""
    days: dict[str, set[str]] = {role: set() for role in DAYS if role in mapped.columns}
    amounts: set[str] = set()
    seen: set[str] = set()
    money = [mapped.columns[role] for role in AMOUNTS if role in mapped.columns]
    words = _column_of_words(mapped)
    for row in table.rows():
        if row.problem:
            continue
        for role, found in days.items():
            found.add(row.cells[mapped.columns[role]])
        amounts.update(row.cells[place] for place in money)
        if words is not None and len(seen) < MOST_SEEN:
            seen.add(row.cells[words].strip())
    return Planned(
        table,
        mapped,
        _orders(days, reading),
        values.decimals(amounts),
        _currency(table, money) or reading.currency,
        reading.today,
        reading.stages,
        frozenset(seen - {""}),
    )


def _column_of_words(mapped: Mapped) -> int | None:
    """The column whose words decide what a row is: of deals the stage, of accounts the type."""
    columns = mapped.columns
    if mapped.subject is Subject.ACCOUNTS:
        return columns.get("type")
    return columns.get("status", columns.get("stage"))


def _orders(days: Mapping[str, Iterable[str]], reading: Reading) -> dict[str, DayOrder]:
    """How each column writes days: as it shows, else as the others of its table show."""
    orders = {role: values.day_order(cells, reading.order) for role, cells in days.items()}
    shown = {order.order for order in orders.values() if order.shown}
    decided = reading.told or len(shown) == 1
    order = shown.pop() if len(shown) == 1 else reading.order
    return {
        role: DayOrder(order if order in values.ORDERS else "dmy", False)
        if found.open and decided
        else found
        for role, found in orders.items()
    }


def _currency(table: Table, money: Sequence[int]) -> str | None:
    """The currency that stands in the header of an amount, like `ARR (EUR)`."""
    found = {currency_in(table.header[place]) for place in money} - {None}
    return found.pop() if len(found) == 1 else None


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

    def amount(self, role: str = "amount") -> Amount | None:
        """An amount in its own currency, else that of the column `currency`, else the table's."""
        text = self.text(role)
        if not text:
            return None
        found = values.amount(text, self.plan.decimals.mark)
        if found is None:
            self._set_aside(role, f"“{text}” is no amount; write it like 12500 or 12500.50")
            return None
        told = self.text("currency").upper()
        if told and not is_currency(told):
            self._set_aside("currency", f"“{told}” is no currency; write its ISO code, like EUR")
            told = ""
        return found._replace(currency=found.currency or told or self.plan.currency)

    def past(self, role: str, what: str) -> Moment | None:
        """The day of a role if it has come; one that is still to come is told as `what`."""
        found = self.moment(role)
        if found is None or found.day <= self.plan.today:
            return found
        self._set_aside(role, f"“{self.text(role)}” is still to come; {what}")
        return None

    def rest(self) -> Fields:
        """The columns that mean nothing to us, but for empty ones."""
        header = self.plan.table.header
        found = {header[place]: self.row.cells[place].strip() for place in self.plan.mapped.rest}
        return Fields({name: value[:LONGEST] for name, value in found.items() if value})

    def raw(self) -> str:
        """The whole row as JSON text."""
        return raw(self.plan.table, self.row)

    def _set_aside(self, role: str, reason: str) -> None:
        told = (self.plan.column(role), reason)
        if told not in self.aside:  # a cell may be asked for twice
            self.aside.append(told)

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
    named |= {f"cell {n + 1}": cells[n] for n in range(len(table.header), len(cells))}
    return json.dumps(named, ensure_ascii=False, separators=(",", ":"))
