"""Promises and repairs as a shell calls them: by an id, or by how one begins."""

from accountdesk.core.entry import EntryId, id_bytes, id_text
from accountdesk.core.errors import Ambiguous, NotFound
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import Word, word_of
from accountdesk.store import journal, promises, repairs

MOST = 5_000
SHORTEST = 4
"""Of ids that are typed in part: how many are looked at, and how much of one is needed."""


def word_behind(desk: Desk, reference: str) -> tuple[Word, EntryId]:
    """The account at which an entry was recorded, as it stands, and the entry's id.

    Raises:
        NotFound: There is no such entry, or it is of no account.
        Ambiguous: Several begin so.
    """
    identity = EntryId(_named(desk, reference))
    entry = journal.by_id(desk.store, identity)
    if entry is None or entry.account is None:
        raise NotFound(
            f"No promise and no repair here has the id “{reference}”. `{desk.program} promises` "
            "shows them with their ids."
        )
    return word_of(desk, entry.account), identity


def _named(desk: Desk, reference: str) -> bytes:
    """The id that is meant: a whole one, or how that of one open promise or repair begins."""
    try:
        return id_bytes(reference)
    except ValueError:
        pass
    wanted = reference.casefold()
    known = [one.entry for one in promises.disputed(desk.store, MOST)]
    known += [one.entry for one in promises.by_day(desk.store, MOST)]
    known += [one.entry for one in repairs.opened(desk.store, MOST)]
    long_enough = len(wanted) >= SHORTEST
    found = [one for one in known if long_enough and id_text(one).startswith(wanted)]
    if len(found) > 1:
        told = ", ".join(map(id_text, found[:5]))
        raise Ambiguous(f"Several begin with “{reference}”: {told}. Type more of it.")
    return found[0] if found else b""
