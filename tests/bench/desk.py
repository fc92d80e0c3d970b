"""What the desk costs with many accounts, beside the least that Textual itself costs.

Run as `python -m tests.bench.desk`. Programs take turns (the desk, its anchor, the desk, ...), so
that whatever else the machine does meets both; each runs once unmeasured before, which also
compiles its bytecode. Nothing fails for being slow: it is a measurement.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.open import open_desk
from tests.bench import bare, table
from tests.bench.program import COLUMNS, ROOT, ROWS, Answer, NotShownError, Program

KEYS = 100
"""Keys a run: most go beyond what is in view at first."""
MEMORY_AFTER_S = 2.0
FEW_LINES = 8
"""A key that draws more lines than these has moved the view."""
FIRST_LETTERS = 12
"""Of a name: so many are seen in any column."""

HEAD = "                             desk    anchor  ratio  of the pairs   budget"

MOST_BYTES = 400
MOST_OF_TABLE = 0.35
MOST_OF_MEMORY = 1.5
MOST_OF_START = 1.3


class Subject(NamedTuple):
    """A program to be measured.

    Attributes:
        module: What runs.
        env: What it needs of the environment.
        shown: What is on its first frame that is worth seeing.
    """

    module: str
    env: dict[str, str]
    shown: str


class Start(NamedTuple):
    """How a program started: seconds to the first frame, bytes of memory soon after."""

    seconds: float
    memory: int


class Budget(NamedTuple):
    """What something may cost at most; `of_anchor`: as a multiple of what the anchor costs."""

    most: float
    of_anchor: bool = False


class Figure(NamedTuple):
    """A line of the report: a number for each run of the desk, and of its anchor.

    Attributes:
        what: What was measured, with its unit.
        ours: The desk's numbers.
        anchors: Those of the anchor, pair by pair.
        budget: None: it is only told.
        of_runs: What stands for several runs.
    """

    what: str
    ours: list[float]
    anchors: list[float]
    budget: Budget | None = None
    of_runs: Callable[[list[float]], float] = median


Keys = list[Answer]
"""What the keys of a run led to."""


def main() -> int:
    """Measure, print the report; 1 if something did not run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.desk", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000, help="of the store that is made")
    parser.add_argument("--pairs", type=int, default=5, help="how often the programs take turns")
    parser.add_argument("--store", type=Path, help="made here, and kept; used as is if it is there")
    args = parser.parse_args()
    try:
        with TemporaryDirectory(prefix="accountdesk-bench-") as folder:
            store = (args.store or Path(folder) / "desk.db").absolute()
            if not store.exists():
                _fill(store, args.accounts)
            report = _measure(store, folder, args.pairs)
    except (AccountDeskError, NotShownError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("\n".join(report) + "\n")
    return 0


def _fill(store: Path, accounts: int) -> None:
    """Make the store in a process of its own, whose memory is gone before anything is measured."""
    _tell(f"making {accounts:,} accounts")
    filling = [sys.executable, "-m", "tests.bench.fill", str(store), str(accounts)]
    subprocess.run(filling, cwd=ROOT, check=True)


def _measure(store: Path, folder: str, pairs: int) -> list[str]:
    """The lines of the report."""
    accounts, shown = _known(store)
    around = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": "ana"}
    ours = Subject("accountdesk", around | {"XDG_CONFIG_HOME": folder}, shown)
    label = Subject(bare.__name__, {}, bare.SHOWN)
    rows = Subject(table.__name__, {}, table.SHOWN)
    for subject in (ours, label, rows):
        _tell(f"warming up {subject.module}")
        _start(subject)
    load = os.getloadavg()[0]
    starts, keys = [], []
    for number in range(1, pairs + 1):
        _tell(f"pair {number} of {pairs}: starts")
        starts.append((_start(ours), _start(label)))
    for number in range(1, pairs + 1):
        _tell(f"pair {number} of {pairs}: keys")
        keys.append((_keys(ours), _keys(rows)))
    return [
        f"AccountDesk {version('accountdesk')} with {accounts:,} accounts, {COLUMNS}×{ROWS}, "
        f"256 colours; {pairs} pairs, {KEYS} keys (j) each",
        f"{os.cpu_count()} processors; load {load:.2f} before, {os.getloadavg()[0]:.2f} after: "
        "other work makes times vary",
        "",
        HEAD,
        *(_line(figure) for figure in _of_keys(keys) + _of_starts(starts)),
        "",
        *_explained(keys),
    ]


def _known(store: Path) -> tuple[int, str]:
    """How many accounts a store has, and what its desk shows of the first one."""
    with open_desk(str(store)) as desk:
        desk.settle()
        if desk.team().who("actor:ana") is None:
            raise NotShownError(f"{store} knows nobody as actor:ana, so it would ask who that is")
        [(count,)] = desk.store.rows("SELECT count(*) FROM account")
        page = desk_page(desk)
    if min(listed.size for listed in page.lists) <= KEYS:
        raise NotShownError(f"{store} has too few accounts for {KEYS} keys")
    return count, page.parts[0].rows[0].name[:FIRST_LETTERS].strip()


def _start(subject: Subject) -> Start:
    with Program(subject.module, subject.env) as program:
        return Start(program.seen(subject.shown), program.memory(MEMORY_AFTER_S))


def _keys(subject: Subject) -> Keys:
    with Program(subject.module, subject.env) as program:
        program.seen(subject.shown)
        program.wait_until_quiet()
        return [program.press("j") for _ in range(KEYS)]


def _of_keys(pairs: list[tuple[Keys, Keys]]) -> list[Figure]:
    """What keys cost: bytes, and how long until the last of them has come."""
    ours, anchors = ([pair[side] for pair in pairs] for side in (0, 1))

    def figure(
        what: str,
        of_run: Callable[[Keys], float],
        budget: Budget | None = None,
        of_runs: Callable[[list[float]], float] = median,
    ) -> Figure:
        return Figure(what, [*map(of_run, ours)], [*map(of_run, anchors)], budget, of_runs)

    few, quick = Budget(MOST_BYTES), Budget(MOST_OF_TABLE, of_anchor=True)
    return [
        figure("key, bytes: p50", lambda run: _p(50, _bytes(run)), few),
        figure("  most, view stays", lambda run: max(_bytes(_staying(run))), few, max),
        figure("  most of all", lambda run: max(_bytes(run)), few, max),
        figure("key to last byte, ms: p50", lambda run: _p(50, _ms(run)), quick),
        figure("  p95", lambda run: _p(95, _ms(run))),
        figure("  p50, view stays", lambda run: _p(50, _ms(_staying(run)))),
        figure("  p50, view moves", lambda run: _p(50, _ms(_moving(run)))),
    ]


def _of_starts(pairs: list[tuple[Start, Start]]) -> list[Figure]:
    """What a start costs: memory, and how long until accounts are seen."""
    ours, anchors = ([pair[side] for pair in pairs] for side in (0, 1))
    return [
        Figure(
            f"memory after {MEMORY_AFTER_S:.0f} s, MiB",
            [start.memory / 2**20 for start in ours],
            [start.memory / 2**20 for start in anchors],
            Budget(MOST_OF_MEMORY, of_anchor=True),
        ),
        Figure(
            "exec to accounts, ms",
            [start.seconds * 1000 for start in ours],
            [start.seconds * 1000 for start in anchors],
            Budget(MOST_OF_START, of_anchor=True),
        ),
    ]


def _line(figure: Figure) -> str:
    """A figure in the columns of `HEAD`."""
    ratios = [ours / anchor for ours, anchor in zip(figure.ours, figure.anchors, strict=True)]
    ours, anchor = figure.of_runs(figure.ours), figure.of_runs(figure.anchors)
    line = (
        f"{figure.what:25}{_number(ours):>8}{_number(anchor):>10}{median(ratios):7.2f}"
        f"  {min(ratios):5.2f} – {max(ratios):4.2f}"
    )
    if figure.budget is None:
        return line
    most, of_anchor = figure.budget
    is_met = (median(ratios) if of_anchor else ours) <= most
    told = f"{most:.2f} ×" if of_anchor else _number(most)
    return f"{line}{told:>9}  {'met' if is_met else 'not met'}"


def _number(value: float) -> str:
    return f"{value:,.{0 if value >= 100 else 1}f}"


def _explained(pairs: list[tuple[Keys, Keys]]) -> list[str]:
    """How the figures are to be read."""
    ours, anchors = (
        100 * sum(len(_moving(pair[side])) for pair in pairs) / (len(pairs) * KEYS)
        for side in (0, 1)
    )
    return [
        f"The anchor: for keys a DataTable of {table.ROWS:,} rows, below them an app of one label.",
        f"The view was moved by {ours:.0f} % of the desk's keys, each by half its height, and by "
        f"{anchors:.0f} % of the table's, each by a row.",
        "Desk and anchor: the median of the runs (of “most”, the most). Ratio: the median of the "
        "pairs; beside it the lowest and the highest.",
    ]


def _staying(run: Keys) -> Keys:
    return [answer for answer in run if answer.lines <= FEW_LINES]


def _moving(run: Keys) -> Keys:
    return [answer for answer in run if answer.lines > FEW_LINES]


def _bytes(run: Keys) -> list[float]:
    return [answer.bytes for answer in run]


def _ms(run: Keys) -> list[float]:
    return [answer.seconds * 1000 for answer in run]


def _p(percent: int, numbers: list[float]) -> float:
    """The number that so many percent do not exceed."""
    return sorted(numbers)[max(0, -(-len(numbers) * percent // 100) - 1)]


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
