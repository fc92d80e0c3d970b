"""Paths into answers: `a.b.0.c`, `'@odata.nextLink'`, or an expression where dots cannot say it."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.crm.words.base import Expression, Path

WHOLE = "$"
"""The path that leads to the answer itself."""

_PART = re.compile(r"'([^']+)'|([^.']+)")


def found(path: Path, value: object) -> Any:  # noqa: ANN401  # whatever JSON holds there
    """What a path leads to; None where it leads nowhere."""
    return finder(path)(value)


@cache
def finder(path: Path) -> Callable[[object], Any]:
    """What follows a path; the same path is taken apart once.

    Raises:
        NotUnderstood: It is no path.
    """
    if isinstance(path, Expression):
        return _by_expression(path.jmespath)
    if path == WHOLE:
        return lambda value: value
    parts = parts_of(path)

    def follow(value: object) -> object:
        for part in parts:
            value = _step(value, part)
        return value

    return follow


def parts_of(path: str) -> tuple[str, ...]:
    """The names and places of a dotted path.

    Raises:
        NotUnderstood: It has an empty part or a quote that does not end.
    """
    parts, at = [], 0
    while True:
        part = _PART.match(path, at)
        if part is None:
            raise NotUnderstood(
                f"“{path}” is no path. Write names between dots, like values.name.0; one with a "
                "dot in it in single quotes."
            )
        parts.append(part[1] or part[2])
        at = part.end()
        if at == len(path):
            return tuple(parts)
        at += 1 if path[at] == "." else len(path)


def _step(value: object, part: str) -> object:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
        return value[int(part)]
    return None


def _by_expression(text: str) -> Callable[[object], Any]:
    import jmespath  # 10 ms that most presets do without
    from jmespath.exceptions import JMESPathError

    try:
        expression = jmespath.compile(text)
    except JMESPathError as error:
        raise NotUnderstood(f"“{text}” is no JMESPath expression: {error}.") from error

    def follow(value: object) -> object:
        try:
            return expression.search(value)
        except (JMESPathError, TypeError):  # a function that is handed what it does not take
            return None

    return follow
