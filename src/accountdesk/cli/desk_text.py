"""The desk as text: what `accountdesk` prints where there is no screen to draw on."""

from collections.abc import Iterator
from itertools import groupby, zip_longest

from accountdesk.cli.output import write
from accountdesk.cli.terminal import columns
from accountdesk.core.text import fitted, width, wrapped
from accountdesk.desk import goal_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import DeskPage, desk_page
from accountdesk.desk.fitting import LONGEST_BAR, SIDE_BY_SIDE, goal_line, name_cells, row_text
from accountdesk.desk.formats import number
from accountdesk.desk.view import View

MOST_ROWS = 30
"""Rows of each list; `accountdesk list` has all of them."""


def say_desk(desk: Desk, view: View) -> None:
    """Print the desk, as far as a view shows it."""
    page = desk_page(desk, view=view)
    for line in _lines(page, columns()):
        write(line.rstrip() + "\n")


def _lines(page: DeskPage, columns: int) -> Iterator[str]:
    state = " · ".join((page.today, page.age, page.me))
    focus = page.focus or f"No focus yet: {page.program} goals focus says it"
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
    for gone in page.away:
        yield from _wrapped(f"away  {gone.whole}", columns)
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
    return (fitted(line, columns) for line in wrapped(text, columns, "  "))


def _goal(page: DeskPage, columns: int) -> Iterator[str]:
    """The goal on one line; where no words leave room for a bar, on three."""
    whole = goal_line(page.goal, columns)
    if whole is not None:
        yield whole
    else:
        yield from _wrapped(f"{page.goal.metric.label} {goal_words.period(page.goal)}", columns)
        bar = goal_words.bar(page.goal, min(LONGEST_BAR, columns))
        yield from filter(None, [bar])
        yield from _wrapped(goal_words.goal(page.goal), columns)
    if page.goal.target is None:
        yield from _wrapped(
            f"No goal yet: {page.program} goals set revenue_staying AMOUNT", columns
        )


def _list(page: DeskPage, at: int, columns: int) -> Iterator[str]:
    listed, rows = page.lists[at], page.parts[at].rows[:MOST_ROWS]
    yield fitted(listed.head, columns)
    if not listed.size:
        adding = f"`{page.program} add account NAME`"
        yield from (
            fitted(f" {line}", columns)
            for line in wrapped(words.empty(listed.seat, adding, listed.shown), columns - 1)
        )
    if listed.is_unseated:
        how = f"{page.program} add seat ACCOUNT --{listed.seat.value} NAME"
        told = words.unseated(listed.seat, listed.unseated, how)
        yield from (fitted(f" {line}", columns) for line in wrapped(told, columns - 1))
    names = name_cells(rows, columns - 1)
    for group, together in groupby(rows, key=lambda one: one.group):
        yield fitted(f"{words.GROUPS[group]} {number(listed.counts[group])}", columns)
        for one in together:
            yield f" {row_text(one, columns - 1, names)}"
    if listed.size > len(rows):
        more = listed.size - len(rows)
        command = f"{page.program} list --seat {listed.seat.value}"
        if page.view.option:
            command += f" --view {page.view.option}"
        yield from (
            fitted(f" {line}", columns)
            for line in wrapped(f"{number(more)} more: {command}", columns - 1)
        )
