"""How close they let us: statements with a touch as proof, and our share of their wallet."""

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import Left, Renewal
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import Entry
from accountdesk.core.insider import Answer, InsiderSaid, Statement, WalletSaid, standing
from accountdesk.core.liveness import Retracted
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import fold_team
from accountdesk.core.touchpoint import ActivityFact, Kind, Touchpoint
from accountdesk.core.value import Gains, LearnedSaid, ValueSaid
from accountdesk.core.wallet_share import Share, share
from tests.builders import ACCOUNTS, CENTS, TODAY, a_state, day, named, ref, some_facts
from tests.builders import some_entries as entries_of_all_kinds

CALL = Touchpoint(Kind.CALL, text="told us first", on=day(-3))
YES = InsiderSaid(Statement.TOLD_BEFORE, Answer.YES, ref(1), on=day(-3))
WALLET = WalletSaid(100_000_00, "EUR", "their purchasing", day(-10))
RENEWS = Renewal(day(100), 20_000_00, "EUR")


def test_a_yes_needs_a_touch_that_is_here_and_a_no_needs_none() -> None:
    state = a_state(
        CALL,
        YES,
        InsiderSaid(Statement.INTRODUCED, Answer.YES, ref(9)),
        InsiderSaid(Statement.TOLD_INSIDE, Answer.YES),
        InsiderSaid(Statement.SHOWED_OFFER, Answer.NO),
    )
    assert {
        one: known.answer for one, known in standing(state.closeness.evidence, TODAY).items()
    } == {
        Statement.TOLD_BEFORE: Answer.YES,
        Statement.SHOWED_OFFER: Answer.NO,
    }
    assert [trouble.why for trouble in state.troubles] == [
        "says yes without a touchpoint that proves it"
    ] * 2


def test_a_touch_that_a_source_tells_of_is_proof_too() -> None:
    facts = Facts(activities=(ActivityFact("crm:a1", day(-5)),))
    state = a_state(YES._replace(touchpoint="crm:a1"), facts=facts)
    assert [one.touchpoint for one in state.closeness.evidence] == ["crm:a1"]


def test_a_proof_that_was_taken_back_proves_nothing_any_more() -> None:
    assert a_state(CALL, YES, Retracted(named(1))).closeness.evidence == ()


def test_the_last_answer_to_a_statement_speaks() -> None:
    no = InsiderSaid(Statement.TOLD_BEFORE, Answer.NO, on=day(-1))
    for bodies in ((CALL, YES, no), (CALL, no, YES)):
        known = standing(a_state(*bodies).closeness.evidence, TODAY)
        assert known[Statement.TOLD_BEFORE].answer is Answer.NO
    assert len(a_state(CALL, YES, no).closeness.evidence) == 2


def test_what_is_dated_later_is_not_known_yet() -> None:
    no = InsiderSaid(Statement.TOLD_BEFORE, Answer.NO, on=day(9))
    found = a_state(CALL, YES, no).closeness.evidence
    assert standing(found, TODAY)[Statement.TOLD_BEFORE].answer is Answer.YES
    assert standing(found, day(9))[Statement.TOLD_BEFORE].answer is Answer.NO


def test_an_estimate_without_a_source_or_an_amount_counts_for_nothing() -> None:
    state = a_state(WALLET._replace(text=" "), WALLET._replace(cents=0))
    assert state.closeness.wallets == ()
    assert share(state, TODAY) is None
    assert len(state.troubles) == 2


def test_the_share_is_unknown_without_an_estimate_and_before_its_day() -> None:
    assert share(a_state(), TODAY) is None
    assert share(a_state(WALLET), day(-11)) is None
    assert share(a_state(WALLET), TODAY) is not None


def test_what_was_won_and_renews_is_not_counted_twice() -> None:
    state = a_state(
        WALLET,
        DealAdded("line", Outcome.WON, day(-20), 20_000_00, "EUR"),
        Renewal(day(345), 20_000_00, "EUR"),  # the same contract
    )
    assert share(state, TODAY) == Share(state.closeness.wallets[0], 20_000_00, 0)


def test_the_share_is_contracts_or_what_was_won_in_a_year_in_one_currency() -> None:
    state = a_state(
        WALLET,
        RENEWS,
        Renewal(day(-265), 18_000_00, "EUR"),  # the same contract, a year ago
        DealAdded("x", Outcome.WON, day(-364), 11_000_00, "EUR"),
        DealAdded("old", Outcome.WON, day(-365), 50_000_00, "EUR"),
        DealAdded("other", Outcome.WON, day(-2), 50_000_00, "USD"),
        DealAdded("unknown", Outcome.WON, day(-2)),
        DealAdded("open", Outcome.OPEN, day(2), 50_000_00, "EUR"),
    )
    found = share(state, TODAY)
    assert found == Share(state.closeness.wallets[0], 20_000_00, 2)
    assert (found.percent, found.days_old(TODAY)) == (20, 10)
    more = a_state(WALLET, DealAdded("y", Outcome.WON, day(-9), 21_000_00, "EUR"), RENEWS)
    assert share(more, TODAY) == Share(more.closeness.wallets[0], 21_000_00, 0, by_deals=True)


def test_contracts_that_renewed_count_where_none_is_to_renew() -> None:
    state = a_state(WALLET, Renewal(day(-100), 20_000_00, "EUR"))
    assert share(state, TODAY) == Share(state.closeness.wallets[0], 20_000_00, 0)
    gone = a_state(WALLET, Renewal(day(100), 20_000_00, "EUR"), Left(day(-1)))
    assert share(gone, TODAY) == Share(gone.closeness.wallets[0], 0, 0)


def test_the_latest_estimate_holds_and_may_turn_out_too_low() -> None:
    state = a_state(
        WALLET, WALLET._replace(cents=10_000_00, on=day(-1)), Renewal(day(9), 20_000_00, "EUR")
    )
    found = share(state, TODAY)
    assert found is not None
    assert (found.wallet.cents, found.percent) == (10_000_00, 200)


@given(entries_of_all_kinds(), some_facts(), st.integers(0, 400))
def test_nothing_is_invented(entries: list[Entry], facts: Facts, later: int) -> None:
    state = fold(ACCOUNTS, facts, [e for e in entries if e.account], fold_team((), ()))
    touches = {touch.key for touch in state.touches}
    assert all(
        one.answer is Answer.NO or one.touchpoint in touches for one in state.closeness.evidence
    )
    found = share(state, day(later))
    assert (found is None) == (not any(one.on <= day(later) for one in state.closeness.wallets))
    if found is not None:
        known = [d.cents for d in state.deals if d.outcome is Outcome.WON]
        known += [renewal.cents for renewal in state.profile.renewals]
        assert 0 <= found.ours <= sum(cents or 0 for cents in known)


@given(st.lists(st.tuples(st.sampled_from(Gains), CENTS, st.integers(-9, 0)), max_size=5))
def test_values_stand_by_their_day_with_their_amount(
    said: list[tuple[Gains, int | None, int]],
) -> None:
    bodies = [ValueSaid(gains, "x", cents, "EUR", day(on)) for gains, cents, on in said]
    state = a_state(*bodies, LearnedSaid("y"))
    assert [one.on for one in state.values] == sorted(body.on for body in bodies if body.on)
    assert sorted((v.gains, v.cents or -1, v.on) for v in state.values) == sorted(
        (gains, cents or -1, day(on)) for gains, cents, on in said
    )
    assert [one.text for one in state.learned] == ["y"]
