"""Sources in the settings file: one `[[source]]` for each CRM that this desk reads."""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from accountdesk.config.settings import SOURCES, SettingsFile, near
from accountdesk.core.errors import SettingsError

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
"""What a tenant key looks like."""

NEVER = ("manual", "off")
"""Intervals that are none: read when somebody asks, not at all."""

_INTERVAL = re.compile(r"([1-9][0-9]{0,3})(s|m|h)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}

SHORTEST_S = 30
"""Seconds between two readings that no CRM minds."""

WORDS = (
    *("key", "preset", "package", "var", "interval", "read_only", "fields", "token_command"),
    *("secret_file", "ca_file"),
)
"""Every setting of a source."""


class SourceSetting(NamedTuple):
    """A source as this machine has set it.

    Attributes:
        key: The tenant key in front of every record's id.
        preset: A preset's name, or the path of one; empty: `package` says.
        package: `module:Name` of a source in code.
        var: What the preset asks of the tenant.
        interval_s: Seconds between two readings; None: when somebody asks.
        off: Whether it is not read at all.
        read_only: Whether nothing is ever written to it.
        token_command: Commands that print a secret, by the secret's name; empty: of the only one.
        secret_file: A TOML file of secrets; None: the usual place.
        ca_file: Certificates to trust; None: the system's.
        fields: The CRM's names of the account's fields that say what the team says, by our names.
        place: The file and the line.
    """

    key: str
    preset: str = ""
    package: str = ""
    var: Mapping[str, Any] = {}
    interval_s: int | None = 300
    off: bool = False
    read_only: bool = False
    token_command: Mapping[str, tuple[str, ...]] = {}
    secret_file: str | None = None
    ca_file: str | None = None
    fields: Mapping[str, str] = {}
    place: str = ""


def sources_of(file: SettingsFile) -> list[SourceSetting]:
    """The sources of a settings file.

    Raises:
        SettingsError: One of them is not right.
    """
    found, wrong = looked_at(file)
    if wrong:
        raise SettingsError(wrong[0])
    return found


def looked_at(file: SettingsFile) -> tuple[list[SourceSetting], list[str]]:
    """The sources of a settings file, and what is wrong with them, a sentence each."""
    if not file.text:
        return [], []
    import tomllib

    told = tomllib.loads(file.text).get(SOURCES, [])
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        return [], [f"{file.path}: a source begins with [[source]] on a line of its own."]
    found: list[SourceSetting] = []
    wrong: list[str] = []
    for number, table in enumerate(told):
        table = {word.replace("-", "_"): value for word, value in table.items()}
        place = f"{file.path}, line {_line(file.text, number)}"
        here = [*_wrong(table, file, {one.key for one in found})]
        head = _line(file.text, number)
        wrong += [f"{file.path}, line {_line_of(file.text, head, says)}: {says}" for says in here]
        if not here:
            found.append(_setting(table, place))
    return found, wrong


def _line(text: str, number: int) -> int:
    heads = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[")]
    return heads[number] if number < len(heads) else 1


def _line_of(text: str, head: int, says: str) -> int:
    """The line of the setting that a sentence begins with; the source's first one without."""
    word = re.escape(says.split(" ", 1)[0]).replace("_", "[-_]")
    lines = text.splitlines()
    for number in range(head, len(lines)):
        if lines[number].lstrip().startswith("[["):
            break
        if re.match(rf"\s*(?:\[source\.)?{word}\b", lines[number]):
            return number + 1
    return head


def _wrong(table: Mapping[str, Any], file: SettingsFile, others: set[str]) -> Iterator[str]:
    for word in table:
        if word not in WORDS:
            yield f"{word} is no setting of a source. {near(word, WORDS) or _known()}"
    key = table.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key) or key == "own":
        yield "a source needs a key: small letters, digits and dashes, up to 31, and not “own”."
    elif key in others:
        yield f"there are two sources with the key {key}. Give one of them another one."
    if ("preset" in table) == ("package" in table):
        yield "a source needs a preset (`accountdesk presets list`), or a package."
    yield from _wrong_values(table)
    yield from _wrong_fields(table)
    if "token_command" in table and _others_may_write(file.path):
        yield (
            "others may write this file, and its token_command would be run: "
            f"chmod go-w {file.path}."
        )


def _known() -> str:
    return f"Known: {', '.join(WORDS)}."


def _wrong_values(table: Mapping[str, Any]) -> Iterator[str]:
    for word in ("preset", "package", "secret_file", "ca_file"):
        if not isinstance(table.get(word, ""), str):
            yield f"{word} must be a text in quotes."
    if not isinstance(table.get("var", {}), dict):
        yield 'var is a table, like var = { org = "acme" }.'
    if not isinstance(table.get("read_only", False), bool):
        yield "read_only is true or false."
    interval = table.get("interval", "5m")
    if interval not in NEVER and not _INTERVAL.fullmatch(str(interval)):
        yield f"interval is “{interval}”. Write it like 5m or 1h, or “manual” or “off”."
    elif _seconds(interval) is not None and (_seconds(interval) or 0) < SHORTEST_S:
        yield f"interval is less than {SHORTEST_S} seconds, which no CRM likes."
    if not _commands(table.get("token_command", [])):
        yield (
            'token_command is a list of words, like ["pass", "show", "crm"], or a table of such '
            "lists by the secret's name."
        )


def _wrong_fields(table: Mapping[str, Any]) -> Iterator[str]:
    fields = table.get("fields", {})
    if not isinstance(fields, dict) or not all(isinstance(one, str) for one in fields.values()):
        yield 'fields is a table of texts, like fields = { tier = "customer_tier" }.'


def _commands(value: object) -> bool:
    every = value.values() if isinstance(value, dict) else [value]
    return all(isinstance(one, list) and all(isinstance(w, str) for w in one) for one in every)


def _others_may_write(path: str) -> bool:
    try:
        return bool(os.stat(path).st_mode & 0o022)
    except OSError:
        return False


def _seconds(interval: object) -> int | None:
    found = _INTERVAL.fullmatch(str(interval))
    return int(found[1]) * _SECONDS[found[2]] if found else None


def _setting(table: Mapping[str, Any], place: str) -> SourceSetting:
    command = table.get("token_command", {})
    commands = command if isinstance(command, dict) else {"": command}
    interval = table.get("interval", "5m")
    file, ca_file = table.get("secret_file"), table.get("ca_file")
    return SourceSetting(
        table["key"],
        table.get("preset", ""),
        table.get("package", ""),
        table.get("var", {}),
        _seconds(interval),
        interval == "off",
        table.get("read_only", False),
        {name: tuple(words) for name, words in commands.items()},
        os.path.expanduser(file) if file else None,
        os.path.expanduser(ca_file) if ca_file else None,
        table.get("fields", {}),
        place,
    )
