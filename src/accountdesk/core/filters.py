"""Filters: named parts of a list, which a word chooses."""

from collections.abc import Sequence
from enum import StrEnum

from accountdesk.core.attention import Attention, Group
from accountdesk.core.member import Member


class Filter(StrEnum):
    """A part of a list; an account may be in several."""

    MAKE_RIGHT = "make right"
    DUE = "due"
    SILENT = "silent"
    NOTHING_NEXT = "nothing next"
    UNSEATED = "unseated"
    NOT_NOW = "not now"
    MIDDLE = "in the middle"
    DIFFERS = "other track"


MEANS = {
    Filter.MAKE_RIGHT: "something went wrong, is late, or upset them",
    Filter.DUE: "a promise, a step, a decision or a renewal is due",
    Filter.SILENT: "nobody has spoken with them for too long",
    Filter.NOTHING_NEXT: "nobody has planned what is next",
    Filter.UNSEATED: "nobody holds the seat",
    Filter.NOT_NOW: "put off until a day",
    Filter.MIDDLE: "how it is treated contradicts its track",
    Filter.DIFFERS: "it is on another track than the team's, on purpose",
}
"""What each of them holds, for people."""

NONE = {
    Filter.MAKE_RIGHT: "Nothing is to be made right here",
    Filter.DUE: "Nothing is due here",
    Filter.SILENT: "Nobody here is known to have been silent for too long",
    Filter.NOTHING_NEXT: "No account here is without a next step",
    Filter.UNSEATED: "No account here is without a holder",
    Filter.NOT_NOW: "Nothing here is put off",
    Filter.MIDDLE: "No account here is known to be in the middle",
    Filter.DIFFERS: "Every account here is on the team's track",
}
"""What it says that there is none, as the beginning of a sentence."""


def filters(
    attention: Attention, holders: Sequence[Member], *, middle: bool = False, differs: bool = False
) -> tuple[Filter, ...]:
    """The parts of a seat's list in which an account stands.

    Args:
        attention: What the account asks of the seat.
        holders: Who holds the seat.
        middle: Whether something contradicts the account's track.
        differs: Whether that is another one than the team's.
    """
    words = {term.word for term in attention.terms}
    holds = {
        Filter.MAKE_RIGHT: attention.group is Group.MAKE_RIGHT,
        Filter.DUE: any(term.group is Group.DUE for term in attention.terms),
        Filter.SILENT: "silence" in words,
        Filter.NOTHING_NEXT: "nothing next" in words,
        Filter.UNSEATED: not holders,
        Filter.NOT_NOW: attention.put_off is not None,
        Filter.MIDDLE: middle,
        Filter.DIFFERS: differs,
    }
    return tuple(word for word, is_in in holds.items() if is_in)
