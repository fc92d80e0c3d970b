"""A hand-off on real terminals: won, owed, returned, completed, accepted, told, kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.standing import name_seats
from tests.builders import Clock, a_desk
from tests.e2e.desks import F2, PROGRAM, accountdesk, no_newcomers, wait_for_sentence, write
from tests.e2e.terminal import Terminal, strange_sequences

DOWN = "\x1b[B"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Ana is about to win Globex, which Ben will serve."""
    path = tmp_path / "desk.db"
    with a_desk(path, clock=Clock(0)) as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim="actor:ana")
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
        no_newcomers(desk)
        add_account(desk, AccountAdded("Globex"))
        add_person(desk, "globex", PersonAdded("Dana Fox", "CFO"))
        add_deal(desk, "globex", DealAdded("Pilot line", owner=None), "ana")
        name_seats(desk, ["globex"], {Seat.FARMER: ["ben"]})
    return path


@contextmanager
def desk_of(store: Path, actor: str) -> Iterator[Terminal]:
    env = {"ACCOUNTDESK_STORE": str(store), "ACCOUNTDESK_ACTOR": actor, "COLORTERM": ""}
    with Terminal(PROGRAM, rows=40, columns=120, env=env) as terminal:
        terminal.wait_for("Hunters · ")
        yield terminal
        assert strange_sequences(terminal.raw, clipboard=True) == []


def choose(terminal: Terminal, *texts: str) -> None:
    """Choose by name, list after list."""
    for text in texts:
        terminal.wait_for("type to find")
        terminal.type(text)
        terminal.wait_until_quiet()
        terminal.type("\r")


def reasons(store: Path) -> dict[str, str]:
    """For each list in which Globex stands its first reason, and why it stands there."""
    told = json.loads(accountdesk(store, "show", "globex", "--json"))
    return {
        seat: asks["terms"][0]["word"] if asks["terms"] else ""
        for seat, asks in told["attention"].items()
    }


def steps(store: Path) -> list[Any]:
    """What the journal has of the hand-off, the oldest first."""
    lines = accountdesk(store, "journal", "export", "-").splitlines()
    found = sorted((json.loads(line) for line in lines), key=lambda one: one["at"])
    return [
        one["body"]["how"] if one["kind"] == "handoff_answer" else one["kind"]
        for one in found
        if one["kind"] in ("handoff", "handoff_answer", "promise_settled")
    ]


def test_a_win_is_handed_over_step_by_step(store: Path) -> None:
    assert reasons(store) == {"hunter": "nothing next"}
    with desk_of(store, "ana") as terminal:
        win(terminal)
        assert reasons(store) == {"hunter": "hand-off", "farmer": "nothing next"}
        send(terminal)
    assert steps(store) == ["handoff"]
    with desk_of(store, "ben") as terminal:
        give_back(terminal)
    assert steps(store)[-1] == "returned"
    assert reasons(store)["hunter"] == "hand-off"
    with desk_of(store, "ana") as terminal:
        complete(terminal)
    assert steps(store)[-1] == "sent"
    with desk_of(store, "ben") as terminal:
        accept_and_tell(terminal)
        assert reasons(store) == {"hunter": "stays", "farmer": "nothing next"}
        keep_the_first_promise(terminal)
    assert steps(store) == [
        "handoff",
        "returned",
        "sent",
        "accepted",
        "told them",
        "promise_settled",
    ]
    assert reasons(store).keys() == {"farmer"}


def win(terminal: Terminal) -> None:
    terminal.type("ab")
    terminal.wait_for("1  Pilot line")
    terminal.type("1" + DOWN * 3 + "\x01\x0bwon" + DOWN + "today" + F2)
    wait_for_sentence(terminal, "Recorded: deal: Pilot line, won")
    wait_for_sentence(terminal, "hand-off owed: Pilot line")


def send(terminal: Terminal) -> None:
    terminal.type("ah")
    choose(terminal, "owed since")
    wait_for_sentence(terminal, "! Whoever takes over has to know: why they bought, needs.")
    terminal.type(DOWN * 3 + "speed" + DOWN + "two lines" + F2)
    wait_for_sentence(terminal, "Recorded: hand-off Mon 23 Nov 2026, hunter to farmer")
    terminal.type("ah")
    choose(terminal, "answer what Ana", "accept it")
    wait_for_sentence(terminal, "You have handed the account over yourself")


def give_back(terminal: Terminal) -> None:
    terminal.type("ah")
    choose(terminal, "answer what Ana", "return it")
    terminal.wait_for("Missing")
    terminal.type("needs" + DOWN + "since when?" + F2)
    wait_for_sentence(terminal, "hand-off returned: needs")


def complete(terminal: Terminal) -> None:
    wait_for_sentence(terminal, "hand-off returned: needs")
    terminal.type("ah")
    choose(terminal, "complete and send again")
    wait_for_sentence(terminal, "Hand over the account, of Globex")
    terminal.type(DOWN * 2 + ", since spring" + F2)
    wait_for_sentence(terminal, "Recorded: hand-off sent again")


def accept_and_tell(terminal: Terminal) -> None:
    terminal.type("ah")
    choose(terminal, "answer what Ana", "accept it")
    wait_for_sentence(terminal, "Accept the account, of Globex")
    terminal.type(F2)
    wait_for_sentence(terminal, "Recorded: hand-off accepted Mon 23 Nov 2026")
    terminal.type("ah")
    choose(terminal, "they were told")
    wait_for_sentence(terminal, "Who")
    terminal.type("dana" + F2)
    wait_for_sentence(terminal, "Recorded: told Dana Fox Mon 23 Nov 2026 of the hand-off")
    wait_for_sentence(terminal, "until the first promise is kept")


def keep_the_first_promise(terminal: Terminal) -> None:
    write(terminal, "call dana: hello\rwe: a plan of the first week by today")
    terminal.type(F2)
    wait_for_sentence(terminal, "we promise Dana Fox: a plan of the first week")
    terminal.type("m")
    choose(terminal, "a plan of the first week", "done")
    terminal.wait_for("Done: a plan")
    terminal.type(F2)
    wait_for_sentence(terminal, "promise done Mon 23 Nov 2026: a plan of the first week")
