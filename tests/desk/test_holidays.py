"""Holidays as a team decides on them: by their region, by days of its own, and with their dates."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.policy import PolicySaid
from accountdesk.core.record import parse
from accountdesk.desk.accounts import rows
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.log import log, record
from accountdesk.desk.my_day import my_day
from accountdesk.desk.policy import Decision, decide, shown
from accountdesk.desk.said import entry_in_words
from accountdesk.store import journal
from tests.builders import a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        yield found


def as_shown(desk: Desk) -> Decision:
    return next(decision for decision in shown(desk) if decision.key == "holidays")


def said(desk: Desk) -> list[str]:
    team = desk.team()
    return [entry_in_words(entry, None, team) for entry in journal.everything(desk.store)]


def test_a_region_is_decided_with_its_dates(desk: Desk) -> None:
    decided = decide(desk, "holidays", "de-by")
    assert decided.words == (
        "DE-BY, known until 2041: 12 in 2026, 12 in 2027, next Fri 25 Dec 2026"
    )
    assert as_shown(desk).words == "DE-BY, known until 2041"
    assert as_shown(desk).value == {"region": "DE-BY", "until": 2041, "own": []}
    [entry] = journal.everything(desk.store)
    value = parse(entry.body)["value"]
    assert [value["region"], value["until"]] == ["DE-BY", 2041]
    assert value["days"][0] == "2024-01-01"
    assert value["days"][-1] == "2041-12-26"
    assert said(desk) == ["policy holidays = DE-BY, known until 2041"]
    works = desk.team().policy.working_days
    assert not works.has(date(2027, 1, 6))  # Epiphany, in Bavaria
    decide(desk, "holidays", "DE")
    assert desk.team().policy.working_days.has(date(2027, 1, 6))


@pytest.mark.parametrize("back", ["none", "default"])
def test_they_go_back_to_none(desk: Desk, back: str) -> None:
    decide(desk, "holidays", "US-CA")
    assert decide(desk, "holidays", back).words == "none"
    assert as_shown(desk)[1:3] == (None, True)
    assert desk.team().policy.working_days.holidays == frozenset()


def test_days_of_our_own_stand_beside_a_region_or_alone(desk: Desk) -> None:
    both = decide(desk, "holidays", "24 dec, De-by , 2026-12-31")
    assert both.value == {"region": "DE-BY", "until": 2041, "own": ["2026-12-24", "2026-12-31"]}
    assert both.words == (
        "DE-BY and 2 days of our own, known until 2041: 14 in 2026, 12 in 2027, "
        "next Thu 24 Dec 2026"
    )
    alone = decide(desk, "holidays", "2026-11-20")
    assert alone.value == {"region": None, "until": None, "own": ["2026-11-20"]}
    assert alone.words == "1 day of our own: 1 in 2026, 0 in 2027"
    assert said(desk)[-1] == "policy holidays = 1 day of our own"


def test_a_region_is_known_as_long_as_all_its_holidays_are(desk: Desk) -> None:
    """Of later years the library knows some of India's, and says so."""
    assert as_shown(desk).words == "none"
    decided = decide(desk, "holidays", "IN-KA")
    assert isinstance(decided.value, dict)
    until = decided.value["until"]
    assert 2026 < until < 2041
    holidays = desk.team().policy.holidays
    assert holidays is not None
    assert max(holidays.days).year == until


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Germany", "No holidays of “Germany” are known. Did you mean DE?"),
        ("UK", "Did you mean GB?"),
        ("Grmany", "Did you mean DE"),
        ("XX", "Write a region like DE, DE-BY or US-CA"),
        ("DE-BYY", "DE has no region “BYY”. Did you mean DE-BY? It has BB, BE, BW, BY,"),
        ("US-XX", "more."),
        ("SG-01", "Write SG alone."),
        ("BV", "No holidays of BV are known for 2026."),
        ("DE, US", "DE and US are more than one region."),
        ("DE,", "“DE,” names no holidays."),
        ("", "names no holidays."),
        ("DE, 2026-02-30", "“2026-02-30” is no day of the calendar."),
        ("2026-12-24 10:00", "Only the day is kept here"),
        ('{"region": "DE", "until": 2041, "days": []}', "DE-BY or US-CA"),
    ],
)
def test_what_is_no_region_and_no_day_is_refused_and_says_what_is(
    desk: Desk, text: str, why: str
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        decide(desk, "holidays", text)
    assert why in str(refused.value)
    assert str(refused.value).endswith(".")
    assert as_shown(desk).default


def test_what_is_due_within_two_working_days_moves_with_them(tmp_path: Path) -> None:
    """Thursday is Thanksgiving: on Wednesday what is due on Monday is two working days away."""
    with a_desk(tmp_path / "desk.db", today=day(2)) as desk:
        add_member(desk, MemberSaid("Ana", seat=Holds.HUNTER), desk.claim)
        add_account(desk, AccountAdded("Globex"))
        log(desk, "globex", "call: hi\nwe: quote by mon")
        log(desk, "globex", "next: lunch in 9 days")

        def reasons() -> tuple[list[str], list[str]]:
            desk.settle()
            hunters = [row.reason for row in rows(desk, Seat.HUNTER)]
            return hunters, [item.row.line.word for item in my_day(desk).items]

        assert "promise due" not in reasons()[1]
        decide(desk, "holidays", "US")
        listed, mine = reasons()
        assert "quote" in str(listed)
        assert mine == ["promise due"]
        noted = log(desk, "globex", "next: call in 1 working day")
        assert noted.words[-1] == "next: call, Fri 27 Nov 2026"
        decide(desk, "holidays", "none")
        assert "promise due" not in reasons()[1]


def test_what_another_program_says_in_its_way_is_told_as_it_stands(desk: Desk) -> None:
    record(desk, [(None, PolicySaid("holidays", ["2026-12-24"]))])
    assert said(desk) == ['policy holidays = ["2026-12-24"]']
    assert as_shown(desk).default


def test_two_desks_agree_without_asking_the_library_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(desk, "holidays", "DE-BY, 2026-12-24")
    with a_desk(tmp_path / "other.db") as other:
        monkeypatch.setitem(sys.modules, "holidays", None)
        monkeypatch.delitem(sys.modules, "accountdesk.desk.holidays")
        take_journal(other, [line.encode() for line in export(desk)])
        assert other.team().policy.holidays == desk.team().policy.holidays
        assert as_shown(other) == as_shown(desk)
