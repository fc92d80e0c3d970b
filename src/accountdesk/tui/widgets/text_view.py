"""Text in parts, each with a title, wrapped to the width and scrolled with the lists' keys."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from accountdesk.core.text import wrapped
from accountdesk.tui.keys import key

Parts = Sequence[tuple[str, Sequence[str]]]


class TextView(ScrollView, can_focus=True):
    """The text; only the lines in view are ever drawn."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text--title"}
    DEFAULT_CSS = """
    TextView { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    TextView > .text--title { color: $text-secondary; }
    TextView:focus > .text--title { color: $text-primary; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("move.down", "go(1)"),
        key("move.up", "go(-1)"),
        key("move.page-down", "page(1)"),
        key("move.page-up", "page(-1)"),
        key("move.top", "go(-1000000)"),
        key("move.end", "go(1000000)"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: Parts = ()
        self._lines: list[tuple[str, bool]] = []

    def show(self, parts: Parts) -> None:
        """Show other text; where it has been scrolled to stays in view."""
        if parts != self._parts:
            self._parts = parts
            self._fit()

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self._fit()

    @property
    def lines(self) -> list[str]:
        """What it shows, line by line."""
        return [text for text, _ in self._lines]

    def _fit(self) -> None:
        cells = max(10, self.scrollable_content_region.width)
        lines: list[tuple[str, bool]] = []
        for title, texts in self._parts:
            if lines:
                lines.append(("", False))
            lines += ((line, True) for line in wrapped(title, cells))
            lines += ((line, False) for text in texts for line in _indented(text, cells))
        self._lines = lines
        self.virtual_size = Size(cells, len(lines))
        self.refresh()

    def action_go(self, by: int) -> None:
        """Scroll so many lines."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by what is in view, less one line."""
        self.action_go(pages * max(1, self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """A line of what is in view."""
        at = y + self.scroll_offset.y
        text, is_title = self._lines[at] if at < len(self._lines) else ("", False)
        style = self.get_component_rich_style("text--title") if is_title else self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, self.rich_style)


def _indented(text: str, cells: int) -> Iterator[str]:
    """A text on lines of so many cells, all of them as far in as it begins, and one cell more.

    Behind a number that stands apart, as points do, lines begin below the text.
    """
    begun = text.lstrip(" ")
    lead = " " * (len(text) - len(begun) + 1)
    apart = re.match(r"[0-9]+  ", begun)
    indent = " " * apart.end() if apart else "  "
    return (f"{lead}{line}" for line in wrapped(begun, max(1, cells - len(lead)), indent))
