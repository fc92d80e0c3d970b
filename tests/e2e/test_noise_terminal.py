"""Noise on the line of a desk: whatever comes in, keys work afterwards and nothing is broken."""

import random
import time
from pathlib import Path

import pytest

from accountdesk.store import journal
from tests.builders import a_desk
from tests.e2e.desks import ESC, F1, QUIT, a_store, accountdesk, desk_at
from tests.e2e.terminal import Terminal, strange_sequences

NO_PASTE = b"\x1b[201~"
ASK_AGAIN_S = 2.5
AT_ONCE_S = 0.8
"""Seconds after which a letter is seen, also where tests share a slow machine."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path / "desk.db")


def noise(seed: int, size: int) -> bytes:
    """Random bytes, most of them no UTF-8, without the one that quits; no paste is left open."""
    return random.Random(seed).randbytes(size).translate(None, QUIT.encode()) + NO_PASTE


def wait_for_help(terminal: Terminal) -> None:
    """Ask for help until it is seen, wherever the noise has led to."""
    asked = 0.0

    def answers() -> bool:
        nonlocal asked
        if time.monotonic() > asked + ASK_AGAIN_S:
            asked = time.monotonic()
            terminal.type(ESC)
            terminal.wait_until(lambda: time.monotonic() > asked + 0.2)  # else F1 is a part of it
            terminal.type(F1)
        return "┌─ Keys" in terminal.text

    terminal.wait_until(answers, 40)


def wait_until_idle(terminal: Terminal) -> None:
    """Wait until the program has done nothing for a while, though nothing of it is seen."""
    used, since = -1, time.monotonic()

    def is_idle() -> bool:
        nonlocal used, since
        stat = Path(f"/proc/{terminal._process.pid}/stat").read_text(encoding="ascii")
        now = sum(int(ticks) for ticks in stat.rpartition(")")[2].split()[11:13])
        if now > used + 1:
            used, since = now, time.monotonic()
        return time.monotonic() > since + 0.4

    terminal.wait_until(is_idle, 40)


def whole(store: Path) -> int:
    """How many entries a store has, which is whole and can be listed."""
    accountdesk(store, "list")
    with a_desk(store, today=None) as desk:
        assert desk.store.db.pragma("integrity_check") == "ok"
        return sum(1 for _ in journal.everything(desk.store))


@pytest.mark.parametrize("seed", [0, 2])
def test_after_noise_the_keys_work(store: Path, seed: int) -> None:
    before = whole(store)
    with desk_at(store) as terminal:
        terminal.type(noise(seed, 600))
        wait_for_help(terminal)
        terminal.type(QUIT)
        assert terminal.wait_end(1.0) == 0
        assert terminal.termios_now() == terminal.before
        assert strange_sequences(terminal.raw, clipboard=True) == []
    assert whole(store) >= before


def test_noise_can_be_left_in_the_middle_of_it(store: Path) -> None:
    with desk_at(store) as terminal:
        terminal.type(noise(4, 3_000) + QUIT.encode())
        assert terminal.wait_end(2.0) == 0
        assert terminal.termios_now() == terminal.before
    whole(store)


def test_noise_that_nobody_could_see_act_does_nothing(store: Path) -> None:
    before = whole(store)
    with desk_at(store) as terminal:
        terminal.resize(5, 20)
        terminal.wait_for("Too small")
        terminal.type(noise(5, 16_384))
        wait_until_idle(terminal)
        terminal.resize(24, 80)
        terminal.wait_for("▌Account 0")
        terminal.type("j")
        terminal.wait_for("▌Account 1", 5)
        terminal.type(QUIT)
        assert terminal.wait_end(1.0) == 0
    assert whole(store) == before


@pytest.mark.parametrize("keys", ["t", "x", "ap1", "ab", "abw"])
def test_a_letter_in_what_has_just_been_opened_is_seen_at_once(store: Path, keys: str) -> None:
    with desk_at(store) as terminal:
        terminal.type(keys)
        # The editor says what it would record, a form what F2 does.
        terminal.wait_until(lambda: "record yet ─┘" in terminal.text or "F2: rec" in terminal.text)
        terminal.type("zq")
        terminal.wait_for("zq", AT_ONCE_S)
