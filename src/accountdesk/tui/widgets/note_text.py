"""The text of a note while it is typed: Enter ends a line, and at the end of the note records."""

from collections.abc import Callable
from typing import Self

from textual import events
from textual.document._document import Location
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from accountdesk.core.completion import Completion
from accountdesk.core.note import LONGEST
from accountdesk.core.text import clean
from accountdesk.tui.widgets.line import act_in_turn

HINT = """call in dana: liked the pilot
we: send the offer by fri
next: ring them tue 10:00"""


class NoteText(TextArea):
    """Textual's, but keys act in their turn, and what is pasted never records."""

    DEFAULT_CSS = """
    NoteText, NoteText:focus { border: none; padding: 0; background: $surface; }
    NoteText > .text-area--placeholder { color: $text-muted; text-style: italic; }
    """

    class Ended(Message):
        """Enter was pressed on an empty line behind all that was typed."""

    class TooLong(Message):
        """What was pasted is no note; nothing of it was taken."""

    def __init__(self, text: str) -> None:
        self._drawn: dict[int, Strip] = {}
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
            placeholder=HINT,
        )
        self._offered = ("", Completion(), 0)
        self.cursor_blink = False  # each blink is sent over the link
        self.move_cursor(self.document.end)

    def render_line(self, y: int) -> Strip:
        """Draw a line, and remember how it was drawn."""
        strip = self._drawn[y] = super().render_line(y)
        return strip

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw again what looks otherwise: Textual's sends all of it for each letter, 2 kB."""
        if regions or layout or recompose or not repaint or not self._drawn:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        render = super().render_line
        lines = [y for y in range(self.size.height) if self._drawn.get(y) != render(y)]
        if lines:
            super().refresh(*(Region(0, y, self.size.width, 1) for y in lines))
        return self

    @property
    def before(self) -> str:
        """The text as far as the cursor."""
        return self.get_text_range((0, 0), self.cursor_location)

    @property
    def at_the_end(self) -> bool:
        """Whether nothing stands on the line of the cursor, nor below it."""
        row = self.cursor_location[0]
        return not any(
            self.document.get_line(at).strip() for at in range(row, self.document.line_count)
        )

    def complete(self, find: Callable[[str], Completion]) -> tuple[str, ...]:
        """Complete what stands before the cursor; once more, the next that fits.

        Args:
            find: What may stand at the end of a text.

        Returns:
            What would fit as well; just nothing where nothing fits.
        """
        before, completion, chosen = self._offered
        if completion.candidates and self.before == before:
            chosen = (chosen + 1) % len(completion.candidates)
        else:
            completion, chosen = find(self.before), 0
        if not completion.candidates:
            return ()
        text = completion.candidates[chosen]
        row, column = self.cursor_location
        self._put(text, (row, column - completion.replaces), (row, column))
        self._offered = (self.before, completion._replace(replaces=len(text)), chosen)
        return tuple(one for one in completion.candidates if one != text)

    async def on_key(self, event: events.Key) -> None:
        """Let keys that edit act now, and Enter on an empty line at the end record."""
        if event.key == "enter" and self.at_the_end:
            event.prevent_default()
            event.stop()
            self.post_message(self.Ended())
        elif not event.is_printable:
            await act_in_turn(self, event)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted as it is seen: what a terminal would obey is no text."""
        event.prevent_default()
        event.stop()
        if len(self.text) + len(event.text) > LONGEST:
            self.post_message(self.TooLong())
        elif not self.read_only:
            lines = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            # A tab is wide, and no note needs one.
            text = "\n".join(clean(line.replace("\t", "  "), LONGEST) for line in lines)
            self._put(text, *self.selection)

    def _put(self, text: str, start: Location, end: Location) -> None:
        self.move_cursor(self.replace(text, start, end).end_location)
