"""The stand-up where no screen is: what changed, since when, what came of one, and the wall."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.absences import Typed, add_absence
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.matters import add_matter
from accountdesk.desk.standing import name_seats
from accountdesk.desk.standup import begin, finish, go
from tests.builders import NOON, Clock, a_desk
from tests.cli.test_commands import Shell
from tests.cli.test_modules import loaded

GOAL = "Revenue from customers who stay: 0 in 2026 · only what was won: no contract has an amount"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Ana is at the desk; Globex has a step for today, Hooli was added long ago."""
    clock = Clock(NOON - 10**10)
    with a_desk(tmp_path / "desk.db", clock=clock) as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER))
        for name in ("Globex", "Hooli"):
            add_account(desk, AccountAdded(name))
        name_seats(desk, ["globex"], {Seat.HUNTER: ["ana"]})
        clock.now = NOON
        log(desk, "globex", "call: hi\nnext: the offer today\nlearned: finance decides")
        desk.settle()
    return Shell(tmp_path)


def at_desk(shell: Shell) -> AbstractContextManager[Desk]:
    return a_desk(shell.folder / "desk.db", clock=Clock(NOON + 10**6))


def test_piped_it_tells_the_stops_and_holds_none(shell: Shell) -> None:
    assert shell("standup").stdout == (
        "Stand-up, Mon 23 Nov 2026, since Fri 20 Nov 2026\n"
        f"{GOAL}\n"
        "\n"
        "1. Globex\n"
        "   Hunters: Ana Ruiz\n"
        "   Why\n"
        "     Hunters: Due: the offer today\n"
        "   Changed since Fri 20 Nov\n"
        "     Mon 23 Nov  Ana Ruiz: call: hi\n"
        "     Mon 23 Nov  Ana Ruiz: next: the offer, Mon 23 Nov 2026\n"
        "   Next\n"
        "     the offer, today (Ana Ruiz)\n"
        "\n"
        "What we learned\n"
        "  Globex: finance decides\n"
    )
    assert "standup" not in shell("journal").stdout


def test_since_a_day_it_tells_all_of_it(shell: Shell) -> None:
    said = shell("standup", "--since", "2026-07-01").stdout
    assert said.startswith("What changed, Mon 23 Nov 2026, since Wed 1 Jul 2026\n")
    assert "\n2. Hooli\n" in said
    assert "[1/" not in said


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("never", "“never” is no date I can read."),
        ("2026-12-24", "is still to come. Name a day that has passed."),
        ("tue 10:00", "Only the day is kept here; leave 10:00 out."),
    ],
)
def test_a_day_that_is_none_is_refused_in_words(shell: Shell, day: str, why: str) -> None:
    assert why in shell("standup", "--since", day, code=1).stderr


def test_who_was_away_is_told_since_the_day_before_that(shell: Shell) -> None:
    with at_desk(shell) as desk:
        add_absence(desk, Typed("ana", "2026-07-01", "2026-11-22", "ben"))
    # Whoever runs the command is the one who was away.
    done = shell("standup")
    assert "you were away, so it reaches back to Tue 30 Jun 2026." in done.stderr
    assert "2. Hooli" in done.stdout


def test_the_summary_is_printed_for_people_and_programs(shell: Shell) -> None:
    assert "no stand-up on this desk yet" in shell("standup", "--summary", code=1).stderr
    with at_desk(shell) as desk:
        now = begin(desk)
        log(desk, "globex", "we(ben): prices by fri")
        add_matter(desk, BlockerSaid, "globex", "legal is slow", "ben")
        add_matter(desk, ParkedSaid, "globex", "discounts")
        finish(desk, go(desk, now, now.size))
    assert shell("standup", "--summary").stdout == (
        "Stand-up, Mon 23 Nov 2026\n"
        f"{GOAL}\n"
        "\nPromised\n- Globex: we promise: prices, by Fri 27 Nov 2026 (Ben Ode)\n"
        "\nIn our way\n- Globex: legal is slow (Ben Ode helps)\n"
        "\nParked: to be talked about\n- Globex: discounts\n"
        "\nWhat we learned\n- Globex: finance decides\n"
    )
    assert shell.json("standup", "--summary") == {
        "on": "2026-11-23",
        "focus": None,
        "goal": GOAL,
        "recorded": {
            "promised": ["Globex: we promise: prices, by Fri 27 Nov 2026 (Ben Ode)"],
            "in our way": ["Globex: legal is slow (Ben Ode helps)"],
            "parked": ["Globex: discounts"],
        },
        "moved": [],
        "learned": ["Globex: finance decides"],
    }


def test_the_stops_for_programs(shell: Shell) -> None:
    told = shell.json("standup")
    stops = told.pop("stops")
    assert isinstance(stops, list)
    assert told == {
        "today": "2026-11-23",
        "since": "2026-11-20",
        "focus": None,
        "goal": GOAL,
        "away": [],
        "more": 0,
        "still": [],
        "moved": [],
        "learned": ["Globex: finance decides"],
    }
    assert stops[0]["changed"] == [
        {"on": "2026-11-23", "what": "Ana Ruiz: call: hi"},
        {"on": "2026-11-23", "what": "Ana Ruiz: next: the offer, Mon 23 Nov 2026"},
    ]
    assert stops[0]["whose"] == "Hunters: Ana Ruiz"


def test_a_wall_that_follows_tells_the_stop_and_without_names_no_account(shell: Shell) -> None:
    assert "no stand-up is on" in shell("wallboard", "--follow").stdout
    with at_desk(shell) as desk:
        add_matter(desk, BlockerSaid, "globex", "legal is slow", "ben")
        begin(desk)
    said = shell("wallboard", "--follow").stdout
    assert "Stand-up, stop 1 of 1" in said
    assert "Due: next step today" in said
    assert not [word for word in ("Globex", "offer", "legal", "Ana", "Ben") if word in said]
    named = shell("wallboard", "--follow", "--names").stdout
    assert "G l o b e x" in named
    assert "Due: the offer today" in named
    assert "in our way: legal is slow, since today (Ben Ode helps)" in named
    assert "Stand-up" not in shell("wallboard").stdout
    assert shell.json("wallboard", "--follow")["standup"] == {
        "stop": 1,
        "of": 1,
        "paused": False,
        "lines": ["Due: next step today"],
    }


def test_what_is_parked_and_learned_stands_on_the_account(shell: Shell) -> None:
    said = shell("add", "parked", "globex", "discounts", "--helper", "ben").stdout
    assert said == "Globex: parked: discounts (Ben Ode sees to it)\n"
    page = shell("show", "globex").stdout
    assert "discounts, since today (Ben Ode sees to it)" in page
    assert "finance decides" in page
    told = shell.json("show", "globex")
    assert isinstance(told["parked"], list)
    assert isinstance(told["learned"], list)
    assert [one["what"] for one in told["parked"]] == ["discounts"]
    assert [one["text"] for one in told["learned"]] == ["finance decides"]
    assert "Say what is to be talked about" in shell("add", "parked", "globex", " ", code=1).stderr
    moved = shell("reassign", "ben", "--to", "ana", "--dry-run").stdout
    assert "parked: discounts (Ana Ruiz sees to it)" in moved


def test_logging_loads_nothing_of_it(tmp_path: Path) -> None:
    loaded(tmp_path, "add", "account", "Globex")
    found = loaded(tmp_path, "log", "globex", "call: hi\nlearned: x")
    assert not [module for module in found if "standup" in module or "holiday" in module]
