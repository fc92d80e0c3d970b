"""Their shoes on the screen: from every list and from an account, with the account's keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.member import MemberSaid
from accountdesk.core.touchpoint import Direction, Kind, Touchpoint
from accountdesk.desk.adding import add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.outbox_page import NO_SOURCE
from accountdesk.tui.screens.about_account import ShoesScreen
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.desk import DeskScreen
from accountdesk.tui.screens.doing import entries
from tests.builders import a_desk, day
from tests.tui.app import Driver, keys, on_screen, some_accounts

TITLE = "Account 7 · from their chair, since Wed 26 Aug 2026"
OFFER = "their shoes: the last 90 days from their chair"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz"), claim=desk.claim)
        some_accounts(desk)
        account = desk.account_called("account 7").key
        record(desk, [(account, Touchpoint(Kind.MAIL, Direction.IN, on=day(-9)))])
        log(desk, "account 7", "call: the offer\nwe: the offer by fri\nwhen: yesterday")
        yield desk


async def go(seen: Driver) -> None:
    await seen.press("g", "y")
    await seen.sees(TITLE)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
async def test_g_y_shows_the_last_days_of_the_account_under_the_cursor(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with on_screen(desk, size) as seen:
        await seen.press("g", "y")
        await seen.sees("from their chair")
        told = " ".join(seen.texts.split())
        assert "Sat 14 Nov You wrote us a mail." in told
        assert "For 8 days nobody had answered you. You spoke with Ana Ruiz on the phone." in told
        assert "promised you: the offer, by Fri 27 Nov." in told
        await seen.press("q")
        await seen.until(lambda: isinstance(seen.app.screen, DeskScreen))
        assert seen.under_cursor == "Account 7"


async def test_my_day_and_an_account_lead_there_too(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g", "m")
        await seen.sees("today · ")
        while seen.under_cursor != "Account 7":
            await seen.press("j")
        await go(seen)
        await seen.press("q", "q", "enter")
        await seen.sees("What happened")
        await go(seen)
        await seen.press("q")
        await seen.sees("What happened")


async def test_keys_of_the_account_act_there_and_what_they_record_is_told(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("e")
        await seen.sees("next step")
        await seen.press("escape", "t")
        await seen.sees("Note on Account 7")
        await seen.press(*keys("feels: calm"), "f2")
        await seen.sees("To Ana Ruiz you seemed calm.")
        await seen.press("u", "u")
        await seen.sees("Taken back")
        await seen.until(lambda: "seemed calm" not in seen.texts)


async def test_y_copies_the_text(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("y")
        await seen.sees("Sent to your terminal to copy: the last days of Account 7.")
        assert seen.app.clipboard.startswith(f"{TITLE}\nSat 14 Nov  You wrote us a mail.\n")


async def test_it_is_offered_only_where_there_is_an_account_and_not_on_itself(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g")
        await seen.sees(OFFER)
        await seen.press("o")
        await seen.sees(NO_SOURCE)
        await seen.press("g")
        await seen.sees("my day")
        assert not any(OFFER in line for line in seen.screen)
        await seen.press("escape", "q")
        await go(seen)
        screen = seen.app.screen
        assert isinstance(screen, ShoesScreen)
        assert f"Go to {OFFER}" not in {entry.says for entry in entries(screen)}


async def test_letters_of_where_to_go_are_told_apart(desk: Desk) -> None:
    from accountdesk.tui.screens.going import go_offers

    async with on_screen(desk) as seen:
        assert isinstance(seen.app.screen, Acting)
        letters = [one.letter for one in go_offers(seen.app.screen)]
        assert len(set(letters)) == len(letters)
