"""Keys of one's own: what holds, what is said of what does not, and what the screens show then."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.config.settings import Bound, Settings
from accountdesk.desk.desk import Desk
from accountdesk.tui.keymap import APART, FIXED, keymap
from accountdesk.tui.keys import KEYS, key_name, shown
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.doing import entries
from accountdesk.tui.terminal_app import Looks, looks
from tests.builders import a_desk
from tests.tui.app import keys, on_screen, some_accounts

SRC = Path(__file__).parents[2] / "src" / "accountdesk"


def lines(**keys_of: str) -> tuple[Bound, ...]:
    """Lines of a settings file: `do_write` is do.write, `do_not__now` do.not-now."""
    ids = (name.replace("__", "-").replace("_", ".") for name in keys_of)
    return tuple(
        Bound(action, pressed, f"my.toml, line {at}")
        for at, (action, pressed) in enumerate(zip(ids, keys_of.values(), strict=True), 2)
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        some_accounts(desk)
        yield desk


MOVED = looks(Settings("", keys=lines(do_write="c", do_undo="f5,ctrl+u", go_find="%")))


async def test_three_keys_are_moved_and_everything_says_so(desk: Desk) -> None:
    async with on_screen(desk, looks=MOVED, newcomer=True) as seen:
        await seen.sees("Press c and write what happened last")
        await seen.sees("Arrows choose another one, % finds one")
        assert "c write" in seen.screen[-1]
        assert "% find" in seen.screen[-1]
        await seen.press("question_mark")
        await seen.sees("Take back what you recorded last")
        told = " ".join(" ".join(seen.screen).split())
        assert "c Write what happened, and what is next" in told
        assert "F5, Ctrl-U Take back what you recorded last" in told
        assert "% Find an account, a person, or a part of the lists" in told
        await seen.press("escape", "t")  # the old one does nothing
        assert not any("Note on" in line for line in seen.screen)
        await seen.press("c", *keys("call: when we wrote t and u\n\n"))
        await seen.until(lambda: "F5 takes it back." in seen.notice)
        await seen.press("ctrl+u")
        await seen.sees("Take back: Account 7: call: when we wrote t and u")
        await seen.press("y")
        await seen.sees("Taken back: Account 7: call")
        await seen.press("percent_sign", *keys("account 3"))
        await seen.until(lambda: seen.names("hits") == ["Account 3"])
        await seen.press("tab", "c")
        await seen.sees("Note on Account 3")
        await seen.press("escape", "escape")
        assert isinstance(seen.app.screen, Asking)
        assert {"c", "F5, Ctrl-U", "%"} <= {entry.keys for entry in entries(seen.app.screen)}


WRONG = lines(do_wirte="w", do_next="ctlr+n", see_copy="d", see_why="ctrl+q")
SENTENCES = (
    "my.toml, line 2: do.wirte is no action that has keys. Did you mean do.write?",
    "my.toml, line 3: “ctlr+n” is no key. Did you mean ctrl+n?",
    "my.toml, line 5: Ctrl-Q always quits, and Ctrl-C says so: see.why needs another key.",
    "my.toml, line 4: d cannot be the key of see.copy, it is that of do.done (Done: the first "
    "step, and what came of it). Give do.done another one, too.",
)


async def test_what_is_wrong_is_said_and_the_usual_keys_hold_there(desk: Desk) -> None:
    found = looks(Settings("", keys=(*WRONG, *lines(do_add="c"))))
    assert found.wrong == SENTENCES
    assert found.keys == {"do.add": "c"}
    async with on_screen(desk, looks=found) as seen:
        await seen.until(lambda: SENTENCES[0] in seen.notice)
        assert "And 3 more." in seen.notice
        assert "c add" in seen.screen[-1]
        await seen.press("question_mark")
        await seen.sees("Keys of your own that do not hold")
        await seen.sees("“ctlr+n” is no key. Did you mean ctrl+n?")
        await seen.press("escape", "e")
        await seen.sees("10 = next step 10")


@pytest.mark.parametrize(
    ("bound", "why"),
    [
        (lines(program_quit="x"), "the keys of program.quit stay: Ctrl-Q always quits"),
        (lines(type_close="f5"), "the keys of type.close stay: Enter, Esc, Tab and the arrows"),
        (lines(do_write="W"), "W is a capital, and they begin a name that is looked for"),
        (lines(do_write="~"), "~ behind Enter ends or steers an SSH connection"),
        (lines(do_write="ctrl+m"), "terminals send the same for Ctrl-M and Enter"),
        (lines(type_record="w"), "w types or edits where type.record acts"),
        (lines(type_drop="space"), "Space types or edits where type.drop acts"),
        (lines(type_help="backspace"), "Backspace types or edits where type.help acts"),
        (
            lines(type_drop="ctrl+g"),
            "what was typed is kept). That stays so: take another one.",
        ),
        (lines(do_write=""), "“” is no key"),
        (lines(do_write="ctrl+shift+w"), "is no key"),
        (lines(do_write="n"), "n cannot be the key of do.write, it is that of go.next"),
        (lines(do_write="f6", do_next="f6"), "line 3: F6 cannot be the key of do.next"),
        (lines(nonsense="f6"), "nonsense is no action that has keys. `accountdesk config example`"),
    ],
)
def test_each_mistake_has_its_sentence(bound: tuple[Bound, ...], why: str) -> None:
    [sentence] = keymap(bound).wrong
    assert why in sentence
    assert sentence.startswith("my.toml, line ")


def test_keys_can_change_places_and_stay_as_they_are() -> None:
    assert keymap(lines(do_write="x", do_next="t")).keys == {"do.write": "x", "do.next": "t"}
    as_they_are = lines(go_find="/,f3", program_help="?,f1", program_palette=":,f9", see_copy=",")
    found = keymap(as_they_are)
    assert found.wrong == ()
    assert found.keys["go.find"] == KEYS["go.find"].keys
    assert found.keys["see.copy"] == "comma"


def test_the_usual_keys_do_one_thing_each_and_can_all_be_named() -> None:
    movable = (Bound(action, does.keys, "") for action, does in KEYS.items() if action not in FIXED)
    assert keymap(tuple(movable)).wrong == ()
    assert {action.partition(".")[0] for action in KEYS} > set(APART)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*KEYS, "do.wirte", ""]),
            st.sampled_from(["w", "t", "x", "f5", "f2", "space", "~", "W", "ctrl+n", "j,f6", ""]),
        ),
        max_size=12,
        unique_by=lambda line: line[0],
    )
)
def test_whatever_is_set_a_key_does_one_thing_and_every_line_holds_or_is_named(
    told: list[tuple[str, str]],
) -> None:
    bound = [Bound(action, pressed, f"line {at};") for at, (action, pressed) in enumerate(told)]
    found = keymap(bound)
    for room in ("", *APART):
        pressed = [
            key
            for action, does in KEYS.items()
            if (action.partition(".")[0] if action.partition(".")[0] in APART else "") == room
            for key in found.keys.get(action, does.keys).split(",")
        ]
        assert len(pressed) == len(set(pressed))
    assert not set(found.keys) & set(FIXED)
    for line in bound:
        named = any(sentence.startswith(line.place) for sentence in found.wrong)
        assert (line.action in found.keys) != named


def test_keys_are_called_as_they_are_pressed() -> None:
    told = {"escape,q": "Esc", "ctrl+q": "Ctrl-Q", "f2": "F2", "slash,f3": "/", "w": "w"}
    assert {keys_of: shown(keys_of) for keys_of in told} == told
    assert shown("shift+tab") == "Shift-Tab"
    assert [key_name(text) for text in ("/", ",", "W", "F5", "Ctrl+N")] == [
        *("slash", "comma", "W", "f5", "ctrl+n")
    ]


def test_every_binding_is_one_of_the_keys_that_can_be_told() -> None:
    """A binding without an id could be moved by nobody."""
    made = [
        path.name
        for path in SRC.rglob("*.py")
        if re.search(r"\bBinding\(", path.read_text(encoding="utf-8"))
    ]
    assert made == ["keys.py"]
    used = {
        name
        for path in SRC.rglob("*.py")
        for name in re.findall(r"\"([a-z]+\.[a-z0-9-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert set(KEYS) <= used


def test_nothing_is_looked_at_where_no_key_is_set() -> None:
    assert looks(Settings("/x")) == Looks()
