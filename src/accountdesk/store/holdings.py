"""Holdings: the accounts at which a member has something."""

import json
from collections.abc import Iterable

from accountdesk.core.account import AccountFact, SeatSaid
from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.entry import word_of
from accountdesk.store.connection import Store
from accountdesk.store.facts import KINDS

NAMED_ANYWHERE = (
    "SELECT e.account FROM entry e JOIN word w ON w.id = e.kind"
    " WHERE w.text IN (SELECT value FROM json_each(?1)) AND e.account <> 0 AND instr(e.body, ?2)"
    " UNION SELECT account FROM fact WHERE kind = ?3 AND instr(known, ?2)"
)
"""Accounts of which anything ever named a member; reads all of it, once, when somebody leaves."""

_NAMING = json.dumps([word_of(said) for said in (SeatSaid, BlockerSaid, ParkedSaid)])


def of(store: Store, claims: Iterable[str]) -> list[int]:
    """Accounts where a member holds a seat, helps, or sees to a step, a promise or a repair.

    A seat of a list in which the account does not stand is in no projection, so what was said and
    what sources say is looked through: it takes as long as reading the journal, and happens when
    somebody leaves.

    Args:
        store: The store.
        claims: The member's key, and what else they go by. In order.
    """
    found: set[int] = set()
    for claim in claims:
        rows = store.rows(
            "SELECT account FROM desk_own WHERE seat IN (0, 1) AND holder = ?1"
            " UNION SELECT account FROM step WHERE owner = ?1"
            " UNION SELECT account FROM promise WHERE owner = ?1"
            " UNION SELECT account FROM repair WHERE owner = ?1 AND open = 1",
            (claim,),
        )
        said = json.dumps(claim, ensure_ascii=False)
        rows += store.rows(NAMED_ANYWHERE, (_NAMING, said, KINDS.index(AccountFact)))
        found.update(account for (account,) in rows)
    return sorted(found)
