"""A CRM that is in none of the presets is read and written by a TOML file alone."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from tests.servers.desks import SERVERS, SIZES, Home, counts, needs_servers
from tests.servers.lossy import lossy
from tests.servers.tryton_server import PASSWORD, USER, seed, tryton

PRESET = Path(__file__).with_name("tryton.toml")
NOTES = 40


@needs_servers
def test_by_a_file_alone_it_is_read_changed_and_written_once(tmp_path: Path) -> None:
    work = tmp_path / "server"
    work.mkdir()
    accounts, people, deals = SIZES
    with (
        tryton(Path(str(SERVERS)), work) as crm,
        lossy(crm.url, after=0.1, before=0.05, seed=5) as proxy,
    ):
        proxy.shares = (0.0, 0.0)
        ids = seed(crm, accounts, people, deals)
        home = Home(tmp_path / "home", ACCOUNTDESK_TRYTON_PASSWORD=PASSWORD)
        told = ("--var", f"url={proxy.url}", "--var", f"user={USER}", "--key", "tryton")
        said = home.run("connect", str(PRESET), *told, "--yes", "--write")
        ours = 1  # its own company is a party, too
        assert counts(said, "accounts") == [accounts + ours, accounts + ours, 0, 0, 0, 0]
        assert counts(said, "people") == [people, people, 0, 0, 0, 0]
        assert counts(said, "deals") == [deals, deals, 0, 0, 0, 0]
        shown = home.run("show", "Account 006")
        assert "Person 006 · p6@x.example" in shown
        assert "Deal 006" in shown
        assert "100.50 EUR" in shown

        crm.call("party.party.write", [ids[1]], {"name": "Renamed"}, {})
        [new] = crm.call("party.party.create", [{"name": "Newcomer"}], {})
        crm.call(
            "party.party.delete", [crm.call("party.party.create", [{"name": "Short"}], {})[0]], {}
        )
        said = home.run("sync")
        assert counts(said, "accounts") == [accounts + ours + 1, 1, 1, accounts + ours - 1, 0, 0]
        crm.call("party.party.delete", [new], {})
        said = home.run("sync")
        assert counts(said, "accounts") == [accounts + ours, 0, 0, accounts + ours, 1, 0]
        assert "Not there any more: Newcomer." in said

        with open_desk(str(home.path / ".local" / "share" / "accountdesk" / "desk.db")) as desk:
            for number in range(NOTES):
                log(desk, f"Account {10 + number % 10:03}", f"call: touch {number:04}")
        proxy.shares = (0.1, 0.05)
        while json.loads(home.run("outbox", "--json"))["rows"]:
            home.run("sync")
        notes = crm.call("ir.note.search_read", [], 0, 1000, [], ["message", "resource"], {})
        found = Counter(re.findall(r"touch (\d+)", " ".join(one["message"] for one in notes)))
        sys.stdout.write(
            f"\nTryton: {NOTES} touchpoints, requests {proxy.lost}: {len(found)} there\n"
        )
        assert found == Counter({f"{number:04}": 1 for number in range(NOTES)})
        assert {one["resource"] for one in notes} == {
            f"party.party,{ids[n]}" for n in range(10, 20)
        }
