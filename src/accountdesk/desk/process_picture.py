"""The picture of our way in a terminal: boxes with arrows between them, and where an account is."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from accountdesk.core.text import clean, fitted, width, wrapped

NARROWEST, WIDEST = 24, 120
"""Cells of the picture: it does not grow beyond what one takes in at a glance."""

_ARROW = " → "
_EDGE = 4
"""Cells that a box has around its words."""

_LEAST_INSIDE, _MOST_INSIDE = 9, 24

_THIN = ("╭", "─", "╮", "│", "╰", "╯")
_THICK = ("┏", "━", "┓", "┃", "┗", "┛")


class Drawn(NamedTuple):
    """A step as it is drawn.

    Attributes:
        name: What it is called.
        below: What stands under the name; may be empty.
        here: Who is there, in words; None: it is another step.
    """

    name: str
    below: str
    here: str | None = None


def picture(steps: Sequence[Drawn], cells: int) -> tuple[str, ...]:
    """The steps side by side, where the words fit, else below one another.

    Args:
        steps: In their order; never none.
        cells: How wide it may be; below `NARROWEST` it is as if that many.
    """
    cells = max(NARROWEST, min(WIDEST, cells))
    inside = (cells - len(_ARROW) * (len(steps) - 1)) // len(steps) - _EDGE
    longest = max(width(clean(word)) for step in steps for word in step.name.split())
    if inside < max(_LEAST_INSIDE, longest):
        return tuple(_column(steps, cells))
    return tuple(_row(steps, min(inside, _MOST_INSIDE), cells))


def _row(steps: Sequence[Drawn], inside: int, cells: int) -> Iterator[str]:
    names = [wrapped(step.name, inside) for step in steps]
    most = max(map(len, names))
    belows = [wrapped(step.below, inside) for step in steps]
    boxes = [
        list(_box(number, step, [*name, *[""] * (most - len(name)), *below], inside))
        for number, (step, name, below) in enumerate(zip(steps, names, belows, strict=True), 1)
    ]
    height = max(map(len, boxes))
    for box in boxes:
        edge = box[1][0]
        box[-1:-1] = [f"{edge}{' ' * (inside + 2)}{edge}"] * (height - len(box))
    for at, lines in enumerate(zip_longest(*boxes)):
        yield (_ARROW if at == 1 else " " * len(_ARROW)).join(lines)
    for at, step in enumerate(steps):
        if step.here is not None:
            middle = at * (inside + _EDGE + len(_ARROW)) + (inside + _EDGE) // 2
            yield from _marked(step.here, middle, cells)


def _marked(here: str, middle: int, cells: int) -> Iterator[str]:
    """An arrow up at a cell, and who is there below it, as far below it as there is room."""
    text = fitted(here, min(width(clean(here)), cells))
    first = max(0, min(middle - width(text) // 2, cells - width(text)))
    yield f"{' ' * middle}▲"
    yield f"{' ' * first}{text}"


def _column(steps: Sequence[Drawn], cells: int) -> Iterator[str]:
    inside = min(cells, 60) - _EDGE
    for number, step in enumerate(steps, 1):
        if number > 1:
            yield f"{' ' * (inside // 2)}↓"
        room = inside - width(step.below) - 2
        words = [f"{fitted(step.name, room)}  {step.below}" if step.below else step.name]
        words += [] if step.here is None else wrapped(f"▶ {step.here}", inside, "  ")
        yield from _box(number, step, words, inside)


def _box(number: int, step: Drawn, words: Sequence[str], inside: int) -> Iterator[str]:
    signs = _THIN if step.here is None else _THICK
    left_top, flat, right_top, edge, left_end, right_end = signs
    head = f"{flat} {number} "
    yield f"{left_top}{head}{flat * (inside + 2 - width(head))}{right_top}"
    for text in words:
        yield f"{edge} {fitted(text, inside)} {edge}"
    yield f"{left_end}{flat * (inside + 2)}{right_end}"
