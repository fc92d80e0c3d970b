"""Values of cells: days and amounts, read only where there is one way to read them.

How a column writes its days and amounts is found from the whole column: `3/1/2017` alone may be
March or January, beside `10/20/2016` it can only be March. What a column leaves open is read in the
team's order, and said to be.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from accountdesk.core.calendar import Moment, month_called
from accountdesk.core.record import FIRST_YEAR, LAST_YEAR

MOST_CENTS = 10**14
"""A thousand billion; more is no amount of a deal."""

LONGEST = 60
"""Characters of a day or an amount; more is neither."""

_TIME = r"(?:[T ,]+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?\s*([AaPp]\.?[Mm]\.?)?)?"
_ZONE = r"\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
_ISO = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}{_ZONE}")
_FIGURES = re.compile(
    rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}),?{_TIME}{_ZONE}"
)
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}})[. -]+([A-Za-z]+)\.?[, -]+([0-9]{{4}}|[0-9]{{2}}),?{_TIME}{_ZONE}"
)
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
    if len(text) > LONGEST:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day, *clock = found.groups()
    elif found := _FIGURES.fullmatch(text):
        first, _, second, year, *clock = found.groups()
        day, month = (first, second) if order == "dmy" else (second, first)
    elif found := _DAY_MONTH.fullmatch(text):
        day, word, year, *clock = found.groups()
        month = str(month_called(word.lower()) or 0)
    elif found := _MONTH_DAY.fullmatch(text):
        word, day, year, *clock = found.groups()
        month = str(month_called(word.lower()) or 0)
    else:
        return None
    century = 2000 if len(year) == 2 else 0
    return _existing(century + int(year), int(month), int(day), clock)


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
        shown: Whether the column itself shows its order.
        mixed: Whether some of its days are right in one order alone, and some in the other.
    """

    order: str
    open: bool
    shown: bool = False
    mixed: bool = False


def day_order(cells: Iterable[str], team_order: str) -> DayOrder:
    """The order that reads the most of a column's cells; of two alike the team's own.

    Only cells that the two orders read differently are looked at. `ymd` as the team's order says
    nothing about figures with the year last; `dmy` stands in for it.
    """
    own = team_order if team_order in ORDERS else "dmy"
    can = dict.fromkeys(ORDERS, 0)
    differ = False
    only = set()
    for cell in cells:
        if not _FIGURES.fullmatch(cell.strip()):
            continue
        read = {order: moment(cell, order) for order in ORDERS}
        differ = differ or read["dmy"] != read["mdy"]
        readable = [order for order, found in read.items() if found is not None]
        can.update({order: can[order] + 1 for order in readable})
        if len(readable) == 1:
            only.add(readable[0])
    other = "mdy" if own == "dmy" else "dmy"
    if can[other] > can[own]:
        return DayOrder(other, False, True, len(only) == 2)
    ambiguous = differ and can[own] == can[other]
    return DayOrder(own, ambiguous, can[own] > can[other], len(only) == 2)


_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₪": "ILS", "US$": "USD", "A$": "AUD", "C$": "CAD"}
"""Signs that mean one currency; `$`, `¥` and `kr` mean several, so they say nothing."""
_SIGN = r"(?:US\$|A\$|C\$|[€£$¥₹₪]|kr\.?|CHF|[A-Z]{3})"
_AMOUNT = re.compile(
    rf"(\()?\s*([-+])?\s*({_SIGN})?\s*([-+])?\s*([0-9][0-9.,' \u00a0\u202f]*)\s*({_SIGN})?\s*(\))?"
)


def _amount_in(text: str) -> re.Match[str] | None:
    text = text.strip()
    return _AMOUNT.fullmatch(text) if len(text) <= LONGEST else None


class Amount(NamedTuple):
    """Hundredths of a currency, and its ISO code if the cell says one."""

    cents: int
    currency: str | None


def amount(text: str, decimal: str | None) -> Amount | None:
    """The amount that a cell says, rounded half up to hundredths; None if it says none.

    Args:
        text: The cell, like `1054`, `$1,054.00`, `1.054,00 €` or `(12.50)` for less than nothing.
        decimal: The column's decimal mark; None: it shows none, and marks part thousands.
    """
    found = _amount_in(text)
    if found is None or (found[1] is None) != (found[7] is None):
        return None
    signs = [sign for sign in (found[1], found[2], found[4]) if sign]
    if len(signs) > 1:
        return None
    number = _number(_SPACED.sub("", found[5].strip()), decimal)
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
        grouped = rf"[0-9]+|[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+"
        if not re.fullmatch(grouped, whole) or not re.fullmatch("[0-9]*", rest):
            return None
        return Decimal(f"{whole.replace(thousands, '')}.{rest or 0}")
    if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+", digits):
        return None
    return Decimal(digits.replace(",", "").replace(".", ""))


_SPACED = re.compile(r"(?<=[0-9])[' \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
"""A space or an apostrophe between thousands."""


class Decimals(NamedTuple):
    """How a column writes decimals.

    Attributes:
        mark: `.` or `,`; None if no cell shows decimals.
        mixed: Whether some cells show one mark and some the other.
        thousands: A cell whose mark was taken for one of thousands, though the column shows none;
            None if there is none.
    """

    mark: str | None
    mixed: bool = False
    thousands: str | None = None


def decimals(cells: Iterable[str]) -> Decimals:
    """The mark in front of a column's decimals; of two, the one that more cells show.

    A mark with other than three digits behind it, or behind another mark, can only be a decimal
    one.
    """
    shown = {".": 0, ",": 0}
    thousands: str | None = None
    for cell in cells:
        found = _amount_in(cell)
        if found is None:
            continue
        digits = found[5].strip()
        last = max(digits.rfind("."), digits.rfind(","))
        if last < 0:
            continue
        mark, behind = digits[last], len(digits) - last - 1
        alone = digits.count(mark) == 1
        both = "." in digits and "," in digits
        # 1234.567: a thousands mark would have come earlier; 0.125: there is no thousand.
        decimal = behind != 3 or both or last > 3 or digits.startswith("0")
        if alone and decimal:
            shown[mark] += 1
        elif alone:
            thousands = cell.strip()
    mark_or_none = max(shown, key=lambda mark: shown[mark]) if any(shown.values()) else None
    return Decimals(mark_or_none, all(shown.values()), None if mark_or_none else thousands)
