"""Sentences of *their shoes*: what a customer lived through, told to them as `you`.

Those about contact are in `shoes_contact_words`.
"""

from collections.abc import Callable

from accountdesk.core.lived import (
    Broken,
    Departed,
    Disputed,
    Event,
    Felt,
    Kept,
    Mended,
    Moved,
    NotRight,
    Overdue,
    Promised,
    Silent,
    Touched,
    Waited,
    WentWrong,
)
from accountdesk.core.promise import Side
from accountdesk.core.repair import Stage
from accountdesk.desk import words
from accountdesk.desk.shoes_around import Around, ordinal, short
from accountdesk.desk.shoes_contact_words import silent, touched, waited


def sentence(event: Event, around: Around) -> str:
    """What they lived through, in one sentence, or two short ones."""
    told = _SAYS[type(event)](event, around)
    end = "" if told[-1] in "!?…" else "."
    return f"{told[:1].upper()}{told[1:]}{end}"


def _felt(event: Felt, around: Around) -> str:
    whose = around.theirs(event.theirs)
    who = around.ours(event.ours)
    if event.words:
        saw = f"as {who or 'we'} saw it"
        return f"you{whose} said: “{short(event.words)}” ({event.mood.value}, {saw})"
    return f"to {who or 'us'} you{whose} seemed {event.mood.value}"


def _promised(event: Promised, around: Around) -> str:
    due = "" if event.due is None else f", by {around.day(event.due, event.time)}"
    whose = around.theirs(event.theirs)
    if event.side is Side.OURS:
        return f"{around.ours(event.ours) or 'we'} promised you{whose}: {short(event.what)}{due}"
    return f"you{whose} promised us: {short(event.what)}{due}"


def _moved(event: Moved, around: Around) -> str:
    was = "no day" if event.was is None else around.day(event.was)
    due = "no day" if event.due is None else around.day(event.due)
    again = f", the {ordinal(event.nth)} time" if event.nth > 1 else ""
    return f"{_promise(event)} was moved from {was} to {due}{again}"


def _promise(event: Moved | Kept | Broken | Overdue | Disputed) -> str:
    """`our promise (the offer)`."""
    whose = "our" if event.side is Side.OURS else "your"
    return f"{whose} promise ({short(event.what)})"


def _kept(event: Kept, around: Around) -> str:
    if not event.late:
        return f"{_promise(event)} was kept"
    return f"{_promise(event)} was kept {words.days(event.late)} late"


def _broken(event: Broken, around: Around) -> str:
    due = "" if event.due is None else f"; it was due {around.day(event.due)}"
    return f"{_promise(event)} was broken{due}"


def _overdue(event: Overdue, around: Around) -> str:
    return f"{_promise(event)} was due {around.day(event.due)}, {_ago(event.days)}"


def _ago(days: int) -> str:
    return "yesterday" if days == 1 else f"{words.days(days)} ago"


def _disputed(event: Disputed, around: Around) -> str:
    return f"we do not agree among us whether {_promise(event)} was kept"


def _went_wrong(event: WentWrong, around: Around) -> str:
    due = "" if event.due is None else f". It was to be right by {around.day(event.due)}"
    return f"something went wrong for you: {short(event.what)}{due}"


def _mended(event: Mended, around: Around) -> str:
    who, what = around.ours(event.ours) or "we", short(event.what)
    said = f": {_quoted(event)}" if event.words else ""
    after = words.days(event.after)
    if event.stage is Stage.TOLD:
        whom = f"you{around.theirs(event.theirs)}"
        told = f"{who} told {whom} what had happened ({what})"
        return f"{after} until {told}{said}" if event.after else f"{told} the same day{said}"
    if event.stage is Stage.FIXED:
        return f"it was fixed {_later(event.after)} ({what}){said}"
    if event.stage is Stage.GAVE:
        return f"{who} gave you something beyond, {_later(event.after)} ({what}){said}"
    whole = (event.on - event.since).days
    took = f", {words.days(whole)} after it went wrong" if whole > 0 else ""
    return f"you{around.theirs(event.theirs)} said that it is right ({what}){took}{said}"


def _quoted(event: Mended) -> str:
    """What was said or done; in quotes where they are the customer's own words."""
    said = short(event.words)
    return f"“{said}”" if event.stage is Stage.CONFIRMED else said


def _later(days: int) -> str:
    return f"{words.days(days)} later" if days else "the same day"


def _not_right(event: NotRight, around: Around) -> str:
    late = event.due is not None and event.due < event.on
    due = f"; it was to be right by {around.day(event.due)}" if late and event.due else ""
    days = (event.on - event.since).days
    done = {Stage.FIXED: ", though it is fixed", Stage.GAVE: ", though you were given more"}
    after = f"after {words.days(days)}" if days else "as of today"
    stage = "" if event.stage is None else done.get(event.stage, "")
    return f"{after} it is not yet right in your eyes ({short(event.what)}){stage}{due}"


def _departed(event: Departed, around: Around) -> str:
    return f"you left us: “{short(event.words)}”" if event.words else "you left us"


_SAYS: dict[type, Callable[..., str]] = {
    Waited: waited,
    Silent: silent,
    Touched: touched,
    Felt: _felt,
    Promised: _promised,
    Moved: _moved,
    Kept: _kept,
    Broken: _broken,
    WentWrong: _went_wrong,
    Mended: _mended,
    Departed: _departed,
    Overdue: _overdue,
    NotRight: _not_right,
    Disputed: _disputed,
}
