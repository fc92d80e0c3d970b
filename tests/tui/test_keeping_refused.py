"""What cannot be of our word is refused in a sentence, and what was typed is still there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.desk.desk import Desk
from tests.builders import a_desk
from tests.tui.app import Driver, keys, on_screen
from tests.tui.test_keeping import a_team, recorded


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        a_team(desk)
        yield desk


def one_line(seen: Driver) -> str:
    """What is seen, whatever line it stands on."""
    return " ".join("".join(seen.screen).replace("│", " ").split())


REFUSED = [
    (("m", "tab", *keys("fri")), "A promise needs words, like: quote with volume tiers", "fri"),
    (("m", *keys("quote by 2026-11-02")), "cannot be due on 2026-11-02, which is past.", "quote"),
    (("m", *keys("quote"), "tab", *keys("soonish")), "“soonish” is no date I can read.", "soonish"),
    (("m", *keys("quote asap")), "“asap” is no date I can read.", "quote asap"),
    (
        ("m", *keys("quote"), "tab", "tab", *keys("zoe")),
        "No person of this account is called “zoe”. People: Bob Ray, Dana Fox.",
        "zoe",
    ),
    (
        ("m", *keys("quote"), "tab", "tab", "tab", *keys("zoe")),
        "No member is called “zoe”. Members: ",
        "zoe",
    ),
    (("a", "d", "tab", *keys("mon")), "A promise needs words, like: quote", "mon"),
    (("w", "tab", *keys("fri")), "Say what went wrong, like: invoice doubled.", "fri"),
    (
        ("w", *keys("it broke"), "tab", *keys("yesterday")),
        "cannot be due on 2026-11-22",
        "it broke",
    ),
    (
        ("f", "tab", *keys("nobody called")),
        "Type delighted, content, calm, uneasy",
        "nobody called",
    ),
    (
        ("f", *keys("calm"), "tab", "tab", "tab", *keys("tomorrow")),
        "Tue 24 Nov 2026 is still to come. Say it on that day.",
        "tomorrow",
    ),
    (("i", "tab", *keys("ben")), "Say what is in the way, like: waits for legal.", "ben"),
    (("a", "w", "tab", *keys("fri"), "tab", *keys("wed")), "name the last day.", "wed"),
]


@pytest.mark.parametrize(("typed", "why", "stays"), REFUSED)
async def test_a_form_refuses_in_a_sentence_and_what_was_typed_is_still_there(
    desk: Desk, typed: tuple[str, ...], why: str, stays: str
) -> None:
    async with on_screen(desk) as seen:
        await seen.press(*typed)
        await seen.press("f2")
        await seen.until(lambda: why in one_line(seen))
        assert stays in one_line(seen)
    assert recorded(desk) == []


async def test_a_long_sentence_is_seen_to_its_end_in_a_small_terminal(desk: Desk) -> None:
    async with on_screen(desk, (80, 24)) as seen:
        await seen.press("m", *keys("the whole quote with volume tiers by 2026-11-02"))
        await seen.until(lambda: "a note says when: “when: 2 weeks ago”." in one_line(seen))


NOTES = [
    ("we: by fri", "A promise needs words"),
    ("they: ", "A promise needs words"),
    ("we: quote 2026-11-02", "cannot be due on 2026-11-02, which is past."),
    ("we: quote next week", "“next week” is no date I can read."),
    ("we(zoe): quote", "No member is called “zoe”. Members: "),
    ("they(zoe): org chart", "No person of this account is called “zoe”."),
    ("feels: fine", "“fine” is no feeling of the six: delighted,"),
    ("feels(zoe): calm", "No person of this account is called “zoe”."),
    ("wrong: ", "Say what went wrong"),
    ("wrong: it broke yesterday", "cannot be due on 2026-11-22, which is past."),
]


@pytest.mark.parametrize(("line", "why"), NOTES)
async def test_a_note_refuses_in_a_sentence_and_what_was_typed_is_still_there(
    desk: Desk, line: str, why: str
) -> None:
    async with on_screen(desk) as seen:
        await seen.press("t", *keys(f"call: hi\n{line}"), "f2")
        await seen.until(lambda: why in one_line(seen))
        assert line.strip() in one_line(seen)
        await seen.press("escape")
        await seen.sees("The note on Globex is kept: t there goes on with it.")
    assert recorded(desk) == []
