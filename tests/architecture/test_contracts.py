"""The import contracts hold, and each of them catches what it is there for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/readings.py", "import time", "core imports nothing of ours"),
        (
            "core/account.py",
            "from accountdesk.store import journal",
            "core imports nothing of ours",
        ),
        ("cli/commands/show.py", "from accountdesk.store import windows", "faces import only desk"),
        ("cli/commands/show.py", "import apsw", "faces import only desk"),
        ("core/policy.py", "import holidays", "core imports nothing of ours"),
        ("cli/commands/policy.py", "import holidays", "faces import only desk"),
        ("store/facts.py", "from accountdesk.desk import words", "store imports only core"),
        (
            "store/facts.py",
            "from accountdesk.sources.files import values",
            "store imports only core",
        ),
        (
            "sources/files/joins.py",
            "from accountdesk.store import facts",
            "sources import only core",
        ),
        ("sources/files/joins.py", "import apsw", "sources import only core"),
        (
            "cli/desk_text.py",
            "from accountdesk.sources.files import told",
            "faces import only desk",
        ),
        ("desk/words.py", "from rich.text import Text", "desk, store and sources know no screen"),
        (
            "desk/log.py",
            "from accountdesk.cli import output",
            "desk, store and sources know no screen",
        ),
    ],
)
def test_a_contract_broken_on_purpose_is_caught(
    copy: Path, module: str, line: str, contract: str
) -> None:
    path = copy / "src" / "accountdesk" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    broken = [row for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), done.stdout


def test_only_one_module_asks_the_library_of_holidays() -> None:
    """Desks agree because dates are recorded: what a library says holds nowhere else."""
    asks = re.compile(r"^\s*(?:import|from) holidays\b", re.MULTILINE)
    source = ROOT / "src" / "accountdesk"
    found = {path for path in source.rglob("*.py") if asks.search(path.read_text("utf-8"))}
    assert found == {source / "desk" / "holidays.py"}
