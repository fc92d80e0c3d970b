"""Leaving: the one place where the program ends while it has the screen.

Quit, SIGHUP, SIGINT, SIGQUIT, SIGTERM and the end of input all `begin` the same way out: the draft
is kept, the app exits, the terminal is restored, the lanes are closed, the process ends. Whatever
hangs on that way (a terminal that has stopped reading blocks the app's loop, a library's thread may
never return), a thread that depends on none of it ends the process within a second of the request.
"""

import asyncio
import os
import signal
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from rich.console import Console
from textual.app import App
from textual.worker import WorkerFailed

END_OF_INPUT = 128 + signal.SIGHUP
"""The exit code when the terminal is gone without a signal."""

_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
_LIMIT = 0.8
"""Seconds from a request until the process is ended by force."""
_CLOSING = 0.5
"""Seconds that the lanes get for what they have begun."""
_KEEPING = 0.1
"""Seconds that keeping the draft may take when the process is ended by force."""

_LEAVE = (
    b"\x1b[?2026l"  # show what was held back
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l"  # paste, wrapping, reports of the size
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    b"\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"  # keys, colours, screen, cursor, focus
)
"""What Textual writes when it leaves a terminal, and the two that it forgets (2026, 1016)."""


def run(
    app: App[Any], *, save: Callable[[], None], close: Callable[[float], None], mouse: bool = True
) -> int:
    """Run `app` on this terminal until it ends; 0 after quit, 128 + n after signal n.

    That is the exit code. The process then has what is left of its second to put its things away
    and to exit with that code; after that it is ended. Call it in the main thread, once.

    Args:
        app: The app; what its `exit` prints is not shown.
        save: Keeps the draft in less than 50 ms. It asks widgets that it holds for their text, so
            that letters are in it whose messages are still under way. Called on the loop, after
            all that was typed; from another thread when the loop is stuck; when the app has closed
            without being asked to.
        close: Closes the lanes within the seconds it is given; not called when the end is forced.
        mouse: Whether the terminal reports the mouse.

    Raises:
        Exception: What went wrong in the app, `save` or `close`. All the rest was done, terminal
            restored and lanes closed; the caller says so.
    """
    global _ending  # a process ends once, as its signals are one for all
    _ending = ending = _Ending(app, save)
    ending.listen()
    error = _shown(app, ending, mouse)
    ending.restore_terminal()
    ending.begin((app.return_code or 0) if error is None else 1)  # from here on nothing may hang
    try:
        ending.keep()
    finally:
        close(_CLOSING)
    if error is not None:
        raise error
    return ending.code or 0


def _shown(app: App[Any], ending: "_Ending", mouse: bool) -> BaseException | None:
    """What went wrong in the app, once it has closed; None after an orderly end."""
    # Textual prints what went wrong with its variables, which hold customers' names.
    app.error_console = Console(quiet=True)
    try:
        # A loop of our own: asyncio's would wait for threads of its pool.
        app.run(mouse=mouse, loop=ending.loop)
    except Exception as error:  # noqa: BLE001  # raised again when the rest is done
        return error
    stopped_by = app._exception  # private, pinned: nothing public tells what stopped the app
    return stopped_by.error if isinstance(stopped_by, WorkerFailed) else stopped_by


def begin(code: int) -> bool:
    """Ask for the end, from any thread; the first to ask decides the exit code. Returns at once.

    Returns:
        Whether there is one to ask for; False where the app was not started by `run`.
    """
    if _ending is not None:
        _ending.begin(code)
    return _ending is not None


def begun() -> bool:
    """Whether the end has been asked for."""
    return _ending is not None and _ending.code is not None


class _Ending:
    """What is needed to end, held from the start on.

    Attributes:
        loop: The loop that the app runs on.
        code: The exit code; None until the end is asked for.
    """

    def __init__(self, app: App[Any], save: Callable[[], None]) -> None:
        self.loop = asyncio.new_event_loop()
        self.code: int | None = None
        self._app = app
        self._save = save
        self._kept = False
        self._ear, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        self._tty: int | None = None
        self._before: list[Any] = []
        with suppress(OSError, termios.error):
            # Opened anew, so that a write of ours never blocks and no other's is changed.
            self._tty = os.open("/dev/tty", os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
            self._before = termios.tcgetattr(self._tty)

    def listen(self) -> None:
        """Take over the signals; those that whoever started us ignores (nohup) stay ignored."""
        Thread(target=self._watch, name="leaving", daemon=True).start()
        # The number of a signal comes through the pipe even while the main thread is stuck in a
        # call and cannot run its handler.
        signal.set_wakeup_fd(self._bell, warn_on_full_buffer=False)
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda number, frame: self.begin(128 + number))

    def begin(self, code: int) -> None:
        """Ask for the end, from any thread and from handlers of signals: it takes no lock."""
        if self.code is None:
            self.code = code
            with suppress(BlockingIOError):  # full: it is being read
                os.write(self._bell, b"\0")

    def keep(self) -> None:
        """Keep the draft, unless that is done."""
        if not self._kept:
            self._save()
            self._kept = True

    def restore_terminal(self) -> None:
        """Give the terminal back as it was found, unless that is done. Never waits for it."""
        # A process in the background is stopped when it changes a terminal, so it must not.
        with suppress(OSError, termios.error):
            if self._tty is None or os.tcgetpgrp(self._tty) != os.getpgrp():
                return
            if termios.tcgetattr(self._tty) != self._before:
                termios.tcsetattr(self._tty, termios.TCSANOW, self._before)
                os.write(self._tty, _LEAVE)

    def _watch(self) -> None:
        """Wait until the end is asked for, ask the app, and end the process if it does not."""
        while self.code is None:
            number = os.read(self._ear, 1)[0]
            if number in _SIGNALS:
                self.begin(128 + number)
        asyncio.run_coroutine_threadsafe(self._ask(), self.loop)
        time.sleep(_LIMIT)
        keeping = Thread(target=self._keep_quietly, daemon=True)
        keeping.start()
        keeping.join(_KEEPING)
        self.restore_terminal()
        os._exit(self.code)

    def _keep_quietly(self) -> None:
        with suppress(Exception):
            self.keep()

    async def _ask(self) -> None:
        """Go the way that keys go, so that all that was typed before is in the draft.

        It is a coroutine because Textual's driver posts keys by one: they would be overtaken.
        """
        self._app.call_later(self._after_keys)

    def _after_keys(self) -> None:
        typed_into = self._app.focused
        if typed_into is None or not typed_into.call_later(self._leave):
            self._leave()

    def _leave(self) -> None:
        self._keep_quietly()  # tried again when the app has closed, where its error is seen
        self._app.exit()


_ending: _Ending | None = None
