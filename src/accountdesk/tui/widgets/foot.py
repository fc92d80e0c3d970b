"""The last line: the keys that do something here."""

from textual.content import Content
from textual.widget import Widget


class Foot(Widget):
    """Keys and what they do, as they are bound now."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Foot { height: 1; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[tuple[str, str], ...] = ()

    def on_mount(self) -> None:
        """Follow the keys that are bound."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._look())

    def _look(self) -> None:
        found: dict[str, tuple[bool, tuple[str, str]]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                key = self.app.get_key_display(binding)
                everywhere = (binding.id or "").startswith("program.")
                found.setdefault(binding.action, (everywhere, (key, binding.description)))
        # What the screen itself is for stands first, what every screen has stands last.
        keys = tuple(key for _, key in sorted(found.values(), key=lambda one: one[0]))
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render(self) -> Content:
        """As many as there is room for."""
        parts = [Content.assemble((key, "$text-accent"), f" {does}   ") for key, does in self._keys]
        # Where there is little room, help and the way out stay.
        while len(parts) > 2 and sum(part.cell_length for part in parts) - 3 > self.size.width:
            del parts[-3]
        return Content("").join(parts)
