"""My day on the screen, not now, and the named parts of the lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import rows
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.standing import add_renewal, name_seats, put_off
from accountdesk.desk.steps import end_step, steps_of
from accountdesk.desk.view import Page, View, keep_view, kept_view, view_called
from tests.builders import a_desk
from tests.tui.app import Driver, keys, on_screen, some_accounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Account 7 is late and 5 due today, both Ana's; 3 is Ben's, but a step on it is hers."""
    with a_desk(tmp_path / "desk.db") as desk:
        some_accounts(desk)
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.HUNTER))
        name_seats(desk, ["account 5", "account 7"], {Seat.HUNTER: ["ana"]})
        name_seats(desk, ["account 3"], {Seat.HUNTER: ["ben"]})
        log(desk, "account 3", "next: send the plan today")
        desk.settle()
        yield desk


async def my_day(seen: Driver) -> None:
    await seen.press("g", "m")
    await seen.sees("For you today · 3")


def journal(desk: Desk, account: str) -> str:
    return str(account_page(desk, account).data)


async def test_my_day_has_what_i_hold_and_what_i_said_i_would_do(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await my_day(seen)
        assert seen.screen[0].startswith("My day · Mon 23 Nov 2026 · Ana Ruiz, hunter")
        assert seen.names("day") == ["Account 7", "Account 3", "Account 5"]
        assert "Account 7 · demo 1 d late" in seen.screen[38]


async def test_d_asks_what_came_of_it_and_ends_the_step(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await my_day(seen)
        await seen.press("j", "d")
        await seen.sees("Done: send the plan · Note on Account 3")
        await seen.press(*keys("they like it\nnext: ring in 3 days\n\n"))
        await seen.sees("Recorded on Account 3: done: send the plan · note: they like it")
        await seen.sees("For you today · 2")
        assert seen.under_cursor == "Account 5"
        await seen.press("u", "u")
        await seen.sees("For you today · 3")


async def test_d_and_enter_is_all_it_takes(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await my_day(seen)
        await seen.press("d")
        await seen.sees("Enter: record 1 thing")
        await seen.press("enter")
        await seen.sees("Recorded on Account 7: done: demo.")
        assert "they" not in journal(desk, "account 7")


async def test_x_moves_the_step_to_another_day(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await my_day(seen)
        await seen.press("x")
        await seen.sees("demo, for Account 7")
        await seen.press(*keys("fri"), "enter")
        await seen.sees("For you today · 2")
        assert "'due': '2026-11-27'" in journal(desk, "account 7")


async def test_z_puts_it_off_for_my_seat_and_says_until_when(desk: Desk) -> None:
    add_renewal(desk, "account 7", "in 9 days", None, None)
    log(desk, "account 7", "next: sign today")
    async with on_screen(desk) as seen:
        await seen.press("g", "m")
        await seen.until(lambda: "Account 7" in seen.names("day"))
        while seen.under_cursor != "Account 7":
            await seen.press("j")
        await seen.press("z")
        await seen.sees("Not now, in Farmers: Account 7")
        await seen.sees("not now, until Tue 24 Nov 2026")
        await seen.press(*keys("next mon"), "enter", *keys("they merge"), "enter")
        await seen.sees("in Farmers: not now, until Mon 30 Nov 2026: they merge")
        await seen.until(lambda: "Account 7" not in seen.names("day"))
        await seen.press("q")
        await seen.until(lambda: "not now: they merge" in "".join(seen.screen))


async def test_z_says_no_to_a_day_that_has_come_and_none_has_it_call_again(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("z", *keys("yesterday"))
        await seen.sees("! Sun 22 Nov 2026 has come.")
        await seen.press("escape", "escape", "z", *keys("in 2 weeks"), "f2")
        await seen.sees("Recorded: Account 7, in Hunters: not now, until Mon 7 Dec 2026.")
        await seen.press("slash", *keys("account 7"))
        await seen.sees("1 account")
        await seen.press("tab", "z")
        await seen.sees("2026-12-07")
        await seen.press(*keys("none"), "f2")
        await seen.sees("put off no longer")


async def test_marked_accounts_are_put_off_together(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("space", "space", "z")
        await seen.sees("Not now, in Hunters: 2 accounts")
        await seen.press("enter", "enter")
        await seen.sees("2 accounts, in Hunters: not now, until Tue 24 Nov 2026.")
        await seen.press("u", "u")
        await seen.sees("Taken back")
    assert {row.line.not_now for row in rows(desk, Seat.HUNTER)} == {None}


async def test_find_offers_the_parts_of_the_lists_and_enter_shows_one(desk: Desk) -> None:
    add_account(desk, AccountAdded("Due North"))
    async with on_screen(desk) as seen:
        await seen.press("slash")
        await seen.sees("mine · make right · due · silent · nothing next · unseated · not now")
        await seen.press(*"due")
        await seen.sees("Enter shows only: due, a promise, a step, a decision or a renewal")
        await seen.press("enter")
        await seen.sees("Hunters · 3 of 11 · due")
        await seen.sees("Nothing is due here. Esc shows all of them.")
        await seen.press("escape")
        await seen.sees("Hunters · 11")
        await seen.press("slash", *"due")
        await seen.until(lambda: seen.names("hits") == ["Due North"])
        await seen.press("down", "enter")  # who moves to what was found means that
        await seen.sees("What happened")


async def test_mine_and_a_part_narrow_down_together_and_are_kept(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("s")
        await seen.sees("Hunters · 2 of 10 · mine")
        await seen.press("slash", *"unseated", "enter")
        await seen.sees("Hunters · 7 of 10 · unseated")
        await seen.press("s")
        await seen.sees("No account here is without a holder, of yours.")
        await seen.until(lambda: kept_view(desk) == view_called("mine, unseated"))


async def test_the_desk_starts_as_it_was_left_and_says_so(desk: Desk) -> None:
    keep_view(desk, view_called("mine"))
    async with on_screen(desk, view=kept_view(desk)) as seen:
        await seen.sees("Hunters · 2 of 10 · mine")
        assert seen.notice == "The lists show only: mine. Esc shows all of them."
        await seen.press("escape")
        await seen.sees("Hunters · 10")
        await seen.until(lambda: kept_view(desk) == View())


async def test_who_was_on_my_day_starts_there(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await my_day(seen)
        await seen.until(lambda: kept_view(desk).page is Page.MY_DAY)
    async with on_screen(desk, view=kept_view(desk)) as seen:
        await seen.sees("For you today · 3")
        await seen.press("q")
        await seen.sees("Hunters · 10")
        await seen.until(lambda: kept_view(desk) == View())


async def test_an_empty_day_says_so_and_keys_say_that_there_is_nothing(desk: Desk) -> None:
    name_seats(desk, ["account 5", "account 7"], {Seat.HUNTER: ["ben"]})
    log(desk, "account 3", "next(ben): x")
    async with on_screen(desk) as seen:
        await seen.press("g", "m")
        await seen.until(lambda: seen.names("day") == ["Account 7", "Account 3", "Account 5"])
        for _ in range(3):
            await seen.press("d", "enter")
            await seen.until(lambda: "Recorded" in seen.notice)
        await seen.sees("No account that you hold needs anybody today. Esc goes to the desk.")
        for key in ("d", "x", "z", "o", "t", "e", "y"):
            await seen.press(key)
            assert "no account" in seen.notice
        await seen.press("space", "j", "end")
        assert seen.app.is_running


async def test_what_an_account_page_puts_off_is_what_it_was_opened_for(desk: Desk) -> None:
    """The list below may show another account by then, or none."""
    async with on_screen(desk) as seen:
        await my_day(seen)
        await seen.press("o")
        await seen.sees("What happened")
        await seen.press("d")
        await seen.sees("Done: demo")
        await seen.press("enter")
        await seen.sees("Recorded on Account 7: done: demo.")
        await seen.press("z")
        await seen.sees("Not now, in Hunters: Account 7")
        await seen.press("escape", "d")  # nothing is open any more
        await seen.sees("Note on Account 7")
        assert "Done:" not in "".join(seen.screen)


async def test_d_means_the_step_of_the_row_and_asks_which_where_that_is_open(desk: Desk) -> None:
    log(desk, "account 7", "next: two in 5 days")
    log(desk, "account 4", "next: one in 5 days")
    log(desk, "account 4", "next: other in 6 days")
    async with on_screen(desk) as seen:
        await seen.press("d")
        await seen.sees("Done: demo · Note on Account 7")
        await seen.press("escape", "slash", *keys("account 4"))
        await seen.sees("1 account")
        await seen.press("tab", "d")
        await seen.sees("a new next step")
        await seen.sees("other, Sun 29 Nov")


async def test_a_note_that_ends_a_step_is_kept_as_a_draft_and_goes_on(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("d")
        await seen.sees("Done: demo · Note on Account 7")
        await seen.press(*keys("call: half"), "escape")
        assert "kept" in seen.notice
    async with on_screen(desk) as seen:
        await seen.sees("Typed, and not recorded yet")
        await seen.press("1")
        await seen.sees("Done: demo · Note on Account 7")
        await seen.press("f2")
        await seen.sees("Recorded on Account 7: done: demo · call: half")


async def test_a_step_that_a_colleague_has_ended_meanwhile_ends_once(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("d")
        await seen.sees("Done: demo")
        await seen.press(*keys("call: they said yes"))
        steps = steps_of(desk, "account 7")
        end_step(desk, steps, steps.steps[0])
        await seen.until(lambda: "record 1 thing" in "".join(seen.screen))
        await seen.press("f2")
        await seen.sees("Recorded on Account 7: call: they said yes")
    assert journal(desk, "account 7").count("they said yes") == 1


async def test_where_one_was_is_kept_whatever_lies_above(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await my_day(seen)
        await seen.press("g", "t")
        await seen.sees("No goal")
        await seen.until(lambda: kept_view(desk).page is Page.TARGETS)
        await seen.press("q")
        await seen.sees("For you today · 3")
        await seen.until(lambda: kept_view(desk).page is Page.MY_DAY)


async def test_marks_of_either_list_go_before_anything_else(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("s")
        await seen.sees("Hunters · 2 of 10 · mine")
        await seen.press("space")
        await seen.sees("1 marked")
        await seen.press("tab", "escape")
        await seen.until(lambda: "marked" not in "".join(seen.screen))
        assert "mine" in seen.screen[3]


async def test_what_was_typed_into_z_stays_when_a_colleague_puts_it_off(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("z", "enter", *keys("they wait for the board"), "escape")
        put_off(desk, ["account 7"], "in 3 days", "", Seat.HUNTER)
        await seen.press("slash", *keys("account 7"))
        await seen.sees("1 account")
        await seen.press("escape", "slash", *keys("account 7"))
        await seen.sees("not now")
        await seen.press("escape")
        while seen.under_cursor != "Account 7":
            await seen.press("j")
        await seen.press("z")
        await seen.sees("they wait for the board")
        await seen.sees("2026-11-26")
