"""Days: the closed grammar of dates in words, and days of recorded moments.

General date parsers guess; this one refuses. What it takes:

    today · tomorrow · yesterday · tue · next tue · in 3 days · in 2 weeks · in 4 working days ·
    3 days ago · end of week · end of month · end of quarter · 5 dec · fri 5 dec 2026 · 2026-12-05 ·
    5/12/2026 (in the team's order, also with dots) · 5.12.
    each with an optional 10:00 behind it, and by, on or until in front

`tue` is the next Tuesday after today, `next tue` the Tuesday of next week. Where something has
already happened (`past`), `tue` is the last Tuesday before today and `5 dec` the last such day.
Every day is a day of the team's zone.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.record import FIRST_YEAR, LAST_YEAR
from accountdesk.core.working_days import WEEKDAYS, WorkingDays, add_working_days

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = "today, tue, next tue, in 3 days, end of month, 5 dec, 2026-12-05"
PAST_DAYS = "today, yesterday, tue, 3 days ago, 5 dec, 2026-11-05"
EXAMPLES = f"{DAYS}, each also with 10:00"

MOST_AHEAD = 3660
"""`in 5000 days` is a typing error: ten years ahead is the most."""

_LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = r"([0-9]{1,2}):([0-9]{2})"
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_NUMERIC = r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})"
_SHORT = r"([0-9]{1,2})([./])([0-9]{1,2})(\.?)"
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day|s)?"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NEAR_MISS = (
    rf"(?:today|tomorrow|yesterday|{_DAYS})(?: at)? [0-9]+(?::[0-9]+)? ?(?:am|pm|h|uhr)?"
    r"|(?:next|this) (?:week|month|quarter|year)|end of (?:the )?year|tonight|asap|eod|eow|eom"
    r"|in (?:a|an|one|two|three|[0-9]+) (?:day|week|month|quarter|year)s?|tues|weds|thurs?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th) {_MONTHS}|{_MONTHS} [0-9]{{1,2}}(?:st|nd|rd|th)?"
    r"|[0-9]{1,2}/[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}([./-])[0-9]{1,2}\2(?:[0-9]{2}|[0-9]{4})"
)
"""What people write for a day and this grammar does not read: refused, so that it is not lost."""
_LEADS = ("by", "on", "until")
_LONGEST = 7
"""Words of the longest date: `by` and `end of the quarter` and a time leave one to spare."""


class Moment(NamedTuple):
    """A day, and `HH:MM` on it if that was said."""

    day: date
    time: str | None = None


class Dates(NamedTuple):
    """What dates in words depend on.

    Attributes:
        today: In the team's zone.
        order: How 3/4/2026 is read: dmy, mdy or ymd.
        workdays: Days on which the team works.
        past: True where something has already happened.
    """

    today: date
    order: str = "dmy"
    workdays: WorkingDays = WorkingDays(WEEKDAYS[:5])
    past: bool = False


def day_of(at: int) -> date:
    """The UTC day of a recorded moment in milliseconds since 1970."""
    return date.fromordinal(719163 + at // 86_400_000)


def whole_date(text: str, dates: Dates, *, time: bool = True) -> Moment:
    """The date that all of `text` says; without `time` no example has one.

    Raises:
        NotUnderstood: It is none of the grammar, or one that does not exist.
    """
    found = _moment(_tokens(text), dates, lead=True)
    if found is None:
        like = (PAST_DAYS if dates.past else DAYS) + (", each also with 10:00" if time else "")
        raise NotUnderstood(f"“{text}” is no date I can read. Write one like: {like}.")
    return found


def date_at_end(text: str, dates: Dates) -> tuple[str, Moment | None]:
    """The text before a date at its end, and that date; all of it and None without one.

    `by`, `on` and `until` in front of the date belong to it.

    Raises:
        NotUnderstood: It ends in a date that does not exist, like 2026-02-30, or in what looks
            like one and is not of the grammar, like `next week`.
    """
    words = text.split()
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        tokens = _tokens(" ".join(words[start:]))
        lead = bool(tokens) and tokens[0] in _LEADS
        found = _moment(tokens[1:] if lead else tokens, dates, lead=lead)
        if found is not None:
            return " ".join(words[:start]).rstrip(",;"), found
    text = " ".join(words)
    missed = re.search(rf"(?:^|\s)({_NEAR_MISS})[.,;!]*$", text, re.IGNORECASE)
    if missed:
        raise NotUnderstood(
            f"“{missed[1]}” is no date I can read. Write one like: {EXAMPLES}. If it is none, "
            "write a word behind it."
        )
    return text, None


def _tokens(text: str) -> list[str]:
    tokens = text.casefold().split()
    if tokens and not re.fullmatch(_SHORT, tokens[-1]):
        tokens[-1] = tokens[-1].rstrip(".,;!")
    return [token for token in tokens if token]


def _moment(tokens: Sequence[str], dates: Dates, *, lead: bool) -> Moment | None:
    """The date that all tokens say; `lead` allows days without a year written in figures."""
    time = re.fullmatch(_TIME, tokens[-1]) if tokens else None
    day_tokens = tokens[:-1] if time else tokens
    day = _day(day_tokens, dates, lead=lead) if day_tokens else None
    if day is None:
        return None
    if not FIRST_YEAR <= f"{day.year:04}" <= LAST_YEAR:
        raise NotUnderstood(f"{day.isoformat()} is outside of {FIRST_YEAR} to {LAST_YEAR}.")
    return Moment(day, _clock(time) if time else None)


def _clock(time: re.Match[str]) -> str:
    hour, minute = int(time[1]), int(time[2])
    if hour > 23 or minute > 59:
        raise NotUnderstood(f"{time[0]} is no time of day. Write it like 9:30 or 16:00.")
    return f"{hour:02}:{minute:02}"


def _day(tokens: Sequence[str], dates: Dates, *, lead: bool) -> date | None:
    text = " ".join(tokens)
    if text in _RELATIVE:
        return dates.today + timedelta(days=_RELATIVE[text])
    return (
        _weekday_in_words(tokens, dates)
        or _counted(tokens, dates)
        or _end_of(text, dates)
        or _in_figures(text, dates, lead=lead)
        or _with_month(tokens, dates)
    )


_RELATIVE = {"today": 0, "tomorrow": 1, "yesterday": -1}


def _weekday(token: str) -> int | None:
    if token in WEEKDAYS:
        return WEEKDAYS.index(token)
    return _LONG_DAYS.index(token) if token in _LONG_DAYS else None


def _weekday_in_words(tokens: Sequence[str], dates: Dates) -> date | None:
    weekday = _weekday(tokens[-1])
    if weekday is None:
        return None
    today = dates.today
    if len(tokens) == 1:
        if dates.past:
            return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if len(tokens) == 2 and tokens[0] == "next":
        return today + timedelta(days=7 - today.weekday() + weekday)
    return None


def _counted(tokens: Sequence[str], dates: Dates) -> date | None:
    """`in N days|weeks|working days` and `N days|weeks ago`."""
    text = " ".join(tokens)
    ahead = re.fullmatch(r"in ([0-9]{1,9}) (day|week|working day)s?", text)
    ago = re.fullmatch(r"([0-9]{1,9}) (day|week)s? ago", text)
    found = ahead or ago
    if found is None:
        return None
    count = int(found[1]) * (7 if found[2] == "week" else 1)
    if count > MOST_AHEAD:
        raise NotUnderstood(f"“{text}” is more than ten years away. Write the day itself.")
    if found[2] == "working day":
        return add_working_days(dates.today, count, dates.workdays)
    return dates.today + timedelta(days=count if ahead else -count)


def _end_of(text: str, dates: Dates) -> date | None:
    found = re.fullmatch(r"end of (?:the )?(week|month|quarter)", text)
    if found is None:
        return None
    today = dates.today
    if found[1] == "week":
        last = max(WEEKDAYS.index(day) for day in dates.workdays.weekdays)
        return today + timedelta(days=(last - today.weekday()) % 7)
    month = today.month if found[1] == "month" else (today.month - 1) // 3 * 3 + 3
    first_of_next = date(today.year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def _in_figures(text: str, dates: Dates, *, lead: bool) -> date | None:
    if iso := re.fullmatch(_ISO, text):
        return _existing(int(iso[1]), int(iso[2]), int(iso[3]), text)
    if full := re.fullmatch(_NUMERIC, text):
        parts = dict(zip(dates.order, (full[1], full[3], full[4]), strict=True))
        if len(parts["y"]) != 4 and not lead:
            return None  # 3.2.1 at a line's end is a version, not a day
        if len(parts["y"]) != 4:
            raise NotUnderstood(f"{text} is not clear: write the year in full, like 2026-12-05.")
        return _existing(int(parts["y"]), int(parts["m"]), int(parts["d"]), text, _order(dates))
    short = re.fullmatch(_SHORT, text)
    # Without `by` in front or a dot behind, 3.5 at a line's end is a figure of the text.
    if short is None or not (lead or (short[2] == "." and short[4])):
        return None
    first, second = int(short[1]), int(short[3])
    day, month = (first, second) if dates.order == "dmy" else (second, first)
    return _nearest(day, month, text, dates, _order(dates))


def _order(dates: Dates) -> str:
    """How figures were read, said where they make no day."""
    order = " then ".join({"d": "day", "m": "month", "y": "year"}[one] for one in dates.order)
    return f" The team writes {order} (policy date_order)."


def _with_month(tokens: Sequence[str], dates: Dates) -> date | None:
    """`5 dec`, `fri 5 dec`, `5 dec 2026`."""
    weekday = _weekday(tokens[0])
    rest = tokens[1:] if weekday is not None else tokens
    if len(rest) not in (2, 3) or not re.fullmatch(r"[0-9]{1,2}\.?", rest[0]):
        return None
    month = month_called(rest[1])
    if month is None:
        return None
    text, number = " ".join(tokens), int(rest[0].rstrip("."))
    if len(rest) == 3:
        if not re.fullmatch(r"[0-9]{4}", rest[2]):
            return None
        found = _existing(int(rest[2]), month, number, text)
    else:
        found = _nearest(number, month, text, dates)
    if weekday is not None and found.weekday() != weekday:
        raise NotUnderstood(
            f"“{text}” does not exist: {found.isoformat()} is a "
            f"{_LONG_DAYS[found.weekday()].capitalize()}."
        )
    return found


def month_called(token: str) -> int | None:
    """The month, 1-12, of a lower-case English word like `dec`, `dec.` or `december`."""
    token = token.rstrip(".")
    if token in MONTHS:
        return MONTHS.index(token) + 1
    return _LONG_MONTHS.index(token) + 1 if token in _LONG_MONTHS else None


def _existing(year: int, month: int, day: int, text: str, more: str = "") -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotUnderstood(f"“{text}” is no day of the calendar.{more}") from error


def _nearest(day: int, month: int, text: str, dates: Dates, more: str = "") -> date:
    """The next such day from today on, or the last one up to today where `past`."""
    today = dates.today
    step = -1 if dates.past else 1
    for years in range(9):  # a 29 February can be eight years away
        try:
            found = date(today.year + step * years, month, day)
        except ValueError:
            continue
        if (found <= today) if dates.past else (found >= today):
            return found
    raise NotUnderstood(f"“{text}” is no day of the calendar.{more}")
