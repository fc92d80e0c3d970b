"""Everything that a screen can do now: its keys, what its menus offer, and parts of the lists."""

from accountdesk.desk.view import ALL, MEANS, view_called
from accountdesk.tui.access import LookedAt
from accountdesk.tui.dialogs.menu import Offer
from accountdesk.tui.dialogs.palette import Entry, Palette
from accountdesk.tui.keys import Action, actions
from accountdesk.tui.screens.acting import Acting
from accountdesk.tui.screens.adding import add_offers
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.going import go_offers

LEFT_OUT = ("program.palette",)
"""What is here already."""


def open_palette(screen: Asking) -> None:
    """Offer everything that can be done now, and do what is chosen."""

    def chosen(entry: Entry | None) -> None:
        if entry is not None:
            screen.call_later(entry.run)

    screen.app.push_screen(Palette(entries(screen)), chosen)


def entries(screen: Asking) -> list[Entry]:
    """Everything that can be done now: what the screen is for first."""
    found: list[Entry] = []
    for action in sorted(actions(screen), key=lambda action: action.purpose == "move"):
        if action.id in LEFT_OUT:
            continue
        found.append(Entry(", ".join(action.keys), action.says, action.run))
        found += (_of_menu(action, offer) for offer in _offers(screen, action))
    if isinstance(screen, Acting):
        found += (_view(screen, word) for word in MEANS)
    return found


def _offers(screen: Asking, action: Action) -> list[Offer]:
    """What the menu offers that an action opens."""
    if not isinstance(screen, Acting):
        return []
    if action.id == "do.add":
        return add_offers(screen, screen.target)
    return go_offers(screen) if action.id == "go.menu" else []


def _of_menu(action: Action, offer: Offer) -> Entry:
    verb = "Add" if action.id == "do.add" else "Go to"
    return Entry(f"{action.keys[0]} {offer.letter}", f"{verb} {offer.label}", offer.run)


def _view(screen: Asking, word: str) -> Entry:
    def look() -> None:
        screen.app.post_message(LookedAt(view_called(word)))

    says = f"Show {MEANS[word]}" if word == ALL else f"Show only {word}: {MEANS[word]}"
    return Entry(f"/ {word}", says, look)
