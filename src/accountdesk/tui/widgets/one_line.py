"""One line of text, which repaints no more cells than it must."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from accountdesk.core.text import clean, fitted, width


class OneLine(Widget):
    """A line that is replaced often: what lies behind its text is not sent again."""

    DEFAULT_CSS = "OneLine { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._until = 0

    def show(self, text: str) -> None:
        """Show another text."""
        text = clean(text)
        if text == self._text:
            return
        cells = max(width(text), width(self._text))
        self._text, self._until = text, cells
        self.refresh(Region(0, 0, min(cells, self.size.width), 1))

    def render_line(self, y: int) -> Strip:
        """The text as far as it or what stood there before reaches, then blanks of their own."""
        cells = self.size.width
        style = self.rich_style
        until = min(cells, max(self._until, width(self._text)))
        parts = [Segment(fitted(self._text, until), style)] if until else []
        if until < cells:
            parts.append(Segment(" " * (cells - until), style))
        return Strip(parts).adjust_cell_length(cells, style)
