"""What screens with an account in them have in common: writing on it, and taking back."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey, NoteId
from accountdesk.desk.drafts import Draft
from accountdesk.desk.log import Noted
from accountdesk.desk.mint import mint
from accountdesk.desk.note_page import NotePage, note_page
from accountdesk.desk.undo import Undoing, take_back, undoing
from accountdesk.tui.dialogs.menu import Menu
from accountdesk.tui.keys import key
from accountdesk.tui.screens.asking import Asking


class Acting(Asking):
    """Keys act on the account that is here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("t", "write", "write", id="do.write", tip="Write what happened, and what is next",
            show=True),
        key("u", "undo", "undo", id="do.undo", tip="Take back what you recorded last; says what"),
    ]  # fmt: skip

    @property
    def here(self) -> AccountKey | None:
        """The account that keys act on; None: there is none."""
        raise NotImplementedError

    def action_write(self) -> None:
        """Write on the account, or go on with what was begun."""
        if self.here is None:
            self.say("There is no account in this list. a adds one.")
        else:
            self.write_on(self.here)

    def write_on(self, account: AccountKey) -> None:
        """Write on an account."""
        self.ask_to_open("note", partial(note_page, account=account), self._write)

    def _write(self, page: NotePage) -> None:
        from accountdesk.tui.screens.note import (
            NoteScreen,
        )  # 20 ms that the first frame goes without

        account = page.account
        begun = self.access.drafts.of(account.key)
        draft = begun or Draft(NoteId(mint()), account.key, account.name, "")
        self.app.push_screen(NoteScreen(self.access, page, draft))

    def action_undo(self) -> None:
        """Take the last note of whoever is here back; an older one only after a question."""
        self.ask_to_open("undo", undoing, self._undo)

    def _undo(self, what: Undoing) -> None:
        if what.question is None:
            self._take_back(what)
        else:
            items = (("y", "take it back"), ("n", "leave it as it is"))
            answered = partial(self._take_back_if, what)
            self.app.push_screen(Menu("undo", items, text=what.question), answered)

    def _take_back_if(self, what: Undoing, chosen: int | None) -> None:
        if chosen == 0:
            self._take_back(what)

    def _take_back(self, what: Undoing) -> None:
        def say(noted: Noted) -> None:
            self.say_here(" ".join((f"Taken back: {'; '.join(what.words)}.", *noted.hints)))

        self.do(partial(take_back, what=what), say)
