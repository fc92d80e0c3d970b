"""Throttling: how much of a quota is used, and how long a CRM wants to be left alone."""

import re
from datetime import UTC, datetime

from accountdesk.core.errors import SourceError
from accountdesk.sources.crm.answers import Answer
from accountdesk.sources.crm.moments import moment
from accountdesk.sources.crm.paths import found
from accountdesk.sources.crm.words.client import Throttle

LONGEST_WAIT_S = 3600.0


def spent(got: Answer, throttle: Throttle) -> str:
    """The sentence to say if so much of the quota is used that the rest is left to others."""
    quota = throttle.quota
    said = quota and re.search(quota.regex, got.headers.get(quota.header, ""))
    if not said:
        return ""
    used, allowed = (int(number) for number in said.groups()[:2])
    if used * 100 < allowed * (100 - throttle.leave):
        return ""
    return f"{used} of {allowed} requests that the CRM allows are used; the rest is left to others."


def wanted_wait(got: Answer, throttle: Throttle) -> float:
    """Seconds that a CRM wants to be left alone: a number or a date in a header, or in its body."""
    said: object = got.headers.get(throttle.wait_header)
    if said is None and throttle.wait_path is not None:
        try:
            said = found(throttle.wait_path, got.data())
        except SourceError:
            said = None
    seconds = _seconds(said)
    return 5.0 if seconds is None else min(max(seconds, 0.0), LONGEST_WAIT_S)


def _seconds(said: object) -> float | None:
    try:
        number = float(str(said))
        return number if number == number else None  # noqa: PLR0124  # NaN is not itself
    except ValueError:
        at = moment(said, "http_date")
        return None if at is None else (at - datetime.now(UTC)).total_seconds()
