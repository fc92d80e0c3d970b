"""Erasing somebody of whom much was said: their ties, who they are as well, where they went."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.desk import people_forms
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.erasing import erase, planned
from accountdesk.desk.exchange import export
from accountdesk.desk.form import filled
from accountdesk.desk.importing import Order, import_files
from accountdesk.desk.log import log
from tests.builders import a_desk

PEOPLE = """Account,Contact,Email
Globex,Dana Fox,dana@globex.example
Globex,Carl Voss,carl@globex.example
Globex,Danielle Zorn,dz@globex.example
Globex,Eva Lang,eva@globex.example
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """People of a file, whose keys are made of their names."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    with a_desk(tmp_path / "desk.db") as desk:
        import_files(desk, Order((str(file),)), lambda question: True)
        file.unlink()
        add_account(desk, AccountAdded("Initech"))
        yield desk


def say(desk: Desk, form: str, *answers: str, account: str = "globex") -> None:
    filled(getattr(people_forms, f"{form}_form")(desk, account), answers).record(desk)


def gone(desk: Desk, name: str) -> None:
    erase(desk, planned(desk, name))


def kept(desk: Desk) -> str:
    return "\n".join(export(desk)).lower()


def people(desk: Desk, account: str = "globex") -> list[str]:
    return [line.partition(" · ")[0] for line in card(desk, "People", account)]


def card(desk: Desk, title: str, account: str = "globex") -> tuple[str, ...]:
    return dict(account_page(desk, account).people).get(title, ())


def test_what_ties_them_to_others_names_them_no_more(desk: Desk) -> None:
    say(desk, "tie", "carl", "reports", "dana fox")
    say(desk, "tie", "dana fox", "works", "eva")
    say(desk, "about", "dana fox", "no surprises", "phone", "German", "Europe/Berlin")
    say(desk, "role", "dana fox", "pays")
    gone(desk, "Dana Fox")
    assert "dana fox" not in kept(desk)
    assert "surprises" not in kept(desk)
    assert people(desk) == ["Carl Voss", "Danielle Zorn", "Eva Lang"]
    assert card(desk, "How they work together") == ()


def test_who_is_said_to_be_another_one_goes_with_them(desk: Desk) -> None:
    say(desk, "same", "danielle", "dana fox")
    log(desk, "globex", "call dana: hello")
    gone(desk, "Dana Fox")
    assert people(desk) == ["Carl Voss", "Eva Lang"]
    assert not any(name in kept(desk) for name in ("dana", "danielle", "zorn"))


def test_two_erasures_leave_nobody_who_is_one_with_others(desk: Desk) -> None:
    say(desk, "same", "dana fox", "danielle")
    say(desk, "role", "carl", "pays")
    gone(desk, "Dana Fox")
    gone(desk, "Carl Voss")
    assert card(desk, "People") == ("Eva Lang · eva@globex.example",)  # who pays nothing


def test_who_has_moved_is_erased_in_both_places(desk: Desk) -> None:
    say(desk, "moved", "dana fox", "Initech")
    assert people(desk, "initech") == ["Dana Fox"]
    gone(desk, "Dana Fox")
    assert people(desk, "initech") == []
    assert "dana" not in kept(desk)
    bodies = [json.loads(line)["body"] for line in export(desk)]
    assert all("Dana" not in json.dumps(body) for body in bodies)
