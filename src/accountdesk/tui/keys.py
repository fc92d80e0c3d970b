"""Keys: how they are bound, and how they are explained, as they are bound now."""

from collections.abc import Awaitable, Callable
from functools import partial
from itertools import groupby
from typing import NamedTuple

from textual.binding import Binding
from textual.screen import Screen

PURPOSES = {
    "move": "Move",
    "do": "Do",
    "note": "The note",
    "see": "See",
    "go": "Go",
    "program": "The program",
}
"""The first word of a binding's id, and what its group is called; in the order of the help."""


def key(
    keys: str, action: str, label: str, *, id: str, tip: str = "", show: bool = False
) -> Binding:
    """A binding of ours.

    It has priority: it acts in the app's own turn, so that keys which come in one bundle, as over a
    slow link, act one after the other; else what `/` opens would miss the letters behind it.

    Args:
        keys: What is pressed, the first one is shown; several between commas.
        action: As Textual has it.
        label: One word for the line of keys.
        id: `purpose.verb`, by which it can be bound anew.
        tip: What it does, for the help; empty: the label says it.
        show: Whether it stands in the line of keys.
    """
    return Binding(keys, action, label, id=id, tooltip=tip, show=show, priority=True)


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
    """What the bound keys of a screen do now, by purpose; each thing once, with all its keys."""
    found: dict[str, Action] = {}
    for active in screen.active_bindings.values():
        binding, node = active.binding, active.node
        says = binding.tooltip or binding.description
        purpose = (binding.id or "").partition(".")[0]
        if purpose not in PURPOSES or not active.enabled:
            continue
        keys = (screen.app.get_key_display(binding),)
        run = partial(screen.app.run_action, binding.action, node)
        known = found.setdefault(binding.action, Action(binding.id or "", (), says, run))
        found[binding.action] = known._replace(keys=known.keys + keys)
    order = list(PURPOSES)
    return sorted(found.values(), key=lambda action: order.index(action.purpose))


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
