"""`accountdesk add WORD ACCOUNT ANSWER…`: what the forms of the screen ask, answered in a shell."""

import json
from pathlib import Path

import pytest

from accountdesk.cli.main import main


@pytest.fixture(autouse=True)
def globex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(tmp_path / "desk.db"))
    monkeypatch.setenv("ACCOUNTDESK_TODAY", "2026-11-23")
    assert main(["add", "account", "Globex"]) == 0


def test_answers_stand_in_the_forms_order_or_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "track", "globex", "trans", "small and safe"]) == 0
    assert "transactional: small and safe." in capsys.readouterr().out
    assert main(["add", "track", "globex", "why=large, and risky", "rel", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["recorded"] == ["relational: large, and risky"]


def test_what_is_left_out_stays_as_the_form_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", "track", "globex", "trans"])
    assert main(["add", "track", "globex", "why=on purpose"]) == 0
    assert "transactional: on purpose." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["middle"], "The track is one of: relational, transactional, team; not “middle”."),
        (["rel", "a", "b", "c", "d", "e", "f"], "is one answer too many. “How Globex is treated”"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    answers: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", "track", "globex", *answers]) == 1
    assert sentence in capsys.readouterr().err


def test_what_was_learned_and_gained_is_printed_and_found_by_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["learned"])
    assert "Nothing was learned or gained yet." in capsys.readouterr().out
    main(["log", "globex", "call: hi\nlearned: ask finance first\ngain us: a reference"])
    capsys.readouterr()
    assert main(["learned", "fin"]) == 0
    assert " ".join(capsys.readouterr().out.split()) == (
        "Mon 23 Nov learned ask finance first Globex"
    )
    assert main(["learned", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["for"], one["text"]) for one in told["found"]] == [
        ("value", "us", "a reference"),
        ("learned", None, "ask finance first"),
    ]
    main(["learned", "zoo"])
    assert capsys.readouterr().out == "Nothing is found for “zoo”.\n"


def test_an_answer_that_is_no_number_and_no_word_of_the_list_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["add", "need", "globex", "cold chain to Lyon"])
    assert main(["add", "can", "globex", "a second van", "for=Rome"]) == 1
    assert (
        "No open need of theirs is called “Rome”. There are: 1 cold chain to Lyon."
        in capsys.readouterr().err
    )
