"""The program on a real terminal: hostile text, dead connections, strange keys, sudden ends.

What is promised here in seconds is promised to users: whatever happens, the end takes at most one.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.terminal import CLOSED, End, Terminal, strange_sequences
from tests.e2e.toy import SECRET

END = 1.0
"""Seconds that an end may take, from the request until the process is gone."""
QUIT = "\x11"
QUIT_KITTY = "\x1b[113;5u"

POISON = {
    "clipboard": "a\x1b]52;c;aGk=\x07b",
    "link": "a\x1b]8;;https://evil.example\x1b\\b\x1b]8;;\x1b\\",
    "title": "a\x1b]0;owned\x07b",
    "reports": "a\x1b[5n\x1b[c\x1b[>q\x1b[21tb",
    "moves": "a\x1b[13;37Hb\x1b[?1049l\x1b[2J",
    "device": 'a\x1bP$q"p\x1b\\b\x1bcc',
    "c1": "a\x9b2Jb\x9d52;c;aGk=\x9cc",
    "bidi": "a\u202egnp.exe\u202c\u2066b\u200b\u200fc\ufeff",
    "odd": "a\x00b\x7fc\x85d\u2028e\x08f\ng\rh\U000e0041i",
    "joined": "a\u200d\x1b]52;c;aGk=\x07b\U0001f469\u200d\x9b31mc",
    "half": "a\ud800b",
}

Start = Callable[..., Terminal]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return tmp_path / "draft"


@pytest.fixture
def beats(tmp_path: Path) -> Path:
    """Where the toy counts while its loop runs."""
    path = tmp_path / "beats"
    path.touch()
    return path


@pytest.fixture
def start(draft: Path) -> Iterator[Start]:
    """Starts the toy in a terminal and waits until it can be used."""
    with ExitStack() as stack:

        def started(*options: str, **terminal: Any) -> Terminal:  # noqa: ANN401  # as Terminal has it
            argv = [sys.executable, "-m", "tests.e2e.toy", str(draft), *options]
            opened = stack.enter_context(Terminal(argv, **terminal))
            opened.wait_for("ready")
            return opened

        yield started


def type_a_note(terminal: Terminal) -> None:
    terminal.type("half a note")
    terminal.wait_for("half a note")


def assert_given_back(terminal: Terminal) -> None:
    assert terminal.termios_now() == terminal.before
    assert not terminal.on_alternate_screen
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")  # the cursor
    for mode in (b"1000", b"1003", b"1004", b"1006", b"2004"):
        on = terminal.raw.rfind(b"\x1b[?" + mode + b"h")
        assert terminal.raw.rfind(b"\x1b[?" + mode + b"l") > on


def count(beats: Path) -> int:
    return int(beats.read_text(encoding="utf-8") or 0)  # empty while it is being written


def has_counted(beats: Path, number: int) -> bool:
    return count(beats) >= number


def wait_until_it_stands_still(terminal: Terminal, beats: Path) -> None:
    """Wait until the program's loop has not run for a while."""
    last, since = 0, time.monotonic()

    def stands_still() -> bool:
        nonlocal last, since
        now = count(beats)
        if now != last or not now:
            last, since = now, time.monotonic()
        return time.monotonic() - since > 0.4

    terminal.wait_until(stands_still)


# Text from people (faults.md 0.1, 0.2).


@pytest.mark.parametrize("kind", POISON)
def test_nothing_in_a_text_is_obeyed_by_the_terminal(start: Start, kind: str) -> None:
    terminal = start("--show", json.dumps(POISON[kind]), "--poison", rows=60, columns=120)
    terminal.wait_for("framed")
    terminal.wait_for("toast")
    terminal.type(QUIT)
    assert terminal.wait_end(END) == 0
    assert strange_sequences(terminal.raw) == []
    assert b"\x1b[13;37H" not in terminal.raw  # moving the cursor is allowed, to other places
    assert_given_back(terminal)


def test_square_brackets_are_only_that(start: Start) -> None:
    text = "Acme [/] [North] [@click=app.quit]press[/] [link='https://evil.example']"
    terminal = start("--show", json.dumps(text), "--poison", rows=60, columns=160)
    terminal.wait_for("framed")
    terminal.wait_for("toast")
    assert any(line.strip() == text for line in terminal.screen)
    type_a_note(terminal)


def test_the_scan_finds_what_is_not_allowed() -> None:
    fine = b"\x1b[1;31mword\x1b[0m\r\n\x1b[?25l\x1b[?2026$p\x1b[3;4H\x1b[H"
    assert strange_sequences(fine) == []
    assert strange_sequences(fine + b"\x1b[3;") == []  # the rest of it is yet to come
    copied = b"\x1b]52;c;aGk=\x07"
    assert strange_sequences(fine + copied) == [copied.decode()]
    assert strange_sequences(fine + copied, clipboard=True) == []
    for text in POISON.values():
        if "\ud800" not in text:
            assert strange_sequences(text.encode()) != []


# Ends that are asked for (0.3) and ends of the input (0.4).


@pytest.mark.parametrize("keys", [QUIT, QUIT_KITTY])
def test_quit_keeps_all_that_was_typed_before(start: Start, draft: Path, keys: str) -> None:
    terminal = start()
    terminal.type("half a note, typed ahead" + keys)
    assert terminal.wait_end(END) == 0
    assert draft.read_text(encoding="utf-8") == "half a note, typed ahead"
    assert draft.with_suffix(".closed").read_text(encoding="utf-8") == "0.5"
    assert_given_back(terminal)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_ends_it_with_the_draft_kept(
    start: Start, draft: Path, number: signal.Signals, code: int
) -> None:
    terminal = start()
    type_a_note(terminal)
    terminal.signal(number)
    assert terminal.wait_end(END) == code
    assert draft.read_text(encoding="utf-8") == "half a note"
    assert draft.with_suffix(".closed").exists()
    assert_given_back(terminal)


@pytest.mark.parametrize("nohup", [False, True])
def test_a_closed_terminal_ends_it_also_when_hangups_are_ignored(
    start: Start, draft: Path, nohup: bool
) -> None:
    terminal = start(nohup=nohup)
    type_a_note(terminal)
    assert terminal.end(CLOSED, END) == 129
    assert draft.read_text(encoding="utf-8") == "half a note"


def test_without_any_input_it_ends_by_itself(draft: Path) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        argv = [sys.executable, "-m", "tests.e2e.toy", str(draft)]
        with Terminal(argv, stdin=nothing) as terminal:
            assert terminal.wait_end(20) == 129
            assert_given_back(terminal)
    finally:
        os.close(nothing)


# Whatever hangs.


@pytest.mark.parametrize(
    ("hang", "kept"),
    [("thread", True), ("pool", True), ("close", True), ("unmount", True), ("save", False)],
)
def test_what_hangs_does_not_keep_the_process_alive(
    start: Start, draft: Path, hang: str, kept: bool
) -> None:
    terminal = start("--hang", hang)
    type_a_note(terminal)
    terminal.type(QUIT)
    assert terminal.wait_end(END) == 0
    assert draft.exists() == kept
    assert draft.with_suffix(".closed").exists() == (hang in ("thread", "pool"))
    assert_given_back(terminal)


@pytest.mark.parametrize(("end", "code"), [(signal.SIGTERM, 143), (QUIT, 0)])
def test_a_loop_that_hangs_is_left(
    start: Start, draft: Path, beats: Path, end: End, code: int
) -> None:
    terminal = start("--beats", str(beats))
    terminal.type("hang\r")
    wait_until_it_stands_still(terminal, beats)
    assert terminal.end(end, END) == code
    assert draft.read_text(encoding="utf-8") == "hang"
    assert_given_back(terminal)


# A connection that has stopped reading (0.6).


@pytest.mark.parametrize(
    ("end", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (QUIT, 0), (QUIT_KITTY, 0)],
)
def test_a_terminal_that_does_not_read_cannot_keep_it_alive(
    start: Start, draft: Path, beats: Path, end: End, code: int
) -> None:
    terminal = start("--flood", "--beats", str(beats))
    type_a_note(terminal)
    terminal.stop_reading()
    wait_until_it_stands_still(terminal, beats)
    assert terminal.end(end, END) == code
    assert draft.read_text(encoding="utf-8") == "half a note"
    assert terminal.termios_now() == terminal.before


def test_a_terminal_that_reads_again_goes_on(start: Start, beats: Path) -> None:
    terminal = start("--flood", "--beats", str(beats))
    terminal.stop_reading()
    wait_until_it_stands_still(terminal, beats)
    terminal.read_again()
    type_a_note(terminal)


# Strange input (0.5), strange sizes.


def test_a_byte_that_is_no_utf8_is_only_a_strange_letter(start: Start) -> None:
    terminal = start()
    terminal.type(b"caf\xe9 is open")
    terminal.wait_for("is open")
    terminal.type("\xe9\u20ac")
    terminal.wait_for("is open\xe9\u20ac")


def test_noise_on_the_line_leaves_the_keys_alive(start: Start) -> None:
    terminal = start()
    noise = random.Random(7).randbytes(65_536).translate(None, QUIT.encode())
    terminal.type(noise)
    terminal.type(b"\x1b[201~\x15\x0b")  # no paste, the line emptied

    asked = 0.0

    def answers() -> bool:
        nonlocal asked
        if time.monotonic() > asked + 0.5:  # until it has come to the end of the noise
            asked = time.monotonic()
            terminal.type(" alive")
        return " alive" in terminal.text

    terminal.wait_until(answers, 40)


@pytest.mark.parametrize(
    "keys", ["\x1b[99999999;;99999999u", "\x1b[1:2;3u", "\x1b[;;u", "\x1b[<99;1;1M", "\x1b[0;0R"]
)
def test_keys_that_no_keyboard_sends_are_dropped(start: Start, keys: str) -> None:
    terminal = start()
    terminal.type(keys)
    terminal.type("alive")
    terminal.wait_for("alive")


def test_a_paste_without_an_end_is_ended(start: Start) -> None:
    terminal = start()
    terminal.type("\x1b[200~pasted ")
    terminal.wait_for("pasted")
    type_a_note(terminal)


def test_no_size_is_too_strange(start: Start, beats: Path) -> None:
    terminal = start("--beats", str(beats))
    for rows, columns in [(20, 10), (1, 1), (0, 0), (2, 2), (10, 3), (500, 200), (200, 500)]:
        terminal.resize(rows, columns)
        seen = count(beats)
        terminal.wait_until(partial(has_counted, beats, seen + 2))
    for rows in range(50):
        terminal.resize(rows, 100 - rows)
    terminal.resize(24, 80)
    terminal.wait_for("ready")
    type_a_note(terminal)


def test_it_starts_in_the_smallest_terminal(draft: Path) -> None:
    argv = [sys.executable, "-m", "tests.e2e.toy", str(draft)]
    with Terminal(argv, rows=1, columns=1) as terminal:
        terminal.wait_until(lambda: terminal.on_alternate_screen)
        terminal.resize(24, 80)
        terminal.wait_for("ready")
        type_a_note(terminal)


# Stopped and continued; mistakes.


def test_stopped_it_gives_the_terminal_back_and_takes_it_again(start: Start) -> None:
    terminal = start()
    type_a_note(terminal)
    terminal.signal(signal.SIGTSTP)
    terminal.wait_until(lambda: terminal.is_stopped)
    terminal.wait_until(lambda: not terminal.on_alternate_screen)
    assert_given_back(terminal)
    mark = terminal.mark()
    terminal.signal(signal.SIGCONT)
    terminal.wait_until(lambda: terminal.on_alternate_screen)
    terminal.wait_until(lambda: b"half a note" in terminal.since(mark))
    terminal.type(" more")
    terminal.wait_for("half a note more")


def test_stopped_it_can_be_ended(start: Start, draft: Path) -> None:
    terminal = start()
    type_a_note(terminal)
    terminal.signal(signal.SIGTSTP)
    terminal.wait_until(lambda: terminal.is_stopped)
    terminal.wait_until_quiet()
    mark = terminal.mark()
    terminal.signal(signal.SIGTERM)
    terminal.signal(signal.SIGCONT)
    assert terminal.wait_end(END) == 143
    assert draft.read_text(encoding="utf-8") == "half a note"
    assert b"\x1b[?1049h" not in terminal.since(mark)
    assert_given_back(terminal)


def test_a_mistake_reaches_the_caller_and_shows_no_customer(start: Start, draft: Path) -> None:
    terminal = start()
    terminal.type("boom\r")
    assert terminal.wait_end(20) == 1
    assert terminal.raw.endswith(b"told: RuntimeError\r\n")
    assert SECRET.encode() not in terminal.raw
    assert draft.read_text(encoding="utf-8") == "boom"
    assert_given_back(terminal)
