"""Making the demo: its stories go into a new store through the doors that real data takes."""

import os
from collections import Counter
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import by_time
from accountdesk.core.errors import Refused
from accountdesk.core.fact import Sent
from accountdesk.core.record import write
from accountdesk.desk.demo import facts, team
from accountdesk.desk.demo.scribe import DESK, Scribe, midnight
from accountdesk.desk.demo.stories import STORIES
from accountdesk.desk.demo.telling import tell
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import take_in
from accountdesk.store import facts as kept
from accountdesk.store import meta, sources
from accountdesk.store.opening import open_store


def make_demo(path: str, today: date) -> None:
    """Make a new store with the demo's team and accounts, pinned to `today`.

    The same day gives the same facts and the same journal, wherever and whenever it is made.
    Nothing was recorded on `today` itself, so that whoever looks around goes on from there.

    Raises:
        Refused: Something is at `path` already.
        StoreError: No store can be made there.
    """
    if os.path.exists(path):
        raise Refused(f"{path} is there already; the demo is made in a file of its own.")
    sent, scribe = _told(today)
    entries = sorted(scribe.entries, key=by_time)
    store = open_store(path, create=True)
    try:
        desk = Desk(store, DESK, entries[-1].by, today, today, clock=lambda: entries[-1].at)
        with store.transaction():
            meta.name_desk(store, DESK)
            meta.set_day(store, today)
            meta.pin(store)
            kept.put(store, sent)
            sources.was_read(store, team.SOURCE, midnight(today), lists_accounts=True)
            take_in(desk, entries)
        desk.settle()
    finally:
        store.close()


def _told(today: date) -> tuple[list[Sent], Scribe]:
    """What the CRM sends, and a scribe who has written down all that the team recorded."""
    scribe, sent = Scribe(today), []
    members = team.found(scribe)
    team.set_goals(scribe)
    team.set_absences(scribe, members)
    phones: Counter[str] = Counter()
    for story in STORIES:
        people = facts.people(story, phones)
        touches = tell(story, people, members, scribe)
        about: list[NamedTuple] = [facts.account(story, today), *people, *touches]
        about += facts.deals(story, today)
        key = facts.account_key(story)
        sent += [Sent(key, fact, write(fact)) for fact in about]
    return sent, scribe
