"""What a user says about files where their headers do not: the map file of an import, in TOML.

`encoding`, `date_order` and `currency`; `[stages]` with the outcome of each; for each table, named
by its file or by file and sheet, `rows` (its subject) and `columns` (the header of a role). README
has an example.
"""

import codecs
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from accountdesk.core import money
from accountdesk.core.deal import Outcome
from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.files.headers import Told
from accountdesk.sources.files.synonyms import ROLES, Subject
from accountdesk.sources.files.values import ORDERS
from accountdesk.sources.files.words import plain


class Wishes(NamedTuple):
    """How files are to be read.

    Attributes:
        encoding: Of CSV files that do not say it themselves.
        date_order: `dmy` or `mdy`, where days could be read both ways; None: the team's.
        currency: Of amounts that do not say theirs; None if unknown.
        stages: The outcome of stages, by the stage's plain word.
        tables: What tables mean, by file, or by file and sheet.
    """

    encoding: str = "utf-8"
    date_order: str | None = None
    currency: str | None = None
    stages: Mapping[str, Outcome] = MappingProxyType({})
    tables: Mapping[str, Told] = MappingProxyType({})


KEYS = ("encoding", "date_order", "currency", "stages", "tables")


def wishes(text: str, file: str) -> Wishes:
    """What a map file says.

    Raises:
        NotUnderstood: It is no TOML, or says something that no map file says.
    """
    import tomllib

    try:
        told = tomllib.loads(text)
        _known(told, KEYS, "")
        return Wishes(
            encoding=encoding(_text(told.get("encoding", "utf-8"), "encoding")),
            date_order=_one_of(told, "date_order", ORDERS),
            currency=money.currency(_text(told["currency"], "currency"))
            if "currency" in told
            else None,
            stages={
                plain(stage): Outcome(_one_of(_table(told, "stages"), stage, list(Outcome)))
                for stage in _table(told, "stages")
            },
            tables={name: _told(_table(told, "tables"), name) for name in _table(told, "tables")},
        )
    except (tomllib.TOMLDecodeError, NotUnderstood) as error:
        raise NotUnderstood(f"The map {file} cannot be used: {error}") from error


def encoding(name: str) -> str:
    """The encoding that goes by a name.

    Raises:
        NotUnderstood: Python knows none of that name.
    """
    try:
        # What is no encoding of text (hex), or has no order of bytes (utf-16), fails in here.
        if "é,\n".encode(name, "replace").decode(name) and not "".encode(name):
            return codecs.lookup(name).name
        raise ValueError
    except (LookupError, ValueError) as error:
        raise NotUnderstood(
            f"“{name}” is no encoding. Known are utf-8, cp1252, and more."
        ) from error


def _told(tables: Mapping[str, Any], name: str) -> Told:
    table = _table(tables, name)
    _known(table, ("rows", "columns"), f"[tables.{name}] ")
    subject = _one_of(table, "rows", list(Subject))
    columns = _table(table, "columns")
    roles = ROLES[Subject(subject)] if subject else {r for of in ROLES.values() for r in of}
    _known(columns, tuple(roles), f"[tables.{name}.columns] ")
    return Told(
        Subject(subject) if subject else None,
        {role: _text(column, role) for role, column in columns.items()},
    )


def _known(told: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in told:
        if key not in known:
            raise NotUnderstood(f"{where}{key} is not known there. Known: {', '.join(known)}.")


def _table(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = told.get(key, {})
    if not isinstance(found, dict):
        raise NotUnderstood(f"{key} is a table. Write [{key}] on a line of its own.")
    return found


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise NotUnderstood(f"{key} is a text. Write it between quotes.")
    return value


def _one_of(told: Mapping[str, Any], key: str, allowed: Mapping[str, str] | list[Any]) -> Any:  # noqa: ANN401  # a word of the caller's
    if key not in told:
        return None
    value = _text(told[key], key)
    if value not in list(allowed):
        raise NotUnderstood(f"{key} is one of {', '.join(allowed)}, not “{value}”.")
    return value
