"""Accounts: who is a customer, who holds a seat, what the team lays over a source's fields."""

from accountdesk.core.account import (
    AccountAdded,
    AccountFact,
    Field,
    Left,
    Renewal,
    SeatSaid,
    is_customer,
)
from accountdesk.core.deal import DealAdded, DealFact, DealKey, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.liveness import Retracted
from accountdesk.core.member import Member, MemberKey, Seat
from accountdesk.core.next_step import NextStep, StepDone, open_steps
from accountdesk.core.record import Fields
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import Team
from accountdesk.core.track import Track, TrackSaid
from tests.builders import ACME, TODAY, a_state, an_entry, day, named, ref

ANA, BEN = Member(MemberKey("crm:ana"), "Ana"), Member(MemberKey("crm:ben"), "Ben")
TEAM = Team(members={ANA.key: ANA, BEN.key: BEN}, claims={"actor:ana": ANA.key, "crm:u7": BEN.key})
ACCOUNT = AccountFact(ACME, "Acme")


def test_joined_accounts_are_gone_when_all_of_them_are_since_the_last() -> None:
    other = AccountKey(ACME + "2")

    def gone(*days: int | None) -> object:
        facts = [
            AccountFact(key, "Acme", gone=None if away is None else day(away))
            for key, away in zip((ACME, other), days, strict=True)
        ]
        return a_state(facts=Facts(accounts=tuple(facts))).profile.gone

    assert gone(-5, -3) == day(-3)
    assert gone(-5, None) is None
    assert a_state(AccountAdded("Acme")).profile.gone is None


def customer(state: AccountState, away: int = 0) -> bool:
    return is_customer(state.profile, state.deals, Team().policy, day(away))


def test_a_won_deal_a_renewal_or_a_type_makes_a_customer() -> None:
    assert not customer(a_state(AccountAdded("Acme")))
    assert customer(a_state(DealAdded("x", Outcome.WON)))
    assert not customer(a_state(DealAdded("x", Outcome.LOST), DealAdded("y")))
    assert customer(a_state(Renewal(day(5))))
    assert customer(a_state(AccountAdded("Acme", type="CUSTOMER ")))
    assert customer(a_state(facts=Facts((ACCOUNT._replace(renewal=day(9)),))))


def test_whoever_left_is_no_customer_from_that_day_on() -> None:
    state = a_state(AccountAdded("Acme", type="customer"), Left(day(3)))
    assert customer(state, 2)
    assert not customer(state, 3)


def test_a_deal_won_later_brings_them_back() -> None:
    assert customer(a_state(Left(day(-9)), DealAdded("x", Outcome.WON, day(-8))))
    assert not customer(a_state(Left(day(-9)), DealAdded("x", Outcome.WON, day(-9))))
    assert not customer(a_state(Left(day(-9)), DealAdded("x", Outcome.WON)))


def test_a_renewal_that_was_planned_before_they_left_does_not_bring_them_back() -> None:
    assert not customer(a_state(Renewal(day(90)), Left(day(-9))))
    assert customer(a_state(Left(day(-9)), Renewal(day(90))))


def test_of_two_departures_on_a_day_the_one_said_last_counts() -> None:
    for words in (("a", "b"), ("b", "a")):
        state = a_state(Left(day(-9), words[0]), Renewal(day(90)), Left(day(-9), words[1]))
        assert not customer(state)


def test_a_left_that_was_taken_back_did_not_happen() -> None:
    assert customer(a_state(Renewal(day(5)), Left(day(-9)), Retracted(named(2))))


def test_hunters_are_the_owners_of_open_deals_and_the_farmer_owns_the_account() -> None:
    deals = (
        DealFact(DealKey("crm:1"), owner="crm:u7"),
        DealFact(DealKey("crm:2"), owner="crm:ana"),
        DealFact(DealKey("crm:3"), owner="crm:nobody"),
        DealFact(DealKey("crm:4"), owner="crm:ben", outcome=Outcome.WON),
    )
    facts = Facts((ACCOUNT._replace(owner="crm:u7"),), deals=deals)
    state = a_state(facts=facts, team=TEAM)
    assert state.hunters == (ANA, BEN)
    assert state.farmers == (BEN,)


def test_the_teams_word_on_a_seat_stands_over_owners() -> None:
    facts = Facts((ACCOUNT._replace(owner="crm:u7"),))
    state = a_state(SeatSaid(Seat.FARMER, ("crm:ana",)), facts=facts, team=TEAM)
    assert state.farmers == (ANA,)
    nobody = a_state(SeatSaid(Seat.FARMER, ()), facts=facts, team=TEAM)
    assert nobody.farmers == ()


def test_a_deal_added_by_hand_is_theirs_who_wrote_it() -> None:
    assert a_state(DealAdded("x"), team=TEAM).hunters == (ANA,)
    assert a_state(DealAdded("x", owner="crm:ben"), team=TEAM).hunters == (BEN,)


def test_our_fields_lie_over_the_sources_and_can_be_taken_away() -> None:
    facts = Facts((ACCOUNT._replace(fields=Fields(size="5", city="Bonn")),))
    state = a_state(Field("size", "9"), Field("tag", "vip"), Field("tag"), facts=facts)
    assert state.profile.fields == {"size": "9", "city": "Bonn"}
    assert customer(a_state(Field("type", "customer"), facts=facts))


def test_joined_accounts_are_one_and_the_smallest_key_speaks() -> None:
    facts = Facts(
        (AccountFact(ACME, "Acme"), ACCOUNT._replace(key=AccountKey(ACME + "2"), name="ACME Inc"))
    )
    state = fold([ACME, AccountKey(ACME + "2")], facts, [], TEAM)
    assert state.name == "Acme"
    assert state.profile.names == {ACME: "Acme", ACME + "2": "ACME Inc"}


def test_of_what_joined_accounts_say_at_one_moment_the_later_name_speaks() -> None:
    other = AccountKey("aaa:1")
    ana = an_entry(2, SeatSaid(Seat.FARMER, ("crm:ana",)), at=5)
    ben = an_entry(1, SeatSaid(Seat.FARMER, ("crm:ben",)), at=5, account=other)
    assert fold([ACME, other], Facts(), [ana, ben], TEAM).farmers == (ANA,)
    zoe = an_entry(3, SeatSaid(Seat.FARMER, ("crm:ben",)), at=5, account=other)
    assert fold([ACME, other], Facts(), [ana, zoe], TEAM).farmers == (BEN,)


def test_a_step_is_done_on_the_earliest_day_that_anybody_says() -> None:
    for first, second in ((-1, -3), (-3, -1)):
        said = [StepDone(ref(1), on=day(away)) for away in (first, second)]
        state = a_state(NextStep("a"), *said)
        assert [step.done_on for step in state.steps] == [day(-3)]
    assert open_steps(state.steps) == ()
    undated = a_state(NextStep("a"), StepDone(ref(1)))
    assert [step.done_on for step in undated.steps] == [TODAY]


def test_a_step_that_is_not_here_is_listed() -> None:
    [trouble] = a_state(StepDone(ref(9))).troubles
    assert "not here" in trouble.why


def test_an_account_differs_from_the_teams_track_on_purpose() -> None:
    assert a_state().track is Track.RELATIONAL
    assert a_state(TrackSaid(Track.TRANSACTIONAL, "small, no risk")).track is Track.TRANSACTIONAL


def test_an_account_of_which_nothing_is_left_is_empty() -> None:
    assert a_state().is_empty
    assert not a_state(AccountAdded("Acme")).is_empty
    assert a_state(AccountAdded("Acme"), Retracted(named(1))).is_empty
    assert not fold([ACME], Facts(), [an_entry(1, ("kind_of_2030", "{}"))], Team()).is_empty
