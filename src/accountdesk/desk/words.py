"""Words: the only place that says days, money, counts and reasons to people."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.attention import Attention, Group, Term
from accountdesk.core.deal import DealAdded, DealFact
from accountdesk.core.filters import NONE, Filter
from accountdesk.core.goal import half_up
from accountdesk.core.line import Line
from accountdesk.core.member import Seat
from accountdesk.core.next_step import Step
from accountdesk.core.snooze import PutOff, Snooze
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touch, Touchpoint
from accountdesk.core.track import Track
from accountdesk.desk import formats

GROUPS = {
    Group.MAKE_RIGHT: "Make right",
    Group.DUE: "Due",
    Group.STAY_CLOSE: "Stay close",
    Group.IN_ORDER: "In order",
}


def day(on: date, today: date) -> str:
    """`Fri 5 Dec`; with the year where it is another one."""
    return formats.day(on, year=on.year != today.year)


def full(on: date, time: str | None = None) -> str:
    """`Tue 24 Nov 2026 10:00`: for echoes, which must not leave a day to be guessed."""
    return " ".join(filter(None, (formats.day(on, year=True), time)))


def moment(on: date, time: str | None, today: date) -> str:
    """`Fri 5 Dec 10:00`, `today 10:00`, `yesterday`."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((on - today).days)
    return " ".join(filter(None, (near or day(on, today), time)))


def days(count: int) -> str:
    """`1 day`, `9 days`."""
    return f"{count} day" if count == 1 else f"{count} days"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 account`, `7 accounts`."""
    return f"{formats.number(number)} {one if number == 1 else many or one + 's'}"


def money(cents: int, currency: str | None) -> str:
    """`12,500 EUR`, `12,500.50 EUR`; without the currency if that is unknown."""
    whole, rest = divmod(abs(cents), 100)
    text = ("-" if cents < 0 else "") + formats.number(whole, f"{rest:02}" if rest else "")
    return f"{text} {currency}" if currency else text


def deal(what: DealFact | DealAdded, closes: str | None) -> str:
    """`Pilot, open, 12,500 EUR, Sun 13 Dec`; `closes` is its day in words."""
    amount = None if what.cents is None else money(what.cents, what.currency)
    return ", ".join(filter(None, (what.name or "unnamed", what.outcome.value, amount, closes)))


def short_money(cents: int, currency: str | None) -> str:
    """`82 EUR`, `9.4k`, `612k EUR`, `10M`: for one glance, rounded half up to three figures."""
    whole = half_up(abs(cents), 100)
    text = str(whole)
    for size, letter in ((1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k")):
        if whole * 2000 >= size * 1999:  # 999,500 is 1M, not 1000k
            units, tenth = divmod(half_up(whole * 10, size), 10)
            text = formats.number(units, str(tenth) if tenth and units < 100 else "") + letter
            break
    sign = "-" if cents < 0 and whole else ""
    return f"{sign}{text} {currency}" if currency else f"{sign}{text}"


def ago(milliseconds: int) -> str:
    """`just now`, `5 min ago`, `3 h ago`, `2 d ago`."""
    seconds = milliseconds // 1000
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return "just now"


NOT_RECEIVED = "not received yet"
UPDATE = "update AccountDesk to read fully"
GONE = "gone from its source"


def waits(ahead: int, stuck: int) -> str:
    """`3 to send, 1 needs you`; empty if nothing waits."""
    needs = "needs" if stuck == 1 else "need"
    first = f"{formats.number(ahead)} to send" if ahead else ""
    return ", ".join(filter(None, (first, f"{formats.number(stuck)} {needs} you" if stuck else "")))


def empty(seat: Seat, adding: str, shown: Sequence[str] = ()) -> str:
    """What an empty list says: why, and what fills it.

    Args:
        seat: Whose list it is.
        adding: What adds an account.
        shown: What narrows the list down; nothing if it is whole.
    """
    if shown:
        if shown[-1] not in NONE:
            return "No account here is yours."
        return f"{NONE[Filter(shown[-1])]}{', of yours' if len(shown) > 1 else ''}."
    if seat is Seat.FARMER:
        return "No customers yet: a won deal, a renewal or the type customer makes one."
    return f"No accounts to win: {adding} adds one."


def unseated(seat: Seat, many: int, how: str) -> str:
    """`No farmer is named for 85 accounts: …`, with what names one."""
    return f"No {seat.value} is named for {count(many, 'account')}: {how}"


class Reason(NamedTuple):
    """A reason in words, and when, in words; `when` is empty where there is no day."""

    text: str
    when: str


def reason(line: Line, today: date) -> Reason:
    """What a row of a list says on a day."""
    if not line.received:
        return Reason(NOT_RECEIVED, "")
    if not line.readable:
        return Reason(UPDATE, "")
    if line.not_now is not None and not line.word:
        why = f"not now: {line.why_not}" if line.why_not else "not now"
        return Reason(why, day(line.not_now, today))
    if line.gone and line.word in ("", "nothing next"):
        return Reason(GONE, "")
    return _REASONS.get(line.word, _of_a_newer_program)(line, today)


def _of_a_newer_program(line: Line, today: date) -> Reason:
    return Reason(f"{line.word} ({UPDATE})", "")


def _next_step(line: Line, today: date) -> Reason:
    assert line.on is not None
    late = (today - line.on).days
    return Reason(line.text, f"{late} d late" if late > 0 else moment(line.on, line.time, today))


def _silence(line: Line, today: date) -> Reason:
    assert line.on is not None
    return Reason(f"silent (every {line.number} d)", f"{(today - line.on).days} d")


def _dated(line: Line, today: date) -> Reason:
    assert line.on is not None
    away = (line.on - today).days
    return Reason(line.word, f"{-away} d ago" if away < 0 else f"in {away} d" if away else "today")


def _nothing_next(line: Line, today: date) -> Reason:
    deals = f"{count(line.number, 'open deal')}, " if line.number else ""
    return Reason(f"{deals}nothing next", "")


def _in_order(line: Line, today: date) -> Reason:
    late = line.next_due is not None and line.next_due < today
    if not line.next_what or late:  # what is late is a reason of the other seat
        return Reason("in order", "")
    when = "" if line.next_due is None else moment(line.next_due, line.next_time, today)
    return Reason(line.next_what, when)


def last_touch(line: Line, today: date) -> str:
    """`call out, Ana, 9 d ago`: how and by whom; empty if no touch is known."""
    if line.last_on is None or line.last_kind is None:
        return ""
    way = "" if line.last_direction is None else _direction(line.last_direction)
    days_ago = (today - line.last_on).days
    near = "today" if days_ago == 0 else f"{days_ago} d ago"
    return ", ".join(filter(None, (_kind(line.last_kind) + way, line.last_by, near)))


def next_step(line: Line, today: date) -> str:
    """`demo with finance, Tue 2 Jan 10:00`; empty if nothing is next."""
    when = "" if line.next_due is None else moment(line.next_due, line.next_time, today)
    return ", ".join(filter(None, (line.next_what, when)))


def told(line: Line, today: date) -> str:
    """The line that explains an account: the reason in full, what else counts, last and next."""
    why = reason(line, today)
    parts = [line.name, f"{why.text} {why.when}".rstrip()]
    if line.reasons > 1:
        parts.append(f"and {count(line.reasons - 1, 'more reason')}")
    last, coming = last_touch(line, today), next_step(line, today)
    parts.append(f"last: {last}" if last else "no touch known")
    if coming and line.word != "next step" and why.text != line.next_what:
        parts.append(f"next: {coming}")
    return " · ".join([*parts, line.track.value])


_REASONS: dict[str, Callable[[Line, date], Reason]] = {
    "next step": _next_step,
    "silence": _silence,
    "decision": _dated,
    "renewal": _dated,
    "nothing next": _nothing_next,
    "": _in_order,
}


def total(attention: Attention) -> str:
    """`54 = silence 23 + promise 15`, the sum that a list is ordered by."""
    put_off = "" if attention.put_off is None else not_now(attention.put_off)
    if not attention.terms:
        return f"0: {put_off or 'in order'}"
    points = " + ".join(f"{term.word} {term.points}" for term in _by_points(attention.terms))
    return f"{attention.points} = {points}" + (f"; the rest {put_off}" if put_off else "")


def not_now(what: Snooze | PutOff) -> str:
    """`not now, until Mon 7 Dec 2026: budget freeze`; `put off no longer`."""
    until = "put off no longer" if what.until is None else f"not now, until {full(what.until)}"
    return f"{until}: {what.why}" if what.why else until


def terms(attention: Attention, today: date) -> tuple[str, ...]:
    """Each reason in full: `10 Due: ring Fraser 3 d late`, as the sum has them.

    Behind them what was put off, which adds nothing.
    """
    return (
        *(f"{term.points:>3}  {_term(term, today)}" for term in _by_points(attention.terms)),
        *(f"  0  put off: {_term(term, today)}" for term in _by_points(attention.hidden)),
    )


def _by_points(terms: Sequence[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (-term.points, term.word))


def _term(term: Term, today: date) -> str:
    why = reason(
        Line("", Track.RELATIONAL, 0, term.word, term.on, term.text, term.time, term.number),
        today,
    )
    named = why.text if term.word in why.text else f"{term.word}: {why.text}"
    return f"{GROUPS[term.group]}: {named} {why.when}".rstrip()


def touch(what: Touch | Touchpoint, names: Sequence[str], text: str) -> str:
    """`call in, Dana Fox: liked the pilot`, `call out, no answer`."""
    parts = [_kind(what.kind) + _direction(what.direction), *names]
    if what.manner is not Manner.UNKNOWN:
        parts.append(what.manner.value)
    if what.no_answer:
        parts.append("no answer")
    return ", ".join(parts) + (f": {' '.join(text.split())}" if text else "")


def _kind(what: Kind) -> str:
    return what.value if what is not Kind.UNKNOWN else "contact"


def _direction(way: Direction) -> str:
    both = {Direction.BOTH: " both ways", Direction.UNKNOWN: ""}
    return both.get(way, f" {way.value}")


def step(what: Step, today: date) -> str:
    """`demo with finance, Tue 2 Jan 10:00`."""
    return what.what if what.due is None else f"{what.what}, {moment(what.due, what.time, today)}"
