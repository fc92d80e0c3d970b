"""A user's home with the program in it, connected to a real server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SERVERS = os.environ.get("ACCOUNTDESK_SERVERS")
SIZES = tuple(int(n) for n in os.environ.get("ACCOUNTDESK_SIZES", "60,120,80").split(","))
"""Accounts, people and deals."""

needs_servers = pytest.mark.skipif(
    SERVERS is None, reason="ACCOUNTDESK_SERVERS names no folder with real servers (.ci/servers)"
)


class Home:
    """A home, and the secrets of its source.

    Attributes:
        path: The folder.
        environ: What the program sees.
    """

    def __init__(self, path: Path, **secrets: str) -> None:
        path.mkdir()
        self.path = path
        self.environ = {"HOME": str(path), "PATH": os.environ["PATH"], **secrets}

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command."""
        return subprocess.Popen(
            [sys.executable, "-m", "accountdesk", *words],
            env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *words: str) -> str:
        """Run a command to its end; what it printed."""
        started = self.start(*words)
        out, err = started.communicate(timeout=300)
        assert started.returncode in (0, 1), out + err
        return out + err


def counts(said: str, subject: str) -> list[int]:
    """Read, new, changed, unchanged, gone, set aside; as a sync has printed them."""
    [line] = [line for line in said.splitlines() if line.startswith(f"{subject} ")]
    return [int(word.replace(",", "")) for word in line.split()[1:]]
