"""Pulling: one list of a source, page by page into the store, and gone on with where it broke.

A page and where its list goes on are one transaction, so that a program that dies reads no page
twice and loses none.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from time import monotonic
from typing import NamedTuple

from accountdesk.core.errors import Refused
from accountdesk.core.fact import SetAside
from accountdesk.desk.desk import Desk
from accountdesk.desk.facts_in import PAGE, SUBJECTS, take_page
from accountdesk.desk.formats import number
from accountdesk.desk.importing import MOST_GONE
from accountdesk.sources.crm.failures import Stale
from accountdesk.sources.source import Listing, Page, Pass, Source, Start
from accountdesk.store import pulls, sources, windows
from accountdesk.store.pulls import Stand

ROUNDS = 3
"""Times that a list is read until it has shown as many records as it says it has."""

TURNS = 8
"""Turns of the loop that a request needs until it is on its way; each takes microseconds."""

KINDS = {subject: kind for kind, subject in SUBJECTS.items()}

MAIN = Pass.CHANGED.value
"""The way under which a list's reading is kept, whether it read all of it or what changed."""


class Progress(NamedTuple):
    """How far a list is.

    Attributes:
        source: The tenant key.
        name: The list.
        way: How it is gone through.
        read: Records so far.
        total: How many there are; None if nobody says.
        seconds_left: At the pace until now; None if nobody knows.
    """

    source: str
    name: str
    way: Pass
    read: int
    total: int | None
    seconds_left: float | None


class Wishes(NamedTuple):
    """How a sync is to go.

    Attributes:
        full: Read all of every list, whatever was seen before.
        confirm: Asked before many records are marked as gone.
        progress: Told after each page.
    """

    full: bool = False
    confirm: Callable[[str], bool] = lambda question: False
    progress: Callable[[Progress], object] = lambda progress: None


def lease(source: Source) -> str:
    """The name under which one program at a time reads a source."""
    return f"sync {source.key}"


class Ended(NamedTuple):
    """A way through a list that came to its end.

    Attributes:
        way: Which it was in the end.
        since: The mark for the next time.
        settled: Whether nothing of it was left open.
    """

    way: Pass
    since: str | None
    settled: bool


async def _asked_ahead(pages: AsyncIterator[Page]) -> AsyncIterator[Page]:
    """Pages, the next one of which is on its way while one is written."""

    async def following() -> Page | None:
        return await anext(pages, None)

    ahead = asyncio.ensure_future(following())
    try:
        while (page := await ahead) is not None:
            ahead = asyncio.ensure_future(following())
            for _ in range(TURNS):
                await asyncio.sleep(0)
            yield page
    finally:
        ahead.cancel()
        await asyncio.gather(ahead, return_exceptions=True)


class Pull:
    """What one program reads of a source.

    Attributes:
        counted: What became of records, by subject and word.
        aside: What was set aside.
        lost: Names of accounts that the source has no longer, the first few.
        unsure: Lists that did not show all that they say they have, and how many records that we
            have were missing there.
        kept: Questions that were answered with no.
    """

    def __init__(self, desk: Desk, source: Source, wishes: Wishes, holder: str) -> None:
        self.desk, self.source, self.wishes, self._holder = desk, source, wishes, holder
        self.counted: Counter[tuple[str, str]] = Counter()
        self.aside: list[SetAside] = []
        self.lost: list[str] = []
        self.unsure: dict[str, int] = {}
        self.kept: list[str] = []

    def stand(self, listing: Listing, way: str) -> Stand:
        """Where a way through a list stands."""
        return pulls.stand(self.desk.store, self.source.key, listing.name, way)

    def keep(self, listing: Listing, way: str, now: Stand) -> None:
        """Keep where it stands."""
        with self.desk.store.transaction():
            pulls.keep_stand(self.desk.store, self.source.key, listing.name, way, now)

    async def go(self, listing: Listing, kept: str, way: Pass) -> "Ended":
        """Go through a list to its end; begin anew where the source forgot where it was left."""
        for _ in range(2):
            try:
                return await self._rounds(listing, kept, way)
            except Stale:
                before = self.stand(listing, kept)
                if before.place is None:  # what has changed since is not known any more
                    way = Pass.ALL if kept == MAIN else way
                    before = before._replace(since=None)
                self.keep(listing, kept, before._replace(place=None, going=None))
        return await self._rounds(listing, kept, way)

    async def _rounds(self, listing: Listing, kept: str, way: Pass) -> "Ended":
        """A list, again and again if it does not show as many records as it says it has."""
        looks_for_gone = way in (Pass.ALL, Pass.SWEEP)
        for tried in range(1, ROUNDS + 1):
            last, since = await self._through(listing, kept, way, anew=tried == 1)
            seen = pulls.seen(self.desk.store, self.source.key, listing.name)
            whole = last.whole and (last.total is None or seen >= last.total)
            if whole or not looks_for_gone:
                break
        settled = not looks_for_gone or self._gone(listing, whole=whole)
        now = Stand(since=since, ended_at=self.desk.clock() if settled else None)
        with self.desk.store.transaction():
            pulls.keep_stand(self.desk.store, self.source.key, listing.name, kept, now)
            pulls.forget_seen(self.desk.store, self.source.key, listing.name)
        return Ended(way, since, settled)

    async def _through(
        self, listing: Listing, kept: str, way: Pass, *, anew: bool
    ) -> tuple[Page, str | None]:
        """One way through a list: its last page, and the mark for the next time."""
        before = self.stand(listing, kept)
        place = before.place if before.going == way.value else None
        if place is None and anew:
            with self.desk.store.transaction():
                pulls.forget_seen(self.desk.store, self.source.key, listing.name)
        since = before.since
        start = Start(way, None if way is Pass.ALL else since, place)
        began, read = monotonic(), 0
        async for page in _asked_ahead(self.source.pages(listing.name, start)):
            self._take(listing, kept, way, since, page)
            read += len(page.ids) + len(page.gone)
            self._tell(listing, way, read, page.total, monotonic() - began)
            await asyncio.sleep(0)  # whoever wants to stop is heard between two pages
        return page, page.since if page.since is not None else since

    def _take(self, listing: Listing, kept: str, way: Pass, since: str | None, page: Page) -> None:
        """One page, and where the list goes on: one transaction.

        A long page is written in parts, so that nobody's Enter waits for it; the last part has
        where it goes on, and a page that is begun again changes nothing.
        """
        store = self.desk.store
        parts = [page.found[at : at + PAGE] for at in range(0, len(page.found), PAGE)] or [()]
        for place, part in enumerate(parts):
            with store.transaction():
                if place == 0:
                    self._begin(listing, page)
                last = place == len(parts) - 1
                gone = [(KINDS[listing.subject], one) for one in page.gone] if last else []
                self.aside += take_page(self.desk, self.source.key, part, self.counted, gone)
                if last:
                    now = Stand(since, way.value, page.place)
                    self._end(listing, kept, way, page, now)

    def _begin(self, listing: Listing, page: Page) -> None:
        """It is still our turn; what was set aside of these records before is not any more."""
        store = self.desk.store
        if not pulls.keep_lease(store, lease(self.source), self._holder, self.desk.clock()):
            raise Refused(f"Another program has gone on with reading {self.source.title}.")
        ids = [one.removeprefix(listing.prefix) for one in page.ids]
        sources.forget_records(store, self.source.key, listing.name, ids)

    def _end(self, listing: Listing, kept: str, way: Pass, page: Page, now: Stand) -> None:
        """What was seen, and where the list goes on."""
        store, key = self.desk.store, self.source.key
        if way in (Pass.ALL, Pass.SWEEP):
            pulls.saw(store, key, listing.name, [*page.ids, *page.gone])
        pulls.keep_stand(store, key, listing.name, kept, now)

    def _tell(
        self, listing: Listing, way: Pass, read: int, total: int | None, seconds: float
    ) -> None:
        left = seconds / read * (total - read) if total and 0 < read <= total else None
        self.wishes.progress(Progress(self.source.key, listing.name, way, read, total, left))

    def _gone(self, listing: Listing, *, whole: bool) -> bool:
        """Mark what a list does not have any more; False if that was left open."""
        key, store = self.source.key, self.desk.store
        kind = KINDS[listing.subject]
        found = pulls.not_seen(store, key, listing.name, kind, listing.prefix)
        missing = [one for one in found if not one.startswith(listing.others)]
        if not missing:
            return whole
        if not whole:
            self.unsure[listing.name] = len(missing)
            return False
        if not self._may_go(listing, missing):
            return False
        with store.transaction():
            take_page(self.desk, key, (), self.counted, [(kind, one) for one in missing])
        if listing.subject == "accounts":
            self.lost += self._names(missing[:5])
        return True

    def _may_go(self, listing: Listing, missing: Sequence[str]) -> bool:
        """Whether so many may vanish; more than a few, and more than a tenth, are asked about."""
        every = sources.keys_of(self.desk.store, KINDS[listing.subject], listing.prefix)
        had = sum(1 for one in every if not one.startswith(listing.others))
        if len(missing) <= MOST_GONE or len(missing) * 10 <= had:
            return True
        names = ", ".join(self._names(missing[:3])) or ", ".join(missing[:3])
        question = (
            f"{number(len(missing))} of the {number(had)} {listing.name} are not in "
            f"{self.source.title} any more ({names}, …). Mark them as gone?"
        )
        if self.wishes.confirm(question):
            return True
        self.kept.append(question)
        return False

    def _names(self, keys: Sequence[str]) -> list[str]:
        return [named.name for key in keys for named in windows.called(self.desk.store, key)]
