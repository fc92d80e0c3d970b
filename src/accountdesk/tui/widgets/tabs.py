"""A line of tabs: each with its key; a click opens one."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from accountdesk.core.text import clean, width


class TabLine(Widget):
    """The tabs side by side; where there is no room for the names of all, for that of one."""

    DEFAULT_CSS = """
    TabLine { height: 1; }
    TabLine > .tab--on { color: $text-primary; text-style: bold reverse; }
    TabLine > .tab--off { color: $text-muted; }
    """
    COMPONENT_CLASSES = {"tab--on", "tab--off"}  # noqa: RUF012  # Textual declares it so
    ALLOW_SELECT = False

    class Chosen(Message):
        """A tab was clicked.

        Attributes:
            at: Its number, from 0.
        """

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._tabs: Sequence[tuple[str, str]] = ()
        self._at = 0

    def show(self, tabs: Sequence[tuple[str, str]], at: int) -> None:
        """Show tabs, each a key and a name, one of which is open."""
        if (tabs, at) != (self._tabs, self._at):
            self._tabs, self._at = tabs, at
            self.refresh()

    def _texts(self) -> list[str]:
        texts = [f" {key} {clean(name)} " for key, name in self._tabs]
        if sum(map(width, texts)) > self.size.width:
            return [
                text if at == self._at else f" {key} "
                for at, (text, (key, _)) in enumerate(zip(texts, self._tabs, strict=True))
            ]
        return texts

    def render_line(self, y: int) -> Strip:
        """All of them."""
        styles = [
            self.get_component_rich_style(f"tab--{'on' if at == self._at else 'off'}")
            for at in range(len(self._tabs))
        ]
        parts = [Segment(text, style) for text, style in zip(self._texts(), styles, strict=True)]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Open what is clicked."""
        event.stop()
        end = 0
        for at, text in enumerate(self._texts()):
            end += width(text)
            if event.x < end:
                self.post_message(self.Chosen(at))
                return
