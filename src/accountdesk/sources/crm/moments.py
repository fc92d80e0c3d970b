"""Moments as CRMs write them, and back again: what a listing of changes begins from."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from accountdesk.core.errors import NotUnderstood

_SPAN = re.compile(r"([0-9]{1,5})(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def span(text: str) -> timedelta:
    """How long `90s`, `5m`, `24h` or `7d` is.

    Raises:
        NotUnderstood: It is none of these.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        raise NotUnderstood(f"“{text}” is no length of time. Write it like 90s, 5m, 24h or 7d.")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def moment(value: object, writing: str = "rfc3339") -> datetime | None:
    """The moment that a CRM wrote, in UTC; None if it is none. Without a zone it is UTC."""
    try:
        # Some CRMs take numbers in a query and write words in a record.
        if writing in ("epoch_s", "epoch_ms") and not _is_word(value):
            return _of_number(value, 1000 if writing == "epoch_ms" else 1)
        if not isinstance(value, str) or len(value) > 40:
            return None
        read = parsedate_to_datetime(value) if writing == "http_date" else _iso(value)
        return (read.replace(tzinfo=UTC) if read.tzinfo is None else read).astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # which one differs by the platform
        return None


_HUNDREDTH = re.compile(r"(\.[0-9]{1,6})[0-9]*")
_ZONE = re.compile(r"([+-][0-9]{2})([0-9]{2})$")


def _iso(text: str) -> datetime:
    # Nanoseconds (OData) and +0000 (Salesforce) are more than Python 3.11 reads.
    return datetime.fromisoformat(_ZONE.sub(r"\1:\2", _HUNDREDTH.sub(r"\1", text.strip())))


def _is_word(value: object) -> bool:
    return isinstance(value, str) and "T" in value


def _of_number(value: object, per_second: int) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return datetime.fromtimestamp(float(value) / per_second, UTC)


def written(at: datetime, writing: str) -> object:
    """A moment as a CRM reads it; `rfc3339` stays a moment, which escapes write in their way."""
    if writing == "epoch_s":
        return int(at.timestamp())
    if writing == "epoch_ms":
        return int(at.timestamp() * 1000)
    if writing == "sql_utc":
        return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    if writing == "http_date":
        return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)
    return at
