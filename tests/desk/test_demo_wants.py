"""What the demo shows of what they want, what was gained, and how close they let us."""

from accountdesk.core.insider import Answer, Statement, standing
from accountdesk.core.need import Able, Knew, left_on_the_table
from accountdesk.core.value import Gains
from accountdesk.core.wallet_share import share
from accountdesk.desk.desk import Desk
from accountdesk.desk.learned_page import learned_page
from tests.desk.demos import states


def test_needs_are_open_met_left_on_the_table_and_beyond_us(demo: Desk) -> None:
    needs = [need for state in states(demo) for need in state.wants.needs]
    assert any(need.met_on for need in needs)
    assert any(need.yes for need in needs)
    assert any(not need.yes for need in needs)
    assert any(not need.answers for need in needs)
    assert any(one.able is Able.CANNOT and one.told_on for n in needs for one in n.answers)
    left = left_on_the_table(needs)
    assert left
    assert {can.told_on is None for need in left for can in need.can} == {True, False}


def test_aims_are_confirmed_and_not_and_what_they_know_is_told(demo: Desk) -> None:
    aims = [aim for state in states(demo) for aim in state.wants.aims]
    assert {aim.yes is None for aim in aims} == {True, False}
    known = {one.how for state in states(demo) for one in state.wants.knows}
    assert known == {Knew.READ, Knew.COMPARED, Knew.TRIED}


def test_both_sides_gained_and_what_was_learned_is_found(demo: Desk) -> None:
    assert {one.gains for state in states(demo) for one in state.values} == {*Gains}
    assert [row.name for row in learned_page(demo, "glue").rows] == ["Brüder Lang"]


def test_statements_are_proved_and_shares_are_between_nothing_and_all(demo: Desk) -> None:
    proved = {
        statement
        for state in states(demo)
        for statement, known in standing(state.closeness.evidence, demo.today).items()
        if known.answer is Answer.YES
    }
    assert len(proved) == len(Statement) - 1
    shares = [found for state in states(demo) if (found := share(state, demo.today))]
    assert shares
    assert all(0 < found.percent < 100 for found in shares)


def test_contacts_were_about_care_advice_and_orders(demo: Desk) -> None:
    assert {one.concern for state in states(demo) for one in state.concerns} == {
        *("care", "advice", "order")
    }
