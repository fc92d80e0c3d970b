"""Writing a note: the account above, the note below it, and what it will record."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import TextArea

from accountdesk.core.calendar import EXAMPLES, PAST_DAYS
from accountdesk.core.note import HEADER_WORDS, KIND_WORDS, LONGEST
from accountdesk.desk import words
from accountdesk.desk.drafts import Draft
from accountdesk.desk.fitting import PREVIEW_LINES, preview
from accountdesk.desk.formats import number
from accountdesk.desk.log import Recorded, Understood
from accountdesk.desk.note_page import NotePage, note_page, record_note
from accountdesk.tui.access import Access
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.dialogs.text import TextDialog
from accountdesk.tui.keys import key, keys_in_words
from accountdesk.tui.safe_text import safe_text
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.widgets.note_text import NoteText
from accountdesk.tui.widgets.one_line import OneLine
from accountdesk.tui.widgets.text_view import TextView

KEEP_AFTER_S = 0.3
"""Seconds after a key until the draft is on the disk: what a crash may cost."""

TEXT_LINES = 3
"""Lines that the text keeps, however much it records."""


WRITING = (
    (
        "The first line",
        (
            "call in dana: liked the pilot",
            f"a kind: {', '.join(KIND_WORDS)}",
            f"then, where they matter, {', '.join(HEADER_WORDS)} and people of the account",
            "Without a kind it is kept as a note.",
        ),
    ),
    (
        "Lines that record more",
        (
            "we: quote with volume tiers by fri; we(ben): what another member sees to",
            "they: org chart by mon; they(dana): who of them promised it",
            "next: send the offer by fri; next(ben): what another member does",
            'feels: uneasy "we have been burned before"; feels(dana): who of them',
            "wrong: invoice doubled by fri: a repair, and the day by which it shall be right",
            "gain them: two days a month saved; gain us: what we gained",
            "learned: ask finance before the summer: what we know better now",
            "when: yesterday 16:00",
        ),
    ),
    ("Days", (EXAMPLES, f"behind when: {PAST_DAYS}")),
    ("Recording", ("Enter ends a line; Enter on an empty line below all of it records.",)),
)
"""How a note is written."""


SEVERAL = 3
"""Of more things it is said first what can be done with them: a long list is cut at its end."""


def _told(recorded: Recorded, screen: Asking) -> str:
    """What was recorded, and what one can do with it now."""
    copies = f"{screen.pressed('see.copy')} copies what was agreed, to send by hand."
    asks = f"{screen.pressed('do.feeling')} says how they feel."
    does = [screen.taking_back, *([copies] if recorded.agreed else [])]
    does += [asks] if recorded.asks_feeling else []
    what = " · ".join(recorded.words)
    if len(recorded.words) > SEVERAL:
        many = words.count(len(recorded.words), "thing")
        first = [f"Recorded on {recorded.account}: {many}.", *does, f"{what}."]
        return " ".join((*first, *recorded.hints))
    return " ".join((f"Recorded on {recorded.account}: {what}.", *does, *recorded.hints))


class NoteScreen(Asking, inherit_bindings=False):
    """Letters go into the note, all of them; what it will record is said while it is typed."""

    CSS_PATH = "note.tcss"
    VERTICAL_BREAKPOINTS = [*Asking.VERTICAL_BREAKPOINTS, (18, "-room"), (32, "-high")]  # noqa: RUF012  # as there
    BINDINGS: ClassVar[list[BindingType]] = [
        key("type.record", "record", "record", show=True),
        key("type.forward", "complete", "complete",
            tip="Complete a kind, a field or a name; again: the next one", show=True),
        key("type.close", "back", "close, keep it", show=True),
        key("type.drop", "drop", "throw away", show=True),
        key("type.help", "explain_keys", "help", show=True),
    ]  # fmt: skip

    def __init__(self, access: Access, page: NotePage, draft: Draft) -> None:
        """Args: `draft` is what was typed before, and the name of what will be recorded."""
        super().__init__(access)
        self.page = page
        self._draft = draft
        self._waiting: Timer | None = None
        self._recording = False
        self._said: Understood | str = ""

    def parts(self) -> ComposeResult:
        """The account, and the note with what it will record."""
        yield OneLine(id="name")
        with Container(id="texts"):
            yield TextView(id="what")
            yield TextView(id="timeline")
        with Vertical(id="editor") as editor:
            ends = "" if self.page.ends is None else f"Done: {self.page.ends.what} · "
            editor.border_title = safe_text(f"{ends}Note on {self.page.account.name}")
            self.note = NoteText(self._draft.text)
            self.preview = tuple(OneLine(id=f"says{n}") for n in range(PREVIEW_LINES))
            yield self.note
            yield from self.preview

    def action_explain_keys(self) -> None:
        """Say how a note is written, and show the keys."""
        self.app.push_screen(TextDialog("Writing a note", [*WRITING, *keys_in_words(self)]))

    def on_mount(self) -> None:
        """Type at once."""
        for text in self.query(TextView):
            text.can_focus = False  # a click on it must not take the keys away
        self.show(self.page)
        self.set_focus(self.note)
        self.access.editors.append(self._keep)

    def show(self, page: NotePage) -> None:
        """Show the account as it is by now; the note stays as it is."""
        self.page, account = page, page.account
        self.query_one("#name", OneLine).show(f"{account.name} · {account.about}")
        self.query_one("#what", TextView).show(account.whole)
        self.query_one("#timeline", TextView).show((("What happened", account.happened),))
        self._tell()

    def action_read(self) -> None:
        """Read the account again."""
        work = partial(note_page, account=self.page.account.key, ends=self._draft.ends)
        self.ask("account", work, self.show)

    def on_resize(self) -> None:
        """What will be recorded is said on lines of the new width."""
        self.call_after_refresh(self._tell)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what will be recorded, and keep the draft in a moment."""
        event.stop()
        self.note.refresh()
        self._tell()
        if self._waiting is None:
            self._waiting = self.set_timer(KEEP_AFTER_S, self._keep_and_say)

    def on_text_area_selection_changed(self) -> None:
        """What Enter does depends on where the cursor is."""
        self._frame()

    def _tell(self) -> None:
        """Say what the note records so far, or why it cannot be."""
        said = self._said = self.page.understood_or_why(self.note.text)
        if isinstance(said, Understood):
            texts = [f"· {text}" for text in said.words] + [f"! {hint}" for hint in said.hints]
        else:
            texts = [f"! {said}"] if self.note.text.strip() else []
        size = self.query_one("#editor").content_size
        lines = preview(texts, max(20, size.width), max(1, size.height - TEXT_LINES))
        for at, line in enumerate(self.preview):
            if line.display != (at < len(lines)):  # to set it lays the screen out anew
                line.display = at < len(lines)
            line.show(lines[at] if at < len(lines) else "")
        self._frame()

    def _frame(self) -> None:
        """Say what Enter does now."""
        said = self._said
        if self._recording:
            says = "recording …"
        elif isinstance(said, Understood):
            enter = "Enter" if self.note.at_the_end else "Enter twice"
            says = f"{enter}: record {words.count(len(said.bodies), 'thing')}"
        else:
            says = "nothing to record yet"
        editor = self.query_one("#editor")
        if editor.border_subtitle != says:  # to set it sends the whole editor again
            editor.border_subtitle = says

    def on_note_text_too_long(self) -> None:
        """What was pasted does not fit."""
        self.say(f"Nothing was pasted: a note has at most {number(LONGEST)} characters.")

    def on_note_text_ended(self) -> None:
        """Enter on an empty line records."""
        self.action_record()

    def action_record(self) -> None:
        """Record what is shown; the note stays here until that is durable."""
        said = self.page.understood_or_why(self.note.text)
        if isinstance(said, str):
            self.say(said)
        if isinstance(said, str) or self._recording:
            return
        self._recording = self.note.read_only = True
        self.access.drafts.recording.add(self._draft.note)
        self._keep_and_say()
        self._frame()
        work = partial(record_note, page=self.page, note=self._draft.note, said=said)
        self.do(work, self._recorded, self._not_recorded)

    def acts(self) -> None:
        """It is recorded of what is below; what it agrees is yet to be said back, so that stays."""
        below, said = self.app.screen_stack[-2], self._said
        if isinstance(below, Asking) and not (isinstance(said, Understood) and said.agrees):
            below.acts()

    def _recorded(self, recorded: Recorded) -> None:
        self.access.drafts.recording.discard(self._draft.note)
        self.access.drafts.drop(self._draft)
        if self in self.app.screen_stack:
            while not self.is_active:  # its help may lie over it
                self.app.pop_screen()
            self._leave()
        self.access.agreed[self.page.account.key] = recorded.agreed
        self.say_here(_told(recorded, self))

    def _not_recorded(self, why: str) -> None:
        self.access.drafts.recording.discard(self._draft.note)
        self._recording = self.note.read_only = False
        if self in self.app.screen_stack:
            self._frame()
        self.say_here(f"{why} The note is kept.")

    def action_complete(self) -> None:
        """Complete what stands before the cursor; once more, the next that fits."""
        if others := self.note.complete(self.page.completion):
            self.say(f"Tab again: {', '.join(others)}")

    def action_back(self) -> None:
        """Leave; what was typed is kept, to go on with."""
        self._leave()
        if self._keep_and_say() and self.note.text.strip() and not self._recording:
            goes_on = f"{self.pressed('do.write')} there goes on with it."
            self.say_here(f"The note on {self.page.account.name} is kept: {goes_on}")

    def action_drop(self) -> None:
        """Throw the note away, after a question."""
        name = self.page.account.name

        def answered(at: int) -> None:
            if at and not self._recording:
                self.note.text = ""
                self.action_back()
                self.say_here(f"Thrown away: the note on {name} that was not recorded.")

        if not self.note.text.strip():
            self.action_back()
        elif not self._recording:
            items = (("", "no: go on with it"), ("y", "yes: throw it away"))
            choose(self, "note", items, answered, text="Throw away what is typed here?")

    def _leave(self) -> None:
        self.access.editors.remove(self._keep)
        self.dismiss(None)

    def _keep(self) -> None:
        self._draft = self._draft._replace(text=self.note.text)
        self.access.drafts.keep(self._draft)

    def _keep_and_say(self) -> bool:
        """Keep the note as it is now; whether it is on the disk."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        try:
            self._keep()
        except OSError as error:
            self.say_here(f"The note is only here: no draft of it can be kept ({error.strerror}).")
            return False
        return True
