"""The picture of our way for a customer: one SVG that asks for nothing and runs nothing."""

from collections.abc import Iterator, Sequence
from html import escape

from accountdesk.core.process import Process, ProcessStep
from accountdesk.core.text import width, wrapped
from accountdesk.desk import words
from accountdesk.desk.documents import one_line

_WIDEST_STEP, _LEAST_WIDTH = 236, 1180
_MARGIN, _GAP, _PAD = 56, 22, 20
_LINE_Y, _CARDS_Y, _RADIUS = 168, 212, 20
_CELL = 7.8
"""Width of a letter of the small text, on the wide side: fonts differ, and no word may leave."""
_BOLD = 9.6

_STYLE = """
text { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
.paper { fill: #faf9f5 } .card { fill: #ffffff; stroke: #dfe3e1 } .line { stroke: #c4cbc9 }
.ink { fill: #1f2933 } .soft { fill: #5b6770 } .accent { fill: #1d6f78 }
.ring { fill: #ffffff; stroke: #1d6f78 } .full { fill: #1d6f78; stroke: #1d6f78 }
.here { fill: #eef6f6; stroke: #1d6f78 } .on { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  .paper { fill: #15191c } .card { fill: #1c2226; stroke: #343c41 } .line { stroke: #4a545a }
  .ink { fill: #e6e9ea } .soft { fill: #a9b3b8 } .accent { fill: #6cc3cc }
  .ring { fill: #1c2226; stroke: #6cc3cc } .full { fill: #6cc3cc; stroke: #6cc3cc }
  .here { fill: #1b2b2f; stroke: #6cc3cc } .on { fill: #10282b }
}
"""


def svg(process: Process, here: str | None = None) -> str:
    """The process as a picture; readable in light and dark.

    Args:
        process: What is drawn; of it only what is meant for customers.
        here: The word of the step that says “You are here”; None, or none of them: no step does.
    """
    steps = process.steps
    wide = max(_LEAST_WIDTH, 2 * _MARGIN + len(steps) * _WIDEST_STEP)
    step_wide = (wide - 2 * _MARGIN - _GAP * (len(steps) - 1)) / len(steps)
    texts = [list(_texts(step, step_wide - 2 * _PAD)) for step in steps]
    high = max(y for rows in texts for _, y, _ in rows) + _PAD + 6
    title = escape(one_line(process.title))
    size = 32 if width(title) < 46 else 24
    names = ", ".join(escape(one_line(step.name)) for step in steps)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {_CARDS_Y + high + _MARGIN}"'
        f' width="{wide}" height="{_CARDS_Y + high + _MARGIN}" role="img">',
        f"<title>{title}</title>",
        f"<desc>{names}</desc>",
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{wide}" height="{_CARDS_Y + high + _MARGIN}"/>',
        _text(_MARGIN, 84, title, f'class="ink" font-size="{size}" font-weight="600"'),
    ]
    for at, (step, rows) in enumerate(zip(steps, texts, strict=True)):
        left = _MARGIN + at * (step_wide + _GAP)
        if at + 1 < len(steps):
            lines += _arrow(left + step_wide / 2, left + step_wide * 1.5 + _GAP)
        lines += _step(at + 1, left, step_wide, high, is_here=step.key == here)
        lines += [_text(left + _PAD, _CARDS_Y + y, text, look) for look, y, text in rows]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _step(number: int, left: float, wide: float, high: int, *, is_here: bool) -> Iterator[str]:
    middle = left + wide / 2
    if is_here:
        yield _text(
            middle,
            _LINE_Y - 34,
            "You are here",
            'class="accent" font-size="15" font-weight="600" text-anchor="middle"',
        )
    yield (
        f'<rect class="{"here" if is_here else "card"}" x="{left:.1f}" y="{_CARDS_Y}"'
        f' width="{wide:.1f}" height="{high}" rx="14" stroke-width="{2 if is_here else 1}"/>'
    )
    yield (
        f'<circle class="{"full" if is_here else "ring"}" cx="{middle:.1f}" cy="{_LINE_Y}"'
        f' r="{_RADIUS}" stroke-width="2"/>'
    )
    look = f'class="{"on" if is_here else "accent"}" font-size="17" font-weight="600"'
    yield _text(middle, _LINE_Y + 6, str(number), f'{look} text-anchor="middle"')


def _arrow(start: float, end: float) -> Iterator[str]:
    """A line from one circle to the next, with a head."""
    first, last = start + _RADIUS + 10, end - _RADIUS - 10
    yield (
        f'<path class="line" d="M{first:.1f} {_LINE_Y}H{last:.1f}m-9 -6l9 6l-9 6" fill="none"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
    )


Row = tuple[str, int, str]
"""How a line of text looks, how far down it stands in its card, and what it says, escaped."""


def _texts(step: ProcessStep, wide: float) -> Iterator[Row]:
    """What stands in a step's card."""
    y = 36
    for line in _lines(step.name, wide, _BOLD):
        yield 'class="ink" font-size="18" font-weight="600"', y, line
        y += 23
    y += 6
    for line in _lines(step.gets, wide, _CELL):
        yield 'class="soft" font-size="14.5"', y, line
        y += 21
    if step.promises:
        y += 15
        yield 'class="accent" font-size="13" font-weight="600"', y, "We promise"
        y += 23
    for promise in step.promises:
        for look, text in (("ink", promise.what), ("soft", within(promise.days))):
            for line in _lines(text, wide, _CELL):
                yield f'class="{look}" font-size="14.5"', y, line
                y += 21
        y += 8


def within(days: int) -> str:
    """By when a promise is kept: `the same day`, `within 2 working days`."""
    return f"within {words.count(days, 'working day')}" if days else "the same day"


def _lines(text: str, wide: float, cell: float) -> Sequence[str]:
    return [escape(line) for line in wrapped(one_line(text), int(wide / cell))]


def _text(x: float, y: float, text: str, look: str) -> str:
    return f'<text x="{x:.1f}" y="{y}" {look}>{text}</text>'
