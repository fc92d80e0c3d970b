"""Everything that a screen can do now: its keys, what its menus offer, and parts of the lists."""

from collections.abc import Callable
from typing import NamedTuple

from accountdesk.desk.view import ALL, MEANS, view_called
from accountdesk.tui.access import LookedAt
from accountdesk.tui.dialogs.menu import Offer
from accountdesk.tui.dialogs.pick import Pick, Question
from accountdesk.tui.keys import Action, actions
from accountdesk.tui.screens.acting import NEED_ACCOUNT, Acting
from accountdesk.tui.screens.adding import add_offers
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.going import go_offers

LEFT_OUT = ("program.palette",)
"""What is here already."""


QUESTION = Question(
    "What can be done now",
    hint="Part of what you want to do; quit quits",
    none="Nothing that can be done now is called so. Esc closes.",
    keys="type to find · Enter: do it · Esc: close",
)


class Entry(NamedTuple):
    """One thing that can be done: its keys, what it is called, and what does it."""

    keys: str
    says: str
    run: Callable[[], object]


def open_palette(screen: Asking) -> None:
    """Offer everything that can be done now, and do what is chosen."""
    found = entries(screen)

    def chosen(at: int | str | None) -> None:
        if isinstance(at, int):
            screen.call_later(found[at].run)

    items = [(entry.keys, entry.says) for entry in found]
    screen.app.push_screen(Pick(QUESTION._replace(items=items)), chosen)


def entries(screen: Asking) -> list[Entry]:
    """Everything that can be done now: what the screen is for first."""
    found: list[Entry] = []
    if isinstance(screen, Acting):
        found += (Entry(f": {one.letter}", one.label, one.run) for one in screen.offers())
    nobody = isinstance(screen, Acting) and screen.here is None
    for action in actions(screen):
        if action.id in LEFT_OUT or (nobody and action.id in NEED_ACCOUNT):
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
