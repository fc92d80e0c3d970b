"""Evidence: each reason with its points, and the entries and touches that it was read from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded, Renewal
from accountdesk.core.deal import DealAdded
from accountdesk.core.entry import id_text
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.touchpoint import Kind, Touchpoint
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.policy import decide
from accountdesk.desk.standing import name_seats
from accountdesk.store import journal
from tests.builders import a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The worked example of the design, on the list of the farmer."""
    with a_desk(tmp_path / "desk.db") as desk:
        key = add_account(desk, AccountAdded("Globex")).key
        people = [add_person(desk, key, PersonAdded(name)).key for name in ("Dana Fox", "Bob Ray")]
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), desk.claim)
        name_seats(desk, [key], {Seat.FARMER: ["ben"]})
        account = desk.account_called(key).key
        decide(desk, "cadence.relational", "14")
        bodies = (
            Touchpoint(Kind.CALL, people=tuple(people), text="all well", on=day(-24)),
            PromiseSaid("quote", due=day(-3), on=day(-9)),
            FeelingSaid(Mood.UNEASY, "we have been burned before", people[0], day(-2)),
            Renewal(day(60)),
            NextStep("review", day(9)),
        )
        record(desk, [(account, body) for body in bodies])
        yield desk


def test_each_term_says_its_points_and_what_is_behind_it(desk: Desk) -> None:
    page = account_page(desk, "globex")
    [(title, lines)] = page.explained
    assert title == "Farmers: 54 = silence 23 + promise 15 + renewal 8 + uneasy 8"
    assert lines == (
        " 15  Make right: our quote 3 d late",
        "      Ben Ode: we promise: quote, by Fri 20 Nov 2026",
        "  8  Due: renewal in 60 d",
        " 23  Stay close: silent (every 14 d) 24 d",
        "      Ben Ode: call, Dana Fox, Bob Ray: all well (Fri 30 Oct 2026)",
        "  8  Stay close: uneasy: “we have been burned before” 2 d",
        "      Ben Ode: Dana Fox feels uneasy: “we have been burned before” (Sat 21 Nov 2026)",
    )


def test_programs_get_the_ids_of_what_is_behind_each_term(desk: Desk) -> None:
    data = account_page(desk, "globex").data
    [terms] = [found["terms"] for found in data["attention"].values()]  # type: ignore[attr-defined]  # a table
    behind = {term["word"]: term.get("behind", []) for term in terms}
    known = {id_text(entry.id): entry.kind for entry in journal.everything(desk.store)}
    kinds = {word: [known[one] for one in ids] for word, ids in behind.items()}
    assert kinds == {
        "silence": ["touchpoint"],
        "promise": ["promise"],
        "renewal": [],
        "uneasy": ["feeling"],
    }


def test_a_long_list_of_what_is_behind_is_cut_and_counted(desk: Desk) -> None:
    account = desk.account_called("globex").key
    record(desk, [(account, PromiseSaid(f"p{n}", due=day(-1), on=day(-9))) for n in range(7)])
    lines = account_page(desk, "globex").explained[0][1]
    assert "      and 3 more" in lines
    add_deal(desk, "globex", DealAdded("Second site", closes=day(20)))
    whole = [line for _, lines in account_page(desk, "globex").explained for line in lines]
    assert any("Second site, open, Sun 13 Dec 2026" in line for line in whole)
