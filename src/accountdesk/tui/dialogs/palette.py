"""The palette: everything that can be done now, found by typing, each with its key."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from accountdesk.core.text import find_words, folded
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text
from accountdesk.tui.widgets.line import Line

NOTHING = "Nothing that can be done now is called so. Esc closes."


class Entry(NamedTuple):
    """One thing that can be done: its keys, what it is called, and what does it."""

    keys: str
    says: str
    run: Callable[[], object]


class Palette(ModalScreen[Entry | None]):
    """Gives what was chosen, or None."""

    DEFAULT_CSS = """
    Palette { align: left bottom; background: transparent; }
    Palette > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 100%;
        margin-bottom: 1; border: solid $primary; background: $surface; padding: 0 1;
    }
    Palette Line, Palette Line:focus { border: none; height: 1; padding: 0; background: $surface; }
    Palette OptionList, Palette OptionList:focus {
        width: 100%; height: auto; max-height: 14; border: none; padding: 0; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,ctrl+g", "dismiss", "close", id="program.close"),
        key("down", "move(1)", "Down", id="move.down"),
        key("up", "move(-1)", "Up", id="move.up"),
        key("enter", "choose", "choose", id="program.choose"),
    ]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries
        self._shown: Sequence[Entry] = entries

    def compose(self) -> ComposeResult:
        """The line to type in, and what it finds."""
        with Vertical() as frame:
            frame.border_title = "What can be done now"
            frame.border_subtitle = "type to find · Enter: do it · Esc: close"
            yield Line(placeholder="Part of what you want to do; q quits")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Everything, until something is typed."""
        self.set_focus(self.query_one(Line))
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is called so."""
        event.stop()
        self._shown = fitting(self._entries, event.value)
        self._list()

    def _list(self) -> None:
        cells = max((len(entry.keys) for entry in self._shown), default=0)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            Option(
                Content.assemble(
                    (f"{entry.keys:<{cells}}  ", "$text-accent"), safe_text(entry.says)
                )
            )
            for entry in self._shown
        )
        if self._shown:
            listed.highlighted = 0
        else:
            listed.add_option(Option(NOTHING, disabled=True))

    def action_move(self, by: int) -> None:
        """Highlight what stands below or above."""
        if self._shown:
            listed = self.query_one(OptionList)
            listed.highlighted = ((listed.highlighted or 0) + by) % len(self._shown)

    def action_choose(self) -> None:
        """Do what is highlighted."""
        self._choose(self.query_one(OptionList).highlighted or 0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click does it."""
        self._choose(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was there goes into it."""
        if event.is_printable and event.character is not None and self.focused is None:
            event.stop()
            self.query_one(Line).insert_text_at_cursor(event.character)

    def _choose(self, index: int) -> None:
        if self.is_active and index < len(self._shown):
            self.dismiss(self._shown[index])


def fitting(entries: Sequence[Entry], text: str) -> Sequence[Entry]:
    """What is called as was typed: each word begins one of its words; best what begins so."""
    wanted = find_words(text)
    if not wanted:
        return entries
    found = [
        entry
        for entry in entries
        if all(any(has.startswith(word) for has in find_words(entry.says)) for word in wanted)
    ]
    return sorted(found, key=lambda entry: not folded(entry.says).startswith(folded(text)))
