"""What a desk asks at its start: who is at it, and whether to go on with notes begun before."""

from collections.abc import Sequence
from functools import partial

from accountdesk.core.member import Holds, Member
from accountdesk.desk.desk_page import DeskPage
from accountdesk.desk.drafts import Draft
from accountdesk.desk.form import Form
from accountdesk.desk.forms import member_form
from accountdesk.desk.view import Page
from accountdesk.desk.who import i_am, who_could_be
from accountdesk.tui.dialogs.copying import copy
from accountdesk.tui.dialogs.form import FormDialog
from accountdesk.tui.dialogs.menu import choose, numbered
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.writing import go_on_with

ONCE = "What you record is recorded as yours. It is asked once; Esc: not now."
GONE = "Its account cannot be opened here. What was typed:"
DRAFTS = "Typed, and not recorded yet. Choose one to go on with it; Esc: later, with {go.menu} d."


def start(screen: Acting, page: DeskPage) -> None:
    """Ask what must be asked; else go where one was last.

    In a stand-up nobody is asked about notes: the account that one is about opens with it.
    """
    held = page.known and page.view.page is Page.STANDUP
    if page.keeps and (screen.access.drafts.waiting or not page.known) and not held:
        greet(screen, known=page.known)
    elif page.view.page is not Page.DESK:
        from accountdesk.tui.screens.going import go_to_page  # it leads here, too

        go_to_page(screen, page.view.page)


def greet(screen: Acting, *, known: bool) -> None:
    """Ask who is here, if nobody knows yet; else offer what was typed and not recorded."""
    if known:
        offer_drafts(screen)
        return
    who_are_you(screen)
    if screen.access.drafts.waiting:
        screen.say(
            f"There are notes that are not recorded yet: {screen.pressed('go.menu')} d shows them."
        )


def who_are_you(screen: Acting) -> None:
    """Ask who is at the desk."""
    screen.ask_to_open("who", who_could_be, partial(_who, screen))


def offer_drafts(screen: Acting) -> None:
    """Offer the notes that were typed and not recorded."""
    waiting = screen.access.drafts.waiting
    items = numbered([f"{draft.name}: {' '.join(draft.text.split())}" for draft in waiting])
    if items:
        on = partial(_go_on, screen, waiting)
        choose(screen, "notes", items, on, text=screen.app.with_keys(DRAFTS))
    else:
        screen.say("Every note that was begun is recorded.")


def _go_on(screen: Acting, waiting: Sequence[Draft], at: int) -> None:
    draft = waiting[at]
    go_on_with(screen, draft, partial(_without_account, screen, draft))


def _without_account(screen: Acting, draft: Draft) -> None:
    """Offer what is left to do with a note whose account is not here any more."""

    def chosen(at: int) -> None:
        if at:
            screen.access.drafts.drop(draft)
        else:
            copy(screen, "note", draft.text)

    items = [("y", "copy its text"), ("d", "drop it for good")]
    choose(screen, draft.name, items, chosen, text=f"{GONE} {' '.join(draft.text.split())}")


def _who(screen: Acting, members: tuple[Member, ...]) -> None:
    def chosen(at: int) -> None:
        if at == 0:
            screen.ask_to_open("form", partial(member_form, me=True), open_form)
        elif members[at - 1].seat is not None:
            be(members[at - 1], members[at - 1].seat)
        else:
            held = [("h", "hunter: win customers"), ("f", "farmer: serve them"), ("b", "both")]
            name = members[at - 1].name
            choose(
                *(screen, name, held),
                lambda n: be(members[at - 1], tuple(Holds)[n]),
                text="What do you do?",
                otherwise=lambda: screen.say(
                    f"Not recorded that you are {name}; {screen.pressed('see.mine')} asks again."
                ),
            )

    def open_form(form: Form) -> None:
        screen.app.push_screen(FormDialog(screen, form))

    def be(member: Member, holds: Holds | None) -> None:
        if holds is not None:
            screen.do(partial(i_am, member=member, holds=holds), screen.say_here)

    items = [
        ("0", "somebody who is not listed here"),
        *numbered([member.name for member in members]),
    ]
    choose(screen, "Who are you?", items, chosen, text=ONCE)
