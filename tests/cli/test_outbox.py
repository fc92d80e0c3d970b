"""The outbox on the command line: the yes, what waits, what a person decides."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_sync import CANARY, Home
from tests.sources.crm.fake import FakeCrm, running, status
from tests.sources.crm.world import OFFSET, WRITE, filled

PATH = "/kept/activities"


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running(filled(FakeCrm(), 3)) as crm:
        yield crm


@pytest.fixture
def home(tmp_path: Path, crm: FakeCrm) -> Home:
    home = Home(tmp_path)
    (tmp_path / "mine.toml").write_text(OFFSET + WRITE)
    home.connect(crm)
    return home


def kept(crm: FakeCrm) -> list[str]:
    return [one["text"].splitlines()[0] for one in crm.tables.get("kept", [])]


def rows(home: Home) -> list[dict[str, object]]:
    return list(json.loads(home.run("outbox", "--json"))["rows"])


def test_nothing_is_written_before_a_yes(home: Home, crm: FakeCrm) -> None:
    assert "It is only read; `accountdesk outbox on fake` has it written to." in home.run("doctor")
    home.run("log", "Account 00", "call: before")
    said = home.run("outbox", "on", "fake", code=1)  # nobody is there to say yes
    assert "Call, meeting, note: what is in doubt is looked for before it is sent again" in said
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: after")
    assert "Account 00: call: after" in home.run("outbox")
    assert "fake: 1 sent." in home.run("sync")
    assert kept(crm) == ["after"]
    assert "Nothing waits to be sent." in home.run("outbox")
    assert "What is recorded here is written to it." in home.run("doctor")


def test_connecting_asks_for_the_yes(tmp_path: Path, crm: FakeCrm) -> None:
    home = Home(tmp_path)
    (tmp_path / "mine.toml").write_text(OFFSET + WRITE)
    words = ["connect", "./mine.toml", "--var", f"url={crm.url}", "--key", "fake", "--yes"]
    assert "What you record is written there, too." in home.run(*words, "--write")
    home.run("log", "Account 01", "call: hello")
    home.run("sync")
    assert kept(crm) == ["hello"]


def test_what_is_refused_waits_for_a_person(home: Home, crm: FakeCrm) -> None:
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: hello")
    crm.fail(PATH, status(400, data={"error": "subject is too short"}))
    assert "fake: 0 sent, 1 refused." in home.run("sync")
    said = home.run("outbox")
    assert said.startswith("!")
    assert "was refused: " in said
    assert "subject is too short" in said
    [row] = rows(home)
    assert row["needs_you"]
    number = str(row["id"])
    assert "! outbox   1 needs you; `accountdesk outbox` says what and why." in home.run(
        "doctor", code=1
    )
    assert "0 sent" not in home.run("sync")  # it is not tried again by itself
    home.run("outbox", "park", number)
    assert "is parked" in home.run("outbox")
    assert "`accountdesk sync` sends it" in home.run("outbox", "retry", number)
    assert "fake: 1 sent." in home.run("sync")
    assert kept(crm) == ["hello"]


def test_all_that_need_you_at_once(home: Home, crm: FakeCrm) -> None:
    home.run("outbox", "on", "fake", "--yes")
    for number in range(3):
        home.run("log", f"Account 0{number}", "call: hello")
    crm.fail(PATH, *[status(422)] * 3)
    home.run("sync")
    assert len(rows(home)) == 3
    home.run("outbox", "drop", "all")
    assert rows(home) == []
    assert kept(crm) == []
    assert "call: hello" in home.run("show", "Account 00")  # it stays on the desk


def test_wrong_numbers_and_sources_are_said(home: Home) -> None:
    assert "Nothing in the outbox has the number 7" in home.run("outbox", "retry", "7", code=1)
    assert "“x” is no number of" in home.run("outbox", "drop", "x", code=1)
    assert "There is no source acme. Known: fake." in home.run("outbox", "on", "acme", code=1)
    assert "name what, as the list has it" in home.run("outbox", "park", code=2)


def test_off_parks_what_waits(home: Home, crm: FakeCrm) -> None:
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: hello")
    assert "Nothing more is written to fake; 1 row parked." in home.run("outbox", "off", "fake")
    home.run("log", "Account 00", "call: more")
    home.run("sync")
    assert kept(crm) == []
    [row] = rows(home)
    assert row["word"] == "parked"
    assert "fake is only read" in home.run("outbox", "retry", str(row["id"]), code=1)


def test_read_only_takes_a_yes_back(home: Home, crm: FakeCrm) -> None:
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: hello")
    settings = home.config / "accountdesk.toml"
    settings.write_text(settings.read_text().replace("preset =", "read_only = true\npreset ="))
    home.run("sync")
    assert {one.method for one in crm.asked} == {"GET"}
    assert "fake is read_only in the settings" in home.run("outbox", "on", "fake", "--yes", code=1)
    home.run("log", "Account 00", "call: more")
    assert [row["word"] for row in rows(home)] == ["parked"]


def test_a_private_copy_for_another_day_sends_nothing(home: Home, crm: FakeCrm) -> None:
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: hello")
    home.run("--today", "2031-01-01", "sync", code=1)
    assert kept(crm) == []


def test_what_is_sent_is_said_as_json(home: Home) -> None:
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: hello")
    first = json.loads(home.run("sync", "--json").splitlines()[0])
    assert first["sent"]["done"] == 1


def test_no_secret_stands_in_what_failed(home: Home, crm: FakeCrm) -> None:
    home.run("outbox", "on", "fake", "--yes")
    home.run("log", "Account 00", "call: hello")
    crm.fail(PATH, status(400, data={"error": f"bad header Bearer {CANARY}"}))
    home.run("sync")
    assert "bad header" in home.run("outbox")
    assert CANARY not in home.said
