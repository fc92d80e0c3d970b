"""Sources on the desk: read while it is open, stopped at once, and what went wrong is said once."""

import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from accountdesk.desk.desk import Desk
from accountdesk.desk.sync_lane import Syncer
from tests.builders import a_desk
from tests.sources.crm.fake import Asked, FakeCrm, Reply, running, status
from tests.sources.crm.world import OFFSET, filled
from tests.tui.app import on_screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        yield desk


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running(FakeCrm()) as crm:
        yield filled(crm, 25)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountdesk.desk.sync_lane.AFTER_START_S", 0.0)
    monkeypatch.setattr("accountdesk.desk.sync_lane.TELL_S", 0.0)


def syncer(desk: Desk, crm: FakeCrm, tmp_path: Path, interval: str = "5m") -> Syncer:
    (tmp_path / "mine.toml").write_text(OFFSET)
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'[[source]]\nkey = "fake"\npreset = "{tmp_path}/mine.toml"\nvar.url = "{crm.url}"\n'
        f'interval = "{interval}"\n'
    )
    environ = {"ACCOUNTDESK_CONFIG": str(settings), "ACCOUNTDESK_FAKE_TOKEN": "sesame"}
    return Syncer(desk, environ)


async def test_a_desk_reads_its_sources_while_it_is_open(
    desk: Desk, crm: FakeCrm, tmp_path: Path
) -> None:
    async with on_screen(desk, syncer=syncer(desk, crm, tmp_path)) as seen:
        await seen.sees("Account 24")
        await seen.sees("fake read Mon 23 Nov")
        crm.change("accounts", "a3", name="Renamed")
        await seen.press("r")
        await seen.sees("Renamed")


async def test_by_hand_alone_it_is_read_when_somebody_asks(
    desk: Desk, crm: FakeCrm, tmp_path: Path
) -> None:
    async with on_screen(desk, syncer=syncer(desk, crm, tmp_path, "manual")) as seen:
        await seen.press("down")
        assert crm.asked == []
        await seen.press("r")
        await seen.sees("Account 24")


async def test_the_head_says_how_far_it_is_and_r_stops_it(
    desk: Desk, crm: FakeCrm, tmp_path: Path
) -> None:
    reached, on = threading.Event(), threading.Event()

    def hold(asked: Asked, reply: Reply) -> Reply:
        reached.set()
        on.wait(20)
        return reply

    crm.fail("/offset/accounts", lambda asked, reply: reply, hold)
    async with on_screen(desk, syncer=syncer(desk, crm, tmp_path)) as seen:
        await seen.sees("fake: accounts, 10 of 25 read")
        await seen.until(reached.is_set)
        began = monotonic()
        await seen.press("r")
        await seen.sees("Reading the sources was stopped; what was read stays.")
        assert monotonic() - began < 1
        on.set()
        await seen.press("r")
        await seen.sees("Account 24")


async def test_what_goes_wrong_is_said_once_and_stands_in_the_head(
    desk: Desk, crm: FakeCrm, tmp_path: Path
) -> None:
    async with on_screen(desk, syncer=syncer(desk, crm, tmp_path)) as seen:
        await seen.sees("fake read Mon 23 Nov")
        crm.fail("/offset/accounts", *[status(403, data={"error": "no"})] * 2)
        await seen.press("r")
        await seen.sees("does not take the credentials (403)")
        await seen.sees("fake not let in, read Mon 23 Nov")
        await seen.press("down")
        await seen.press("r")
        await seen.until(lambda: not crm.faults["/offset/accounts"])
        assert not any("does not take" in line for line in seen.screen)
        await seen.press("r")
        await seen.until(lambda: not any("not let in" in line for line in seen.screen))
        assert "Account 24" in "\n".join(seen.screen)


async def test_a_desk_is_left_at_once_while_a_source_hangs(
    desk: Desk, crm: FakeCrm, tmp_path: Path
) -> None:
    reached = threading.Event()

    def hang(asked: Asked, reply: Reply) -> Reply:
        reached.set()
        return reply._replace(drip_s=5.0)

    crm.fail("/offset/accounts", hang)
    lane = syncer(desk, crm, tmp_path)
    async with on_screen(desk, syncer=lane) as seen:
        await seen.until(reached.is_set)
        began = monotonic()
        seen.app.close(0.5)
        assert lane.join(1.0)
        assert monotonic() - began < 1


async def test_without_sources_nothing_is_started(desk: Desk, tmp_path: Path) -> None:
    lane = Syncer(desk, {"ACCOUNTDESK_CONFIG": str(tmp_path / "none.toml"), "HOME": str(tmp_path)})
    (tmp_path / "none.toml").write_text("")
    async with on_screen(desk, syncer=lane) as seen:
        await seen.press("r")
        assert lane.join(5)


async def test_a_mistake_in_reading_ends_neither_the_lane_nor_the_desk(
    desk: Desk, crm: FakeCrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = syncer(desk, crm, tmp_path, "manual")
    with monkeypatch.context() as broken:
        broken.setattr("accountdesk.sources.crm.pages.planned", lambda *args: 1 / 0)
        async with on_screen(desk, syncer=lane) as seen:
            await seen.press("r")
            await seen.sees("A mistake in the program stopped the reading (ZeroDivisionError).")
            broken.undo()
            await seen.press("r")
            await seen.sees("Account 24")
