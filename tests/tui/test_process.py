"""Our way and the review on the screen: where the account is, who is where, and what is copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import id_text
from accountdesk.core.member import MemberSaid
from accountdesk.core.process import ProcessStepSaid
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.tui.screens.desk import DeskScreen
from tests.builders import a_desk, day
from tests.tui.app import keys, on_screen, some_accounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The cursor is on Account 7, which has come to a trial."""
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz"), claim=desk.claim)
        some_accounts(desk)
        account = desk.account_called("account 7").key
        record(desk, [(account, ProcessStepSaid("try", day(-20)))])
        said = log(desk, "account 7", "call: secret\nwe: the offer by fri").entries[-1].id
        record(desk, [(account, Confirmed((id_text(said),)))])
        yield desk


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
async def test_g_w_draws_our_way_and_marks_where_the_account_is(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with on_screen(desk, size) as seen:
        await seen.press("g", "w")
        await seen.sees("Our way: How we work with you")
        told = " ".join(seen.texts.replace("┃", " ").split())
        assert "you are here: Account 7, since Tue 3 Nov" in told
        assert "no step said yet: Hunters 9" in told
        assert max(map(len, seen.screen)) == size[0]
        [head] = [line for line in seen.texts.splitlines() if "┏━ 3 ━" in line]
        assert head.rstrip().endswith("┓" if size[0] == 40 else "╮")
        await seen.press("q")
        await seen.until(lambda: isinstance(seen.app.screen, DeskScreen))
        assert seen.under_cursor == "Account 7"


async def test_enter_lists_who_is_at_a_step_and_find_takes_its_word(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g", "w")
        await seen.sees("you are here")
        await seen.press("enter")
        await seen.sees("Try it out")
        await seen.press("3")
        await seen.sees("Hunters · 1 of 10 · step try")
        assert seen.names("hunters") == ["Account 7"]
        await seen.press("slash", *keys("step stay"))
        await seen.sees("Enter shows only: step stay, accounts that stand at stay in our process")
        await seen.press("enter")
        await seen.sees("No account here stands at stay in our process.")


async def test_y_copies_the_story(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g", "w")
        await seen.sees("you are here")
        await seen.press("y")
        await seen.sees("Sent to your terminal to copy: the story of our way")
        assert seen.app.clipboard.startswith("# How we work with you\n\n## 1 · Listen\n")
        assert "Account" not in seen.app.clipboard


async def test_a_j_enters_the_next_step_with_its_promises(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("a", "j")
        await seen.sees("Our way with Account 7")
        await seen.sees("our way Mon 23 Nov 2026: Start together · we promise: the plan of the")
        await seen.press("f2")
        await seen.sees("Start together")
        await seen.until(
            lambda: (
                account_page(desk, "account 7").way
                == ("4 of 5, Start together, since Mon 23 Nov; next: Stay close",)
            )
        )


async def test_g_r_tells_the_review_for_us_and_for_them(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g", "r")
        await seen.sees("Account 7 · Wed 1 Jul 2026 to Mon 23 Nov 2026 · for us alone")
        await seen.sees("demo, yesterday")
        await seen.press("tab")
        await seen.sees("for the customer")
        await seen.sees("We: the offer, by Fri 27 Nov 2026")
        assert "demo" not in seen.texts
        await seen.press("y")
        await seen.sees("Sent to your terminal to copy: the review of Account 7, for the customer.")
        assert "- We: the offer, by Fri 27 Nov 2026\n" in seen.app.clipboard
        assert "secret" not in seen.app.clipboard
