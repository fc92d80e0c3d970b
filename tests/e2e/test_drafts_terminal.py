"""Notes that are half typed on a real terminal: kept however it ends, and never doubled."""

import random
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.desks import (
    EMPTY,
    ESC,
    F2,
    QUIT,
    a_store,
    desk_at,
    held,
    kept,
    no_room,
    said,
    wait_for_sentence,
    write,
)
from tests.e2e.terminal import CLOSED, End, Terminal

OFFER = "not recorded yet"
HALF = "call: half a note"
CTRL_G = "\x07"
ROUNDS = 12


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path / "desk.db")


def go_on(terminal: Terminal, text: str) -> None:
    """Choose the one draft that is offered, and see its text."""
    terminal.wait_for(OFFER)
    assert "│ 2  " not in terminal.text
    terminal.type("1")
    terminal.wait_for("Note on")
    terminal.wait_for(f"│ {text}")


def expect_nothing_begun(terminal: Terminal) -> None:
    """Nothing is offered, as a menu would take the key, and nothing was kept on this account."""
    terminal.type("t")
    terminal.wait_for(EMPTY)


def record_what_is_offered(terminal: Terminal, text: str) -> None:
    go_on(terminal, f"call: {text}")
    terminal.type(F2)
    wait_for_sentence(terminal, f"Recorded on Account 0: call: {text} (")


@pytest.mark.parametrize("leave", [ESC, CTRL_G])
def test_what_was_typed_is_gone_on_with_and_each_account_has_its_own(
    store: Path, leave: str
) -> None:
    with desk_at(store) as terminal:
        write(terminal, "call: half")
        terminal.type(leave)
        terminal.wait_for("The note on Account 0 is kept")
        terminal.type("jt")
        terminal.wait_for("Note on Account 1")
        terminal.wait_for(EMPTY)
        terminal.type("mail: other")
        terminal.wait_for("│ mail: other")
        terminal.type(leave)
        terminal.wait_for("The note on Account 1 is kept")
        assert sorted(kept(store)) == ["call: half", "mail: other"]
        terminal.type("kt")
        terminal.wait_for("Note on Account 0")
        terminal.wait_for("│ call: half")
        terminal.type(" a note" + F2)
        terminal.wait_for("Recorded on Account 0")
    assert said(store) == ["half a note"]
    assert kept(store) == ["mail: other"]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (signal.SIGHUP, 129),
        (signal.SIGTERM, 143),
        (QUIT, 0),
        (CLOSED, 129),
        (signal.SIGKILL, -9),
    ],
)
def test_a_note_that_is_half_typed_is_offered_at_the_next_start_however_this_one_ends(
    store: Path, how: End, code: int
) -> None:
    with desk_at(store) as terminal:
        terminal.type("j")
        terminal.wait_for("▌Account 1")
        write(terminal, HALF)
        if how == signal.SIGKILL:  # which nobody can answer: what is on the disk is what is left
            terminal.wait_until(lambda: kept(store) == [HALF])
        came = terminal.end(how)
    assert kept(store) == [HALF]
    assert said(store) == []
    with desk_at(store) as terminal:
        terminal.wait_for(f"1  Account 1: {HALF}")
        go_on(terminal, HALF)
        terminal.type(f", now whole{F2}")
        terminal.wait_for("Recorded on Account 1")
        expect_nothing_begun(terminal)
    assert said(store) == ["half a note, now whole"]
    assert kept(store) == []
    assert came == code


def test_a_note_typed_and_left_in_one_bundle_is_kept(store: Path) -> None:
    with desk_at(store) as terminal:
        terminal.type(f"t{HALF}{QUIT}")
        assert terminal.wait_end(1.0) == 0
    assert kept(store) == [HALF]


def test_an_offer_can_wait(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, HALF)
        assert terminal.end(QUIT) == 0
    for keys in (QUIT, ESC):
        with desk_at(store) as terminal:
            terminal.wait_for(OFFER)
            terminal.type(keys)
            if keys == QUIT:  # from the menu, too
                assert terminal.wait_end(1.0) == 0
                continue
            terminal.wait_until(lambda: OFFER not in terminal.text)
            terminal.type("gd")
            go_on(terminal, HALF)


def test_a_draft_is_offered_to_its_writer_alone(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, HALF)
        assert terminal.end(signal.SIGTERM) == 143
    with desk_at(store, actor="ben") as terminal:
        expect_nothing_begun(terminal)
        terminal.type(CTRL_G)
        terminal.wait_for("▌Account 0")
        assert terminal.end(QUIT) == 0
    with desk_at(store) as terminal:
        go_on(terminal, HALF)


def test_a_draft_of_a_program_that_still_runs_is_not_offered_to_another(store: Path) -> None:
    with desk_at(store) as first:
        write(first, HALF)
        first.wait_until(lambda: kept(store) == [HALF])
        with desk_at(store, rows=40, columns=120) as second:
            expect_nothing_begun(second)
            second.type(CTRL_G)
            second.wait_for("▌Account 0")
            assert second.end(QUIT) == 0
        assert kept(store) == [HALF]
        assert first.end(signal.SIGKILL) == -9
    with desk_at(store) as terminal:
        go_on(terminal, HALF)


def test_who_is_not_known_is_asked_first_and_told_of_what_was_begun(store: Path) -> None:
    for again in (False, True):
        with desk_at(store, actor="zoe") as terminal:
            terminal.wait_for("Who are you?")
            terminal.wait_for("Ana Ruiz")
            terminal.type(ESC)
            terminal.wait_until(lambda: "Who are you?" not in terminal.text)
            if again:
                terminal.type("gd")
                go_on(terminal, HALF)
            else:
                write(terminal, HALF)
                assert terminal.end(signal.SIGHUP) == 129


def test_where_no_draft_can_be_kept_that_is_said(store: Path) -> None:
    with desk_at(store) as terminal:
        with no_room(terminal, 0):
            write(terminal, HALF)
            wait_for_sentence(terminal, "The note is only here: no draft of it can be kept")
            assert kept(store) == []
        assert terminal.end(signal.SIGTERM) == 143
    assert kept(store) == [HALF]


def test_what_is_being_recorded_is_not_begun_a_second_time(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, "call: hi")
        with held(store):
            terminal.type(F2)
            terminal.wait_for("recording …")
            terminal.type(ESC)
            terminal.wait_for("▌Account 0")
            terminal.type("t")
            terminal.wait_for("still being recorded")
        terminal.wait_for("Recorded on Account 0")
        write(terminal, "next: something more")
        terminal.type(F2)
        terminal.wait_for("next: something more. u takes it back")
        assert terminal.end(QUIT) == 0
    assert said(store).count("hi") == 1
    assert kept(store) == []


def die(terminal: Terminal, delay: float | None) -> None:
    """Record, and be killed so many seconds later; None: once it is said to be recorded."""
    terminal.type("\r\r")
    if delay is None:
        terminal.wait_for("Recorded on")
    else:
        time.sleep(delay)  # not for something: this is when it dies
    terminal.signal(signal.SIGKILL)
    terminal.wait_end(1.0)


def test_a_kill_in_the_middle_of_recording_neither_loses_a_note_nor_doubles_it(
    store: Path,
) -> None:
    chance = random.Random(8)
    delays = [0.0, *(chance.uniform(0, 0.06) for _ in range(ROUNDS - 2)), None]
    texts = [f"round {number}" for number in range(ROUNDS)]
    came: list[bool] = []
    for text, delay in zip(texts, delays, strict=True):
        with desk_at(store) as terminal:
            if came and not came[-1]:
                record_what_is_offered(terminal, texts[len(came) - 1])
            expect_nothing_begun(terminal)
            terminal.type(f"call: {text}")
            terminal.wait_until(lambda text=text: kept(store) == [f"call: {text}"])  # type: ignore[misc]  # mypy sees no default of a lambda
            die(terminal, delay)
        came.append(text in said(store))
    with desk_at(store) as terminal:
        expect_nothing_begun(terminal)
    assert (came[0], came[-1]) == (False, True), came  # both have been seen
    assert said(store) == texts
