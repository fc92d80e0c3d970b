"""Erasing in the store: what comes in is blanked before it is written, what is here where it is.

Which entries and records that are is said by `core/blanking.py`. What is written over leaves bytes
in the file until `scrub` has made it anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from accountdesk.core import cleaning
from accountdesk.core.blanking import answering, blanked, covering, without_words
from accountdesk.core.entry import AccountKey, Entry, EntryId
from accountdesk.core.erasure import Erasures
from accountdesk.core.fact import Sent
from accountdesk.core.liveness import ERASED
from accountdesk.core.person import PersonFact
from accountdesk.core.record import parse, read, write
from accountdesk.store import journal, meta, outbox, sources
from accountdesk.store.connection import Store
from accountdesk.store.erasures import known
from accountdesk.store.facts import KINDS, subject_of
from accountdesk.store.outbox import Row

PAGE = 500

_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


class Taken(NamedTuple):
    """What came of appending.

    Attributes:
        new: What was not here, as it stands now, in the order given.
        accounts: Integers of accounts of which something that was here was blanked; 0: the team.
    """

    new: list[Entry]
    accounts: set[int]


def append(store: Store, entries: Iterable[Entry]) -> Taken:
    """Add what is not there yet, as `journal.append`, blanked as erasures have it.

    Erasures among it come first, and blank what they name of what is here; what they do not name is
    found by a sweep. Inside a transaction.
    """
    entries = list(entries)
    came = journal.append(store, [entry for entry in entries if _is_erasure(entry)])
    erased = known(store)
    others = [blanked(entry, erased) for entry in entries if not _is_erasure(entry)]
    new = {entry.id: entry for entry in (*came, *journal.append(store, others))}
    touched: set[int] = set()
    if came:
        meta.begin_erasing(store)
        names = {EntryId(one) for one in erased.named} - new.keys()
        touched = blank(store, names)
    late = {entry.account for entry in new.values() if erased.followed(entry) is not None}
    touched |= follow(store, {journal.account_id(store, key) for key in late} | touched)
    # A second one of the same name in what was given is none of its own.
    order = dict.fromkeys(entry.id for entry in entries)
    now = [new[identity] for identity in order if identity in new]
    if touched:
        now = [journal.by_id(store, entry.id) or entry for entry in now]
    return Taken(now, touched)


def _is_erasure(entry: Entry) -> bool:
    return entry.kind == ERASED and entry.account is None


def blank(store: Store, entries: Iterable[EntryId]) -> set[int]:
    """Blank entries as all erasures have them; the accounts of those that changed.

    Inside a transaction.
    """
    erased = known(store)
    touched = set()
    for identity in entries:
        entry = journal.by_id(store, identity)
        rules = [] if entry is None else covering(entry, erased)
        if entry is not None and rules:
            left = without_words(entry, rules)
            if left != entry:
                touched.add(_write_over(store, left, rules[0].entry))
    return touched


def follow(store: Store, accounts: Iterable[int]) -> set[int]:
    """Blank what answers to blanked entries of some accounts; those of which something changed.

    Inside a transaction.
    """
    erased = known(store)
    touched = set()
    for account in accounts:
        found = answering(journal.of_account(store, account), erased)
        for entry, rule in found.items():
            touched.add(_write_over(store, without_words(entry, []), rule.entry))
    return touched


def _write_over(store: Store, left: Entry, by: EntryId) -> int:
    """Write a blanked body over the one that is here; the entry's account.

    Bytes of that one are left until the file is made anew.
    """
    meta.begin_erasing(store)
    store.rows("PRAGMA secure_delete=ON")
    store.run("INSERT OR IGNORE INTO erased VALUES (?,?)", (left.id, by))
    store.run("UPDATE entry SET body=? WHERE id=?", (left.body, left.id))
    outbox.forget(store, left.id)
    return journal.account_id(store, left.account)


class Kept(NamedTuple):
    """A record of a source as the store keeps it.

    Attributes:
        id: Its number here.
        account: The integer of its account; 0: the team.
        sent: What the source sent.
        gone: Whether the source has it no longer.
    """

    id: int
    account: int
    sent: Sent
    gone: bool


def may_keep(sent: Sent, erased: Erasures) -> Sent | None:
    """What may be kept of a record; None: nothing."""
    return cleaning.cleaned(sent, subject_of(sent), erased)


def every_fact(store: Store) -> Iterator[Kept]:
    """Every record of sources, a page at a time; those that are gone among them."""
    after = 0
    while rows := _facts(store, "f.id > ? ORDER BY f.id LIMIT ?", (after, PAGE)):
        yield from rows
        after = rows[-1].id


def people(store: Store) -> Iterator[Kept]:
    """Every record of a person, a page at a time."""
    after = 0
    kind = _NUMBERS[PersonFact]
    while rows := _facts(store, "f.id > ? AND f.kind=? ORDER BY f.id LIMIT ?", (after, kind, PAGE)):
        yield from rows
        after = rows[-1].id


def _facts(store: Store, where: str, values: Sequence[object]) -> list[Kept]:
    rows = store.rows(
        "SELECT f.id, f.kind, f.account, a.key, f.known, r.raw, f.gone FROM fact f"  # noqa: S608
        " LEFT JOIN account a ON a.id = f.account LEFT JOIN fact_raw r ON r.fact = f.id"
        f" WHERE {where}",  # literals of this module
        values,
    )
    return [
        Kept(
            *(identity, account),
            Sent(None if key is None else AccountKey(key), read(KINDS[kind], parse(known)), raw),
            gone is not None,
        )
        for identity, kind, account, key, known, raw, gone in rows
        for raw in ("{}" if raw is None else raw,)
    ]


def clean(store: Store, facts: Iterable[int]) -> set[int]:
    """Take out of records what was erased; the accounts of those that changed.

    Inside a transaction.
    """
    store.rows("PRAGMA secure_delete=ON")
    erased = known(store)
    touched = set()
    for fact in facts:
        for kept in _facts(store, "f.id=?", (fact,)):
            left = may_keep(kept.sent, erased)
            if left != kept.sent:
                touched.add(kept.account)
                _replace(store, kept, left)
    return touched


def _replace(store: Store, kept: Kept, left: Sent | None) -> None:
    number = _NUMBERS[type(kept.sent.known)]
    if left is not None and left.known[0] != kept.sent.known[0]:
        taken = store.row("SELECT 1 FROM fact WHERE kind=? AND key=?", (number, left.known[0]))
        left = None if taken else left  # it came in anew under its other name
    if left is None:
        store.run("DELETE FROM fact WHERE id=?", (kept.id,))
        store.run("DELETE FROM fact_raw WHERE fact=?", (kept.id,))
        return
    store.run(
        "UPDATE fact SET key=?, known=?, hash=x'' WHERE id=?",
        (left.known[0], write(left.known), kept.id),
    )
    store.run("INSERT OR REPLACE INTO fact_raw VALUES (?,?)", (kept.id, left.raw))


def has_reached(row: Row, account: str | None, erased: Erasures) -> bool:
    """Whether what is kept of a row of the outbox names somebody who was erased."""
    return erased.mention([row.said, *row.made.values()], account)


def clean_aside(store: Store) -> None:
    """Take out of what was set aside what was erased. Inside a transaction."""
    erased = known(store)
    for source, one in list(sources.set_aside(store)):
        left = cleaning.aside(one, erased)
        if left != one:
            sources.drop_set_aside(store, source, one)
            sources.keep_set_aside(store, source, [left])


def clean_outbox(store: Store) -> None:
    """Take out of what waits to be written what sources said of who was erased.

    Inside a transaction.
    """
    erased = known(store)
    for row in outbox.everything(store):
        account = journal.account_key(store, row.account) if row.account else None
        if not has_reached(row, account, erased):
            continue
        made = {name: one for name, one in row.made.items() if not erased.mention(one, account)}
        said = "" if erased.mention(row.said, account) else row.said
        outbox.put(store, row._replace(said=said, made=made))
