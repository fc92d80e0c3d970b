"""BottleCRM itself: connected, read, changed there, and read again."""

import re
from pathlib import Path

from tests.servers.bottlecrm import bottlecrm, seed
from tests.servers.desks import SERVERS, SIZES, Home, counts, needs_servers


@needs_servers
def test_every_record_then_exactly_what_changed(tmp_path: Path) -> None:
    work = tmp_path / "crm"
    work.mkdir()
    tmp_path.chmod(0o755)
    for above in tmp_path.parents[:3]:
        above.chmod(above.stat().st_mode | 0o011)  # the database's own user passes through
    with bottlecrm(Path(str(SERVERS)), work) as crm:
        accounts, people, deals = SIZES
        made = seed(crm, accounts, people, deals)
        desk = Home(tmp_path / "home", ACCOUNTDESK_BOTTLE_TOKEN=crm.token)
        said = desk.run(
            "connect", "bottlecrm", "--var", f"url={crm.url}", "--key", "bottle", "--yes"
        )
        assert counts(said, "accounts") == [accounts, accounts, 0, 0, 0, 0]
        assert counts(said, "people") == [people, people, 0, 0, 0, 0]
        assert counts(said, "deals") == [deals, deals, 0, 0, 0, 0]
        shown = desk.run("show", "Account 007")
        assert "Hunters: ana" in shown
        assert "Person 007 · p7@x.io" in shown
        assert "Deal 007, open, 100.50 EUR" in shown
        crm.ask("PATCH", f"/accounts/{made['accounts'][7]}/", {"name": "Renamed"})
        crm.ask("DELETE", f"/accounts/{made['accounts'][8]}/")
        crm.ask("DELETE", f"/contacts/{made['people'][9]}/")
        crm.ask("POST", "/accounts/", {"name": "Newcomer"})
        said = desk.run("sync")
        assert counts(said, "accounts") == [accounts, 1, 1, accounts - 2, 1, 0]
        assert "Not there any more: Account 008." in said
        gone = [counts(said, "people")[4], counts(said, "people")[1:3]]
        assert gone == [1, [0, 0]]
        again = desk.run("sync")
        assert counts(again, "accounts")[1:3] == [0, 0]
        assert counts(again, "deals")[1:5] == [0, 0, counts(again, "deals")[0], 0]
        listed = desk.run("list")
        assert "Renamed" in listed
        assert re.search("Account 008 +gone from its source", listed)
