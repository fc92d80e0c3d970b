"""Days of the demo: counted from its today, and never one on which nobody works."""

import re
from datetime import date, timedelta

_HOLIDAYS = frozenset({(12, 25), (12, 26), (1, 1)})
"""Month and day of those that all of the team's countries keep."""

_DAY = r"\{([+-]?[0-9]+)\}"


def day(today: date, away: int) -> date:
    """The working day that is `away` days from today.

    What has happened, and today itself, moves back to the working day before; what is still to come
    moves on to the one after. So days keep their order, whatever weekday today is.
    """
    found = today + timedelta(days=away)
    step = timedelta(days=1 if away > 0 else -1)
    while found.weekday() > 4 or (found.month, found.day) in _HOLIDAYS:
        found += step
    return found


def with_days(text: str, today: date) -> str:
    """A note's text with its `{-2}` and `{+5}` as days."""
    return re.sub(_DAY, lambda found: day(today, int(found[1])).isoformat(), text)
