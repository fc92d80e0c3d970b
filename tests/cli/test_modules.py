"""What a start of the program loads: every module is paid for by every `accountdesk log`."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    *(
        "textual",
        "rich",
        "httpx",
        "psycopg",
        "msgspec",
        "asyncio",
        "sqlite3",
        "zoneinfo",
        "tomllib",
    ),
    *("csv", "zipfile", "python_calamine", "decimal", "pyexpat"),
    *("pathlib", "tempfile", "shutil", "subprocess", "urllib", "logging", "socket", "difflib"),
    *("holidays", "dateutil"),
)
MOST = 146
"""Modules that `log` may load on top of a bare Python; 2026-12: 146, of them 97 our own."""

PROGRAM = """
import sys
bare = set(sys.modules)
from accountdesk.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write("\\n" + " ".join(set(sys.modules) - bare))
sys.exit(code)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=os.environ | {"ACCOUNTDESK_STORE": str(folder / "desk.db")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_log_loads_only_what_it_needs(tmp_path: Path) -> None:
    loaded(tmp_path, "add", "account", "Globex")
    found = loaded(tmp_path, "log", "globex", "call: hi\nnext: demo tue")
    assert sorted(module for module in found if module.split(".")[0] in HEAVY) == []
    commands = {module for module in found if module.startswith("accountdesk.cli.commands.")}
    assert commands == {"accountdesk.cli.commands.log"}
    assert len(found) <= MOST
