"""A whole stand-up on real terminals: killed in the middle, seen by others, followed by a wall."""

import json
import os
import random
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from accountdesk.desk.drafts import SUFFIX
from tests.e2e.desks import (
    ESC,
    F2,
    PROGRAM,
    QUIT,
    accountdesk,
    in_one_line,
    is_typed,
    wait_for_sentence,
    write,
)
from tests.e2e.terminal import Terminal, strange_sequences
from tests.e2e.test_wall_terminal import KEYS, QUITS
from tests.e2e.walls import SECRETS, a_team, checkpointed, kept, wall_on

DAY = "2026-11-23"
STOPS = 12
LONGEST_S = 5.0
"""Seconds for a wall to follow; as a rule one, and what it says in words is two."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the demo is made, by the first command that asks for it."""
    accountdesk(tmp_path / "desk.db", "demo", "--today", DAY, "goals")
    return tmp_path


@contextmanager
def demo_at(home: Path, *words: str, rows: int = 24, columns: int = 80) -> Iterator[Terminal]:
    argv = [*PROGRAM, "demo", *words, "--today", DAY]
    store = str(home / "desk.db")
    env = {"ACCOUNTDESK_STORE": store, "ACCOUNTDESK_ACTOR": "ana", "COLORTERM": ""}
    with Terminal(argv, rows=rows, columns=columns, env=env) as terminal:
        yield terminal


def demo(home: Path, *words: str) -> str:
    return accountdesk(home / "desk.db", "demo", "--today", DAY, *words)


def entries(home: Path) -> dict[str, list[dict[str, Any]]]:
    """All entries of the demo by their kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in demo(home, "journal", "export", "-").splitlines():
        entry = json.loads(line)
        found.setdefault(entry["kind"], []).append(entry)
    return found


def at(terminal: Terminal, number: int) -> None:
    terminal.wait_for(f"{number}/{STOPS} · ")


def drafts(home: Path) -> list[str]:
    """The texts of all notes that are on the disk and not recorded."""
    return [path.read_text(encoding="utf-8") for path in home.rglob(f"*{SUFFIX}/*/*.json")]


TYPED = "we: both offers, by hand, by wed"


def test_a_whole_stand_up_that_is_killed_in_the_middle(home: Path) -> None:
    before = {kind: len(found) for kind, found in entries(home).items()}
    with demo_at(home, "standup") as terminal:
        at(terminal, 1)
        write(terminal, "call out wim: we bring it ourselves\rwe: the offer by fri")
        terminal.type(F2)
        wait_for_sentence(terminal, "Recorded on Van Doornik: call out, Wim van Doornik")
        terminal.type("\r")
        at(terminal, 2)
        terminal.type("i")
        terminal.wait_for("Who helps")
        terminal.type("no labels for the cold\rruth\r")
        terminal.wait_for("Recorded: blocked: no labels for the cold (Ruth Keller helps)")
        for number in (3, 4, 5):
            terminal.type("\r")
            at(terminal, number)
        write(terminal, TYPED)
        terminal.wait_until(lambda: any("by wed" in text for text in drafts(home)))
        terminal.signal(signal.SIGKILL)
        terminal.wait_end(1)
    with demo_at(home, "standup") as terminal:
        at(terminal, 5)
        terminal.type("t")
        terminal.wait_until(lambda: is_typed(terminal, TYPED))
        terminal.type(F2)
        wait_for_sentence(terminal, "we promise: both offers, by hand, by Wed 25 Nov 2026")
        terminal.type("z")
        terminal.wait_for("parked: to be talked about")
        terminal.type("p")
        terminal.wait_for("To be talked about: ")
        terminal.type("who pays for the labels\r\r")
        terminal.wait_for("Recorded: parked: who pays for the labels")
        for number in range(6, STOPS + 1):
            terminal.type("\r")
            at(terminal, number)
        terminal.type("\r")
        terminal.wait_for("Summary")
        wait_for_sentence(terminal, "the offer, by Fri 27 Nov 2026 (Ana Ruiz)")
        terminal.type("y")
        wait_for_sentence(terminal, "Sent to your terminal to copy: the summary.")
        assert strange_sequences(terminal.raw, clipboard=True) == []
        terminal.type("q")
        wait_for_sentence(terminal, "The stand-up is done.")
        assert terminal.end(QUIT) == 0
    after = {kind: len(found) for kind, found in entries(home).items()}
    new = {kind: n - before.get(kind, 0) for kind, n in after.items() if n != before.get(kind)}
    assert new == {"touchpoint": 1, "promise": 2, "blocker": 1, "parked": 1, "standup": 2}
    assert drafts(home) == []
    told = json.loads(demo(home, "standup", "--summary", "--json"))["recorded"]
    assert [line.partition(": ")[2] for line in told["promised"]] == [
        "we promise Wim van Doornik: the offer, by Fri 27 Nov 2026 (Ana Ruiz)",
        "we promise: both offers, by hand, by Wed 25 Nov 2026 (Ana Ruiz)",
    ]
    assert told["in our way"] == ["Brüder Lang: no labels for the cold (Ruth Keller helps)"]
    assert [line.partition(": ")[2] for line in told["parked"]] == ["who pays for the labels"]


@contextmanager
def desk_of(store: Path, actor: str) -> Iterator[Terminal]:
    """A desk at which nobody says who they are: they only go on."""
    around = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": actor, "COLORTERM": ""}
    with Terminal(PROGRAM, env=around) as terminal:
        terminal.wait_for("Who are you?")
        terminal.type(ESC)
        terminal.wait_until(lambda: "Who are you?" not in terminal.text)
        yield terminal


def test_two_terminals_and_two_walls_are_at_the_same_stop(tmp_path: Path) -> None:
    store = a_team(tmp_path / "team" / "desk.db")
    options = ("--follow",)
    with (
        desk_of(store, "ana") as ana,
        desk_of(store, "ben") as ben,
        wall_on(store, *options) as wall,
        wall_on(store, *options, "--names") as named,
    ):
        wall.wait_for("no stand-up is on")
        ana.type("gs")
        ana.wait_for("1/4 · ")
        wall.wait_for("stop 1 of 4", LONGEST_S)
        ben.type("gs")
        ben.wait_for("1/4 · ")
        ben.type("\r")
        ben.wait_for("2/4 · ")
        ana.wait_for("2/4 · ")
        wall.wait_for("stop 2 of 4", LONGEST_S)
        [title] = [line for line in ana.screen if line.startswith("2/4 · ")]
        named.wait_for(" ".join(title.partition(" · ")[2]), LONGEST_S)
        told = in_one_line(wall).casefold()
        assert not [secret for secret in SECRETS if secret in told]
        ana.type("q")
        wall.wait_for("paused", LONGEST_S)
        ben.type("p")
        wall.wait_for("stop 1 of 4", LONGEST_S)
        assert "paused" not in wall.text
        ben.type("n")
        wall.wait_for("stop 2 of 4", LONGEST_S)
        ben.type(QUIT)  # who leaves the program is in it no more
        wall.wait_for("stop 2 of 4, paused", LONGEST_S)
        ana.type(QUIT)
        assert (ana.wait_end(2), ben.wait_end(2)) == (0, 0)
        _nothing_is_written_from(wall, store)


def _nothing_is_written_from(wall: Terminal, store: Path) -> None:
    checkpointed(store)
    before, chance = kept(store), random.Random(6)
    for _ in range(100):
        noise = chance.randbytes(chance.randrange(40)).translate(None, QUITS)
        wall.type(noise + chance.choice(KEYS).encode())
    wall.type("\x1b[201~")  # no paste
    wall.wait_until_quiet()
    assert "stop 2 of 4" in wall.text
    assert kept(store) == before


def test_what_a_stand_up_needs_is_said_where_there_is_no_keyboard(home: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "demo", "standup", "--today", DAY],
        env=os.environ | {"ACCOUNTDESK_STORE": str(home / "desk.db")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith("Stand-up, Mon 23 Nov 2026, since Fri 20 Nov 2026")
    assert "\n12. " in done.stdout
