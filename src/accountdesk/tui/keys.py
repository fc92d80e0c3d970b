"""Keys: what each action is bound to, under which name it can be bound anew, and how it is told."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen

PURPOSES = {
    "do": "Do",
    "go": "Go",
    "see": "See",
    "move": "Move",
    "type": "While you type",
    "menu": "In a menu",
    "wall": "On a wall",
    "program": "The program",
}
"""The first word of a binding's id, and what its group is called."""


class Does(NamedTuple):
    """What can be pressed for.

    Attributes:
        keys: What is pressed, the first one is shown; several between commas.
        says: What it does.
    """

    keys: str
    says: str


KEYS: Mapping[str, Does] = {
    "do.write": Does("t", "Write what happened, and what is next"),
    "do.next": Does("x", "Next steps: end one, move one, a new one"),
    "do.done": Does("d", "Done: the first step, and what came of it"),
    "do.promise": Does("m", "Promises: a new one, kept, agreed anew, or broken"),
    "do.feeling": Does("f", "How they feel, in their words"),
    "do.wrong": Does("w", "Went wrong: a repair, and how far it is made right"),
    "do.blocker": Does("i", "What is in our way, and who helps"),
    "do.not-now": Does("z", "Not now: put it off until a day"),
    "do.add": Does("a", "Add … (a menu)"),
    "do.undo": Does("u", "Take back what you recorded last; asks first, and says what"),
    "go.account": Does("o", "Open the account"),
    "go.on": Does("enter", "Open it; where there is a next one, go on to it"),
    "go.next": Does("n", "The next account of the list"),
    "go.previous": Does("p", "The one before it"),
    "go.menu": Does("g", "Go to … (a menu)"),
    "go.find": Does("slash,f3", "Find an account, a person, or a part of the lists"),
    "see.brief": Does("b", "The brief: what to know before a call"),
    "see.why": Does("e", "Why it needs us, point by point"),
    "see.copy": Does("y", "Copy something of it"),
    "see.kinds": Does("v", "Which kinds of what happened are shown (a menu)"),
    "see.tab-1": Does("1", "Both sides of the account, and the goal between"),
    "see.tab-2": Does("2", "How it stands: our word, how they feel, the track"),
    "see.tab-3": Does("3", "Its people, and who of us knows them"),
    "see.tab-4": Does("4", "What we do together, and what both sides gain"),
    "see.tab-5": Does("5", "What happened"),
    "see.mark": Does("space", "Mark it, to name seats or put off several at once"),
    "see.mine": Does("s", "My accounts, or the team's"),
    "see.refresh": Does("r", "Read again, and what CRMs say now; again stops that"),
    "move.down": Does("down,j", "Down"),
    "move.up": Does("up,k", "Up"),
    "move.page-down": Does("pagedown", "A page down"),
    "move.page-up": Does("pageup", "A page up"),
    "move.top": Does("home", "To the top"),
    "move.end": Does("end", "To the end"),
    "move.other": Does("tab,shift+tab,left,right", "The other side"),
    "type.record": Does("f2", "Record what is typed"),
    "type.accept": Does("enter", "Take it, or go to the next line"),
    "type.forward": Does("tab", "Complete a word; the next line, or the other side"),
    "type.backward": Does("shift+tab", "The line before"),
    "type.down": Does("down", "Down"),
    "type.up": Does("up", "Up"),
    "type.page-down": Does("pagedown", "A page down"),
    "type.page-up": Does("pageup", "A page up"),
    "type.drop": Does("ctrl+d", "Throw away what is typed; asks first"),
    "type.close": Does("escape,ctrl+g", "Close; what was typed is kept"),
    "type.help": Does("f1", "What can be typed, and all keys"),
    "menu.choose": Does("enter", "Choose"),
    "menu.down": Does("down", "Down"),
    "menu.up": Does("up", "Up"),
    "menu.close": Does("escape,q", "Close"),
    "wall.next": Does("space", "The next page"),
    "wall.quit": Does("q", "Quit"),
    "program.help": Does("question_mark,f1", "All keys"),
    "program.palette": Does("colon,f9", "Everything that can be done now"),
    "program.back": Does("escape,q", "Back; it never quits"),
    "program.quit": Does("ctrl+q", "Quit"),
    "program.no-quit": Does("ctrl+c", "Says how to quit"),
}
"""Every action that keys are bound to, in the order in which they are told: what a screen is for
first. One key does one thing, wherever it acts; only what is done while typing, in menus and on a
wall is apart."""

NAMES = {
    **{"escape": "Esc", "space": "Space", "enter": "Enter", "tab": "Tab", "backspace": "Backspace"},
    **{"pagedown": "PageDown", "pageup": "PageUp", "home": "Home", "end": "End"},
    **{"delete": "Del", "insert": "Ins", "minus": "-"},
}
"""What keys are called in sentences, where they are not what they type."""


def key(id: str, action: str, label: str = "", *, tip: str = "", show: bool = False) -> Binding:
    """A binding of ours.

    It has priority: it acts in the app's own turn, so that keys which come in one bundle, as over a
    slow link, act one after the other; else what `/` opens would miss the letters behind it.

    Args:
        id: `purpose.verb`, one of `KEYS`.
        action: As Textual has it.
        label: One word for the line of keys; empty: what `KEYS` says.
        tip: What it does, for the help; empty: what `KEYS` says.
        show: Whether it stands in the line of keys.
    """
    does = KEYS[id]
    return Binding(
        does.keys,
        action,
        label or does.says,
        id=id,
        tooltip=tip or does.says,
        show=show,
        priority=True,
    )


def key_name(text: str) -> str:
    """What Textual calls a key: a character has a name if it is no letter and no digit."""
    if len(text) != 1:
        return text.lower()
    return "comma" if text == "," else next(iter(Binding.make_bindings([Binding(text, "")]))).key


def shown(keys: str) -> str:
    """The first of some keys, as sentences call it: `t`, `Esc`, `Ctrl-Q`, `F2`, `/`."""
    *modifiers, last = keys.split(",")[0].split("+")
    name = NAMES.get(last) or format_key(last)
    if len(name) == 1 and modifiers:
        name = name.upper()
    elif last[:1] == "f" and last[1:].isdecimal():
        name = last.upper()
    return "-".join([*(word.capitalize() for word in modifiers), name])


class Action(NamedTuple):
    """What a screen can do now.

    Attributes:
        id: `purpose.verb`.
        keys: What is pressed for it, as it is shown; never none.
        says: What it does.
        run: Does it.
    """

    id: str
    keys: tuple[str, ...]
    says: str
    run: Callable[[], Awaitable[object]]

    @property
    def purpose(self) -> str:
        """The first word of its id."""
        return self.id.partition(".")[0]


def actions(screen: Screen[None]) -> list[Action]:
    """What the bound keys of a screen do now; each thing once, with all its keys."""
    found: dict[str, Action] = {}
    for active in screen.active_bindings.values():
        binding, node = active.binding, active.node
        purpose = (binding.id or "").partition(".")[0]
        if purpose not in PURPOSES or not active.enabled:
            continue
        keys = (shown(binding.key),)
        run = partial(screen.app.run_action, binding.action, node)
        known = found.setdefault(binding.action, Action(binding.id or "", (), binding.tooltip, run))
        found[binding.action] = known._replace(keys=known.keys + keys)
    order = list(KEYS)
    return sorted(found.values(), key=lambda action: order.index(action.id))


def keys_in_words(screen: Screen[None]) -> list[tuple[str, list[str]]]:
    """Each group with its lines: keys, and what they do."""
    found = actions(screen)
    cells = max((len(", ".join(action.keys)) for action in found), default=0)
    return [
        (
            PURPOSES[purpose],
            [f"{', '.join(action.keys):<{cells}}  {action.says}" for action in together],
        )
        for purpose, together in groupby(found, key=lambda action: action.purpose)
    ]
