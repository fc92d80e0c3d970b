"""Requests: what a preset says is asked for, filled in and laid together."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any, NamedTuple

from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.crm.http import Ask
from accountdesk.sources.crm.paths import parts_of
from accountdesk.sources.crm.templates import Values, filled, text
from accountdesk.sources.crm.words.base import Json, Method, Place, Request


class Said(NamedTuple):
    """A request as a preset says it, before names are filled in."""

    method: Method
    path: str
    params: Json
    headers: Mapping[str, str]
    body: Json | None


def of_request(request: Request) -> Said:
    """A request that is laid over no other one."""
    return Said(
        request.method or "GET", request.path or "", request.params, request.headers, request.body
    )


def number(identity: str) -> int | str:
    """An id as some CRMs want it: a number, if it is one."""
    return int(identity) if identity.isdecimal() else identity


def laid_over(said: Said, over: Request) -> Said:
    """A request with what differs laid over it; of tables, name by name.

    What has a path of its own is another request: it takes over nothing but headers.
    """
    if over.path is not None:
        headers = {**said.headers, **over.headers}
        return Said(over.method or "GET", over.path, over.params, headers, over.body)
    body = said.body
    if over.body is not None:
        body = {**(said.body or {}), **over.body}
    return Said(
        over.method or said.method,
        said.path,
        {**said.params, **over.params},
        {**said.headers, **over.headers},
        body,
    )


def asked(said: Said, base_url: str, values: Values) -> Ask:
    """The request itself.

    Raises:
        NotUnderstood: A name in it stands for nothing.
    """
    path = text(said.path, values)
    if not path.startswith(("/", "?")) and path:
        raise NotUnderstood(
            f"The path “{path}” must begin with a slash: it stands behind base_url."
        )
    body = None if said.body is None else _json(filled(said.body, values))
    return Ask(
        said.method,
        base_url.rstrip("/") + path,
        {name: _param(one) for name, one in filled(said.params, values).items() if one is not None},
        {name: text(one, values) for name, one in said.headers.items()},
        body,
    )


def with_value(ask: Ask, where: Place, name: str, value: object) -> Ask:
    """A request with one more value in it: of the query, a header, or the body by its path."""
    if where == "header":
        return ask._replace(headers={**ask.headers, name: str(_param(value))})
    if where == "query":
        return ask._replace(params={**ask.params, name: _param(value)})
    body = deepcopy(ask.body) if ask.body is not None else {}
    *above, last = parts_of(name)
    table = body
    try:
        for part in above:
            is_list = isinstance(table, list)
            table = table[int(part)] if is_list else table.setdefault(part, {})
        table[int(last) if isinstance(table, list) else last] = _json(value)
    except (LookupError, ValueError, TypeError, AttributeError):
        raise NotUnderstood(f"The body has no place {name}.") from None
    return ask._replace(body=body)


def _param(value: object) -> str:
    """A value as the query takes it; a list or a table is sent as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(_json(value), separators=(",", ":"))
    if isinstance(value, bool):
        return "true" if value else "false"
    return text("{value}", {"value": value})


def _json(value: Any) -> Any:  # noqa: ANN401  # JSON in, JSON out
    if isinstance(value, datetime):
        return text("{value}", {"value": value})
    if isinstance(value, list):
        return [_json(one) for one in value]
    if isinstance(value, dict):
        return {name: _json(one) for name, one in value.items()}
    return value
