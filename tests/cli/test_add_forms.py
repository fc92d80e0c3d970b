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
