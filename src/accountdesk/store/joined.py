"""Joined accounts: which of them the team declared to be the same, and so are folded as one."""

from collections.abc import Iterable

from accountdesk.core.account import SameAccount, joined_with
from accountdesk.core.entry import Entry, word_of
from accountdesk.core.liveness import Told
from accountdesk.core.state import live_by_account
from accountdesk.store import journal
from accountdesk.store.connection import Store

_SAME = word_of(SameAccount)


def group(store: Store, account: int) -> set[int]:
    """The account and all that it is joined to, directly or through others, either way round."""
    seen = {account}
    ahead = [account]
    while ahead:
        here = ahead.pop()
        rows = store.rows(
            "SELECT other FROM joined WHERE account=?1"
            " UNION ALL SELECT account FROM joined WHERE other=?1",
            (here,),
        )
        for (other,) in rows:
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def groups(store: Store, accounts: Iterable[int]) -> list[set[int]]:
    """The groups in which the accounts stand, each once; most stores have no joins at all."""
    if store.row("SELECT 1 FROM joined LIMIT 1") is None:
        return [{account} for account in sorted(set(accounts))]
    found: list[set[int]] = []
    todo = set(accounts)
    while todo:
        together = group(store, todo.pop())
        todo -= together
        found.append(together)
    return found


def rejoin(store: Store, account: int, entries: Iterable[Entry]) -> None:
    """Write down which accounts this one's own entries join it to now. Inside a transaction."""
    if not any(entry.kind == _SAME for entry in entries):
        return  # a join that was never said cannot have been taken back
    told = Told(s for part in live_by_account(entries).values() for s in part.said)
    now = {journal.account_id(store, key) for key in joined_with(told)} - {account}
    rows = store.rows("SELECT other FROM joined WHERE account=?", (account,))
    if now == {other for (other,) in rows}:
        return
    store.run("DELETE FROM joined WHERE account=?", (account,))
    store.db.executemany("INSERT INTO joined VALUES (?,?)", [(account, other) for other in now])
