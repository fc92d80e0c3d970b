"""A sync that is killed: it goes on at its page, loses nothing, and takes nothing off."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.desks import counts
from tests.sources.crm.fake import Asked, FakeCrm, Reply, running
from tests.sources.crm.world import OFFSET, filled

KILLS = 12
"""Programs that are killed at random; `ACCOUNTDESK_KILLS` says another number."""


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running(FakeCrm()) as crm:
        yield filled(crm, 120)


class Home:
    """A user's home with the program in it, and the fake as its source."""

    def __init__(self, path: Path, crm: FakeCrm, preset: str = OFFSET) -> None:
        self.path = path
        self.environ = {
            "HOME": str(path),
            "PATH": os.environ["PATH"],
            "ACCOUNTDESK_FAKE_TOKEN": "x",
        }
        (path / "mine.toml").write_text(preset)
        config = path / ".config" / "accountdesk"
        config.mkdir(parents=True)
        (config / "accountdesk.toml").write_text(
            f'[[source]]\nkey = "fake"\npreset = "{path}/mine.toml"\nvar.url = "{crm.url}"\n'
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "accountdesk", *words],
            env=self.environ, cwd=self.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def run(self, *words: str) -> str:
        started = self.start(*words)
        out, err = started.communicate(timeout=60)
        assert started.returncode == 0, out + err
        return out


def offsets(crm: FakeCrm, since: int = 0) -> list[int]:
    return [int(one.params["offset"]) for one in crm.asked[since:]]


def wait_for_accounts(home: Home, count: int) -> None:
    """A page is written while the next one is on its way."""
    until = time.monotonic() + 30
    while home.run("list").count("Account ") < count:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_killed_after_page_three_it_goes_on_at_page_four(tmp_path: Path, crm: FakeCrm) -> None:
    home = Home(tmp_path, crm)
    reached, on = threading.Event(), threading.Event()

    def hold(asked: Asked, reply: Reply) -> Reply:
        reached.set()
        on.wait(30)
        return reply

    crm.fail("/offset/accounts", *[lambda asked, reply: reply] * 3, hold)
    started = home.start("sync")
    assert reached.wait(30)
    wait_for_accounts(home, 30)
    started.kill()
    started.communicate()
    on.set()
    before = len(crm.asked)
    said = home.run("sync")
    assert offsets(crm, before) == list(range(30, 120, 10))
    assert "accounts           90         90" in said
    assert home.run("list").count("Account ") == 120


def test_killed_at_random_it_loses_nothing_and_takes_nothing_off(
    tmp_path: Path, crm: FakeCrm
) -> None:
    home, dice = Home(tmp_path, crm), random.Random(4)  # times, not secrets
    kills = int(os.environ.get("ACCOUNTDESK_KILLS", KILLS))

    def slow(asked: Asked, reply: Reply) -> Reply:
        time.sleep(0.01)  # a CRM that takes its time, so that kills meet it at work
        return reply

    for _ in range(kills):
        crm.fail("/offset/accounts", *[slow] * 12)
        started = home.start("sync")
        try:
            started.wait(dice.uniform(0.2, 0.7))
        except subprocess.TimeoutExpired:
            started.kill()
        started.communicate()
        crm.faults.clear()
    home.run("sync")
    listed = home.run("list")
    assert listed.count("Account ") == 120
    assert counts(home.run("sync"), "accounts") == [120, 0, 0, 120, 0, 0]
    doctor = home.run("doctor")
    assert "All is well." in doctor


def test_ctrl_c_ends_a_hanging_sync_at_once(tmp_path: Path, crm: FakeCrm) -> None:
    home = Home(tmp_path, crm)
    reached = threading.Event()

    def hang(asked: Asked, reply: Reply) -> Reply:
        reached.set()
        return reply._replace(drip_s=5.0)

    crm.fail("/offset/accounts", lambda asked, reply: reply, hang)
    started = home.start("sync")
    assert reached.wait(30)
    wait_for_accounts(home, 10)
    began = time.monotonic()
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=10)
    assert time.monotonic() - began < 1
    assert started.returncode == 130
    assert "stopped" in err
    before = len(crm.asked)
    home.run("sync")  # the turn was given back, and the first page is not read again
    assert offsets(crm, before)[0] == 10
