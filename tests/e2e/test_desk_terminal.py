"""The desk on a real terminal: what is seen, what a key costs, what others record, how it ends."""

import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.next_step import NextStep
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from tests.builders import TODAY, a_desk
from tests.e2e.desks import PROGRAM, QUIT, a_store, accountdesk, is_typed, no_newcomers
from tests.e2e.terminal import End, Terminal, strange_sequences

MOST_BYTES = 400
"""What a cursor key may send at 120×40 in 256 colours, the explanation included."""
FEW_PASSES = 3
"""How often young garbage may be looked for until the first frame, and just behind it."""
MUCH = 10_000
"""Objects: fewer than a start loads, more than are made between two searches."""
MOST_MODULES = 126
"""Modules of ours that the desk may load until its first frame; 2026-12: 126."""
SEEN_WITHIN_S = 2.0
"""How soon a desk shows what another one has recorded."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with fifty accounts to win and a hostile one, and Ana, who is at it."""
    path = tmp_path / "desk.db"
    with a_desk(path) as desk:
        fill(desk)
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), "actor:ana")
        no_newcomers(desk)
    return path


def fill(desk: Desk) -> None:
    for number in range(50):
        key = AccountKey(add_account(desk, AccountAdded(f"Account {number:02} of a long name")).key)
        record(desk, [(key, NextStep(f"show them the second site, part {number}", TODAY))])
    add_account(
        desk, AccountAdded("A\x1b]52;c;aGk=\x07\x9b31m \u202ehidden [/] [@click=app.quit]x")
    )


def desk_on(store: Path, *, rows: int = 40, columns: int = 120, **env: str) -> Terminal:
    """The desk in a terminal of its own."""
    who = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": "ana"}
    around = {**who, "COLORTERM": "", **env}
    return Terminal(PROGRAM, rows=rows, columns=columns, env=around)


@pytest.fixture
def desk(store: Path) -> Iterator[Terminal]:
    with desk_on(store) as terminal:
        terminal.wait_for("Hunters · 51")
        terminal.wait_until_quiet()
        yield terminal


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (40, 120)])
def test_both_seats_are_visible_at_once(store: Path, rows: int, columns: int) -> None:
    with desk_on(store, rows=rows, columns=columns) as terminal:
        terminal.wait_for("Hunters · 51")
        [line] = [line for line in terminal.screen if "Hunters · 51" in line]
        assert "Farmers · 0" in line
        assert "Revenue" in terminal.screen[1] or "Staying" in terminal.screen[1]


def test_a_narrow_terminal_stacks_the_seats_and_a_tiny_one_says_that_it_is_too_small(
    store: Path,
) -> None:
    with desk_on(store, rows=20, columns=60) as terminal:
        terminal.wait_for("Farmers · 0")
        terminal.wait_until(
            lambda: not any("Hunters ·" in x and "Farmers ·" in x for x in terminal.screen)
        )
        terminal.resize(5, 20)
        terminal.wait_for("Too small")
        terminal.wait_until_quiet()
        words = "Too small: AccountDesk needs 40 columns and 10 lines."
        assert " ".join(terminal.text.split()) == words
        terminal.resize(24, 80)
        terminal.wait_until(
            lambda: any("Hunters · 51" in x and "Farmers · 0" in x for x in terminal.screen)
        )


def test_a_cursor_key_sends_few_bytes(desk: Terminal) -> None:
    costs = []
    for step in range(1, 25):
        mark = desk.mark()
        desk.type("j")
        desk.wait_until(lambda step=step: f"part {step} today" in desk.screen[38])  # type: ignore[misc]  # mypy sees no default of a lambda
        costs.append(len(desk.since(mark)))
    assert max(costs) <= MOST_BYTES, costs


def test_a_letter_of_a_note_sends_its_line_and_what_it_records(desk: Terminal) -> None:
    desk.type("tcall:")
    desk.wait_for("call:")
    desk.wait_until_quiet()
    costs, typed = [], "call:"
    for letter in "hello-again-my-friend":
        mark, typed = desk.mark(), typed + letter
        desk.type(letter)
        desk.wait_until(lambda typed=typed: f"│ {typed}" in desk.text)  # type: ignore[misc]  # mypy sees no default of a lambda
        desk.wait_until_quiet()
        costs.append(len(desk.since(mark)))
    assert sorted(costs)[len(costs) // 2] <= MOST_BYTES, costs


def test_nothing_is_sent_while_nothing_happens(desk: Terminal) -> None:
    desk.type("j")
    desk.wait_for("▌Account 01")
    mark = desk.mark()
    desk.type("\x00")  # a key that means nothing; the loop has been round when it is read
    desk.type("k")
    desk.wait_for("▌Account 00")
    assert len(desk.since(mark)) <= 2 * MOST_BYTES


def test_hostile_text_reaches_no_terminal(store: Path) -> None:
    with desk_on(store) as terminal:
        terminal.wait_for("Hunters · 51")
        for keys, text in (
            ("/]52", "A␛]52;c;aGk="),
            ("\r", "nothing recorded yet"),
            ("e", "Unknown, so it adds nothing"),
            ("q", "What happened"),
            ("y", "1  name"),
            ("q", "What happened"),
            ("?", "The next account"),
        ):
            terminal.type(keys)
            terminal.wait_for(text)
        terminal.type("\x11")
        terminal.wait_end(1.0)
        assert strange_sequences(terminal.raw) == []


def test_copying_goes_to_the_terminal_that_shows_the_desk(desk: Terminal) -> None:
    desk.type("y")
    desk.wait_for("1  name")
    desk.type("1")
    desk.wait_for("Sent to your terminal")
    assert b"\x1b]52;c;QWNjb3VudCAwMCBvZiBhIGxvbmcgbmFtZQ==" in desk.raw
    desk.type("\x11")
    desk.wait_end(1.0)
    assert strange_sequences(desk.raw, clipboard=True) == []


def test_what_is_recorded_elsewhere_appears_within_two_seconds_without_a_key(
    desk: Terminal, store: Path
) -> None:
    desk.type("jj")
    desk.wait_for("▌Account 02")
    accountdesk(store, "log", "account 30", "call: hi\nnext: a telling word 2026-11-20")
    desk.wait_for("a telling word", SEEN_WITHIN_S)
    assert "▌Account 02" in desk.text
    assert desk.screen[38].startswith("Account 02")


@pytest.mark.parametrize(
    ("bundle", "there"),
    [
        ("\x1b[F\x1b[Hjjj", "▌Account 03"),  # End, Home, three down
        ("\tjj\tj", "▌Account 01"),  # two on the empty side, one back on ours
        ("jjoqj", "▌Account 03"),  # opened and left again in between
        ("/acc\x7f\x7f\x7fpart\x7f\x7f\x7f\x7faccount 12\rq\x07", "▌Account 00"),
        ("j" * 49 + "k", "▌Account 48"),
        ("ggggeq", "▌Account 00"),  # the menu chooses once
        ("yqjg\rj", "▌Account 01"),
    ],
)
def test_keys_that_come_in_one_bundle_act_in_their_order(
    desk: Terminal, bundle: str, there: str
) -> None:
    desk.type(bundle)
    desk.wait_for(there)
    desk.wait_until_quiet()
    assert there in desk.text


def test_what_find_opens_takes_the_keys_that_come_behind_enter(desk: Terminal) -> None:
    desk.type("/account 12\re")
    desk.wait_for("Unknown, so it adds nothing")
    assert desk.screen[0].startswith("Account 12")


PASSES = """
import gc, os, sys
log = os.open(sys.argv.pop(), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def told(phase, info):
    if phase == "start":
        os.write(log, b"%d %d\\n" % (info["generation"], gc.get_count()[0]))
gc.callbacks.append(told)
from accountdesk.__main__ import run
run()
"""
"""The program, writing down each search for garbage: its generation, and how much is young."""


def test_garbage_is_not_looked_for_in_all_that_is_loaded_until_the_first_frame(
    store: Path, tmp_path: Path
) -> None:
    passes = tmp_path / "passes"
    argv = [sys.executable, "-c", PASSES, str(passes)]
    env = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": "ana", "COLORTERM": ""}
    with Terminal(argv, rows=40, columns=120, env=env) as terminal:
        terminal.wait_for("Hunters · 51")
        until_then = passes.read_bytes()
        searches = [[*map(int, line.split())] for line in until_then.splitlines()]
        assert len(searches) <= FEW_PASSES
        assert all(generation < 2 and young < MUCH for generation, young in searches)
        terminal.type("j" * 40)
        terminal.wait_until(lambda: passes.stat().st_size > len(until_then))


LOADED = """
import os, signal, sys
path = sys.argv.pop()
def told(*_):
    with open(path + ".new", "w") as file:
        file.write(" ".join(sys.modules))
    os.rename(path + ".new", path)
signal.signal(signal.SIGUSR1, told)
from accountdesk.__main__ import run
run()
"""
"""The program, writing down when it is asked which modules it has loaded."""


def test_the_first_frame_loads_only_what_it_shows(store: Path, tmp_path: Path) -> None:
    told = tmp_path / "modules"
    argv = [sys.executable, "-c", LOADED, str(told)]
    env = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": "ana", "COLORTERM": ""}
    with Terminal(argv, rows=40, columns=120, env=env) as terminal:
        terminal.wait_for("Hunters · 51")
        terminal.signal(signal.SIGUSR1)
        terminal.wait_until(told.exists)
    modules = told.read_text(encoding="utf-8").split()
    own = {module for module in modules if module.startswith("accountdesk.")}
    assert own.isdisjoint(
        f"accountdesk.tui.{opened}"
        for opened in ("dialogs", "screens.note", "screens.find", "screens.account", "wall")
    )
    assert "accountdesk.tui.screens.desk" in own
    assert len(own) <= MOST_MODULES


@pytest.mark.parametrize(
    ("end", "code"),
    [(QUIT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, 131)],
)
def test_every_end_restores_the_terminal_within_a_second(
    desk: Terminal, end: End, code: int
) -> None:
    assert desk.end(end) == code
    assert desk.termios_now() == desk.before
    assert not desk.on_alternate_screen


def test_the_private_copy_for_another_day_goes_with_the_desk(store: Path, tmp_path: Path) -> None:
    env = {"ACCOUNTDESK_STORE": str(store), "TMPDIR": str(tmp_path)}
    for end in (QUIT, signal.SIGTERM):
        with Terminal([*PROGRAM, "--today", "2026-10-01"], rows=24, columns=80, env=env) as there:
            there.wait_for("Thu 1 Oct 2026")
            assert list(tmp_path.glob("accountdesk-copy-*"))
            there.end(end)
        assert not list(tmp_path.glob("accountdesk-*"))


def test_the_copy_of_a_desk_that_was_killed_goes_with_the_next_look(
    store: Path, tmp_path: Path
) -> None:
    env = {"ACCOUNTDESK_STORE": str(store), "TMPDIR": str(tmp_path)}
    argv = [*PROGRAM, "--today", "2026-10-01"]
    with Terminal(argv, rows=24, columns=80, env=env) as there:
        there.wait_for("Thu 1 Oct 2026")
        there.signal(signal.SIGKILL)
        there.wait_end(1.0)
    assert len(list(tmp_path.glob("accountdesk-copy-*"))) == 1
    with Terminal(argv, rows=24, columns=80, env=env) as there:
        there.wait_for("Thu 1 Oct 2026")
        there.type("\x11")
        there.wait_end(1.0)
    assert not list(tmp_path.glob("accountdesk-copy-*"))


def test_without_a_keyboard_the_desk_says_what_it_needs(store: Path) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        env = {"ACCOUNTDESK_STORE": str(store)}
        with Terminal(PROGRAM, env=env, stdin=nothing) as terminal:
            assert terminal.wait_end(20) == 2
            assert "needs a terminal for its keys" in terminal.text
            assert not terminal.on_alternate_screen
    finally:
        os.close(nothing)


def test_a_dumb_terminal_gets_text(store: Path) -> None:
    with desk_on(store, TERM="dumb") as terminal:
        assert terminal.wait_end(20) == 0
        assert b"\x1b" not in terminal.raw
        assert re.search(rb"Hunters \xc2\xb7 51", terminal.raw)


def test_the_demo_opens_on_a_screen(tmp_path: Path) -> None:
    env = {"ACCOUNTDESK_STORE": str(tmp_path / "desk.db"), "ACCOUNTDESK_ACTOR": "ana"}
    argv = [*PROGRAM, "demo", "--today", "2026-11-23"]
    with Terminal(argv, rows=40, columns=120, env=env) as terminal:
        terminal.wait_for("Hunters · 30")
        terminal.wait_for("Ana Ruiz, hunter")
        terminal.type("\x11")
        assert terminal.wait_end(1.0) == 0
    data = json.loads(accountdesk(tmp_path / "desk.db", "demo", "--today", "2026-11-23", "--json"))
    assert len(data["hunters"]) == 30


def test_what_is_typed_before_the_first_frame_is_not_lost(tmp_path: Path) -> None:
    around = {"ACCOUNTDESK_STORE": str(a_store(tmp_path / "desk.db")), "ACCOUNTDESK_ACTOR": "ana"}
    with Terminal(PROGRAM, env=around) as terminal:
        terminal.wait_until(lambda: terminal.on_alternate_screen)
        terminal.type("tcall: hi")
        terminal.wait_for("Note on")
        terminal.wait_until(lambda: is_typed(terminal, "call: hi"), 1.5)
