"""An upset customer on a real terminal: from the call until they say that it is right."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desks import (
    F2,
    QUIT,
    SIZES,
    a_store,
    accountdesk,
    desk_at,
    wait_for_sentence,
    write,
)
from tests.e2e.terminal import Terminal, strange_sequences

CALL = (
    'call in dana: furious about the bill\rfeels: angry "nobody called back"\r'
    "wrong: invoice doubled by fri\rwe: credit note by wed"
)
STEPS = (
    ("told", "we charged you twice, sorry"),
    ("fixed", "credit note sent"),
    ("gave", "a month for free"),
)
DOWN, TAB = "\x1b[B", "\t"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path / "desk.db")


def shown(store: Path) -> dict[str, Any]:
    found = json.loads(accountdesk(store, "show", "account 0", "--json"))
    assert isinstance(found, dict)
    return found


def choose(terminal: Terminal, title: str, name: str) -> None:
    """Choose by name in the list of that title."""
    terminal.wait_for(f"─ {title}")
    terminal.type(name)
    terminal.wait_until(lambda: f"│ {name} " in terminal.text)
    terminal.type("\r")
    terminal.wait_until(lambda: f"─ {title}" not in terminal.text)


def make_a_step(terminal: Terminal, name: str, words: str) -> None:
    """Say that the next step of the repair was made."""
    terminal.type("w")
    choose(terminal, "went wrong, Account 0", "invoice")
    choose(terminal, "invoice doubled, Account 0", name)
    terminal.wait_for("│ Words ")
    terminal.type(words)
    terminal.wait_for(words)
    terminal.type(F2)
    wait_for_sentence(terminal, "Recorded: ")


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_an_upset_customer_is_made_right_when_they_say_so(
    store: Path, rows: int, columns: int
) -> None:
    with desk_at(store, rows=rows, columns=columns) as terminal:
        write(terminal, CALL)
        terminal.wait_for("Enter twice: record 4 things")
        terminal.type(F2)
        wait_for_sentence(terminal, "y copies what was agreed, to send by hand.")
        terminal.wait_for("Make right 1")
        terminal.wait_for("▌Account 0 invoice")
        terminal.type("y")
        wait_for_sentence(terminal, "Sent to your terminal to copy: the agreement")
        for name, words in STEPS:
            make_a_step(terminal, name, words)
            terminal.wait_for("Make right 1")
        is_confirmed(terminal)
        terminal.wait_for("Make right 1")  # how they feel, and what was promised, stand there yet
        terminal.type("f")
        terminal.wait_for("│ Feels ")
        terminal.type(f"content{TAB}you stood by us{TAB}dana{F2}")
        wait_for_sentence(terminal, "Recorded: Dana Fox feels content")
        terminal.wait_until(lambda: "Make right" not in terminal.text)
        is_kept(terminal)
        terminal.type(QUIT)
        assert terminal.wait_end(2.0) == 0
        assert strange_sequences(terminal.raw, clipboard=True) == []
    it_has_all(shown(store))


def is_confirmed(terminal: Terminal) -> None:
    """They say that it is right: an empty line is refused, their words close it."""
    terminal.type("w")
    choose(terminal, "went wrong, Account 0", "invoice")
    choose(terminal, "invoice doubled, Account 0", "they")
    terminal.wait_for("│ Words ")
    terminal.type(F2)
    wait_for_sentence(terminal, "is right only when they say so.")
    terminal.type("thank you, all is well")
    terminal.type(f"{TAB}dana")
    terminal.wait_for("all is well")
    terminal.type(F2)
    wait_for_sentence(terminal, "they confirmed Mon 23 Nov 2026, Dana Fox: invoice doubled")


def is_kept(terminal: Terminal) -> None:
    """The promise is kept: chosen by its name, on the screen of all promises."""
    terminal.type("gp")
    terminal.wait_for("we: credit note · Account 0")
    terminal.type("\r")
    choose(terminal, "promises", "credit")
    choose(terminal, "credit note, Account 0", "done")
    terminal.wait_for("─ Done: credit note")
    terminal.type(F2)
    wait_for_sentence(terminal, "Recorded: promise done Mon 23 Nov 2026: credit note.")
    wait_for_sentence(terminal, "nothing is to be made right.")
    terminal.type("q")
    terminal.wait_for("▌Account 0")


def it_has_all(account: dict[str, Any]) -> None:
    assert {one["group"] for one in account["attention"].values()} <= {"stay close", "in order"}
    [repair] = account["repairs"]
    assert not repair["open"]
    assert [(step["stage"], step["words"]) for step in repair["steps"]] == [
        ("told them", "we charged you twice, sorry"),
        ("fixed", "credit note sent"),
        ("gave beyond", "a month for free"),
        ("they confirmed", "thank you, all is well"),
    ]
    assert repair["due"] == "2026-11-27"
    [promise] = account["promises"]
    assert (promise["what"], promise["outcome"], promise["due"]) == (
        *("credit note", "on time"),
        "2026-11-25",
    )
    assert [(one["mood"], one["words"]) for one in account["feelings"]] == [
        ("angry", "nobody called back"),
        ("content", "you stood by us"),
    ]
    assert account["feels"] == "content"
    assert account["our_word"]["on_time"] == 1


def test_a_kill_in_the_middle_of_a_form_loses_nothing_that_was_recorded(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, CALL)
        terminal.type(F2)
        terminal.wait_for("Make right 1")
        make_a_step(terminal, *STEPS[0])
        before = shown(store)
        terminal.type("w")
        choose(terminal, "went wrong, Account 0", "invoice")
        choose(terminal, "invoice doubled, Account 0", "fixed")
        terminal.type("credit note")
        terminal.wait_for("credit note")
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_end(2.0) == -signal.SIGKILL
    assert shown(store) == before
    assert [step["stage"] for step in before["repairs"][0]["steps"]] == ["told them"]
    with desk_at(store) as terminal:
        terminal.wait_for("Make right 1")
        make_a_step(terminal, *STEPS[1])
    assert len(shown(store)["repairs"][0]["steps"]) == 2
