"""What screens with an account in them have in common: writing on it, and taking back."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey, NoteId
from accountdesk.core.text import with_both_ends
from accountdesk.desk.account_page import AccountPage
from accountdesk.desk.drafts import Draft
from accountdesk.desk.log import Noted
from accountdesk.desk.mint import mint
from accountdesk.desk.note_page import NotePage, note_page
from accountdesk.desk.undo import Undoing, take_back, undo_or_ask
from accountdesk.tui.dialogs.copying import copy_from
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.dialogs.text import TextDialog
from accountdesk.tui.keys import key
from accountdesk.tui.screens.asking import Asking

LONGEST = 300
"""Characters that are said of what was taken back."""
NO_ACCOUNT = "There is no account in this list. a adds one."


class Acting(Asking):
    """Keys act on the account that is here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("t", "write", "write", id="do.write", tip="Write what happened, and what is next",
            show=True),
        key("x", "next_step", "next", id="do.next", tip="Next steps: end one, move one, a new one"),
        key("a", "add", "add", id="do.add", tip="Add … (a menu)", show=True),
        key("u", "undo", "undo", id="do.undo", tip="Take back what you recorded last; says what"),
    ]  # fmt: skip

    @property
    def here(self) -> AccountKey | None:
        """The account that keys act on; None: there is none."""
        raise NotImplementedError

    @property
    def marked(self) -> tuple[AccountKey, ...]:
        """The accounts that a key acts on which can act on several."""
        return () if self.here is None else (self.here,)

    @property
    def names(self) -> tuple[str, ...]:
        """What the marked accounts are called; empty if none is marked."""
        return ()

    def unmark(self) -> None:
        """What was marked has been acted on."""

    def with_page(self, subject: str, then: Callable[[AccountPage], None]) -> None:
        """Have the account's page read, unless it is there; `then` gets it."""
        raise NotImplementedError

    def action_explain(self) -> None:
        """Say why the account needs us, point by point."""

        def say_why(page: AccountPage) -> None:
            self.app.push_screen(TextDialog(page.name, page.explained))

        self.with_page("why", say_why)

    def action_copy(self) -> None:
        """Offer what can be copied of the account."""
        self.with_page("copy", partial(copy_from, self))

    def action_add(self) -> None:
        """Show what can be added."""
        from accountdesk.tui.screens.adding import Target, add_menu  # not before the first frame

        add_menu(self, Target(self.here, self.marked, self.names, self.unmark))

    def action_next_step(self) -> None:
        """Show what is next for the account, to end it or to move it."""
        from accountdesk.tui.screens.adding import next_menu  # as above

        if self.here is None:
            self.say(NO_ACCOUNT)
        else:
            next_menu(self, self.here)

    def action_write(self) -> None:
        """Write on the account, or go on with what was begun."""
        if self.here is None:
            self.say(NO_ACCOUNT)
        else:
            self.ask_to_open("note", partial(note_page, account=self.here), self._write)

    def go_on_with(self, draft: Draft, failed: Callable[[], None]) -> None:
        """Go on with a note, also where its account was joined with another one since."""
        work = partial(note_page, account=draft.account)
        self.ask_to_open("note", work, partial(self._write, begun=draft), failed)

    def _write(self, page: NotePage, begun: Draft | None = None) -> None:
        # 20 ms that the first frame goes without.
        from accountdesk.tui.screens.note import NoteScreen

        account = page.account
        begun = begun or self.access.drafts.of(account.key)
        if begun and begun.note in self.access.drafts.recording:
            self.say(f"The note on {account.name} is still being recorded. Try again in a moment.")
            return
        draft = begun or Draft(NoteId(mint()), account.key, account.name, "")
        self.app.push_screen(NoteScreen(self.access, page, draft))

    def action_undo(self) -> None:
        """Take the last note of whoever is here back; an older one only after a question."""
        self.do(undo_or_ask, self._undone)  # behind all that is still being recorded

    def _undone(self, done: tuple[Undoing, Noted | None]) -> None:
        what, noted = done

        def answered(at: int) -> None:
            if at == 0:
                self.do(partial(take_back, what=what), lambda noted: self._undone((what, noted)))

        if noted is None:
            items = (("y", "take it back"), ("n", "leave it as it is"))
            choose(self, "undo", items, answered, text=what.question or "")
        else:
            told = with_both_ends("; ".join(what.words), LONGEST)
            self.say_here(" ".join((f"Taken back: {told}.", *noted.hints)))
