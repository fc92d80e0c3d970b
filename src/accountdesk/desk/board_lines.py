"""The wallboard in lines: its pages, laid out for so many cells; on a screen figures are large."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.attention import Group
from accountdesk.core.text import clean, fitted, width, wrapped
from accountdesk.desk import goal_words, words
from accountdesk.desk.board import NEWS_DAYS, Board, Target
from accountdesk.desk.board_stop import BoardStop
from accountdesk.desk.fitting import name_cells, row_text
from accountdesk.desk.formats import number

Figure = Callable[[str], Sequence[str]]
"""How a figure is drawn: on one line, or on several."""


class Way(NamedTuple):
    """How a page is laid out.

    Attributes:
        figure: Draws figures.
        airy: Whether there is room between what is said.
        brief: Whether only the page's goal and the counts are said, for very little room.
    """

    figure: Figure
    airy: bool = False
    brief: bool = False


class Part(StrEnum):
    """What a line says; faces give each a style."""

    FOCUS = "focus"
    TITLE = "title"
    BAR = "bar"
    FIGURE = "figure"
    NEWS = "news"
    TEXT = "text"
    MUTED = "muted"


class BoardLine(NamedTuple):
    """A line and what it says."""

    part: Part
    text: str


NOTHING = BoardLine(Part.TEXT, "")
_GROUPS = (Group.MAKE_RIGHT, Group.DUE, Group.STAY_CLOSE)
_LABEL = 14
"""Cells for the name of a group, which fits in 12."""
WIDEST_ROW = 100
"""Cells of a row at most: farther apart, the eye loses a name's reason."""

_WIDEST = 24
"""Cells between two columns of figures."""


def in_lines(text: str) -> Sequence[str]:
    """A figure as it is written."""
    return (text,)


PLAIN = Way(in_lines)
"""For text that scrolls."""


def page_count(board: Board) -> int:
    """How many pages there are: one for each goal; with names, one for each list that presses.

    While a stand-up is followed there is one, its stop.
    """
    if board.stop is not None:
        return 1
    return len(board.targets) + len(_pressing(board))


def page(board: Board, number: int, columns: int, way: Way) -> list[BoardLine]:
    """One page, counted from 0 and round again; every page says how far the team is.

    Args:
        board: The wallboard.
        number: Which page; the one behind the last is the first.
        columns: Cells of a line.
        way: How it is laid out.
    """
    at = number % page_count(board)
    goals = len(board.targets)
    space = [NOTHING] if way.airy else []
    if board.stop is not None:
        stop = _stop(board.stop, columns, way)
        if way.brief:
            return stop
        body = [*_glance(board.targets[0], columns), *space, *stop]
    elif at < goals:
        target, counts = board.targets[at], _counts(board, columns, way.figure)
        if way.brief:
            return [*_glance(target, columns), *counts]
        news = _news(board, columns)
        body = [*_goal(target, columns, way.figure), *space, *counts, *space, *news]
    else:
        which = _pressing(board)[at - goals]
        body = [*_glance(board.targets[0], columns), *space, *_rows(board, which, columns)]
    focus = [] if way.brief else _beginning(board.focus or "No focus yet", columns)
    return [*(BoardLine(Part.FOCUS, line) for line in focus), *space, *body]


def _stop(stop: BoardStop, columns: int, way: Way) -> list[BoardLine]:
    """Where the stand-up is: which stop, the account where it may be told, and why."""
    drawn = way.figure(str(stop.number))
    cells = [width(drawn[0]) + 2, columns - width(drawn[0]) - 2]
    beside = [drawn, wrapped(stop.place, max(1, cells[1]))[: len(drawn)]]
    lines = [BoardLine(Part.FIGURE, line) for line in _beside(beside, cells)]
    space = [NOTHING] if way.airy else []
    if stop.name:
        name = clean(stop.name)
        is_plain = all(sign.isascii() or sign.isalnum() for sign in name)
        spread = " ".join(name) if is_plain else name  # marks belong to their letters
        lines += [
            *space,
            *_wrapped(Part.TITLE, spread if width(spread) <= columns else name, columns),
        ]
    return [
        *lines,
        *space,
        *(one for text in stop.lines for one in _wrapped(Part.TEXT, text, columns)),
    ]


def _beginning(text: str, columns: int) -> list[str]:
    """A text on at most two lines; where it is longer, its end is left out."""
    first, *rest = wrapped(text, columns)
    return [first, fitted(" ".join(rest), columns)] if rest else [first]


def _pressing(board: Board) -> list[int]:
    return [at for at, rows in enumerate(board.rows) if rows]


def state(board: Board, number: int) -> str:
    """The last line: the day, how old what is shown is, and which page this is."""
    pages = page_count(board)
    which = f"{number % pages + 1}/{pages}" if pages > 1 else ""
    on = "no stand-up is on" if board.follows and board.stop is None else ""
    return " · ".join(filter(None, (board.waits.rstrip(".") or board.today, board.age, on, which)))


def _goal(target: Target, columns: int, figure: Figure) -> Iterator[BoardLine]:
    yield from _wrapped(Part.TITLE, target.title, columns)
    if target.reached is None:
        yield from _wrapped(Part.TEXT, target.pace, columns)
    else:
        bar = goal_words.drawn(target.reached, target.expected, 1000, columns)
        drawn = figure(str(target.percent))
        if len(drawn) > 1:
            yield BoardLine(Part.BAR, bar)
        yield BoardLine(Part.BAR, bar)
        room = columns - width(drawn[0]) - 1
        pace = goal_words.against(target.pace) + ("" if target.whole else " · not all is counted")
        says = wrapped(f"% of the target · {pace}", room)[: len(drawn)]
        for line in _beside([drawn, says], [width(drawn[0]) + 1, room]):
            yield BoardLine(Part.FIGURE, line)
    if target.amounts is not None:
        yield from _wrapped(Part.TEXT, target.amounts, columns)


def _glance(target: Target, columns: int) -> list[BoardLine]:
    """How far the team is, on one line or two."""
    percent = "" if target.percent is None else f"{target.percent} % of the target"
    says = " · ".join(filter(None, (percent, target.pace)))
    whole = f"{target.title} · {says}"
    lines = [whole] if width(whole) <= columns else [target.title, says]
    return [BoardLine(Part.TITLE, fitted(line, columns)) for line in lines]


def _counts(board: Board, columns: int, figure: Figure) -> Iterator[BoardLine]:
    """How many accounts each group of each list has."""
    each = max(1, min(_WIDEST, (columns - _LABEL) // len(board.lists)))
    cells = [_LABEL, *[each] * len(board.lists)]
    heads = [[""], *([fitted(listed.label, each - 2)] for listed in board.lists)]
    for line in _beside(heads, cells):
        yield BoardLine(Part.MUTED, line)
    for group in _GROUPS:
        counts = [_drawn(figure, number(listed.counts[group]), each) for listed in board.lists]
        for line in _beside([[words.GROUPS[group]], *counts], cells):
            yield BoardLine(Part.FIGURE, line)
    calm = [[number(listed.counts[Group.IN_ORDER])] for listed in board.lists]
    for line in _beside([[words.GROUPS[Group.IN_ORDER]], *calm], cells):
        yield BoardLine(Part.MUTED, line)


def _drawn(figure: Figure, text: str, room: int) -> Sequence[str]:
    """A figure as it is drawn if there is room for that; else as it is written."""
    drawn = figure(text)
    return drawn if width(drawn[0]) < room else in_lines(text)


def _news(board: Board, columns: int) -> Iterator[BoardLine]:
    """Good news as counts, then as far as it may be told."""
    counts = [
        words.count(board.counted[flow], *names)
        for flow, names in goal_words.NEWS.items()
        if board.counted.get(flow)
    ]
    told = " · ".join(counts) or "none recorded yet"
    yield from _wrapped(Part.NEWS, f"Good news of {NEWS_DAYS} days: {told}", columns)
    for one in board.news:
        yield BoardLine(Part.TEXT, fitted(f"  {one}", columns))
    for one in board.next:
        yield BoardLine(Part.MUTED, fitted(f"  next  {one}", columns))


def _rows(board: Board, at: int, columns: int) -> Iterator[BoardLine]:
    """The most pressing accounts of one list."""
    listed, rows = board.lists[at], board.rows[at]
    cells = min(columns, WIDEST_ROW) - 1
    names = name_cells(rows, cells)
    group = None
    for row in rows:
        if row.group is not group:
            group = row.group
            count = f"{listed.label} · {words.GROUPS[group]} {number(listed.counts[group])}"
            yield BoardLine(Part.TITLE, fitted(count, columns))
        yield BoardLine(Part.TEXT, f" {row_text(row, cells, names)}")
    more = listed.counts[Group.MAKE_RIGHT] + listed.counts[Group.DUE] - len(rows)
    if more:
        yield BoardLine(Part.MUTED, f" and {number(more)} more")


def _wrapped(part: Part, text: str, columns: int) -> list[BoardLine]:
    return [BoardLine(part, line) for line in wrapped(text, columns, "  ")]


def _beside(blocks: Sequence[Sequence[str]], cells: Sequence[int]) -> Iterator[str]:
    """Blocks of lines side by side, each in so many cells and in the middle of the highest."""
    height = max(len(block) for block in blocks)
    for y in range(height):
        parts = []
        for block, room in zip(blocks, cells, strict=True):
            at = y - (height - len(block)) // 2
            parts.append(fitted(block[at] if 0 <= at < len(block) else "", room))
        yield "".join(parts)
