"""Promises of all accounts on the screen, and what became of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import id_text
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled
from accountdesk.desk.absences import Typed, add_absence
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import word_of
from accountdesk.desk.log import log, record
from accountdesk.store import journal
from accountdesk.tui.dialogs.pick import Pick
from accountdesk.tui.keys import KEYS
from accountdesk.tui.screens.doing import entries
from accountdesk.tui.screens.promises import PromisesScreen
from tests.builders import TODAY, a_desk, day
from tests.tui.app import Driver, keys, on_screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana is at the desk, Ben is of the team; Globex has a quote, late, and something wrong."""
    with a_desk(tmp_path / "desk.db") as desk:
        with_promises(desk)
        yield desk


def with_promises(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
    for name in ("Globex", "Hooli"):
        add_account(desk, AccountAdded(name))
    add_person(desk, "globex", PersonAdded("Dana Fox"))
    globex = desk.account_called("globex").key
    record(desk, [(globex, PromiseSaid("the quote", due=day(-2), on=day(-9)))])
    log(desk, "globex", "wrong: invoice doubled")
    log(desk, "hooli", "we(ben): samples by fri\nthey: org chart by mon\nwe: ring them")


def count(desk: Desk) -> int:
    return sum(1 for _ in journal.everything(desk.store))


async def go(seen: Driver) -> None:
    await seen.press("g", "p")
    await seen.sees("Past their day · 1")


async def choose(seen: Driver, *texts: str) -> None:
    """Choose by name, list after list."""
    for text in texts:
        await seen.until(lambda: isinstance(seen.app.screen, Pick))
        await seen.press(*keys(text))
        await seen.press("enter")


async def test_all_of_it_stands_by_its_day_and_s_shows_only_mine(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        assert seen.texts.split("\n") == [
            "Promises and repairs that all of us see to",
            " o says what became of one of them; s shows only what you see to.",
            "",
            "To be made right · 1",
            " 0 d  invoice doubled, nobody has told them yet · Globex (Ana Ruiz)",
            "",
            "Past their day · 1",
            " Sat 21 Nov, 2 d late  we: the quote · Globex (Ana Ruiz)",
            "",
            "To come · 2",
            " Fri 27 Nov  we: samples · Hooli (Ben Ode)",
            " Mon 30 Nov  they: org chart · Hooli (Ana Ruiz)",
            "",
            "Without a day · 1",
            " no day  we: ring them · Hooli (Ana Ruiz)",
        ]
        await seen.press("s")
        await seen.until(lambda: "samples" not in seen.texts)
        await seen.sees("Promises and repairs that you see to")
        await seen.sees("o says what became of one of them; s shows everybody's.")
        log(desk, "globex", "we: another one by wed")
        await seen.press("r")
        await seen.sees("Wed 25 Nov  we: another one")


async def test_no_letter_records_anything_there(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        before = count(desk)
        for letter in "dbmwfixtzey":
            await seen.press(letter, "left")  # letters behind one another would be a name
        await seen.sees("Past their day · 1")
        assert isinstance(seen.app.screen, PromisesScreen)
        await seen.press("enter")
        await seen.sees("type to find")
        await seen.press("d", "b", "y", "n", "1", "escape")
        await seen.sees("Past their day · 1")
        assert count(desk) == before
        offered = {entry.says for entry in entries(seen.app.screen)}
        assert not offered & {KEYS[one].says for one in ("do.done", "do.promise", "do.write")}


async def test_enter_and_a_named_choice_say_that_a_promise_was_kept(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("enter")
        await choose(seen, "quote")
        await seen.sees("the quote, Globex")
        await seen.sees("Sat 21 Nov, 2 d late")
        await choose(seen, "done")
        await seen.sees("Done: the quote")
        await seen.press("tab", *keys("tomorrow"), "f2")
        await seen.sees("! Tue 24 Nov 2026 is still to come. Say it on that day.")
        await seen.press("home", "shift+end", *keys("yesterday"), "tab", *keys("they chased us"))
        await seen.sees("· promise done Sun 22 Nov 2026: the quote (they chased us)")
        await seen.press("f2")
        await seen.sees("Recorded: promise done Sun 22 Nov 2026: the quote (they chased us).")
        await seen.until(lambda: "the quote" not in seen.texts)
        await seen.press("u", "u")
        await seen.sees("Past their day · 1")


async def test_a_promise_is_broken_and_a_repair_that_names_it_mends_that(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("enter")
        await choose(seen, "quote", "broken")
        await seen.press("f2")
        await seen.sees("Recorded: promise broken Mon 23 Nov 2026: the quote.")
        await seen.press("q", "w")
        await choose(seen, "make right what we broke")
        await seen.sees("│ What      broken promise: the quote")
        await seen.press("f2")
        await seen.sees("Recorded: went wrong: broken promise: the quote.")
        await seen.press("w")
        await seen.sees("the quote: nobody has told them yet")
        assert "what we broke" not in "".join(seen.screen)
    [mended] = [one for one in word_of(desk, "globex").repairs if one.promise is not None]
    assert mended.what == "broken promise: the quote"


async def test_a_promise_is_agreed_anew_until_its_day_has_passed(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("enter")
        await choose(seen, "samples", "agreed anew")
        await seen.sees("! Type the day that was agreed anew, like next fri.")
        await seen.press(*keys("fri"))
        await seen.sees("! “samples” is due Fri 27 Nov 2026 already.")
        await seen.press("home", "shift+end", *keys("yesterday"))
        await seen.sees("! Sun 22 Nov 2026 is past. Agree on today or a later day, like next fri.")
        await seen.press("home", "shift+end", *keys("next fri"), "tab", *keys("they asked"), "f2")
        await seen.sees("Recorded: promise re-agreed Mon 23 Nov 2026: samples, by Fri 4 Dec 2026")
        await seen.sees("Fri 4 Dec   we: samples, moved 1 time · Hooli (Ben Ode)")
        await seen.press("enter")
        await choose(seen, "quote")
        await seen.sees("the quote, Globex")
        await seen.sees("│ broken")
        assert "agreed anew" not in "".join(seen.screen)


async def test_a_disputed_promise_shows_both_and_one_is_taken_back(desk: Desk) -> None:
    [promise] = word_of(desk, "globex").promises
    for claim, how in (("actor:test", Settled.DONE), ("actor:ben", Settled.BROKEN)):
        said = PromiseSettled(id_text(promise.entry), how, TODAY)
        record(desk._replace(claim=claim), [(desk.account_called("globex").key, said)])
    async with on_screen(desk) as seen:
        await seen.press("g", "p")
        await seen.sees("Disputed: members say different things · 1")
        await seen.press("enter")
        await choose(seen, "quote")
        await seen.sees("Members say different things of it.")
        await seen.sees("take back what Ana Ruiz says: done Mon 23 Nov, late")
        await seen.sees("take back what Ben Ode says: broken Mon 23 Nov")
        await choose(seen, "ben")
        await seen.sees("Taken back: Globex: promise broken Mon 23 Nov 2026: the quote.")
        await seen.until(lambda: "Disputed" not in seen.texts)
    [promise] = [p for p in word_of(desk, "globex").state.promises if p.what == "the quote"]
    assert promise.outcome == "late"


async def test_what_somebody_settled_meanwhile_is_not_settled_twice(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("enter")
        await choose(seen, "quote", "done")
        await seen.sees("Done: the quote")
        [promise] = word_of(desk, "globex").promises
        said = PromiseSettled(id_text(promise.entry), Settled.BROKEN, TODAY)
        ben = desk._replace(claim="actor:ben")
        record(ben, [(desk.account_called("globex").key, said)])
        await seen.press("f2")
        await seen.sees("! Somebody was faster with “the quote”: Ben Ode says: broken Mon 23 Nov.")
        await seen.sees("Done: the quote")
        await seen.press("escape", "q")
        await seen.press("m")
        await choose(seen, "quote", "I say otherwise: done")
        await seen.press("f2")
        await seen.sees("Recorded: promise done Mon 23 Nov 2026: the quote.")
    [promise] = word_of(desk, "globex").promises
    assert promise.disputed


async def test_a_repair_goes_on_from_there(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.press("enter")
        await choose(seen, "invoice", "told them")
        await seen.press("f2")
        await seen.sees("0 d  invoice doubled, told them · Globex (Ana Ruiz)")
        await seen.press("enter")
        await choose(seen, "invoice", "they confirmed")
        await seen.press(*keys("fine by us"), "f2")
        await seen.until(lambda: "invoice doubled" not in seen.texts)


async def test_where_nothing_is_open_it_says_so(tmp_path: Path) -> None:
    with a_desk(tmp_path / "empty.db") as empty:
        async with on_screen(empty) as seen:
            await seen.press("g", "p")
            await seen.sees("No promise is open, and nothing is to be made right.")
            await seen.press("enter")
            assert seen.notice.startswith("Nothing is promised or to be made right")


async def test_whose_it_is_while_somebody_is_away(desk: Desk) -> None:
    add_absence(desk, Typed("ana", "today", "fri", "ben"))
    add_absence(desk, Typed("ben", "wed", "fri"))
    async with on_screen(desk) as seen:
        await go(seen)
        await seen.sees("we: the quote · Globex (Ben Ode for Ana Ruiz)")
        await seen.sees("we: samples · Hooli (Ben Ode)")


async def test_who_sees_a_settled_promise_otherwise_says_so_and_it_is_disputed(desk: Desk) -> None:
    [promise] = word_of(desk, "globex").promises
    said = PromiseSettled(id_text(promise.entry), Settled.DONE, TODAY)
    record(desk, [(desk.account_called("globex").key, said)])
    async with on_screen(desk._replace(claim="actor:ben")) as seen:
        while seen.under_cursor != "Globex":
            await seen.press("j")
        await seen.press("m")
        await choose(seen, "quote")
        await seen.sees("take back what Ana Ruiz says: done Mon 23 Nov, late")
        await choose(seen, "otherwise broken")
        await seen.press(*keys("they wait for it"), "f2")
        await seen.sees("Recorded: promise broken Mon 23 Nov 2026: the quote (they wait for it).")
        await seen.press("m")
        await choose(seen, "quote")
        await seen.sees("take back what Ana Ruiz says: done Mon 23 Nov, late")
        await seen.sees("take back what Ben Ode says: broken Mon 23 Nov (they wait for it)")
