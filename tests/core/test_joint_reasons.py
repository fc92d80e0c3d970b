"""Reasons of hand-offs, thanks and plans: whose turn it is, and the days on which that changes."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, Left, Renewal, SeatSaid
from accountdesk.core.attention import Group, Term
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.handoff import HandoffAnswer, HandoffSaid, How
from accountdesk.core.member import Holds, Member, MemberKey, Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.plan import PlanStepSaid
from accountdesk.core.policy import Policy
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled, Side
from accountdesk.core.readings import readings
from accountdesk.core.referral import ReferralSaid, Stage
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from tests.builders import a_state, day, ref
from tests.core.test_readings import each_day_knows_the_next

ANA = Member(MemberKey("crm:ana"), "Ana", seat=Holds.HUNTER)
BEN = Member(MemberKey("crm:ben"), "Ben", seat=Holds.FARMER)
CLAIMS = {"actor:ana": ANA.key, "actor:ben": BEN.key}
TEAM = Team(Policy(), {one.key: one for one in (ANA, BEN)}, CLAIMS)
BENS = SeatSaid(Seat.FARMER, (BEN.key,))
CUSTOMER = AccountAdded("Acme", "customer")


def won(away: int, name: str = "line 1") -> DealAdded:
    return DealAdded(name, Outcome.WON, day(away), owner=ANA.key)


SENT = HandoffSaid(unit="Lisbon", who="Dana", on=day(0))
"""Sent on a Monday: until Wednesday nobody has waited for too long."""


def acme(*bodies: NamedTuple) -> AccountState:
    return a_state(*bodies, team=TEAM)


def answer(how: How, away: int, of: int = 3) -> HandoffAnswer:
    return HandoffAnswer(ref(of), how, day(away), ("needs",))


def shown(state: AccountState, away: int = 0, team: Team = TEAM) -> dict[Seat, dict[str, Term]]:
    found = readings(state, team, day(away)).seats
    words = ("hand-off", "stays", "thank-you", "their step")
    return {
        seat: {term.word: term for term in attention.terms if term.word in words}
        for seat, attention in found.items()
    }


def whose(state: AccountState, away: int = 0) -> dict[Seat, tuple[str, bool]]:
    """In whose lists a hand-off calls, how it stands, and whether it is pinned."""
    return {
        seat: (terms["hand-off"].more, terms["hand-off"].pinned)
        for seat, terms in shown(state, away).items()
        if "hand-off" in terms
    }


def test_the_first_win_is_owed_and_pinned_for_the_hunter_for_ninety_days() -> None:
    state = acme(won(-90), won(-3, "line 2"), BENS)
    assert whose(state) == {Seat.HUNTER: ("owed", True)}
    term = shown(state)[Seat.HUNTER]["hand-off"]
    assert (term.points, term.group, term.on, term.text) == (
        *(10, Group.MAKE_RIGHT, day(-90), "line 1"),
    )
    assert readings(state, TEAM, day(0)).hunters == (ANA,)
    assert whose(state, 1) == {}
    assert set(readings(state, TEAM, day(1)).seats) == {Seat.FARMER}


@pytest.mark.parametrize(
    "more",
    [
        [SeatSaid(Seat.FARMER, (ANA.key,))],  # one holds both seats
        [BENS, HandoffSaid(who="Dana")],
        [BENS, Left(day(-1))],
        [BENS, DealAdded("line 0", Outcome.WON)],  # perhaps that was the first
        [BENS, Renewal(day(-10))],  # a customer before it
    ],
)
def test_none_is_owed_where_there_is_nothing_to_hand_over(more: list[NamedTuple]) -> None:
    assert ("owed", True) not in whose(acme(won(-9), *more)).values()


def test_none_is_owed_by_a_team_of_one_or_nobody() -> None:
    alone = TEAM._replace(members={ANA.key: ANA})
    for team in (alone, Team()):
        assert "hand-off" not in shown(acme(won(-9)), 0, team).get(Seat.HUNTER, {})


def test_whose_turn_it_is() -> None:
    base = (CUSTOMER, BENS)
    owed = acme(*base, HandoffSaid(unit="Lisbon", on=day(0)))
    assert whose(owed) == {Seat.HUNTER: ("owed", True)}
    sent = acme(*base, SENT)
    assert whose(sent, 2) == {Seat.FARMER: ("sent", False)}
    assert shown(sent, 2)[Seat.FARMER]["hand-off"][1:3] == (Group.DUE, 0)  # there is time
    assert shown(sent, 3)[Seat.FARMER]["hand-off"][1:3] == (Group.MAKE_RIGHT, 10)
    assert whose(sent, 3) == {Seat.FARMER: ("sent", False)}
    returned = acme(*base, SENT, answer(How.RETURNED, 1))
    assert whose(returned, 1) == {Seat.HUNTER: ("returned", False)}
    assert shown(returned, 1)[Seat.HUNTER]["hand-off"].text == "needs"
    accepted = acme(*base, SENT, answer(How.ACCEPTED, 1))
    assert whose(accepted, 3) == {}
    assert whose(accepted, 4) == {Seat.FARMER: ("not told", False)}
    told = acme(*base, SENT, answer(How.ACCEPTED, 1), answer(How.TOLD, 2))
    assert whose(told, 99) == {}


def test_an_expansion_goes_the_other_way() -> None:
    base, expansion = (CUSTOMER, BENS), SENT._replace(giver=Seat.FARMER)
    assert whose(acme(*base, expansion), 3) == {Seat.HUNTER: ("sent", False)}
    owed = acme(*base, HandoffSaid(giver=Seat.FARMER, unit="Lisbon"))
    assert whose(owed) == {Seat.FARMER: ("owed", True)}
    returned = acme(*base, expansion, answer(How.RETURNED, 0))
    assert whose(returned) == {Seat.FARMER: ("returned", False)}
    taken = acme(*base, expansion._replace(to=ANA.key))
    assert readings(taken, TEAM, day(0)).hunters == (ANA,)


def test_who_takes_an_account_holds_it_while_nobody_else_does() -> None:
    to_ben = SENT._replace(to=BEN.key)
    assert readings(acme(CUSTOMER, to_ben), TEAM, day(0)).farmers == (BEN,)
    course = (CUSTOMER, SENT, answer(How.ACCEPTED, 1, 2), answer(How.TOLD, 1, 2))
    assert readings(acme(*course[:2]), TEAM, day(0)).farmers == ()
    for away in (2, 99):
        assert readings(acme(*course), TEAM, day(away)).farmers == (BEN,)
    over = (PromiseSaid("quote", on=day(5)), PromiseSettled(ref(5), Settled.DONE, day(9)))
    found = readings(acme(*course, *over), TEAM, day(20))
    assert (found.hunters, found.farmers) == ((), (BEN,))
    # As soon as the seat has somebody, it is theirs.
    cyd = Member(MemberKey("crm:cyd"), "Cyd")
    team = TEAM._replace(members={**TEAM.members, cyd.key: cyd})
    taken = a_state(CUSTOMER, SeatSaid(Seat.FARMER, (cyd.key,)), to_ben, team=team)
    assert readings(taken, team, day(0)).farmers == (cyd,)
    # Who gives a unit back holds the farmers' seat as long as that is not over.
    back = acme(CUSTOMER, SENT._replace(giver=Seat.FARMER))
    assert readings(back, TEAM, day(0)).farmers == (ANA,)


def test_what_the_taker_does_stands_in_the_list_that_they_take() -> None:
    eva = Member(MemberKey("crm:eva"), "Eva")  # nobody has said which seat is hers
    team = TEAM._replace(members={**TEAM.members, eva.key: eva})
    step = NextStep("call Dana", due=day(0), owner=eva.key)
    bodies = (CUSTOMER, SeatSaid(Seat.HUNTER, (ANA.key,)), SENT._replace(to=eva.key), step)
    found = readings(a_state(*bodies, team=team), team, day(0)).seats
    words = {seat: [term.word for term in asks.terms] for seat, asks in found.items()}
    assert "next step" in words[Seat.FARMER]
    assert "next step" not in words[Seat.HUNTER]


def test_the_hunter_stays_until_the_first_promise_is_kept() -> None:
    kept = PromiseSettled(ref(6), Settled.DONE, day(9))
    base = (CUSTOMER, BENS, SENT, answer(How.ACCEPTED, 1), answer(How.TOLD, 1))
    state = acme(*base, PromiseSaid("quote", on=day(5)), kept)
    for away in (2, 8):
        found = readings(state, TEAM, day(away))
        term = shown(state, away)[Seat.HUNTER]["stays"]
        assert (term.points, term.more) == (0, "accepted")
        assert found.seats[Seat.HUNTER].group is Group.IN_ORDER
        assert found.hunters == (ANA,)
    assert set(readings(state, TEAM, day(9)).seats) == {Seat.FARMER}
    assert readings(state, TEAM, day(9)).hunters == ()


def test_of_several_the_most_pressing_one_is_shown() -> None:
    state = acme(CUSTOMER, BENS, SENT, HandoffSaid(unit="Porto"), answer(How.RETURNED, 0))
    found = shown(state)
    term = found[Seat.HUNTER]["hand-off"]
    assert (term.text, term.number, term.pinned, term.points) == ("Porto", 2, True, 10)
    assert len(term.behind) == 3


def test_points_are_policy_and_none_hides_the_reason() -> None:
    team = TEAM._replace(policy=Policy({"weight.handoff": 0, "weight.thanks": 7}))
    state = acme(won(-9), BENS, ReferralSaid(Stage.CAME, "Nadia", on=day(-30)))
    found = shown(state, 0, team)
    assert "hand-off" not in found[Seat.HUNTER]
    assert found[Seat.FARMER]["thank-you"].points == 7


def test_thanks_are_due_after_five_working_days() -> None:
    came = ReferralSaid(Stage.CAME, "Nadia", on=day(0))
    farmers = acme(CUSTOMER, came)
    assert shown(farmers, 7)[Seat.FARMER] == {}
    term = shown(farmers, 8)[Seat.FARMER]["thank-you"]
    assert (term.group, term.points, term.text, term.number) == (Group.DUE, 5, "Nadia", 1)
    assert "thank-you" in shown(acme(AccountAdded("Acme"), came), 8)[Seat.HUNTER]
    thanked = acme(CUSTOMER, came, ReferralSaid(Stage.THANKED, of=ref(2), on=day(3)))
    assert shown(thanked, 30)[Seat.FARMER] == {}


def test_steps_of_the_plan_are_due_as_next_steps_are_and_theirs_are_told_when_late() -> None:
    ours = acme(CUSTOMER, PlanStepSaid("offer", due=day(3), owner=BEN.key))
    for away, points in ((2, None), (3, 5), (4, 10)):
        found = readings(ours, TEAM, day(away)).seats[Seat.FARMER].terms
        assert {t.word: t.points for t in found}.get("next step") == points
        assert "nothing next" not in {t.word for t in found}
    theirs = acme(
        CUSTOMER,
        PlanStepSaid("chart", Side.THEIRS, due=day(3)),
        PlanStepSaid("plan", Side.THEIRS, due=day(2)),
        PlanStepSaid("x", Side.THEIRS),
    )
    assert shown(theirs, 2)[Seat.FARMER] == {}
    term = shown(theirs, 4)[Seat.FARMER]["their step"]
    assert (term.text, term.number, term.points, term.on) == ("plan", 2, 5, day(2))


LIVES: dict[str, tuple[NamedTuple, ...]] = {
    "a win": (won(20), BENS),
    "a win long ago": (won(-60), BENS),
    "sent": (CUSTOMER, BENS, SENT._replace(on=day(30))),
    "accepted": (CUSTOMER, BENS, SENT, answer(How.ACCEPTED, 40)),
    "returned": (CUSTOMER, BENS, SENT, answer(How.RETURNED, 5)),
    "over": (
        *(CUSTOMER, BENS, SENT, answer(How.ACCEPTED, 1), answer(How.TOLD, 22)),
        *(PromiseSaid("quote", on=day(5)), PromiseSettled(ref(6), Settled.DONE, day(41))),
    ),
    "thanks": (CUSTOMER, ReferralSaid(Stage.CAME, "Nadia", on=day(12))),
    "a plan": (
        *(CUSTOMER, PlanStepSaid("a", due=day(5)), PlanStepSaid("b", Side.THEIRS, due=day(5))),
        PlanStepSaid("c", Side.THEIRS, due=day(44)),
    ),
}


@pytest.mark.parametrize("life", LIVES)
def test_every_day_of_400_knows_the_next_day_that_differs(life: str) -> None:
    each_day_knows_the_next(acme(*LIVES[life]), TEAM)


ANSWERS = st.builds(answer, st.sampled_from(How), st.integers(-5, 60))


@settings(max_examples=15)
@given(st.integers(-20, 40), st.lists(ANSWERS, max_size=4), st.integers(-20, 60))
def test_any_course_of_a_hand_off_knows_its_next_day(
    sent: int, answers: list[HandoffAnswer], kept: int
) -> None:
    promised = (PromiseSaid("q", on=day(-30)), PromiseSettled(ref(4), Settled.DONE, day(kept)))
    sent_ = SENT._replace(on=day(sent))
    bodies: list[NamedTuple] = [CUSTOMER, BENS, sent_, *promised, *answers]
    each_day_knows_the_next(acme(*bodies), TEAM)
