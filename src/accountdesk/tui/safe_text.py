"""Text from people on its way to the screen: never markup, and nothing a terminal obeys.

Two layers. `safe_text` is for every text that a widget is given; `Guard` stands last, before the
terminal, and catches what some widget was given without it (Textual itself lets all of it pass).
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from accountdesk.core.text import OBEYED, clean

# A zero-width joiner swallows the letter after it when widths are counted: it goes with that.
_OBEYED = "\u200d*[" + "".join(re.escape(chr(code)) for code in sorted(OBEYED)) + "]"


def safe_text(text: str) -> Content:
    """`text` cleaned (see `core.text.clean`), as content: square brackets in it are only that."""
    return Content(clean(text))


class Guard(LineFilter):
    """The last line before the terminal: drops what it would obey, and every link (OSC 8).

    Everything dropped counts as no cell, so a line stays as wide as it was laid out; half of a
    surrogate pair becomes a question mark. An app has it stand last by
    `def get_line_filters(self): return [*super().get_line_filters(), self.guard]`, with the one
    object each time: Textual keeps filtered lines by the filter.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """One line without anything obeyed; what Textual itself sends as control stays.

        An ordinary line is only looked at, and comes back as it is.
        """
        for text, style, control in segments:
            # All that is obeyed counts as not printable: this is the fast question.
            if control is None and not (
                text.isprintable() and (style is None or style.link is None)
            ):
                return [_harmless(segment) for segment in segments]
        return segments


def _harmless(segment: Segment) -> Segment:
    text, style, control = segment
    if control is not None:
        return segment
    text = re.sub(_OBEYED, "", text).encode("utf-8", "replace").decode()
    return Segment(text, style.update_link(None) if style is not None else None)
