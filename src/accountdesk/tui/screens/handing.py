"""Handing over from the keyboard: what is owed, sent, returned, accepted, and told to them."""

from collections.abc import Callable
from functools import partial

from accountdesk.core.entry import AccountKey
from accountdesk.core.handoff import Handoff, Stands, other
from accountdesk.core.member import Seat
from accountdesk.core.text import with_both_ends
from accountdesk.desk import joint_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Form
from accountdesk.desk.handing import Handing, handing_of
from accountdesk.desk.handing_forms import (
    accept_form,
    checklist_form,
    complete_form,
    return_form,
    told_form,
    unit_form,
)
from accountdesk.tui.dialogs.form import open_form
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.keeping import name

LONGEST = 150
"""Characters that are said of each part of the checklist."""

Choice = tuple[str, Callable[[], object]]


def handing(screen: Asking, account: AccountKey) -> None:
    """Show what is to be handed over, to go on with it, or hand something over."""
    screen.ask_to_open("handing", partial(handing_of, account=account), partial(_menu, screen))


def _menu(screen: Asking, found: Handing) -> None:
    word = found.word
    choices = [choice for one in found.going_on for choice in _steps(screen, found, one)]
    begin = [_begin(screen, found, giver) for giver in Seat]
    # What the first win made owed comes first.
    choices = [begin[0], *choices, begin[1]] if found.owed else [*choices, *begin]
    unit = partial(unit_form, handing=found, giver=Seat.HUNTER)
    choices.append(("a new buying unit, to be handed over later", _form(screen, unit)))
    lines = [
        joint_words.handoff(one, word.team, word.today)
        for one in found.going_on
        if one.stands is Stands.ACCEPTED
    ]
    name(screen, f"hand-off, {word.name}", choices, "\n".join(lines))


def _begin(screen: Asking, found: Handing, giver: Seat) -> Choice:
    to = joint_words.seat(other(giver), found.word.team)
    why = ", for an expansion" if giver is Seat.FARMER else ""
    if giver is Seat.HUNTER and found.owed is not None:
        why = f": owed since {found.owed.name or 'the first deal'} was won"
    form = partial(checklist_form, handing=found, giver=giver)
    return (f"hand over to {to}{why}", _form(screen, form))


def _steps(screen: Asking, found: Handing, one: Handoff) -> list[Choice]:
    """What can be done next about a hand-off."""
    what, named = joint_words.what(one), partial(_form, screen)
    if one.stands in (Stands.OWED, Stands.RETURNED):
        verb = "hand over" if one.stands is Stands.OWED else "complete and send again"
        missing = f", missing: {', '.join(one.missing) or one.words}" if one.missing else ""
        form = partial(complete_form, handing=found, one=one)
        return [(f"{verb}: {what}{missing}", named(form))]
    if one.stands is Stands.SENT:
        giver = found.word.team.name_of(one.sent_by)
        answer = partial(_read, screen, found, one)
        return [(f"answer what {giver} hands over: {what}", answer)]
    if one.told is None:
        form = partial(told_form, handing=found, one=one)
        return [(f"they were told of the hand-off: {what}", named(form))]
    return []


def _read(screen: Asking, found: Handing, one: Handoff) -> None:
    """Show what is handed over, to accept it or return it with what is missing."""
    accept = partial(accept_form, handing=found, one=one)
    missing = partial(return_form, handing=found, one=one)
    choices = [
        ("accept it", _form(screen, accept)),
        ("return it with what is missing", _form(screen, missing)),
    ]
    lines = [f"· {line.strip()}" for line in joint_words.checklist(one)]
    text = "\n".join(with_both_ends(line, LONGEST) for line in lines)
    name(screen, f"{joint_words.what(one)}, {found.word.name}", choices, text)


def _form(screen: Asking, form: Callable[[Desk], Form]) -> Callable[[], object]:
    return partial(open_form, screen, form)
