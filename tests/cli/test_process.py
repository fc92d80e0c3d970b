"""`accountdesk process` and `review`: printed, given out as files, decided from one."""

import json
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found.environ["COLUMNS"] = "100"
    found("add", "account", "Globex Labs")
    return found


def test_our_way_is_entered_shown_and_given_out(shell: Shell, tmp_path: Path) -> None:
    said = shell("add", "process", "globex", "try", "promise-2=none").stdout
    assert said.startswith("our way Mon 23 Nov 2026: Try it out · we promise: one person of ours")
    assert "look at the results" not in said
    shown = shell("process", "globex").stdout
    assert "you are here: Globex Labs, since Mon 23 Nov" in shown
    assert "To check: they said beforehand" in shown
    assert max(map(len, shown.splitlines()[:6])) <= 100
    found = shell.json("process", "globex")
    assert found["here"] == {
        **{"key": found["here"]["key"], "name": "Globex Labs"},  # type: ignore[index]  # a dict
        **{"step": "try", "since": "2026-11-23"},
    }
    assert found["accounts"] == {"listen": 0, "answer": 0, "try": 1, "start": 0, "stay": 0}
    picture, page = tmp_path / "way.svg", tmp_path / "way.html"
    done = shell("process", "globex", "--svg", str(picture), "--html", str(page))
    assert done.stdout == ""
    assert done.stderr == "The picture is written to way.svg.\nThe story is written to way.html.\n"
    ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    assert "3 · Try it out (you are here)" in page.read_text(encoding="utf-8")
    assert shell("process", "--svg", "-").stdout.startswith("<svg ")
    story = shell("process", "--story").stdout
    assert story.startswith("# How we work with you\n\n## 1 · Listen\n")
    assert "To check" not in story
    assert "cannot be written" in shell("process", "--svg", str(tmp_path), code=1).stderr


def test_what_is_printed_as_toml_can_be_changed_and_applied(shell: Shell, tmp_path: Path) -> None:
    text = shell("process", "--toml").stdout
    assert [step["key"] for step in tomllib.loads(text)["step"]][-1] == "stay"
    file = tmp_path / "ours.toml"
    file.write_text(text.replace('name = "Listen"', 'name = "Ask"'), encoding="utf-8")
    names = "Ask, A plain answer, Try it out, Start together, Stay close"
    assert shell("process", "apply", str(file)).stdout == f"Our way from now on: {names}\n"
    assert shell("process", "--toml").stdout == file.read_text(encoding="utf-8")
    assert f"  {names}  " in shell("policy").stdout
    file.write_text("[[step]]\n", encoding="utf-8")
    assert "this one has 1." in shell("process", "apply", str(file), code=1).stderr


@pytest.mark.parametrize(
    "words",
    [
        ("process", "apply"),
        ("process", "apply", "a.toml", "b.toml"),
        ("process", "apply", "a.toml", "--story"),
        ("process", "globex", "labs"),
        ("review",),
        ("review", "globex", "--md", "--html", "-"),
    ],
)
def test_what_is_no_use_of_them_is_said(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words, code=2).stderr


def test_a_review_is_printed_in_each_shape(shell: Shell, tmp_path: Path) -> None:
    shell("log", "globex", "call in: secret\nwe: the quote by fri\nthey: the key by fri")
    assert "we: the quote, Fri 27 Nov" in shell("review", "globex").stdout
    theirs = shell("review", "globex", "--customer", "--md").stdout
    assert theirs == (
        "# Globex Labs: our review\n\nWed 1 Jul 2026 to Mon 23 Nov 2026\n\n## What is next\n\n"
        "- You: the key, by Fri 27 Nov 2026\n"
    )
    page = tmp_path / "review.html"
    shell("review", "globex", "--customer", "--html", str(page), "--period", "2026")
    told = page.read_text(encoding="utf-8")
    assert "Thu 1 Jan 2026 to Thu 31 Dec 2026" in told
    assert "secret" not in told
    found = json.loads(shell("review", "globex", "--customer", "--json").stdout)
    assert [one["title"] for one in found["sections"]] == ["What is next"]
