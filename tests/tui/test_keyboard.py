"""What is typed becomes keys, whatever the bytes are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from accountdesk.tui import driver
from accountdesk.tui.driver import Keyboard

PASTE, PASTE_END = b"\x1b[200~", b"\x1b[201~"


def said(messages: list[Message]) -> list[str]:
    """Keys by their name, pastes by their text."""
    return [
        message.key if isinstance(message, events.Key) else repr(message.text)
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


def typed(keyboard: Keyboard, *chunks: bytes) -> list[str]:
    return said([message for chunk in chunks for message in keyboard.typed(chunk)])


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paste is given up at the first silence."""
    monkeypatch.setattr(driver, "PASTE_SECONDS", 0.0)


def test_letters_of_several_bytes_may_come_in_pieces() -> None:
    assert typed(Keyboard(), b"\xe2\x82", b"\xac") == ["euro_sign"]


def test_bytes_that_are_no_utf8_are_strange_letters() -> None:
    assert typed(Keyboard(), b"\xff", b"a") == ["replacement_character", "a"]


@pytest.mark.parametrize("keys", [b"\x11", b"\x1b[113;5u", b"\x1b[113;133u"])
def test_the_key_that_quits_is_known_in_every_form(keys: bytes) -> None:
    assert typed(Keyboard(), keys) == [driver.QUIT]


@pytest.mark.parametrize("strange", [b"\x1b[99999999;;99999999u", b"\x1b[1:2;3u", b"\x1b[::;;u"])
def test_a_sequence_that_the_parser_cannot_stand_costs_only_itself(strange: bytes) -> None:
    assert typed(Keyboard(), b"a" + strange + b"b") == ["a", "b"]


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_stop_the_keyboard(one: bytes, other: bytes) -> None:
    keyboard = Keyboard()
    typed(keyboard, one, other)
    assert "x" in "".join(typed(keyboard, b"\x1b\\" * 40 + PASTE_END, b"xx"))


@pytest.mark.parametrize("seed", range(3))
def test_noise_does_not_stop_the_keyboard(seed: int) -> None:
    keyboard = Keyboard()
    typed(keyboard, random.Random(seed).randbytes(65_536))
    assert typed(keyboard, b"\x1b\\" * 40 + PASTE_END, b"x")[-1] == "x"


def test_a_paste_is_one_message_with_its_line_ends() -> None:
    assert typed(Keyboard(), PASTE + b"one\r", b"two" + PASTE_END + b"x") == [r"'one\rtwo'", "x"]


@pytest.mark.usefixtures("no_wait")
def test_a_paste_without_an_end_is_ended_by_silence() -> None:
    keyboard = Keyboard()
    assert typed(keyboard, PASTE + b"one\r") == []
    assert said(list(keyboard.silent())) == [r"'one\r'"]
    assert typed(keyboard, b"x") == ["x"]
    assert typed(keyboard, b"x\r") == ["x", "enter"]


@pytest.mark.usefixtures("no_wait")
@pytest.mark.parametrize("rest", [b"\r\r\rab", b"\x1b[31mred and long\r\r\rjjj", b"\x1b[31m\r"])
def test_the_rest_of_a_paste_is_none_however_short_it_is(rest: bytes) -> None:
    keyboard = Keyboard()
    typed(keyboard, PASTE + b"half")
    assert said(list(keyboard.silent())) == ["'half'"]
    told = repr(rest.decode().replace("\x1b", "␛"))
    assert typed(keyboard, rest) == []
    assert typed(keyboard, PASTE_END + b"x") == [told, "x"]


@pytest.mark.usefixtures("no_wait")
@pytest.mark.parametrize("key", [b"x", b"\r", b"\x1b[A", b"\x1bOP", "é".encode()])
def test_a_single_key_behind_a_paste_that_had_no_end_is_that_key(key: bytes) -> None:
    keyboard = Keyboard()
    typed(keyboard, PASTE + b"half")
    list(keyboard.silent())
    assert len(typed(keyboard, key)) == 1
    assert typed(keyboard, b"yz") == ["y", "z"]


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_paste_comes_whole_however_its_end_is_cut(cut: int) -> None:
    keyboard = Keyboard()
    whole = PASTE + b"a\x1b[1mb\x1b[20" + PASTE_END + b"q"
    at = len(whole) - 1 - cut
    got = [*typed(keyboard, whole[:at]), *typed(keyboard, whole[at:])]
    assert got == [repr("a␛[1mb␛[20"), "q"]


@pytest.mark.usefixtures("no_wait")
def test_the_rest_of_a_paste_that_only_paused_is_no_key() -> None:
    """A line end in it would record a half of what was pasted."""
    keyboard = Keyboard()
    typed(keyboard, PASTE + b"the first half")
    assert said(list(keyboard.silent())) == ["'the first half'"]
    rest = b" and the second\r\r"
    assert typed(keyboard, rest + PASTE_END + b"x") == [r"' and the second\r\r'", "x"]


@pytest.mark.usefixtures("no_wait")
def test_silence_without_a_paste_means_nothing() -> None:
    keyboard = Keyboard()
    assert typed(keyboard, b"a") == ["a"]
    assert said(list(keyboard.silent())) == []
    assert typed(keyboard, b"quick typing comes at once\r")[-1] == "enter"
