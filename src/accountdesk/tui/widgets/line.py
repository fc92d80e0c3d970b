"""A line to type in, whose keys act in the order in which they were pressed."""

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from accountdesk.core.text import clean


async def act_in_turn(widget: Widget, event: events.Key) -> None:
    """Let a key that a widget itself binds act now.

    Textual has a letter act at once and a key like Backspace when it has wandered through all that
    lies around the widget: in one bundle, as over a slow link, letters overtake it.
    """
    for binding in widget._bindings.key_to_bindings.get(event.key, ()):  # private, pinned
        event.prevent_default()
        event.stop()
        await widget.run_action(binding.action)


class Line(Input):
    """Textual's, but keys that edit act in their turn, and all that is pasted is taken.

    Attributes:
        frozen: Nothing can be typed for now.
    """

    DEFAULT_CSS = "Line > .input--placeholder { text-style: italic; }"
    frozen = False

    def on_mount(self) -> None:
        """A cursor that blinks is sent over the link at each blink."""
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Let keys that edit act now."""
        if self.frozen:
            event.prevent_default()
            event.stop()
        else:
            await act_in_turn(self, event)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted on one line, as it is seen."""
        event.prevent_default()
        event.stop()
        if not self.frozen:
            self.insert_text_at_cursor(clean(" ".join(event.text.split())))
