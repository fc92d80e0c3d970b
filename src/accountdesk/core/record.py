"""Records: how the named tuples of bodies and facts are read from JSON objects and written back.

A record is a `NamedTuple` whose fields have one of the types in `READERS`, or such a type with
`| None`. Records are named tuples and not data classes because a class of each kind is made at
every start of the program: 0.08 ms against 0.5 ms (measured), and there will be sixty of them.

A key that a record does not know is ignored here and survives in the text it was read from. A value
of the wrong type, or a field that is missing and has no default, makes the whole record unreadable:
half a promise is worse than one that is listed as not readable.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, NoReturn, TypeVar, get_args

R = TypeVar("R", bound=NamedTuple)

Reader = Callable[[Any], object]

FIRST_YEAR, LAST_YEAR = "1900", "2999"
"""Days outside are typing errors, and counting days from them would leave Python's calendar."""


MOST = 10**15
"""Larger numbers are typing errors; sums of what is left fit into 64 bits many times over."""


class Unreadable(ValueError):
    """A record's text does not say what its kind must say; the message names the field."""


class Fields(dict[str, str]):
    """Names and values of a source's own columns, in the source's order; hashable by content."""

    def __hash__(self) -> int:  # type: ignore[override]  # records are compared and put in sets
        """By content; a `Fields` is never changed after it was made."""
        return hash(tuple(sorted(self.items())))


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError
    if not value.isascii():
        value.encode()  # half of a surrogate pair, which JSON may hold, is no text: ValueError
    return value


def _number(value: object) -> int:
    # bool is an int to Python; JSON's true is no number to us.
    if type(value) is not int:
        raise TypeError
    if not -MOST <= value <= MOST:
        raise ValueError
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


def _day(value: object) -> date:
    text = _text(value)
    # fromisoformat also takes 20261122 and 2026-W47-7: one day must have one spelling.
    if len(text) != 10 or text[4] != "-" or not FIRST_YEAR <= text[:4] <= LAST_YEAR:
        raise ValueError
    return date.fromisoformat(text)


def _texts(value: object) -> tuple[str, ...]:
    if type(value) is not list:
        raise TypeError
    return tuple(_text(item) for item in value)


def _days(value: object) -> frozenset[date]:
    if type(value) is not list:
        raise TypeError
    return frozenset(map(_day, value))


def _fields(value: object) -> Fields:
    if type(value) is not dict:
        raise TypeError
    return Fields({name: _text(item) for name, item in value.items()})


def _any(value: object) -> object:
    return value


READERS: dict[object, Reader] = {
    str: _text,
    int: _number,
    bool: _truth,
    date: _day,
    tuple[str, ...]: _texts,
    frozenset[date]: _days,
    Fields: _fields,
    object: _any,
}


_REQUIRED = object()
"""Stands where a field without a default has not been read yet."""


class _Plan(NamedTuple):
    """How a record is read.

    Attributes:
        fields: By name: its place, its reader, and whether None is a value of it.
        start: The record's values while nothing has been read.
    """

    fields: dict[str, tuple[int, Reader, bool]]
    start: list[object]


@cache
def _plan(record: type[NamedTuple]) -> _Plan:
    fields: dict[str, tuple[int, Reader, bool]] = {}
    for place, name in enumerate(record._fields):
        annotation: Any = record.__annotations__[name]
        may_be_none = isinstance(annotation, UnionType)
        if may_be_none:
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        fields[name] = (place, _reader(annotation), may_be_none)
    start = [record._field_defaults.get(name, _REQUIRED) for name in record._fields]
    return _Plan(fields, start)


def _reader(annotation: Any) -> Reader:  # noqa: ANN401  # an annotation is any object
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return {member.value: member for member in annotation}.__getitem__
    # A NewType is written as what it wraps.
    return READERS[getattr(annotation, "__supertype__", annotation)]


DEEPEST = 100
"""How deep a JSON text may nest. Pythons differ in what they can take, and desks must not."""


def _no_number(word: str) -> NoReturn:
    """NaN and the infinities, which Python would take for JSON."""
    raise ValueError(word)


# Made once: `json.loads` and `dumps` make a new one at every call that has an option.
_JSON = json.JSONDecoder(parse_constant=_no_number)
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STRING_OR_BRACKET = r'"(?:[^"\\]|\\.)*"|[\[\]{}]'


def _is_deep(text: str) -> bool:
    if text.count("{") + text.count("[") <= DEEPEST:
        return False
    depth = 0
    for found in re.finditer(_STRING_OR_BRACKET, text, re.DOTALL):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth > DEEPEST:
            return True
    return False


def parse(text: str) -> dict[str, Any]:
    """The JSON object in `text`.

    Raises:
        Unreadable: It is no JSON object, or one nested too deeply.
    """
    if _is_deep(text):
        raise Unreadable(f"it is nested more than {DEEPEST} times")
    try:
        value = _JSON.decode(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is no JSON") from error
    if type(value) is not dict:
        raise Unreadable("it is no JSON object")
    return value


def read(record: type[R], body: Mapping[str, Any]) -> R:
    """The record that `body` says.

    Raises:
        Unreadable: A field is missing or has the wrong type; the message names it.
    """
    fields, start = _plan(record)
    values = start.copy()
    name = ""
    try:
        for name, value in body.items():
            if name in fields:
                place, reader, may_be_none = fields[name]
                values[place] = None if value is None and may_be_none else reader(value)
    except (TypeError, ValueError, KeyError) as error:
        raise Unreadable(f"{name} cannot be read") from error
    if _REQUIRED in values:
        raise Unreadable(f"{record._fields[values.index(_REQUIRED)]} is missing")
    return record._make(values)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if type(value) is frozenset:  # of days; an entry that says the same is written the same
        return [day.isoformat() for day in sorted(value)]
    return list(value) if type(value) is tuple else value


def plain(record: NamedTuple) -> dict[str, object]:
    """The JSON object that says `record`; fields at their default are left out."""
    defaults = record._field_defaults
    return {
        name: _plain(value)
        for name, value in zip(record._fields, record, strict=True)
        if name not in defaults or defaults[name] != value
    }


def write(record: NamedTuple) -> str:
    """`plain(record)` as compact JSON text; `read(type(record), parse(...))` gives it back."""
    return _WRITER.encode(plain(record))
