"""Quotes that are shown no longer: what erasing them would take out of the journal."""

from collections.abc import Iterator

from accountdesk.core.calendar import day_of
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import KINDS, Entry, named, word_of
from accountdesk.core.errors import Refused
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.liveness import Amended, Erased, is_blank
from accountdesk.core.quotes import is_old, quoted
from accountdesk.core.record import Unreadable, read
from accountdesk.core.repair import RepairStep
from accountdesk.desk.about import QUOTES, About
from accountdesk.desk.desk import Desk
from accountdesk.desk.erasing import Plan, plan_of
from accountdesk.desk.outgoing import body_of
from accountdesk.store import journal


def planned(desk: Desk) -> Plan:
    """What erasing the quotes that are shown no longer would take. It writes nothing.

    Raises:
        Refused: The team keeps them for ever, or none is as old as that.
    """
    days = desk.team().policy.days("quotes.days")
    if days is None:
        raise Refused(
            "The team keeps quotes without a limit, so none is old. "
            f"`{desk.program} policy set quotes.days 365` sets one."
        )
    found = About(entries=tuple(_old(desk)))
    if not found.entries:
        raise Refused(f"No quote here is older than {days} days, so nothing was erased.")
    return plan_of(desk, f"quotes older than {days} days", Erased(), found)


def _old(desk: Desk) -> Iterator[Entry]:
    """Entries with an old quote, and what has been said in their place."""
    policy = desk.team().policy
    of: dict[bytes, Entry] = {}
    for kind in QUOTES:
        for entry in journal.of_kind(desk.store, kind):
            of[entry.id] = entry
    bodies = [(entry, entry, body_of(entry)) for entry in of.values()]
    for amended in journal.of_kind(desk.store, word_of(Amended)):
        said = body_of(amended)
        target = of.get(named([said.entry])[0]) if isinstance(said, Amended) else None
        if isinstance(said, Amended) and target is not None:
            bodies.append((amended, target, _body(said, target)))
    for holds, entry, body in bodies:
        if not isinstance(body, FeelingSaid | Confirmed | RepairStep) or is_blank(holds.body):
            continue
        if quoted(body) and is_old(body.on or day_of(entry.at), policy, desk.today):
            yield holds


def _body(said: Amended, entry: Entry) -> object:
    if not isinstance(said.body, dict):
        return None
    try:
        return read(KINDS[entry.kind], said.body)
    except Unreadable:
        return None
