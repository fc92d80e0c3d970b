"""Desks on terminals: a team of two, three accounts, and what was recorded and kept of notes."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.drafts import SUFFIX
from accountdesk.store import journal, meta
from tests.builders import Clock, a_desk
from tests.e2e.terminal import Terminal

PROGRAM = [sys.executable, "-m", "accountdesk"]
SIZES = [(24, 80), (40, 120)]
F1 = "\x1bOP"
F2 = "\x1bOQ"
ESC = "\x1b"
QUIT = "\x11"
EMPTY = "call in dana: liked the pilot"
"""What an editor shows that nothing was typed into."""
_FRAME = " │▁▂▃▄▅▆▇█"


def a_store(path: Path) -> Path:
    """A store whose clock was long behind, so that this machine's is right whatever it says."""
    with a_desk(path, clock=Clock(0)) as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim="actor:ana")
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
        for number in range(3):
            add_account(desk, AccountAdded(f"Account {number}"))
        no_newcomers(desk)
        add_person(desk, "Account 0", PersonAdded("Dana Fox", "CFO"))
    return path


def no_newcomers(desk: Desk, *actors: str) -> None:
    """Those at a desk have written notes before: it says nothing of how one begins."""
    with desk.store.transaction():
        for actor in actors or ("ana", "ben"):
            meta.noted(desk.store, f"actor:{actor}")


@contextmanager
def desk_at(
    store: Path, *, rows: int = 24, columns: int = 80, actor: str = "ana"
) -> Iterator[Terminal]:
    """The desk in a terminal of its own, once it is seen."""
    around = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": actor, "COLORTERM": ""}
    with Terminal(PROGRAM, rows=rows, columns=columns, env=around) as terminal:
        terminal.wait_for("Hunters · 3")
        yield terminal


def accountdesk(store: Path, *words: str) -> str:
    """What a command prints."""
    done = subprocess.run(
        [*PROGRAM, *words],
        env=os.environ | {"ACCOUNTDESK_STORE": str(store)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def paste(text: str) -> str:
    """What a terminal sends when somebody pastes."""
    return f"\x1b[200~{text}\x1b[201~"


def in_one_line(terminal: Terminal) -> str:
    """All that is seen without lines and frames: a sentence is found wherever it is broken."""
    return " ".join(terminal.text.replace("│", " ").split())


def wait_for_sentence(terminal: Terminal, sentence: str, seconds: float = 20) -> None:
    """Read until a sentence is seen, on however many lines."""
    terminal.wait_until(lambda: sentence in in_one_line(terminal), seconds)


def noted(store: Path) -> list[dict[str, Any]]:
    """What notes have recorded: the bodies, in their order, each with its `kind` and `note`."""
    with a_desk(store, today=None) as desk:
        return [
            {**json.loads(entry.body), "entry": entry.kind, "note": entry.note}
            for entry in journal.everything(desk.store)
            if entry.kind in ("touchpoint", "next_step")
        ]


def said(store: Path) -> list[str]:
    """What notes have recorded, in the words that were typed."""
    return [body["what" if body["entry"] == "next_step" else "text"] for body in noted(store)]


def kept(store: Path) -> list[str]:
    """The texts of all drafts that are on the disk."""
    found = []
    for path in Path(f"{store}{SUFFIX}").glob("*/*.json"):
        with suppress(FileNotFoundError):  # another program has taken it over meanwhile
            found.append(json.loads(path.read_text(encoding="utf-8"))["text"])
    return found


def is_typed(terminal: Terminal, text: str) -> bool:
    """Whether the end of a text is seen in the editor: a line of it ends so."""
    tail = text.split("\r")[-1].strip()[-20:]
    return any(line.rstrip(_FRAME).endswith(tail) for line in terminal.screen)


def write(terminal: Terminal, text: str) -> None:
    """Open the editor and type a note, up to where all of it is seen."""
    terminal.type("t")
    terminal.wait_for("Note on")
    terminal.type(text)
    terminal.wait_until(lambda: is_typed(terminal, text))


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Another process, this one, holds the lock of those who write."""
    db = apsw.Connection(str(store))
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
    finally:
        db.close()


@contextmanager
def no_room(terminal: Terminal, most: int) -> Iterator[None]:
    """No file of the program grows beyond so many bytes: a full disk for this program alone."""
    number = terminal._process.pid
    before = resource.prlimit(number, resource.RLIMIT_FSIZE)
    resource.prlimit(number, resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # it has ended
            resource.prlimit(number, resource.RLIMIT_FSIZE, before)
