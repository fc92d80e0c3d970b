"""Listing: one way through a list of a CRM, page by page, to go on where it was left."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from accountdesk.core.fact import Sent, SetAside
from accountdesk.sources.crm.answers import Answer
from accountdesk.sources.crm.failures import Elsewhere, NotUsable, Rejected, Stale
from accountdesk.sources.crm.http import Ask, Http
from accountdesk.sources.crm.moments import moment, span, written
from accountdesk.sources.crm.paths import found
from accountdesk.sources.crm.records import Reading, identity, read_record, tidy
from accountdesk.sources.crm.requests import Said, asked, laid_over
from accountdesk.sources.crm.turns import Turn, next_turn, total, turned
from accountdesk.sources.crm.words.base import Path
from accountdesk.sources.crm.words.lists import (
    Delta,
    DeltaLink,
    Feed,
    Flag,
    IdSweep,
    Inject,
    JsonLink,
    Paginator,
    Tombstones,
)
from accountdesk.sources.source import Page, Pass, Start

FORGOTTEN = (400, 404, 410)
"""Answers to an address that the CRM itself gave, when it does not know it any more."""


class At(NamedTuple):
    """Where a listing stands; kept between two runs of the program.

    Attributes:
        turn: What the page is asked for by.
        newest: When the newest record that was seen was changed, ISO in UTC.
        since: What is asked for since, ISO in UTC; None: everything.
        seen: Records of this window.
        last: Ids of the page before, so that a list that repeats itself is noticed.
    """

    turn: Turn = None
    newest: str | None = None
    since: str | None = None
    seen: int = 0
    last: str = ""


class Plan(NamedTuple):
    """How one way through a list is asked for and read.

    Attributes:
        said: The request.
        paginator: How pages are turned.
        data_selector: Path to the records.
        cursor_field: Path in a record to when it was changed; None: nobody knows.
        format: How moments are written.
    """

    said: Said
    paginator: Paginator
    data_selector: Path
    cursor_field: Path | None = None
    format: str = "rfc3339"


class Lists:
    """The listings of one connection."""

    def __init__(self, http: Http, base_url: str) -> None:
        self._http, self._base_url = http, base_url

    async def pages(self, of: Reading, start: Start) -> AsyncIterator[Page]:
        """One way through a list; see `sources.source.Source`.

        Raises:
            SourceError: It cannot be read now; the pages until there are right.
            Stale: The CRM does not know any more where it was left.
        """
        plan = planned(of, start.way)
        at = At(*json.loads(start.place)) if start.place else _beginning(plan, of, start)
        fresh = start.place is None and not _is_delta(of, start)
        while True:
            ask = self._ask(plan, of, at, start)
            try:
                got = await self._http.ask(ask)
            except (Rejected, Elsewhere) as error:
                forgotten = isinstance(error, Elsewhere) or error.status in FORGOTTEN
                if fresh or not forgotten:
                    raise
                raise Stale(str(error)) from error
            page, at_next = self._read(plan, of, at, start, got)
            yield page
            if at_next is None:
                return
            at, fresh = at_next, True

    def _ask(self, plan: Plan, of: Reading, at: At, start: Start) -> Ask:
        values = dict(of.values)
        if at.since is not None:
            values["since"] = written(datetime.fromisoformat(at.since), plan.format)
        if start.way is Pass.CHANGED and isinstance(of.resource.incremental, DeltaLink):
            link = at.turn or start.since
            return Ask("GET", str(link), {}, dict(plan.said.headers))
        said = plan.said
        incremental = of.resource.incremental
        if at.since is not None and start.way is Pass.CHANGED and isinstance(incremental, Inject):
            said = laid_over(said, incremental)
        return turned(plan.paginator, asked(said, self._base_url, values), at.turn)

    def _read(
        self, plan: Plan, of: Reading, at: At, start: Start, got: Answer
    ) -> tuple[Page, At | None]:
        data = got.data() if got.text else None
        records = _records(plan.data_selector, data, of.name)
        page, newest = _found(plan, of, start, records, at.newest)
        ids = json.dumps(sorted([*page.ids, *page.gone]))
        if records and ids == at.last:
            raise NotUsable(f"The list {of.name} repeats itself, so it was left.")
        turn = next_turn(plan.paginator, at.turn, data, records)
        turn = self._turn(plan, at, got, turn)
        at_next = _ahead(plan, of, start, At(turn, newest, at.since, at.seen + len(records), ids))
        if isinstance(of.resource.incremental, Feed) and _is_past(plan, at, records):
            at_next = None
        page = page._replace(total=total(plan.paginator, data))
        if at_next is not None:
            return page._replace(place=json.dumps(at_next)), at_next
        return page._replace(since=self._mark(of, start, got, data, newest)), None

    def _turn(self, plan: Plan, at: At, got: Answer, turn: Turn) -> Turn:
        """The next turn, an address whole and of our origin; it must not be this one again."""
        if turn is None:
            return None
        if isinstance(plan.paginator, JsonLink):
            turn = self._http.link(got, str(turn))
            if turn == at.turn:
                raise NotUsable("The next page is this page again, so the list was left.")
        elif turn == at.turn:
            raise NotUsable("The next page is this page again, so the list was left.")
        return turn

    def _mark(
        self, of: Reading, start: Start, got: Answer, data: object, newest: str | None
    ) -> str | None:
        """The mark for the next time."""
        incremental = of.resource.incremental
        if isinstance(incremental, DeltaLink) and start.way in (Pass.ALL, Pass.CHANGED):
            link = found(incremental.delta_url_path, data)
            if not isinstance(link, str):
                raise NotUsable(f"The last page of {of.name} has no address for what changes.")
            return self._http.link(got, link)
        return newest or start.since


def planned(of: Reading, way: Pass) -> Plan:
    """How one way through a list is asked for and read."""
    it, deletions = of.resource, of.resource.deletions
    said = Said(it.method, it.path, it.params, it.headers, it.body)
    plan = Plan(said, it.paginator, it.data_selector)
    incremental = it.incremental
    if isinstance(incremental, Inject | Feed):
        plan = plan._replace(cursor_field=incremental.cursor_field, format=incremental.format)
    if way is Pass.CHANGED and isinstance(incremental, Inject):
        plan = plan._replace(paginator=incremental.paginator or it.paginator)
    if way is Pass.SWEEP and isinstance(deletions, IdSweep):
        plan = plan._replace(said=laid_over(said, deletions))
    if way is Pass.DELETED and isinstance(deletions, Tombstones):
        plan = plan._replace(
            said=laid_over(said, deletions),
            paginator=deletions.paginator or it.paginator,
            data_selector=deletions.data_selector,
            cursor_field=deletions.cursor_field,
        )
    if way is Pass.DELETED and isinstance(deletions, Flag) and deletions.request is not None:
        plan = plan._replace(said=laid_over(said, deletions.request))
    return plan


def _is_delta(of: Reading, start: Start) -> bool:
    return start.way is Pass.CHANGED and isinstance(of.resource.incremental, DeltaLink)


def _beginning(plan: Plan, of: Reading, start: Start) -> At:
    """Where a listing begins: so much earlier than the mark as the preset says."""
    if start.since is None or start.way in (Pass.ALL, Pass.SWEEP) or _is_delta(of, start):
        return At()
    incremental = of.resource.incremental
    back = incremental.lookback if isinstance(incremental, Inject | Feed) else "5m"
    since = datetime.fromisoformat(start.since) - span(back)
    return At(newest=start.since, since=since.isoformat())


def _records(path: Path, data: object, name: str) -> list[Any]:
    if data is None:  # some CRMs have no body where there is nothing
        return []
    records = found(path, data)
    if not isinstance(records, list):
        said = "nothing" if records is None else type(records).__name__
        raise NotUsable(f"The answer for {name} has no list at {path}, but {said}.")
    return records


def _found(
    plan: Plan, of: Reading, start: Start, records: Sequence[Any], newest: str | None
) -> tuple[Page, str | None]:
    """What the records of a page say, and when the newest of them was changed."""
    sent: list[Sent | SetAside] = []
    ids: list[str] = []
    gone: list[str] = []
    for record in records:
        newest = _newer(plan, record, newest)
        deleted = _deleted(of, start.way, record)
        if deleted is not None:
            gone.append(of.key(deleted))
            continue
        one = identity(record, of.resource)
        if one is not None:
            ids.append(of.key(one))
        if start.way is not Pass.SWEEP:
            sent.extend(read_record(record, of))
    return Page(tuple(sent), tuple(ids), tuple(gone)), newest


def _newer(plan: Plan, record: object, newest: str | None) -> str | None:
    if plan.cursor_field is None:
        return newest
    at = moment(found(plan.cursor_field, record), plan.format)
    if at is None:
        return newest
    return max(at.astimezone(UTC).isoformat(timespec="microseconds"), newest or "")


def _deleted(of: Reading, way: Pass, record: object) -> str | None:
    """The id of a record that says that it was deleted; None: it does not say so."""
    how = of.resource.deletions
    if way is Pass.DELETED and isinstance(how, Tombstones):
        return _id(found(how.id_path, record))
    if isinstance(how, Delta) and found(how.where, record) is not None:
        return _id(found(how.id_path, record))
    if isinstance(how, Flag) and found(how.where, record) == how.equals:
        return identity(record, of.resource)
    return None


def _id(value: object) -> str | None:
    return tidy(str(value)) if isinstance(value, str | int) and value != "" else None


def _ahead(plan: Plan, of: Reading, start: Start, at: At) -> At | None:
    """Where the listing goes on; None: this was the last page.

    Where a CRM shows only so many records of one query, the next query begins at the newest seen.
    """
    incremental = of.resource.incremental
    window = incremental.window if isinstance(incremental, Inject) else None
    if window is None or start.way is not Pass.CHANGED or at.seen < window.limit:
        return None if at.turn is None else at
    if at.newest is None or at.newest == at.since:
        raise NotUsable(
            f"More than {window.limit} records of {of.name} were changed at one moment; the CRM "
            "shows no more of them."
        )
    return At(None, at.newest, at.newest, 0, at.last)


def _is_past(plan: Plan, at: At, records: Iterable[object]) -> bool:
    """Whether a feed, newest first, has come to what was seen before."""
    if at.since is None or plan.cursor_field is None:
        return False
    times = [moment(found(plan.cursor_field, record), plan.format) for record in records]
    since = datetime.fromisoformat(at.since)
    return any(one is not None and one < since for one in times)
