"""Keys of one's own: `[keys]` of the settings, looked at line by line.

A line that is wrong is a sentence and binds nothing; the others hold. Textual would take a key from
whatever had it, and say nothing of names it does not know.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import combinations
from typing import NamedTuple

from accountdesk.config.settings import Bound
from accountdesk.tui.keys import KEYS, key_name, shown

QUITS = "Ctrl-Q always quits, and Ctrl-C says so"
SAME = "Enter, Esc, Tab and the arrows do the same in every menu and every line that is typed"
FIXED = {
    **{"program.quit": QUITS, "program.no-quit": QUITS, "type.accept": SAME, "type.close": SAME},
    **{"type.forward": SAME, "type.backward": SAME, "type.down": SAME, "type.up": SAME},
    **{"menu.choose": SAME, "menu.close": SAME, "menu.down": SAME, "menu.up": SAME},
}
"""Actions whose keys stay, and why."""

ALSO_SENT = {
    **{"ctrl+m": "Enter", "ctrl+j": "Enter", "ctrl+i": "Tab", "ctrl+h": "Backspace"},
    **{"ctrl+left_square_bracket": "Esc", "ctrl+at": "Ctrl-Space"},
}
"""Keys that terminals do not tell from another one."""

FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 13))
NAMED = (
    *("enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end"),
    *("pageup", "pagedown", "up", "down", "left", "right"),
    *FUNCTION_KEYS,
)
"""Keys that have a name, among them those of functions."""

APART = ("type", "menu", "wall")
"""Where a key may do something else than on all other screens."""


class Keymap(NamedTuple):
    """Keys of one's own.

    Attributes:
        keys: Ids of actions, and the keys that are theirs now, as Textual calls them.
        wrong: A sentence for each line that says nothing that can be done.
    """

    keys: Mapping[str, str]
    wrong: tuple[str, ...]


def keymap(bound: Sequence[Bound]) -> Keymap:
    """The keys that some lines of the settings bind, and what is wrong with the others."""
    keys: dict[str, str] = {}
    places: dict[str, Bound] = {}
    wrong = []
    for line in bound:
        names = [key_name(one.strip()) for one in _split(line.keys)]
        found = next(_wrong(line, names), None)
        if found is None:
            keys[line.action], places[line.action] = ",".join(names), line
        else:
            wrong.append(f"{line.place}: {found}")
    while (clash := _clash(keys)) is not None:
        key, mine, other = clash
        del keys[mine]
        wrong.append(
            f"{places[mine].place}: {shown(key)} cannot be the key of {mine}, it is that of "
            f"{other} ({KEYS[other].says}). {_way_out(other)}"
        )
    return Keymap(keys, tuple(wrong))


def _way_out(other: str) -> str:
    """What to do where another action has a key."""
    if other in FIXED:
        return "That stays so: take another one."
    return f"Give {other} another one, too."


def _split(keys: str) -> list[str]:
    """What stands between commas; a comma alone is the key."""
    return [keys] if keys.strip() == "," else keys.split(",")


def _wrong(line: Bound, names: Sequence[str]) -> Iterator[str]:
    """Why an action cannot have some keys."""
    action = line.action
    if action not in KEYS:
        near = get_close_matches(action, KEYS, 1)
        listed = "`accountdesk config example` lists them all."
        hint = f"Did you mean {near[0]}?" if near else listed
        yield f"{action} is no action that has keys. {hint}"
    elif action in FIXED:
        yield f"the keys of {action} stay: {FIXED[action]}."
    for name in names:
        yield from _unfit(action, name)


def _unfit(action: str, name: str) -> Iterator[str]:
    """Why a key cannot be bound, whatever else is."""
    if not _is_key(name):
        near = get_close_matches(name, _all(), 1)
        hint = f"Did you mean {near[0]}?" if near else f"Keys are like w, f5, ctrl+n, {NAMED[3]}."
        yield f"“{name}” is no key. {hint}"
    elif name in ALSO_SENT:
        yield f"terminals send the same for {shown(name)} and {ALSO_SENT[name]}. Take another key."
    elif name in ("ctrl+q", "ctrl+c"):
        yield f"{QUITS}: {action} needs another key."
    elif len(name) == 1 and name.isupper():
        yield f"{name} is a capital, and they begin a name that is looked for. Take a small letter."
    elif name == "tilde":
        yield "~ behind Enter ends or steers an SSH connection. Take another key."
    elif action.partition(".")[0] == "type" and _types(name):
        yield f"{shown(name)} types or edits where {action} acts. Take one like f5 or ctrl+n."


def _types(name: str) -> bool:
    """Whether a key writes a character, or edits what is written."""
    return "+" not in name and name not in (*FUNCTION_KEYS, "pageup", "pagedown", "insert")


def _is_key(name: str) -> bool:
    """Whether there is a key of such a name, as Textual calls it."""
    *modifiers, last = name.split("+")
    if not modifiers:
        return last in NAMED or len(last) == 1 or last in _SIGNS
    if modifiers == ["shift"]:
        return last in NAMED
    letters = {"ctrl": "[a-z]", "alt": "[a-z0-9]"}.get("+".join(modifiers), "")
    return name in ALSO_SENT or (
        bool(letters) and (last in NAMED or re.fullmatch(letters, last) is not None)
    )


_SIGNS = {key_name(sign) for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~§°"}


def _all() -> list[str]:
    """Names of keys, to find one that is near."""
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    plain = [f"{modifier}+{key}" for modifier in ("ctrl", "alt") for key in letters]
    return [
        *NAMED,
        *_SIGNS,
        *plain,
        *(f"{way}+{key}" for way in ("ctrl", "shift") for key in NAMED),
    ]


def _clash(keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    """A key that two actions have, the one that was bound to it last, and the other one."""
    effective = {action: keys.get(action, does.keys).split(",") for action, does in KEYS.items()}
    order = list(keys)
    for one, other in combinations(KEYS, 2):
        if _room(one) != _room(other):
            continue
        for key in effective[one]:
            if key in effective[other]:
                bound = sorted((one, other), key=lambda it: order.index(it) if it in keys else -1)
                return key, bound[1], bound[0]
    return None


def _room(action: str) -> str:
    """Within which a key does one thing."""
    purpose = action.partition(".")[0]
    return purpose if purpose in APART else ""
