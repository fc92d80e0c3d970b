"""The README is true: what it names exists, what exists is named, and its tour runs."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from accountdesk.cli.main import COMMANDS
from accountdesk.cli.options import DEFAULTS
from accountdesk.config import KEYS
from accountdesk.core.note import KIND_WORDS, WORDS
from accountdesk.core.policy import POLICIES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_named_and_every_one_named_exists() -> None:
    named = set(re.findall(r"^\| `accountdesk ([a-z]+)", README, re.MULTILINE))
    assert named == set(COMMANDS)
    assert set(re.findall(r"`accountdesk ([a-z]+)", README)) <= set(COMMANDS)


def test_every_option_and_variable_is_named() -> None:
    assert all(f"--{option}" in README for option in DEFAULTS)
    used = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"ACCOUNTDESK_[A-Z]+", path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"^\| `(ACCOUNTDESK_[A-Z]+)`", README, re.MULTILINE)) == used


def test_every_setting_is_named() -> None:
    named = re.findall(r"^\| `\[([a-z]+)\] ([a-z]+)`", README, re.MULTILINE)
    assert set(named) == {(section, key) for section, keys in KEYS.items() for key in keys}


def test_every_policy_key_is_named_with_its_default() -> None:
    rows = re.findall(r"^\| `([a-z_.0-9]+)` \| [^|]+ \| ([^|]+) \|$", README, re.MULTILINE)
    told = {key: default.strip() for key, default in rows}

    def shown(default: object) -> str:
        if default is None:
            return "none"
        return ", ".join(default) if isinstance(default, tuple) else str(default)

    assert told == {key: shown(about.default) for key, about in POLICIES.items()}


def test_every_kind_and_word_of_a_note_is_named() -> None:
    assert all(f"`{word}`" in README for word in KIND_WORDS)
    assert all(f"`{word}: " in README for word in WORDS)


def test_the_test_command_of_ci_is_this_pages() -> None:
    [command] = [line for line in README.splitlines() if "pytest" in line]
    assert command.endswith("-m pytest")
    assert "grep -m 1 'pytest' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("today", ["2026-11-23", "2024-02-29"])
def test_the_tour_runs_as_it_stands(tmp_path: Path, today: str) -> None:
    [tour] = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    script = f'set -eu\naccountdesk() {{ {shlex.quote(sys.executable)} -m accountdesk "$@"; }}\n'
    done = subprocess.run(
        ["/bin/sh", "-c", script + tour],
        env=os.environ
        | {"ACCOUNTDESK_STORE": str(tmp_path / "desk.db"), "ACCOUNTDESK_TODAY": today},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Ben Ode" in done.stdout
    assert "send the offer" in done.stdout
    assert "Taken back: Wayne Energy: meeting, Dana Fox" in done.stdout
