"""Projections: what lists show, written with what it came from, and made again at will.

When an account gets a fact or an entry, it alone is folded again (with those it is joined to) and
its rows are rewritten in the same transaction. What the team decides reaches every account, so all
of them are marked `dirty` and are folded one batch at a time, as are those whose day has come.
"""

from collections.abc import Callable, Iterable
from datetime import date

from accountdesk.core.account import joined_with
from accountdesk.core.entry import AccountKey, Entry
from accountdesk.core.line import line, turns_on
from accountdesk.core.member import MemberFact, Seat
from accountdesk.core.readings import readings
from accountdesk.core.record import write
from accountdesk.core.state import AccountState, fold, live_by_account
from accountdesk.core.team import Team, fold_team
from accountdesk.core.text import folded
from accountdesk.store import facts, journal
from accountdesk.store.connection import Store
from accountdesk.store.journal import TEAM

SEATS = {Seat.HUNTER: 0, Seat.FARMER: 1}
BATCH = 50
"""Accounts folded in one transaction: about 10 ms, so that nobody's Enter waits for it."""


def team(store: Store) -> Team:
    """The team as this store knows it now."""
    found = facts.of_account(store, TEAM)
    members = [fact for fact in found if isinstance(fact, MemberFact)]
    return fold_team(members, journal.of_account(store, TEAM))


def state(store: Store, account: int, of: Team) -> AccountState:
    """The account as this store knows it now, with all that it is joined to; folded at once."""
    return _folded(store, sorted(group(store, account)), of, {})


def _folded(
    store: Store, accounts: Iterable[int], of: Team, known: dict[int, list[Entry]]
) -> AccountState:
    keys: list[AccountKey] = []
    found = []
    entries: list[Entry] = []
    for account in accounts:
        keys.append(key_of(store, account))
        found += facts.of_account(store, account)
        entries += known[account] if account in known else journal.of_account(store, account)
    return fold(keys, facts.gathered(found), entries, of)


def key_of(store: Store, account: int) -> AccountKey:
    """The key that an integer stands for."""
    row = store.row("SELECT key FROM account WHERE id=?", (account,))
    assert row is not None
    return AccountKey(row[0])


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


def refold(store: Store, accounts: Iterable[int], of: Team, today: date) -> None:
    """Fold accounts again and rewrite their rows. Inside a transaction.

    Joining or splitting accounts changes the rows of all of them.
    """
    todo: set[int] = set()
    entries: dict[int, list[Entry]] = {}
    for account in accounts:
        entries[account] = journal.of_account(store, account)
        todo |= group(store, account)
        if _rejoined(store, account, entries[account]):
            todo |= group(store, account)
    while todo:
        together = group(store, todo.pop())
        todo -= together
        _project(store, together, _folded(store, sorted(together), of, entries), of, today)


def _rejoined(store: Store, account: int, entries: Iterable[Entry]) -> bool:
    """Write down which accounts this one's entries join it to; whether that has changed."""
    if not any(entry.kind == "same_account" for entry in entries):
        return False  # a join that was never said cannot have been taken back
    alive = live_by_account(entries)
    said = [s for part in alive.values() for s in part.said]
    now = {journal.account_id(store, key) for key in joined_with(said)} - {account}
    rows = store.rows("SELECT other FROM joined WHERE account=?", (account,))
    if now == {other for (other,) in rows}:
        return False
    store.run("DELETE FROM joined WHERE account=?", (account,))
    store.db.executemany("INSERT INTO joined VALUES (?,?)", [(account, other) for other in now])
    return True


def _project(store: Store, together: set[int], now: AccountState, of: Team, today: date) -> None:
    speaker = journal.account_id(store, now.key)
    turn = turns_on(now, of, today)
    for account in together:
        name = now.profile.names.get(key_of(store, account), now.name)
        turns = turn.toordinal() if turn is not None and account == speaker else None
        store.run("DELETE FROM desk_row WHERE account=?", (account,))
        store.run("DELETE FROM dirty WHERE account=?", (account,))
        if now.is_empty:
            store.run("DELETE FROM card WHERE account=?", (account,))
            continue
        store.run(
            "INSERT OR REPLACE INTO card VALUES (?,?,?,?,?)",
            (account, speaker, name, folded(name), turns),
        )
    for seat, attention in readings(now, of, today).seats.items():
        shown = line(now, attention, of, today)
        store.run(
            "INSERT INTO desk_row VALUES (?,?,?,?,?,?)",
            (
                SEATS[seat],
                attention.group,
                100 - attention.points,
                folded(now.name),
                speaker,
                write(shown),
            ),
        )


def mark_all(store: Store) -> None:
    """Every account is to be folded again. Inside a transaction."""
    store.run("INSERT OR IGNORE INTO dirty SELECT id FROM account")


def settle(
    store: Store,
    today: date,
    team_of: Callable[[], Team],
    done: Callable[[int], None] = lambda count: None,
) -> int:
    """Fold what is dirty and what changes by `today`, a batch a transaction; how many accounts.

    Lists stay readable meanwhile. What is interrupted goes on where it was.

    Args:
        store: The store.
        today: The day to fold for.
        team_of: Gives the team; asked once a batch, because others may change it.
        done: Told after each batch how many accounts are done.
    """
    count = 0
    while due(store, today):
        with store.transaction():
            accounts = due(store, today)
            refold(store, accounts, team_of(), today)
        count += len(accounts)
        done(count)
    return count


def due(store: Store, today: date) -> list[int]:
    """Up to `BATCH` accounts that are dirty or change by `today`."""
    rows = store.rows("SELECT account FROM dirty LIMIT ?", (BATCH,))
    if not rows:
        rows = store.rows(
            "SELECT account FROM card WHERE changes_on <= ? LIMIT ?", (today.toordinal(), BATCH)
        )
    return [account for (account,) in rows]


def forget_strays(store: Store) -> None:
    """Drop rows of accounts that do not exist and count the groups anew. Inside a transaction.

    Only a damaged store has such rows; rebuilding mends it.
    """
    for table in ("desk_row", "card", "dirty"):
        store.run(
            f"DELETE FROM {table} WHERE account NOT IN (SELECT id FROM account)"  # noqa: S608
        )
    store.run(
        "UPDATE tally SET n = (SELECT count(*) FROM desk_row d"
        " WHERE d.seat = tally.seat AND d.grp = tally.grp)"
    )
