"""Values of cells: days, amounts and words, read only where there is one way to read them.

How a column writes its days and amounts is found from the whole column: `3/1/2017` alone may be
March or January, beside `10/20/2016` it can only be March. What a column leaves open is read in the
team's order, and said to be.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from accountdesk.core.calendar import Moment, month_called
from accountdesk.core.deal import Outcome
from accountdesk.core.record import FIRST_YEAR, LAST_YEAR
from accountdesk.core.text import folded
from accountdesk.core.touchpoint import Direction, Kind

MOST_CENTS = 10**17
"""A thousand billion; more is no amount of a deal."""

_TIME = r"(?:[T ,]+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?\s*([AaPp]\.?[Mm]\.?)?)?"
_ZONE = r"\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
_ISO = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}{_ZONE}")
_FIGURES = re.compile(
    rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}),?{_TIME}{_ZONE}"
)
_DAY_MONTH = re.compile(rf"([0-9]{{1,2}})[. -]+([A-Za-z]+)\.?[, -]+([0-9]{{4}}),?{_TIME}{_ZONE}")
_MONTH_DAY = re.compile(rf"([A-Za-z]+)\.? +([0-9]{{1,2}}),? +([0-9]{{4}}),?{_TIME}{_ZONE}")

ORDERS = {"dmy": "day first", "mdy": "month first"}
"""The two ways to write a day in figures with the year last."""


def moment(text: str, order: str) -> Moment | None:
    """The day that a cell says, and the time if it says one; None if it says none.

    Args:
        text: The cell.
        order: `dmy` or `mdy`, for figures with the year last. A year of two digits is of the 2000s.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day, *clock = found.groups()
    elif found := _FIGURES.fullmatch(text):
        first, _, second, year, *clock = found.groups()
        day, month = (first, second) if order == "dmy" else (second, first)
        year = year if len(year) == 4 else f"20{year}"
    elif found := _DAY_MONTH.fullmatch(text):
        day, word, year, *clock = found.groups()
        month = str(month_called(word.lower()) or 0)
    elif found := _MONTH_DAY.fullmatch(text):
        word, day, year, *clock = found.groups()
        month = str(month_called(word.lower()) or 0)
    else:
        return None
    return _existing(int(year), int(month), int(day), clock)


def _existing(year: int, month: int, day: int, clock: list[str | None]) -> Moment | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    if not FIRST_YEAR <= f"{year:04}" <= LAST_YEAR:
        return None
    hour, minute, half = clock
    if hour is None or minute is None:
        return Moment(on)
    hours = int(hour) % 12 + 12 * (half[0] in "Pp") if half else int(hour)
    if hours > 23 or int(minute) > 59 or (half and not 1 <= int(hour) <= 12):
        return None
    # Exports write midnight for a day without a time.
    return Moment(on, None if hours == 0 and minute == "00" else f"{hours:02}:{minute}")


class DayOrder(NamedTuple):
    """How a column writes days.

    Attributes:
        order: `dmy` or `mdy`.
        open: Whether its days could be read both ways, and mean different days.
    """

    order: str
    open: bool


def day_order(cells: Iterable[str], team_order: str) -> DayOrder:
    """The order that reads the most of a column's cells; of two alike the team's own.

    Only cells that the two orders read differently are looked at. `ymd` as the team's order says
    nothing about figures with the year last; `dmy` stands in for it.
    """
    own = team_order if team_order in ORDERS else "dmy"
    can = dict.fromkeys(ORDERS, 0)
    differ = False
    for cell in cells:
        if not _FIGURES.fullmatch(cell.strip()):
            continue
        read = {order: moment(cell, order) for order in ORDERS}
        differ = differ or read["dmy"] != read["mdy"]
        for order, found in read.items():
            can[order] += found is not None
    other = "mdy" if own == "dmy" else "dmy"
    if can[other] > can[own]:
        return DayOrder(other, False)
    return DayOrder(own, differ and can[own] == can[other])


_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₪": "ILS", "US$": "USD", "A$": "AUD", "C$": "CAD"}
"""Signs that mean one currency; `$`, `¥` and `kr` mean several, so they say nothing."""
_SIGN = r"(?:US\$|A\$|C\$|[€£$¥₹₪]|kr\.?|CHF|[A-Z]{3})"
_AMOUNT = re.compile(
    rf"(\()?\s*([-+])?\s*({_SIGN})?\s*([-+])?\s*([0-9][0-9.,' \u00a0\u202f]*)\s*({_SIGN})?\s*(\))?"
)


class Amount(NamedTuple):
    """Hundredths of a currency, and its ISO code if the cell says one."""

    cents: int
    currency: str | None


def amount(text: str, decimal: str | None) -> Amount | None:
    """The amount that a cell says; None if it says none, or one of more than two decimals.

    Args:
        text: The cell, like `1054`, `$1,054.00`, `1.054,00 €` or `(12.50)` for less than nothing.
        decimal: The column's decimal mark; None: it shows none, and marks part thousands.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None or (found[1] is None) != (found[7] is None):
        return None
    signs = [sign for sign in (found[1], found[2], found[4]) if sign]
    if len(signs) > 1:
        return None
    number = _number(re.sub(r"[' \u00a0\u202f]", "", found[5]), decimal)
    if number is None:
        return None
    cents = int((number * 100).to_integral_value("ROUND_HALF_UP"))
    if cents > MOST_CENTS:
        return None
    below = signs in (["("], ["-"])
    sign = found[3] or found[6]
    code = None if sign is None else _SYMBOLS.get(sign, sign if len(sign) == 3 else None)
    return Amount(-cents if below else cents, code if code and code.isalpha() else None)


def _number(digits: str, decimal: str | None) -> Decimal | None:
    if decimal is not None:
        thousands = "," if decimal == "." else "."
        whole, _, rest = digits.partition(decimal)
        if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:\%s[0-9]{3})+" % thousands, whole):  # noqa: UP031
            return None
        if not re.fullmatch(r"[0-9]*", rest):
            return None
        return Decimal(f"{whole.replace(thousands, '')}.{rest or 0}")
    if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+", digits):
        return None
    return Decimal(digits.replace(",", "").replace(".", ""))


def decimal_mark(cells: Iterable[str]) -> str | None:
    """The mark in front of a column's decimals, `.` or `,`; None if no cell shows one.

    A mark with other than three digits behind it, or behind another mark, can only be a decimal
    one. Where a column shows both, the one that more cells show.
    """
    shown = {".": 0, ",": 0}
    for cell in cells:
        found = _AMOUNT.fullmatch(cell.strip())
        if found is None:
            continue
        digits = found[5].strip()
        last = max(digits.rfind("."), digits.rfind(","))
        if last < 0:
            continue
        mark, behind = digits[last], len(digits) - last - 1
        alone = digits.count(mark) == 1
        both = "." in digits and "," in digits
        long_whole = last > 3 and not both  # 1234.567: a thousands mark would have come earlier
        if alone and (behind != 3 or both or long_whole):
            shown[mark] += 1
    return max(shown, key=lambda mark: shown[mark]) if any(shown.values()) else None


_OUTCOMES = {
    **dict.fromkeys(
        ("won", "closed won", "closedwon", "win", "closed as won", "deal won"), Outcome.WON
    ),
    **dict.fromkeys(
        (
            *("lost", "closed lost", "closedlost", "closed as lost", "deal lost", "abandoned"),
            *("cancelled", "canceled", "out sold", "disqualified", "unqualified"),
        ),
        Outcome.LOST,
    ),
}
_TRUE = ("true", "yes", "1", "y")


def outcome(stage: str, said: Mapping[str, Outcome]) -> Outcome:
    """Where a deal of that stage stands: as `said`, by the words that CRMs use, else open."""
    word = plain(stage)
    return said.get(word) or _OUTCOMES.get(word, Outcome.OPEN)


def is_yes(text: str) -> bool:
    """Whether a cell of a column of yes and no says yes."""
    return plain(text) in _TRUE


def plain(text: str) -> str:
    """A word for looking it up: folded, with single spaces for everything that is no letter."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


_KINDS = (
    (Kind.CALL, ("call", "phone", "telephone", "cold call")),
    (Kind.MEETING, ("meeting", "demo", "lunch", "video call", "conference", "appointment")),
    (Kind.VISIT, ("visit", "site visit", "on site visit")),
    (Kind.CHAT, ("chat", "live chat")),
    (Kind.MAIL, ("mail", "email", "e mail")),
    (Kind.LETTER, ("letter", "postal mail")),
    (Kind.MESSAGE, ("message", "sms", "whatsapp", "text", "text message", "linkedin message")),
    (Kind.EVENT, ("event", "trade fair", "webinar")),
    (Kind.GIFT, ("gift",)),
    (Kind.PRAISE, ("praise", "compliment")),
    (Kind.COMPLAINT, ("complaint",)),
    (Kind.NOTE, ("note", "comment")),
)
_KIND_OF = {word: kind for kind, words in _KINDS for word in words}
_ROUND_IT = re.compile(r"\b(log|logged|phone|outbound|inbound|outgoing|incoming|sent|received)\b")


def kind_of(text: str) -> Kind:
    """The kind of touch that a source's word means; unknown for a word of its own."""
    word = plain(text)
    bare = " ".join(_ROUND_IT.sub(" ", word).split())
    return _KIND_OF.get(word) or _KIND_OF.get(bare, Kind.UNKNOWN)


def direction_of(text: str) -> Direction:
    """Who turned to whom, by a source's word; unknown for anything else."""
    words = set(plain(text).split())
    came = bool(words & {"inbound", "incoming", "in", "received"})
    went = bool(words & {"outbound", "outgoing", "out", "sent"})
    if came and went:
        return Direction.BOTH
    return Direction.IN if came else Direction.OUT if went else Direction.UNKNOWN


_HELD = {"held", "completed", "complete", "done", "closed", "sent", "received", "logged", "yes"}
_HELD |= {"true", "1", "finished", "attended", "connected"}


def was_held(text: str) -> bool:
    """Whether an activity's state says that it happened; what was only planned has not."""
    return plain(text) in _HELD


_NOBODY = {"no answer", "left voicemail", "voicemail", "busy", "no reply", "not reached"}
_NOBODY |= {"wrong number", "not held", "no show", "left message", "left live message"}


def nobody_there(text: str) -> bool:
    """Whether the outcome of a call says that nobody answered."""
    return plain(text) in _NOBODY
