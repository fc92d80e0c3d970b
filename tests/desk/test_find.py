"""Finding: rows as the lists have them, and who was meant."""

import json
from pathlib import Path

import pytest

from accountdesk.cli.main import main
from accountdesk.core.account import AccountAdded
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.find import find
from accountdesk.desk.log import log
from tests.builders import a_desk


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "desk.db"
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(path))
    with a_desk(path) as desk:
        fill(desk)
    return path


def fill(desk: Desk) -> None:
    for name in ("Globex Labs", "Orchard", "Acme", "Acme North"):
        add_account(desk, AccountAdded(name))
    add_person(desk, "globex", PersonAdded("Dana Fox", "CFO", "dana@globex.example", "030 555-01"))
    log(desk, "acme north", "call: hi\nnext: offer yesterday")


def test_an_account_is_found_by_itself_and_by_its_people(path: Path) -> None:
    with a_desk(path) as desk:
        for typed in ("glo", "LABS", "dana", "fox dana", "dana@glob", "030 555 01", "lab fo"):
            found = find(desk, typed)
            assert [row.name for row in found.rows] == ["Globex Labs"], typed
            assert not found.more
        assert find(desk, "glo").hits[0].person == ""
        assert find(desk, "fox").hits[0].person == "Dana Fox, dana@globex.example, 030 555-01"
        assert find(desk, "fox").rows[0].told.startswith("Dana Fox, dana@globex.example")
        assert find(desk, "").rows == find(desk, "zzz").rows == ()


def test_the_account_of_that_very_name_comes_first_then_who_needs_us(path: Path) -> None:
    with a_desk(path) as desk:
        assert [row.name for row in find(desk, "ac").rows] == ["Acme North", "Acme"]
        assert [row.name for row in find(desk, "acme").rows] == ["Acme", "Acme North"]
        assert find(desk, "ac", 1).more


def test_the_command_prints_what_it_found(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "acme", "north"]) == 0
    assert capsys.readouterr().out.split() == ["Acme", "North", "offer", "1", "d", "late"]
    assert main(["find", "fox"]) == 0
    assert "Dana Fox, dana@globex.example, 030 555-01" in capsys.readouterr().out
    assert main(["find", "fox", "--json"]) == 0
    [hit] = json.loads(capsys.readouterr().out)["found"]
    assert hit["name"] == "Globex Labs"
    assert hit["seat"] == "hunter"
    assert main(["find", "zzz"]) == 1
    assert "Nothing is found for “zzz”" in capsys.readouterr().err
