"""Importing: files in. What they say replaces what they said; what cannot be used is set aside.

Facts are written page by page, so that nobody's Enter waits for a long file; an import that was
interrupted leaves the rows it had, and goes on when it is done again. Only a list that was read to
its end says which accounts have gone.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.member import MemberFact
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.facts_in import Taken, begin, compare, finish, take
from accountdesk.desk.formats import number
from accountdesk.desk.mapping import Mapping, mapping
from accountdesk.desk.same import join_accounts, join_members
from accountdesk.sources.files.cells import Planned, Reading, planned
from accountdesk.sources.files.headers import Mapped, Told, mapped
from accountdesk.sources.files.joins import Joins, Known
from accountdesk.sources.files.records import listed, records
from accountdesk.sources.files.synonyms import Subject
from accountdesk.sources.files.tables import Table, Unused, tables
from accountdesk.sources.files.told import Wishes, encoding, wishes
from accountdesk.store import sources, windows
from accountdesk.store.pulls import is_pulled

DEFAULT_SOURCE = "files"
DEMO = "demo"
"""The source of the demo's own records; what is imported there is another one."""

MOST_ALIKE = 100
"""Accounts of one name but for case and accents that are looked at for the one that is meant."""

MOST_GONE = 20
"""More accounts than this, and more than a tenth of all, do not vanish without a question."""

NO_SHEETS = "There is no CSV, XLSX, XLS or ODS file in the folder."


class Imported(NamedTuple):
    """What an import did, or would do.

    Attributes:
        source: The tenant key.
        used: Tables that were used, and what they were taken for.
        unused: Files and sheets that were not, and why.
        gone: Names of accounts that the source has no longer.
        unsure: Accounts that it may have no longer: a part of its list could not be read.
        strange: Tables that the map names and that are not among the files.
        taken: What became of the records.
        left_deals: Deals that the source has sent before and these files do not have; they are
            kept, because a list of deals is rarely whole.
        joined: Names of members and accounts that were found to be there already.
        members: Names of those whom the files name as members, sorted.
    """

    source: str
    used: tuple[Mapping, ...]
    unused: tuple[Unused, ...]
    gone: tuple[str, ...]
    unsure: int = 0
    strange: tuple[str, ...] = ()
    taken: Taken = Taken()
    left_deals: int = 0
    joined: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class Order(NamedTuple):
    """What is to be imported, and how.

    Attributes:
        paths: Files and folders.
        source: The tenant key; None: that of the source there is, else `files`.
        map: A map file that says what headers do not; see `sources.files.told`.
        encoding: Of CSV files that are not UTF-8; None: the map's, if it names one.
        dry: Only look what would change.
    """

    paths: Sequence[str]
    source: str | None = None
    map: str | None = None
    encoding: str | None = None
    dry: bool = False


def import_files(desk: Desk, order: Order, confirm: Callable[[str], bool]) -> Imported:
    """Import files; `confirm` is asked before many accounts vanish.

    Files are read several times, and must stay as they are meanwhile.

    Raises:
        NotFound: A file is not there.
        NotUnderstood: The source's key is none, or the map says something that no map says.
        Refused: Nothing in the files can be used, one of them has changed while it was read, or
            a question was answered with no.
        StoreError: The store cannot be written.
    """
    try:
        return _imported(desk, order, confirm)
    except OSError as error:
        raise Refused(
            f"{error.filename} cannot be read any more: {error.strerror}. Import it again."
        ) from error


def _imported(desk: Desk, order: Order, confirm: Callable[[str], bool]) -> Imported:
    if not order.dry:
        desk.must_keep()
    source = chosen_source(desk, order.source)
    used, unused, strange = _opened(desk, order)
    desk.settle()  # names are looked up in what lists show
    joins = Joins(source, _known(desk, source), lists_accounts=_has_list(used))
    gone, unsure = _vanished(desk, joins, used, unused)
    if gone and not order.dry:
        _must_want(desk, source, gone, confirm)
    members: set[str] = set()
    found = _noting(records(used, joins), members)
    shown = tuple(mapping(plan) for plan in used)
    here = Imported(source, shown, tuple(unused), _names(desk, gone), unsure, tuple(strange))
    if order.dry:
        taken = compare(desk, chain(map(_aside, unused), found))
        return here._replace(taken=taken, members=tuple(sorted(members, key=folded)))
    begin(desk, source, [*(one.file for one in shown), *(one.file for one in unused)])
    taken = take(desk, source, chain(map(_aside, unused), found))
    finish(desk, source, gone, lists_accounts=_has_list(used))
    joined = join_members(desk, source)
    desk.settle()
    same = join_accounts(desk, source)
    here = here._replace(gone=tuple(name for name in here.gone if name not in same))
    left = _left(desk, source, used, taken)
    here = here._replace(taken=taken, joined=joined + same, left_deals=left)
    return here._replace(members=tuple(sorted(members, key=folded)))


def _noting(found: Iterator[Sent | SetAside], members: set[str]) -> Iterator[Sent | SetAside]:
    """The same records; names of members are noted as they pass."""
    for one in found:
        if isinstance(one, Sent) and isinstance(one.known, MemberFact):
            members.add(one.known.name)
        yield one


def _aside(unused: Unused) -> SetAside:
    """A file that was not used is set aside as a whole, and listed until it is read anew."""
    return SetAside(unused.file, 0, "files", "", unused.reason, "{}")


def _left(desk: Desk, source: str, used: Iterable[Planned], taken: Taken) -> int:
    if not any(plan.mapped.subject is Subject.DEALS for plan in used):
        return 0
    counts = taken.counts["deals"]
    here = counts.new + counts.changed + counts.unchanged
    return max(0, sources.deals(desk.store, source) - here)


def chosen_source(desk: Desk, told: str | None) -> str:
    """The tenant key of an import: as told, else the one source there is, else `files`.

    Raises:
        NotUnderstood: What was told is no key.
        Refused: There are several sources and none was told, or it is a connected CRM.
    """
    if told is not None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,30}", told) or told == "own":
            raise NotUnderstood(
                f"“{told}” is no key of a source: small letters, digits and dashes, up to 31, "
                "and not “own”."
            )
        if is_pulled(desk.store, told):
            raise Refused(
                f"The source {told} is a CRM that is connected; files would take its records off. "
                "Give the files a key of their own."
            )
        return told
    keys = [key for key in desk.team().sources if key != DEMO]
    there = [key for key in keys if not is_pulled(desk.store, key)]
    if len(there) > 1 and DEFAULT_SOURCE not in there:
        raise Refused(f"Which source is it? Say it with --source: {', '.join(sorted(there))}.")
    return there[0] if len(there) == 1 else DEFAULT_SOURCE


def _opened(desk: Desk, order: Order) -> tuple[list[Planned], list[Unused], list[str]]:
    """Tables to read, those that cannot be read, and names in the map that are none of them."""
    for path in order.paths:
        if not os.path.exists(path):
            raise NotFound(f"There is no file {path}; nothing was imported.")
    wishes = _wishes(order)
    reading = Reading(
        desk.today,
        wishes.date_order or desk.team().policy.text("date_order") or "dmy",
        wishes.date_order is not None,
        wishes.currency,
        wishes.stages,
    )
    paths = list({os.path.realpath(path): path for path in order.paths}.values())
    used: list[Planned] = []
    unused: list[Unused] = []
    for table in tables(paths, wishes.encoding):
        meaning = table if isinstance(table, Unused) else _meaning(table, wishes)
        if isinstance(table, Table) and isinstance(meaning, Mapped):
            used.append(planned(table, meaning, reading))
        elif isinstance(meaning, Unused):
            unused.append(meaning)
    if not used:
        why = " ".join(f"{one.file}: {one.reason}." for one in unused[:5])
        raise Refused(f"Nothing was imported. {why or NO_SHEETS}")
    there = {plan.table.file for plan in used} | {one.file for one in unused}
    return used, unused, [name for name in wishes.tables if name not in there]


def _wishes(order: Order) -> Wishes:
    told = Wishes()
    if order.map is not None:
        try:
            with open(order.map, encoding="utf-8") as file:
                told = wishes(file.read(), order.map)
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
            raise NotFound(f"The map {order.map} cannot be read: {why}.") from error
    return told if order.encoding is None else told._replace(encoding=encoding(order.encoding))


def _meaning(table: Table, wishes: Wishes) -> Mapped | Unused:
    return mapped(table.file, table.header, wishes.tables.get(table.file, Told()))


def _has_list(used: Iterable[Planned]) -> bool:
    return any(plan.mapped.subject is Subject.ACCOUNTS for plan in used)


def _known(desk: Desk, source: str) -> Known:
    """What the desk knows already that the files may name."""
    lists = any(r.lists_accounts for r in sources.read_sources(desk.store) if r.key == source)
    return Known(
        lists_accounts=lists,
        has_account=lambda key: sources.has_account(desk.store, key),
        accounts_called=lambda name: [
            named.key for named in windows.of_name(desk.store, name, MOST_ALIKE)
        ],
        members=tuple(desk.team().members.values()),
    )


class _Vanished(NamedTuple):
    """Accounts that a source had and does not list now.

    Attributes:
        gone: Those that are gone.
        unsure: How many may be, because a part of the list could not be read; then none is gone.
    """

    gone: tuple[AccountKey, ...] = ()
    unsure: int = 0


def _vanished(
    desk: Desk, joins: Joins, used: Sequence[Planned], unused: Iterable[Unused]
) -> _Vanished:
    """What a list does not name any more; nothing without a list."""
    if not _has_list(used):
        return _Vanished()
    keys, whole = listed(used, joins)
    missing = tuple(key for key in sources.present(desk.store, joins.source) if key not in keys)
    if not whole or any(one.broken for one in unused):
        return _Vanished(unsure=len(missing))
    return _Vanished(missing)


def _must_want(
    desk: Desk, source: str, gone: Sequence[AccountKey], confirm: Callable[[str], bool]
) -> None:
    had = sum(1 for _ in sources.present(desk.store, source))
    if len(gone) <= MOST_GONE or len(gone) * 10 <= had:
        return
    names = ", ".join(_names(desk, gone[:3]))
    if not confirm(
        f"{number(len(gone))} of the {number(had)} accounts of {source} are not in these files "
        f"({names}, …) and would be marked as gone. Files with other accounts are a source of "
        "their own (--source). Import them?"
    ):
        raise Refused("Nothing was imported.")


def _names(desk: Desk, keys: Iterable[AccountKey]) -> tuple[str, ...]:
    return tuple(named.name for key in keys for named in windows.called(desk.store, key))
