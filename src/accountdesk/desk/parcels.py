"""Parcels: an entry as it is written to a CRM, in the words of presets."""

import html
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, NamedTuple

from accountdesk.core.calendar import day_of
from accountdesk.core.delivery import mark
from accountdesk.core.entry import KINDS, Entry, EntryId, id_text, named
from accountdesk.core.errors import NotFound
from accountdesk.core.liveness import live
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Direction, Touchpoint
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import zone_of
from accountdesk.desk.outgoing import NEXT_STEP, delivered
from accountdesk.sources.source import Parcel
from accountdesk.store import journal
from accountdesk.store.outbox import Row

LONGEST_SUBJECT = 120


class Packed(NamedTuple):
    """A parcel, and what its entry is by now.

    Attributes:
        entry: The entry.
        parcel: How it is written.
        dead: Whether it was taken back.
    """

    entry: Entry
    parcel: Parcel
    dead: bool


def packed(desk: Desk, row: Row) -> Packed:
    """What a row of the outbox writes, as its entry stands now.

    Raises:
        NotFound: The entry is not here.
    """
    entry = journal.by_id(desk.store, EntryId(row.entry))
    if entry is None:
        raise NotFound(f"The entry {id_text(row.entry)} is not on this desk.")
    alive = live(journal.of_account(desk.store, row.account)).said
    body = next((said.body for said in alive if said.entry.id == entry.id), None)
    dead = body is None
    if body is None:
        try:
            body = read(KINDS[entry.kind], parse(entry.body))
        except Unreadable as error:
            raise NotFound(f"The entry {id_text(entry.id)} cannot be read: {error}.") from error
    team = desk.team()
    if isinstance(body, Touchpoint):
        kind = body.kind.value
        values = _touchpoint(entry, body, row.source, team, zone_of(desk.store))
    else:
        assert isinstance(body, NextStep)
        done = any(
            isinstance(said.body, StepDone) and named([said.body.step]) == [entry.id]
            for said in alive
        )
        kind = NEXT_STEP
        values = _next_step(entry, body, row.source, team, zone_of(desk.store))
        values["next_step.done"] = done
    there = delivered(desk, entry)
    record = row.made.get("record") or (there.record if there else None)
    return Packed(entry, Parcel(row.op, kind, row.record, values, record, row.made), dead)


def _said(name: str, entry: Entry, text: str, otherwise: str) -> dict[str, Any]:
    """The values that every text has."""
    lines = text.strip().splitlines()
    marked = f"{text.strip()}\n{mark(entry.id)}".strip()
    return {
        f"{name}.id": id_text(entry.id),
        f"{name}.text": text.strip(),
        f"{name}.subject": (lines[0] if lines else otherwise)[:LONGEST_SUBJECT],
        f"{name}.marked": marked,
        f"{name}.html": html.escape(marked, quote=False).replace("\n", "<br>"),
    }


def _touchpoint(
    entry: Entry, body: Touchpoint, source: str, team: Team, zone: tzinfo | None
) -> dict[str, Any]:
    on = body.on or day_of(entry.at)
    return {
        **_said("touchpoint", entry, body.text, body.kind.value.capitalize()),
        "touchpoint.kind": body.kind.value,
        "touchpoint.on": on.isoformat(),
        "touchpoint.at": _moment(entry, on, body.time, zone),
        "touchpoint.outgoing": body.direction is not Direction.IN,
        "person.id": next((_bare(one) for one in body.people if _is_of(one, source)), None),
        "owner.id": _owner(entry.by, source, team),
    }


def _next_step(
    entry: Entry, body: NextStep, source: str, team: Team, zone: tzinfo | None
) -> dict[str, Any]:
    at = None if body.due is None else _at(body.due, body.time or "12:00", zone)
    return {
        **_said("next_step", entry, body.what, "Next step"),
        "next_step.due": None if body.due is None else body.due.isoformat(),
        "next_step.at": at,
        "owner.id": _owner(body.owner or entry.by, source, team),
    }


def _moment(entry: Entry, on: date, at: str | None, zone: tzinfo | None) -> datetime:
    """When it was: the moment that was said, else that at which it was recorded on that day.

    Never later than that: CRMs refuse what has not happened.
    """
    recorded = datetime.fromtimestamp(entry.at / 1000, UTC)
    if at is None and on == recorded.astimezone(zone).date():
        return recorded
    return min(_at(on, at or "12:00", zone), recorded)


def _at(on: date, at: str, zone: tzinfo | None) -> datetime:
    hour, minute = at.split(":")
    moment = datetime.combine(on, time(int(hour), int(minute)), zone)
    return moment.astimezone(UTC)


def _is_of(key: str, source: str) -> bool:
    return key.startswith(f"{source}:")


def _bare(key: str) -> str:
    return key.partition(":")[2]


def _owner(claim: str, source: str, team: Team) -> str | None:
    """Who of us it is, as the source knows them; None: it does not."""
    member = team.who(claim)
    if member is None:
        return None
    keys = [str(member.key), *(one for one, key in _claims(team).items() if key == member.key)]
    return min((_bare(one) for one in keys if _is_of(one, source)), default=None)


def _claims(team: Team) -> Mapping[str, str]:
    return {claim: found.key for claim in team.claims if (found := team.who(claim)) is not None}
