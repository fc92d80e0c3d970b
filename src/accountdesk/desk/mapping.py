"""How a table was read, in words: what its columns mean, and what was found from its cells."""

from collections.abc import Iterator
from typing import NamedTuple

from accountdesk.core.deal import Outcome
from accountdesk.sources.files.cells import Planned
from accountdesk.sources.files.synonyms import Subject
from accountdesk.sources.files.values import ORDERS, outcome


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
        column, order = plan.column(role), ORDERS[found.order]
        if found.open:
            yield (
                f"{column} could be day first or month first; read {order} (policy date_order, or "
                "date_order in a map file)"
            )
        elif found.order == "mdy":
            yield f"{column} is written {order}"
    if plan.mapped.subject is Subject.DEALS and plan.seen:
        yield f"{_stage_column(plan)}: {_stages(plan)}"


def _stage_column(plan: Planned) -> str:
    return plan.column("status" if "status" in plan.mapped.columns else "stage")


def _stages(plan: Planned) -> str:
    """`Won is won; Engaging, Prospecting are open`."""
    found: dict[Outcome, list[str]] = {}
    for stage in sorted(plan.seen - {""}):
        found.setdefault(outcome(stage, plan.stages), []).append(stage)
    return "; ".join(
        f"{', '.join(found[what])} {'is' if len(found[what]) == 1 else 'are'} {what.value}"
        for what in Outcome
        if what in found
    )
