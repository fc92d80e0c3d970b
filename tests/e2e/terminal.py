"""A terminal for tests: a real one (pty) with a program in it, seen through a terminal emulator.

Everything is waited for, nothing slept for; only the program that was started is ended.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

from accountdesk.core.text import OBEYED

ROOT = Path(__file__).parents[2]

# In a small program of its own, because a process with threads should not fork by hand: makes the
# terminal the controlling one, so that closing it hangs the program up, and becomes the program.
_LAUNCH = """
import fcntl, os, signal, sys, termios
os.setsid()
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
if sys.argv[1] == "nohup":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.execv(sys.argv[2], sys.argv[2:])
"""

_MODES = b"25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048|7"
_ALLOWED = re.compile(
    rb"\x1b\[(?:\d+(?:;\d+)*)?[Hm]"  # where, and in which colour
    rb"|\x1b\[\?(?:" + _MODES + rb")[hl]"
    rb"|\x1b\[\?(?:2026|2048)\$p"  # can it?
    rb"|\x1b\[>25u|\x1b\[<u"  # the keyboard
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the pointer
)
_CUT_OFF = re.compile(rb"\x1b(?:\[[?>]?[\d;]*|\]22;[a-z-]*)?\Z")
_CLIPBOARD = re.compile(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")
_STRANGE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|.)|["
    + "".join(re.escape(chr(code)) for code in sorted(OBEYED - {0x0A, 0x0D}))
    + "]",
    re.DOTALL,
)
CLOSED = "closed"
"""An end: the window is closed, or the connection lost."""
End = signal.Signals | str
"""How a program is ended: by a signal, `CLOSED`, or the keys that do it."""

_SIZES = ("COLUMNS", "LINES")
_POP_KEYBOARD = b"\x1b[<u"  # pyte would draw its last letter


def strange_sequences(raw: bytes, *, clipboard: bool = False) -> list[str]:
    """What reached a terminal and is no text, no line end and nothing that Textual has to send.

    Control characters, marks that hide or reorder text, and whole escape sequences; those for the
    clipboard are fine only where they are asked for. The end may be cut off anywhere.
    """
    rest = _CUT_OFF.sub(b"", _ALLOWED.sub(b"", raw))
    if clipboard:
        rest = _CLIPBOARD.sub(b"", rest)
    return _STRANGE.findall(rest.decode("utf-8", "replace"))


class Terminal:
    """A program in a terminal of its own; use it as a context, which ends the program.

    Attributes:
        raw: All that the program has written so far.
        before: The terminal's attributes before the program started.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        rows: int = 24,
        columns: int = 80,
        env: Mapping[str, str] | None = None,
        nohup: bool = False,
        stdin: int | None = None,
    ) -> None:
        self.raw = b""
        self._reading = True
        self._held = b""
        self._seen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._seen)
        self._master, self._slave = pty.openpty()
        os.set_blocking(self._master, False)
        self.resize(rows, columns)
        self.before = self.termios_now()
        how = "nohup" if nohup else "plain"
        # Their say about the size would come before the terminal's.
        around = {name: value for name, value in os.environ.items() if name not in _SIZES}
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCH, how, *argv],
            stdin=self._slave if stdin is None else stdin,
            stdout=self._slave,
            stderr=self._slave,
            cwd=ROOT,
            env=around | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | dict(env or {}),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.close_terminal()

    @property
    def screen(self) -> list[str]:
        """The lines as they are seen; none while one half of a wide letter is written over."""
        try:
            return [line.rstrip() for line in self._seen.display]
        except IndexError:  # the emulator's; what replaces the other half is yet to be read
            return []

    @property
    def text(self) -> str:
        """All that is seen."""
        return "\n".join(self.screen)

    @property
    def on_alternate_screen(self) -> bool:
        """Whether the program has taken the screen over and not given it back."""
        return self.raw.rfind(b"\x1b[?1049h") > self.raw.rfind(b"\x1b[?1049l")

    @property
    def is_stopped(self) -> bool:
        """Whether the program is stopped (not ended), as by Ctrl-Z."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        return stat.rpartition(")")[2].split()[0] == "T"

    def mark(self) -> int:
        """A place in what is written, for `since`."""
        return len(self.raw)

    def since(self, mark: int) -> bytes:
        """What was written since."""
        return self.raw[mark:]

    def type(self, keys: str | bytes) -> None:
        """Type; reads what the program writes meanwhile, unless reading was stopped."""
        rest = keys.encode() if isinstance(keys, str) else keys
        while rest:
            self._read(0)
            if select.select([], [self._master], [], 0.05)[1]:
                rest = rest[os.write(self._master, rest[:1024]) :]

    def wait_until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        """Read until something holds; that it never does within so many seconds is a failure."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"waited in vain; on the screen:\n{self.text}"
            self._read(0.02)

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Read until `text` is on the screen."""
        self.wait_until(lambda: text in self.text, seconds)

    def wait_until_quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing has come for a while: what is counted afterwards is the next key's."""
        while self._read(seconds):
            pass

    def stop_reading(self) -> None:
        """From now on nothing is read, as by a connection that hangs."""
        self._reading = False

    def read_again(self) -> None:
        """Go on reading."""
        self._reading = True

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size; the program is told by the system."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)
        self._seen.resize(max(rows, 1), max(columns, 1))

    def termios_now(self) -> list[Any]:
        """The terminal's attributes."""
        return termios.tcgetattr(self._slave)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def close_terminal(self) -> None:
        """Close the window, or lose the connection."""
        for descriptor in (self._slave, self._master):
            if descriptor >= 0:
                os.close(descriptor)
        self._slave = self._master = -1
        self._reading = False

    def end(self, how: End, seconds: float = 1.0) -> int:
        """End the program; its exit code, as `wait_end`."""
        if isinstance(how, signal.Signals):
            self.signal(how)
        elif how == CLOSED:
            self.close_terminal()
        else:
            self.type(how)
        return self.wait_end(seconds)

    def wait_end(self, seconds: float) -> int:
        """The exit code, or a signal's number with a minus; a failure if it takes longer."""
        deadline = time.monotonic() + seconds
        while (code := self._process.poll()) is None:
            assert time.monotonic() < deadline, f"still there; on the screen:\n{self.text}"
            self._read(0.01)
        while self._read(0):
            pass
        return code

    def _read(self, seconds: float) -> bool:
        """Read what is there, waiting for it at most so long; whether there was anything."""
        if not self._reading:
            time.sleep(min(seconds, 0.01))
            return False
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        data = os.read(self._master, 65536)
        self.raw += data
        data = self._held + data
        self._held = b""
        for length in range(len(_POP_KEYBOARD) - 1, 0, -1):
            if data.endswith(_POP_KEYBOARD[:length]):
                data, self._held = data[:-length], data[-length:]
        self._stream.feed(data.replace(_POP_KEYBOARD, b""))
        return True
