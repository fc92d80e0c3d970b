"""How a table was read, in words: what its columns mean, and what was found from its cells."""

from collections.abc import Iterator
from typing import NamedTuple

from accountdesk.core.deal import Outcome
from accountdesk.sources.files.cells import Planned
from accountdesk.sources.files.headers import plain_header
from accountdesk.sources.files.synonyms import Subject
from accountdesk.sources.files.values import ORDERS, DayOrder
from accountdesk.sources.files.words import is_deleted, outcome


class Mapping(NamedTuple):
    """What a table was taken for.

    Attributes:
        file: The file, or file and sheet.
        rows: What its rows are.
        columns: The header of each role.
        kept: Headers that mean nothing to us; for accounts and members they are fields.
        hints: How days and stages were read, in sentences.
    """

    file: str
    rows: str
    columns: dict[str, str]
    kept: tuple[str, ...]
    hints: tuple[str, ...]


def mapping(plan: Planned) -> Mapping:
    """What a table was taken for."""
    header = plan.table.header
    return Mapping(
        plan.table.file,
        plan.mapped.subject.value,
        {role: header[place] for role, place in plan.mapped.columns.items()},
        tuple(header[place] for place in plan.mapped.rest),
        tuple(_hints(plan)),
    )


def _hints(plan: Planned) -> Iterator[str]:
    for role, found in plan.orders.items():
        yield from _about_days(plan.column(role), found)
    yield from _about_amounts(plan)
    if plan.seen and plan.mapped.subject is Subject.DEALS:
        column = plan.column("status" if "status" in plan.mapped.columns else "stage")
        if "won" not in plain_header(column).split():  # a column of yes and no
            yield f"{column}: {_stages(plan)}"
    if plan.seen and plan.mapped.subject is Subject.ACCOUNTS:
        yield f"{plan.column('type')}: {', '.join(sorted(plan.seen))} (policy customer.types)"


def _about_days(column: str, found: DayOrder) -> Iterator[str]:
    order = ORDERS[found.order]
    if found.open:
        yield (
            f"{column} could be day first or month first; read {order} (policy date_order, or "
            "date_order in a map file)"
        )
    elif found.mixed:
        yield f"{column} has some days right only day first and some month first; read {order}"
    elif found.order == "mdy":
        yield f"{column} is written {order}"


def _about_amounts(plan: Planned) -> Iterator[str]:
    column, found = plan.column("amount"), plan.decimals
    if found.mixed:
        yield f"{column} has decimals with . and with ,; read with {found.mark}"
    if found.thousands:
        yield f"{column}: the mark in {found.thousands} is read as one of thousands"


def _stages(plan: Planned) -> str:
    """`Won is won; taken for open: Engaging, Signed (…)`."""
    found: dict[Outcome | None, list[str]] = {}
    for stage in sorted(plan.seen):
        if not is_deleted(stage):
            found.setdefault(outcome(stage, plan.stages), []).append(stage)
    parts = [
        f"{', '.join(stages)} {'is' if len(stages) == 1 else 'are'} {what.value}"
        for what, stages in found.items()
        if what is not None
    ]
    if None in found:
        parts.append(f"taken for open: {', '.join(found[None])} ([stages] in a map file)")
    return "; ".join(parts)
