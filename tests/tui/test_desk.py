"""The desk on a screen: both lists, the cursor and what explains it, and what keys do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.goal_setting import set_focus, set_goal
from accountdesk.desk.log import log
from accountdesk.desk.standing import add_renewal, name_seats
from tests.builders import a_desk
from tests.tui.app import on_screen, some_accounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        yield desk


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_both_seats_and_the_goal_are_there_at_once(desk: Desk, size: tuple[int, int]) -> None:
    some_accounts(desk)
    set_goal(desk, "revenue_won", "1000", "2026", "EUR")
    set_focus(desk, "Every customer would vouch for us")
    async with on_screen(desk, size) as seen:
        await seen.sees("Hunters · 10")
        line = next(line for line in seen.screen if "Hunters · 10" in line)
        assert "Farmers · 0" in line
        assert any("0 of 1" in line and "behind" in line for line in seen.screen)
        assert "Every customer would" in seen.screen[0]
        assert len(seen.screen) == size[1]
        assert {len(line) for line in seen.screen} == {size[0]}


async def test_below_80_columns_the_seats_are_stacked(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk, (60, 20)) as seen:
        await seen.sees("Farmers · 0")
        heads = [
            n for n, line in enumerate(seen.screen) if "Hunters ·" in line or "Farmers ·" in line
        ]
        assert len(heads) == 2


async def test_a_terminal_that_is_too_small_says_so(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk, (20, 5)) as seen:
        await seen.sees("Too small")
        await seen.pilot.resize_terminal(100, 30)
        await seen.sees("Hunters · 10")


async def test_the_cursor_moves_and_the_line_below_explains(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        assert seen.under_cursor == "Account 7"
        assert "Account 7 · demo 1 d late · last: call" in seen.screen[38]
        await seen.press("j")
        assert seen.under_cursor == "Account 5"
        assert "Account 5 · demo today" in seen.screen[38]
        await seen.press("up", "k")
        assert seen.under_cursor == "Account 7"
        await seen.press("end")
        assert seen.under_cursor == seen.names("hunters")[-1]


async def test_tab_goes_to_the_other_side_and_each_keeps_its_cursor(desk: Desk) -> None:
    some_accounts(desk)
    for name in ("Acme", "Beta"):
        add_account(desk, AccountAdded(name))
        add_renewal(desk, name, "in 20 days", None, None)
    async with on_screen(desk) as seen:
        await seen.press("j", "tab")
        assert seen.under_cursor in ("Acme", "Beta")
        first = seen.under_cursor
        await seen.press("j")
        assert {first, seen.under_cursor} == {"Acme", "Beta"}
        await seen.press("tab")
        assert seen.under_cursor == "Account 5"


async def test_what_somebody_else_records_comes_in_and_the_cursor_stays_on_its_account(
    desk: Desk,
) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        await seen.press("j")
        line = next(n for n, line in enumerate(seen.screen) if "▌Account 5" in line)
        log(desk, "account 9", "call: hi\nnext: offer yesterday")
        await seen.until(lambda: seen.names("hunters")[:2] == ["Account 7", "Account 9"])
        assert seen.under_cursor == "Account 5"
        assert any("▌Account 5" in line for line in seen.screen[line : line + 2])


async def test_the_account_under_the_cursor_may_leave_the_list(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        await seen.press("j")
        add_renewal(desk, "account 5", "in 20 days", None, None)
        await seen.until(lambda: "Account 5" not in seen.names("hunters"))
        assert seen.under_cursor == "Account 0"
        assert seen.names("farmers") == ["Account 5"]


async def test_o_opens_the_account_and_q_comes_back_but_never_quits(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        await seen.press("o")
        await seen.sees("What happened")
        assert "call: hello" in seen.texts
        await seen.press("q")
        await seen.sees("Hunters")
        await seen.press("q", "q", "escape")
        assert seen.app.is_running
        assert seen.under_cursor == "Account 7"


async def test_n_and_p_walk_the_list_and_the_cursor_goes_with_them(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        await seen.press("enter")
        await seen.sees("What happened")
        await seen.press("n")
        await seen.until(lambda: "Account 5" in seen.screen[0])
        await seen.press("p")
        await seen.until(lambda: "Account 7" in seen.screen[0])
        await seen.press("p")
        assert "first" in seen.notice
        await seen.press("n", "q")
        await seen.until(lambda: "Hunters" in "".join(seen.screen))
        assert seen.under_cursor == "Account 5"


async def test_e_says_why_point_by_point(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        await seen.press("e")
        await seen.sees("next step: demo 1 d late")
        assert "Hunters: " in seen.texts
        await seen.press("e")
        await seen.until(lambda: "next step" not in "".join(seen.screen))


async def test_s_shows_what_is_mine(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        name_seats(desk, ["account 3", "account 4"], {Seat.HUNTER: ["ana"]})
        await seen.sees("Ana Ruiz, hunter")
        await seen.press("s")
        await seen.sees("Hunters · 2")
        assert seen.names("hunters") == ["Account 3", "Account 4"]
        await seen.sees("No account here is yours")
        await seen.press("s")
        await seen.sees("Hunters · 10")


async def test_the_menu_of_g_shows_itself_and_leads_to_the_targets(desk: Desk) -> None:
    some_accounts(desk)
    set_goal(desk, "revenue_won", "1000", "2026", "EUR")
    async with on_screen(desk) as seen:
        await seen.press("g")
        await seen.sees("targets")
        await seen.press("t")
        await seen.sees("Revenue won · 2026")
        await seen.press("q", "j", "g", "g")
        assert seen.under_cursor == "Account 7"
        await seen.press("g", "down", "down", "down", "down", "enter")
        await seen.sees("Revenue won · 2026")


async def test_help_shows_the_keys_that_act_here(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("question_mark")
        await seen.sees("Find an account, a person")
        await seen.press("q", "f1")
        await seen.sees("Hunters or farmers")


async def test_a_capital_is_no_key(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        await seen.press("J")
        await seen.sees("Keys are small letters; a typed name is looked for")
        await seen.press("escape")
        assert seen.under_cursor == "Account 7"
        await seen.press("g", "t")
        await seen.sees("No goal")
        await seen.press("J")
        await seen.sees("Keys are small letters; a typed name is looked for")


async def test_an_empty_desk_says_what_fills_it(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.sees("No accounts to win: a o adds one.")
        for key in ("o", "e", "y", "n", "j", "end", "pagedown"):
            await seen.press(key)
        assert seen.app.is_running
        await seen.press("o")
        assert "no account" in seen.notice


async def test_hostile_names_are_only_text(desk: Desk) -> None:
    add_account(desk, AccountAdded("A [/] \x1b[31m[@click=app.quit]b[/@click] \u202ecba"))
    async with on_screen(desk) as seen:
        await seen.sees("A [/] ␛[31m[@click=app.quit]b")
        for key in ("e", "q", "y", "q", "o"):
            await seen.press(key)
        await seen.sees("A [/] ␛[31m[@click=app.quit]b[/@click] cba")
        assert seen.app.is_running


async def test_find_finds_as_one_types_and_enter_opens(desk: Desk) -> None:
    some_accounts(desk)
    add_person(desk, "account 4", PersonAdded("Quentin Rooke", "CFO", None, None))
    async with on_screen(desk) as seen:
        await seen.press("slash", "q")
        await seen.sees("1 account")
        assert "Quentin Rooke" in seen.screen[38]
        await seen.press("backspace", *"account")
        await seen.sees("10 accounts")
        assert seen.screen[3].startswith("▌Account 7")
        await seen.press("down", "enter")
        await seen.sees("What happened")
        assert seen.screen[0].startswith("Account 5")
        await seen.press("n")
        await seen.until(lambda: seen.screen[0].startswith("Account 0"))
        await seen.press("q", *"zzz")
        await seen.sees("Nothing found")
        await seen.press("escape")
        await seen.sees("Hunters · 10")


async def test_keys_that_come_in_one_bundle_act_one_after_the_other(desk: Desk) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        for key in ("j", "slash", "a", "c", "c", "space", "9", "enter"):
            letter = {"slash": "/", "space": " "}.get(key, key)
            seen.app.post_message(events.Key(key, letter if len(letter) == 1 else None))
        await seen.sees("What happened")
        assert seen.screen[0].startswith("Account 9")
        await seen.press("q", "escape")
        await seen.sees("Hunters · 10")
        assert seen.under_cursor == "Account 5"


async def test_the_explanation_goes_to_the_other_side_with_the_cursor(desk: Desk) -> None:
    some_accounts(desk)
    add_account(desk, AccountAdded("Acme"))
    add_renewal(desk, "acme", "in 20 days", None, None)
    async with on_screen(desk) as seen:
        await seen.press("tab")
        assert seen.under_cursor == "Acme"
        assert seen.screen[38].startswith("Acme · renewal in 20 d")
        await seen.press("left")
        assert seen.screen[38].startswith("Account 7")


async def test_the_cursor_starts_where_there_is_an_account(desk: Desk) -> None:
    add_account(desk, AccountAdded("Acme"))
    add_renewal(desk, "acme", "in 20 days", None, None)
    async with on_screen(desk) as seen:
        assert seen.under_cursor == "Acme"
        assert seen.screen[38].startswith("Acme · ")


async def test_a_store_that_was_deleted_or_replaced_is_said(desk: Desk, tmp_path: Path) -> None:
    some_accounts(desk)
    async with on_screen(desk) as seen:
        (tmp_path / "desk.db").rename(tmp_path / "elsewhere.db")
        await seen.press("r")
        await seen.sees("was moved, deleted or replaced")
        assert len(seen.names("hunters")) == 10


@pytest.mark.parametrize(
    "name", ["ก็กี่ปี่ company", "हिन्दी कंपनी", "👩‍👩‍👧 family", "👍🏽 thumbs", "株式会社オーチャード"]
)
async def test_every_line_has_the_cells_of_the_screen(desk: Desk, name: str) -> None:
    for number in range(3):
        add_account(desk, AccountAdded(f"{name} {number} " * 4))
    async with on_screen(desk) as seen:
        for keys in (["j"], ["o"], ["q", "e"], ["q", "slash"]):
            await seen.press(*keys)
            await seen.until(lambda: seen.app.reader.idle)
            await seen.pilot.pause()
            assert {cell_len(line) for line in seen.screen} == {120}


async def test_what_was_wished_for_is_not_lost_when_somebody_records(desk: Desk) -> None:
    some_accounts(desk)
    add_member(desk, MemberSaid("Ana", seat=Holds.HUNTER), desk.claim)
    name_seats(desk, ["account 3"], {Seat.HUNTER: ["ana"]})
    async with on_screen(desk) as seen:
        seen.app.post_message(events.Key("s", "s"))
        seen.app.on_changed()
        seen.app.post_message(events.Key("s", "s"))
        seen.app.post_message(events.Key("s", "s"))
        seen.app.on_changed()
        await seen.sees("Hunters · 1 ")
        await seen.press("s")
        await seen.sees("Hunters · 10")
        await seen.press("o")
        await seen.sees("What happened")
        seen.app.post_message(events.Key("n", "n"))
        await seen.pilot.pause()
        seen.app.on_changed()
        await seen.until(lambda: seen.screen[0].startswith("Account 4"))
