"""The wallboard on real terminals: it only reads, keeps names to itself, and always ends."""

import os
import pty
import random
import re
import signal
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest

from accountdesk.core.goal import GoalSaid
from accountdesk.core.policy import PolicySaid
from accountdesk.desk.log import record
from accountdesk.tui.widgets.board_view import large
from tests.builders import a_desk
from tests.e2e.desks import QUIT, accountdesk, wait_for_sentence
from tests.e2e.terminal import CLOSED, End, Terminal, strange_sequences
from tests.e2e.walls import (
    AMOUNTS,
    SECRETS,
    TOLD,
    a_team,
    alone,
    checkpointed,
    counts,
    counts_all,
    kept,
    pages,
    percent,
    wall_on,
)

END = 1.0
"""Seconds that an end may take."""
SEEN_WITHIN_S = 5.0
"""How soon a wall shows what somebody has recorded."""
CTRL_C = "\x03"
QUITS = b"q" + QUIT.encode() + CTRL_C.encode()
SIZES = [(200, 50), (120, 40), (80, 24), (60, 20), (40, 10)]
"""Columns and lines."""

A_LIKELY_AMOUNT = re.compile(r"\d[,.]\d|\d[kM]\b|\d{4,}")
ESCAPES = re.compile(r"\x1b\[[0-9;?<>=]*[ -/]*[@-~]")
KEYS = (
    *("\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b", "\t", "\x1b[Z", "\r"),
    *("\x1bOP", "\x1bOQ", "\x1b[21~", "\x1b[200~q\r\x11\x1b[201~", "\x1b[<0;5;5M", "\x1b[<0;5;5m"),
    *("\x1b[I", "\x1b[O", "\x1b[97;5u", "\x1b[99;6u", "\x1b[24;80R", "\x1bx", "\x1b\x1b", " ", "é"),
    *("t", "x", "a", "u", "n", "p", "/", "e", "y", "s", "g", "r", "?", "\x1a", "\x1c", "\x04", "Q"),
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_team(tmp_path / "team" / "desk.db")


@pytest.fixture
def wall(store: Path) -> Iterator[Terminal]:
    with wall_on(store) as terminal:
        terminal.wait_for("1/2")
        yield terminal


# It only reads.


@pytest.mark.parametrize(("options", "count"), [((), 2), (("--names",), 4)])
def test_whatever_is_typed_records_nothing_and_the_board_stays(
    store: Path, options: tuple[str, ...], count: int
) -> None:
    checkpointed(store)
    before, chance = kept(store), random.Random(20)
    with wall_on(store, *options) as terminal:
        terminal.wait_for(f"1/{count}")
        for _ in range(250):
            noise = chance.randbytes(chance.randrange(40)).translate(None, QUITS)
            terminal.type(noise + chance.choice(KEYS).encode())
        terminal.type("\x1b[201~")  # no paste
        terminal.wait_until_quiet()
        terminal.resize(20, 100)
        terminal.wait_for("Mon 23 Nov 2026")
        while f"1/{count}" not in terminal.text:
            mark = terminal.mark()
            terminal.type(" ")
            terminal.wait_until(lambda mark=mark: terminal.mark() > mark)  # type: ignore[misc]  # mypy sees no default of a lambda
            terminal.wait_until_quiet(0.1)
        terminal.wait_until(lambda: counts_all(terminal))
        assert kept(store) == before
        terminal.type("q")
        assert terminal.wait_end(END) == 0
        assert strange_sequences(terminal.raw) == []
    assert kept(store) == before


def test_what_somebody_records_is_counted_without_a_key(store: Path, wall: Terminal) -> None:
    wall.wait_until(lambda: counts_all(wall))
    accountdesk(store, "log", "nightjar", "call: hi\nnext: send an offer by today")
    wall.wait_until(lambda: counts(wall, "Due", 2, 2), SEEN_WITHIN_S)
    accountdesk(store, "undo")
    wall.wait_until(lambda: counts_all(wall), SEEN_WITHIN_S)


# What it tells.


def test_without_names_nothing_tells_one_customer_from_another(store: Path) -> None:
    seen = []
    with wall_on(store, columns=130, rows=45) as terminal:
        for columns, rows in SIZES:
            terminal.resize(rows, columns)
            terminal.wait_until_quiet()
            if columns > 40:  # there is no room for the number of the page on the least
                seen += pages(terminal, 2)
            else:
                terminal.type(" ")
                terminal.wait_for("Revenue won")
                seen.append(terminal.text)
        terminal.type("q")
        assert terminal.wait_end(END) == 0
        written = terminal.raw.decode()
    seen += [accountdesk(store, "wallboard"), accountdesk(store, "wallboard", "--json")]
    for text in (*seen, ESCAPES.sub("", written), ESCAPES.sub("\n", written)):
        assert [word for word in SECRETS if word in text.lower()] == []
        assert [amount for amount in AMOUNTS if amount in text] == []
        assert [y for amount in AMOUNTS for y in large(amount) if y in text] == []
    for text in (*seen, ESCAPES.sub("\n", written)):
        assert A_LIKELY_AMOUNT.findall(text.replace("2026", "year")) == []
    for telling in (
        "of the target",
        "77 % behind an even pace",
        "70 % behind an even pace",
        "2 deals won",
        "word of praise",
    ):
        assert any(telling in text for text in seen), telling


def test_with_names_accounts_and_amounts_are_told(store: Path) -> None:
    with wall_on(store, "--names", columns=120, rows=40) as terminal:
        seen = "\n".join(pages(terminal, 4))
    assert {telling for telling in TOLD if telling not in seen} == set()
    assert "jubilee" not in seen


@pytest.mark.parametrize("options", [(), ("--names",)])
def test_every_size_shows_the_goal_and_how_many_there_are_of_each_group(
    store: Path, options: tuple[str, ...]
) -> None:
    with wall_on(store, *options, columns=20, rows=5) as terminal:
        terminal.wait_for("Too small")
        for columns, rows in [*SIZES, (20, 5), *reversed(SIZES)]:
            terminal.resize(rows, columns)
            if columns == 20:
                terminal.wait_for("Too small")
                continue
            terminal.wait_for("Revenue from customers who stay 2026", 5)
            terminal.wait_until(lambda: counts_all(terminal), 5)
            terminal.wait_until(lambda: percent(terminal, 13), 5)


def test_the_least_size_has_room_for_the_longest_goal(store: Path) -> None:
    with a_desk(store, today=None) as desk:
        said = GoalSaid("revenue_staying", "2027-Q1", 98_765_000, "EUR")
        record(desk, [(None, PolicySaid("fiscal_start", 10)), (None, said)])
    with wall_on(store, columns=40, rows=10) as terminal:
        terminal.wait_until(lambda: counts_all(terminal), 3)


# It always ends.


@pytest.mark.parametrize(
    ("end", "code"),
    [
        *(("q", 0), (QUIT, 0), (CTRL_C, 0), (CLOSED, 129)),
        *((signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131), (signal.SIGTERM, 143)),
    ],
)
def test_every_end_takes_less_than_a_second_and_leaves_nothing(
    wall: Terminal, end: End, code: int
) -> None:
    assert wall.end(end, END) == code
    assert alone(wall)
    if end != CLOSED:
        assert wall.termios_now() == wall.before
        assert not wall.on_alternate_screen


def test_when_its_keyboard_is_gone_it_ends(store: Path) -> None:
    far, near = pty.openpty()
    with wall_on(store, stdin=near) as terminal:
        os.close(near)
        terminal.wait_for("1/2")
        os.close(far)
        assert terminal.wait_end(END) == 129
        assert alone(terminal)
        assert terminal.termios_now() == terminal.before
        assert not terminal.on_alternate_screen


@pytest.mark.parametrize(("end", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (QUIT, 0)])
def test_a_terminal_that_does_not_read_cannot_keep_it_alive(
    store: Path, end: End, code: int
) -> None:
    with wall_on(store, columns=200, rows=50) as terminal:
        terminal.wait_for("1/2")
        terminal.stop_reading()
        sizes, until = cycle([(50, 200), (49, 199)]), time.monotonic() + 1

        def is_flooded() -> bool:
            terminal.resize(*next(sizes))  # 10 kB each, and no more than 64 are ever held
            return time.monotonic() > until

        terminal.wait_until(is_flooded)
        assert terminal.end(end, END) == code
        assert alone(terminal)
        assert terminal.termios_now() == terminal.before


# Whatever becomes of the store.


@pytest.mark.parametrize("what", ["the file", "the folder"])
def test_while_the_store_is_away_what_was_read_last_stays(store: Path, what: str) -> None:
    checkpointed(store)
    moved = store if what == "the file" else store.parent
    with wall_on(store, columns=200, again=0.5) as terminal:
        terminal.wait_for("1/2")
        moved.rename(moved.with_name("away"))
        wait_for_sentence(terminal, "Read just now, and not since:", 5)
        wait_for_sentence(terminal, "its store is not there.", 5)
        assert counts_all(terminal)
        terminal.type(" ")
        terminal.wait_for("Revenue won", 5)
        wait_for_sentence(terminal, "and not since:", 5)
        moved.with_name("away").rename(moved)
        terminal.wait_until(lambda: "not since" not in terminal.text, 5)
        accountdesk(store, "log", "nightjar", "call: hi\nnext: send an offer by today")
        terminal.wait_until(lambda: counts(terminal, "Due", 2, 2), SEEN_WITHIN_S)
        terminal.type("q")
        assert terminal.wait_end(END) == 0


def test_a_store_that_came_back_is_read_at_the_next_look(store: Path) -> None:
    checkpointed(store)
    with wall_on(store, again=2) as terminal:
        terminal.wait_for("1/2")
        store.rename(store.with_name("away"))
        terminal.wait_for("not since: its store is not there", 10)
        store.with_name("away").rename(store)
        terminal.wait_until(lambda: "not since" not in terminal.text, 3)


def test_why_it_cannot_be_read_is_seen_on_a_usual_terminal() -> None:
    with TemporaryDirectory(prefix="a-place-of-usual-length-") as folder:
        store = a_team(Path(folder) / "desk.db")
        with wall_on(store, again=0.5) as terminal:
            terminal.wait_for("1/2")
            store.write_bytes(b"")
            terminal.wait_for("not since:", 5)
            terminal.wait_until(lambda: re.search("empty|damage", terminal.text) is not None, 3)


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE day_sum RENAME TO day_total; PRAGMA user_version=99",  # a newer program
        "DROP TABLE meta",
        "UPDATE desk_row SET line='{'",
    ],
)
def test_a_store_that_makes_no_sense_any_more_does_not_end_it(store: Path, harm: str) -> None:
    with wall_on(store, "--names", again=0.5) as terminal:
        terminal.wait_for("1/4")
        db = apsw.Connection(str(store))
        db.execute(harm)
        db.close()
        terminal.wait_for("not since:", 3)
        assert counts_all(terminal)
        terminal.type("q")
        assert terminal.wait_end(END) == 0
