"""The doctor: what is wrong, what was set aside, and what to do about it; and what is in order."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from accountdesk.core.account import has_left
from accountdesk.core.entry import KINDS
from accountdesk.core.team import Team
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.facts_in import SUBJECTS
from accountdesk.desk.formats import number
from accountdesk.desk.set_aside import Group, grouped
from accountdesk.store import health, meta, projections, sources
from accountdesk.store.health import SMALL_LOG
from accountdesk.store.journal import TEAM

MOST = 10
"""Names in one sentence."""


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        about: `store`, `journal`, `facts`, `source`, `team` or `day`.
        wrong: Whether something should be done about it.
        says: A sentence: what there is, and what to do.
    """

    about: str
    wrong: bool
    says: str


class Report(NamedTuple):
    """What the doctor found.

    Attributes:
        findings: In the order in which they were looked at.
        aside: What was set aside of sources, by reason; it is no fault of the desk's.
    """

    findings: tuple[Finding, ...]
    aside: tuple[Group, ...]


def examine(desk: Desk) -> Report:
    """Look at everything. Takes seconds on a large store, because whole tables are read."""
    team = desk.team()
    findings = [*_store(desk), *_journal(desk, team), *_facts(desk, team)]
    findings += [*_holidays(desk, team), *_day(desk)]
    return Report(tuple(findings), tuple(grouped(one for _, one in sources.set_aside(desk.store))))


def _note(about: str, says: str) -> Finding:
    return Finding(about, False, says)


def _wrong(about: str, says: str) -> Finding:
    return Finding(about, True, says)


def _store(desk: Desk) -> Iterator[Finding]:
    found, path = health.health(desk.store), desk.store.path
    size, log = found.bytes / 2**20, found.log_bytes / 2**20
    entries = words.count(found.entries, "entry", "entries")
    about = f"{path}: {size:.1f} MiB, {entries}, schema {found.schema}, SQLite {found.sqlite}."
    yield _note("store", about)
    if found.damage:
        yield _wrong("store", f"The file is damaged: {found.damage}. Bring back a copy of it.")
    if found.open_to_others:
        yield _wrong("store", f"Every user of this machine may read it: chmod o-rwx {path}.")
    if found.file_system:
        yield _wrong(
            "store",
            f"It lies on {found.file_system}, a file system of another machine, where writers can "
            "damage it. Move it to a local disk.",
        )
    if found.log_bytes > SMALL_LOG:
        yield _wrong(
            "store",
            f"Its write-ahead log has {number(round(log))} MiB: some program has read for a "
            "long time. Close what is not needed.",
        )
    if meta.is_erasing(desk.store):
        yield _wrong(
            "store",
            "What was erased may have left bytes in the file: the program ended before it was made "
            "anew, or another one was reading. accountdesk rebuild ends it.",
        )
    if desk.store.newer:
        yield _wrong("store", desk.store.newer)


def _journal(desk: Desk, team: Team) -> Iterator[Finding]:
    unknown = health.unknown_kinds(desk.store, frozenset(KINDS))
    if unknown:
        kinds = ", ".join(unknown)
        yield _wrong("journal", f"Only a newer AccountDesk reads entries of {kinds}. Update it.")
    troubles = list(team.troubles)
    for account in health.accounts_that_refer(desk.store):
        if account != TEAM:
            troubles += projections.state(desk.store, account, team).troubles
    if troubles:
        said = "; ".join(f"{one.entry.kind} {one.why}" for one in troubles[:3])
        entries = words.count(len(troubles), "entry", "entries")
        yield _note("journal", f"{entries} without effect, and kept: {said}.")
    missing = health.not_received(desk.store)
    if missing:
        accounts = words.count(len(missing), "account")
        yield _note(
            "journal",
            f"{accounts} written about and not received yet: {_some(missing)}. Import the source "
            "that has them.",
        )


def _facts(desk: Desk, team: Team) -> Iterator[Finding]:
    for read in sources.read_sources(desk.store):
        yield _note("facts", f"{read.key} was read {words.ago(desk.clock() - read.at)}.")
    counts = health.facts_by_kind(desk.store)
    if counts:
        parts = ", ".join(f"{SUBJECTS[kind]} {number(n)}" for kind, n in counts.items())
        yield _note("facts", f"Records of sources: {parts}.")
    gone = _gone(desk, team)
    if gone:
        yield _wrong(
            "facts",
            f"{words.count(len(gone), 'account')} gone from the source: {_some(gone)}. If that is "
            "right: accountdesk add gone ACCOUNT; if they left: accountdesk add left ACCOUNT.",
        )
    strangers = [owner for owner in health.owners(desk.store) if team.who(owner) is None]
    if strangers:
        yield _wrong(
            "team",
            f"Owners who are no members: {_some(strangers)}. Import a list of members, or "
            "accountdesk add member NAME --claim OWNER.",
        )


def _gone(desk: Desk, team: Team) -> list[str]:
    """Names of accounts that their source has no longer and of which nobody has said why."""
    found = (projections.state(desk.store, one, team) for one in sources.gone(desk.store))
    return [
        state.name
        for state in found
        if state.profile.gone is not None
        and not state.profile.gone_confirmed
        and not has_left(state.profile, state.deals, desk.today)
    ]


def _holidays(desk: Desk, team: Team) -> Iterator[Finding]:
    """That a region's holidays run out: working days would be counted as if it had none."""
    known = team.policy.holidays
    if known is None or known.until is None or desk.today.year < known.until:
        return
    own = [day.isoformat() for day in sorted(known.own) if day >= desk.today]
    again = ", ".join([str(known.region), *own])
    again = f'"{again}"' if " " in again else again
    yield _wrong(
        "team",
        f"Holidays of {known.region} are known until {known.until} and not beyond. Ask for them "
        f"anew, if need be after an update: accountdesk policy set holidays {again}.",
    )


def _day(desk: Desk) -> Iterator[Finding]:
    hint = desk.hint()
    yield Finding("day", hint is not None, hint or f"The desk's day is {words.full(desk.today)}.")


def _some(names: list[str]) -> str:
    more = f" and {number(len(names) - MOST)} more" if len(names) > MOST else ""
    return ", ".join(islice(names, MOST)) + more
