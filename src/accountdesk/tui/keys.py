"""Keys: how they are bound, and how they are explained, as they are bound now."""

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


def keys_in_words(screen: Screen[None]) -> list[tuple[str, list[str]]]:
    """Each group with its lines: keys, and what they do."""
    groups: dict[str, dict[str, list[str]]] = {purpose: {} for purpose in PURPOSES}
    for active in screen.active_bindings.values():
        binding = active.binding
        purpose = (binding.id or "").partition(".")[0]
        if purpose in groups and active.enabled:
            says = binding.tooltip or binding.description
            keys = groups[purpose].setdefault(says, [])
            keys.append(screen.app.get_key_display(binding))
    cells = max((len(", ".join(k)) for lines in groups.values() for k in lines.values()), default=0)
    return [
        (PURPOSES[purpose], [f"{', '.join(keys):<{cells}}  {says}" for says, keys in lines.items()])
        for purpose, lines in groups.items()
        if lines
    ]
