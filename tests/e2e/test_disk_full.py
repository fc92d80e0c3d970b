"""A full disk: it is said in a sentence, nothing is lost or half there, and room makes all good.

A limit on the size of files stands for the disk. The steps of the limits are so that each command
runs out of room in another place: opening, the first page written, in the middle, near the end.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.entry import id_text
from accountdesk.desk.exchange import export
from accountdesk.desk.goal_setting import set_focus, set_goal
from accountdesk.store import journal
from tests.builders import a_desk
from tests.e2e.desks import (
    F2,
    QUIT,
    a_store,
    accountdesk,
    desk_at,
    in_one_line,
    is_typed,
    kept,
    no_room,
    said,
    wait_for_sentence,
    write,
)
from tests.e2e.terminal import End
from tests.e2e.test_import_kills import contents
from tests.e2e.walls import checkpointed

NOTE = "call: hi\nnext: send the offer by fri"
OFFER = "next: send the offer by fri"
LEFT_OVER = {"desk.db", "desk.db.queue", "desk.db-wal", "desk.db-shm"}
SMALL = """
import resource, sys
most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
from accountdesk.__main__ import run
run()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path / "team" / "desk.db")


def entries(store: Path) -> list[str]:
    """The ids of all that was recorded, in the order of arrival."""
    with a_desk(store, today=None) as desk:
        assert desk.store.db.pragma("integrity_check") == "ok"
        return [id_text(entry.id) for entry in journal.everything(desk.store)]


def refused(store: Path, most: int, *words: str) -> str:
    """What a command says that has no room for files beyond so many bytes: one sentence."""
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(most), *words],
        env=os.environ | {"ACCOUNTDESK_STORE": str(store)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr.startswith("accountdesk: ")
    assert done.stderr.count("\n") == 1
    assert "mistake in the program" not in done.stderr
    return done.stderr


def others_entries(folder: Path, notes: int) -> list[str]:
    """What another desk has recorded, a line an entry."""
    with a_desk(a_store(folder / "other" / "desk.db"), today=None) as desk:
        lines = list(export(desk))
    found = []
    for number in range(notes):
        line = lines[-1].replace('"kind":"person_added"', '"kind":"a_newer_kind"')
        for name in ("id", "note"):
            at = line.index(f'"{name}":"') + len(name) + 4
            line = f"{line[:at]}01a20000-0000-7000-8000-{number:012}{line[at + 36 :]}"
        found.append(line)
    return lines + found


# Commands.


@pytest.mark.parametrize("most", [0, 4_096, 32_768])
@pytest.mark.parametrize("is_open", [False, True])
def test_a_note_from_the_shell_is_refused_and_recorded_once_when_there_is_room(
    store: Path, most: int, is_open: bool
) -> None:
    before = entries(store)
    if is_open:  # by another program, so that no more than the note itself needs room
        with a_desk(store, today=None):
            sentence = refused(store, most, "log", "account 0", NOTE)
    else:
        sentence = refused(store, most, "log", "account 0", NOTE)
    assert f"The disk of {store}" in sentence
    assert entries(store) == before
    assert {path.name for path in store.parent.iterdir()} <= LEFT_OVER
    accountdesk(store, "log", "account 0", NOTE)
    assert said(store) == ["hi", "send the offer"]
    assert entries(store)[: len(before)] == before


@pytest.mark.parametrize("most", [0, 32_768, 98_304, 200_000])
def test_a_journal_is_taken_in_by_whole_batches_and_at_last_once(
    store: Path, tmp_path: Path, most: int
) -> None:
    lines = others_entries(tmp_path, 900)
    file = tmp_path / "other.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    before = entries(store)
    refused(store, most, "journal", "import", str(file))
    came = entries(store)
    assert came[: len(before)] == before
    assert (len(came) - len(before)) % 100 == 0
    accountdesk(store, "journal", "import", str(file))
    there = entries(store)
    assert there[: len(came)] == came
    assert len(there) == len(set(there)) == len(before) + len(lines)


def test_a_journal_that_finds_no_room_leaves_the_one_there_is(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    file = folder / "journal.jsonl"
    accountdesk(store, "journal", "export", str(file))
    whole = file.read_bytes()
    with a_desk(store, today=None):
        sentence = refused(store, len(whole) - 1, "journal", "export", str(file))
    assert str(file) in sentence
    assert [path.read_bytes() for path in folder.iterdir()] == [whole]


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    folder.mkdir()
    rows = "".join(f"{n},Company {n},Owner {n % 7},2027-01-0{n % 9 + 1}\n" for n in range(400))
    head = "Account ID,Account Name,Account Owner,Renewal date\n"
    (folder / "accounts.csv").write_text(head + rows, encoding="utf-8")
    return folder


def a_team_without_accounts(path: Path) -> Path:
    with a_desk(path) as desk:
        set_focus(desk, "We ring back the same day")
        set_goal(desk, "revenue_won", "1000", "2026", "EUR")
    return path


@pytest.mark.parametrize("most", [0, 32_768, 150_000, 262_144, 400_000])
def test_an_import_is_made_whole_by_the_next(tmp_path: Path, sheets: Path, most: int) -> None:
    untouched = a_team_without_accounts(tmp_path / "untouched.db")
    store = a_team_without_accounts(tmp_path / "desk.db")
    accountdesk(untouched, "import", str(sheets))
    before = entries(store)
    sentence = refused(store, most, "import", str(sheets))
    assert f"The disk of {store}" in sentence
    assert entries(store)[: len(before)] == before
    accountdesk(store, "list")
    accountdesk(store, "import", str(sheets))
    assert contents(store) == contents(untouched)
    assert entries(store)[: len(before)] == before


# The editor.


def drafted(store: Path) -> dict[str, Any]:
    return {"recorded": said(store), "kept": kept(store)}


def test_a_note_without_any_room_stays_on_the_screen_and_is_recorded_once(store: Path) -> None:
    before = entries(store)
    with desk_at(store) as terminal:
        with no_room(terminal, 0):
            write(terminal, NOTE.replace("\n", "\r"))
            wait_for_sentence(terminal, "The note is only here")
            for _ in range(3):
                terminal.type(F2)
                wait_for_sentence(terminal, "does not answer properly")
                terminal.wait_until_quiet()
            assert is_typed(terminal, OFFER)
            assert drafted(store) == {"recorded": [], "kept": []}
            assert entries(store) == before
        terminal.type(F2)
        wait_for_sentence(terminal, "Recorded on Account 0")
        terminal.type(QUIT)
        assert terminal.wait_end(1.0) == 0
    assert drafted(store) == {"recorded": ["hi", "send the offer"], "kept": []}


@pytest.mark.parametrize("end", [QUIT, signal.SIGTERM])
def test_a_note_that_nothing_can_keep_is_handed_back_at_the_end(store: Path, end: End) -> None:
    with desk_at(store) as terminal, no_room(terminal, 0):
        write(terminal, NOTE.replace("\n", "\r"))
        terminal.type(F2)
        wait_for_sentence(terminal, "does not answer properly")
        assert terminal.end(end) == 1
        assert not terminal.on_alternate_screen
        assert "It was: call: hi" in in_one_line(terminal)
        assert OFFER in in_one_line(terminal)


def test_a_note_that_found_no_room_is_offered_at_the_next_start(store: Path) -> None:
    checkpointed(store)
    with desk_at(store) as terminal, no_room(terminal, 1024):  # a draft is smaller
        write(terminal, NOTE.replace("\n", "\r"))
        terminal.type(F2)
        wait_for_sentence(terminal, "The note is kept.")
        terminal.signal(signal.SIGKILL)
        terminal.wait_end(1.0)
    assert drafted(store) == {"recorded": [], "kept": [NOTE]}
    with desk_at(store) as terminal:
        terminal.wait_for("not recorded yet")
        terminal.type("1")
        terminal.wait_for(f"│ {OFFER}")
        terminal.type(F2)
        wait_for_sentence(terminal, "Recorded on Account 0")
    assert drafted(store) == {"recorded": ["hi", "send the offer"], "kept": []}
