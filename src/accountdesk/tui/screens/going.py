"""Where one can go with `g`: from any screen with accounts, to any other."""

from collections.abc import Callable

from accountdesk.desk.view import Page
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.goals import GoalsScreen
from accountdesk.tui.screens.listing import Listing
from accountdesk.tui.screens.my_day import MyDayScreen
from accountdesk.tui.screens.starting import offer_drafts


def go_menu(screen: Acting) -> None:
    """Offer where one can go."""
    offers: list[tuple[str, str, Callable[[], None]]] = [
        ("m", "my day: what is for me, today", lambda: go_to(screen, MyDayScreen)),
        ("t", "targets: every goal and how far we are", lambda: go_to(screen, GoalsScreen)),
        ("d", "drafts: notes that are not recorded yet", lambda: offer_drafts(screen)),
    ]
    if isinstance(screen, Listing):
        offers.insert(0, ("g", "the top of this list", lambda: screen.current.action_jump("top")))
    choose(screen, "go", [offer[:2] for offer in offers], lambda at: offers[at][2]())


_SCREENS: dict[Page, type[MyDayScreen | GoalsScreen]] = {
    Page.MY_DAY: MyDayScreen,
    Page.TARGETS: GoalsScreen,
}


def go_to_page(screen: Asking, page: Page) -> None:
    """Go to a page on which one may start."""
    go_to(screen, _SCREENS[page])


def go_to(screen: Asking, kind: type[MyDayScreen | GoalsScreen]) -> None:
    """Go to a screen: back to it if it lies below, else to a new one."""
    app = screen.app
    if any(isinstance(below, kind) for below in app.screen_stack):
        while not isinstance(app.screen, kind):
            app.pop_screen()
    else:
        app.push_screen(kind(screen.access))
