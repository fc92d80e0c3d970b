"""The driver: Textual's own for Linux, but for what reads the keyboard.

Textual's dies of a byte that is no UTF-8, spins for ever when the input has ended, is deaf after a
paste without an end, and cannot quit while the terminal does not read.
"""

import os
import re
import select
import time
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from typing import NoReturn

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from accountdesk.tui import leaving

QUIT = "ctrl+q"
"""The key that always ends the program, even when the screen no longer moves."""
PASTE_SECONDS = 2.0
"""A paste that has no end is ended when nothing has come for so long."""

ESCAPE = "␛"
"""What stands for an escape in what was pasted."""

_TICK = 0.1
_MOMENT = 0.1
_CHUNK = 4096
_ONE_KEY = r"\x1b?(?:\[[0-9;?<>=]*[ -/]*[@-~]|O.|.)?"
"""What comes of a key; anything else that comes at once was pasted."""


class DeskDriver(LinuxDriver):
    """Shows the app on this terminal and reads its keys. Use it with `leaving.run`."""

    _shown = False

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no types
        self._shown = True

    def stop_application_mode(self) -> None:
        """Give the terminal back, once: a stopped process that is ended has done so already."""
        if self._shown:
            self._shown = False
            super().stop_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        # A moment later: what ends a stopped process is a signal sent just before this one.
        self._loop.call_soon_threadsafe(self._loop.call_later, _MOMENT, self._take_again)

    def _take_again(self) -> None:
        if not (self._shown or leaving.begun()):
            super()._sigcont_application()

    def run_input_thread(self) -> None:
        """Read keys until the input ends or is disabled. Runs in a thread of its own."""
        try:
            self._read_keys()
        except Exception as error:  # noqa: BLE001  # whatever it is, the app must learn of it
            self._app.call_later(_fail, error)

    def process_message(self, message: Message) -> None:
        """Send on what was typed; runs in the input thread, so quit works when the app hangs."""
        quits = isinstance(message, events.Key) and message.key == QUIT
        if not (quits and leaving.begin(0)):
            super().process_message(message)

    def _read_keys(self) -> None:
        keyboard = Keyboard(self._debug)
        while not self.exit_event.is_set():
            data = None
            if select.select([self.fileno], [], [], _TICK)[0]:
                data = self._read()
            if data == b"":
                leaving.begin(leaving.END_OF_INPUT)
                return
            for message in keyboard.typed(data) if data else keyboard.silent():
                self.process_message(message)

    def _read(self) -> bytes | None:
        """What was typed; nothing of it when the input has ended, None when there is none yet."""
        try:
            return os.read(self.fileno, _CHUNK)
        except BlockingIOError:
            return None
        except OSError:  # EIO: the terminal is gone
            return b""


class Keyboard:
    """Makes messages of bytes, whatever the bytes are."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._last: float | None = None
        self._cut = False
        self._before = ""
        self._pasted: list[str] | None = None

    def typed(self, data: bytes) -> Iterator[Message]:
        """What these bytes mean."""
        self._last = time.monotonic()
        text = self._decode(data)
        if self._cut and text:
            # The rest of a paste that only paused: as keys, its ends of lines would act.
            self._cut = False
            if not re.fullmatch(_ONE_KEY, text, re.DOTALL):
                self._pasted = []
                text = text.removeprefix(BRACKETED_PASTE_START)
        while text:
            text = yield from self._pasting(text) if self._pasted is not None else self._keys(text)
        if self._pasted is None:
            yield from self._parsed("")

    def silent(self) -> Iterator[Message]:
        """What it means that nothing has come for a while: Escape alone, the end of a paste."""
        if self._pasted is None:
            yield from self._parsed("")
        elif self._last is not None and time.monotonic() - self._last >= PASTE_SECONDS:
            self._cut = True
            yield self._paste()

    def _keys(self, text: str) -> Generator[Message, None, str]:
        """Messages of a text up to where a paste begins in it; what is left of it."""
        # Letter by letter: what the parser cannot stand costs nothing but itself.
        for place, letter in enumerate(text, 1):
            self._before = (self._before + letter)[-len(BRACKETED_PASTE_START) :]
            yield from self._parsed(letter)
            if self._before == BRACKETED_PASTE_START:
                self._pasted = []
                return text[place:]
        return ""

    def _pasting(self, text: str) -> Generator[Message, None, str]:
        """Hold a paste back until its end, which may come in parts; what is left of the text.

        The parser would make keys of an escape in it.
        """
        assert self._pasted is not None
        held = "".join(self._pasted[-len(BRACKETED_PASTE_END) :])
        self._pasted += text
        end = (held + text).find(BRACKETED_PASTE_END)
        if end < 0:
            return ""
        rest = (held + text)[end + len(BRACKETED_PASTE_END) :]
        del self._pasted[len(self._pasted) - len(rest) - len(BRACKETED_PASTE_END) :]
        yield self._paste()
        return rest

    def _paste(self) -> Message:
        pasted = "".join(self._pasted or [])
        self._pasted, self._before = None, ""
        self._new_parser()  # the one there is waits for the end of the paste
        return events.Paste(pasted.replace("\x1b", ESCAPE).replace("\x00", ""))

    def _parsed(self, text: str) -> Iterator[Message]:
        """Messages of `text`, or of the time that has passed when it is empty.

        Textual's parser raises on some numbers in sequences of keys, and is of no use afterwards:
        the sequence is dropped, and a new parser goes on.
        """
        parser = self._parser
        try:
            yield from parser.feed(text) if text else parser.tick()
        except Exception:  # noqa: BLE001  # several kinds, all of them the parser's
            self._new_parser()

    def _new_parser(self) -> None:
        parser, self._parser = self._parser, XTermParser(self._debug)
        self._parser.terminal_size = parser.terminal_size
        self._parser.terminal_pixel_size = parser.terminal_pixel_size
        self._parser.mouse_pixels = parser.mouse_pixels


def _fail(error: Exception) -> NoReturn:
    raise error
