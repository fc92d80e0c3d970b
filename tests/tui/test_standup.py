"""The stand-up on the screen: stop by stop, with all keys that record, to its summary."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.policy import decide
from accountdesk.desk.standup import begin, go, walk
from accountdesk.desk.standup_summary import summary
from accountdesk.desk.view import Page, View
from accountdesk.store import journal, meta
from accountdesk.tui.screens.desk import DeskScreen
from accountdesk.tui.screens.doing import entries
from accountdesk.tui.screens.standup import StandupScreen
from accountdesk.tui.widgets import stopwatch
from accountdesk.tui.widgets.one_line import OneLine
from accountdesk.tui.widgets.stopwatch import clock
from tests.builders import a_desk, day
from tests.tui.app import Driver, Typed, keys, on_screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three accounts, of which something was recorded today."""
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
        for name in ("Aperture", "Globex", "Hooli"):
            add_account(desk, AccountAdded(name))
        log(desk, "hooli", "call: hi\nnext: send the offer today")
        yield desk


async def held(seen: Driver, at: str = "1/3 · Hooli") -> None:
    await seen.press("g", "s")
    await seen.sees(at)


def kinds(desk: Desk) -> list[str]:
    return [entry.kind for entry in journal.everything(desk.store)]


async def test_it_stops_at_each_account_and_says_what_changed(desk: Desk) -> None:
    async with on_screen(desk, (80, 24)) as seen:
        await held(seen)
        assert "Mon 23 Nov  Ana Ruiz: call: hi" in seen.texts
        assert "Hunters: nobody" in seen.texts
        await seen.press("enter")
        await seen.sees("2/3 · Aperture")
        await seen.press("n")
        await seen.sees("3/3 · Globex")
        await seen.press("p", "p")
        await seen.sees("1/3 · Hooli")
        await seen.press("p")
        assert seen.notice == "That is the first stop."


async def test_all_that_records_means_what_it_always_does(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("t", *keys("call out: rang them\nwe: prices by fri\n\n"))
        await seen.sees("Recorded on Hooli")
        await seen.press("i", *keys("legal"), "enter", *keys("ben"), "enter")
        await seen.sees("legal, since today (Ben Ode helps)")
        await seen.press("z", "p", *keys("discounts"), "enter", "enter")
        await seen.sees("discounts, since today (nobody sees to it yet)")
        await seen.press("enter")
        await seen.sees("2/3 · Aperture")
        await seen.press("z", "z", *keys("in 2 weeks"), "enter", "enter")
        await seen.sees("not now, until Mon 7 Dec")
        await seen.press("m", *keys("a visit fri"), "f2")
        await seen.sees("Recorded: we promise: a visit")
    assert kinds(desk)[-6:] == [
        *("touchpoint", "promise", "blocker", "parked", "snooze", "promise")
    ]


async def test_what_is_parked_is_ended_where_next_steps_are(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("z", "p", *keys("discounts"), "enter", "enter")
        await seen.sees("To be talked about")
        await seen.press("x")
        await seen.sees("talked about: discounts")
        await seen.press("2")
        await seen.sees("Recorded on Hooli: talked about: discounts.")
        await seen.until(lambda: "To be talked about" not in seen.texts)


async def test_behind_the_last_stop_stands_the_summary_and_y_copies_it(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("t", *keys("we: prices by fri\n\n"))
        await seen.sees("Recorded on Hooli")
        await seen.press("enter", "enter", "enter")
        await seen.sees("Summary")
        await seen.sees("Hooli: we promise: prices, by Fri 27 Nov 2026 (Ana Ruiz)")
        await seen.press("y")
        assert seen.app.clipboard == summary(desk).text
        assert "- Hooli: we promise: prices" in seen.app.clipboard
        assert seen.notice.startswith("Sent to your terminal to copy: the summary.")
        await seen.press("enter")
        assert seen.notice == "That was the last stop. y copies the summary, Esc leaves."
        await seen.press("p")
        await seen.sees("3/3 · Globex")
        await seen.press("enter")
        await seen.sees("Summary")
        await seen.press("q")
        await seen.until(lambda: seen.notice.startswith("The stand-up is done."))
        assert isinstance(seen.app.screen, DeskScreen)
    assert kinds(desk)[-1] == "standup"


async def test_q_pauses_and_g_s_goes_on(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("enter")
        await seen.sees("2/3")
        await seen.press("q")
        await seen.until(lambda: seen.notice == "The stand-up is paused. g s goes on with it.")
        paused = walk(desk)
        assert paused is not None
        assert not paused.going
        await held(seen, "2/3 · Aperture")
    async with on_screen(desk, view=View(page=Page.STANDUP)) as seen:
        await seen.sees("2/3 · Aperture")
        assert kinds(desk).count("standup") == 1


async def test_one_that_is_done_shows_its_summary_or_begins_anew(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("enter", "enter", "enter")
        await seen.sees("Summary")
        await seen.press("escape", "g", "s")
        await seen.sees("The stand-up of today is done.")
        await seen.press("s")
        await seen.sees("Nothing was recorded in it")
        await seen.press("escape", "g", "s", "n")
        await seen.sees("1/3 · Hooli")


async def test_whoever_goes_on_takes_the_others_along(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        with a_desk(Path(desk.store.path), today=None) as other:
            now = walk(other)
            assert now is not None
            go(other, now, 1)
        seen.app.on_changed()  # as the reader says within a second
        await seen.sees("2/3 · Aperture")


async def test_all_walks_the_rest(desk: Desk) -> None:
    for number in range(12):
        add_account(desk, AccountAdded(f"More {number:02}"))
    async with on_screen(desk) as seen:
        await held(seen, "1/12 · Hooli")
        assert isinstance(seen.app.screen, StandupScreen)
        assert entries(seen.app.screen)[0].says == "all the rest: 3 more accounts behind these"
        await seen.press("colon", *keys("all"))
        await seen.sees("all the rest: 3 more")
        await seen.press("enter")
        await seen.sees("1/15 · Hooli")
        assert "all the rest" not in " ".join(entry.says for entry in entries(seen.app.screen))


async def test_a_member_without_anything_has_a_stop_on_which_no_account_is(desk: Desk) -> None:
    decide(desk, "standup.by", "members")
    async with on_screen(desk) as seen:
        await held(seen, "1/4 · Ana Ruiz · Hooli")
        await seen.press("enter")
        await seen.sees("2/4 · Ben Ode")
        assert "Nothing of what Ben Ode holds has changed or is due." in seen.texts
        before = kinds(desk)
        for key in ("t", "o", "e", "z", "y", "i", "x", "d", "m", "f", "w"):
            await seen.press(key)
            assert seen.notice == "There is no account at this stop. Enter goes on.", key
        assert isinstance(seen.app.screen, StandupScreen)
        assert kinds(desk) == before
        offered = [entry.says for entry in entries(seen.app.screen)]
        assert "The next stop; behind the last, the summary" in offered
        await seen.press("enter")
        await seen.sees("3/4 · nobody there has it · Aperture")


async def test_the_account_opens_and_leads_back(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("o")
        await seen.sees("What happened")
        await seen.press("q")
        await seen.sees("1/3 · Hooli")
        await seen.press("e")
        await seen.sees("Esc: close")
        await seen.press("escape", "g", "m")
        await seen.sees("My day")
        await seen.press("g", "s")
        await seen.sees("1/3 · Hooli")


async def test_where_no_account_is_it_ends_at_once(tmp_path: Path) -> None:
    with a_desk(tmp_path / "empty.db") as desk:
        async with on_screen(desk) as seen:
            await seen.press("g", "s")
            await seen.sees("Nothing was recorded in it")


async def test_a_desk_that_only_looks_says_why_it_holds_none(desk: Desk) -> None:
    async with on_screen(desk._replace(looks_only=True)) as seen:
        await seen.press("g", "s")
        await seen.until(lambda: seen.notice.startswith("This desk only looks at 2026-11-23"))


async def test_the_day_may_end_while_it_is_on(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        with desk.store.transaction():
            meta.set_day(desk.store, day(1))
        seen.app.on_changed()
        await seen.until(lambda: isinstance(seen.app.screen, DeskScreen))
        assert seen.notice.startswith("The day of this stand-up is over")


async def test_what_is_written_above_it_when_the_day_ends_stays(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press("t", *keys("call: half a sen"))
        with desk.store.transaction():
            meta.set_day(desk.store, day(1))
        seen.app.on_changed()
        await seen.until(lambda: seen.app.reader.idle)
        await seen.press(*keys("tence\n\n"))
        await seen.until(lambda: isinstance(seen.app.screen, DeskScreen))
        await seen.until(lambda: "The day of this stand-up is over" in seen.notice)
    assert "half a sentence" in [*journal.everything(desk.store)][-1].body


async def test_keys_that_come_in_one_bundle_act_on_the_stop_that_they_go_on_to(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await held(seen)
        await seen.press(Typed("\ntcall"))
        await seen.sees("Note on Aperture")
        assert "call" in "\n".join(seen.screen)
        await seen.press("escape", Typed("pnnn"))
        await seen.sees("Summary")


async def test_a_clock_counts_up_and_is_kept_nowhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(stopwatch, "monotonic", lambda: now[0])
    monkeypatch.setattr(stopwatch, "TICK_S", 0.01)
    async with on_screen(desk) as seen:
        await held(seen)
        said = seen.app.screen.query_one("#clock", OneLine)
        now[0] = 142.5
        await seen.sees("0:42 here · 0:42 in all")
        await seen.press("enter")
        await seen.sees("0:00 here · 0:42 in all")
        now[0] = 100.0 + 3_725
        await seen.sees("62:05 in all")
        assert said.display
    assert [clock(s) for s in (0, 59.9, 60, 725)] == ["0:00", "0:59", "1:00", "12:05"]
    for entry in journal.everything(desk.store):
        if entry.kind == "standup":
            assert entry.body == '{"on":"2026-11-23","since":"2026-11-20"}'
    assert set(begin(desk)._fields) == {
        *("standup", "on", "since", "accounts", "members", "at", "rest", "going", "done")
    }
