"""The desk as text: what `accountdesk` prints where there is no screen to draw on."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from textwrap import wrap

from accountdesk.cli.output import write
from accountdesk.core.member import Seat
from accountdesk.core.text import clean, fitted, width
from accountdesk.desk import goal_words, words
from accountdesk.desk.accounts import Row
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import DeskPage, desk_page

SIDE_BY_SIDE = 80
"""Columns from which the seats stand side by side; below they are stacked."""
MOST_ROWS = 30
"""Rows of each list; `accountdesk list` has all of them."""
SHORTEST_BAR = 12
FEWEST, MOST = 20, 300
"""Columns that are used at least and at most."""
PIPED = 100
"""Columns where no terminal says how many it has."""


def say_desk(desk: Desk) -> None:
    """Print the desk."""
    page = desk_page(desk, MOST_ROWS)
    columns = _columns()
    for line in _lines(page, columns):
        write(line.rstrip() + "\n")


def _columns() -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and len(told) < 5 and int(told) > 0:
        return max(FEWEST, min(int(told), MOST))
    if sys.stdout.isatty():
        return max(FEWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    return PIPED


def _lines(page: DeskPage, columns: int) -> Iterator[str]:
    state = " · ".join((page.today, page.age, page.me))
    focus = page.focus or "No focus yet: accountdesk goals focus says it"
    if width(focus) + width(state) + 2 <= columns:
        yield fitted(focus, columns - width(state)) + state
    else:
        yield from _wrapped(focus, columns)
        yield from _wrapped(state, columns)
    yield from _goal(page, columns)
    ahead = "next  " + "   ".join(page.next)
    if width(ahead) <= columns:
        yield fitted(ahead, columns)
    else:
        for one in page.next:
            yield from _wrapped(f"next  {one}", columns)
    if columns >= SIDE_BY_SIDE:
        half = (columns - 3) // 2
        left, right = (list(_list(page, at, half)) for at in (0, 1))
        for one, other in zip_longest(left, right, fillvalue=" " * half):
            yield f"{one} │ {other}"
    else:
        for at in (0, 1):
            yield from _list(page, at, columns)


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """Text on as many lines as it takes: what cannot be scrolled must not be cut."""
    return (fitted(line, columns) for line in wrap(clean(text), columns, subsequent_indent="  "))


def _goal(page: DeskPage, columns: int) -> Iterator[str]:
    """The goal on one line, in words that leave room for a bar; where there are none, on three."""
    label = f"{page.goal.metric.label} {goal_words.period(page.goal)}"
    for short in (False, True):
        says = goal_words.goal(page.goal, short=short)
        room = columns - width(label) - width(says) - 4
        bar = goal_words.bar(page.goal, min(40, room))
        if room >= SHORTEST_BAR:
            yield fitted("  ".join(filter(None, (label, bar, says))), columns)
            break
    else:
        yield from _wrapped(label, columns)
        bar = goal_words.bar(page.goal, min(40, columns))
        yield from filter(None, [bar])
        yield from _wrapped(goal_words.goal(page.goal), columns)
    if page.goal.target is None:
        yield from _wrapped("No goal yet: accountdesk goals set revenue_staying AMOUNT", columns)


def _list(page: DeskPage, at: int, columns: int) -> Iterator[str]:
    listed, rows = page.lists[at], page.rows[at]
    yield fitted(f"{listed.label} · {listed.size:,}", columns)
    if not listed.size:
        yield from (fitted(f" {line}", columns) for line in wrap(empty(listed.seat), columns - 1))
    names = _cells_for_names(rows, columns)
    for group, together in groupby(rows, key=lambda row: row.group):
        yield fitted(f"{words.GROUPS[group]} {listed.counts[group]:,}", columns)
        for row in together:
            yield _row(row, columns, names)
    if listed.size > len(rows):
        more = listed.size - len(rows)
        yield fitted(f" {more:,} more: accountdesk list --seat {listed.seat.value}", columns)


def _cells_for_names(rows: Sequence[Row], columns: int) -> int:
    """Two fifths, and what no reason needs; but no more than the longest name."""
    longest = max((width(row.name) for row in rows), default=0)
    needed = max((width(f"{row.reason} {row.when}".rstrip()) for row in rows), default=0)
    return min(longest, max(columns * 2 // 5, columns - 2 - needed))


def _row(row: Row, columns: int, name: int) -> str:
    """`name  reason  when`; the name has so many cells, and when stands at the right."""
    when = width(row.when)
    reason = max(1, columns - 1 - name - 1 - (when + 1 if when else 0))
    text = f" {fitted(row.name, name)} {fitted(row.reason, reason)}"
    return fitted(f"{text} {row.when}" if when else text, columns)


def empty(seat: Seat) -> str:
    """What an empty list says: why, and what fills it."""
    if seat is Seat.FARMER:
        return "No customers yet: a won deal, a renewal or the type customer makes one."
    return "No accounts to win: `accountdesk add account NAME` adds one."
