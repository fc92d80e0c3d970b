"""The brief: one screen before a call, and the briefs of all that one takes over."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.cli.main import main
from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.brief import brief, inherited, taken_over
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import filled
from accountdesk.desk.log import log
from accountdesk.desk.people_forms import about_form, role_form
from accountdesk.desk.standing import name_seats
from tests.builders import a_desk
from tests.tui.app import on_screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), "actor:ben")
        for name in ("Globex", "Initech", "Umbrella"):
            add_account(desk, AccountAdded(name, "customer"))
        add_person(desk, "globex", PersonAdded("Dana Fox", "CFO"))
        name_seats(desk, ["globex", "initech"], {Seat.HUNTER: [], Seat.FARMER: ["ben"]})
        yield desk


NOTE = """call in dana: she asked for tiers
we: quote with tiers by fri
they: org chart by mon
next: demo with finance tue 10:00
feels: uneasy "we have been burned before"
wrong: invoice doubled"""


def test_a_brief_is_what_they_would_else_have_to_say_again(desk: Desk) -> None:
    log(desk, "globex", NOTE)
    for number in range(3):
        log(desk, "globex", f"mail out dana: number {number}\nwhen: yesterday")
    filled(role_form(desk, "globex"), ["dana", "makes"]).record(desk)
    filled(about_form(desk, "globex"), ["dana", "no surprises"]).record(desk)
    found = brief(desk, "globex")
    assert found.about == "customer · relational · Farmers: Ben Ode"
    assert dict(found.sections) == {
        "Why they need us": (
            "Make right: invoice doubled 0 d",
            "Stay close: uneasy: “we have been burned before” 0 d",
            "Stay close: one thread: spoke only with Dana Fox 0 d",
        ),
        "How they are": (
            "uneasy: “we have been burned before” (Dana Fox, seen by Ana Ruiz, today)",
            "invoice doubled: nobody has told them yet, not yet right in their eyes",
        ),
        "Open between us": (
            "we to Dana Fox: quote with tiers, Fri 27 Nov (Ana Ruiz)",
            "Dana Fox: org chart, Mon 30 Nov (Ana Ruiz)",
        ),
        "Who they are": ("Dana Fox, CFO: makes decisions · no surprises",),
        "The last we heard": (
            "today  call in, Dana Fox: she asked for tiers (Ana Ruiz)",
            *(f"yesterday  mail out, Dana Fox: number {number} (Ana Ruiz)" for number in (2, 1)),
        ),
        "Next": ("demo with finance, tomorrow 10:00 (Ana Ruiz)",),
    }
    assert found.text.startswith(
        "# Globex\n\ncustomer · relational · Farmers: Ben Ode\n\n## Why they need us\n"
    )


def test_what_is_unknown_is_said_and_empty_parts_are_left_out(desk: Desk) -> None:
    assert brief(desk, "initech").sections == (
        ("Why they need us", ("Stay close: nothing next",)),
        ("How they are", ("unknown, which is normal",)),
    )


def test_what_one_takes_over_is_sorted_by_what_presses(desk: Desk) -> None:
    log(desk, "initech", "wrong: invoice doubled")
    ben = next(m for m in desk.team().members.values() if m.name == "Ben Ode")
    found = inherited(desk, Seat.FARMER, ben)
    assert [(group, one.name) for group, one in found] == [
        ("Make right", "Initech"),
        ("Stay close", "Globex"),
    ]
    assert len(inherited(desk, Seat.FARMER)) == 3
    told = taken_over(desk, ben)
    assert told.parts[0][0].startswith("Farmers, Make right · Initech · ")
    assert told.text.index("# Initech") < told.text.index("# Globex")
    ana = next(m for m in desk.team().members.values() if m.name == "Ana Ruiz")
    assert taken_over(desk, ana).parts == (("Ana Ruiz holds no account.", ()),)


def test_in_a_shell(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log(desk, "globex", NOTE)
    monkeypatch.setenv("ACCOUNTDESK_STORE", desk.store.path)
    assert main(["brief", "globex"]) == 0
    assert "  Open between us\n    we to Dana Fox: quote with tiers" in capsys.readouterr().out
    assert main(["brief", "globex", "--md"]) == 0
    assert capsys.readouterr().out == brief(desk, "globex").text
    assert main(["brief", "--seat", "farmer", "--of", "ben", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told["make right"]] == ["Globex"]
    assert main(["brief", "--seat", "farmer"]) == 0
    assert capsys.readouterr().out.startswith("Make right 1\n\nGlobex\n  customer · relational")
    for wrong in ([], ["globex", "--seat", "farmer"], ["globex", "--of", "ben"]):
        assert main(["brief", *wrong]) == 2
        assert "name one account, or a seat" in capsys.readouterr().err


async def test_on_screen_it_is_one_key_away_and_is_copied(desk: Desk) -> None:
    log(desk, "globex", NOTE)
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("b")
        await seen.sees("The last we heard")
        await seen.sees("demo with finance")  # all of it on one screen
        await seen.press("y")
        await seen.sees("the brief of Globex.")
        await seen.press("q", "g", "i", "2")
        await seen.sees("Farmers, Make right · Globex")
        await seen.press("y")
        await seen.sees("the briefs of what Ben Ode holds.")
