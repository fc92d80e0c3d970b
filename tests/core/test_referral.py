"""Referrals: from asked, or came, to thanked; and since when thanks are owed."""

from hypothesis import given

from accountdesk.core.entry import Entry
from accountdesk.core.referral import Referral, ReferralSaid, Stage
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team
from tests.builders import ACME, TODAY, a_state, day, ref, some_entries


def step(stage: Stage, away: int, **more: object) -> ReferralSaid:
    return ReferralSaid(stage, on=day(away), of=ref(1))._replace(**more)  # type: ignore[arg-type]  # as it has it


CAME = ReferralSaid(Stage.CAME, "Nadia, Initech", "crm:p1", on=day(-20))


def the_one(*bodies: ReferralSaid) -> Referral:
    [found] = a_state(*bodies).referrals
    return found


def test_later_entries_go_on_with_the_one_that_they_name() -> None:
    one = the_one(CAME, step(Stage.MET, -9), step(Stage.INTRODUCED, -12, who="Nadia Berg, Initech"))
    assert (one.who, one.person, one.on) == ("Nadia Berg, Initech", "crm:p1", day(-20))
    assert [(s.stage, s.on) for s in one.steps] == [
        *((Stage.CAME, day(-20)), (Stage.INTRODUCED, day(-12)), (Stage.MET, day(-9))),
    ]
    assert one.reached is Stage.MET
    assert not one.is_asked
    assert the_one(ReferralSaid(Stage.ASKED)).is_asked
    assert the_one(ReferralSaid(Stage.ASKED)).on == TODAY


def test_the_first_of_a_stage_counts_and_of_thanks_the_last() -> None:
    thanks = (step(Stage.THANKED, -8), step(Stage.THANKED, -3), step(Stage.THANKED, -5))
    one = the_one(CAME, step(Stage.MET, -9), step(Stage.MET, -12), step(Stage.MET, -4), *thanks)
    days = {s.stage: s.on for s in one.steps}
    assert (days[Stage.MET], days[Stage.THANKED]) == (day(-12), day(-3))


def test_thanks_are_owed_for_the_introduction_and_once_more_for_a_win() -> None:
    assert the_one(ReferralSaid(Stage.ASKED)).owed_since is None
    assert the_one(CAME).owed_since == day(-20)
    asked = ReferralSaid(Stage.ASKED, on=day(-30))
    assert the_one(asked, step(Stage.MET, -9)).owed_since == day(-9)
    thanked = (CAME, step(Stage.THANKED, -20))
    assert the_one(*thanked).owed_since is None  # on the same day
    assert the_one(*thanked, step(Stage.MET, -5)).owed_since is None
    won = (*thanked, step(Stage.WON, -2))
    assert the_one(*won).owed_since == day(-2)
    assert the_one(*won, step(Stage.THANKED, -1)).owed_since is None


def test_what_names_none_that_began_has_no_effect_and_is_listed() -> None:
    state = a_state(step(Stage.MET, -2, of=ref(7)), CAME, step(Stage.WON, -1, of=ref(1)))
    assert [one.reached for one in state.referrals] == [Stage.CAME]
    assert {trouble.why for trouble in state.troubles} == {
        "goes on with a referral that is not here"
    }
    assert len(state.troubles) == 2


@given(some_entries())
def test_a_referral_has_each_stage_once_and_owes_thanks_only_for_what_happened(
    entries: list[Entry],
) -> None:
    of_accounts = [entry for entry in entries if entry.account is not None]
    for one in fold([ACME], Facts(), of_accounts, Team()).referrals:
        assert len({s.stage for s in one.steps}) == len(one.steps) > 0
        if one.owed_since is not None:
            assert one.owed_since in {s.on for s in one.steps if s.stage is not Stage.THANKED}
            assert all(s.on < one.owed_since for s in one.steps if s.stage is Stage.THANKED)
