"""A sender that is killed, and answers that are lost: each touchpoint stands in the CRM once."""

import json
import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from tests.e2e.test_sync_kills import Home
from tests.sources.crm.fake import Asked, FakeCrm, Reply, running
from tests.sources.crm.world import OFFSET, WRITE, filled

NOTES, KILLS = 30, 10
"""`ACCOUNTDESK_TOUCHPOINTS` and `ACCOUNTDESK_KILLS` say other numbers."""

PATH = "/kept/activities"
PATIENCE_S = 120


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running(FakeCrm()) as crm:
        yield filled(crm, 5)


@pytest.fixture
def home(tmp_path: Path, crm: FakeCrm) -> Home:
    home = Home(tmp_path, crm, OFFSET + WRITE)
    home.run("sync")
    home.run("outbox", "on", "fake", "--yes")
    return home


def record(home: Home, numbers: range) -> None:
    """So many notes, each with words of its own."""
    with open_desk(str(home.path / ".local" / "share" / "accountdesk" / "desk.db")) as desk:
        for number in numbers:
            log(desk, f"Account 0{number % 5}", f"call: touch {number:04}")


def waiting(home: Home) -> int:
    return len(json.loads(home.run("outbox", "--json"))["rows"])


def send_all(home: Home) -> None:
    until = time.monotonic() + PATIENCE_S
    while waiting(home):
        assert time.monotonic() < until, home.run("outbox")
        home.start("sync").communicate(timeout=60)  # it may be told to wait


def there(crm: FakeCrm) -> Counter[str]:
    """What stands there, and how often."""
    return Counter(one["text"].splitlines()[0] for one in crm.tables.get("kept", []))


def test_killed_at_random_with_answers_lost_nothing_is_doubled_or_missing(
    home: Home, crm: FakeCrm
) -> None:
    notes = int(os.environ.get("ACCOUNTDESK_TOUCHPOINTS", NOTES))
    kills = int(os.environ.get("ACCOUNTDESK_KILLS", KILLS))
    dice, lost = random.Random(7), Counter[str]()  # fates, not secrets

    def fate(asked: Asked, reply: Reply) -> Reply:
        time.sleep(0.02)  # so that kills meet requests on their way
        if asked.method == "POST" and dice.random() < 0.1:
            lost["after"] += 1
            return reply._replace(cut=0)
        return reply

    crm.fail(PATH, *[fate] * notes * 20)
    for number in range(kills):
        record(home, range(notes * number // kills, notes * (number + 1) // kills))
        started = home.start("sync")
        done = threading.Event()
        done.wait(dice.uniform(0.15, 0.6))
        started.kill()
        started.communicate()
    send_all(home)
    found = there(crm)
    doubles = sum(found.values()) - len(found)
    sys.stdout.write(
        f"\n{notes} touchpoints, {kills} kills, {lost['after']} answers lost: "
        f"{len(found)} there, {doubles} doubles, {notes - len(found)} missing\n"
    )
    assert found == Counter({f"touch {number:04}": 1 for number in range(notes)})


def test_eight_programs_send_each_note_once_and_rest_together(home: Home, crm: FakeCrm) -> None:
    record(home, range(24))
    moments: list[float] = []

    def noted(asked: Asked, reply: Reply) -> Reply:
        moments.append(time.monotonic())
        return reply

    def too_often(asked: Asked, reply: Reply) -> Reply:
        crm.tables["kept"].clear()
        return noted(asked, Reply({"error": "no"}, 429, {"Retry-After": "2"}))

    crm.fail(PATH, too_often, *[noted] * 100)
    started = [home.start("sync") for _ in range(8)]
    for one in started:
        one.communicate(timeout=60)
    send_all(home)
    assert moments[1] - moments[0] >= 2  # who came behind it kept to what it was told
    assert there(crm) == Counter({f"touch {number:04}": 1 for number in range(24)})
