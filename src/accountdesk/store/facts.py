"""Facts: what sources say, replaced by what they say next."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact
from accountdesk.core.fact import Sent
from accountdesk.core.member import MemberFact
from accountdesk.core.person import PersonFact
from accountdesk.core.record import Unreadable, parse, read, write
from accountdesk.core.state import Facts
from accountdesk.core.touchpoint import ActivityFact
from accountdesk.store.connection import Store
from accountdesk.store.journal import account_id

KINDS: tuple[type[NamedTuple], ...] = (AccountFact, PersonFact, DealFact, ActivityFact, MemberFact)
"""The kinds of facts; a kind's place in here is its number in the store, for ever."""


class Put(NamedTuple):
    """What a page of facts did.

    Attributes:
        new: Records that were not here.
        changed: Records that said something else before.
        unchanged: Records that said the same.
        accounts: Accounts to fold again, as integers; 0 for the team.
        refused: Keys of records that say what no fold could read, and why.
    """

    new: int
    changed: int
    unchanged: int
    accounts: frozenset[int]
    refused: tuple[tuple[str, str], ...] = ()


def put(store: Store, page: Iterable[Sent]) -> Put:
    """Take over a page of facts. Inside a transaction."""
    new = changed = unchanged = 0
    touched: set[int] = set()
    refused: list[tuple[str, str]] = []
    for sent in page:
        kind, key, known = KINDS.index(type(sent.known)), str(sent.known[0]), write(sent.known)
        try:
            # What cannot be read back would stop every fold of its account.
            read(type(sent.known), parse(known))
        except Unreadable as error:
            refused.append((key, str(error)))
            continue
        account = account_id(store, sent.account)
        digest = _digest(account, known, sent.raw)
        row = store.row("SELECT id, hash, account FROM fact WHERE kind=? AND key=?", (kind, key))
        if row is not None and row[1] == digest:
            unchanged += 1
            continue
        touched.add(account)
        if row is None:
            new += 1
            store.run(
                "INSERT INTO fact(kind,key,account,hash,known) VALUES (?,?,?,?,?)",
                (kind, key, account, digest, known),
            )
            fact = store.db.last_insert_rowid()
        else:
            changed += 1
            fact = row[0]
            touched.add(row[2])  # a record may have moved to another account
            store.run(
                "UPDATE fact SET account=?, hash=?, known=? WHERE id=?",
                (account, digest, known, fact),
            )
        store.run("INSERT OR REPLACE INTO fact_raw VALUES (?,?)", (fact, sent.raw))
    return Put(new, changed, unchanged, frozenset(touched), tuple(refused))


def _digest(account: int, known: str, raw: str) -> bytes:
    """What tells two versions of a record apart; our reading of it counts, too."""
    from hashlib import blake2b  # 4 ms to load, and only an import of facts needs it

    text = json.dumps([account, known, raw])
    return blake2b(text.encode(), digest_size=12).digest()


def of_accounts(store: Store, accounts: Iterable[int]) -> Iterator[tuple[int, NamedTuple]]:
    """Every fact of some accounts (0: the team), each with its account, in no order."""
    rows = store.rows(
        "SELECT account, kind, known FROM fact WHERE account IN (SELECT value FROM json_each(?))",
        (json.dumps(list(accounts)),),
    )
    for account, kind, known in rows:
        yield account, read(KINDS[kind], parse(known))


def gathered(found: Iterable[NamedTuple]) -> Facts:
    """Facts of the accounts that are folded together, sorted by what they are about."""
    kept: dict[type[NamedTuple], list[NamedTuple]] = {kind: [] for kind in KINDS}
    for fact in found:
        kept[type(fact)].append(fact)
    return Facts._make(tuple(kept[kind]) for kind in KINDS[: len(Facts._fields)])
