"""Goals in the store: sums by day are what adding up finds, and only what changed is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import Left, Renewal
from accountdesk.core.contribution import Flow, contributions
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import Entry
from accountdesk.core.liveness import Retracted
from accountdesk.core.member import Seat
from accountdesk.core.metrics import METRICS
from accountdesk.core.next_step import NextStep
from accountdesk.core.period import Period
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import take_in
from accountdesk.desk.rebuild import rebuild
from accountdesk.store import goals, journal, projections
from accountdesk.store.goals import Sum
from tests.builders import ACCOUNTS, TODAY, a_desk, an_entry, day, named, some_entries

STAYING, WON = METRICS["revenue_staying"], METRICS["revenue_won"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        yield found


def take(desk: Desk, *entries: Entry) -> None:
    with desk.store.transaction():
        take_in(desk, entries)
    desk.settle()


def won(name: str, closes: date, cents: int | None = 5_00, currency: str = "EUR") -> DealAdded:
    return DealAdded(name, Outcome.WON, closes, cents, currency)


def span(first: int, last: int) -> Period:
    return Period("", day(first), day(last))


def test_won_and_kept_of_a_period(desk: Desk) -> None:
    bodies = [
        won("a", day(-10)),
        won("b", day(-20), 7_00),
        won("c", day(-20), None),
        won("d", day(-21), 1_00, "USD"),
        Renewal(day(-15), 100_00, "EUR"),
        Renewal(day(5), 200_00, "EUR"),
    ]
    take(desk, *(an_entry(n, body) for n, body in enumerate(bodies, 1)))
    assert goals.sums(desk.store, WON, span(-20, -10), TODAY) == [
        Sum(Flow.WON, None, 0, 1, 1),
        Sum(Flow.WON, "EUR", 12_00, 2, 0),
    ]
    assert goals.sums(desk.store, STAYING, span(-15, 30), TODAY) == [
        Sum(Flow.KEPT, "EUR", 100_00, 1, 0),
        Sum(Flow.WON, "EUR", 5_00, 1, 0),
    ]  # the renewal in five days is still to come
    assert goals.sums(desk.store, STAYING, span(1, 30), TODAY) == []


def test_what_left_counts_only_in_periods_that_ended_before(desk: Desk) -> None:
    take(desk, an_entry(1, won("a", day(-30))), an_entry(2, Left(day(-10))))
    kept = [Sum(Flow.WON, "EUR", 5_00, 1, 0)]
    assert goals.sums(desk.store, STAYING, span(-40, -11), TODAY) == kept
    assert goals.sums(desk.store, STAYING, span(-40, -10), TODAY) == []
    assert goals.sums(desk.store, STAYING, span(-40, 40), TODAY) == []
    assert goals.sums(desk.store, STAYING, span(-40, 40), day(-11)) == kept
    assert goals.sums(desk.store, WON, span(-40, 40), TODAY) == kept


@settings(max_examples=40)
@given(
    entries=some_entries(),
    first=st.integers(-160, 160),
    length=st.integers(0, 200),
    until=st.integers(-160, 160),
)
def test_sums_by_day_are_what_adding_up_finds(
    tmp_path_factory: pytest.TempPathFactory,
    entries: list[Entry],
    first: int,
    length: int,
    until: int,
) -> None:
    period = span(first, first + length)
    end = min(period.last, day(until))
    with a_desk(tmp_path_factory.mktemp("store") / "desk.db") as desk:
        take(desk, *entries)
        team = desk.team()
        seen: set[str] = set()
        wanted: dict[tuple[Flow, str | None], tuple[int, int, int]] = {}
        for key in ACCOUNTS:
            account = journal.known_account(desk.store, key)
            if account < 0:
                continue
            state = projections.state(desk.store, account, team)
            if state.key in seen or state.is_empty:
                continue
            seen.add(state.key)
            for one in contributions(state):
                left = one.left_on is not None and one.left_on <= end
                counts = one.flow in STAYING.flows and not left
                if counts and one.on is not None and period.first <= one.on <= end:
                    was = wanted.get((one.flow, one.currency), (0, 0, 0))
                    wanted[one.flow, one.currency] = (
                        was[0] + one.cents,
                        was[1] + one.n,
                        was[2] + one.unknown,
                    )
        found = goals.sums(desk.store, STAYING, period, day(until))
        assert {(one.flow, one.currency): tuple(one[2:]) for one in found} == wanted


def test_a_note_writes_no_contribution_that_is_there(desk: Desk) -> None:
    take(desk, *(an_entry(n, won(str(n), day(-n))) for n in range(1, 40)))
    written: list[str] = []

    def note(cursor: object, sql: str, values: object) -> bool:
        if "contribution" in sql and not sql.startswith(("SELECT", "--")):
            written.append(sql)
        return True

    desk.store.db.exec_trace = note
    take(desk, an_entry(100, NextStep("demo", day(1))))
    assert written == []
    take(desk, an_entry(101, won("new", day(-50))))
    desk.store.db.exec_trace = None
    assert len(written) == 1


def test_what_is_of_unknown_amount_is_counted_until_it_is_taken_back(desk: Desk) -> None:
    take(desk, an_entry(1, won("a", day(-5), None)), an_entry(2, won("b", day(-5), None)))
    take(desk, an_entry(3, Retracted(named(1))))
    assert goals.sums(desk.store, WON, span(-9, 0), TODAY) == [Sum(Flow.WON, None, 0, 1, 1)]
    take(desk, an_entry(4, Retracted(named(2))))
    assert desk.store.rows("SELECT * FROM day_sum") == []


def test_who_leaves_on_the_day_of_a_deal_has_left(desk: Desk) -> None:
    take(desk, an_entry(1, won("a", day(-5))), an_entry(2, Left(day(-5))))
    assert goals.sums(desk.store, STAYING, span(-9, 0), TODAY) == []


def test_a_rebuild_counts_anew(desk: Desk) -> None:
    take(desk, an_entry(1, won("a", day(-5))))
    right = desk.store.rows("SELECT * FROM day_sum")
    with desk.store.transaction():
        desk.store.run("UPDATE day_sum SET cents = 1")
        desk.store.run("INSERT INTO coming VALUES (99,77,0,1,'x','x','','',NULL,NULL)")
    rebuild(desk, lambda count: None)
    assert desk.store.rows("SELECT * FROM day_sum") == right
    assert desk.store.rows("SELECT * FROM coming") == []


def test_next_contributions_of_each_seat(desk: Desk) -> None:
    later, sooner = DealAdded("later", closes=day(9)), DealAdded("sooner", closes=day(2), cents=5)
    larger = DealAdded("the larger", closes=day(2), cents=7)
    bodies = [later, sooner, larger, DealAdded("late", closes=day(-1)), Renewal(day(0))]
    take(desk, *(an_entry(n, body) for n, body in enumerate(bodies, 1)))
    ahead = goals.ahead(desk.store, Seat.HUNTER, TODAY, 2)
    assert [one.coming.what for one in ahead] == ["the larger", "sooner"]
    assert goals.ahead(desk.store, Seat.FARMER, TODAY, 5)[0].coming.on == TODAY
    assert goals.ahead(desk.store, Seat.FARMER, day(1), 5) == []
