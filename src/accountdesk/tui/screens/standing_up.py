"""Beginning a stand-up, or going on with it, from whatever screen one is on."""

from functools import partial

from accountdesk.desk.standup import Walk, begin
from accountdesk.desk.standup_page import StandupPage, standup_page
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.standup import StandupScreen


def open_standup(screen: Acting) -> None:
    """Go on with the stand-up of today, or begin it; of one that is done, ask."""
    if not screen.app.back_to(StandupScreen):
        screen.do(begin, partial(_begun, screen))


def _begun(screen: Acting, walk: Walk) -> None:
    def chosen(at: int) -> None:
        if at:
            screen.do(partial(begin, instead=walk), lambda now: _show(screen))
        else:
            _show(screen)

    if walk.done:
        items = [("s", "the summary of today's"), ("n", "another one")]
        choose(screen, "stand-up", items, chosen, text="The stand-up of today is done.")
    else:
        _show(screen)


def _show(screen: Acting) -> None:
    def push(page: StandupPage | None) -> None:
        if page is not None:
            screen.app.push_screen(StandupScreen(screen.access, page))

    screen.ask_to_open("standup", standup_page, push)
