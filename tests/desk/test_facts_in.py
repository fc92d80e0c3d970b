"""Facts in: what no fold could read is refused and listed, and everything else is there."""

from pathlib import Path

from accountdesk.core.account import AccountFact
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent
from accountdesk.desk.facts_in import Counts, begin, compare, take
from accountdesk.store import sources
from tests.builders import a_desk

GOOD, BAD = AccountKey("crm:1"), AccountKey("crm:2")
PAGE = [
    Sent(BAD, AccountFact(BAD, "Half a \ud800 letter"), "{}"),
    Sent(BAD, AccountFact(BAD, "Too much", cents=2**63), "{}"),
    Sent(GOOD, AccountFact(GOOD, "Globex"), "{}"),
]


def test_what_cannot_be_read_back_is_set_aside(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        begin(desk, "crm", [])
        would = compare(desk, iter(PAGE))
        taken = take(desk, "crm", iter(PAGE))
        assert would == taken
        assert taken.counts["accounts"] == Counts(new=1, set_aside=2)
        assert {one.reason for one in taken.aside} == {
            "name cannot be read",
            "cents cannot be read",
        }
        desk.settle()
        assert desk.account_called("globex").key == GOOD
        [(source, kept)] = list(sources.set_aside(desk.store))  # the same record, so one of them
        assert (source, kept.field) == ("crm", BAD)
        # The source is read anew: what it could not say then is no longer listed.
        begin(desk, "crm", [])
        assert list(sources.set_aside(desk.store)) == []
