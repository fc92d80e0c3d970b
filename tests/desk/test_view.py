"""Views: said in words, kept for whoever is at the desk, and met by the lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.filters import Filter
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.desk.accounts import account_list, more_rows, part, rows
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.log import log
from accountdesk.desk.standing import name_seats, put_off
from accountdesk.desk.view import Page, View, keep_page, keep_view, kept_view, view_called
from accountdesk.store import meta
from tests.builders import a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        add_member(found, MemberSaid("Ana Ruiz"), claim=found.claim)
        for name in ("Late", "Quiet", "Idle", "Off", "Others"):
            add_account(found, AccountAdded(name))
        log(found, "late", "call: hi\nnext: offer yesterday")
        log(found, "quiet", "call: hi\nnext: lunch in 9 days\nwhen: 5 Jun 2026")
        log(found, "others", "call: hi\nnext: offer yesterday")
        put_off(found, ["off"], "in 3 days", "they merge")
        name_seats(found, ["late", "quiet", "idle", "off"], {Seat.HUNTER: ["ana"]})
        found.settle()
        yield found


@given(st.booleans(), st.sampled_from([None, *Filter]), st.sampled_from(Page))
def test_a_view_is_read_back_from_its_words(mine: bool, only: Filter | None, page: Page) -> None:
    view = View(mine, only, page)
    assert view_called(view.words) == view
    assert view_called(view.option or "all") == view._replace(page=Page.DESK)
    assert " " not in view.option


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("mine,silent", View(mine=True, only=Filter.SILENT)),
        (" Silent , MINE ", View(mine=True, only=Filter.SILENT)),
        ("nothing-next", View(only=Filter.NOTHING_NEXT)),
        ("my-day", View(page=Page.MY_DAY)),
        ("all", View()),
    ],
)
def test_case_order_and_hyphens_do_not_count(text: str, view: View) -> None:
    assert view_called(text) == view


def test_what_is_no_view_is_refused_with_all_there_are() -> None:
    with pytest.raises(NotUnderstood, match=r"“sielnt” is no view.*silent, nothing next"):
        view_called("mine,sielnt")
    with pytest.raises(NotUnderstood, match="A view is silent or due"):
        view_called("silent,due")
    with pytest.raises(NotUnderstood, match="A view starts on my day or targets"):
        view_called("my-day,targets")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("all", ["Late", "Others", "Quiet", "Idle", "Off"]),
        ("due", ["Late", "Others"]),
        ("mine,due", ["Late"]),
        ("silent", ["Quiet"]),
        ("nothing next", []),
        ("unseated", ["Others"]),
        ("mine,unseated", []),
        ("not now", ["Off"]),
        ("mine", ["Late", "Quiet", "Idle", "Off"]),
    ],
)
def test_a_view_narrows_the_lists_down(desk: Desk, text: str, names: list[str]) -> None:
    view = view_called(text)
    of = view.of(desk.me())
    page = desk_page(desk, view=view)
    assert sorted(row.name for row in rows(desk, Seat.HUNTER, of)) == sorted(names)
    assert [row.name for row in page.parts[0].rows] == [r.name for r in rows(desk, Seat.HUNTER, of)]
    assert (page.lists[0].size, page.lists[0].whole) == (len(names), 5)
    found = part(desk, Seat.HUNTER, of).rows
    if found:
        end = more_rows(desk, Seat.HUNTER, "end", found, view)
        assert end.rows == found
        assert more_rows(desk, Seat.HUNTER, "below", found[:1], view).rows == found[1:]


def test_the_head_says_what_is_shown_of_how_many(desk: Desk) -> None:
    head = account_list(desk, desk.team(), Seat.HUNTER, view_called("mine,due"))
    assert head.head == "Hunters · 1 of 5 · mine · due"
    assert account_list(desk, desk.team(), Seat.HUNTER).head == "Hunters · 5"


def test_nobody_who_is_known_holds_nothing_of_their_own(desk: Desk) -> None:
    stranger = desk._replace(claim="actor:zoe")
    page = desk_page(stranger, view=view_called("mine,due"))
    assert page.view == view_called("due")
    assert page.lists[0].head == "Hunters · 2 of 5 · due"


def test_the_last_view_is_kept_for_each_claim(desk: Desk) -> None:
    assert kept_view(desk) == View()
    keep_view(desk, view_called("mine,silent"))
    keep_page(desk, Page.MY_DAY)
    assert kept_view(desk) == View(True, Filter.SILENT, Page.MY_DAY)
    other = desk._replace(claim="actor:ben")
    assert kept_view(other) == View()
    keep_view(other, view_called("due"))
    assert kept_view(desk).only is Filter.SILENT


def test_a_view_that_only_a_newer_program_knows_is_the_whole_desk(desk: Desk) -> None:
    with desk.store.transaction():
        meta.keep_view(desk.store, desk.claim, "mine, by planet")
    assert kept_view(desk) == View()


def test_a_desk_that_only_looks_keeps_no_view(desk: Desk) -> None:
    keep_view(desk._replace(looks_only=True), view_called("due"))
    assert kept_view(desk) == View()
