"""What contacts were about: order, advice or care, read from what was recorded with them.

A *contact* is a touch in which somebody turned to the other side: a note of ours, a try that nobody
answered and what a machine wrote are none. What belongs to a contact is what was typed in its note;
what was recorded apart from any contact belongs to all contacts of its day, of the same account.

*Care* if a feeling, a promise or what became of it, a repair or a step of one, their yes, or what
is known of a person belongs to it. Else *advice* if an aim, a need, a capacity, what they know
already, a value or something learned does. Else *order* if a deal was won or lost or a contract
renewed on its day: nothing was recorded but the transaction. Otherwise what it was about is
*unknown*: nobody reads that out of its text.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accountdesk.core.account import Renewal
from accountdesk.core.calendar import day_of
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.entry import id_text
from accountdesk.core.liveness import Said
from accountdesk.core.touchpoint import Kind, Manner, Touch, Touchpoint


class Concern(StrEnum):
    """What a contact was about."""

    ORDER = "order"
    ADVICE = "advice"
    CARE = "care"


OF_KIND = {
    **dict.fromkeys(
        (
            *("feeling", "promise", "promise_settled", "repair", "repair_step", "confirmed"),
            *("person_role", "person_link", "person_note"),
        ),
        Concern.CARE,
    ),
    **dict.fromkeys(
        ("aim", "need", "capacity", "knows", "value", "learned"),
        Concern.ADVICE,
    ),
}
"""By the words of the journal what an entry makes of the contact it belongs to."""


class Concerned(NamedTuple):
    """How many contacts of one day were about the same."""

    on: date
    concern: Concern
    n: int


def is_contact(touch: Touch) -> bool:
    """Whether somebody turned to the other side in it."""
    return not (touch.kind is Kind.NOTE or touch.no_answer or touch.manner is Manner.AUTOMATED)


def concerns(
    said: Sequence[Said],
    touches: Iterable[Touch],
    deals: Iterable[DealFact],
    renewals: Iterable[Renewal],
) -> tuple[Concerned, ...]:
    """What contacts of an account were about, by day; those of which it is unknown are left out.

    Args:
        said: The live entries of the account.
        touches: Its touches, those of sources among them.
        deals: Its deals.
        renewals: Days on which its contracts renew.
    """
    with_note, on_day = _recorded(said)
    traded = {deal.closes for deal in deals if deal.outcome is not Outcome.OPEN}
    traded |= {renewal.on for renewal in renewals}
    if not (with_note or on_day or traded):
        return ()  # most accounts of a large store: no touch need be looked at
    found: Counter[tuple[date, Concern]] = Counter()
    for touch in touches:
        if touch.on not in on_day and touch.key not in with_note and touch.on not in traded:
            continue
        belongs = with_note.get(touch.key, frozenset()) | on_day.get(touch.on, frozenset())
        concern = _most(belongs, touch.on in traded)
        if concern is not None and is_contact(touch):
            found[touch.on, concern] += 1
    return tuple(Concerned(on, concern, n) for (on, concern), n in sorted(found.items()))


def _recorded(
    said: Sequence[Said],
) -> tuple[dict[str, frozenset[Concern]], dict[date, frozenset[Concern]]]:
    """What was recorded in the note of each touchpoint by its key, and apart from any by day."""
    telling = [one for one in said if one.entry.kind in OF_KIND]
    if not telling:
        return {}, {}
    told = {one.entry.note for one in telling}
    notes: dict[bytes, list[str]] = {}
    for one in said:
        if one.entry.note in told and isinstance(one.body, Touchpoint):
            notes.setdefault(one.entry.note, []).append(id_text(one.entry.id))
    with_note: dict[str, frozenset[Concern]] = {}
    on_day: dict[date, frozenset[Concern]] = {}
    for entry, body in telling:
        concern = frozenset({OF_KIND[entry.kind]})
        if entry.note in notes:
            for key in notes[entry.note]:
                with_note[key] = with_note.get(key, frozenset()) | concern
        else:
            on = getattr(body, "on", None) or day_of(entry.at)
            on_day[on] = on_day.get(on, frozenset()) | concern
    return with_note, on_day


def _most(belongs: Collection[Concern], traded: bool) -> Concern | None:
    """What a contact was about; None: unknown."""
    for concern in (Concern.CARE, Concern.ADVICE):
        if concern in belongs:
            return concern
    return Concern.ORDER if traded else None


class About(NamedTuple):
    """How many contacts of some days were about what.

    Attributes:
        care: How they fare, and our word.
        advice: What they want, and what we can do and know.
        order: Nothing but the transaction.
        unknown: Nobody has recorded what.
    """

    care: int = 0
    advice: int = 0
    order: int = 0
    unknown: int = 0


def about(found: Iterable[Concerned], touches: Iterable[Touch], first: date, last: date) -> About:
    """What contacts were about from one day to another, both among them."""
    known: Counter[Concern] = Counter()
    for one in found:
        if first <= one.on <= last:
            known[one.concern] += one.n
    contacts = sum(first <= touch.on <= last and is_contact(touch) for touch in touches)
    return About(
        known[Concern.CARE],
        known[Concern.ADVICE],
        known[Concern.ORDER],
        contacts - known.total(),
    )
