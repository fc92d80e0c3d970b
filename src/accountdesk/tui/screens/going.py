"""Where one can go with `g`: from any screen with accounts, to any other."""

from functools import partial

from accountdesk.desk.shoes_page import shoes_page
from accountdesk.desk.view import Page
from accountdesk.tui.dialogs.menu import Offer, offer
from accountdesk.tui.screens.about_account import ShoesScreen, open_about
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.goals import GoalsScreen
from accountdesk.tui.screens.inheriting import inherit
from accountdesk.tui.screens.learned import LearnedScreen
from accountdesk.tui.screens.listing import Listing
from accountdesk.tui.screens.my_day import MyDayScreen
from accountdesk.tui.screens.outbox import OutboxScreen
from accountdesk.tui.screens.process import ProcessScreen, open_process
from accountdesk.tui.screens.promises import PromisesScreen
from accountdesk.tui.screens.review import ReviewScreen, open_review
from accountdesk.tui.screens.standing_up import open_standup
from accountdesk.tui.screens.starting import offer_drafts


def go_menu(screen: Acting) -> None:
    """Offer where one can go."""
    offer(screen, "go", go_offers(screen))


def go_offers(screen: Acting) -> list[Offer]:
    """Where one can go."""
    offers = [
        Offer("m", "my day: what is for me, today", partial(go_to, screen, MyDayScreen)),
        Offer(
            "p", "promises, ours and theirs, by their day", partial(go_to, screen, PromisesScreen)
        ),
        Offer("s", "stand-up: account by account what changed", partial(open_standup, screen)),
        Offer("t", "targets: every goal and how far we are", partial(go_to, screen, GoalsScreen)),
        Offer("k", "what we learned, and both sides gained", partial(go_to, screen, LearnedScreen)),
        Offer("o", "outbox: what waits for CRMs", partial(go_to, screen, OutboxScreen)),
        Offer("d", "drafts: notes that are not recorded yet", partial(offer_drafts, screen)),
    ]
    if screen.here is not None and not isinstance(screen, ShoesScreen):
        whose = partial(open_about, screen, screen.here, ShoesScreen, shoes_page)
        offers.append(Offer("y", "their shoes: the last 90 days from their chair", whose))
    if not isinstance(screen, ProcessScreen):
        way = partial(open_process, screen, screen.here)
        offers.append(Offer("w", "our way: our steps, and which account is where", way))
    if screen.here is not None and not isinstance(screen, ReviewScreen):
        reviewed = partial(open_review, screen, screen.here)
        offers.append(Offer("r", "review: a quarter with them, for us or for them", reviewed))
    offers.append(
        Offer("i", "what I inherit: briefs of what somebody holds", partial(inherit, screen))
    )
    if isinstance(screen, Listing):
        top = Offer("g", "the top of this list", lambda: screen.current.action_jump("top"))
        return [top, *offers]
    return offers


Places = MyDayScreen | GoalsScreen | LearnedScreen | OutboxScreen | PromisesScreen
"""Screens that are about no one account."""

_SCREENS: dict[Page, type[MyDayScreen | GoalsScreen]] = {
    Page.MY_DAY: MyDayScreen,
    Page.TARGETS: GoalsScreen,
}


def go_to_page(screen: Acting, page: Page) -> None:
    """Go to a page on which one may start."""
    if page is Page.STANDUP:
        open_standup(screen)
    else:
        go_to(screen, _SCREENS[page])


def go_to(screen: Asking, kind: type[Places]) -> None:
    """Go to a screen: back to it if it lies below, else to a new one."""
    if not screen.app.back_to(kind):
        screen.app.push_screen(kind(screen.access))
