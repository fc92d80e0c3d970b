"""Ten mistakes of a newcomer, on a real terminal: each gets a sentence, and none loses anything."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desks import (
    ESC,
    F2,
    PROGRAM,
    QUIT,
    a_store,
    accountdesk,
    desk_at,
    in_one_line,
    kept,
    paste,
    said,
    wait_for_sentence,
)
from tests.e2e.terminal import CLOSED, Terminal

BACK = "This is the desk, there is nothing behind it. Ctrl-Q quits."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path / "desk.db")


@pytest.fixture
def desk(store: Path) -> Iterator[Terminal]:
    with desk_at(store) as terminal:
        yield terminal


def test_a_name_is_typed_on_the_desk(desk: Terminal) -> None:
    desk.type("chlorella")
    wait_for_sentence(desk, "Keys are small letters; a typed name is looked for.")
    desk.wait_until(lambda: desk.screen[0].startswith("chlorella"))
    wait_for_sentence(desk, "Nothing found. Words are met by how they begin")


def test_a_name_whose_first_letter_asks_for_something_records_nothing(
    desk: Terminal, store: Path
) -> None:
    before = accountdesk(store, "journal")
    for first, title in (("m", "We promise Account 0"), ("w", "What went wrong for Account 0")):
        desk.type(f"{first}eyland")
        desk.wait_for(f"─ {title}")
        desk.wait_for("│ What      eyland")
        desk.type(ESC)
        desk.wait_for("▌Account 0")
        desk.wait_until(lambda title=title: title not in desk.text)  # type: ignore[misc]  # mypy sees no default of a lambda
    assert accountdesk(store, "journal") == before


def test_caps_lock_is_on(desk: Terminal) -> None:
    desk.type("T")
    wait_for_sentence(desk, "Keys are small letters; a typed name is looked for. Esc: back")
    desk.type(ESC)
    desk.wait_for("Hunters · 3")


def test_esc_everywhere(desk: Terminal) -> None:
    for _ in range(5):
        desk.type(ESC)
        wait_for_sentence(desk, BACK)
        desk.wait_until_quiet()
    for opens in ("\r", "a", "g", "/", "?", ":", "x", "z"):
        desk.type(opens)
        desk.wait_until(lambda: BACK not in in_one_line(desk))
        desk.wait_until_quiet()
        desk.type(ESC)
        desk.wait_until_quiet()
        desk.type(ESC)
        wait_for_sentence(desk, BACK)
        desk.wait_until_quiet()


def around(home: Path) -> dict[str, str]:
    return {
        **{"HOME": str(home), "ACCOUNTDESK_STORE": str(home / "desk.db")},
        **{"ACCOUNTDESK_ACTOR": "", "COLORTERM": ""},
    }


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0", "photo.csv: line 1: byte 0x89 is no UTF-8 text"),
        ("empty.csv", b"", "empty.csv"),
        ("team.csv", b"Sales Agent\nAna\n", "There is no account in it"),
    ],
)
def test_the_wrong_file(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with Terminal(PROGRAM, env=around(tmp_path)) as terminal:
        terminal.wait_for("How do you want to begin?")
        terminal.type("2")
        terminal.wait_for("Which file?")
        terminal.type(f"~/{name}")
        terminal.wait_until_quiet()
        terminal.type("\r")
        wait_for_sentence(terminal, says)
        terminal.type("\r")
        terminal.wait_for("Which file?")
        assert terminal.end(QUIT) == 0
    assert not (tmp_path / "desk.db").exists()


def test_the_file_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("Account Name\nAcme\n")
    (tmp_path / "secret.csv").chmod(0)
    if os.geteuid() == 0:  # who may read everything: what no one can read does as well
        (tmp_path / "secret.csv").unlink()
        (tmp_path / "secret.csv").symlink_to("/proc/self/attr/exec")
    with Terminal(PROGRAM, env=around(tmp_path)) as terminal:
        terminal.wait_for("How do you want to begin?")
        terminal.type("2")
        terminal.wait_for("Which file?")
        terminal.type("~/secret.csv")
        terminal.wait_until_quiet()
        terminal.type("\r")
        wait_for_sentence(terminal, "secret.csv")
        assert terminal.end(QUIT) == 0


def test_the_window_is_made_small(desk: Terminal) -> None:
    desk.resize(24, 50)
    desk.wait_until(lambda: any(line.startswith("Farmers · 0") for line in desk.screen))
    desk.type("t")
    desk.wait_for("Note on Account 0")
    desk.type("call: hi")
    desk.wait_for("call: hi")
    desk.resize(8, 30)
    desk.wait_for("Too small")
    desk.resize(24, 80)
    desk.wait_for("call: hi")


def test_three_lines_are_pasted(desk: Terminal, store: Path) -> None:
    desk.type(paste("one\ntwo\nthree"))
    wait_for_sentence(desk, "Nothing was pasted: keys act. t opens a note for it.")
    desk.type("t")
    desk.wait_for("Note on Account 0")
    desk.type(paste("one\ntwo\nthree\n\n"))
    desk.wait_for("three")
    desk.wait_for("Enter: record 1 thing")
    desk.type("\r")
    wait_for_sentence(desk, "Recorded on Account 0: note: one two three")
    assert said(store) == ["one\ntwo\nthree"]


def test_the_window_is_closed(desk: Terminal, store: Path) -> None:
    desk.type("t")
    desk.wait_for("Note on Account 0")
    desk.type("call: half a sen")
    desk.wait_for("call: half a sen")
    desk.end(CLOSED)
    assert kept(store) == ["call: half a sen"]
    with desk_at(store) as again:
        wait_for_sentence(again, "Typed, and not recorded yet.")
        again.type("1")
        again.wait_for("call: half a sen")


def test_a_day_in_words_that_are_none(desk: Terminal, store: Path) -> None:
    desk.type("t")
    desk.wait_for("Note on Account 0")
    desk.type("next: demo next week")
    wait_for_sentence(desk, "“next week” is no date I can read. Write one like: today, tue")
    desk.type(F2)
    desk.wait_until_quiet()
    assert said(store) == []
    desk.type(ESC)
    wait_for_sentence(desk, "The note on Account 0 is kept")
    desk.type("z")
    desk.wait_for("Not now")
    desk.type("12/31/2026")
    wait_for_sentence(desk, "The team writes day then month then year (policy date_order).")


def test_the_list_is_empty(desk: Terminal) -> None:
    wait_for_sentence(desk, "No customers yet: a won deal, a")
    desk.type("\t")
    desk.wait_until_quiet()
    desk.type("t")
    wait_for_sentence(desk, "There is no account in this list. a adds one.")
    desk.type("/")
    desk.wait_for("Or: all")
    desk.type("silent\r")
    wait_for_sentence(desk, "Nobody here is known to have been silent for too long.")
    desk.type("t")
    wait_for_sentence(desk, "No account stands in this part of the list. Esc shows all of them.")


def test_whoever_runs_it_without_a_desk_in_a_pipe_is_told_what_to_do(tmp_path: Path) -> None:
    import subprocess

    done = subprocess.run(
        [*PROGRAM, "log", "acme", "call: hi"],
        env=os.environ | around(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("accountdesk: There is no desk at")
