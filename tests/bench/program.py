"""A program to be measured: in a terminal (pty) of 120×40 in 256 colours that answers nothing.

Nothing interprets what the program draws, so that measuring takes next to no time of its own.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, NoReturn, Self

ROOT = Path(__file__).parents[2]
COLUMNS, ROWS = 120, 40
QUIET_S = 0.06
"""A frame has ended when nothing has come for so long."""
PATIENCE_S = 30.0
"""How long anything may take before it counts as failed."""
END_S = 2.0
"""How long a program may take to quit before it is killed."""

_QUIT = b"\x11"
_LINE = re.compile(rb"\x1b\[(\d+);\d+H")
# What would change colours, size, start or store; bytecode is written, as for any user.
_LEFT_OUT = re.compile(
    r"(ACCOUNTDESK|TEXTUAL|XDG)_.*|COLORTERM|NO_COLOR|FORCE_COLOR|COLUMNS|LINES"
    r"|PYTHON(DONTWRITEBYTECODE|UNBUFFERED|PROFILEIMPORTTIME|DEVMODE|TRACEMALLOC)"
)


class NotShownError(Exception):
    """A program did not show what it should have."""


class Answer(NamedTuple):
    """What a key led to.

    Attributes:
        bytes: How many bytes were sent.
        lines: How many lines of the screen they were for.
        seconds: From the key to the last byte.
    """

    bytes: int
    lines: int
    seconds: float


class Program:
    """A module that runs as a program in a terminal; use it as a context, which ends it."""

    def __init__(self, module: str, env: Mapping[str, str]) -> None:
        self._module = module
        kept = {name: text for name, text in os.environ.items() if not _LEFT_OUT.fullmatch(name)}
        around = kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | dict(env)
        self._raw = b""
        self._started = time.perf_counter()
        self._pid, self._terminal = pty.fork()  # there are no threads here
        if self._pid == 0:
            _become([sys.executable, "-m", module], around)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._quit()
        finally:
            os.close(self._terminal)

    def seen(self, text: str) -> float:
        """Read until `text` has come; seconds from the start of the program until then."""
        wanted = text.encode()
        until = self._started + PATIENCE_S
        while wanted not in self._raw:
            if not self._read(max(0.0, until - time.perf_counter())):
                self._fail(f"did not show “{text}”")
        return time.perf_counter() - self._started

    def memory(self, after: float) -> int:
        """Bytes of memory that are resident when the program has run for so many seconds."""
        while (left := self._started + after - time.perf_counter()) > 0:
            self._read(left)
        status = Path(f"/proc/{self._pid}/status").read_text(encoding="ascii")
        found = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
        if found is None:
            self._fail("ended early")
        return int(found[1]) * 1024

    def press(self, key: str) -> Answer:
        """Press a key, and read up to the last byte that it leads to."""
        self._raw = b""
        pressed = last = time.perf_counter()
        os.write(self._terminal, key.encode())
        if not self._read(PATIENCE_S):
            self._fail(f"did not answer “{key}”")
        last = time.perf_counter()
        while self._read(QUIET_S):
            last = time.perf_counter()
        return Answer(len(self._raw), len(set(_LINE.findall(self._raw))), last - pressed)

    def wait_until_quiet(self, seconds: float = 0.5) -> None:
        """Read until nothing has come for a while."""
        while self._read(seconds):
            pass

    def _read(self, seconds: float) -> bool:
        """Read what is there, waiting for it at most so long; whether there was anything."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # EIO: the program has ended
            return False
        self._raw += data
        return bool(data)

    def _quit(self) -> None:
        """Ask the program to quit; kill it if it does not."""
        if not self._has_ended():
            with suppress(OSError):  # it ends by itself meanwhile
                os.write(self._terminal, _QUIT)
        until = time.perf_counter() + END_S
        while not self._has_ended():
            if time.perf_counter() > until:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                return
            self._read(0.01)

    def _has_ended(self) -> bool:
        if self._pid and os.waitpid(self._pid, os.WNOHANG)[0]:
            self._pid = 0
        return not self._pid

    def _fail(self, what: str) -> NoReturn:
        end = self._raw[-2000:].decode("utf-8", "replace")
        raise NotShownError(f"{self._module} {what}; the last that it sent was:\n{end!r}")


def _become(argv: list[str], env: dict[str, str]) -> NoReturn:
    """In the new process: take the size, and become the program."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.chdir(ROOT)
        os.execve(argv[0], argv, env)
    finally:
        os._exit(127)
