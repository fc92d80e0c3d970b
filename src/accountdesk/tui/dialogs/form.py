"""A form: lines to fill in, and what would be recorded of them, said while one types."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Filled, Form, understood
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.terminal_app import TerminalApp
from accountdesk.tui.widgets.line import Line

KEYS = "Enter: next, at the end record · {type.record}: record · Esc: close"


class FormDialog(ModalScreen[None]):
    """Over the screen whose lanes it uses; it stays until what was typed is recorded, or closed."""

    app = getters.app(TerminalApp)
    DEFAULT_CSS = """
    FormDialog { align: left bottom; background: transparent; }
    FormDialog > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 100%; margin-bottom: 1;
        border: solid $primary; background: $surface; padding: 0 1;
    }
    FormDialog Horizontal { height: 1; }
    FormDialog .label { width: 10; color: $text-accent; }
    FormDialog Line, FormDialog Line:focus {
        border: none; height: 1; padding: 0; width: 1fr; background: $surface;
    }
    FormDialog Line:focus { background: $primary-muted; }
    FormDialog #says { height: auto; min-height: 2; max-height: 5; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("type.accept", "next", "next"),
        key("type.forward", "move(1)"),
        key("type.backward", "move(-1)"),
        key("type.down", "move(1)"),
        key("type.up", "move(-1)"),
        key("type.record", "record", "record"),
        key("type.close", "close", "close"),
    ]

    def __init__(self, opener: Asking, form: Form, then: Callable[[], None] = lambda: None) -> None:
        """Args: `then` is called when it was recorded."""
        super().__init__()
        self._opener = opener
        self._form = form
        self._then = then
        self._recording = False

    def compose(self) -> ComposeResult:
        """A line for each blank, and what would be recorded."""
        form = self._form
        before, typed = self._opener.access.typed.get(form.key, (self._before, self._before))
        # Somebody may have changed it meanwhile: what was typed stays, and that is said.
        said = list(zip(before, typed, self._before, strict=True))
        typed = tuple(now if text == was else text for was, text, now in said)
        self._meanwhile = "".join(
            f"Somebody has said meanwhile: {blank.label} {now or 'empty'}. "
            for blank, (was, text, now) in zip(form.blanks, said, strict=True)
            if was not in (text, now) and now != text
        )
        with Vertical() as frame:
            frame.border_title = safe_text(form.title)
            frame.border_subtitle = self.app.with_keys(KEYS)
            for blank, value in zip(form.blanks, typed, strict=True):
                with Horizontal():
                    yield Static(blank.label, classes="label", markup=False)
                    yield Line(value, placeholder=blank.hint, select_on_focus=True)
            yield Static(id="says")

    def on_mount(self) -> None:
        """Type at once."""
        self._lines = tuple(self.query(Line))
        self.set_focus(self._lines[0])
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what would be recorded."""
        event.stop()
        self._tell()

    @property
    def _before(self) -> tuple[str, ...]:
        return tuple(blank.value for blank in self._form.blanks)

    @property
    def _answers(self) -> tuple[str, ...]:
        return tuple(line.value.strip() for line in self._lines)

    def _filled(self) -> Filled | str:
        """What the answers mean, or the sentence why they mean nothing."""
        try:
            return understood(self._form, self._answers)
        except AccountDeskError as error:
            return str(error)

    def _tell(self, why: str | None = None) -> None:
        filled = self._filled()
        says = f"! {filled}" if isinstance(filled, str) else f"· {filled.words}"
        self.query_one("#says", Static).update(safe_text(self._meanwhile + (why or says)))

    def action_move(self, by: int) -> None:
        """Go to the line below or above."""
        at = self._lines.index(self.focused) if isinstance(self.focused, Line) else 0
        self.set_focus(self._lines[(at + by) % len(self._lines)])

    def action_next(self) -> None:
        """Go to the next line; at the end, record."""
        if self.focused is self._lines[-1]:
            self.action_record()
        else:
            self.action_move(1)

    def action_record(self) -> None:
        """Record what is said below; the form stays until that is durable."""
        filled = self._filled()
        if isinstance(filled, str):
            self._tell()
        elif not self._recording:
            self._freeze(recording=True)
            self._opener.do(filled.record, self._recorded, self._not_recorded)

    def _recorded(self, sentence: str) -> None:
        self._opener.access.typed.pop(self._form.key, None)
        self.dismiss(None)
        self._opener.say_here(f"Recorded: {sentence} {self._opener.taking_back}")
        self._then()

    def _not_recorded(self, why: str) -> None:
        self._freeze(recording=False)
        self._tell(f"! {why}")

    def _freeze(self, *, recording: bool) -> None:
        """What is being recorded stays as it is, and here, until that is durable."""
        self._recording = recording
        for line in self._lines:
            line.frozen = recording
        if recording:
            self._tell("recording …")

    def action_close(self) -> None:
        """Leave; what was typed is there when the form is opened again."""
        if self._recording:
            return
        if self._answers == self._before:
            self._opener.access.typed.pop(self._form.key, None)
        else:
            self._opener.access.typed[self._form.key] = (self._before, self._answers)
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Nothing that a line does not take reaches the screen below."""
        event.stop()


def open_form(
    screen: Asking, form: Callable[[Desk], Form], then: Callable[[], None] = lambda: None
) -> None:
    """Have a form read, and open it over a screen; `then` is called when it was recorded."""

    def open_it(read: Form) -> None:
        screen.app.push_screen(FormDialog(screen, read, then))

    screen.ask_to_open("form", form, open_it)
