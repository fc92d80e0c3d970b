"""A dialog of text: what explains something and wants no answer."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text
from accountdesk.tui.widgets.text_view import Parts, TextView


class TextDialog(ModalScreen[bool | None]):
    """Titles and lines over the screen; any key that leaves, or opens it, closes it."""

    DEFAULT_CSS = """
    TextDialog { align: center bottom; background: transparent; }
    TextDialog > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 100%; margin-bottom: 1;
        border: solid $primary; background: $surface; padding: 0 1;
    }
    TextDialog TextView { height: auto; max-height: 100%; }
    """
    SUBTITLE = "Esc: close"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(key(one, "dismiss") for one in ("menu.close", "menu.choose", "see.why", "program.help")),
    ]

    def __init__(self, title: str, parts: Parts) -> None:
        super().__init__()
        self._title = title
        self._parts = parts

    def compose(self) -> ComposeResult:
        """A frame with the text in it."""
        with Vertical() as frame:
            frame.border_title = safe_text(self._title)
            frame.border_subtitle = self.SUBTITLE
            yield TextView()

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(TextView).show(self._parts)
