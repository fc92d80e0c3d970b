"""Real processes on one store: nobody who was told "recorded" loses anything, whoever dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import id_bytes
from accountdesk.desk.adding import add_account
from accountdesk.store import journal, projections
from tests.builders import a_desk

WRITER = """
import sys
from accountdesk.core.entry import id_text
from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
with open_desk(sys.argv[1]) as desk:
    for number in range(int(sys.argv[2])):
        recorded = log(desk, "globex", f"call: {number}\\nnext: {number} tue")
        print(*(id_text(entry.id) for entry in recorded.entries), flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with a_desk(tmp_path / "desk.db") as desk:
        for name in ("Globex", "Initech"):
            add_account(desk, AccountAdded(name))
    return tmp_path / "desk.db"


@contextmanager
def writer(path: Path, notes: int, actor: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(notes)],
        env=os.environ | {"ACCOUNTDESK_ACTOR": actor},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def told(process: subprocess.Popen[str], most: int | None = None) -> list[bytes]:
    """The ids of entries that a writer reported as recorded."""
    assert process.stdout is not None
    found: list[bytes] = []
    for number, line in enumerate(process.stdout, 1):
        if line.endswith("\n"):
            found += [id_bytes(text) for text in line.split()]
        if number == most:
            break
    return found


def check(path: Path, acknowledged: set[bytes]) -> None:
    """Nothing acknowledged is lost, notes are whole, and what lists show is what was recorded."""
    with a_desk(path, today=None) as desk:
        store = desk.store
        assert store.db.pragma("integrity_check") == "ok"
        entries = list(journal.everything(store))
        assert acknowledged <= {entry.id for entry in entries}
        notes: dict[bytes, int] = {}
        for entry in entries:
            notes[entry.note] = notes.get(entry.note, 0) + 1
        assert set(notes.values()) <= {1, 2}
        assert sum(entry.kind == "touchpoint" for entry in entries) == sum(
            entry.kind == "next_step" for entry in entries
        )
        shown = store.rows("SELECT * FROM desk_row ORDER BY 1,2,3,4,5")
        with store.transaction():
            projections.mark_all(store)
        desk.settle()
        assert store.rows("SELECT * FROM desk_row ORDER BY 1,2,3,4,5") == shown


def test_several_writers_at_once_lose_nothing(path: Path) -> None:
    acknowledged: set[bytes] = set()
    with (
        writer(path, 15, "ana") as ana,
        writer(path, 15, "ben") as ben,
        writer(path, 15, "zoe") as zoe,
    ):
        for process in (ana, ben, zoe):
            acknowledged.update(told(process))
            assert process.wait() == 0
    assert len(acknowledged) == 90
    check(path, acknowledged)


def test_several_who_start_a_desk_at_once_start_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "desk.db"
    starting = [
        subprocess.Popen(
            [sys.executable, "-m", "accountdesk", "add", "account", f"Account {number}"],
            env=os.environ | {"ACCOUNTDESK_STORE": str(path)},
            stdout=subprocess.DEVNULL,
        )
        for number in range(6)
    ]
    assert [process.wait(60) for process in starting] == [0] * 6
    with a_desk(path, today=None) as desk:
        entries = list(journal.everything(desk.store))
        assert len(entries) == 6
        assert len({entry.desk for entry in entries}) == 1


@pytest.mark.parametrize("after", [1, 2, 3, 5, 8])
def test_a_writer_that_is_killed_loses_nothing_that_it_reported(path: Path, after: int) -> None:
    acknowledged: set[bytes] = set()
    with writer(path, 10_000, "ana") as process:
        acknowledged.update(told(process, after))
        process.send_signal(signal.SIGKILL)
        acknowledged.update(told(process))
        assert process.wait() == -signal.SIGKILL
    assert len(acknowledged) >= 2 * after
    check(path, acknowledged)
    with writer(path, 2, "ana") as process:  # the store goes on
        acknowledged.update(told(process))
    check(path, acknowledged)
