"""Walls on terminals: a team whose every word would be known again, and what boards show of it."""

import hashlib
import sys
from pathlib import Path
from typing import Any, NamedTuple

import apsw

from accountdesk.core.account import AccountAdded, Renewal, SeatSaid
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.goal import FocusSaid, GoalSaid
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.core.policy import PolicySaid
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.log import log, record
from accountdesk.tui.widgets.board_view import large
from tests.builders import a_desk, day
from tests.e2e.desks import PROGRAM, in_one_line
from tests.e2e.terminal import Terminal

TOLD = {
    *("Zephyrine Waxworks", "Brambleholt Dairies", "Quirina Vantongeren", "Odalys Hjelmqvist"),
    *("73.2k EUR", "41.4k EUR", "58.8k EUR", "26.9k EUR", "987,650 EUR", "654,320 EUR"),
}
"""What a wall with names tells of the store's on one page or another."""
SECRETS = (
    *("zephyrine", "waxworks", "brambleholt", "dairies", "nightjar", "foundry", "nobody"),
    *("quirina", "vantongeren", "odalys", "hjelmqvist", "ximeno", "pfefferkorn", "brigadier"),
    *("jubilee", "porcelain", "vermilion", "gaskets", "kumquat", "tamarind", "eur"),
)
"""Words of the store, small, that a wall without names may not even begin to tell."""
AMOUNTS = ("73,219", "41,358", "12,077", "58,764", "26,913", "126,654", "987,650", "654,320")


def a_team(path: Path) -> Path:
    """A store whose every name, word and amount would be known again on a wall."""
    with a_desk(path) as desk:
        # Or each win here is to be handed over; said before there are accounts to read anew.
        record(desk, [(None, PolicySaid("handoff.days", 1))])
        hunter = add_member(desk, MemberSaid("Quirina Vantongeren", seat=Holds.HUNTER)).key
        farmer = add_member(desk, MemberSaid("Odalys Hjelmqvist", seat=Holds.FARMER)).key
        names = ("Zephyrine Waxworks", "Brambleholt Dairies", "Nightjar Foundry", "Nobody Yet")
        wax, milk, iron, _ = (AccountKey(add_account(desk, AccountAdded(n)).key) for n in names)
        add_person(desk, wax, PersonAdded("Ximeno Pfefferkorn", "Brigadier"))
        add_deal(desk, wax, DealAdded("Kumquat", Outcome.WON, day(-5), 7_321_947, "EUR"))
        add_deal(desk, milk, DealAdded("Kumquat", Outcome.WON, day(-9), 4_135_800, "EUR"))
        add_deal(desk, iron, DealAdded("Kumquat", Outcome.WON, day(-90), 1_207_700, "EUR"))
        add_deal(desk, milk, DealAdded("Tamarind", Outcome.OPEN, day(20), 5_876_400, "EUR", hunter))
        said: list[tuple[AccountKey | None, NamedTuple]] = [
            (wax, Renewal(day(9), 2_691_300, "EUR")),
            (wax, SeatSaid(Seat.FARMER, (farmer,))),
            (None, FocusSaid("We ring back the same day")),
            (None, GoalSaid("revenue_staying", "2026", 98_765_000, "EUR")),
            (None, GoalSaid("revenue_won", "2026", 65_432_000, "EUR")),
        ]
        record(desk, said)
        log(desk, wax, "praise in ximeno: you saved our jubilee")
        log(desk, milk, "complaint in: the porcelain broke\nnext: send vermilion gaskets by fri")
        log(desk, "nobody", "next: ring about the vermilion gaskets by today")
    return path


COUNTS: dict[str, tuple[int, ...]] = {
    "Make right": (0, 0),
    "Due": (2, 1),
    "Stay close": (0, 1),
}
"""What the store's lists have in each group, hunters first."""


def wall_on(
    store: Path,
    *options: str,
    columns: int = 80,
    rows: int = 24,
    again: float | None = None,
    **terminal: Any,  # noqa: ANN401  # as Terminal has it
) -> Terminal:
    """The wallboard in a terminal of its own. Args: `again`: when it reads again by itself."""
    program = PROGRAM
    if again is not None:
        sooner = f"from accountdesk.tui import wall; wall.READ_AGAIN_S = {again}"
        program = [sys.executable, "-c", f"{sooner}; from accountdesk.__main__ import run; run()"]
    argv = [*program, "wallboard", *options]
    env = {"ACCOUNTDESK_STORE": str(store), "COLORTERM": ""}
    return Terminal(argv, rows=rows, columns=columns, env=env, **terminal)


def counts(terminal: Terminal, label: str, *numbers: int | str) -> bool:
    """Whether numbers stand beside a label in their order, written or large."""
    screen = terminal.screen
    at = next((y for y, line in enumerate(screen) if line.strip().startswith(label)), None)
    if at is None:
        return False
    written = [number if isinstance(number, str) else f"{number:,}" for number in numbers]
    if screen[at].split()[len(label.split()) :] == written:
        return True
    drawn = ["".join(lines).replace(" ", "") for lines in zip(*map(large, written), strict=True)]
    seen = [line.replace(label, "").replace(" ", "") for line in screen[at - 1 : at + 2]]
    return seen == drawn


def counts_all(terminal: Terminal) -> bool:
    """Whether all that the store's lists have is counted."""
    return all(counts(terminal, label, *numbers) for label, numbers in COUNTS.items())


def percent(terminal: Terminal, number: int) -> bool:
    """Whether so many percent of the target are said, written or large."""
    if f"{number} % of the target" in in_one_line(terminal):
        return True
    drawn = large(str(number))
    return all(part.rstrip() in terminal.text for part in drawn)


def pages(terminal: Terminal, count: int) -> list[str]:
    """All pages, each as it is seen; the first is seen again."""
    found = []
    for number in range(1, count + 1):
        terminal.wait_for(f"{number}/{count}")
        terminal.wait_until_quiet(0.1)
        found.append(terminal.text)
        terminal.type(" ")
    terminal.wait_for(f"1/{count}")
    return found


def kept(store: Path) -> dict[str, Any]:
    """All that a store and its folder hold: the file's own sum, every row, every file."""
    found: dict[str, Any] = {"sha256": hashlib.sha256(store.read_bytes()).hexdigest()}
    transient = {f"{store.name}-wal", f"{store.name}-shm"}
    found["written"] = sum(log.stat().st_size for log in store.parent.glob("*-wal"))
    found["files"] = {path.name for path in store.parent.iterdir()} - transient
    db = apsw.Connection(str(store), flags=apsw.SQLITE_OPEN_READONLY)
    tables = db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'").fetchall()
    for table in (str(row[0]) for row in tables):
        found[table] = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    db.close()
    return found


def checkpointed(store: Path) -> None:
    """Bring all that was written into the store's own file."""
    db = apsw.Connection(str(store))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def alone(terminal: Terminal) -> bool:
    """Whether no process is left of what was started in a terminal."""
    session = str(terminal._process.pid)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        if stat.rpartition(")")[2].split()[3] == session:
            return False
    return True
