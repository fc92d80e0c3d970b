"""Writing to real servers through a proxy that loses answers, with senders that are killed."""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from tests.servers import bottlecrm as bottle
from tests.servers import odata_service as service
from tests.servers.desks import SERVERS, Home, needs_servers
from tests.servers.lossy import Lossy, lossy
from tests.servers.test_odata import preset

ACCOUNTS = 12
NOTES = int(os.environ.get("ACCOUNTDESK_TOUCHPOINTS", "40"))
KILLS = int(os.environ.get("ACCOUNTDESK_KILLS", "4"))
PATIENCE_S = 900

SAYS = ("call in: touch {}", "meeting: touch {}", "note: touch {}", "next: touch {}")


def record(home: Home, numbers: range, name: str) -> None:
    """So many notes, each with words of its own."""
    with open_desk(str(home.path / ".local" / "share" / "accountdesk" / "desk.db")) as desk:
        for number in numbers:
            text = SAYS[number % len(SAYS)].format(f"{number:04}")
            log(desk, name.format(number % ACCOUNTS), text)


def waiting(home: Home) -> int:
    return len(json.loads(home.run("outbox", "--json"))["rows"])


def send(home: Home, seconds: float) -> None:
    """Send for so long, then be killed."""
    started = home.start("sync")
    time.sleep(seconds)  # a moment at random, wherever that meets it
    started.kill()
    started.communicate()


def send_all(home: Home) -> None:
    """What is in doubt is looked for ten seconds later."""
    until = time.monotonic() + PATIENCE_S
    while waiting(home):
        assert time.monotonic() < until, home.run("outbox")
        home.run("sync")
        time.sleep(0.5)


def recorded_and_killed(home: Home, name: str) -> None:
    """All notes are recorded, a part before each sender that is killed."""
    dice = random.Random(3)  # moments, not secrets
    for number in range(KILLS):
        record(home, range(NOTES * number // KILLS, NOTES * (number + 1) // KILLS), name)
        send(home, dice.uniform(0.6, 1.8))


def judged(found: list[str], proxy: Lossy, what: str) -> None:
    """Each stands there once."""
    said = Counter(word for text in found for word in [text.split("touch ")[1][:4]])
    doubles = sum(said.values()) - len(said)
    missing = {f"{number:04}" for number in range(NOTES)} - set(said)
    sys.stdout.write(
        f"\n{what}: {NOTES} recorded, requests {proxy.lost}, {KILLS} kills: {len(said)} there, "
        f"{doubles} doubles, {len(missing)} missing\n"
    )
    assert (doubles, missing) == (0, set())


def in_bottlecrm(crm: bottle.Running, accounts: list[str]) -> Iterator[str]:
    """Everything that was written to it."""
    for one in accounts:
        for each in crm.ask("GET", f"/interactions/?account={one}&limit=200")["interactions"]:
            yield each["body"]
        account = crm.ask("GET", f"/accounts/{one}/")
        yield from (each["comment"] for each in account["comments"])
        yield from (each["description"] for each in account["tasks"])


@needs_servers
def test_bottlecrm_has_each_once(tmp_path: Path) -> None:
    work = tmp_path / "crm"
    work.mkdir()
    for above in (tmp_path, *tmp_path.parents[:3]):
        above.chmod(above.stat().st_mode | 0o011)  # the database's own user passes through
    with (
        bottle.bottlecrm(Path(str(SERVERS)), work) as crm,
        lossy(crm.url, after=0.10, before=0.05) as proxy,
    ):
        accounts = bottle.seed(crm, ACCOUNTS, 0, 0)["accounts"]
        home = Home(tmp_path / "home", ACCOUNTDESK_BOTTLE_TOKEN=crm.token)
        words = ("--var", f"url={proxy.url}", "--key", "bottle", "--yes", "--write")
        home.run("connect", "bottlecrm", *words)
        crm.redis(False)
        recorded_and_killed(home, "Account {:03}")
        crm.redis(True)
        send_all(home)
        judged([*in_bottlecrm(crm, accounts)], proxy, "BottleCRM, its Redis stopped for a while")
        home.run("log", "Account 001", "note: one more")
        send_all(home)
        home.run("undo", "--yes")
        send_all(home)
        assert len([*in_bottlecrm(crm, accounts)]) == NOTES


def in_odata(crm: service.Running) -> Iterator[str]:
    """Everything that was written to it."""
    for table in ("phonecalls", "appointments", "annotations", "tasks"):
        link = f"/{table}?$select=subject"
        while link:
            page = crm.ask("GET", link)
            yield from (one["subject"] for one in page["value"])
            ahead = page.get("@odata.nextLink")
            link = f"/{ahead.replace(' ', '%20')}" if ahead else ""


@needs_servers
def test_odata_has_each_once(tmp_path: Path) -> None:
    work = tmp_path / "service"
    work.mkdir()
    with (
        service.odata(Path(str(SERVERS)), work) as crm,
        lossy(crm.url, after=0.10, before=0.05) as proxy,
    ):
        service.seed(crm, ACCOUNTS, 0, 0)
        home = Home(tmp_path / "home", ACCOUNTDESK_ODATA_PASSWORD=crm.password)
        (home.path / "mine.toml").write_text(preset())
        words = ("--var", f"url={proxy.url}", "--var", f"user={crm.user}", "--key", "odata")
        home.run("connect", str(home.path / "mine.toml"), *words, "--yes", "--write")
        recorded_and_killed(home, "Account {:04}")
        send_all(home)
        judged([*in_odata(crm)], proxy, "OData")
        home.run("sync", "--full")
        shown = home.run("show", "Account 0000")
        assert shown.count("touch 0000") == 1  # its echo is known for what it is
        home.run("log", "Account 0001", "call: one more")
        send_all(home)
        home.run("undo", "--yes")
        send_all(home)
        assert len([*in_odata(crm)]) == NOTES
