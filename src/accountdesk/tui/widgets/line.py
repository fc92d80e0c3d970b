"""A line to type in, whose keys act in the order in which they were pressed."""

from textual import events
from textual.widgets import Input


class Line(Input):
    """Textual's, but keys that edit act in their turn.

    Textual has a letter act at once and a key like Backspace when it has wandered through all that
    lies around the line: in one bundle, as over a slow link, letters overtake it.
    """

    async def on_key(self, event: events.Key) -> None:
        """Let a key that the line itself binds act now."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):  # private, pinned
            event.prevent_default()
            event.stop()
            await self.run_action(binding.action)
