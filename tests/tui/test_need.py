"""What they want, what we can and what we learned, on the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import add_account, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.store import journal
from accountdesk.tui.dialogs.form import FormDialog
from accountdesk.tui.dialogs.pick import Pick
from accountdesk.tui.screens.account import AccountScreen
from accountdesk.tui.screens.learned import LearnedScreen
from tests.builders import a_desk
from tests.tui.app import keys, on_screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        globex = add_account(desk, AccountAdded("Globex"))
        add_person(desk, globex.key, PersonAdded("Dana Fox"))
        add_account(desk, AccountAdded("Hooli"))
        log(desk, "globex", "call in dana: told us before the board\nlearned: ask finance first")
        log(desk, "hooli", "call: x\ngain them: two days a month")
        yield desk


def kinds(desk: Desk) -> list[str]:
    return [entry.kind for entry in journal.everything(desk.store)]


async def test_a_need_is_typed_from_the_menu_and_answered(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("/", *keys("globex"))
        await seen.press("enter")
        await seen.until(lambda: isinstance(seen.app.screen, AccountScreen))
        await seen.press("a", "n", "2")
        await seen.until(lambda: isinstance(seen.app.screen, FormDialog))
        await seen.press(*keys("cold chain to Lyon"))
        await seen.sees("· they need: cold chain to Lyon (Mon 23 Nov 2026)")
        await seen.press("f2")
        await seen.until(lambda: "need" in kinds(desk))
        await seen.press("a", "c", "1")
        await seen.until(lambda: isinstance(seen.app.screen, FormDialog))
        await seen.press(*keys("a second van"))
        await seen.sees("· we can: a second van (for: cold chain to Lyon), not told yet")
        await seen.press("f2")
        await seen.until(lambda: "capacity" in kinds(desk))


async def test_what_was_learned_is_found_by_its_words_and_opens_its_account(desk: Desk) -> None:
    async with on_screen(desk) as seen:
        await seen.press("g", "k")
        await seen.sees("Learned · 1")
        assert "Mon 23 Nov  ask finance first · Globex" in seen.texts
        assert "Mon 23 Nov  for them: two days a month · Hooli" in seen.texts
        await seen.press("o")
        await seen.until(lambda: isinstance(seen.app.screen, Pick))
        await seen.press(*keys("days"))
        await seen.press("enter")
        await seen.until(lambda: isinstance(seen.app.screen, AccountScreen))
        await seen.sees("Hooli")
        await seen.press("q")
        await seen.until(lambda: isinstance(seen.app.screen, LearnedScreen))


async def test_where_nothing_was_learned_it_says_how_one_says_it(tmp_path: Path) -> None:
    with a_desk(tmp_path / "new.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        async with on_screen(desk) as seen:
            await seen.press("g", "k")
            await seen.sees("Nothing was learned or gained yet. Lines of notes say it: learned: …")
            await seen.press("o")
            assert "there is nothing to find" in seen.notice
