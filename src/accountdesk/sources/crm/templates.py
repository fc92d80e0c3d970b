"""Templates: what a request says, with names in braces filled in. Nothing is ever computed.

`"{name}"` alone stands for the value itself, whatever its type. In a longer text every name says
how it is escaped there: `url` (a part of an address), `odata` and `soql` (a literal of a query), or
`names` (names of fields, a comma before each). So nothing that a person typed can become a part of
a query that means something.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from accountdesk.core.errors import NotUnderstood

Values = Mapping[str, Any]
"""What names in braces stand for."""

_NAME = re.compile(r"\{([^{}]*)\}")


def _url(value: object) -> str:
    return quote(_plain(value), safe="")


def _odata(value: object) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return _literal(value)


def _soql(value: object) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return f"'{escaped}'"
    return _literal(value)


def _names(value: object) -> str:
    """Names behind others, which a list of names in a query goes on with."""
    names = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    wrong = next((one for one in names if not NAME.fullmatch(one)), None)
    if wrong is not None:
        raise NotUnderstood(f"“{wrong}” is no name of a field: {NAME_SAYS}.")
    return "".join(f",{one}" for one in names)


NAME = re.compile(r"[A-Za-z0-9_]{1,100}")
NAME_SAYS = "letters, digits and _, up to 100 of them"
"""What a CRM's own name of a field looks like; nothing else gets into a query as a name."""


def _plain(value: object) -> str:
    return _literal(value) if not isinstance(value, str) else value


def _literal(value: object) -> str:
    """A number, a truth or a moment as queries write it, without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return str(value)


ESCAPES: Mapping[str, Callable[[object], str]] = {
    "url": _url, "odata": _odata, "soql": _soql, "names": _names,
}  # fmt: skip


def filled(template: Any, values: Values) -> Any:  # noqa: ANN401  # JSON in, JSON out
    """A text, list or table with its names filled in.

    Raises:
        NotUnderstood: A name stands for nothing, or is not escaped where it must be.
    """
    if isinstance(template, str):
        return _text(template, values)
    if isinstance(template, list):
        return [one for part in template for one in _several(part, values, template)]
    if isinstance(template, dict):
        return {name: filled(one, values) for name, one in template.items()}
    return template


def _several(template: Any, values: Values, among: list[Any]) -> list[Any]:  # noqa: ANN401  # JSON in, JSON out
    """What stands for one place of a list: of a name for several, those not there yet."""
    value = filled(template, values)
    if not (isinstance(template, str) and isinstance(value, list)):
        return [value]
    return [one for one in value if not isinstance(one, str) or one not in among]


def text(template: str, values: Values) -> str:
    """A text with its names filled in: what is alone in it, too, becomes text."""
    return _plain(_text(template, values))


def _text(template: str, values: Values) -> Any:  # noqa: ANN401  # the value itself, if it is alone
    alone = _NAME.fullmatch(template)
    if alone and ":" not in alone[1]:
        return _value(alone[1], values)

    def put(name: re.Match[str]) -> str:
        word, _, escape = name[1].partition(":")
        value = _value(word, values)
        if escape == "names" and isinstance(value, list):
            # A query that names a field twice is refused.
            there = set(re.findall(r"\w+", _NAME.sub(" ", template)))
            value = [one for one in value if one not in there]
        return _escape(escape, name[1])(value)

    return _NAME.sub(put, template)


def _value(name: str, values: Values) -> Any:  # noqa: ANN401  # see Values
    if name not in values:
        known = ", ".join(sorted(values)) or "none"
        raise NotUnderstood(f"{{{name}}} stands for nothing here. Known: {known}.")
    return values[name]


def _escape(escape: str, name: str) -> Callable[[object], str]:
    if escape not in ESCAPES:
        ways = " ".join(f"{{{name.partition(':')[0]}:{way}}}" for way in ESCAPES)
        raise NotUnderstood(f"{{{name}}} must say how it is escaped inside a text: {ways}.")
    return ESCAPES[escape]


def names_in(template: object) -> Iterator[tuple[str, str, bool]]:
    """Every name in a template, the escape it has, and whether it stands alone."""
    if isinstance(template, str):
        for name in _NAME.finditer(template):
            word, _, escape = name[1].partition(":")
            yield word, escape, name[0] == template
    elif isinstance(template, list | tuple):
        for one in template:
            yield from names_in(one)
    elif isinstance(template, dict):
        for one in template.values():
            yield from names_in(one)
