"""A menu that shows itself: one key for each thing to choose, or arrows and Enter."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text


class Menu(ModalScreen[int | None]):
    """Gives the number of what was chosen, or None."""

    DEFAULT_CSS = """
    Menu { align: left bottom; background: transparent; }
    Menu > Vertical {
        width: auto; max-width: 100%; height: auto; max-height: 100%;
        margin-bottom: 1; border: solid $primary; background: $surface; padding: 0 1;
    }
    Menu Static { width: auto; max-width: 100%; height: auto; }
    Menu OptionList, Menu OptionList:focus {
        width: auto; min-width: 24; max-width: 100%; height: auto; max-height: 100%;
        border: none; padding: 0; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("q,escape", "dismiss", "close", id="program.close"),
        key("down", "move(1)", "Down", id="move.down"),
        key("up", "move(-1)", "Up", id="move.up"),
        key("enter", "choose", "choose", id="program.choose"),
    ]

    def __init__(self, title: str, items: Sequence[tuple[str, str]], *, text: str = "") -> None:
        """Make a menu.

        Args:
            title: What it is about, on the frame.
            items: Keys and what they stand for; an empty key has none.
            text: What to say above them.
        """
        super().__init__()
        self._title = title
        self._items = items
        self._text = text

    def compose(self) -> ComposeResult:
        """The list of what there is to choose."""
        listed = OptionList(
            *(
                Option(Content.assemble((f"{letter or ' '}  ", "$text-accent"), safe_text(label)))
                for letter, label in self._items
            ),
            markup=False,
        )
        with Vertical() as frame:
            frame.border_title = safe_text(self._title)
            if self._text:
                yield Static(safe_text(self._text))
            yield listed

    def action_move(self, by: int) -> None:
        """Highlight the item below or above."""
        listed = self.query_one(OptionList)
        listed.highlighted = ((listed.highlighted or 0) + by) % len(self._items)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        self._choose(self.query_one(OptionList).highlighted or 0)

    def on_key(self, event: events.Key) -> None:
        """A key of the menu chooses."""
        for index, (letter, _) in enumerate(self._items):
            if letter and letter == event.character:
                event.stop()
                self._choose(index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        if self.is_current:  # a key that comes twice chooses once
            self.dismiss(index)
