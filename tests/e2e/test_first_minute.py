"""The first minute: from an empty home to the first note, in a real terminal, key by key."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desks import ESC, PROGRAM, QUIT, accountdesk, said, wait_for_sentence
from tests.e2e.terminal import Terminal
from tests.sources.crm.fake import FakeCrm, running
from tests.sources.crm.world import OFFSET, filled

SHEET = """Company,Account Manager,Type,Renewal Date
Globex Labs,Ben Ode,Customer,2031-05-04
Wayne Energy,Ana Ruiz,Prospect,
Tyrell,Ben Ode,Customer,
"""
MOST_WITH_A_SHEET, MOST_BY_HAND = 12, 10
"""Presses of keys, besides names and text."""


class Newcomer:
    """Presses keys, which are counted, and types names and text, which are not."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pressed: list[str] = []

    def sees(self, sentence: str) -> None:
        wait_for_sentence(self.terminal, sentence)
        self.terminal.wait_until_quiet()

    def press(self, key: str, sees: str) -> None:
        self.pressed.append(key)
        self.terminal.type(key)
        self.sees(sees)

    def types(self, text: str, sees: str | None = None) -> None:
        self.terminal.type(text)
        self.sees(sees or text)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "customers.csv").write_text(SHEET)
    return tmp_path


def around(home: Path) -> dict[str, str]:
    store = home / ".local/share/accountdesk/desk.db"
    return {"HOME": str(home), "ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": ""}


@pytest.fixture(params=[(24, 80), (40, 120)])
def newcomer(request: pytest.FixtureRequest, home: Path) -> Iterator[Newcomer]:
    rows, columns = request.param
    with Terminal(PROGRAM, rows=rows, columns=columns, env=around(home)) as terminal:
        terminal.wait_for("How do you want to begin?")
        yield Newcomer(terminal)


def test_from_a_spreadsheet_to_the_first_note(newcomer: Newcomer, home: Path) -> None:
    newcomer.press("2", "~/Downloads/customers.csv")
    newcomer.press("\r", "3 accounts")
    newcomer.sees("customers.csv: accounts (name = Company")
    newcomer.press("\r", "Who are you?")
    newcomer.types("ben", "Ben Ode")
    newcomer.press("\r", "What do you do?")
    assert not Path(around(home)["ACCOUNTDESK_STORE"]).exists()  # nothing before the last step
    newcomer.press("f", "Press t and write what happened last")
    newcomer.sees("Ben Ode, farmer")
    newcomer.sees("▌Globex Labs")
    newcomer.press("t", "Note on Globex Labs")
    newcomer.types("call: they like it")
    newcomer.press("\r", "Enter: record 1 thing")
    newcomer.press("\r", "Recorded on Globex Labs: call: they like it")
    newcomer.sees("Your first note")
    assert len(newcomer.pressed) <= MOST_WITH_A_SHEET, newcomer.pressed
    assert newcomer.terminal.end(QUIT) == 0
    store = Path(around(home)["ACCOUNTDESK_STORE"])
    assert said(store) == ["they like it"]
    assert sorted(path.name for path in store.parent.iterdir() if "begun" in path.name) == []


def test_by_hand_to_the_first_note(newcomer: Newcomer, home: Path) -> None:
    newcomer.press("3", "Which account is on your mind?")
    newcomer.types("Wayne Energy")
    newcomer.press("\r", "What is it?")
    newcomer.press("w", "Who do you talk to at Wayne Energy?")
    newcomer.types("Dana Fox")
    newcomer.press("\r", "Who are you?")
    newcomer.types("Ana Ruiz")
    newcomer.press("\r", "What do you do?")
    newcomer.press("h", "Press t and write what happened last")
    newcomer.press("t", "Note on Wayne Energy")
    newcomer.types("call in dana: wants an offer")
    newcomer.press("\r", "Enter: record 1 thing")
    newcomer.press("\r", "Recorded on Wayne Energy: call in, Dana Fox: wants an offer")
    assert len(newcomer.pressed) <= MOST_BY_HAND, newcomer.pressed
    assert newcomer.terminal.end(QUIT) == 0
    shown = accountdesk(Path(around(home)["ACCOUNTDESK_STORE"]), "show", "wayne", "--json")
    assert [one["name"] for one in json.loads(shown)["hunters"]] == ["Ana Ruiz"]


def test_looking_around_opens_the_demo_and_makes_no_desk(newcomer: Newcomer, home: Path) -> None:
    newcomer.press("1", "Ana Ruiz, hunter")
    newcomer.sees("Hunters · 30")
    assert newcomer.terminal.end(QUIT) == 0
    assert not Path(around(home)["ACCOUNTDESK_STORE"]).exists()


def test_who_leaves_in_the_middle_goes_on_with_what_was_typed(home: Path) -> None:
    with Terminal(PROGRAM, env=around(home)) as terminal:
        newcomer = Newcomer(terminal)
        newcomer.sees("How do you want to begin?")
        newcomer.press("3", "Which account is on your mind?")
        newcomer.types("Wayne Energy")
        newcomer.press("\r", "What is it?")
        newcomer.press("c", "Who do you talk to")
        assert terminal.end(signal.SIGHUP) == 128 + signal.SIGHUP
    assert not Path(around(home)["ACCOUNTDESK_STORE"]).exists()
    with Terminal(PROGRAM, env=around(home)) as terminal:
        newcomer = Newcomer(terminal)
        newcomer.sees("How do you want to begin?")
        newcomer.press("3", "Wayne Energy")
        newcomer.press(ESC, "How do you want to begin?")
        assert terminal.end(QUIT) == 0


def test_a_desk_that_has_nobody_and_nothing_asks_too(home: Path) -> None:
    store = around(home)["ACCOUNTDESK_STORE"]
    subprocess.run(
        [*PROGRAM, "policy", "set", "track", "relational"],
        env=os.environ | around(home),
        check=True,
    )
    assert Path(store).exists()
    with Terminal(PROGRAM, env=around(home)) as terminal:
        newcomer = Newcomer(terminal)
        newcomer.sees("How do you want to begin?")
        newcomer.press("3", "Which account is on your mind?")
        newcomer.types("Wayne")
        newcomer.press("\r", "What is it?")
        newcomer.press("w", "Who do you talk to")
        newcomer.press("\r", "Who are you?")
        newcomer.types("Ana")
        newcomer.press("\r", "What do you do?")
        newcomer.press("b", "▌Wayne")
        assert terminal.end(QUIT) == 0


def test_without_a_terminal_nothing_is_asked(home: Path) -> None:
    done = subprocess.run(
        PROGRAM, env=os.environ | around(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "There is no desk at" in done.stderr


def test_from_nothing_to_the_accounts_of_a_crm(newcomer: Newcomer, home: Path) -> None:
    """Four questions and a token, and the desk has what the CRM has."""
    (home / "mine.toml").write_text(OFFSET)
    with running(filled(FakeCrm(), 12)) as crm:
        newcomer.sees("How do you want to begin?")
        newcomer.press("4", "Which CRM?")
        newcomer.types(str(home / "mine.toml"), "mine.toml")
        newcomer.press("\r", "where it is")
        newcomer.types(crm.url)
        newcomer.press("\r", "its token")
        newcomer.types("sesame", "nobody sees it")
        newcomer.press("\r", "What is it called here?")
        newcomer.press("\r", "It answers, and has 12 accounts")
        newcomer.press("\r", "Who are you?")
        newcomer.types("Ana Ruiz")
        newcomer.press("\r", "What do you do?")
        newcomer.press("h", "Account 11")
        assert newcomer.terminal.end(QUIT) == 0
    assert (home / "config/accountdesk/mine.secret").stat().st_mode & 0o777 == 0o600
