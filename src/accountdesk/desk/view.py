"""Views: which accounts the lists show, on which page one starts; said in words, kept by claim."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core import filters
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.filters import Filter
from accountdesk.core.member import Member
from accountdesk.core.process import AT, is_part
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.store import meta
from accountdesk.store.windows import Slice

MINE = "mine"
ALL = "all"


class Page(StrEnum):
    """Where the desk starts."""

    DESK = "desk"
    MY_DAY = "my day"
    TARGETS = "targets"
    STANDUP = "standup"


MEANS: dict[str, str] = {
    ALL: "all accounts",
    MINE: "accounts that you hold",
    **{word.value: means for word, means in filters.MEANS.items()},
}
"""Every part of the lists that has a word, and what it holds."""

WORDS = (*MEANS, Page.MY_DAY.value, Page.TARGETS.value, Page.STANDUP.value)
"""Every word that a view is said in."""


class View(NamedTuple):
    """What is shown.

    Attributes:
        mine: Only accounts that the one at the desk holds.
        only: Only those that a filter lets through, or that stand at a step of our process
            (`step try`); None: all of them.
        page: Where one starts.
    """

    mine: bool = False
    only: str | None = None
    page: Page = Page.DESK

    @property
    def filters(self) -> tuple[str, ...]:
        """What narrows the lists down, in words; nothing if they are whole."""
        return tuple(word for word in (self.mine and MINE, self.only) if word)

    @property
    def words(self) -> str:
        """`mine, silent`, as `view_called` reads it."""
        page = () if self.page is Page.DESK else (self.page,)
        return ", ".join((*self.filters, *page)) or ALL

    @property
    def option(self) -> str:
        """`mine,nothing-next`, as one word of a command; empty if nothing is narrowed down."""
        return ",".join(self.filters).replace(" ", "-")

    def of(self, me: Member | None) -> Slice:
        """The accounts of a list that it shows; everybody's while nobody knows who is here."""
        return Slice(me.key if self.mine and me is not None else None, self.only)


def view_called(text: str) -> View:
    """The view that words between commas name, like `mine, silent`; the order does not count.

    Raises:
        NotUnderstood: One of them is no word of a view, or two exclude each other.
    """
    view = View()
    for word in _known(text.split(",")):
        if word in tuple(Filter) or is_part(word):
            if view.only not in (None, word):
                raise NotUnderstood(f"A view is {view.only} or {word}: name one of the two.")
            view = view._replace(only=word if is_part(word) else Filter(word))
        elif word in tuple(Page):
            if view.page not in (Page.DESK, word):
                raise NotUnderstood(f"A view starts on {view.page} or {word}: name one of the two.")
            view = view._replace(page=Page(word))
        else:
            view = view._replace(mine=view.mine or word == MINE)
    return view


def _known(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        plain = folded(word.replace("-", " "))
        if plain not in WORDS and not is_part(plain):
            raise NotUnderstood(
                f"“{word.strip()}” is no view. Views: {', '.join(WORDS)}; several with commas "
                "between them, like mine,silent."
            )
        yield plain


def means(word: str) -> str | None:
    """What the part of the lists holds that a word shows; None: it is no such word."""
    if is_part(word):
        return f"accounts that stand at {word.removeprefix(AT)} in our process"
    return MEANS.get(word)


def must_know(desk: Desk, view: View) -> None:
    """Refuse to show what is mine while nobody knows whose that would be.

    Raises:
        Refused: Nobody knows who is at the desk.
    """
    if view.mine and desk.me() is None:
        raise Refused(
            f'Nobody knows who you are. `{desk.program} add member "YOUR NAME" --me` says it.'
        )


def kept_view(desk: Desk) -> View:
    """What the one at the desk looked at last; all of it where nobody knows."""
    text = meta.view(desk.store, desk.claim)
    try:
        return view_called(text or ALL)
    except NotUnderstood:  # a newer program has kept it
        return View()


def keep_page(desk: Desk, page: Page) -> None:
    """Keep on which page the one at the desk is, for their next start; otherwise as `keep_view`."""
    keep_view(desk, kept_view(desk)._replace(page=page))


def keep_view(desk: Desk, view: View) -> None:
    """Keep what the one at the desk looks at, for their next start.

    Raises:
        StoreError: It could not be kept.
    """
    if desk.looks_only or desk.store.newer or kept_view(desk) == view:
        return
    with desk.store.transaction():
        meta.keep_view(desk.store, desk.claim, view.words)
