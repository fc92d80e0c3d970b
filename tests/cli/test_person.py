"""`person`: what is kept of somebody is printed, and erased only by a yes that was meant."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("add", "account", "Globex Labs")
    found("add", "person", "globex", "Dana Fox", "--email", "dana@globex.example")
    found("add", "person", "globex", "Bill Fox")
    found("log", "globex", 'call in dana: liked it\nfeels: uneasy "burned before"')
    return found


def test_everything_about_somebody_is_json(shell: Shell) -> None:
    found = json.loads(shell("person", "export", "dana").stdout)
    assert found["person"]["names"] == ["Dana Fox"]
    assert [entry["kind"] for entry in found["entries"]] == [
        "person_added",
        "touchpoint",
        "feeling",
    ]
    assert [said["words"] for said in found["said"]] == ["burned before"]


def test_a_dry_run_lists_what_would_go_and_writes_nothing(shell: Shell) -> None:
    before = shell("journal", "--json").stdout
    said = shell("person", "erase", "Dana Fox", "--dry-run").stdout
    assert said.startswith("This would erase Dana Fox of Globex Labs: 3 entries.\n")
    assert "Globex Labs: Dana Fox feels uneasy: “burned before” (Mon 23 Nov 2026)" in said
    data = shell.json("person", "erase", "dana@globex.example", "--dry-run")
    assert isinstance(data["entries"], list)
    assert (len(data["entries"]), data["records"], data["drafts"]) == (3, 0, 0)
    assert shell("journal", "--json").stdout == before


def test_without_a_terminal_it_needs_a_yes(shell: Shell) -> None:
    refused = shell("person", "erase", "dana", code=1)
    assert "add --yes" in refused.stderr
    assert "Nothing was erased." in refused.stderr
    done = shell("person", "erase", "dana", "--yes")
    assert done.stdout == "Erased: 3 entries.\n"
    assert "dana" not in shell("journal").stdout.casefold()
    assert "[erased] feels uneasy: “[erased]”" in shell("journal").stdout
    assert b"burned" not in (shell.folder / "desk.db").read_bytes()
    again = shell("person", "erase", "Dana Fox", "--yes", code=1)
    assert "nothing has named them since" in again.stderr


@pytest.mark.parametrize(("typed", "code"), [("y\n", 1), ("yes\n", 0), ("\n", 1)])
def test_at_a_terminal_the_whole_word_is_asked_for(shell: Shell, typed: str, code: int) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    done = subprocess.run(
        [sys.executable, "-m", "accountdesk", "person", "erase", "dana"],
        env=shell.environ | {"ACCOUNTDESK_TODAY": "2026-11-23"},
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == code
    assert "cannot be brought back" in done.stderr
    assert "Type yes:" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["erase", "nobody"], "Nobody is called “nobody” here."),
        (["erase", "fox"], "Several people are called “fox”: Dana Fox of Globex Labs (own:"),
        (["erase", "dana", "--account", "acme"], "No account is called “acme”."),
        (["export", "nobody"], "`accountdesk show ACCOUNT` lists the people"),
        (["expire"], "`accountdesk policy set quotes.days 365` sets one."),
    ],
)
def test_what_cannot_be_is_a_sentence(shell: Shell, words: list[str], says: str) -> None:
    assert (
        says
        in shell("person", *words, "--yes" if words[0] != "export" else "--json", code=1).stderr
    )


def test_quotes_are_shown_for_as_long_as_the_team_says_and_then_erased(shell: Shell) -> None:
    shell("policy", "set", "quotes.days", "10")
    assert "burned before" in shell("journal", today="2026-12-02").stdout
    later = shell("journal", today="2027-06-01").stdout
    assert "Dana Fox feels uneasy (" in later
    assert "burned" not in later
    done = shell("person", "expire", "--yes", "--json", today="2027-06-01")
    assert len(json.loads(done.stdout)["entries"]) == 1
    assert b"burned" not in (shell.folder / "desk.db").read_bytes()
    assert "Dana Fox" in shell("show", "globex").stdout
