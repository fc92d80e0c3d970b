"""Our word from the keyboard: what each key opens, what is recorded of it, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.repair import RepairSaid
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.store import journal
from tests.builders import a_desk, day
from tests.tui.app import Driver, keys, on_screen

KINDS = ("promise", "promise_settled", "confirmed", "repair", "repair_step", "feeling", "blocker")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana is at the desk, Ben is of the team; Globex, a customer, is Dana's and Bob's."""
    with a_desk(tmp_path / "desk.db") as desk:
        a_team(desk)
        yield desk


def a_team(desk: Desk) -> None:
    add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
    add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
    add_account(desk, AccountAdded("Globex"))
    add_person(desk, "globex", PersonAdded("Dana Fox"))
    add_person(desk, "globex", PersonAdded("Bob Ray"))


def globex(desk: Desk) -> AccountKey:
    return desk.account_called("globex").key


def part(desk: Desk, title: str) -> tuple[str, ...]:
    """The lines of one part of the account's page."""
    return dict(account_page(desk, "globex").parts).get(title, ())


def recorded(desk: Desk) -> list[str]:
    """The kinds of what was recorded of our word, in their order."""
    return [e.kind for e in journal.everything(desk.store) if e.kind in KINDS]


def past_its_day(desk: Desk) -> None:
    """A quote that Ana promised nine days ago for the day before yesterday."""
    record(desk, [(globex(desk), PromiseSaid("the quote", due=day(-2), on=day(-9)))])


async def choose(seen: Driver, *texts: str) -> None:
    """Choose by name, list after list."""
    for text in texts:
        await seen.sees("type to find")
        await seen.press(*keys(text))
        await seen.press("enter")


FIRST = [
    ("m", "We promise Globex"),
    ("w", "What went wrong for Globex"),
    ("f", "How Globex feels"),
    ("i", "What is in our way with Globex"),
]
TITLES = [
    ("m", "promises, Globex", "a new promise of ours"),
    ("w", "went wrong, Globex", "something else went wrong"),
    ("f", "How Globex feels", "delighted, content, calm"),
    ("i", "blocked, Globex", "something else is in the way"),
]


@pytest.mark.parametrize(("key", "title"), FIRST)
async def test_where_nothing_is_open_each_key_asks_for_the_first_one(
    desk: Desk, key: str, title: str
) -> None:
    async with on_screen(desk) as seen:
        await seen.press(key)
        await seen.sees(title)
        await seen.press("escape", "enter")
        await seen.sees("What happened")
        await seen.press(key)  # in the account, too
        await seen.sees(title)
    assert recorded(desk) == []


@pytest.mark.parametrize(("key", "title", "other"), TITLES)
async def test_where_something_is_open_each_key_shows_it_and_offers_another(
    desk: Desk, key: str, title: str, other: str
) -> None:
    log(desk, "globex", "we: quote by fri\nwrong: invoice doubled\nfeels: upset")
    async with on_screen(desk) as seen:
        await seen.press("i", *keys("waits for legal"), "f2")
        await seen.sees("Recorded: blocked: waits for legal.")
        before = recorded(desk)
        await seen.press(key)
        await seen.sees(title)
        await seen.sees(other)
        await seen.press("escape")
        await seen.sees("Hunters")
        assert recorded(desk) == before


async def test_without_an_account_the_keys_say_so_or_are_not_there(tmp_path: Path) -> None:
    with a_desk(tmp_path / "empty.db") as empty:
        async with on_screen(empty) as seen:
            for key, _ in FIRST:
                await seen.press(key)
                assert "There is no account in this list." in seen.notice
            await seen.press("g", "t")
            await seen.sees("No focus yet")
            await seen.press("m", "i")
            assert seen.notice == ""


async def test_a_promise_of_ours_and_one_of_theirs_are_typed_apart(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("m", *keys("quote with volume tiers"), "tab", *keys("fri"))
        await seen.sees("· we promise: quote with volume tiers, by Fri 27 Nov 2026")
        await seen.press("tab", *keys("dana"), "tab", *keys("ben"))
        await seen.sees("· we promise Dana Fox: quote with volume tiers, by Fri 27 Nov 2026 (Ben")
        await seen.press("enter")
        await seen.sees("Recorded: we promise Dana Fox: quote with volume tiers")
        await seen.press("a")
        await seen.sees("a promise of theirs")
        await seen.press("d", *keys("org chart by mon"), "f2")
        await seen.sees("Recorded: they promised us: org chart, by Mon 30 Nov 2026.")
    assert part(desk, "Our word")[1:] == (
        "we to Dana Fox: quote with volume tiers, Fri 27 Nov (Ben Ode)",
        "they: org chart, Mon 30 Nov (Ana Ruiz)",
    )


async def test_a_repair_is_closed_by_their_words_alone_and_what_was_typed_stays(
    desk: Desk,
) -> None:
    async with on_screen(desk) as seen:
        await seen.press("w", *keys("invoice doubled"), "tab", *keys("fri"), "f2")
        await seen.sees("Recorded: went wrong: invoice doubled, right by Fri 27 Nov 2026.")
        await seen.sees("Make right 1")
        for name, words, said in (
            ("told them", "we charged twice", "told them Mon 23 Nov 2026: invoice doubled (we"),
            ("fixed", "credit note sent", "fixed Mon 23 Nov 2026: invoice doubled (credit"),
            ("what we gave", "a month free", "gave beyond Mon 23 Nov 2026: invoice doubled (a"),
        ):
            await seen.press("w")
            await choose(seen, "invoice", name)
            await seen.press(*keys(words), "f2")
            await seen.sees(f"Recorded: {said}")
        await seen.press("w")
        await choose(seen, "invoice", "they confirmed")
        await seen.press("tab", *keys("dana"), "f2")
        await seen.sees("! “invoice doubled” is right only when they say so.")
        assert "Dana Fox" not in recorded(desk)
        assert recorded(desk).count("repair_step") == 3
        await seen.press("escape")
        await seen.sees("Make right 1")
        await seen.press("w")
        await choose(seen, "invoice", "they confirmed")
        await seen.sees("│ Who       dana")  # what was typed before it was refused
        await seen.press(*keys("all good now, thank you"), "f2")
        await seen.sees("Recorded: they confirmed Mon 23 Nov 2026, Dana Fox: invoice doubled:")
        await seen.until(lambda: not any("Make right" in line for line in seen.screen))
    last = "  they confirmed Mon 23 Nov, the same day: “all good now, thank you”"
    assert part(desk, "Repairs")[-1] == last


async def test_how_they_feel_is_one_of_six_words_and_their_own(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("f", *keys("ups"), "tab", *keys("nobody called back"), "tab")
        await seen.press(*keys("dana"), "tab")
        await seen.sees("· Dana Fox feels upset: “nobody called back” (Mon 23 Nov 2026)")
        await seen.press("enter")
        await seen.sees("Recorded: Dana Fox feels upset")
        await seen.sees("upset: “nobody called back”")
        await seen.press("f", *keys("fine"))
        await seen.sees("! They feel one of: delighted, content, calm, uneasy, upset, angry;")
        await seen.press("escape", "u", "u")
        await seen.sees("Taken back: Globex: Dana Fox feels upset")
    assert part(desk, "How they feel") == ("unknown, which is normal",)


async def test_what_is_in_the_way_is_said_and_that_it_is_gone(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("i", *keys("waits for legal"), "tab", *keys("ben"), "f2")
        await seen.sees("Recorded: blocked: waits for legal (Ben Ode helps).")
        await seen.press("i")
        await seen.sees("gone: waits for legal, since today (Ben Ode helps)")
        await seen.press("down", "enter")
        await seen.sees("Recorded on Globex: no longer in the way: waits for legal. u takes it")
        await seen.press("i")
        await seen.sees("What is in our way with Globex")
        await seen.press("escape")
    assert part(desk, "In our way") == ()


async def test_who_is_away_is_said_and_whoever_covers_has_it_on_their_day(desk: Desk) -> None:
    past_its_day(desk)
    async with on_screen(desk._replace(claim="actor:ben")) as seen:
        await seen.press("g", "m")
        await seen.sees("For you today · 0")
        await seen.press("a", "w")
        await seen.sees("│ Who       Ben Ode")
        await seen.press(*keys("ana"), "tab", *keys("yesterday"), "tab", *keys("fri"))
        await seen.press("tab", *keys("ana"))
        await seen.sees("! Ana Ruiz cannot cover for themselves. Name somebody else, or nobody.")
        await seen.press("home", "shift+end", *keys("ben"))
        await seen.sees("· Ana Ruiz is away Sun 22 Nov 2026 to Fri 27 Nov 2026, Ben Ode covers")
        await seen.press("f2")
        await seen.sees("For you today · 1")
        await seen.sees("our quote")
        await seen.press("q")
        await seen.sees("away: Ana Ruiz until Fri 27 Nov (Ben Ode covers)")
        await seen.press("m")
        await seen.sees("Ana Ruiz is away until Fri 27 Nov, Ben Ode covers")


async def test_what_nobody_covers_is_pinned_on_top(desk: Desk) -> None:
    record(desk, [(globex(desk), RepairSaid("invoice doubled", on=day(-1)))])
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("a", "w", "tab", *keys("today"), "f2")
        await seen.sees("nobody covers: invoice")
        await seen.sees("away: Ana (no cover)")


async def test_e_shows_what_is_behind_each_term(desk: Desk) -> None:
    past_its_day(desk)
    log(desk, "globex", 'call in dana: furious\nwrong: invoice doubled\nfeels: angry "not again"')
    async with on_screen(desk) as seen:
        await seen.press("e")
        await seen.sees("Hunters: 55 = repair 20 + angry 15 + promise 15 + one thread 5")
        for line in (
            " 20  Make right: invoice doubled 0 d",
            "       Ana Ruiz: went wrong: invoice doubled",
            " 15  Make right: angry: “not again” 0 d",
            "       Ana Ruiz: Dana Fox feels angry: “not again” (Mon 23 Nov 2026)",
            " 15  Make right: our quote 2 d late",
            "       Ana Ruiz: we promise: the quote, by Sat 21 Nov 2026",
            "   5  Stay close: one thread: spoke only with Dana Fox",
            "       Dana Fox",
        ):
            await seen.sees(line)
