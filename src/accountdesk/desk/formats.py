"""How days and numbers are written on this machine: `[locale]` of its settings.

It is said once, before a desk is opened, and holds for the whole program: nearly every sentence
has a day or a number in it, and none of what makes sentences would do anything with it but hand it
on. Nothing that is kept or exported depends on it.
"""

from datetime import date

from accountdesk.core.calendar import MONTHS
from accountdesk.core.working_days import WEEKDAYS

_used = {"dates": "Fri 5 Dec 2026", "numbers": "1,234.5"}
_BETWEEN = {
    "1,234.5": (",", "."),
    "1.234,5": (".", ","),
    "1 234,5": ("\N{NO-BREAK SPACE}", ","),
    "1’234.5": ("’", "."),
    "1234.5": ("", "."),
}
"""What stands between thousands, and before what is less than one."""


def use(dates: str, numbers: str) -> None:
    """Write days and numbers like these, from now on.

    Args:
        dates: `Fri 5 Dec 2026`, `Fri Dec 5 2026` or `Fri 2026-12-05`.
        numbers: A key of what the settings offer, like `1.234,5`.
    """
    assert numbers in _BETWEEN
    _used.update(dates=dates, numbers=numbers)


def day(on: date, *, year: bool) -> str:
    """`Fri 5 Dec`, `Fri 5 Dec 2026`; a month is never a number without its year."""
    weekday, month = WEEKDAYS[on.weekday()].capitalize(), MONTHS[on.month - 1].capitalize()
    if _used["dates"] == "Fri 2026-12-05":
        return f"{weekday} {on.isoformat()}"
    text = f"{month} {on.day}" if _used["dates"] == "Fri Dec 5 2026" else f"{on.day} {month}"
    return f"{weekday} {text} {on.year}" if year else f"{weekday} {text}"


def number(whole: int, rest: str = "") -> str:
    """`12,345`, `12,345.50`. Args: `rest`: digits behind the mark; empty: none."""
    between, mark = _BETWEEN[_used["numbers"]]
    text = f"{whole:,}".replace(",", between)
    return f"{text}{mark}{rest}" if rest else text
