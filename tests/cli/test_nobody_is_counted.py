"""No output holds a count, an order or a timing of members: who did how much changes nothing.

Two desks differ in one thing: forty talks of half a year ago were recorded by one member, quickly,
or by another one, slowly. Whatever counted, ranked or timed members would tell the two apart.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from accountdesk.cli.main import main
from accountdesk.core.text import folded
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touchpoint
from accountdesk.desk.demo.make import make_demo
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import take_in
from accountdesk.desk.open import open_desk
from accountdesk.desk.standup import begin, finish
from accountdesk.desk.view import Page, View
from accountdesk.tui.widgets import stopwatch
from tests.builders import NOON, TODAY, Clock, an_entry, day
from tests.tui.app import on_screen

HALF_A_YEAR_MS = 200 * 24 * 3_600_000
MINUTE_MS = 60_000
TALKED = "Molenaar & Poot"
OTHER = "Thornby Vitamins"

COMMANDS: Sequence[Sequence[str]] = (
    *((), ("today",), ("list",), ("list", "--view", "silent"), ("find", "th"), ("show", OTHER)),
    *(("promises",), ("repairs",), ("goals",), ("goals", "--period", "2026"), ("policy",)),
    *(("standup",), ("standup", "--since", "2026-08-01"), ("standup", "--summary"), ("doctor",)),
    *(("wallboard",), ("wallboard", "--names"), ("wallboard", "--names", "--follow"), ("outbox",)),
    *(("show", OTHER, "--shoes"), ("learned",)),
    *(("process", OTHER), ("review", OTHER), ("review", OTHER, "--customer")),
)
"""All that tells of the team's work, but the journal, which says who recorded what."""


def recorded_by(path: Path, who: str, pace: int) -> None:
    """Forty talks by one member, so many minutes apart."""
    with open_desk(str(path), clock=Clock(NOON)) as desk:
        account = desk.account_called(TALKED).key
        said = Touchpoint(
            Kind.CALL, Direction.OUT, manner=Manner.BY_HAND, text="hello", on=day(-200)
        )
        begun = NOON - HALF_A_YEAR_MS
        talks = [
            an_entry(n, said, at=begun + n * pace * MINUTE_MS, account=account, by=f"actor:{who}")
            for n in range(900, 940)
        ]
        with desk.store.transaction():
            take_in(desk, talks)
        desk.settle()
        now = begin(desk)
        finish(desk, now)


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("counted")
    ana, ben = folder / "ana.db", folder / "ben.db"
    make_demo(str(ana), TODAY)
    shutil.copy(ana, ben)
    recorded_by(ana, "ana", 1)
    recorded_by(ben, "ben", 9)
    return ana, ben


@pytest.fixture
def ruth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one looks, whose own day is no different."""
    monkeypatch.setenv("ACCOUNTDESK_ACTOR", "ruth")


def said(
    path: Path,
    words: Sequence[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(path))
    main(words)
    return capsys.readouterr().out.replace(str(path), "the store")


@pytest.mark.usefixtures("ruth")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_who_has_recorded_how_much_changes_no_output(
    words: Sequence[str],
    form: Sequence[str],
    desks: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = (said(path, (*words, *form), capsys, monkeypatch) for path in desks)
    assert one
    assert one == other


@pytest.mark.usefixtures("ruth")
def test_the_account_itself_says_who_and_nothing_more(
    desks: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for words in (("show", TALKED), ("show", TALKED, "--json")):
        one, other = (said(path, words, capsys, monkeypatch) for path in desks)
        assert one != other
        for mine, theirs in (("Ana Ruiz", "Ben Ode"), ("actor:ana", "actor:ben")):
            one, other = one.replace(mine, theirs), other.replace(mine, theirs)
        assert one == other


def objects(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # as JSON has it
    """Every JSON object in a value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from objects(one)


def lists(value: Any) -> Iterator[list[Any]]:  # noqa: ANN401  # as JSON has it
    """Every JSON list in a value."""
    if isinstance(value, list):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from lists(one)


ABOUT_AN_ACCOUNT = {"account", "entry", "key", "name"}


@pytest.mark.usefixtures("ruth")
@pytest.mark.parametrize("words", [*COMMANDS, ("show", TALKED)], ids=" ".join)
def test_no_figure_in_any_json_is_of_a_member_and_members_stand_by_name(
    words: Sequence[str],
    desks: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = json.loads(said(desks[0], (*words, "--json"), capsys, monkeypatch))
    with open_desk(str(desks[0]), clock=Clock(NOON)) as desk:
        members = {member.key: member.name for member in desk.team().members.values()}
    called = {
        *members,
        *members.values(),
        *(f"actor:{name.split()[0].lower()}" for name in members.values()),
    }
    for one in objects(told):
        assert not called & one.keys(), one
        figures = [value for value in one.values() if type(value) in (int, float)]
        of_members = [
            name for name, value in one.items() if isinstance(value, str) and value in called
        ]
        if figures and of_members:
            assert ABOUT_AN_ACCOUNT - set(of_members) & one.keys(), one
    for row in lists(told):
        names = [str(one.get("name") if isinstance(one, dict) else one) for one in row]
        if len(names) > 1 and set(names) <= called:
            keys = [str(one["key"]) for one in row if isinstance(one, dict) and "key" in one]
            assert names == sorted(names, key=folded) or keys == sorted(keys) != [], row


SCREENS = (
    (("g", "m"), "For you today"),
    (("g", "p"), "Past their day"),
    (("g", "t"), "What went out since"),
)


async def shown(desk: Desk, seen_by: Sequence[tuple[tuple[str, ...], str]]) -> list[str]:
    """What some screens show, one after the other, behind the desk itself."""
    async with on_screen(desk, (120, 40), view=View(page=Page.DESK)) as seen:
        found = ["\n".join(seen.screen)]
        for keys, text in seen_by:
            await seen.press(*keys)
            await seen.sees(text)
            found.append("\n".join(seen.screen))
            await seen.press("q")
        await seen.press("g", "s", "n")
        for number in range(1, 13):
            await seen.sees(f"{number}/12 · ")
            found.append("\n".join(seen.screen))
            await seen.press("enter")
        await seen.sees("Summary")
        found.append("\n".join(seen.screen))
    return found


async def test_who_has_recorded_how_much_changes_no_screen(
    desks: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(stopwatch, "monotonic", lambda: 0.0)
    screens = []
    for path in desks:
        copied = tmp_path / path.name
        shutil.copy(path, copied)
        with open_desk(str(copied), clock=Clock(NOON)) as desk:
            screens.append(await shown(desk._replace(claim="actor:ruth"), SCREENS))
    assert len(screens[0]) == 17
    assert screens[0] == screens[1]
