"""Learning by doing: names typed where letters are keys, the palette, clicks, and hints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.standing import add_renewal, name_seats
from accountdesk.tui.dialogs.pick import Pick, fitting
from accountdesk.tui.letters import PAUSE_S, Letters
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.doing import entries
from accountdesk.tui.widgets.foot import Foot
from tests.builders import a_desk
from tests.tui.app import key_of, keys, on_screen, some_accounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        some_accounts(desk)
        for name in ("Wayne Energy", "Globex Labs", "Bibco"):
            add_account(desk, AccountAdded(name))
        yield desk


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("W", "W"),
        ("bib", "bib"),
        ("bi", None),
        ("bij", "bij"),  # j moves, but behind two letters that are none it is one of a name
        ("bjib", None),
        ("gl", None),
        ("glo", "glo"),
        ("umb", "umb"),
        ("bi ib", None),  # behind a pause it is another one
        ("jkjk", None),
    ],
)
def test_a_capital_or_three_letters_of_which_two_are_no_keys_are_a_name(
    keys: str, found: str | None
) -> None:
    letters, said, at = Letters(), None, 10.0
    for letter in keys:
        at += 0.2 if letter != " " else PAUSE_S
        if said is None and letter != " ":
            opens = letter in "gu"
            said = letters.pressed(letter, at, does=letter in "jkgut", opens_menu=opens)
    assert said == found


@given(st.lists(st.sampled_from(["j", "t", "b", "i", "g", " "]), max_size=30))
def test_keys_that_act_are_no_name_but_behind_two_letters_that_are_none(
    pressed: list[str],
) -> None:
    letters = Letters()
    for at, letter in enumerate(pressed):
        if letter == " ":
            letters.forget()
            continue
        found = letters.pressed(letter, at / 10, does=letter not in "bi", opens_menu=letter == "g")
        if found is not None:
            assert set(found[:-1]) <= set("big")
            assert sum(letter in "bi" for letter in found) >= 2


async def test_a_name_typed_on_the_desk_is_looked_for(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press(*"Wayne")
        await seen.until(lambda: seen.names("hits") == ["Wayne Energy"])
        await seen.sees("Keys are small letters; a typed name is looked for")
        await seen.press("escape")
        await seen.sees("Hunters · 13")
        await seen.press(*"glob")  # g opens its menu, which then gives way
        await seen.until(lambda: seen.names("hits") == ["Globex Labs"])
        await seen.press("e", "x", "enter")
        await seen.sees("What happened")


async def test_a_name_that_comes_in_one_bundle_is_looked_for(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        for letter in "Bibco":
            seen.app.post_message(events.Key(*key_of(letter)))
        await seen.sees("Keys are small letters; a typed name is looked for")
        await seen.until(lambda: seen.names("hits") == ["Bibco"])
        assert seen.screen[0].startswith("Bibco")


async def test_letters_in_a_question_are_no_name(desk: Desk) -> None:
    async with on_screen(desk, known=False) as seen:
        await seen.sees("Who are you?")
        await seen.press(*"xyzxyz")
        await seen.sees("Who are you?")


async def test_the_palette_has_everything_with_its_keys(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("colon")
        await seen.sees("What can be done now")
        await seen.press(*keys("seat"))
        await seen.sees("a s")
        await seen.sees("Add who holds a seat")
        await seen.sees("Show only unseated: nobody holds the seat")
        assert isinstance(seen.app.screen, Pick)
        await seen.press("escape")
        assert isinstance(seen.app.screen, Asking)
        says = {entry.keys: entry.says for entry in entries(seen.app.screen)}
        assert says["t"] == "Write what happened, and what is next"
        assert says["g m"] == "Go to my day: what is for me, today"
        assert says["Ctrl-Q"] == "Quit"
        assert {"a o", "a p", "g t", "x", "z", "d", "u", "/ silent", "/ all"} <= says.keys()


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("what happened", "Note on Account 7"),
        ("my day", "For you today"),
        ("silent", "Hunters · 0 of 13 · silent"),
        ("an account", "Add an account"),
        ("back; here", "This is the desk"),
    ],
)
async def test_the_palette_does_what_is_chosen(desk: Desk, typed: str, sees: str) -> None:
    async with on_screen(desk) as seen:
        await seen.press("f9", *keys(typed), "enter")
        await seen.sees(sees)
        assert not isinstance(seen.app.screen, Pick)


async def test_colon_q_quits_also_in_one_bundle(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        for name in ("colon", "q", "enter"):
            seen.app.post_message(events.Key(*key_of(name)))
        await seen.until(lambda: seen.app._exit)


async def test_the_palette_says_when_nothing_is_called_so(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("colon", *keys("zzz"))
        await seen.sees("Nothing that can be done now is called so.")
        await seen.press("down", "enter", "escape")
        await seen.sees("Hunters · 13")


SOME = ["Says how to quit", "Quit"]


def test_what_begins_as_was_typed_stands_first() -> None:
    assert fitting(SOME, "q") == [1, 0]
    assert fitting(SOME, "how q") == [0]
    assert fitting(["~/a/new.csv", "~/a/"], "~/a/") == [1, 0]
    assert fitting(SOME, " ") == [0, 1]


async def test_the_keys_below_can_be_clicked_and_say_what_they_do(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        line = seen.screen[-1]
        await seen.pilot.hover(Foot, offset=(line.index("write"), 0))
        assert seen.app.screen.query_one(Foot).tooltip == "Write what happened, and what is next"
        await seen.pilot.click(Foot, offset=(line.index("/ find"), 0))
        await seen.sees("Or: all")
        await seen.press("escape")
        await seen.pilot.click(Foot, offset=(line.index("add"), 0))
        await seen.sees("a member of our team")
        await seen.press("escape")
        await seen.pilot.click(Foot, offset=(110, 0))
        assert len(seen.app.screen_stack) == 1


async def test_a_list_without_holders_says_what_names_one(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.sees("No hunter is named for 13 accounts: a s names one, Space")
        await seen.press("j", "j")
        row = next(y for y, line in enumerate(seen.screen) if "▌Account" in line)
        assert seen.under_cursor in seen.screen[row]
        await seen.pilot.click("#hunters", offset=(5, row - 3 - 2))
        assert "▌" in seen.screen[row - 2]
        assert seen.under_cursor in seen.screen[row - 2]
        names = [f"account {number}" for number in range(10)]
        name_seats(desk, names, {Seat.HUNTER: ["ana"]})
        await seen.until(lambda: not any("No hunter" in line for line in seen.screen))
        seen.app.on_changed()
        await seen.until(lambda: seen.app.reader.idle)


async def test_who_has_written_nothing_yet_is_told_how_to_begin(desk: Desk) -> None:
    async with on_screen(desk, newcomer=True) as seen:
        await seen.sees("Press t and write what happened last")
        await seen.pilot.resize_terminal(30, 8)
        await seen.sees("Too small")
        assert not any("Press t" in line for line in seen.screen)
        await seen.pilot.resize_terminal(120, 40)
        await seen.sees("Press t and write what happened last")
        await seen.press("t", *keys("call: hi\n\n"))
        await seen.until(lambda: "Recorded" in seen.notice)
    async with on_screen(desk, newcomer=True) as seen:
        await seen.sees("Hunters · 13")
        assert seen.notice == ""


async def test_a_farmer_starts_in_the_farmers_list(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim=desk.claim)
    add_renewal(desk, "bibco", "in 20 days", None, None)
    async with on_screen(desk) as seen:
        assert seen.under_cursor == "Bibco"


async def test_the_first_note_says_what_it_changed_and_only_that_one(desk: Desk) -> None:
    async with on_screen(desk, newcomer=True) as seen:
        await seen.press("t", *keys("call: hi\nnext: ring in 3 days\n\n"))
        await seen.until(lambda: "Recorded" in seen.notice)
        assert "Your first note: the team sees it on the account." in seen.notice
        await seen.press("end", "t", *keys("call: hi\nnext: ring today\n\n"))
        await seen.until(lambda: "Recorded" in seen.notice)
        assert "first note" not in seen.notice


async def test_the_first_note_says_what_the_lists_say_now(desk: Desk) -> None:
    async with on_screen(desk, newcomer=True) as seen:
        await seen.press("end", "t", *keys("call: hi\nnext: ring today\n\n"))
        await seen.until(lambda: "Recorded" in seen.notice)
        assert "What the lists say: Hunters: in order → ring today." in seen.notice
