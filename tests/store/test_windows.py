"""Windows: read up and down from any place, they are the list; for a member, their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, SameAccount, SeatSaid
from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.filters import Filter
from accountdesk.core.line import Line
from accountdesk.core.liveness import Retracted
from accountdesk.core.member import MemberKey, MemberSaid, Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.record import write
from accountdesk.core.track import Track
from accountdesk.desk.desk import Desk
from accountdesk.store import windows
from accountdesk.store.connection import Store
from accountdesk.store.opening import open_store
from accountdesk.store.windows import BOTTOM, TOP, Place, Slice
from tests.builders import ACCOUNTS, TODAY, a_desk, an_entry, named, ref
from tests.store.test_projections import take

ANA, BEN, NOBODY = "crm:ana", "crm:ben", "crm:nobody"


class Listed(NamedTuple):
    """An account in the hunters' list, and who holds it."""

    place: Place
    holders: frozenset[str]
    silent: bool


PLACES = st.builds(
    Place, st.integers(0, 3), st.integers(98, 100), st.sampled_from(["", "a", "ä", "b"])
)
LISTS = st.lists(
    st.builds(Listed, PLACES, st.frozensets(st.sampled_from([ANA, BEN])), st.booleans()),
    max_size=12,
).map(
    lambda found: [
        one._replace(place=one.place._replace(key=f"crm:{number}"))
        for number, one in enumerate(found)
    ]
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = open_store(str(tmp_path_factory.mktemp("store") / "desk.db"), create=True)
    yield found
    found.close()


def is_in(one: Listed, of: Slice) -> bool:
    held = of.holder is None or of.holder in one.holders
    return held and (of.only is None or (one.silent and of.only is Filter.SILENT))


def fill(store: Store, listed: list[Listed]) -> None:
    shown = write(Line("A", Track.RELATIONAL))
    with store.transaction():
        store.run("DELETE FROM desk_row")
        store.run("DELETE FROM desk_own")
        for account, (place, holders, silent) in enumerate(listed, 1):
            store.run(
                "INSERT INTO desk_row(seat, grp, calm, name_key, key, account, line)"
                " VALUES (0,?,?,?,?,?,?)",
                (*place, account, shown),
            )
            for part in [*holders, *[Filter.SILENT] * silent]:
                store.run("INSERT INTO desk_own VALUES (0,?,?,?,?,?,?)", (part, *place, account))


@settings(max_examples=60)
@given(
    listed=LISTS,
    of=st.builds(
        Slice,
        st.sampled_from([None, ANA, BEN, NOBODY]),
        st.sampled_from([None, Filter.SILENT, Filter.DUE]),
    ),
    place=PLACES | st.sampled_from([TOP, BOTTOM]),
    limit=st.integers(1, 4),
)
def test_windows_stitched_from_any_place_are_the_list(
    store: Store, listed: list[Listed], of: Slice, place: Place, limit: int
) -> None:
    fill(store, listed)
    whole = sorted(one.place for one in listed if is_in(one, of))
    below, above = [place], [place]
    while found := windows.window(store, Seat.HUNTER, below[-1], limit, of):
        assert len(found) <= limit
        below += [row.place for row in found]
    while found := windows.before(store, Seat.HUNTER, above[0], limit, of):
        assert len(found) <= limit
        above = [row.place for row in found] + above
    assert above[:-1] + below[1:] == [one for one in whole if one != place]
    last = windows.end(store, Seat.HUNTER, limit, of)
    assert [row.place for row in last] == whole[-limit:]
    counted = {group: sum(one.group == group for one in whole) for group in Group}
    assert windows.tally(store, Seat.HUNTER, of) == counted
    for one in (windows.window, windows.before):
        assert one(store, Seat.FARMER, place, limit, of) == []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        yield found


def own(desk: Desk, seat: Seat, holder: str) -> list[str]:
    return [row.line.name for row in windows.window(desk.store, seat, of=Slice(holder))]


def test_a_member_sees_the_accounts_whose_seat_they_hold(desk: Desk) -> None:
    take(desk, an_entry(1, MemberSaid("Ana"), account=None))
    take(desk, an_entry(2, MemberSaid("Ben"), account=None))
    ana, ben = (MemberKey(f"own:{ref(number)}") for number in (1, 2))
    for number, (name, key) in enumerate(zip("ABC", ACCOUNTS, strict=True), 3):
        take(desk, an_entry(number, AccountAdded(name, "customer"), account=key))
    first, second, _ = ACCOUNTS
    take(desk, an_entry(6, SeatSaid(Seat.FARMER, (ana, ben)), account=first))
    take(desk, an_entry(7, SeatSaid(Seat.FARMER, (ana,)), account=second))
    take(desk, an_entry(8, SeatSaid(Seat.HUNTER, (ben,)), account=second))
    assert own(desk, Seat.FARMER, ana) == ["A", "B"]
    assert own(desk, Seat.FARMER, ben) == ["A"]
    assert own(desk, Seat.HUNTER, ben) == []  # a customer without an open deal is no hunter's
    assert sum(windows.tally(desk.store, Seat.FARMER, Slice(ana)).values()) == 2
    take(desk, an_entry(9, NextStep("ring", TODAY), account=second))
    assert own(desk, Seat.FARMER, ana) == ["B", "A"]
    take(desk, an_entry(10, SeatSaid(Seat.FARMER, (ben,)), account=second))
    assert own(desk, Seat.FARMER, ana) == ["A"]
    assert own(desk, Seat.FARMER, ben) == ["B", "A"]
    take(desk, an_entry(11, Retracted(named(10)), account=second))
    assert own(desk, Seat.FARMER, ben) == ["A"]


def test_where_an_account_stands(desk: Desk) -> None:
    first, second, third = ACCOUNTS
    for number, (name, key) in enumerate(zip("ABC", ACCOUNTS, strict=True), 1):
        take(desk, an_entry(number, AccountAdded(name), account=key))
    take(desk, an_entry(4, NextStep("ring", TODAY), account=second))
    places = {row.key: row.place for row in windows.rows(desk.store, Seat.HUNTER)}
    for key in ACCOUNTS:
        assert windows.place_of(desk.store, Seat.HUNTER, key) == places[key]
        assert windows.place_of(desk.store, Seat.FARMER, key) is None
    assert windows.place_of(desk.store, Seat.HUNTER, AccountKey("crm:nobody")) is None
    take(desk, an_entry(5, SameAccount(first), account=third))
    joined = windows.place_of(desk.store, Seat.HUNTER, third)
    assert joined == windows.place_of(desk.store, Seat.HUNTER, first)
    assert joined is not None
