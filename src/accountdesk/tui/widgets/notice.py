"""A sentence for whoever is at the desk; it lies over the lists and goes with the next key."""

from textual.widgets import Static

from accountdesk.tui.safe_text import safe_text


class Notice(Static):
    """What happened, where, what to do."""

    DEFAULT_CSS = """
    Notice {
        layer: over; dock: bottom; margin-bottom: 1; padding: 0 1;
        height: auto; max-height: 6; display: none;
        background: $surface; color: $text; border-top: solid $warning;
    }
    Notice.-said { display: block; }
    .-tiny Notice.-said, .-flat Notice.-said { display: none; }
    """

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.update(safe_text(text))
        self.add_class("-said")

    def hush(self) -> None:
        """Take it away."""
        self.remove_class("-said")
