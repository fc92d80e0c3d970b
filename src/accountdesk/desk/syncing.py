"""Syncing: all lists of a source, one after the other, and what came of it.

One program at a time reads a source; what the source wants, such as to be left alone for a while,
all programs keep to.
"""

import json
from typing import NamedTuple

from accountdesk.core.errors import Refused, SourceError
from accountdesk.desk.consent import renew
from accountdesk.desk.desk import Desk
from accountdesk.desk.facts_in import Taken, begin, taken
from accountdesk.desk.formats import number
from accountdesk.desk.pulling import KINDS, MAIN, Pull, Wishes, lease
from accountdesk.desk.same import join_members
from accountdesk.desk.turn import a_holder, give_turn_back, take_turn
from accountdesk.sources.crm.failures import Elsewhere, Limited, NotReached
from accountdesk.sources.source import Listing, Pass, Source
from accountdesk.store import pulls, sources
from accountdesk.store.pulls import Stand


class Synced(NamedTuple):
    """What a sync did.

    Attributes:
        source: The tenant key.
        taken: What became of the records.
        gone: How many records of each subject the source has no longer.
        lost: Names of accounts among them, the first few.
        unsure: Lists that did not show all that they say they have, and how many records were
            missing there that we have; none of those was marked as gone.
        kept: Questions that were answered with no: nothing of them was marked as gone.
        problems: Lists that could not be read, and why.
        joined: Names of members who were found to be there already.
    """

    source: str
    taken: Taken
    gone: dict[str, int]
    lost: tuple[str, ...]
    unsure: dict[str, int]
    kept: tuple[str, ...]
    problems: dict[str, str]
    joined: tuple[str, ...] = ()


class ReadElsewhere(Refused):
    """Another program is reading the source into this desk just now."""


async def sync(desk: Desk, source: Source, wishes: Wishes = Wishes()) -> Synced:  # noqa: B008  # a value
    """Pull what a source says. What was read stays, whatever happens; the next one goes on there.

    Raises:
        ReadElsewhere: Another program is reading it.
        Refused: It wants to be left alone.
        SourceError: It cannot be read now.
        StoreError: The store cannot be written.
    """
    desk.must_keep()
    holder = a_holder()
    try:
        _must_be_free(desk, source, holder)
        begin(desk, source.key, [])
        renew(desk, source)
        _read_anew(desk, source)
        done = await _Sync(Pull(desk, source, wishes, holder)).run()
    except SourceError as error:
        with desk.store.transaction():
            pulls.keep_failure(desk.store, source.key, str(error), desk.clock())
            if isinstance(error, Limited):
                pulls.pause(desk.store, source.key, desk.clock() + int(error.seconds * 1000))
        raise
    finally:
        await source.close()
        give_turn_back(desk, lease(source), holder)
    joined = join_members(desk, source.key)
    desk.settle()
    return done._replace(joined=joined)


def _must_be_free(desk: Desk, source: Source, holder: str) -> None:
    if not take_turn(desk, lease(source), holder):
        raise ReadElsewhere(f"Another program is reading {source.title} into this desk just now.")
    # Asked behind the turn: whoever had it before may just have heard so.
    wait = pulls.rests(desk.store, source.key, desk.clock())
    if wait:
        raise Refused(
            f"{source.title} wants to be left alone for {number(-(-wait // 1000))} more seconds; "
            "nothing was read."
        )


def _read_anew(desk: Desk, source: Source) -> None:
    """Where other fields of accounts are named than the last time, all accounts are read again."""
    writer = source.writer()
    fields = None if writer is None else writer.fields
    named = json.dumps(dict(fields.names), sort_keys=True) if fields is not None else None
    accounts = [one.name for one in source.lists() if one.subject == "accounts"]
    with desk.store.transaction():
        for name in accounts:
            if pulls.stand(desk.store, source.key, name, pulls.NAMED).since != named:
                pulls.keep_stand(desk.store, source.key, name, pulls.NAMED, Stand(since=named))
                pulls.keep_stand(desk.store, source.key, name, MAIN, Stand())


class _Sync:
    """One sync under way."""

    def __init__(self, pull: Pull) -> None:
        self.pull, self.desk, self.source = pull, pull.desk, pull.source
        self.problems: dict[str, str] = {}

    async def run(self) -> Synced:
        """All lists, one after the other."""
        for listing in self.source.lists():
            try:
                await self._list(listing)
            except (NotReached, Limited, Elsewhere):
                raise
            except SourceError as error:
                if listing.subject == "accounts":  # without them all else hangs in the air
                    raise
                self.problems[listing.name] = str(error)
        key, now = self.source.key, self.desk.clock()
        why = " ".join(f"{name}: {said}" for name, said in self.problems.items()) or None
        with self.desk.store.transaction():
            sources.was_read(self.desk.store, key, now, lists_accounts=True)
            pulls.keep_failure(self.desk.store, key, why, now)
        it = self.pull
        gone = {subject: n for subject in KINDS if (n := it.counted[subject, "gone"])}
        done = taken(it.counted, it.aside)
        return Synced(key, done, gone, (*it.lost,), it.unsure, (*it.kept,), self.problems)

    async def _list(self, listing: Listing) -> None:
        main = self.pull.stand(listing, MAIN)
        whole = self.pull.wishes.full or not listing.changes or main.since is None
        if listing.deletes and not whole:
            await self._deleted(listing, main)
        if main.going is not None and main.place is not None and not self.pull.wishes.full:
            way = Pass(main.going)
        else:
            way = Pass.ALL if whole else Pass.CHANGED
        ended = await self.pull.go(listing, MAIN, way)
        now = self.desk.clock()
        if ended.way is Pass.ALL:
            if listing.deletes:
                self.pull.keep(listing, Pass.DELETED.value, Stand(since=ended.since, ended_at=now))
            if ended.settled:
                self.pull.keep(listing, Pass.SWEEP.value, Stand(ended_at=now))
        elif listing.sweep_s is not None:
            await self._sweep(listing, listing.sweep_s, now)

    async def _deleted(self, listing: Listing, main: Stand) -> None:
        """What was deleted since the last time; before the list itself, whose mark moves on."""
        way = Pass.DELETED.value
        before = self.pull.stand(listing, way)
        if before.since is None:
            self.pull.keep(listing, way, before._replace(since=main.since))
        await self.pull.go(listing, way, Pass.DELETED)

    async def _sweep(self, listing: Listing, every_s: float, now: int) -> None:
        way = Pass.SWEEP.value
        before = self.pull.stand(listing, way)
        elapsed = now - (before.ended_at or 0)
        if before.ended_at is None or not 0 <= elapsed < every_s * 1000:
            await self.pull.go(listing, way, Pass.SWEEP)
