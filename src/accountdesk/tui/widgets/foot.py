"""The last line: the keys that do something here."""

from typing import NamedTuple

from textual import events, getters
from textual.binding import ActiveBinding
from textual.content import Content
from textual.widget import Widget

from accountdesk.tui.keys import KEYS
from accountdesk.tui.terminal_app import TerminalApp

GAP = "   "


class _Key(NamedTuple):
    """A key as it is shown, one word for what it does, and what it is bound to."""

    key: str
    does: str
    active: ActiveBinding

    @property
    def content(self) -> Content:
        return Content.assemble((self.key, "$text-accent"), f" {self.does}")


class Foot(Widget):
    """Keys and what they do, as they are bound now; a click does it."""

    app = getters.app(TerminalApp)
    ALLOW_SELECT = False
    DEFAULT_CSS = "Foot { height: 1; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[_Key, ...] = ()

    def on_mount(self) -> None:
        """Follow the keys that are bound."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._look())

    def _look(self) -> None:
        found: dict[str, tuple[int, _Key]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id is not None and binding.show and active.enabled:
                key = _Key(self.app.pressed(binding.id), binding.description, active)
                found.setdefault(binding.action, (_ORDER.index(binding.id), key))
        # What the screen itself is for stands first, what every screen has stands last.
        keys = tuple(key for _, key in sorted(found.values(), key=lambda one: one[0]))
        changed = [one[:2] for one in keys] != [one[:2] for one in self._keys]
        self._keys = keys
        if changed:
            self.refresh()

    def render(self) -> Content:
        """As many as there is room for."""
        return Content(GAP).join(key.content for key in self._shown)

    @property
    def _shown(self) -> list[_Key]:
        """Where there is little room, help and the way out stay."""
        keys = list(self._keys)
        while len(keys) > 2 and sum(_cells(key) for key in keys) - len(GAP) > self.size.width:
            del keys[-3]
        return keys

    def _at(self, column: int) -> _Key | None:
        """What stands in a column."""
        for key in self._shown:
            if 0 <= column < key.content.cell_length:
                return key
            column -= _cells(key)
        return None

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        if (key := self._at(event.x)) is not None:
            await self.app.run_action(key.active.binding.action, key.active.node)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say in full what is under the mouse."""
        key = self._at(event.x)
        tip = None if key is None else key.active.binding.tooltip or key.does
        if self.tooltip != tip:
            self.tooltip = tip


_ORDER = list(KEYS)


def _cells(key: _Key) -> int:
    return key.content.cell_length + len(GAP)
