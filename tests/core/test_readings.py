"""Attention: explained sums, the two seats with their own reasons, and the day they change."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, Left, Renewal, SeatSaid
from accountdesk.core.attention import Group
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import Entry
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.line import line, turns_on
from accountdesk.core.member import Holds, Member, MemberKey, Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.policy import Holidays, Policy
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.readings import Readings, changes_on, readings
from accountdesk.core.reasons import silence_points
from accountdesk.core.repair import RepairSaid
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import Team, fold_team
from accountdesk.core.touchpoint import Kind, Touchpoint
from accountdesk.core.track import Track, TrackSaid
from tests.builders import ACME, TODAY, a_state, day, some_entries, some_facts

ANA = Member(MemberKey("crm:ana"), "Ana", seat=Holds.HUNTER)
BEN = Member(MemberKey("crm:ben"), "Ben", seat=Holds.FARMER)
ZOE = Member(MemberKey("crm:zoe"), "Zoe")
MEMBERS = {member.key: member for member in (ANA, BEN, ZOE)}
TEAM = Team(Policy({"cadence.relational": 14}), MEMBERS, {"actor:ana": ZOE.key})


def a_talk(away: int) -> Touchpoint:
    return Touchpoint(Kind.CALL, on=day(away))


def terms(state: AccountState, seat: Seat, away: int = 0, team: Team = TEAM) -> dict[str, int]:
    found = readings(state, team, day(away)).seats.get(seat)
    return {} if found is None else {term.word: term.points for term in found.terms}


def test_the_worked_example_as_far_as_it_is_built() -> None:
    """Cadence 14, last two-way 24 days ago, a renewal in 60 days, a next step set: 23 + 8."""
    state = a_state(a_talk(-24), Renewal(day(60)), NextStep("review"))
    found = readings(state, TEAM, TODAY).seats[Seat.FARMER]
    assert [(term.word, term.points) for term in found.terms] == [("renewal", 8), ("silence", 23)]
    assert found.points == 31
    assert found.group is Group.DUE


@pytest.mark.parametrize(
    ("days", "points"), [(0, 0), (11, 0), (12, 1), (14, 5), (24, 23), (28, 30), (999, 30)]
)
def test_silence_rises_from_four_fifths_of_the_cadence_to_twice_of_it(
    days: int, points: int
) -> None:
    assert silence_points(days, 14, 30) == points


@given(st.integers(0, 400), st.integers(1, 200), st.integers(0, 100))
def test_silence_is_its_formula_rounded_half_up(days: int, cadence: int, most: int) -> None:
    from fractions import Fraction
    from math import floor

    exact = most * (Fraction(days, cadence) - Fraction(4, 5)) / Fraction(6, 5)
    assert silence_points(days, cadence, most) == max(0, min(most, floor(exact + Fraction(1, 2))))


def test_farmers_list_customers_and_hunters_the_others_and_open_deals() -> None:
    def lists(*bodies: object) -> set[str]:
        return {seat.value for seat in readings(a_state(*bodies), TEAM, TODAY).seats}  # type: ignore[arg-type]  # records

    assert lists(AccountAdded("Acme")) == {"hunter"}
    assert lists(AccountAdded("Acme"), DealAdded("x")) == {"hunter"}
    assert lists(DealAdded("x", Outcome.WON)) == {"farmer"}
    assert lists(DealAdded("x", Outcome.WON), DealAdded("y")) == {"hunter", "farmer"}


def test_the_two_lists_give_different_reasons() -> None:
    state = a_state(
        *(DealAdded("x", Outcome.WON), DealAdded("y", closes=day(20)), DealAdded("z")),
        *(a_talk(-40), Renewal(day(80))),
    )
    assert terms(state, Seat.HUNTER) == {"decision": 15, "nothing next": 10}
    assert terms(state, Seat.FARMER) == {"renewal": 8, "silence": 30, "nothing next": 10}
    hunters = readings(state, TEAM, TODAY).seats[Seat.HUNTER]
    assert [term.number for term in hunters.terms] == [0, 2]  # "2 open deals, nothing next"


def test_silence_of_an_account_to_be_won_is_the_hunters() -> None:
    assert terms(a_state(a_talk(-20)), Seat.HUNTER) == {"silence": 16}


@pytest.mark.parametrize(("away", "points"), [(1, None), (0, 5), (-1, 10), (-99, 10)])
def test_a_next_step_is_due_on_its_day_and_overdue_after(away: int, points: int | None) -> None:
    assert terms(a_state(NextStep("a", day(away))), Seat.HUNTER).get("next step") == points


@pytest.mark.parametrize(("away", "points"), [(91, None), (90, 8), (31, 8), (30, 15), (0, 15)])
def test_decisions_and_renewals_come_near(away: int, points: int | None) -> None:
    both = a_state(DealAdded("x", closes=day(away)), Renewal(day(away)))
    assert terms(both, Seat.HUNTER).get("decision") == points
    assert terms(both, Seat.FARMER).get("renewal") == points


def test_a_passed_decision_is_still_due_and_a_passed_renewal_was_kept() -> None:
    both = a_state(DealAdded("x", closes=day(-5)), Renewal(day(-5)))
    assert terms(both, Seat.HUNTER)["decision"] == 15
    assert "renewal" not in terms(both, Seat.FARMER)
    assert "renewal" in readings(both, TEAM, TODAY).unknown


def test_a_step_belongs_to_the_seat_of_its_owner() -> None:
    both_lists = (DealAdded("x", Outcome.WON), DealAdded("y"))

    def seats(owner: str | None, *more: object) -> list[str]:
        state = a_state(*both_lists, NextStep("a", TODAY, owner=owner), *more, team=TEAM)  # type: ignore[arg-type]  # records
        return [seat.value for seat in Seat if "next step" in terms(state, seat)]

    assert seats("crm:ana") == ["hunter"]
    assert seats("crm:ben") == ["farmer"]
    assert seats("crm:who") == ["hunter", "farmer"]
    # Zoe wrote it and usually holds no seat; here she owns the open deal, which she added.
    assert seats(None) == ["hunter"]
    # On this account Ben hunts, whatever he usually does.
    assert seats("crm:ben", SeatSaid(Seat.HUNTER, ("crm:ben",))) == ["hunter"]


def test_a_reason_of_a_seat_without_a_list_is_seen_in_the_other() -> None:
    prospect = a_state(AccountAdded("Acme"), NextStep("a", TODAY, owner="crm:ben"), team=TEAM)
    assert terms(prospect, Seat.HUNTER) == {"next step": 5}


def test_a_list_shows_the_most_pressing_of_its_steps_only() -> None:
    steps = (
        NextStep("hunt", day(-2), owner="crm:ana"),
        NextStep("farm", day(-1), owner="crm:ben"),
        NextStep("later", day(0), owner="crm:ben"),
    )
    customer = a_state(DealAdded("x", Outcome.WON), *steps, team=TEAM)
    [term] = readings(customer, TEAM, TODAY).seats[Seat.FARMER].terms[:1]
    assert [t.word for t in readings(customer, TEAM, TODAY).seats[Seat.FARMER].terms] == [
        "next step"
    ]
    assert term.text == "hunt"  # nobody hunts here, so the farmers see it
    both = a_state(DealAdded("x", Outcome.WON), DealAdded("y"), *steps, team=TEAM)
    shown = {seat: a.terms[0].text for seat, a in readings(both, TEAM, TODAY).seats.items()}
    assert shown == {Seat.HUNTER: "hunt", Seat.FARMER: "farm"}


def test_transactional_accounts_have_no_cadence() -> None:
    state = a_state(a_talk(-400), TrackSaid(Track.TRANSACTIONAL))
    assert terms(state, Seat.HUNTER) == {}
    assert readings(state, TEAM, TODAY).unknown == ()


def test_unknown_inputs_add_nothing_and_are_named() -> None:
    found = readings(a_state(DealAdded("x", Outcome.WON), DealAdded("y")), TEAM, TODAY)
    assert found.unknown == ("decision", "last two-way contact", "renewal")
    mail = a_state(Touchpoint(Kind.MAIL, on=day(-300)))
    assert "silence" not in terms(mail, Seat.HUNTER)


def test_an_account_without_a_reason_is_in_order() -> None:
    found = readings(a_state(a_talk(0)), TEAM, TODAY).seats[Seat.HUNTER]
    assert (found.group, found.points, found.terms) == (Group.IN_ORDER, 0, ())


def test_weights_are_policy_and_the_sum_is_capped() -> None:
    policy = Policy({f"weight.{term}": 100 for term in ("silence", "renewal_30", "nothing_next")})
    state = a_state(a_talk(-400), Renewal(day(3)))
    found = readings(state, Team(policy), TODAY).seats[Seat.FARMER]
    assert sum(term.points for term in found.terms) == 300
    assert found.points == 100
    silent = Team(Policy({"weight.silence": 0, "weight.nothing_next": 0}))
    assert terms(a_state(a_talk(-400), DealAdded("x")), Seat.HUNTER, team=silent) == {}


def test_whoever_leaves_changes_lists_on_that_day() -> None:
    state = a_state(Renewal(day(200)), a_talk(0), NextStep("x"), Left(day(7)))
    assert set(readings(state, TEAM, day(6)).seats) == {Seat.FARMER}
    assert set(readings(state, TEAM, day(7)).seats) == {Seat.HUNTER}
    assert changes_on(state, TEAM, TODAY, readings(state, TEAM, TODAY)) == day(7)


def test_an_empty_account_stands_in_no_list() -> None:
    assert readings(a_state(), TEAM, TODAY).seats == {}


def brute_force(state: AccountState, team: Team, now: Readings) -> object:
    """The first of the next 400 days on which the readings differ."""
    for away in range(1, 401):
        if readings(state, team, day(away)) != now:
            return day(away)
    return None


LIVES: dict[str, tuple[NamedTuple, ...]] = {
    "promises": (PromiseSaid("a", due=day(5)), PromiseSaid("b", due=day(19)), PromiseSaid("c")),
    "a repair": (RepairSaid("x", on=day(-3)), RepairSaid("y", on=day(4))),
    "feelings": (FeelingSaid(Mood.UPSET, on=day(-9)), FeelingSaid(Mood.CALM, on=day(8))),
    "silence": (a_talk(-3),),
    "silence that ends": (a_talk(-3), a_talk(20), a_talk(200)),
    "a step": (AccountAdded("x"), NextStep("a", day(5))),
    "two steps": (NextStep("a", day(5), owner="crm:ana"), NextStep("b", day(9), owner="crm:ben")),
    "a decision": (DealAdded("x", closes=day(120)),),
    "renewals": (Renewal(day(40)), Renewal(day(150)), a_talk(0)),
    "leaving": (Renewal(day(300)), a_talk(0), Left(day(70))),
    "everything": (
        *(Renewal(day(95)), DealAdded("x", closes=day(33)), a_talk(-10), a_talk(44)),
        *(NextStep("a", day(1)), Left(day(180))),
    ),
}


@pytest.mark.parametrize("life", LIVES)
def test_every_day_of_400_knows_the_next_day_that_differs(life: str) -> None:
    each_day_knows_the_next(a_state(*LIVES[life], team=TEAM), TEAM)


@pytest.mark.parametrize("closed", [[3, 4], [1, 2, 3, 4, 7], [-6, 5, 14, 17, 18, 19], [*range(20)]])
def test_every_day_knows_the_next_that_differs_over_holidays(closed: list[int]) -> None:
    holidays = Holidays("DE-BY", 2041, frozenset(map(day, closed)))
    team = TEAM._replace(policy=Policy({**TEAM.policy.values, "holidays": holidays}))
    each_day_knows_the_next(a_state(*LIVES["promises"], team=team), team)


def each_day_knows_the_next(state: AccountState, team: Team) -> None:
    days = [day(away) for away in range(-5, 396)]
    found = [readings(state, team, today) for today in days]
    for number, today in enumerate(days[:-1]):
        later = (
            d for d, r in zip(days[number:], found[number:], strict=True) if r != found[number]
        )
        told = changes_on(state, team, today, found[number])
        assert told == next(later, None) or (told is not None and told > days[-1])


@settings(max_examples=40)
@given(some_entries(), some_facts())
def test_changes_on_is_the_first_day_of_400_on_which_a_reading_differs(
    entries: list[Entry], facts: Facts
) -> None:
    team = fold_team((), [entry for entry in entries if entry.account is None])
    state = fold([ACME], facts, [entry for entry in entries if entry.account == ACME], team)
    now = readings(state, team, TODAY)
    expected = brute_force(state, team, now)
    found = changes_on(state, team, TODAY, now)
    assert found == expected or (expected is None and found is not None and found > day(400))


@settings(max_examples=40)
@given(some_entries(), some_facts())
def test_a_line_is_right_until_it_turns(entries: list[Entry], facts: Facts) -> None:
    team = fold_team((), [entry for entry in entries if entry.account is None])
    state = fold([ACME], facts, [entry for entry in entries if entry.account is not None], team)

    def shown(today: object) -> object:
        assert isinstance(today, type(TODAY))
        seats = readings(state, team, today).seats
        return {
            seat: line(state, seat, attention, team, today) for seat, attention in seats.items()
        }

    turn = turns_on(state, team, TODAY, readings(state, team, TODAY)) or day(160)
    now = shown(TODAY)
    for away in range(1, min(160, (turn - TODAY).days)):
        assert shown(TODAY + timedelta(days=away)) == now
