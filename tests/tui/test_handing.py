"""Hand-offs, referrals and the plan from the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.standing import name_seats
from tests.builders import a_desk, day
from tests.tui.app import keys, on_screen
from tests.tui.test_keeping import choose


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana is at the desk, who won Globex on Friday; Ben serves it."""
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
        add_account(desk, AccountAdded("Globex", "customer"))
        add_person(desk, "globex", PersonAdded("Dana Fox", "CFO"))
        name_seats(desk, ["globex"], {Seat.FARMER: ["ben"]})
        add_deal(desk, "globex", DealAdded("Pilot line", Outcome.WON, day(-3)))
        yield desk


def part(desk: Desk, title: str) -> tuple[str, ...]:
    return dict(account_page(desk, "globex").parts).get(title, ())


async def test_a_win_is_sent_returned_completed_accepted_and_told(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.sees("hand-off owed: Pilot line")
        await seen.press("a")
        await seen.sees("a hand-off, and how it goes on")
        await seen.press("h")
        await choose(seen, "owed since")
        await seen.sees("Hand Globex over to Farmers")
        await seen.sees("Dana Fox, CFO")
        await seen.sees("! Whoever takes over has to know: why they bought, needs.")
        await seen.press("down", "down", "down", *keys("speed"), "down", *keys("two lines"), "f2")
        await seen.sees("Recorded: hand-off Mon 23 Nov 2026, hunter to farmer: people: Dana Fox")
        await seen.sees("handed over, not accepted yet")
        await seen.press("a", "h")
        await choose(seen, "answer what Ana", "accept it")
        await seen.sees("You have handed the account over yourself")
    async with on_screen(desk._replace(claim="actor:ben")) as seen:
        await seen.sees("Globex")
        await seen.press("a", "h")
        await choose(seen, "answer what Ana")
        await seen.sees("· needs: two lines")
        await choose(seen, "return it")
        await seen.press(*keys("needs"), "down", *keys("since when?"), "f2")
        await seen.sees("hand-off returned: needs")
    async with on_screen(desk) as seen:
        await seen.press("a", "h")
        await choose(seen, "complete and send again")
        await seen.sees("Hand over the account, of Globex")
        await seen.press("down", "down", *keys(", since spring"), "f2")
        await seen.sees("Recorded: hand-off sent again")
    async with on_screen(desk._replace(claim="actor:ben")) as seen:
        await seen.press("a", "h")
        await choose(seen, "answer what Ana", "accept it")
        await seen.sees("Accept the account, of Globex")
        await seen.press("f2")
        await seen.sees("Recorded: hand-off accepted Mon 23 Nov 2026")
        await seen.press("a", "h")
        await choose(seen, "they were told")
        await seen.press(*keys("dana"), "f2")
        await seen.sees("Recorded: told Dana Fox Mon 23 Nov 2026 of the hand-off")
        await seen.sees("until the first promise is kept")
    assert part(desk, "Hand-off")[0].endswith("until the first promise is kept")


async def test_the_plan_is_made_ended_and_copied_and_a_referral_typed(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.sees("Globex")
        await seen.press("a", "e")
        await seen.sees("a plan: all steps of a template")
        await seen.press("1", *keys("org chart"), "down", "ctrl+a", "ctrl+k", *keys("theirs"))
        await seen.press("down", *keys("dana"), "down", *keys("fri"), "f2")
        await seen.sees("Recorded: plan, Dana Fox: org chart, by Fri 27 Nov 2026.")
        await seen.press("x")
        await seen.sees("theirs: org chart, Fri 27 Nov")
        await seen.press("1")
        await seen.sees("done today")
        await seen.press("d")
        await seen.sees("Recorded on Globex: done: org chart.")
        await seen.press("a", "r")
        await seen.sees("To whom Globex brings us")
        await seen.press("down", *keys("Nadia, Initech"), "f2")
        await seen.sees("Recorded: a referral came by itself Mon 23 Nov 2026: Nadia, Initech.")
        await seen.press("y")
        await seen.sees("plan, for both sides: What we do together")
        await seen.press("3")
        await seen.until(lambda: "- [x] You (Dana Fox): org chart" in seen.app.clipboard)
    assert part(desk, "Plan") == ("Dana Fox: org chart, done Mon 23 Nov",)
