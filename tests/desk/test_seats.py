"""Seats that are proposed to members of a source by what is theirs there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.errors import Refused
from accountdesk.core.member import Holds, Seat
from accountdesk.desk.accounts import account_list
from accountdesk.desk.desk import Desk
from accountdesk.desk.seats import proposed_seats, take_seats
from accountdesk.desk.undo import undo
from accountdesk.desk.view import View
from tests.builders import a_desk
from tests.sources.crm.fake import FakeCrm, running
from tests.sources.crm.world import OFFSET, crm_of, pulled

MORE = """
[resource.members]
path = "/all/members"
primary_key = "id"
fields = { name = "name" }
[resource.deals]
path = "/all/deals"
primary_key = "id"
fields = { account = "account", name = "name", owner = "owner" }
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    crm = FakeCrm()
    for identity, name in (("u1", "Ana Ruiz"), ("u2", "Ben Ode"), ("u3", "Cem"), ("u4", "Nobody")):
        crm.add("members", identity, name=name)
    for number, owner in enumerate(["u1", "u1", "u3"]):
        crm.add("accounts", f"a{number}", name=f"Customer {number}", owner=owner, type="Customer")
    crm.add("accounts", "a9", name="Prospect", owner="")
    crm.add("deals", "d1", name="First", account="a9", owner="u2")
    crm.add("deals", "d2", name="More", account="a2", owner="u3")
    with running(crm), a_desk(tmp_path / "desk.db") as desk:
        pulled(desk, crm_of(crm, OFFSET + MORE))
        yield desk


def test_who_owns_deals_hunts_and_who_owns_customers_farms(desk: Desk) -> None:
    assert [one.words() for one in proposed_seats(desk, "fake")] == [
        "Ana Ruiz: farmer, for 2 accounts to be served",
        "Ben Ode: hunter, for 1 account to be won, or with an open deal",
        "Cem: hunter and farmer, for 1 account to be won, or with an open deal and 1 account to be "
        "served",
    ]


def test_what_is_taken_is_what_they_hold_and_nothing_else_changes(desk: Desk) -> None:
    before = account_list(desk, desk.team(), Seat.FARMER, View())
    take_seats(desk, proposed_seats(desk, "fake"))
    seats = {one.name: one.seat for one in desk.team().members.values()}
    assert seats == {
        "Ana Ruiz": Holds.FARMER, "Ben Ode": Holds.HUNTER, "Cem": Holds.BOTH, "Nobody": None,
    }  # fmt: skip
    assert proposed_seats(desk, "fake") == ()
    assert account_list(desk, desk.team(), Seat.FARMER, View()) == before


def test_it_is_taken_once_and_can_be_taken_back(desk: Desk) -> None:
    proposed = proposed_seats(desk, "fake")
    take_seats(desk, proposed)
    with pytest.raises(Refused, match="Ana Ruiz has a seat by now"):
        take_seats(desk, proposed)
    undo(desk, None, lambda question: True)  # each is a note of its own
    assert len(proposed_seats(desk, "fake")) == 1
