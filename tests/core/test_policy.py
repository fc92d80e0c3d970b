"""Policy: what decides, and what decides nothing."""

from datetime import date

import pytest

from accountdesk.core.liveness import Told, live
from accountdesk.core.policy import MOST_HOLIDAYS, Holidays, Policy, PolicySaid, decided
from accountdesk.core.record import plain
from accountdesk.core.working_days import WEEKDAYS, WorkingDays
from tests.builders import TODAY, an_entry, day

CLOSED = frozenset({day(1), day(31)})
KNOWN = Holidays("DE-BY", 2041, CLOSED, frozenset({day(31)}))
OWN = Holidays(None, None, CLOSED, CLOSED)


def policy(*values: object, key: str = "holidays") -> Policy:
    """What the last of some decisions leaves."""
    said = [
        an_entry(number, PolicySaid(key, value), account=None)
        for number, value in enumerate(values, 1)
    ]
    return decided(Told(live(said).said))


@pytest.mark.parametrize("holidays", [KNOWN, OWN, KNOWN._replace(own=frozenset())])
def test_holidays_are_no_working_days(holidays: Holidays) -> None:
    found = policy(plain(holidays))
    assert found.holidays == holidays
    assert found.working_days == WorkingDays(WEEKDAYS[:5], CLOSED)
    assert not found.working_days.has(day(1))
    assert found.working_days.has(TODAY)


def test_days_are_written_in_their_order() -> None:
    assert plain(KNOWN) == {
        "region": "DE-BY",
        "until": 2041,
        "days": ["2026-11-24", "2026-12-24"],
        "own": ["2026-12-24"],
    }


def test_nobody_has_holidays_before_they_are_decided_or_after() -> None:
    for found in (Policy(), policy(plain(KNOWN), None)):
        assert found.holidays is None
        assert found.working_days == WorkingDays(WEEKDAYS[:5])
    week = policy(["sat", "mon"], key="workdays")
    assert week.working_days == WorkingDays(("mon", "sat"))


@pytest.mark.parametrize(
    "value",
    [
        "DE-BY",
        ["2026-12-24"],
        {},
        {"region": "DE-BY", "until": 2041},
        {"region": "DE-BY", "until": 2041, "days": "2026-12-24"},
        {"region": "DE-BY", "until": 2041, "days": ["2026-02-30"]},
        {"region": "DE-BY", "until": 2041, "days": ["20261224"]},
        {"region": "DE-BY", "until": 2041, "days": [20261224]},
        {"region": "DE-BY", "until": 2041, "days": [["2026-12-24"]]},
        {"region": "DE-BY", "until": 2041, "days": [], "own": ["2026-12-24"]},
        {"region": "DE-BY", "until": "2041", "days": []},
        {"region": "DE-BY", "until": True, "days": []},
        {"region": "DE-BY", "until": None, "days": []},
        {"region": "", "until": 2041, "days": []},
        {"region": 7, "until": 2041, "days": []},
        {"region": None, "until": None, "days": ["2026-12-24"]},
        {"region": None, "until": 2041, "days": ["2026-12-24"], "own": ["2026-12-24"]},
        {
            **{"region": "DE-BY", "until": 2041},
            "days": [date.fromordinal(700_000 + n).isoformat() for n in range(MOST_HOLIDAYS + 1)],
        },
    ],
)
def test_what_cannot_be_read_decides_nothing(value: object) -> None:
    assert policy(value).values == {}
    assert policy(plain(KNOWN), value).holidays == KNOWN
