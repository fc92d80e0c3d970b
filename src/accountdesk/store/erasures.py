"""Which erasures a store knows: they are asked whenever something comes in."""

from typing import TYPE_CHECKING

from accountdesk.core.liveness import ERASED
from accountdesk.store import journal
from accountdesk.store.connection import Store

if TYPE_CHECKING:
    from accountdesk.core.erasure import Erasures


def any_known(store: Store) -> bool:
    """Whether something was ever erased."""
    return bool(_count(store))


def known(store: Store) -> "Erasures":
    """Every erasure, whoever recorded it and whatever was said of it since."""
    from accountdesk.core.erasure import Erasures, erasures  # for those who have erased something

    count = _count(store)
    found = store.kept.get(ERASED)
    if found is None or found[0] != count:
        # Nothing that is in the journal goes: as many are the same ones.
        found = store.kept[ERASED] = (count, erasures(journal.of_team(store, ERASED)))
    erased: Erasures = found[1]
    return erased


def _count(store: Store) -> int:
    [(count,)] = store.rows(
        "SELECT count(*) FROM entry WHERE account=0 AND kind=(SELECT id FROM word WHERE text=?)",
        (ERASED,),
    )
    return int(count)
