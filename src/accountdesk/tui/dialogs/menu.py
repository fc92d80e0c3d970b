"""A menu that shows itself: one key for each thing to choose, or arrows and Enter."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from accountdesk.core.text import clean, folded, with_both_ends
from accountdesk.tui.keys import key
from accountdesk.tui.letters import Lettered
from accountdesk.tui.safe_text import safe_text

LONGEST = 70
"""Characters that a numbered item shows."""

MOST = 300
"""Characters of the text above the items; its end, a question mark as a rule, stays."""


class Menu(ModalScreen[int | None], Lettered):
    """Gives the number of what was chosen, or None."""

    DEFAULT_CSS = """
    Menu { align: left bottom; background: transparent; }
    Menu > Vertical {
        width: auto; max-width: 100%; height: auto; max-height: 100%;
        margin-bottom: 1; border: solid $primary; background: $surface; padding: 0 1;
    }
    Menu Static { width: auto; max-width: 100%; height: auto; max-height: 6; }
    Menu OptionList, Menu OptionList:focus {
        width: auto; min-width: 24; max-width: 100%; height: auto; max-height: 100%;
        border: none; padding: 0; background: $surface;
    }
    Menu OptionList > .option-list--option-highlighted,
    Menu OptionList:focus > .option-list--option-highlighted {
        color: $text; background: $primary-muted; text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("menu.close", "dismiss", "close"),
        key("menu.down", "move(1)"),
        key("menu.up", "move(-1)"),
        key("menu.choose", "choose", "choose"),
    ]

    def __init__(
        self, title: str, items: Sequence[tuple[str, str]], *, text: str = "", at: int = 0
    ) -> None:
        """Make a menu.

        Args:
            title: What it is about, on the frame.
            items: Keys and what they stand for; an empty key has none.
            text: What to say above them.
            at: Which of them is highlighted at first.
        """
        super().__init__()
        self._title = title
        self._items = items
        self._text = text
        self._at = at

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
            frame.border_subtitle = "Enter · Esc"
            if self._text:
                yield Static(safe_text(with_both_ends(self._text, MOST)))
            yield listed

    def on_mount(self) -> None:
        """Enter takes what was meant last."""
        self.query_one(OptionList).highlighted = self._at

    def action_move(self, by: int) -> None:
        """Highlight the item below or above."""
        listed = self.query_one(OptionList)
        listed.highlighted = ((listed.highlighted or 0) + by) % len(self._items)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        self._choose(self.query_one(OptionList).highlighted or 0)

    def on_key(self, event: events.Key) -> None:
        """A key of the menu chooses; another letter goes to the next item that begins with it."""
        event.stop()
        for index, (letter, _) in enumerate(self._items):
            if letter and letter == event.character:
                self._choose(index)
                return
        if event.is_printable and event.character is not None:
            listed = self.query_one(OptionList)
            at = self._next(event.character, listed.highlighted or 0)
            if at is not None:
                listed.highlighted = at

    def chooses(self, letter: str) -> bool:
        """Whether a letter is that of an item."""
        return any(letter == own for own, _ in self._items)

    def goes_to(self, letter: str) -> bool:
        """Whether the text of an item begins with a letter."""
        return self._next(letter, 0) is not None

    def _next(self, letter: str, after: int) -> int | None:
        """The next item behind another one whose text begins with a letter."""
        many, beginning = len(self._items), folded(letter)
        following = ((after + step) % many for step in range(1, many + 1))
        fits = (at for at in following if folded(self._items[at][1]).startswith(beginning))
        return next(fits, None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        if self.is_active:  # a key that comes twice chooses once
            self.dismiss(index)


class Offer(NamedTuple):
    """One thing to choose: its letter in the menu, what it is, and what it does."""

    letter: str
    label: str
    run: Callable[[], object]


def offer(screen: Screen[None], title: str, offers: Sequence[Offer]) -> None:
    """Open a menu over a screen that runs what was chosen."""
    items = [(one.letter, one.label) for one in offers]
    choose(screen, title, items, lambda at: offers[at].run())


def choose(
    screen: Screen[None],
    title: str,
    items: Sequence[tuple[str, str]],
    then: Callable[[int], object],
    *,
    text: str = "",
    otherwise: Callable[[], object] = lambda: None,
) -> None:
    """Open a menu over a screen; `then` gets the number of what was chosen, if anything was."""

    def chosen(at: int | None) -> None:
        if at is not None:
            then(at)
        else:
            otherwise()

    screen.app.push_screen(Menu(title, items, text=text), chosen)


def numbered(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Items for some texts: the first nine have a key."""
    return [(str(at) if at < 10 else "", clean(text, LONGEST)) for at, text in enumerate(texts, 1)]
