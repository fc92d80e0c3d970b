"""Writing on an account and taking back, from whatever screen an account is on."""

from collections.abc import Callable
from functools import partial

from accountdesk.core.entry import AccountKey, NoteId, id_text
from accountdesk.core.text import with_both_ends
from accountdesk.desk.drafts import Draft
from accountdesk.desk.log import Noted
from accountdesk.desk.mint import mint
from accountdesk.desk.note_page import NotePage, note_page
from accountdesk.desk.undo import Undoing, take_back, undoing
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.note import NoteScreen

LONGEST = 300
"""Characters that are said of what was taken back."""


def write(screen: Asking, account: AccountKey, ends: str = "") -> None:
    """Write on an account, or go on with what was begun; `ends` is the step that it ends."""
    work = partial(note_page, account=account, ends=ends)
    screen.ask_to_open("note", work, partial(_write, screen))


def go_on_with(screen: Asking, draft: Draft, failed: Callable[[], None]) -> None:
    """Go on with a note, also where its account was joined with another one since."""
    work = partial(note_page, account=draft.account, ends=draft.ends)
    screen.ask_to_open("note", work, partial(_write, screen, begun=draft), failed)


def _write(screen: Asking, page: NotePage, begun: Draft | None = None) -> None:
    account, drafts = page.account, screen.access.drafts
    begun = begun or drafts.of(account.key)
    if begun and begun.note in drafts.recording:
        screen.say(f"The note on {account.name} is still being recorded. Try again in a moment.")
        return
    draft = begun or Draft(NoteId(mint()), account.key, account.name, "")
    draft = draft._replace(ends="" if page.ends is None else id_text(page.ends.entry))
    screen.app.push_screen(NoteScreen(screen.access, page, draft))


def take_last_back(screen: Asking) -> None:
    """Ask whether to take back what whoever is here recorded last, behind what is on its way."""
    screen.do(undoing, partial(_ask, screen))


def _ask(screen: Asking, what: Undoing) -> None:
    def answered(at: int) -> None:
        if at:
            screen.do(partial(take_back, what=what), partial(_undone, screen, what))

    again = screen.pressed("do.undo")
    yes = again if len(again) == 1 else "y"
    items = (("", "no: leave it as it is"), (yes, "yes: take it back"))
    if screen.is_active:  # else it was asked twice
        choose(screen, "undo", items, answered, text=what.question)


def _undone(screen: Asking, what: Undoing, noted: Noted) -> None:
    screen.access.agreed.clear()  # what was agreed may be what was taken back
    told = with_both_ends("; ".join(what.words), LONGEST)
    screen.say_here(" ".join((f"Taken back: {told}.", *noted.hints)))
