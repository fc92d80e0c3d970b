"""Turning pages: how the next one is asked for, and when there is none."""

from collections.abc import Sequence
from typing import Any

from accountdesk.sources.crm.failures import NotUsable
from accountdesk.sources.crm.http import Ask
from accountdesk.sources.crm.paths import found
from accountdesk.sources.crm.requests import with_value
from accountdesk.sources.crm.words.lists import Cursor, JsonLink, Offset, PageNumber, Paginator

Turn = str | int | None
"""What the next page is asked for by: an address, a cursor, how many to pass over, or its number.

None: the first page.
"""


def turned(paginator: Paginator, ask: Ask, turn: Turn) -> Ask:
    """The request for a page."""
    if isinstance(paginator, JsonLink):
        # The link has all the parameters in it; repeating them breaks it.
        return ask if turn is None else ask._replace(url=str(turn), params={})
    if isinstance(paginator, Cursor):
        if turn is None:
            return ask
        return with_value(ask, paginator.inject_into, paginator.cursor_param, turn)
    if isinstance(paginator, Offset):
        ask = with_value(ask, paginator.inject_into, paginator.limit_param, paginator.limit)
        return with_value(ask, paginator.inject_into, paginator.offset_param, turn or 0)
    if isinstance(paginator, PageNumber):
        number = paginator.base_page if turn is None else turn
        return with_value(ask, paginator.inject_into, paginator.page_param, number)
    return ask


def next_turn(paginator: Paginator, turn: Turn, data: object, records: Sequence[Any]) -> Turn:
    """What the page behind this one is asked for by; None: this was the last one.

    A page that has fewer records than were asked for is not the last one: many CRMs give fewer
    than they are asked for. Without a word of the CRM, only a page without records is.
    """
    if isinstance(paginator, JsonLink):
        return _named(found(paginator.next_url_path, data))
    if isinstance(paginator, Cursor):
        return _named(found(paginator.cursor_path, data))
    if isinstance(paginator, Offset):
        after = int(turn or 0) + len(records)
        most = total(paginator, data)
        return None if _ends(paginator, data, records) or after == most else after
    if isinstance(paginator, PageNumber):
        number = paginator.base_page if turn is None else int(turn)
        pages = _count(paginator.total_path, data)
        last = pages is not None and number - paginator.base_page + 1 >= pages
        return None if last or _ends(paginator, data, records) else number + 1
    return None


def total(paginator: Paginator, data: object) -> int | None:
    """How many records the CRM says there are; None if it does not say."""
    return _count(paginator.total_path, data) if isinstance(paginator, Offset) else None


def _ends(paginator: Offset | PageNumber, data: object, records: Sequence[Any]) -> bool:
    more = paginator.has_more_path
    return not records or (more is not None and not found(more, data))


def _named(value: object) -> Turn:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotUsable(f"What leads to the next page is neither text nor number: {value!r:.80}.")
    return value


def _count(path: Any, data: object) -> int | None:  # noqa: ANN401  # a path or None
    value = found(path, data) if path is not None else None
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
