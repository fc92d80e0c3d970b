"""Imports as real processes: killed at any row, or two at once, the desk comes out the same."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.desk.adding import add_account
from accountdesk.desk.importing import Order, import_files
from accountdesk.store.opening import open_store
from tests.builders import a_desk
from tests.e2e.test_kills import told, writer

ROWS = 1_500


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    folder.mkdir()
    accounts = "".join(f"{n},Account {n},Owner {n % 7},2027-01-0{n % 9 + 1}\n" for n in range(ROWS))
    (folder / "accounts.csv").write_text(
        f"Account ID,Account Name,Account Owner,Renewal date\n{accounts}", encoding="utf-8"
    )
    deals = "".join(f"{n},{n * 7 % ROWS},Won,2026-10-0{n % 9 + 1},{n}\n" for n in range(ROWS))
    bad = "x,nobody,Won,,\n"
    (folder / "deals.csv").write_text(
        f"Deal ID,Account ID,Stage,Close date,Amount\n{deals}{bad}", encoding="utf-8"
    )
    return folder


def start(path: Path, sheets: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "accountdesk", "import", str(sheets), "--source", "files"],
        env=os.environ | {"ACCOUNTDESK_STORE": str(path), "ACCOUNTDESK_TODAY": "2026-11-23"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a store shows and keeps, but for names that differ from store to store."""
    with a_desk(path) as desk:
        assert desk.store.db.pragma("integrity_check") == "ok"
        queries = {
            "lists": "SELECT seat, grp, calm, name_key, key, line FROM desk_row ORDER BY 1,2,3,4,5",
            "sums": "SELECT * FROM day_sum ORDER BY 1,2,3,4",
            "facts": "SELECT kind, key, known FROM fact ORDER BY 1,2",
            "aside": "SELECT file, line, reason FROM set_aside ORDER BY 1,2",
            "waiting": "SELECT * FROM dirty",
        }
        return {name: desk.store.rows(sql) for name, sql in queries.items()}


@pytest.fixture
def untouched(tmp_path: Path, sheets: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What an import leaves that nobody disturbed."""
    path = tmp_path / "untouched.db"
    with a_desk(path) as desk:
        import_files(desk, Order([str(sheets)], "files"), lambda question: False)
    return contents(path)


def until(path: Path, sql: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a query gives a true value, or the process has ended."""
    while process.poll() is None and not path.exists():
        time.sleep(0.001)
    store = open_store(str(path))
    try:
        while process.poll() is None:
            row = store.row(sql)
            if row is not None and row[0]:
                return
            time.sleep(0.001)
    finally:
        store.close()


@pytest.mark.parametrize(
    "moment",
    [
        "SELECT count(*) > 0 FROM entry",
        "SELECT count(*) > 600 FROM fact",
        "SELECT count(*) > 2400 FROM fact",
        "SELECT count(*) FROM source",
        "SELECT count(*) > 300 FROM desk_row",
    ],
)
def test_an_import_that_is_killed_is_made_whole_by_the_next(
    tmp_path: Path, sheets: Path, untouched: dict[str, list[tuple[Any, ...]]], moment: str
) -> None:
    path = tmp_path / "desk.db"
    with a_desk(path):
        pass
    with start(path, sheets) as process:
        until(path, moment, process)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    with start(path, sheets) as again:
        assert again.wait(timeout=120) == 0
    assert contents(path) == untouched


def test_two_imports_at_once_and_a_colleague_who_writes_meanwhile(
    tmp_path: Path, sheets: Path, untouched: dict[str, list[tuple[Any, ...]]]
) -> None:
    path = tmp_path / "desk.db"
    with a_desk(path) as desk:
        add_account(desk, AccountAdded("Globex"))
    with start(path, sheets) as one, start(path, sheets) as other, writer(path, 40, "ben") as ben:
        acknowledged = told(ben)
        assert one.wait(timeout=120) == other.wait(timeout=120) == ben.wait(timeout=60) == 0
    assert len(acknowledged) == 80
    found = contents(path)
    with a_desk(path) as desk:
        globex = desk.account_called("globex").key
        kept = {row[0] for row in desk.store.rows("SELECT id FROM entry")}
    assert set(acknowledged) <= kept
    found["lists"] = [row for row in found["lists"] if row[4] != globex]
    assert found["facts"] == untouched["facts"]
    assert found["lists"] == untouched["lists"]
    assert found["sums"] == untouched["sums"]
    assert found["aside"] == untouched["aside"]
    assert found["waiting"] == []
