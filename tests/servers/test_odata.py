"""An OData service and the preset for Dataverse: read, killed, gone on, changed, read again."""

import re
from pathlib import Path

from tests.servers.desks import SERVERS, SIZES, Home, counts, needs_servers
from tests.servers.odata_service import Running, account, create, key, odata, seed
from tests.sources.crm.world import shipped

CLIENT = """
[client]
base_url = "{var.url}"
headers = { OData-Version = "4.0", OData-MaxVersion = "4.0" }
auth = { type = "http_basic", username = "{var.user}", password = "{secret.password}" }
error_path = "error.message"

[resource.members]"""
ASKED = """
[var.url]
asks = "where it is"
[var.user]
asks = "who asks"
[secret.password]
asks = "the password"
"""


def preset() -> str:
    """The preset for Dataverse, word for word but for how the service is reached."""
    text = shipped("dataverse")
    text = re.sub(r"\n\[var\.host\].*?\n\[resource\.members\]", ASKED + CLIENT, text, flags=re.S)
    return re.sub(r"\nlink = .*", "", text)


def connected(tmp_path: Path, service: Running) -> tuple[Home, str]:
    home = Home(tmp_path / "home", ACCOUNTDESK_ODATA_PASSWORD=service.password)
    (home.path / "mine.toml").write_text(preset())
    told = ("--var", f"url={service.url}", "--var", f"user={service.user}")
    words = ("connect", str(home.path / "mine.toml"), *told, "--key", "odata", "--yes")
    return home, home.run(*words)


@needs_servers
def test_every_record_then_exactly_what_changed(tmp_path: Path) -> None:
    work = tmp_path / "service"
    work.mkdir()
    accounts, people, deals = SIZES
    with odata(Path(str(SERVERS)), work) as service:
        seed(service, accounts, people, deals)
        home, said = connected(tmp_path, service)
        assert counts(said, "accounts") == [accounts, accounts, 0, 0, 0, 0]
        assert counts(said, "people") == [people, people, 0, 0, 0, 0]
        assert counts(said, "deals") == [deals, deals, 0, 0, 0, 0]
        shown = home.run("show", "Account 0006")
        assert "Hunters: Ada Byron" in shown
        assert "Person 0006 · p6@x.example" in shown
        assert "Deal 0006" in shown
        assert "EUR" in shown
        change = {"name": "Renamed"}
        service.ask("PATCH", f"/accounts({key('accounts', 7)})", change, {"If-Match": "*"})
        service.ask("DELETE", f"/accounts({key('accounts', 8)})", headers={"If-Match": "*"})
        create(service, "accounts", [{**account(9999), "name": "Newcomer"}])
        said = home.run("sync", "--full")
        assert counts(said, "accounts")[1:] == [1, 1, accounts - 2, 1, 0]
        assert "Not there any more: Account 0008." in said
        listed = home.run("list")
        assert "Renamed" in listed
        assert re.search("Account 0008 +gone from its source", listed)


@needs_servers
def test_killed_after_page_three_it_goes_on_at_page_four(tmp_path: Path) -> None:
    work = tmp_path / "service"
    work.mkdir()
    with odata(Path(str(SERVERS)), work) as service:
        seed(service, 20, 0, 0)
        home, _ = connected(tmp_path, service)
        create(service, "accounts", [account(n) for n in range(20, 420)])
        started = home.start("sync", "--full", "--json")
        assert started.stdout is not None
        pages = 0
        for line in started.stdout:  # of fifty accounts each
            pages += '"accounts"' in line and '"progress"' in line
            if pages == 3:
                started.kill()
                break
        started.communicate()
        said = home.run("sync")
        read = counts(said, "accounts")[0]
        assert read <= 270
        assert counts(home.run("sync", "--full"), "accounts") == [420, 0, 0, 420, 0, 0]
