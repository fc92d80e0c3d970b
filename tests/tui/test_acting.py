"""Keys that record: adding, ending and moving, seats of several accounts, taking back, who I am."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from textual import events

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import SEATS, rows
from accountdesk.desk.adding import add_account, add_deal, add_member, own_deals
from accountdesk.desk.desk import Desk
from accountdesk.desk.forms import deal_form
from accountdesk.desk.goals import goals_of
from accountdesk.desk.log import log
from accountdesk.desk.standing import name_seats
from accountdesk.desk.steps import end_step, steps_of
from accountdesk.store import projections
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.doing import entries
from tests.builders import a_desk
from tests.tui.app import Driver, key_of, keys, on_screen, one_by_one, some_accounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        some_accounts(desk)
        yield desk


def what(desk: Desk, account: str, title: str) -> tuple[str, ...]:
    """The lines of one part of an account's page."""
    return dict(account_page(desk, account).parts).get(title, ())


async def fill(seen: Driver, *answers: str) -> None:
    """Answer a form, line by line; the Enter of the last one records."""
    for answer in answers:
        await seen.press(*keys(answer), "enter")


async def test_a_shows_what_can_be_added_and_adds_an_account(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("a")
        for text in ("an account", "people", "a deal", "a seat", "a member", "goal", "focus"):
            await seen.sees(text)
        await seen.press("o")
        await seen.sees("Add an account")
        await seen.sees("! Type the account's name.")
        await seen.press(*keys("Globex"))
        await seen.sees("· account added: Globex")
        await seen.press("enter", *keys("customer"), "enter")
        await seen.sees("Recorded: account added: Globex, customer. u takes it back.")
        await seen.until(lambda: "Globex" in seen.names("farmers"))


async def test_a_refusal_stays_in_the_form_and_nothing_typed_is_lost(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("a", "o", *keys("account 3"), "f2")
        await seen.sees("! There is an account Account 3 already")
        await seen.press("escape")
        await seen.sees("Hunters")
        await seen.press("a", "o")
        await seen.sees("account 3")
        await seen.press("end", "0", "f2")
        await seen.sees("Recorded: account added: account 30.")
        await seen.press("a", "o")
        await seen.sees("! Type the account's name.")


async def test_people_and_deals_are_added_to_the_account_under_the_cursor(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("a", "p", "1")
        await seen.sees("Add a person to Account 7")
        await fill(seen, "Dana Fox", "CFO", "dana@wayne.example", "+49 30 555")
        await seen.sees("Recorded: person added: Dana Fox, CFO, dana@wayne.example, +49 30 555.")
        assert what(desk, "account 7", "People") == (
            "Dana Fox, CFO · dana@wayne.example · +49 30 555",
        )
        await seen.press("a", "b")
        await seen.press(*keys("Second site"), "tab", *keys("82000"), "down", *keys("eur"), "tab")
        await seen.press("tab", *keys("in 3 weeks"))
        await seen.sees("· deal: Second site, open, 82,000 EUR, Mon 14 Dec 2026")
        await seen.press("f2")
        await seen.sees("Recorded: deal: Second site, open")
    assert what(desk, "account 7", "Deals") == ("Second site, open, 82,000 EUR, Mon 14 Dec",)


async def test_a_deal_that_we_added_is_won_by_key_and_taken_back(desk: Desk) -> None:
    add_deal(desk, "account 7", DealAdded("Pilot", cents=1_000_00, currency="EUR"))
    async with on_screen(desk) as seen:
        await seen.press("a", "b")
        await seen.sees("1  Pilot, open, 1,000 EUR")
        await seen.press("1", "tab", "tab", "tab", *["backspace"] * 4, *keys("w"), "tab")
        await seen.press(*keys("tomorrow"), "f2")
        await seen.sees("! A deal that is won was closed by today")
        await seen.press(*["backspace"] * 8, *keys("fri"))
        await seen.sees("· deal: Pilot, won, 1,000 EUR, Fri 20 Nov 2026")
        await seen.press("f2")
        await seen.sees("Recorded: deal: Pilot, won")
        assert what(desk, "account 7", "Deals") == ("Pilot, won, 1,000 EUR, Fri 20 Nov",)
        await seen.until(lambda: "Account 7" in seen.names("farmers"))
        await seen.press("u", "u")
        await seen.sees("Taken back: Account 7: amended: Pilot.")
    assert what(desk, "account 7", "Deals") == ("Pilot, open, 1,000 EUR",)


async def test_a_step_is_ended_or_moved_by_key_and_another_is_added(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("x")
        await seen.sees("1  demo, yesterday")
        await seen.press("1", "m", *keys("in 2 days"))
        await seen.sees("· demo, Wed 25 Nov 2026")
        await seen.press("enter")
        await seen.sees("Recorded: next: demo, Wed 25 Nov 2026")
        [line] = what(desk, "account 7", "Next")
        assert line.startswith("demo, Wed 25 Nov")
        await seen.until(lambda: seen.names("hunters")[0] == "Account 5")
        assert seen.under_cursor == "Account 5"  # what was dealt with is left behind
        while seen.under_cursor != "Account 7":
            await seen.press("j")
        await seen.press("x", "1", "d")
        await seen.sees("Recorded on Account 7: done: demo.")
        assert what(desk, "account 7", "Next") == ()
        await seen.press("x", *keys("offer"), "tab", *keys("fri"), "f2")
        await seen.sees("Recorded: next: offer, Fri 27 Nov 2026.")
        await seen.press("u", "u", "u", "u")
        await seen.sees("Taken back: Account 7: done: demo.")
        [line] = what(desk, "account 7", "Next")
        assert line.startswith("demo, Wed 25 Nov")


async def test_a_step_that_somebody_ended_meanwhile_is_not_ended_twice(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("x", "1")
        async with on_screen(desk) as other:
            await other.press("x", "1", "d")
            await other.sees("done: demo")
        await seen.press("d")
        await seen.sees("was ended or taken back meanwhile; nothing was recorded")


async def test_space_marks_several_and_a_s_names_who_holds_their_seat(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER))
    async with on_screen(desk) as seen:
        await seen.press("space", "space", "space", "up", "space")
        await seen.sees("Hunters · 10 · 2 marked")
        assert sum("◆" in line for line in seen.screen) == 2
        await seen.press("a")
        await seen.sees("who holds a seat of 2 accounts")
        await seen.press("s", "f")
        await seen.sees("1  Ana Ruiz")
        await seen.press("b", "enter")
        await seen.sees("Recorded: Account 7: farmer: Ben Ode · Account 5: farmer: Ben Ode.")
        await seen.until(lambda: "marked" not in "".join(seen.screen))
    for account in ("account 7", "account 5"):
        assert account_page(desk, account).seats[1] == "Farmers: Ben Ode"


async def test_escape_takes_marks_away_and_a_s_may_leave_a_seat_empty(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("space", "escape")
        await seen.until(lambda: "marked" not in "".join(seen.screen))
        assert seen.notice == ""
        await seen.press("a", "s", "h", "1")
        await seen.sees("hunter: Ana Ruiz")
        await seen.press("a", "s", "h", "0")
        await seen.sees("hunter: nobody")


async def test_marks_go_where_their_accounts_are_not_shown(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        name_seats(desk, ["account 9"], {Seat.HUNTER: ["ana"]})
        await seen.press("space", "space")
        await seen.sees("2 marked")
        await seen.press("a", "s")
        await seen.sees("Account 7, Account 5")
        await seen.press("escape", "s")
        await seen.sees("Hunters · 1")
        assert "marked" not in "".join(seen.screen)


async def test_what_is_being_recorded_of_a_form_cannot_be_recorded_twice(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("x", "n", *keys("offer"))
        held = apsw.Connection(desk.store.path)
        held.execute("BEGIN IMMEDIATE")
        await seen.press("f2", *keys("more"), "escape", "f2")
        await seen.sees("recording …")
        held.execute("ROLLBACK")
        held.close()
        await seen.sees("Recorded: next: offer.")
    assert what(desk, "account 7", "Next")[1:] == ("offer (Ana Ruiz)",)


async def test_u_waits_for_what_is_still_being_recorded(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: old\n\n"))
        await seen.sees("Recorded on")
        await seen.press("t", *keys("call: new\n"))
        held = apsw.Connection(desk.store.path)
        held.execute("BEGIN IMMEDIATE")
        await seen.press("enter", "escape", "u")
        held.execute("ROLLBACK")
        held.close()
        await seen.sees("Take back: Account 7: call: new")
        await seen.press("u")
        await seen.sees("Taken back: Account 7: call: new")


async def test_what_was_typed_into_a_form_stays_beside_what_others_changed_since(
    desk: Desk,
) -> None:
    add_deal(desk, "account 7", DealAdded("Pilot", cents=1_000_00))
    async with on_screen(desk) as seen:
        await seen.press("a", "b", "1", "end", "x", "escape", "a", "b", "1")
        await seen.sees("Pilotx")
        await seen.press("escape")
        [(deal, _)] = own_deals(desk, "account 7")
        answers = ["Pilot", "5000", "", "open", "", ""]
        deal_form(desk, "account 7", deal).read(answers).record(desk)
        await seen.press("a", "b", "1")
        await seen.sees("5000")
        assert "Pilotx" in "".join(seen.screen)  # and the amount is theirs
        await seen.press("escape")
        answers = ["Pilot of May", "5000", "", "open", "", ""]
        [(deal, _)] = own_deals(desk, "account 7")
        deal_form(desk, "account 7", deal).read(answers).record(desk)
        await seen.press("a", "b", "1")
        await seen.sees("Somebody has said meanwhile: Name Pilot of May.")
        assert "Pilotx" in "".join(seen.screen)


async def test_goal_and_focus_are_said_on_the_screen(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("a", "g")
        await seen.sees("revenue_staying")
        await seen.press("tab", *keys("1500000"), "tab", "tab", *keys("eur"))
        await seen.sees("· goal 2026: Revenue from customers who stay, 1,500,000 EUR")
        await seen.press("enter")
        await seen.sees("0 of 1.5M")
        await seen.press("a", "f", *keys("They ring us first"), "enter")
        await seen.until(lambda: "They ring us first" in seen.screen[0])
    assert goals_of(desk, desk.team()).goals[0].target == 1_500_000_00


async def test_u_names_what_it_would_take_back_and_a_second_u_does(tmp_path: Path) -> None:
    with a_desk(tmp_path / "old.db") as desk:
        some_accounts(desk)
        async with on_screen(desk) as seen:
            await seen.press("u")
            await seen.sees("Take back: member added: Ana Ruiz")
            await seen.press("enter")  # that is no
            log(desk, "account 7", "mail: thanks")
            await seen.press("u")
            await seen.sees("Take back: Account 7: mail: thanks (Mon 23 Nov 2026)?")
            await seen.press("u")
            await seen.sees("Taken back: Account 7: mail: thanks (Mon 23 Nov 2026).")
            await seen.press("u", "escape", "u", "u")
            await seen.sees("Taken back: member added")
        state = projections.state(desk.store, desk.account_called("account 7").account, desk.team())
        assert len(state.touches) == 1


async def test_who_i_am_is_asked_once_and_a_member_is_chosen(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ana Ruiz"))
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER))
    async with on_screen(desk, known=False) as seen:
        await seen.sees("Who are you?")
        await seen.press("1")
        await seen.sees("What do you do?")
        await seen.press("b")
        await seen.sees("You are Ana Ruiz, hunter and farmer.")
        await seen.until(lambda: "Ana Ruiz, hunter and farmer" in seen.screen[0])
    assert [member.name for member in desk.team().members.values()] == ["Ben Ode", "Ana Ruiz"]
    async with on_screen(desk) as seen:
        await seen.sees("Hunters")
        assert "Who are you?" not in "".join(seen.screen)


async def test_who_i_am_may_be_new_and_may_wait(desk: Desk) -> None:
    async with on_screen(desk, known=False) as seen:
        await seen.sees("Who are you?")
        await seen.press("escape", "s")
        await seen.sees("Who are you?")
        await seen.press("0", *keys("Kim"), "tab", "tab", *keys("far"))
        await seen.sees("· member added: Kim, farmer")
        await seen.press("enter")
        await seen.sees("Kim, farmer")
    me = desk.me()
    assert me is not None
    assert (me.name, me.seat) == ("Kim", Holds.FARMER)


async def test_a_desk_that_only_looks_asks_nobody(desk: Desk) -> None:
    looking = desk._replace(looks_only=True)
    async with on_screen(looking, known=False) as seen:
        await seen.sees("Hunters · 10")
        await seen.press("a", "o")
        await seen.until(lambda: "nothing was recorded" in seen.notice)


async def test_a_form_takes_every_key_of_one_bundle_in_order(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        for key in ("a", "o", *one_by_one("Acme"), "backspace", "y", "enter", "enter", "j"):
            seen.app.post_message(events.Key(*key_of(key)))
        await seen.until(lambda: "Acmy" in seen.names("hunters"))
        await seen.until(lambda: seen.under_cursor == "Account 5")


async def test_an_account_of_many_members_is_found_by_its_letter(desk: Desk) -> None:
    for number in range(20):
        add_member(desk, MemberSaid(f"Member {number:02}"))
    add_member(desk, MemberSaid("Zoë Last"))
    key = AccountKey(add_account(desk, AccountAdded("Globex")).key)
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("end", "a", "s", "f", "z", "enter")
        await seen.sees("farmer: Zoë Last")
    assert [row.key for seat in SEATS for row in rows(desk, seat)].count(key) == 1


async def test_who_has_dealt_with_an_account_goes_on_with_the_next_one(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        assert seen.under_cursor == "Account 7"
        await seen.press("d", *keys("\n"))
        await seen.sees("Recorded on Account 7: done: demo.")
        await seen.until(lambda: seen.names("hunters")[0] == "Account 5")
        assert seen.under_cursor == "Account 5"
        await seen.press("end", "home")
        step = steps_of(desk, "account 5")
        end_step(desk, step, step.steps[0])  # somebody else does that: the cursor goes along
        await seen.sees("In order 10")
        assert seen.under_cursor == "Account 5"


async def test_an_account_that_stays_in_its_group_keeps_the_cursor(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: still waiting\n\n"))
        await seen.sees("Recorded on Account 7: call: still waiting")
        await seen.until(lambda: seen.app.reader.idle)
        assert seen.under_cursor == "Account 7"


async def test_an_account_that_needs_more_than_before_keeps_the_cursor(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("end")
        assert seen.under_cursor == "Account 9"
        await seen.press("t", *keys("call: furious\nwrong: invoice doubled"), "f2")
        await seen.sees("Make right 1")
        assert seen.under_cursor == "Account 9"


async def test_letters_of_a_name_take_nothing_back(desk: Desk) -> None:
    add_account(desk, AccountAdded("Umbrella"))
    add_account(desk, AccountAdded("Ultra"))
    log(desk, "umbrella", "call: they rang")
    async with on_screen(desk) as seen:
        await seen.press(*keys("umbrella"))
        await seen.until(lambda: seen.names("hits") == ["Umbrella"])
        await seen.press("escape", *keys("ultra\n"))
        await seen.until(lambda: seen.screen[0].startswith("Ultra"))  # it was found and opened
        assert "Taken back" not in seen.notice
    account = desk.account_called("umbrella").account
    assert len(projections.state(desk.store, account, desk.team()).touches) == 1


async def test_a_note_can_be_thrown_away_after_a_question(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("oops"), "ctrl+d")
        await seen.sees("Throw away what is typed here?")
        await seen.press("enter")
        await seen.sees("oops")
        await seen.press("ctrl+d", "y")
        await seen.until(lambda: "Thrown away: the note on Account 7" in seen.notice)
        await seen.press("g", "d")
        await seen.sees("Every note that was begun is recorded.")
        assert seen.app.drafts.waiting == ()


async def test_what_is_pasted_where_keys_act_is_said_to_be_lost(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        seen.app.post_message(events.Paste("three\nlines\nof text"))
        await seen.sees("Nothing was pasted: keys act. t opens a note for it.")
        await seen.press("t")
        seen.app.screen.post_message(events.Paste("two\nlines"))
        await seen.sees("two")
        assert "Nothing was pasted" not in seen.notice


async def test_an_empty_part_of_the_lists_says_what_shows_all(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("slash", *keys("uns"))
        await seen.until(lambda: seen.names("hits") == [])
        await seen.press("tab", "t")
        assert seen.notice == "Nothing was found to act on. Tab goes back to the line."
        await seen.press("tab")
        await seen.press(*["backspace"] * 3, *keys("sil"))
        await seen.sees("Enter shows only: silent")
        await seen.press("enter")
        await seen.sees("Hunters · 0 of 10 · silent")
        for key in "txdzoey":
            await seen.press(key)
            assert "No account stands in this part of the list. Esc shows all" in seen.notice
        assert isinstance(seen.app.screen, Acting)
        assert not {"t", "x", "d", "z", "e"} & {entry.keys for entry in entries(seen.app.screen)}


async def test_goal_and_focus_can_be_said_from_the_targets(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g", "t")
        await seen.sees("No focus yet: a f says it.")
        await seen.sees("No goal yet: a g sets it.")
        assert "t write" not in seen.screen[-1]
        await seen.press("t", "a", "f", *keys("They ring us first"), "enter")
        await seen.until(lambda: "They ring us first" in seen.screen[0])
