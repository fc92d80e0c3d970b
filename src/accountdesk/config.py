"""This machine's settings and paths. What the team decides about readings is policy, not a setting.

The settings file is TOML: `ACCOUNTDESK_CONFIG`, else `accountdesk/accountdesk.toml` in
`XDG_CONFIG_HOME` (`~/.config`). The program never writes it. Every setting stands in
`config/accountdesk.toml` with its default.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from accountdesk.core.errors import SettingsError


class Settings(NamedTuple):
    """What this machine has set.

    Attributes:
        store: The store's file.
    """

    store: str


KEYS = {"store": {"path": str}}
"""Sections of the settings file, their keys and the type of each."""


class Setting(NamedTuple):
    """One setting as it stands.

    Attributes:
        name: `[section] key`, as in the settings file.
        value: As it is used.
        origin: Where it is from: a variable of the environment, the settings file, or `default`.
    """

    name: str
    value: str
    origin: str


def settings_path(environ: Mapping[str, str]) -> str:
    """Where the settings file is, or would be."""
    return environ.get("ACCOUNTDESK_CONFIG") or os.path.join(
        _base(environ, "XDG_CONFIG_HOME", ".config"), "accountdesk", "accountdesk.toml"
    )


def settings(environ: Mapping[str, str]) -> Settings:
    """The settings of this machine: the environment first, then the file, then defaults.

    Raises:
        SettingsError: The file cannot be read or says something that is no setting.
    """
    return Settings(*(setting.value for setting in as_they_stand(environ)))


def as_they_stand(environ: Mapping[str, str]) -> list[Setting]:
    """Every setting with its origin, in the order of `Settings`.

    Raises:
        SettingsError: The file cannot be read or says something that is no setting.
    """
    path = settings_path(environ)
    told = _read(path, must_exist="ACCOUNTDESK_CONFIG" in environ)
    default = os.path.join(
        _base(environ, "XDG_DATA_HOME", ".local/share"), "accountdesk", "desk.db"
    )
    found = (
        (environ.get("ACCOUNTDESK_STORE"), "ACCOUNTDESK_STORE"),
        (told.get("store", {}).get("path"), path),
        (default, "default"),
    )
    store, origin = next((value, where) for value, where in found if value)
    try:
        store.encode()
    except UnicodeEncodeError as error:
        raise SettingsError("The path of the store is no UTF-8 text. Name another one.") from error
    return [Setting("[store] path", os.path.abspath(os.path.expanduser(store)), origin)]


def _base(environ: Mapping[str, str], name: str, under_home: str) -> str:
    """A base directory as the XDG specification has it: a relative one is ignored."""
    base = environ.get(name, "")
    return base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), under_home)


def _read(path: str, *, must_exist: bool) -> dict[str, dict[str, str]]:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        if must_exist:
            raise SettingsError(f"There is no settings file {path}.") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from error
    import tomllib  # 3 ms that most starts do without

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {path} is no TOML: {error}.") from error
    _check(path, text, told)
    return told


def _check(path: str, text: str, told: Mapping[str, object]) -> None:
    for section, values in told.items():
        if section in KEYS and not isinstance(values, dict):
            raise SettingsError(
                f"{path}, line {_line(text, section)}: {section} is a section. Write [{section}] "
                "on a line of its own, and its settings below."
            )
        if section not in KEYS or not isinstance(values, dict):
            raise _wrong(path, text, section, "section", list(KEYS))
        for key, value in values.items():
            if key not in KEYS[section]:
                raise _wrong(path, text, key, f"setting of [{section}]", list(KEYS[section]))
            if not isinstance(value, KEYS[section][key]):
                raise SettingsError(
                    f"{path}, line {_line(text, key)}: [{section}] {key} must be a text."
                )


def _wrong(path: str, text: str, word: str, what: str, known: list[str]) -> SettingsError:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    hint = f" Did you mean {near[0]}?" if near else f" Known: {', '.join(known)}."
    return SettingsError(f"{path}, line {_line(text, word)}: {word} is no {what}.{hint}")


def _line(text: str, word: str) -> int:
    """The first line that begins with a word or a section of that name; 1 if none does."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().lstrip("[ ").startswith(word):
            return number
    return 1
