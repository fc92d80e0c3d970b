"""Goals: which target stands, the pace towards it, and what accounts contribute."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountFact, GoneConfirmed, Left, Renewal, SeatSaid
from accountdesk.core.contribution import Coming, Contribution, Flow, coming, contributions
from accountdesk.core.deal import DealFact, DealKey, Outcome
from accountdesk.core.goal import FocusSaid, GoalSaid, Pace, half_up, pace
from accountdesk.core.liveness import Retracted
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.core.period import period
from accountdesk.core.state import Facts
from accountdesk.core.team import fold_team
from tests.builders import ACME, TODAY, a_state, an_entry, day, named, ref

APRIL = period("2017-04")


def test_the_last_word_on_a_goal_stands_and_none_takes_it_away() -> None:
    first = GoalSaid("revenue_won", "2017", 100)
    second = GoalSaid("revenue_won", "2017", 200, "EUR")
    other = GoalSaid("revenue_won", "2018", 300)
    bodies = [first, other, second]
    team = fold_team([], [an_entry(n, b, account=None) for n, b in enumerate(bodies, 1)])
    assert dict(team.goals) == {("revenue_won", "2017"): second, ("revenue_won", "2018"): other}
    bodies.append(GoalSaid("revenue_won", "2018"))
    team = fold_team([], [an_entry(n, b, account=None) for n, b in enumerate(bodies, 1)])
    assert dict(team.goals) == {("revenue_won", "2017"): second}


def test_the_focus_can_be_taken_back() -> None:
    said = [FocusSaid("one"), FocusSaid("two"), Retracted(named(2))]
    entries = [an_entry(n, b, account=None) for n, b in enumerate(said, 1)]
    assert fold_team([], entries[:2]).focus == "two"
    assert fold_team([], entries).focus == "one"
    assert fold_team([], []).focus is None
    assert fold_team([], [an_entry(9, FocusSaid(), account=None), *entries]).focus is None


def test_goals_change_no_reading() -> None:
    goal = an_entry(1, GoalSaid("revenue_won", "2017", 100), account=None)
    assert fold_team([], [goal]).as_read() == fold_team([], []).as_read()


def test_the_pace_of_the_middle_of_april() -> None:
    # 15 of 30 days: an even pace is half of 600; 150 is a quarter of the goal behind.
    assert pace(150_00, 600_00, APRIL, date(2017, 4, 15)) == Pace(25, 300_00, -25, 210_00)
    assert pace(300_00, 600_00, APRIL, date(2017, 4, 15)).ahead == 0


def test_before_after_and_in_the_last_week_of_a_period() -> None:
    before = pace(0, 600_00, APRIL, date(2017, 3, 1))
    assert (before.expected, before.ahead, before.weekly) == (0, 0, 140_00)
    # With three days left the whole rest is needed, not seven thirds of it.
    assert pace(0, 600_00, APRIL, date(2017, 4, 27)).weekly == 600_00
    assert pace(0, 600_00, APRIL, date(2017, 4, 30)).weekly is None
    assert pace(600_00, 600_00, APRIL, date(2017, 4, 2)).weekly is None
    assert pace(-600_00, 600_00, APRIL, date(2017, 5, 2)).percent == -100


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**9))
def test_half_up_is_the_nearest_whole_number(number: int, by: int) -> None:
    found = half_up(number, by)
    assert 2 * number < (2 * found + 1) * by
    assert (2 * found - 1) * by <= 2 * number


def won(key: str, closes: date | None, cents: int | None, currency: str | None = "EUR") -> DealFact:
    return DealFact(DealKey(key), key, Outcome.WON, closes, cents, currency)


def test_won_deals_and_renewals_contribute_on_their_day() -> None:
    deals = (
        won("a", day(-9), 5_00),
        won("b", day(-9), 7_00),
        won("c", day(-9), None),
        won("d", None, 9_00),
        won("e", day(-9), 1_00, "USD"),
        DealFact(DealKey("f"), outcome=Outcome.LOST, closes=day(-9), cents=3_00),
    )
    found = contributions(a_state(Renewal(day(40), 20_00, "EUR"), facts=Facts(deals=deals)))
    assert sorted(found, key=str) == sorted(
        [
            Contribution(Flow.WON, day(-9), "EUR", None, 12_00, 2, 0),
            Contribution(Flow.WON, day(-9), None, None, 0, 1, 1),
            Contribution(Flow.WON, None, "EUR", None, 9_00, 1, 0),
            Contribution(Flow.WON, day(-9), "USD", None, 1_00, 1, 0),
            Contribution(Flow.KEPT, day(40), "EUR", None, 20_00, 1, 0),
            Contribution(Flow.HAPPENED, day(-9), None, None, 0, 1, 1),  # one was lost
        ],
        key=str,
    )


def test_a_contribution_knows_when_they_left_after_it() -> None:
    deals = (won("a", day(-50), 5_00), won("b", day(-10), 7_00))
    state = a_state(Left(day(-30)), Left(day(-5)), facts=Facts(deals=deals))
    assert {(one.on, one.left_on) for one in contributions(state)} == {
        (day(-50), day(-30)),
        (day(-10), day(-5)),
    }


def test_a_renewal_while_they_were_gone_never_happened() -> None:
    ahead = Renewal(day(40), 20_00)
    assert contributions(a_state(ahead, Left(day(-1)))) == []
    assert contributions(a_state(ahead, Left(day(40)))) == []
    assert len(contributions(a_state(Left(day(-1)), ahead))) == 1  # they came back
    assert contributions(a_state(ahead, Left(day(41))))[0].left_on == day(41)


def test_what_comes_next_names_whose_it_is() -> None:
    members = [MemberSaid("Ana"), MemberSaid("Ben")]
    team = fold_team([], [an_entry(n, b, account=None) for n, b in enumerate(members, 1)])
    ana, ben = f"own:{ref(1)}", f"own:{ref(2)}"
    open_ = DealFact(DealKey("a"), "Pilot", closes=day(5), cents=9_00, currency="EUR", owner=ana)
    nobodys = open_._replace(key=DealKey("b"), owner=None)
    undated = open_._replace(key=DealKey("c"), closes=None)
    state = a_state(
        SeatSaid(Seat.FARMER, (ben,)),
        SeatSaid(Seat.HUNTER, (ben, ana)),
        Renewal(day(9)),
        facts=Facts(deals=(open_, nobodys, undated)),
        team=team,
    )
    assert coming(state, team) == [
        Coming(Seat.HUNTER, day(5), "Pilot", ("Ana",), 9_00, "EUR"),
        Coming(Seat.HUNTER, day(5), "Pilot", ("Ana", "Ben"), 9_00, "EUR"),
        Coming(Seat.FARMER, day(9), "", ("Ben",), None, None),
    ]


def test_of_an_account_that_is_rightly_gone_nothing_comes() -> None:
    facts = Facts(
        accounts=(AccountFact(ACME, "Acme", gone=TODAY),),
        deals=(DealFact(DealKey("a"), closes=day(5)),),
    )
    assert coming(a_state(GoneConfirmed(TODAY), facts=facts), fold_team([], [])) == []
    assert len(coming(a_state(facts=facts), fold_team([], []))) == 1
