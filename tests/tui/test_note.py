"""The note on a screen: what is typed, what is said of it, and when it is recorded."""

import random
from collections.abc import Iterator
from pathlib import Path
from shutil import move

import apsw
import pytest
from textual import events

from accountdesk.core.account import AccountAdded, SameAccount
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import StoreError
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.open import open_desk
from accountdesk.desk.undo import undo
from accountdesk.store import journal
from accountdesk.tui.widgets.note_text import NoteText
from tests.builders import TODAY, a_desk
from tests.tui.app import Driver, key_of, keys, on_screen, one_by_one, some_accounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        some_accounts(desk)
        yield desk


def kinds(desk: Desk) -> list[str]:
    """What stands in the journal, without how the test began."""
    found = [entry.kind for entry in journal.everything(desk.store)]
    return [kind for kind in found if not kind.startswith("member")][16:]


def a_file(path: str) -> None:
    """Make an empty file."""
    Path(path).touch()


def waiting(seen: Driver) -> list[str]:
    return [draft.text for draft in seen.app.drafts.waiting]


async def test_t_text_and_enter_twice_record_under_the_cursor(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t")
        await seen.sees("Note on Account 7")
        await seen.press(*keys("call: ready to buy\nnext: offer tomorrow\n"))
        await seen.sees("Enter: record 2 things")
        assert kinds(desk) == []
        await seen.press("enter")
        await seen.sees("Recorded on Account 7: call: ready to buy (Mon 23 Nov 2026)")
        assert "next: offer, Tue 24 Nov 2026. u takes it back." in seen.notice
        assert kinds(desk) == ["touchpoint", "next_step"]
        assert seen.under_cursor == "Account 7"
        assert waiting(seen) == []


async def test_keys_of_one_bundle_write_a_note_and_act_on_the_desk_behind_it(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        for key in ("t", *one_by_one("call: hi\n\n"), "j", "t", *one_by_one("mail: ho\n\n"), "j"):
            seen.app.post_message(events.Key(*key_of(key)))
        await seen.until(lambda: kinds(desk) == ["touchpoint"] * 2)
        await seen.sees("Hunters")
        await seen.until(lambda: seen.under_cursor == "Account 0")
        accounts = [entry.account for entry in journal.everything(desk.store)][-2:]
        rows = {row.key: row.name for row in seen.view("hunters").rows}
        assert [rows[account] for account in accounts if account] == ["Account 7", "Account 5"]


async def test_what_will_be_recorded_is_said_with_every_day_in_full(desk: Desk) -> None:
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("t")
        await seen.sees("nothing to record yet")
        await seen.press(*keys("call: hi"))
        await seen.sees("· call: hi (Mon 23 Nov 2026)")
        await seen.sees("Enter twice: record 1 thing")
        await seen.press(*keys("\nnext: demo in 2 weeks"))
        await seen.sees("· next: demo, Mon 7 Dec 2026")
        await seen.press(*keys("\ngained: an hour"))
        await seen.sees("“gained:” records nothing. Words that do: feels, gain them, gain us,")
        await seen.sees("nothing to record yet")


async def test_a_note_that_cannot_be_read_stays(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("gain: well\n\n"))
        assert "Say who gained, and what" in seen.notice
        await seen.press("f2")
        assert "Say who gained, and what" in seen.notice
        await seen.sees("gain: well")
        assert kinds(desk) == []


async def test_nothing_typed_is_nothing_to_record(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", "enter", "f2")
        assert "nothing to record" in seen.notice
        await seen.press("escape")
        await seen.sees("Hunters")
        assert seen.notice == ""


async def test_a_paste_never_records_and_shows_what_a_terminal_would_obey(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t")
        await seen.sees("Note on")
        seen.app.post_message(events.Paste("call: hi\r\n\r\n\x1b[31mred\r\n\r\n\r\n"))
        await seen.sees("␛[31mred")
        await seen.sees("Enter: record 1 thing")
        assert kinds(desk) == []
        await seen.press("f2")
        await seen.until(lambda: kinds(desk) == ["touchpoint"])


async def test_a_paste_that_is_no_note_is_refused_whole(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: hi"))
        seen.app.post_message(events.Paste("x" * 30_000))
        await seen.until(lambda: "at most 20,000 characters" in seen.notice)
        await seen.sees("Enter twice: record 1 thing")


async def test_tab_completes_people_and_the_next_one(desk: Desk) -> None:
    for name in ("Dana Fox", "Dan Roe"):
        add_person(desk, "account 7", PersonAdded(name))
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call in da"), "tab")
        await seen.sees("call in Dan Roe")
        assert "Tab again: Dana Fox" in seen.notice
        await seen.press("tab", *keys(": hi"))
        await seen.sees("· call in, Dana Fox: hi")
        await seen.press("tab")
        await seen.sees("· call in, Dana Fox: hi")


async def test_a_closed_note_is_kept_for_its_account_and_gone_on_with(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: one"), "escape")
        await seen.sees("Hunters")
        assert "The note on Account 7 is kept" in seen.notice
        await seen.press("j", "t", *keys("call: two"), "ctrl+g")
        assert waiting(seen) == ["call: one", "call: two"]
        await seen.press("k", "t")
        await seen.sees("call: one")
        await seen.press(*keys(" more\n\n"))
        await seen.sees("Recorded on Account 7: call: one more")
        assert waiting(seen) == ["call: two"]
        await seen.press("g", "d")
        await seen.sees("1  Account 5: call: two")
        await seen.press("1", *keys("\n\n"))
        await seen.sees("Recorded on Account 5: call: two")
        await seen.press("g", "d")
        assert "Every note that was begun is recorded." in seen.notice


async def test_a_note_that_was_not_recorded_is_offered_at_the_next_start(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("j", "t", *keys("call: halfw"))
        seen.app.keep_drafts()
    async with on_screen(desk) as seen:
        await seen.sees("not recorded yet")
        await seen.press("1")
        await seen.sees("Note on Account 5")
        await seen.press(*keys("ay\n\n"))
        await seen.sees("Recorded on Account 5: call: halfway")
    async with on_screen(desk) as seen:
        await seen.sees("Hunters")
        assert waiting(seen) == []


async def test_a_draft_whose_account_is_gone_can_be_copied_and_dropped(desk: Desk) -> None:
    added = add_account(desk, AccountAdded("Globex"))
    async with on_screen(desk) as seen:
        await seen.press("slash", *keys("glob"))
        await seen.sees("1 account")
        await seen.press("tab", "t", *keys("call: lost?"), "escape")
    undo(desk, id_text(added.note), lambda question: True)
    async with on_screen(desk) as seen:
        await seen.press("1")
        await seen.sees("Its account cannot be opened here.")
        await seen.sees("drop it for good")
        await seen.sees("call: lost?")
        await seen.press("y")
        assert seen.app.clipboard == "call: lost?"
        await seen.press("g", "d", "1", "d", "g", "d")
        assert "Every note that was begun is recorded." in seen.notice


async def test_a_draft_whose_account_was_joined_with_another_is_gone_on_with(desk: Desk) -> None:
    later = AccountKey(add_account(desk, AccountAdded("Globex")).key)
    async with on_screen(desk) as seen:
        await seen.press("slash", *keys("glob"))
        await seen.sees("1 account")
        await seen.press("tab", "t", *keys("call: hi"), "escape")
    record(desk, [(later, SameAccount(desk.account_called("account 0").key))])
    async with on_screen(desk) as seen:
        await seen.press("1")
        await seen.sees("Note on ")
        await seen.sees("call: hi")
        await seen.press("f2")
        await seen.sees("Recorded on ")
        assert waiting(seen) == []


async def test_a_note_that_cannot_be_kept_at_the_end_is_handed_back(desk: Desk) -> None:
    a_file(f"{desk.store.path}.drafts")  # where the folder would be
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: precious"))
        await seen.until(lambda: "The note is only here" in seen.notice)
        with pytest.raises(StoreError, match="It was: call: precious"):
            seen.app.keep_drafts()
        await seen.press("escape")
        assert "The note is only here" in seen.notice
        with pytest.raises(StoreError, match="It was: call: precious"):
            seen.app.keep_drafts()
        move(f"{desk.store.path}.drafts", f"{desk.store.path}.away")
        seen.app.keep_drafts()
        assert waiting(seen) == ["call: precious"]
    async with on_screen(desk) as seen:
        await seen.sees("call: precious")


async def test_a_click_on_the_account_leaves_the_keys_to_the_note(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", "a")
        await seen.pilot.click("#timeline")
        await seen.press("b")
        await seen.sees("│ ab")


async def test_enter_in_the_middle_of_a_note_is_a_line_end(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t")
        await seen.sees("Note on")
        seen.app.post_message(events.Paste("call: one\n\ntwo"))
        await seen.sees("two")
        await seen.press("up", "enter")
        await seen.sees("Enter twice: record 1 thing")
        assert kinds(desk) == []


async def test_keys_do_nothing_that_is_not_seen(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", "a")
        await seen.pilot.resize_terminal(30, 8)
        await seen.sees("Too small")
        await seen.press("z", "enter", "enter")
        await seen.pilot.resize_terminal(80, 24)
        await seen.sees("│ a ")


async def test_typing_is_kept_without_being_asked(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: hi"))
        folder = Path(f"{desk.store.path}.drafts")
        await seen.until(lambda: any("call: hi" in f.read_text() for f in folder.glob("*/*.json")))


async def test_a_note_waits_on_the_screen_until_it_is_durable(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: hi\n"))
        held = apsw.Connection(desk.store.path)
        held.execute("BEGIN IMMEDIATE")
        await seen.press("enter")
        await seen.sees("recording …")
        await seen.press("enter", "x", "f2")
        await seen.sees("call: hi")
        assert waiting(seen) == ["call: hi\n"]
        held.execute("ROLLBACK")
        held.close()
        await seen.sees("Recorded on Account 7: call: hi (")
        assert kinds(desk) == ["touchpoint"]


async def test_a_note_that_was_left_while_it_is_recorded_is_told_behind(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: hi\n"))
        held = apsw.Connection(desk.store.path)
        held.execute("BEGIN IMMEDIATE")
        await seen.press("enter", "escape")
        await seen.sees("Hunters")
        held.execute("ROLLBACK")
        held.close()
        await seen.until(lambda: "Recorded on Account 7" in seen.notice)
        assert kinds(desk) == ["touchpoint"]
        assert waiting(seen) == []


async def test_a_store_that_is_gone_keeps_the_note(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("call: hi\n"))
        away = move(desk.store.path, desk.store.path + ".away")
        await seen.press("enter")
        await seen.until(lambda: "was moved" in seen.notice)
        assert "The note is kept." in seen.notice
        await seen.sees("Enter: record 1 thing")
        move(away, desk.store.path)
        await seen.press("enter")
        await seen.sees("Recorded on Account 7: call: hi")
    assert kinds(desk) == ["touchpoint"]


async def test_a_copy_for_another_day_says_that_it_records_nothing(desk: Desk) -> None:
    some_day = TODAY.replace(year=2025)
    with open_desk(desk.store.path, today=some_day) as looking:
        assert looking.looks_only
        async with on_screen(looking, known=False) as seen:
            await seen.press("t")
            await seen.until(lambda: "Leave --today out to record." in seen.notice)
            await seen.press("u")
            await seen.until(lambda: "Leave --today out to record." in seen.notice)


async def test_t_writes_on_what_was_found_and_in_an_account(desk: Desk) -> None:
    add_account(desk, AccountAdded("Globex"))
    async with on_screen(desk) as seen:
        await seen.press("slash", *keys("glob"))
        await seen.sees("1 account")
        await seen.press("tab", "t")
        await seen.sees("Note on Globex")
        await seen.press(*keys("mail: ho\n\n"))
        await seen.sees("Recorded on Globex")
        await seen.press("o", "t")
        await seen.sees("Note on Globex")
        await seen.press(*keys("call: hi\n\n"))
        await seen.sees("What happened")
        await seen.until(lambda: "call: hi" in seen.texts)
    assert kinds(desk) == ["account_added", "touchpoint", "touchpoint"]


async def test_in_a_list_without_accounts_t_says_so(tmp_path: Path) -> None:
    with a_desk(tmp_path / "empty.db") as empty:
        async with on_screen(empty) as seen:
            await seen.press("t")
            assert "a adds one" in seen.notice


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 40)])
async def test_the_note_and_what_it_records_are_seen_in_every_size(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with on_screen(desk, size) as seen:
        await seen.press("t", *keys("call: hi"))
        await seen.sees("call: hi")
        await seen.sees("· call: hi (Mon 23 Nov 2026)")
        assert {len(line) for line in seen.screen} == {size[0]}


@pytest.mark.parametrize("seed", range(4))
async def test_only_lines_that_changed_are_drawn_and_none_is_forgotten(
    desk: Desk, seed: int
) -> None:
    chance = random.Random(seed)
    moves = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown"]
    edits = ["backspace", "delete", "ctrl+k", "ctrl+z", "x", "space", "x", "shift+left"]
    async with on_screen(desk, (50, 20)) as seen:
        await seen.press("t")
        note = seen.app.screen.query_one(NoteText)
        seen.app.post_message(events.Paste("\n".join(f"line {n} " * 9 for n in range(8))))
        for _ in range(25):
            await seen.press(*chance.choices(moves + edits, k=3))
            drawn = seen.screen
            note._styles_cache.clear()  # all lines are drawn anew
            assert seen.screen == drawn
