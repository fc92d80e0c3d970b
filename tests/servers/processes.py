"""Processes that tests start: found a port, waited for, ended by their own id."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 240


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def process(
    command: Sequence[str], log: Path, environ: Mapping[str, str], *, end: int = signal.SIGTERM
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process in a group of its own, in the folder of its log, ended with all it started."""
    with log.open("ab") as out:
        started = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env={**environ},
            start_new_session=True, cwd=log.parent,
        )  # fmt: skip
    try:
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, end)
            try:
                started.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                started.wait()


def wait_for(ready: Callable[[], bool], what: str, log: Path) -> None:
    """Wait until something is ready; with what the log says if it never is."""
    until = time.monotonic() + PATIENCE_S
    while not ready():
        if time.monotonic() > until:
            said = log.read_text(errors="replace")[-3000:] if log.exists() else ""
            raise RuntimeError(f"{what} did not start:\n{said}")
        time.sleep(0.1)


def listens(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as sock:
        sock.settimeout(0.5)
        return sock.connect_ex(("127.0.0.1", port)) == 0
