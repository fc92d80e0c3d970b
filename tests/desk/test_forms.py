"""Forms: what answers mean is said before it is recorded, and then exactly that is recorded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core import money
from accountdesk.core.account import AccountAdded, SameAccount
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import AccountDeskError, NotUnderstood, Refused
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.adding import add_account, add_deal, add_member, own_deals
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Form
from accountdesk.desk.forms import (
    account_form,
    deal_form,
    focus_form,
    goal_form,
    member_form,
    person_form,
)
from accountdesk.desk.log import log, record
from accountdesk.desk.next_forms import moving_form, step_form
from accountdesk.desk.standing import seat_them, who_may
from accountdesk.desk.steps import end_step, steps_of
from accountdesk.desk.undo import undo
from accountdesk.store import projections
from tests.builders import a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Acme"))
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER))
        yield desk


def never(question: str) -> bool:
    raise AssertionError(question)


def test_what_is_recorded_is_what_was_said(desk: Desk) -> None:
    for form, answers, words in (
        (account_form(desk), ["Globex", "customer"], "account added: Globex, customer"),
        (person_form(desk, "acme"), ["Dana", "CFO", "", "030"], "person added: Dana, CFO, 030"),
        (
            deal_form(desk, "acme"),
            ["Site", "1200.50", "eur", "", "in 2 weeks", "ben"],
            "deal: Site, open, 1,200.50 EUR, Mon 7 Dec 2026",
        ),
        (member_form(desk), ["Kim", "", "b"], "member added: Kim, both"),
        (
            goal_form(desk),
            ["revenue_won", "5000", "2026-Q4", "EUR"],
            "goal 2026-Q4: Revenue won, 5,000 EUR",
        ),
        (focus_form(desk), ["They ring us first"], "focus: They ring us first"),
        (step_form(desk, "acme"), ["demo", "fri 9:30", ""], "next: demo, Fri 27 Nov 2026 09:30"),
    ):
        filled = form.read(answers)
        assert filled.words == words
        assert filled.record(desk).startswith(words.partition(",")[0])


@pytest.mark.parametrize(
    ("form", "answers", "says"),
    [
        (member_form, ["Kim", "farmer", ""], "no e-mail address"),
        (account_form, [" ", ""], "Type the account's name"),
        (lambda desk: deal_form(desk, "acme"), ["x", "12,5", "", "", "", ""], "no amount"),
        (lambda desk: deal_form(desk, "acme"), ["x", "", "", "lo", "soon", ""], "no date"),
        (lambda desk: deal_form(desk, "acme"), ["x", "", "", "", "", "kim"], "No member"),
        (lambda desk: deal_form(desk, "acme"), ["x", "", "", "x", "", ""], "open, won, lost"),
        (member_form, ["Kim", "", "seller"], "hunter, farmer, both"),
        (goal_form, ["revenue", "5", "", ""], "one of: revenue_staying, revenue_won"),
        (goal_form, ["revenue_won", "0", "", ""], "more than nothing"),
        (goal_form, ["revenue_won", "5", "next year", ""], "period"),
        (focus_form, [""], "1 to 200"),
        (lambda desk: step_form(desk, "acme"), ["", "tue", ""], "Say what happens next"),
        (lambda desk: step_form(desk, "acme"), ["demo", "next week", ""], "no date"),
    ],
)
def test_what_cannot_be_read_is_said(
    desk: Desk, form: Callable[[Desk], Form], answers: list[str], says: str
) -> None:
    with pytest.raises(AccountDeskError, match=says):
        form(desk).read(answers)


def test_a_deal_is_said_anew_and_keeps_what_was_left_as_it_is(desk: Desk) -> None:
    add_deal(desk, "acme", DealAdded("Pilot", cents=99_50, currency="EUR"), "ben")
    [(deal, words)] = own_deals(desk, "acme")
    assert words == "Pilot, open, 99.50 EUR"
    form = deal_form(desk, "acme", deal)
    before = [blank.value for blank in form.blanks]
    assert before == ["Pilot", "99.50", "EUR", "open", "", "Ben Ode"]
    form.read([*before[:3], "lost", "yesterday", before[5]]).record(desk)
    [(lost, _)] = own_deals(desk, "acme")
    assert (lost.outcome, lost.cents, lost.owner) == (Outcome.LOST, 99_50, deal.owner)
    assert lost.key == deal.key
    undo(desk, None, never)
    assert own_deals(desk, "acme") == ((deal, words),)


def test_a_deal_that_was_taken_back_is_not_said_anew(desk: Desk) -> None:
    add_deal(desk, "acme", DealAdded("Pilot"))
    [(deal, _)] = own_deals(desk, "acme")
    filled = deal_form(desk, "acme", deal).read(["Pilot", "", "", "won", "", ""])
    undo(desk, None, never)
    with pytest.raises(Refused, match="Somebody changed Pilot meanwhile"):
        filled.record(desk)


def test_what_is_moved_or_said_anew_of_a_joined_account_is_so(desk: Desk) -> None:
    later = AccountKey(add_account(desk, AccountAdded("Beta")).key)
    first = desk.account_called("acme").key
    log(desk, "beta", "next: call back tomorrow")
    add_deal(desk, "beta", DealAdded("Pilot"))
    record(desk, [(later, SameAccount(first))])
    steps = steps_of(desk, later)
    assert steps.account == min(first, later)
    moving_form(desk, steps, steps.steps[0]).read(["in 9 days"]).record(desk)
    assert steps_of(desk, later).words == ("call back, Wed 2 Dec",)
    [(deal, _)] = own_deals(desk, later)
    deal_form(desk, later, deal).read(["Pilot", "9000", "", "won", "today", ""]).record(desk)
    assert [words for _, words in own_deals(desk, first)] == ["Pilot, won, 9,000, Mon 23 Nov 2026"]
    state = projections.state(desk.store, desk.account_called(first).account, desk.team())
    assert state.troubles == ()
    assert steps.steps[0].owner == desk.claim
    assert state.steps[0].owner == desk.claim


def test_a_deal_that_somebody_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    add_deal(desk, "acme", DealAdded("Pilot"))
    [(deal, _)] = own_deals(desk, "acme")
    one, other = (deal_form(desk, "acme", deal) for _ in range(2))
    one.read(["Pilot", "5000", "EUR", "won", "today", ""]).record(desk)
    with pytest.raises(Refused, match="Somebody changed Pilot"):
        other.read(["Pilot", "1000", "", "open", "", ""]).record(desk)


def test_a_member_of_that_name_is_chosen_and_not_added(desk: Desk) -> None:
    with pytest.raises(NotUnderstood, match="is a member already: Esc, and choose"):
        member_form(desk, me=True).read(["ben ode", "", "farmer"])


def test_a_past_day_is_said_to_be(desk: Desk) -> None:
    assert step_form(desk, "acme").read(["demo", "yesterday", ""]).words.endswith("(which is past)")
    with pytest.raises(NotUnderstood, match="Only the day is kept here"):
        deal_form(desk, "acme").read(["x", "", "", "", "fri 10:00", ""])


def test_a_day_at_the_end_of_what_is_next_is_its_day_as_in_a_note(desk: Desk) -> None:
    said = step_form(desk, "acme").read(["ring Dana tomorrow", "", ""])
    assert said.words == "next: ring Dana, Tue 24 Nov 2026"


def test_no_two_forms_have_one_key(desk: Desk) -> None:
    forms = [account_form(desk), member_form(desk), member_form(desk, me=True), goal_form(desk)]
    forms += [focus_form(desk), *(of(desk, "acme") for of in (person_form, deal_form, step_form))]
    assert len({form.key for form in forms}) == len(forms)


def test_steps_are_ended_once_and_moved(desk: Desk) -> None:
    log(desk, "acme", "next(ben): demo tomorrow\nnext: offer")
    steps = steps_of(desk, "acme")
    assert steps.words == ("demo, tomorrow", "offer")
    filled = moving_form(desk, steps, steps.steps[0]).read(["in 2 weeks"])
    assert filled.words == "demo, Mon 7 Dec 2026"
    assert filled.record(desk) == "next: demo, Mon 7 Dec 2026 (Ben Ode)."
    assert end_step(desk, steps, steps.steps[0]) == "done: demo"
    assert [step.what for step in steps_of(desk, "acme").steps] == ["offer"]
    for again in (filled.record, lambda desk: end_step(desk, steps, steps.steps[0])):
        with pytest.raises(Refused, match="ended or taken back meanwhile"):
            again(desk)
    _, words = undo(desk, None, never)
    assert words == ("Acme: done: demo",)
    assert [step.what for step in steps_of(desk, "acme").steps] == ["offer", "demo"][::-1]


def test_who_may_hold_a_seat_begins_with_me_and_those_who_usually_do(desk: Desk) -> None:
    add_member(desk, MemberSaid("Aaron"))
    assert [one.name for one in who_may(desk, Seat.FARMER)] == ["Ana Ruiz", "Ben Ode", "Aaron"]
    told = seat_them(desk, ["acme"], Seat.FARMER, who_may(desk, Seat.FARMER)[1])
    assert told.words == ("Acme: farmer: Ben Ode",)
    account = desk.account_called("acme").account
    state = projections.state(desk.store, account, desk.team())
    assert [one.name for one in state.farmers] == ["Ben Ode"]


@given(st.integers(0, 10**13))
def test_an_amount_is_typed_as_it_is_read(cents: int) -> None:
    assert money.cents(money.typed(cents)) == cents


def test_no_form_opens_where_nothing_is_kept(desk: Desk) -> None:
    looking = desk._replace(looks_only=True)
    for form in (account_form, member_form, goal_form, focus_form):
        with pytest.raises(Refused):
            form(looking)
    for about in (person_form, deal_form, step_form):
        with pytest.raises(Refused):
            about(looking, "acme")
    with pytest.raises(NotUnderstood):
        account_form(desk).read(["", ""])
