"""Picking: something out of a list, found by typing; where it is asked so, also what is typed."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from accountdesk.core.text import find_words, folded
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text
from accountdesk.tui.widgets.line import Line

NOTHING = "nothing is typed or chosen yet · Esc: back"


class Question(NamedTuple):
    """What is asked.

    Attributes:
        title: On the frame.
        items: What there is to pick: what stands at the left, such as a key, and what it is.
        text: What is said above, on as many lines as it has.
        hint: What stands in the empty line.
        typed: What stands in the line at first.
        free: Whether what is typed is an answer, too, if nothing is called so.
        optional: Whether nothing is an answer.
        named: Whether nothing is chosen before something was typed or an arrow pressed.
        none: What is said where nothing is called so.
        keys: What Enter and Esc do, on the frame.
        is_own: Whether what was typed stands before what is called so.
        is_secret: Whether nobody may see what is typed.
    """

    title: str
    items: Sequence[tuple[str, str]] = ()
    text: str = ""
    hint: str = ""
    typed: str = ""
    free: bool = False
    optional: bool = False
    named: bool = False
    none: str = ""
    keys: str = "type to find · Enter: take it · Esc: close"
    is_own: Callable[[str], bool] = lambda typed: False
    is_secret: bool = False


class Pick(ModalScreen[int | str | None]):
    """Gives the number of an item, what was typed, or None."""

    DEFAULT_CSS = """
    Pick { align: left bottom; background: transparent; }
    Pick > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 100%;
        margin-bottom: 1; border: solid $primary; background: $surface; padding: 0 1;
    }
    Pick Static { height: auto; max-height: 40vh; }
    Pick Line, Pick Line:focus { border: none; height: 1; padding: 0; background: $surface; }
    Pick Line:focus { background: $primary-muted; }
    Pick OptionList, Pick OptionList:focus {
        width: 100%; height: auto; max-height: 14; border: none; padding: 0; background: $surface;
    }
    Pick OptionList > .option-list--option-highlighted,
    Pick OptionList:focus > .option-list--option-highlighted {
        color: $text; background: $primary-muted; text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("type.close", "dismiss", "close"),
        key("type.down", "move(1)"),
        key("type.up", "move(-1)"),
        key("type.accept", "choose", "choose"),
    ]

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._typed = question.typed
        self._shown: list[int | str] = []

    def compose(self) -> ComposeResult:
        """The line to type in, and what it finds."""
        question = self._question
        with Vertical() as frame:
            frame.border_title = safe_text(question.title)
            frame.border_subtitle = question.keys
            if question.text:
                lines = [safe_text(line) for line in question.text.split("\n")]
                yield Static(Content("\n").join(lines))
            yield Line(
                question.typed,
                placeholder=question.hint,
                select_on_focus=True,
                password=question.is_secret,
            )
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Everything, until something is typed."""
        self.set_focus(self.query_one(Line))
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is called so."""
        event.stop()
        self._typed = event.value
        self._list()

    def _list(self) -> None:
        question, typed = self._question, self._typed.strip()
        texts = [text for _, text in question.items]
        self._shown = [*fitting(texts, typed)]
        if question.free and typed and all(folded(text) != folded(typed) for text in texts):
            self._shown.insert(0 if question.is_own(typed) else len(self._shown), typed)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(self._option(one) for one in self._shown)
        if self._shown:
            listed.highlighted = None if question.named and not typed else 0
        elif question.none and typed:
            listed.add_option(Option(question.none, disabled=True))

    def _option(self, one: int | str) -> Option:
        if isinstance(one, str) and self._question.is_secret:
            return Option("what was typed; nobody sees it")
        if isinstance(one, str):
            return Option(safe_text(f"“{one}”, as it was typed" if len(self._shown) > 1 else one))
        left, text = self._question.items[one]
        cells = max(len(left) for left, _ in self._question.items)
        return Option(
            Content.assemble(
                (f"{left:<{cells}}  " if cells else "", "$text-accent"), safe_text(text)
            )
        )

    def action_move(self, by: int) -> None:
        """Highlight what stands below or above."""
        if self._shown:
            listed = self.query_one(OptionList)
            at = (-1 if by > 0 else 0) if listed.highlighted is None else listed.highlighted
            listed.highlighted = (at + by) % len(self._shown)

    def action_choose(self) -> None:
        """Take what is highlighted; nothing, where that is an answer."""
        if self._question.optional and not self._typed.strip():
            self.dismiss("")
        else:
            self._choose(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes it."""
        self._choose(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was there goes into it."""
        if event.is_printable and event.character is not None and self.focused is None:
            event.stop()
            self.query_one(Line).insert_text_at_cursor(event.character)

    def _choose(self, index: int | None) -> None:
        if index is None or index >= len(self._shown):
            self.query_one(Vertical).border_subtitle = NOTHING
        elif self.is_active:
            self.dismiss(self._shown[index])


def fitting(texts: Sequence[str], typed: str) -> list[int]:
    """Which texts are called as was typed: each word begins one of theirs.

    What is just so stands first, then what begins so.
    """
    wanted = find_words(typed)
    found = [
        at
        for at, text in enumerate(texts)
        if all(any(has.startswith(word) for has in find_words(text)) for word in wanted)
    ]
    plain = folded(typed)

    def order(at: int) -> tuple[bool, bool]:
        return folded(texts[at]) != plain, not folded(texts[at]).startswith(plain)

    return sorted(found, key=order)
