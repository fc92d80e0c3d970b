"""Facts in: what a source sends is written page by page, and what it concerns is folded again.

A page is one transaction, so that nobody's Enter waits for a long list. What was interrupted leaves
the pages it had; only a source that was read to its end says what has gone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from accountdesk.core.account import AccountFact, Renewal
from accountdesk.core.case import CaseFact
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.member import MemberFact
from accountdesk.core.person import PersonFact
from accountdesk.core.team import SourceAdded
from accountdesk.core.touchpoint import ActivityFact
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record, record_within
from accountdesk.store import facts, journal, projections, sources
from accountdesk.store.facts import Put

PAGE = 200
"""Records written in one transaction."""

SUBJECTS: dict[type, str] = {
    AccountFact: "accounts",
    PersonFact: "people",
    DealFact: "deals",
    ActivityFact: "activities",
    CaseFact: "cases",
    MemberFact: "members",
}
"""What facts are about, in the order of reports."""


class Counts(NamedTuple):
    """What became of the records of one subject."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: int = 0

    @property
    def read(self) -> int:
        """All of them."""
        return sum(self)


class Taken(NamedTuple):
    """What became of what a source sent.

    Attributes:
        counts: By subject.
        aside: What was set aside, in order.
        renewed: Contracts whose day has come and that have a later one now.
    """

    counts: Mapping[str, Counts] = MappingProxyType({})
    aside: tuple[SetAside, ...] = ()
    renewed: int = 0


def compare(desk: Desk, found: Iterator[Sent | SetAside]) -> Taken:
    """What taking it would change; nothing is written."""
    counted: Counter[tuple[str, str]] = Counter()
    kept: list[SetAside] = []
    while page := list(islice(found, PAGE)):
        kept += [one for one in page if isinstance(one, SetAside)]
        kept += _refused(_put(desk, page, counted, dry=True))
        counted["", "renewed"] += len(_renewed(desk, page))
    return taken(counted, kept)


def begin(desk: Desk, source: str, files: Sequence[str]) -> None:
    """Make a source known; what was set aside of files that are read anew is dropped."""
    if source not in desk.team().sources:
        record(desk, [(None, SourceAdded(source))])
    with desk.store.transaction():
        sources.forget_set_aside(desk.store, source, ["", *files])


def take(desk: Desk, source: str, found: Iterator[Sent | SetAside]) -> Taken:
    """Write what a source sent; what is to be folded again is marked, and folded by `settle`."""
    counted: Counter[tuple[str, str]] = Counter()
    kept: list[SetAside] = []
    while page := list(islice(found, PAGE)):
        with desk.store.transaction():
            kept += take_page(desk, source, page, counted)
    return taken(counted, kept)


def take_page(
    desk: Desk,
    source: str,
    page: Sequence[Sent | SetAside],
    counted: Counter[tuple[str, str]],
    gone: Sequence[tuple[type[NamedTuple], str]] = (),
) -> list[SetAside]:
    """Write a page; what was set aside of it. Inside a transaction.

    Args:
        desk: Where to.
        source: The tenant key.
        page: What the source sent.
        counted: What became of it is added here.
        gone: Records, by kind and key, that the source says it has no longer.
    """
    aside = [one for one in page if isinstance(one, SetAside)]
    before = desk.team()
    renewed = _renewed(desk, page)
    counted["", "renewed"] += len(renewed)
    puts = _put(desk, page, counted, dry=False)
    aside += _refused(puts)
    sources.keep_set_aside(desk.store, source, aside)
    touched = set(chain.from_iterable(put.accounts for put in puts))
    for kind in dict.fromkeys(kind for kind, _ in gone):
        keys = [key for one, key in gone if one is kind]
        lost = sources.mark_gone(desk.store, kind, keys, desk.today)
        counted[SUBJECTS[kind], "gone"] += len(lost)
        touched.update(lost)
    projections.mark(desk.store, touched - {journal.TEAM})
    if renewed:
        record_within(desk, renewed)
    if journal.TEAM in touched and desk.team().as_read() != before.as_read():
        projections.mark_all(desk.store)
    return aside


def _put(
    desk: Desk, page: Iterable[Sent | SetAside], counted: Counter[tuple[str, str]], *, dry: bool
) -> list[Put]:
    """Put records, one subject after the other, and count what became of them."""
    sent = [one for one in page if isinstance(one, Sent)]
    puts = []
    for kind, subject in SUBJECTS.items():
        put = facts.put(desk.store, [one for one in sent if type(one.known) is kind], dry=dry)
        counted[subject, "new"] += put.new
        counted[subject, "changed"] += put.changed
        counted[subject, "unchanged"] += put.unchanged
        puts.append(put)
    return puts


def _renewed(desk: Desk, page: Iterable[Sent | SetAside]) -> list[tuple[AccountKey, Renewal]]:
    """Contracts that have renewed: their day has come, and their source names a later one now.

    A source knows only the next renewal of a contract. Without an entry, the one that was kept
    would be forgotten on the day on which it is known to have been kept. Two desks that see it
    record the same, and one day counts once.
    """
    now = {
        one.known.key: one.known.renewal
        for one in page
        if isinstance(one, Sent) and isinstance(one.known, AccountFact)
    }
    found = []
    for fact in facts.accounts(desk.store, now):
        then, later = fact.renewal, now[fact.key]
        if then is not None and later is not None and then <= desk.today and then < later:
            found.append((fact.key, Renewal(then, fact.cents, fact.currency)))
    return found


def _refused(puts: Sequence[Put]) -> list[SetAside]:
    """Records that say what no fold could read; their reader should have found them out."""
    return [
        SetAside("", 0, subject, key, reason, "{}")
        for put, subject in zip(puts, SUBJECTS.values(), strict=True)
        for key, reason in put.refused
    ]


def taken(counted: Counter[tuple[str, str]], aside: Sequence[SetAside]) -> Taken:
    """What became of everything that was counted."""
    whole = Counter(one.kind for one in aside if one.whole)
    counts = {
        subject: Counts(
            counted[subject, "new"],
            counted[subject, "changed"],
            counted[subject, "unchanged"],
            whole[subject],
        )
        for subject in SUBJECTS.values()
    }
    return Taken(counts, tuple(aside), counted["", "renewed"])


def finish(desk: Desk, source: str, gone: Sequence[AccountKey], *, lists_accounts: bool) -> None:
    """A source was read to its end: accounts that it has no longer are marked as gone."""
    with desk.store.transaction():
        sources.mark_gone(desk.store, AccountFact, gone, desk.today)
        sources.was_read(desk.store, source, desk.clock(), lists_accounts=lists_accounts)
