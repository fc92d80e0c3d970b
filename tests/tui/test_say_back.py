"""Saying back: what was agreed is copied in their terms, and their yes is recorded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import word_of
from accountdesk.desk.log import log
from accountdesk.desk.say_back import unconfirmed
from tests.builders import a_desk
from tests.tui.app import keys, on_screen
from tests.tui.test_promises import choose, go, with_promises

AGREED = """Dana Fox: this is what I took from Mon 23 Nov 2026:

- We: quote with volume tiers, by Fri 27 Nov 2026
- You: org chart, by Mon 30 Nov 2026

Is that right? If I got something wrong, tell me."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        with_promises(desk)
        yield desk


async def test_y_right_after_a_note_copies_what_was_agreed_and_their_yes_is_recorded(
    desk: Desk,
) -> None:
    async with on_screen(desk) as seen:
        while seen.under_cursor != "Globex":
            await seen.press("j")
        text = "call dana: the pilot\nwe: quote with volume tiers by fri\nthey: org chart by mon"
        await seen.press("t", *keys(text), "f2")
        await seen.until(lambda: "y copies what was agreed, to send by hand." in seen.notice)
        await seen.press("y")
        await seen.sees("Sent to your terminal to copy: the agreement, in their terms.")
        assert seen.app.clipboard == AGREED
        await seen.press("y")
        await seen.sees("1  agreement with Dana Fox, in their terms: Dana Fox: this is")
        await seen.press("2")
        assert seen.app.clipboard == "Globex"
        await seen.press("m")
        await choose(seen, "said yes to all")
        await seen.sees("Globex said yes")
        await seen.press(*keys("yes, just so"), "f2")
        await seen.sees(
            "Recorded: Dana Fox said yes Mon 23 Nov 2026: quote with volume tiers, org chart"
        )
        await seen.press("y")
        await seen.sees("1  agreement, in their terms: This is what I took from Sat 14 Nov")
    [left] = unconfirmed(word_of(desk, "globex").promises)
    assert left.what == "the quote"


async def test_what_was_taken_back_is_not_copied(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys("we: a mistake by fri"), "f2")
        await seen.sees("y copies what was agreed")
        await seen.press("u", "u")
        await seen.sees("Taken back")
        await seen.press("y")
        await seen.sees("1  agreement, in their terms: This is what I took from Sat 14 Nov")
        assert "mistake" not in seen.app.clipboard


async def test_one_promise_is_copied_or_said_yes_to_by_itself(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("enter")
        await choose(seen, "samples", "copy it")
        await seen.sees("Sent to your terminal to copy")
        assert "- We: samples, by Fri 27 Nov 2026" in seen.app.clipboard
        await seen.press("enter")
        await choose(seen, "samples", "they said yes")
        await seen.press("f2")
        await seen.sees("Recorded: they said yes Mon 23 Nov 2026: samples.")
        await seen.press("enter")
        await choose(seen, "samples")
        await seen.sees("agreed anew for another day")
        assert "they said yes" not in "".join(seen.screen)


async def test_y_copies_it_also_where_the_note_has_moved_the_account(desk: Desk) -> None:
    log(desk, "hooli", "next: ring them yesterday")
    async with on_screen(desk) as seen:
        while seen.under_cursor != "Hooli":
            await seen.press("j")
        await seen.press("d", *keys("\n"))
        await seen.sees("In order 1")
        await seen.press("u", "u")
        await seen.sees("Due 1")
        while seen.under_cursor != "Hooli":
            await seen.press("j")
        await seen.press("d", *keys("they like it\nwe: a sample in 2 weeks"), "f2")
        await seen.sees("In order 1")
        await seen.press("y")
        assert "- We: a sample, by Mon 7 Dec 2026" in seen.app.clipboard
