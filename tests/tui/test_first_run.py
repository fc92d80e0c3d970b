"""The first start on the screen: every way, back and forth, and what goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from accountdesk.core.errors import Refused
from accountdesk.core.member import Holds
from accountdesk.desk.connecting import Wanted
from accountdesk.desk.first_crm import Connection
from accountdesk.desk.first_run import Answers, Preview
from accountdesk.tui.first_crm import Crms
from accountdesk.tui.first_run import BEGUN, LOOK_AROUND, FirstRunApp, Outside
from tests.tui.app import Seen, keys

Shown = Seen[FirstRunApp]


class World:
    """Stands for files and the store; what was done is written down."""

    def __init__(self, kept: Answers = Answers()) -> None:  # noqa: B008  # immutable
        self.kept: list[Answers] = []
        self.begun: list[Answers] = []
        self.looked: list[Sequence[str]] = []
        self.refuses: list[str] = []
        self.connected: list[Connection | None] = []
        self.outside = Outside(kept, self.kept.append, self.look, self.begin, self.crms)

    def look(self, paths: Sequence[str]) -> Preview:
        self.looked.append(paths)
        self.refuse()
        return Preview(
            ("2 accounts",), (), ("a.csv: accounts (name = Kunde)",), ("Ana Ruiz", "Ben Ode")
        )

    def begin(self, answers: Answers, crm: Connection | None) -> None:
        self.refuse()
        self.begun.append(answers)
        self.connected.append(crm)

    def crms(self) -> Crms:
        return Crms(
            lambda: [("acme-crm", "Acme CRM"), ("other", "Another one")],
            lambda name: [
                Wanted("url", "Where is it?", None, secret=False),
                Wanted("version", "Which version?", "v3", secret=False),
                Wanted("token", "Its token", None, secret=True),
            ],
            lambda told: told.var["url"],
            lambda told: told.key or "acme-example",
            lambda told: False,
            self.shown,
        )

    def shown(self, told: Connection) -> list[tuple[str, tuple[str, ...]]]:
        self.refuse()
        return [("It answers, and has 2 accounts", ("Globex Labs", "Wayne Energy"))]

    def refuse(self) -> None:
        if self.refuses:
            raise Refused(self.refuses.pop())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "accounts.csv").write_text("x")
    return tmp_path


@asynccontextmanager
async def asked(world: World, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Shown]:
    app = FirstRunApp(world.outside, headless=True)
    async with app.run_test(size=size) as pilot:
        seen = Seen(app, pilot)
        await seen.sees("How do you want to begin?")
        yield seen


async def ended(seen: Shown) -> int | None:
    await seen.until(lambda: seen.app._exit)
    await asyncio.sleep(0)
    return seen.app.return_value


async def test_a_spreadsheet_in_five_presses(home: Path) -> None:
    world = World()
    async with asked(world) as seen:
        await seen.press("2")
        await seen.sees("accounts.csv")
        await seen.press("enter")
        await seen.sees("a.csv: accounts (name = Kunde)")
        await seen.press("enter")
        await seen.sees("Who are you?")
        await seen.press(*"ben")
        await seen.press("enter")
        await seen.sees("What do you do?")
        await seen.press("f")
        assert await ended(seen) == BEGUN
    assert world.looked == [["accounts.csv"]]
    assert world.begun == [Answers(("accounts.csv",), me="Ben Ode", holds=Holds.FARMER)]


async def test_by_hand_and_back_and_forth_with_what_was_typed(home: Path) -> None:
    world = World()
    async with asked(world) as seen:
        await seen.press("3")
        await seen.sees("Which account is on your mind?")
        await seen.press("enter")  # nothing is no account
        await seen.press(*keys("Wayne"), "enter")
        await seen.sees("What is it?")
        await seen.press("c")
        await seen.sees("Who do you talk to at Wayne?")
        await seen.press("escape")
        await seen.sees("What is it?")
        await seen.press("escape")
        await seen.sees("Which account")
        await seen.press("escape")
        await seen.sees("How do you want to begin?")
        await seen.press("3")
        await seen.sees("Wayne")
        await seen.press("enter")
        await seen.sees("What is it?")
        await seen.press("w")
        await seen.sees("Who do you talk to")
        await seen.press("enter")
        await seen.sees("Who are you?")
        await seen.press(*keys("Ana"), "enter")
        await seen.sees("What do you do?")
        await seen.press("h")
        assert await ended(seen) == BEGUN
    assert world.begun == [Answers((), "Wayne", False, "", "Ana", Holds.HUNTER)]


async def test_looking_around_asks_nothing_more(home: Path) -> None:
    world = World()
    async with asked(world) as seen:
        await seen.press("1")
        assert await ended(seen) == LOOK_AROUND
    assert (world.kept, world.begun) == ([], [])


async def test_a_crm_is_asked_for_what_it_needs_and_shows_itself(home: Path) -> None:
    world = World()
    async with asked(world) as seen:
        await seen.press("4")
        await seen.sees("acme-crm · Acme CRM")
        await seen.press(*keys("acme"), "enter")
        await seen.sees("Where is it?")
        await seen.press(*keys("https://crm.example"), "enter")
        await seen.sees("Which version?")
        await seen.press("enter")
        await seen.sees("Its token. It is not shown")
        await seen.press(*keys("sesame"))
        await seen.sees("••••••")
        assert not any("sesame" in line for line in seen.screen)
        world.refuses.append("crm.example does not take the credentials.")
        await seen.press("enter", "enter")
        await seen.sees("does not take the credentials")  # and back at the question before
        await seen.press("enter")
        await seen.sees("What is it called here?")
        await seen.press("enter")
        await seen.sees("It answers, and has 2 accounts")
        await seen.press("enter")
        await seen.sees("Who are you?")
        await seen.press(*keys("Ana Ruiz"), "enter", "h")
        assert await ended(seen) == BEGUN
    [told] = world.connected
    assert told is not None
    assert told[:3] == ("acme-crm", {"url": "https://crm.example", "version": "v3"}, "acme-example")
    assert told.secrets["token"].reveal() == "sesame"
    assert "sesame" not in repr((told, world.kept))
    assert world.begun[0][-4:] == ("Ana Ruiz", Holds.HUNTER, "acme-crm", told.var)


async def test_the_questions_for_a_crm_lead_back_one_by_one(home: Path) -> None:
    async with asked(World()) as seen:
        await seen.press("4", *keys("other"), "enter", *keys("x"), "enter")
        await seen.sees("Which version?")
        for sentence in ("Where is it?", "Which CRM?", "How do you want to begin?"):
            await seen.press("escape")
            await seen.sees(sentence)
        await seen.press("escape")
        await seen.sees("Ctrl-Q leaves.")
        await seen.press("ctrl+c")
        await seen.sees("Ctrl-Q leaves.")
        await seen.press("ctrl+q")
        assert await ended(seen) == 0


async def test_a_wrong_file_is_said_and_another_one_asked_for(home: Path) -> None:
    world = World()
    world.refuses = ["Nothing was imported. photo.csv: it is no table."]
    async with asked(world) as seen:
        await seen.press("2")
        await seen.sees("accounts.csv")
        await seen.press(*keys("photo"), "enter")
        await seen.sees("photo.csv: it is no table.")
        await seen.press("enter")
        await seen.sees("Which file?")
        await seen.press(*keys("acc"), "enter")
        await seen.sees("2 accounts")
        await seen.press("escape")
        await seen.sees("Which file?")
    assert world.looked == [["photo"], ["accounts.csv"]]


async def test_a_desk_that_cannot_be_made_is_said_and_the_answers_stay(home: Path) -> None:
    world = World(Answers(account="Wayne", me="Ana"))
    async with asked(world) as seen:
        await seen.press("3")
        await seen.sees("Wayne")
        await seen.press("enter")
        await seen.sees("What is it?")
        await seen.press("c")
        await seen.sees("Who do you talk to")
        await seen.press("enter")
        await seen.sees("Who are you?")
        await seen.press("enter")
        await seen.sees("What do you do?")
        world.refuses = ["The disk is full."]
        await seen.press("b")
        await seen.sees("The disk is full.")
        await seen.press("enter")
        await seen.sees("What do you do?")
        await seen.press("b")
        assert await ended(seen) == BEGUN
    assert world.begun[0].me == "Ana"


async def test_a_typed_path_stands_before_what_is_called_so(home: Path) -> None:
    (home / "sub").mkdir()
    world = World()
    async with asked(world, (60, 16)) as seen:
        await seen.press("2")
        await seen.sees("accounts.csv")
        await seen.press(*"sub", "enter")
        await seen.sees("2 accounts")
    assert world.looked == [["sub"]]


async def test_who_left_in_the_middle_goes_on_where_it_was(home: Path) -> None:
    world = World(Answers((), "Wayne", False, "", "", None))
    async with asked(world) as seen:
        await seen.sees("Enter goes on with your answers of before.")
        await seen.press("enter")
        await seen.sees("Which account is on your mind?")
        await seen.sees("Wayne")


async def test_nobody_is_chosen_who_was_not_named(home: Path) -> None:
    world = World()
    async with asked(world) as seen:
        await seen.press("2")
        await seen.sees("accounts.csv")
        await seen.press("enter")
        await seen.sees("2 accounts")
        await seen.press("enter")
        await seen.sees("Who are you?")
        await seen.press("enter")
        await seen.sees("nothing is typed or chosen yet")
        await seen.press("down", "enter")
        await seen.sees("What do you do?")
        await seen.sees("Ana Ruiz")
