"""What fits in so many columns: rows, the goal, the head of the desk; for every face."""

from collections.abc import Sequence

from accountdesk.core.text import fitted, width, with_both_ends, wrapped
from accountdesk.desk import goal_words
from accountdesk.desk.accounts import Row
from accountdesk.desk.away import Away
from accountdesk.desk.desk_page import DeskPage
from accountdesk.desk.goals import Goal

SIDE_BY_SIDE = 80
"""Columns from which the seats stand side by side; below they are stacked."""

SHORTEST_BAR = 12
LONGEST_BAR = 40

LAST_FROM, NEXT_FROM = 72, 104
"""Columns of a list from which it also shows the last touch, and the next step."""


def name_cells(rows: Sequence[Row], columns: int) -> int:
    """Cells for names: two fifths, and what no reason needs; no more than the longest name."""
    longest = max((width(row.name) for row in rows), default=0)
    needed = max((width(f"{row.reason} {row.when}".rstrip()) for row in rows), default=0)
    return min(longest, max((columns + 1) * 2 // 5, columns - 1 - needed))


def row_text(row: Row, columns: int, names: int) -> str:
    """`name  reason  when` in exactly so many cells; the name has `names`, when is at the right."""
    when = width(row.when)
    reason = max(1, columns - names - 1 - (when + 1 if when else 0))
    text = f"{fitted(row.name, names)} {fitted(row.reason, reason)}"
    return fitted(f"{text} {row.when}" if when else text, columns)


def wide_row_text(row: Row, columns: int, names: int) -> str:
    """A row with the last touch and the next step behind it, where there is room for them."""
    if columns < LAST_FROM:
        return row_text(row, columns, names)
    if columns < NEXT_FROM:
        half = columns * 2 // 3
        text = row_text(row, half, min(names, half * 2 // 5))
        return f"{text}  {fitted(row.last, columns - half - 2)}"
    third = columns // 4
    first = columns - 2 * third
    return (
        f"{row_text(row, first, min(names, first * 2 // 5))}"
        f"  {fitted(row.last, third - 2)}  {fitted(row.next, third - 2)}"
    )


def head_lines(page: DeskPage, columns: int, adding: str) -> tuple[str, str, str]:
    """What stands above the lists: focus and who is here, the goal, what each seat adds next.

    Args: `adding` is the key that opens the menu of what can be added.
    """
    goal = short_goal_line(page.goal, columns)
    if page.goal.target is None:
        hint = f"No goal yet: {adding} g sets it"
        if width(goal.rstrip()) + width(hint) + 3 <= columns:
            goal = fitted(f"{goal.rstrip()} · {hint}", columns)
    return _first_line(page, columns, adding), goal, _third_line(page, columns)


def _third_line(page: DeskPage, columns: int) -> str:
    """What each seat adds next, and at the right who is away, in full where there is room."""
    ahead = "   ".join(page.next)
    away = away_line(page.away, columns - width(ahead) - 9, columns // 2)
    room = columns - 6 - (width(away) + 3 if away else 0)
    if width(ahead) > room:
        each = max(1, room // len(page.next) - 3)
        ahead = "   ".join(fitted(one, min(each, width(one))) for one in page.next)
    return fitted(f"next  {fitted(ahead, max(1, room))}   {away}".rstrip(), columns)


def away_line(found: Sequence[Away], room: int, most: int) -> str:
    """Who is away: in full if that fits into `room` cells, else in short in at most `most`."""
    if not found:
        return ""
    whole = f"away: {', '.join(one.whole for one in found)}"
    if width(whole) <= room:
        return whole
    short = f"away: {', '.join(one.short for one in found)}"
    return fitted(short, min(width(short), most))


def _first_line(page: DeskPage, columns: int, adding: str) -> str:
    """The focus, and at the right the day where there is room or it is no usual one, age and me."""
    focus = page.focus or f"No focus yet: {adding} f says it"
    right = " · ".join((page.today, page.age, page.me))
    if width(focus) + width(right) + 2 > columns and not page.pinned:
        right = " · ".join((page.age, page.me))
    right = fitted(right, max(1, min(width(right), columns - 3)))
    return f"{fitted(focus, columns - width(right) - 2)}  {right}"


def goal_line(goal: Goal, columns: int) -> str | None:
    """The goal on one line, in words that leave room for a bar; None where none does."""
    label = f"{goal.metric.label} {goal_words.period(goal)}"
    for short in (False, True):
        says = goal_words.goal(goal, short=short)
        room = columns - width(label) - width(says) - 4
        if room >= SHORTEST_BAR:
            bar = goal_words.bar(goal, min(LONGEST_BAR, room))
            return fitted("  ".join(filter(None, (label, bar, says))), columns)
    return None


def short_goal_line(goal: Goal, columns: int) -> str:
    """The goal on one line whatever the width: the label gives way, then the bar."""
    whole = goal_line(goal, columns)
    if whole is not None:
        return whole
    says = goal_words.glance(goal)
    room = columns - width(says) - 4
    label = fitted(goal.metric.short, min(width(goal.metric.short), max(0, room - SHORTEST_BAR)))
    bar = goal_words.bar(goal, max(0, min(LONGEST_BAR, room - width(label))))
    return fitted("  ".join(filter(None, (label.rstrip(), bar, says))), columns)


PREVIEW_LINES = 12
"""Lines of what a note will record, at most."""


def preview(texts: Sequence[str], cells: int, most: int) -> list[str]:
    """Some texts on at most so many lines of so many cells; their ends, which say days, stay."""
    short = all(len(text) <= cells * most for text in texts)
    lines = [line for text in texts for line in wrapped(text, cells, "  ")] if short else []
    if not short or len(lines) > most:
        lines = [with_both_ends(text, cells) for text in texts]
    if len(lines) > most:
        lines[most - 1 :] = [f"… and {len(lines) - most + 1} more"]
    return lines[:PREVIEW_LINES]
