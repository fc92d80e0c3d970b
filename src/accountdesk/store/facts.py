"""Facts: what sources say, replaced by what they say next."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent
from accountdesk.core.member import MemberFact
from accountdesk.core.person import PersonFact
from accountdesk.core.record import Fields, Unreadable, parse, read, write
from accountdesk.core.state import Facts
from accountdesk.core.touchpoint import ActivityFact
from accountdesk.store import erasures
from accountdesk.store.connection import Store
from accountdesk.store.journal import account_id, known_account

KINDS: tuple[type[NamedTuple], ...] = (AccountFact, PersonFact, DealFact, ActivityFact, MemberFact)
"""The kinds of facts; a kind's place in here is its number in the store, for ever."""


class Put(NamedTuple):
    """What a page of facts did.

    Attributes:
        new: Records that were not here.
        changed: Records that said something else before.
        unchanged: Records that said the same, as far as we understand them.
        accounts: Accounts to fold again, as integers; 0 for the team.
        refused: Keys of records that say what no fold could read, and why.
    """

    new: int
    changed: int
    unchanged: int
    accounts: frozenset[int]
    refused: tuple[tuple[str, str], ...] = ()


def put(store: Store, page: Iterable[Sent], *, dry: bool = False) -> Put:
    """Take over a page of facts. Inside a transaction, but for a dry run, which writes nothing.

    What had vanished from its source and is sent again counts as changed. What was erased is taken
    out before; a person who was erased is passed over and counts as unchanged.
    """
    done = Counter[str]()
    touched: set[int] = set()
    refused: list[tuple[str, str]] = []
    for sent in _may_stay(store, page, done):
        try:
            known = write(sent.known)
            # What cannot be read back would stop every fold of its account.
            read(type(sent.known), parse(known))
        except Unreadable as error:
            refused.append((str(sent.known[0]), str(error)))
            continue
        what, accounts = _put(store, sent, known, dry=dry)
        done[what] += 1
        touched.update(accounts)
    return Put(done["new"], done["changed"], done["unchanged"], frozenset(touched), tuple(refused))


def subject_of(sent: Sent) -> str:
    """The kind and key of a record, by which an erasure names it."""
    return f"{KINDS.index(type(sent.known))} {sent.known[0]}"


def _may_stay(store: Store, page: Iterable[Sent], done: Counter[str]) -> Iterator[Sent]:
    """Records without what was erased."""
    if not erasures.any_known(store):
        yield from page
        return
    from accountdesk.core.cleaning import cleaned  # for those who have erased something

    for sent in page:
        left = cleaned(sent, subject_of(sent), erasures.known(store))
        if left is None:
            done["unchanged"] += 1
        else:
            yield left


def accounts(store: Store, keys: Iterable[AccountKey]) -> list[AccountFact]:
    """Accounts as their source sent them the last time; those that it never sent are left out."""
    rows = store.rows(
        "SELECT known FROM fact WHERE kind=? AND key IN (SELECT value FROM json_each(?))",
        (KINDS.index(AccountFact), json.dumps(list(keys))),
    )
    return [read(AccountFact, parse(known)) for (known,) in rows]


def say_field(store: Store, key: AccountKey, name: str, value: str | None) -> None:
    """A field of an account says something else in its source now; None: nothing.

    What the source sends next is compared anew, also if it has sent the very same before. Inside a
    transaction; an account that its source has not sent stays so.
    """
    for fact in accounts(store, [key]):
        fields = Fields({one: said for one, said in fact.fields.items() if one != name})
        if value is not None:
            fields[name] = value
        store.run(
            "UPDATE fact SET known=?, hash=x'' WHERE kind=? AND key=?",
            (write(fact._replace(fields=fields)), KINDS.index(AccountFact), key),
        )


def _put(store: Store, sent: Sent, known: str, *, dry: bool) -> tuple[str, tuple[int, ...]]:
    """Whether a record is new, changed or unchanged, and the accounts to fold again."""
    kind, key = KINDS.index(type(sent.known)), str(sent.known[0])
    account = known_account(store, sent.account) if dry else account_id(store, sent.account)
    digest = _digest(account, known, sent.raw)
    row = store.row(
        "SELECT id, hash, account, gone, known FROM fact WHERE kind=? AND key=?", (kind, key)
    )
    if row is not None and row[1] == digest and row[3] is None:
        return "unchanged", ()
    if row is not None and row[2:] == (account, None, known):
        # It says the same to us: CRMs send along how many minutes ago something was.
        if not dry:
            store.run("UPDATE fact SET hash=? WHERE id=?", (digest, row[0]))
            store.run("INSERT OR REPLACE INTO fact_raw VALUES (?,?)", (row[0], sent.raw))
        return "unchanged", ()
    if row is None:
        if not dry:
            store.run(
                "INSERT INTO fact(kind,key,account,hash,known) VALUES (?,?,?,?,?)",
                (kind, key, account, digest, known),
            )
            store.run("INSERT INTO fact_raw VALUES (last_insert_rowid(),?)", (sent.raw,))
        return "new", (account,)
    if not dry:
        store.run(
            "UPDATE fact SET account=?, hash=?, known=?, gone=NULL WHERE id=?",
            (account, digest, known, row[0]),
        )
        store.run("INSERT OR REPLACE INTO fact_raw VALUES (?,?)", (row[0], sent.raw))
    return "changed", (account, row[2])  # it may have moved to another account


def _digest(account: int, known: str, raw: str) -> bytes:
    """What tells two versions of a record apart; our reading of it counts, too."""
    from hashlib import blake2b  # 4 ms to load, and only an import of facts needs it

    text = json.dumps([account, known, raw])
    return blake2b(text.encode(), digest_size=12).digest()


def of_accounts(store: Store, accounts: Iterable[int]) -> Iterator[tuple[int, NamedTuple]]:
    """Every fact of some accounts (0: the team), each with its account, in no order.

    Of what its source has no longer, only accounts are facts still: they say that they are gone.
    """
    rows = store.rows(
        "SELECT account, kind, known, gone FROM fact"
        " WHERE account IN (SELECT value FROM json_each(?))",
        (json.dumps(list(accounts)),),
    )
    for account, kind, known, gone in rows:
        fact = read(KINDS[kind], parse(known))
        if gone is None:
            yield account, fact
        elif isinstance(fact, AccountFact):  # what else has gone says nothing any more
            yield account, fact._replace(gone=date.fromisoformat(gone))


def gathered(found: Iterable[NamedTuple]) -> Facts:
    """Facts of the accounts that are folded together, sorted by what they are about."""
    kept: dict[type[NamedTuple], list[NamedTuple]] = {kind: [] for kind in KINDS}
    for fact in found:
        kept[type(fact)].append(fact)
    return Facts._make(tuple(kept[kind]) for kind in KINDS[: len(Facts._fields)])
