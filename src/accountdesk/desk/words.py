"""Words: the only place that says days, money, counts and reasons to people."""

from collections.abc import Sequence
from datetime import date

from accountdesk.core.attention import Group
from accountdesk.core.case import CaseFact
from accountdesk.core.deal import DealAdded, DealFact
from accountdesk.core.filters import NONE, Filter
from accountdesk.core.goal import half_up
from accountdesk.core.member import Seat
from accountdesk.core.next_step import Step
from accountdesk.core.policy import Holidays
from accountdesk.core.process import AT, is_part
from accountdesk.core.snooze import PutOff, Snooze
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touch, Touchpoint
from accountdesk.desk import formats

Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Text in parts: the title of each, and its lines."""

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


def holidays(what: Holidays) -> str:
    """`DE-BY, known until 2041`, `DE-BY and 2 days of our own, known until 2041`."""
    own = f"{days(len(what.own))} of our own" if what.own else None
    whose = " and ".join(filter(None, (what.region, own)))
    return whose if what.until is None else f"{whose}, known until {what.until}"


def money(cents: int, currency: str | None) -> str:
    """`12,500 EUR`, `12,500.50 EUR`; without the currency if that is unknown."""
    whole, rest = divmod(abs(cents), 100)
    text = ("-" if cents < 0 else "") + formats.number(whole, f"{rest:02}" if rest else "")
    return f"{text} {currency}" if currency else text


def deal(what: DealFact | DealAdded, closes: str | None) -> str:
    """`Pilot, open, 12,500 EUR, Sun 13 Dec`; `closes` is its day in words."""
    amount = None if what.cents is None else money(what.cents, what.currency)
    return ", ".join(filter(None, (what.name or "unnamed", what.outcome.value, amount, closes)))


def case(what: CaseFact, today: date) -> str:
    """`Pump leaks, waiting, due Fri 5 Dec`, `Pump leaks, closed`."""
    status = "closed" if what.is_closed else what.status or "open"
    due = None if what.is_closed or what.due is None else f"due {day(what.due, today)}"
    return ", ".join(filter(None, (what.name or "no subject", status, due)))


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
        if is_part(shown[-1]):
            none = f"No account here stands at {shown[-1].removeprefix(AT)} in our process"
        elif shown[-1] in NONE:
            none = NONE[Filter(shown[-1])]
        else:
            return "No account here is yours."
        return f"{none}{', of yours' if len(shown) > 1 else ''}."
    if seat is Seat.FARMER:
        return "No customers yet: a won deal, a renewal or the type customer makes one."
    return f"No accounts to win: {adding} adds one."


def unseated(seat: Seat, many: int, how: str) -> str:
    """`No farmer is named for 85 accounts: …`, with what names one."""
    return f"No {seat.value} is named for {count(many, 'account')}: {how}"


def not_now(what: Snooze | PutOff) -> str:
    """`not now, until Mon 7 Dec 2026: budget freeze`; `put off no longer`."""
    until = "put off no longer" if what.until is None else f"not now, until {full(what.until)}"
    return f"{until}: {what.why}" if what.why else until


def touch(what: Touch | Touchpoint, names: Sequence[str], text: str) -> str:
    """`call in, Dana Fox: liked the pilot`, `call out, no answer`."""
    parts = [kind(what.kind) + direction(what.direction), *names]
    if what.manner is not Manner.UNKNOWN:
        parts.append(what.manner.value)
    if what.no_answer:
        parts.append("no answer")
    return ", ".join(parts) + (f": {' '.join(text.split())}" if text else "")


def kind(what: Kind) -> str:
    """`call`; `contact` for what a source does not say."""
    return what.value if what is not Kind.UNKNOWN else "contact"


def direction(way: Direction) -> str:
    """` in`, ` out`, ` both ways`; nothing where it is unknown."""
    both = {Direction.BOTH: " both ways", Direction.UNKNOWN: ""}
    return both.get(way, f" {way.value}")


def step(what: Step, today: date) -> str:
    """`demo with finance, Tue 2 Jan 10:00`."""
    return what.what if what.due is None else f"{what.what}, {moment(what.due, what.time, today)}"
