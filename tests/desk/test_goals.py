"""Goals on the desk: which one stands above the lists, what it says, and how one is set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded, Renewal
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.goal import GoalSaid
from accountdesk.core.member import Seat
from accountdesk.core.policy import PolicySaid
from accountdesk.desk import goal_words
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.goal_setting import set_focus, set_goal
from accountdesk.desk.goals import Goal, goals_of
from accountdesk.desk.log import record
from tests.builders import TODAY, a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        yield found


def won(desk: Desk, cents: int | None, currency: str | None = "EUR", away: int = -20) -> None:
    key = add_account(desk, AccountAdded(f"A{cents}{currency}{away}")).key
    body = DealAdded("x", Outcome.WON, day(away), cents, currency)
    record(desk, [(AccountKey(key), body)])


def first(desk: Desk) -> Goal:
    return goals_of(desk, desk.team()).goals[0]


def test_without_a_goal_the_year_of_those_who_stay_is_shown(desk: Desk) -> None:
    won(desk, 1234_56)
    goal = first(desk)
    assert (goal.word, goal.period.text, goal.target) == ("revenue_staying", "2026", None)
    assert (
        goal_words.goal(goal)
        == "1,234.56 EUR in 2026 · only what was won: no contract has an amount"
    )
    assert goal_words.bar(goal, 20) == ""


def test_of_goals_that_are_on_the_one_that_ends_first_stands_above(desk: Desk) -> None:
    set_goal(desk, "revenue_won", "1000", "2026", None)
    set_goal(desk, "revenue_staying", "1000", "2026", None)
    assert first(desk).word == "revenue_staying"
    set_goal(desk, "revenue_won", "300", "2026-Q4", None)
    set_goal(desk, "revenue_won", "300", "2026-Q3", None)
    assert (first(desk).word, first(desk).period.text) == ("revenue_won", "2026-Q4")
    assert [goal.period.text for goal in goals_of(desk, desk.team()).goals] == [
        "2026-Q4",
        "2026",
        "2026",
    ]
    set_goal(desk, "revenue_won", "none", "2026-Q4", None)
    assert first(desk).word == "revenue_staying"


def test_a_goal_says_how_far_and_how_fast(desk: Desk) -> None:
    won(desk, 450_000_00)
    record(desk, [(None, GoalSaid("revenue_won", "2026", 600_000_00))])
    goal = first(desk)  # 327 of 365 days have come: an even pace would be 537,534
    assert goal_words.goal(goal) == "450,000 of 600,000 EUR · 15 % behind, needs 27.6k EUR a week"
    assert goal_words.goal(goal, short=True).startswith("450k of 600k EUR · 15 % behind")
    assert goal_words.bar(goal, 20) == "█" * 15 + "··┊··"
    won(desk, 150_000_00)
    assert goal_words.goal(first(desk)) == "600,000 of 600,000 EUR · reached"
    assert goal_words.bar(first(desk), 20) == "█" * 20


def test_amounts_in_other_currencies_are_told_and_not_added(desk: Desk) -> None:
    won(desk, 100_00, "EUR")
    won(desk, 50_00, "USD")
    won(desk, 7_00, None)
    won(desk, None, "CHF")
    goal = first(desk)
    assert (goal.currency, goal.value) == (None, 7_00)
    set_goal(desk, "revenue_won", "1000", None, "eur")
    goal = first(desk)
    assert (goal.currency, goal.value) == ("EUR", 100_00)
    assert "not counted: 7 of unknown currency, 50 USD" in goal_words.goal(goal)
    assert goal_words.data(goal)["of_unknown_amount"] == 1
    record(desk, [(None, PolicySaid("currency", "USD"))])
    staying = goals_of(desk, desk.team()).goals[-1]
    assert (staying.word, staying.currency, staying.value) == ("revenue_staying", "USD", 50_00)


def test_renewals_count_when_their_day_has_come(desk: Desk) -> None:
    key = AccountKey(add_account(desk, AccountAdded("Acme")).key)
    record(desk, [(key, Renewal(day(-3), 10_00, "EUR")), (key, Renewal(day(3), 20_00, "EUR"))])
    goal = first(desk)
    assert goal.value == 10_00
    assert not goal.kept_unknown
    data = goal_words.data(goal)
    assert (data["value"], data["renewals"], data["deals"]) == (10, 1, 0)
    ahead = goals_of(desk, desk.team()).next[Seat.FARMER]
    assert ahead is not None
    assert goal_words.ahead("Farmers", ahead, TODAY) == "Farmers: Acme, renewal, Thu 26 Nov, 20 EUR"
    assert goals_of(desk, desk.team()).next[Seat.HUNTER] is None


def test_fiscal_years_are_named_by_the_year_they_end_in(desk: Desk) -> None:
    record(desk, [(None, PolicySaid("fiscal_start", 10))])
    assert first(desk).period.text == "2027"
    won(desk, 5_00, away=-20)
    won(desk, 7_00, away=-80)
    assert first(desk).value == 5_00
    assert goals_of(desk, desk.team(), "2026").goals[0].value == 7_00


def test_every_metric_is_shown_for_a_period_that_is_asked_for(desk: Desk) -> None:
    assert [(g.word, g.target) for g in goals_of(desk, desk.team(), "2026-11").goals] == [
        ("revenue_staying", None),
        ("revenue_won", None),
    ]
    with pytest.raises(NotUnderstood, match="is no period"):
        goals_of(desk, desk.team(), "november")


@pytest.mark.parametrize("target", ["0", "lots", "-5", "1,000"])
def test_a_target_is_an_amount(desk: Desk, target: str) -> None:
    with pytest.raises(NotUnderstood):
        set_goal(desk, "revenue_won", target, None, None)


def test_a_metric_that_does_not_exist_is_refused_with_those_that_do(desk: Desk) -> None:
    with pytest.raises(NotFound, match="Metrics: revenue_staying, revenue_won"):
        set_goal(desk, "revenue", "5", None, None)


def test_the_focus_is_one_line(desk: Desk) -> None:
    set_focus(desk, "  Every customer\nwould vouch for us ")
    assert goals_of(desk, desk.team()).focus == "Every customer would vouch for us"
    set_focus(desk, "none")
    assert goals_of(desk, desk.team()).focus is None
    for wrong in ("", "x" * 201):
        with pytest.raises(NotUnderstood):
            set_focus(desk, wrong)


def test_a_goal_of_a_newer_program_hides_no_other(desk: Desk) -> None:
    record(desk, [(None, GoalSaid("revenue_won", "the week", 5_00))])
    record(desk, [(None, GoalSaid("smiles", "2026", 5_00))])
    assert first(desk).word == "revenue_staying"


def test_on_the_last_day_a_goal_says_what_it_lacks(desk: Desk) -> None:
    won(desk, 930_00)
    set_goal(desk, "revenue_won", "1000", f"2026-01-01..{TODAY.isoformat()}", None)
    assert goal_words.goal(first(desk)) == "930 of 1,000 EUR · 7 % short"
