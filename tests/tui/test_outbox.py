"""The outbox on the desk: it goes out by itself, says what waits, and asks where it must."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.desk.desk import Desk
from accountdesk.desk.sync_lane import Syncer
from accountdesk.store import outbox
from tests.builders import a_desk
from tests.sources.crm.fake import Asked, FakeCrm, Record, Reply, running, status
from tests.sources.crm.world import OFFSET, WRITE, crm_of, filled, pulled
from tests.tui.app import Driver, on_screen

PATH = "/kept/activities"

WRITE_FIELDS = """
[write.fields]
read = { path = "/one/{account.id:url}" }
change = { method = "PATCH", path = "/one/{account.id:url}" }
"""


def one(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """An account of its own, read and changed."""
    found = next(r for r in crm.tables["accounts"] if r["id"] == asked.path.rpartition("/")[2])
    found.update(asked.body or {})
    return Reply(found)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        yield desk


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running(FakeCrm()) as crm:
        crm.ways["one"] = one
        yield filled(crm, 3)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountdesk.desk.sync_lane.AFTER_START_S", 0.0)
    monkeypatch.setattr("accountdesk.desk.sending_lane.LOOK_S", 0.05)
    monkeypatch.setattr("accountdesk.desk.sending_lane.FIRST_REST_S", 0.1)


@pytest.fixture
def syncer(desk: Desk, crm: FakeCrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Syncer:
    (tmp_path / "mine.toml").write_text(OFFSET + WRITE + WRITE_FIELDS)
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'[[source]]\nkey = "fake"\npreset = "{tmp_path}/mine.toml"\nvar.url = "{crm.url}"\n'
        f'interval = "manual"\nfields.tier = "tier"\n'
    )
    environ = {"ACCOUNTDESK_CONFIG": str(settings), "ACCOUNTDESK_FAKE_TOKEN": "sesame"}
    for name, value in environ.items():  # the screen asks for the yes by what the program sees
        monkeypatch.setenv(name, value)
    pulled(desk, crm_of(crm, OFFSET))
    return Syncer(desk, environ)


def kept(crm: FakeCrm) -> list[str]:
    return [one["text"].splitlines()[0] for one in crm.tables.get("kept", [])]


async def test_yes_then_it_goes_out_by_itself(desk: Desk, crm: FakeCrm, syncer: Syncer) -> None:
    async with on_screen(desk, syncer=syncer) as seen:
        await _yes(seen)
        await seen.press("t", *"call: hello", "f2")
        await seen.until(lambda: kept(crm) == ["hello"])
        await seen.until(lambda: "to send" not in seen.screen[0])


async def test_what_cannot_be_sent_waits_and_is_said_once(
    desk: Desk, crm: FakeCrm, syncer: Syncer
) -> None:
    crm.fail(PATH, *[status(503)] * 6)
    async with on_screen(desk, syncer=syncer) as seen:
        await _yes(seen)
        await seen.press("t", *"call: hello", "f2")
        await seen.sees("1 to send")
        await seen.press("g", "o")
        await seen.sees("may be there: it is looked for before it is sent again")
        assert kept(crm) == []


async def test_what_is_refused_asks_for_a_decision(
    desk: Desk, crm: FakeCrm, syncer: Syncer
) -> None:
    crm.fail(PATH, status(400, data={"error": "no such kind"}))
    async with on_screen(desk, syncer=syncer) as seen:
        await _yes(seen)
        await seen.press("t", *"call: hello", "f2")
        await seen.sees("1 needs you")
        await seen.sees("fake refused something that was recorded here; the outbox says why.")
        await seen.press("g", "o")
        await seen.sees("Needs you · 1")
        await seen.sees("no such kind")
        await seen.press("enter", "enter")
        await seen.sees("retry: send it now")
        await seen.press("r")
        await seen.until(lambda: kept(crm) == ["hello"])


@pytest.mark.parametrize(("pick", "there"), [("o", "gold"), ("t", "basic")])
async def test_a_field_that_both_sides_changed_is_asked_about(
    desk: Desk, crm: FakeCrm, syncer: Syncer, pick: str, there: str
) -> None:
    async with on_screen(desk, syncer=syncer) as seen:
        await _yes(seen)
        crm.change("accounts", "a0", tier="basic")
        await seen.press("a", "x", *"tier", "enter", *"gold", "enter")
        await seen.sees("1 needs you")
        await seen.press("g", "o")
        await seen.sees("there it says “basic” by now, here “gold”")
        await seen.press("enter", "enter")
        await seen.sees("theirs: what it says there holds, here too")
        await seen.press(pick)
        await seen.until(lambda: [*outbox.everything(desk.store)] == [])
        assert crm.tables["accounts"][0]["tier"] == there


async def _yes(seen: Driver) -> None:
    await seen.sees("Account 00")
    await seen.press("g", "o")
    await seen.sees("fake is only read")
    await seen.press("enter", "enter")
    await seen.sees("What is recorded here goes to Fake CRM.")
    await seen.press("y")
    await seen.sees("What is recorded from now on is written to fake, too.")
    await seen.press("escape")
