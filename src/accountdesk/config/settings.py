"""This machine's settings and paths. What the team decides about readings is policy, not a setting.

The settings file is TOML: `ACCOUNTDESK_CONFIG`, else `accountdesk/accountdesk.toml` in
`XDG_CONFIG_HOME` (`~/.config`). The program never writes it. Every setting stands in
`config/accountdesk.toml` with its default.
"""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from accountdesk.core.errors import SettingsError


class Key(NamedTuple):
    """One setting that there is.

    Attributes:
        default: What holds where the file says nothing; empty: it is found at each start.
        choices: What it may be; none: any text.
    """

    default: str
    choices: tuple[str, ...] = ()


THEMES = ("dark", "light", "contrast", "mono")
DATES = ("Fri 5 Dec 2026", "Fri Dec 5 2026", "Fri 2026-12-05")
NUMBERS = ("1,234.5", "1.234,5", "1 234,5", "1’234.5", "1234.5")

KEYS: Mapping[str, Mapping[str, Key]] = {
    "store": {"path": Key("")},
    "screen": {"theme": Key(THEMES[0], THEMES)},
    "locale": {"dates": Key(DATES[0], DATES), "numbers": Key(NUMBERS[0], NUMBERS)},
}
"""Sections of the settings file and their settings, but for `[keys]`, whose names are actions."""

SOURCES = "source"
"""Tables that name CRMs; `config.sources` reads them, where somebody asks."""

BOUND = "keys"
"""The section that binds actions to keys of one's own; what it says is looked at by the screen."""


class Bound(NamedTuple):
    """A line of `[keys]`.

    Attributes:
        action: The id of an action, as it was written.
        keys: What is pressed for it, as it was written.
        place: The file and the line.
    """

    action: str
    keys: str
    place: str


class Settings(NamedTuple):
    """What this machine has set.

    Attributes:
        store: The store's file.
        theme: One of `THEMES`.
        dates: One of `DATES`: how a day is written.
        numbers: One of `NUMBERS`: how a number is written.
        keys: Keys of one's own, as the file has them; whether they are any is not known here.
    """

    store: str
    theme: str = THEMES[0]
    dates: str = DATES[0]
    numbers: str = NUMBERS[0]
    keys: tuple[Bound, ...] = ()


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
    file = read_file(environ)
    if file.wrong:
        rest = " `accountdesk config check` says what else." if len(file.wrong) > 1 else ""
        raise SettingsError(file.wrong[0] + rest)
    store, theme, dates, numbers = (one.value for one in _standing(environ, file))
    return Settings(store, theme, dates, numbers, file.bound)


def as_they_stand(environ: Mapping[str, str]) -> list[Setting]:
    """Every setting with its origin, in the order of `Settings`; of keys those that are bound.

    Raises:
        SettingsError: The file cannot be read or says something that is no setting.
    """
    file = read_file(environ)
    if file.wrong:
        raise SettingsError("\n".join(file.wrong))
    bound = [Setting(f"[{BOUND}] {one.action}", one.keys, file.path) for one in file.bound]
    return [*_standing(environ, file), *bound]


def example() -> str:
    """A settings file with every setting, its default and what it means: what this machine has."""
    from accountdesk.config.shipped import shipped  # for the one command that shows it

    with open(shipped("accountdesk.toml"), encoding="utf-8") as file:
        return file.read()


class SettingsFile(NamedTuple):
    """The settings file as it was read.

    Attributes:
        path: Where it is, or would be.
        told: Sections with their settings, but for `[keys]`.
        bound: The lines of `[keys]`.
        wrong: What is wrong with it, a sentence each; whether keys are any is not known here, nor
            whether sources are right.
        text: The file itself.
    """

    path: str
    told: Mapping[str, Mapping[str, str]] = {}
    bound: tuple[Bound, ...] = ()
    wrong: tuple[str, ...] = ()
    text: str = ""


def _standing(environ: Mapping[str, str], file: SettingsFile) -> list[Setting]:
    store = os.path.join(_base(environ, "XDG_DATA_HOME", ".local/share"), "accountdesk", "desk.db")
    found = []
    for section, keys in KEYS.items():
        for key, about in keys.items():
            told = file.told.get(section, {}).get(key)
            value, origin = (told, file.path) if told else (about.default or store, "default")
            if key == "path":
                if named := environ.get("ACCOUNTDESK_STORE"):
                    value, origin = named, "ACCOUNTDESK_STORE"
                value = _path(value)
            found.append(Setting(f"[{section}] {key}", value, origin))
    return found


def _path(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise SettingsError("The path of the store is no UTF-8 text. Name another one.") from error
    return os.path.abspath(os.path.expanduser(text))


def _base(environ: Mapping[str, str], name: str, under_home: str) -> str:
    """A base directory as the XDG specification has it: a relative one is ignored."""
    base = environ.get(name, "")
    return base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), under_home)


def read_file(environ: Mapping[str, str]) -> SettingsFile:
    """What the settings file says, right or wrong; nothing if there is none.

    Raises:
        SettingsError: It cannot be read, is no TOML, or was named and is not there.
    """
    path = settings_path(environ)
    try:
        with open(path, encoding="utf-8-sig") as file:  # some editors put a mark before it
            text = file.read()
    except FileNotFoundError:
        if "ACCOUNTDESK_CONFIG" in environ:
            raise SettingsError(f"There is no settings file {path}.") from None
        return SettingsFile(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from error
    import tomllib  # 3 ms that most starts do without

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why = f"{error}. Texts stand in quotes there"
        raise SettingsError(f"The settings file {path} is no TOML: {why}.") from error
    bound = told.pop(BOUND, {})
    told.pop(SOURCES, None)
    wrong = [*_wrong(path, text, told), *_wrong_keys(path, text, bound)]
    return SettingsFile(path, told, tuple(_bound(path, text, bound)), tuple(wrong), text)


def _wrong(path: str, text: str, told: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with the sections but `[keys]`."""
    for section, values in told.items():
        if section not in KEYS:
            line = _line(text, section)
            below = [f"It belongs below a line [{one}]." for one in KEYS if section in KEYS[one]]
            yield _unknown(path, line, section, "section", [*KEYS, BOUND, SOURCES], *below)
        elif not isinstance(values, dict):
            yield _no_section(path, text, section)
        else:
            for key, value in values.items():
                line = _line(text, section, key)
                if key not in KEYS[section]:
                    yield _unknown(path, line, key, f"setting of [{section}]", [*KEYS[section]])
                else:
                    yield from _no_choice(f"{path}, line {line}: [{section}] {key}", value,
                                          KEYS[section][key].choices)  # fmt: skip


def _no_choice(place: str, value: object, choices: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{place} must be a text in quotes."
    elif choices and value not in choices:
        hint = near(value, choices) or f"It is one of: {' · '.join(choices)}."
        yield f"{place} is “{value}”, which is none of its values. {hint}"


def _wrong_keys(path: str, text: str, bound: object) -> Iterator[str]:
    if not isinstance(bound, dict):
        yield _no_section(path, text, BOUND)
        return
    for action, value in _flat(bound):
        if not isinstance(value, str):
            line = _line(text, BOUND, action)
            yield (
                f"{path}, line {line}: the keys of {action} must be a text in quotes, like "
                f'{action} = "w" or "w,f5".'
            )


def _bound(path: str, text: str, bound: object) -> Iterator[Bound]:
    for action, value in _flat(bound) if isinstance(bound, dict) else ():
        if isinstance(value, str):
            yield Bound(action, value, f"{path}, line {_line(text, BOUND, action)}")


def _flat(bound: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Names and values: `do.write = "w"` is a table in a table to TOML, `"do.write"` is none."""
    for name, value in bound.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{rest}", keys) for rest, keys in _flat(value))
        else:
            yield name, value


def _no_section(path: str, text: str, section: str) -> str:
    return (
        f"{path}, line {_line(text, section)}: {section} is a section. Write [{section}] on a line "
        "of its own, and its settings below."
    )


def _unknown(path: str, line: int, word: str, what: str, known: list[str], hint: str = "") -> str:
    hint = hint or near(word, known) or f"Known: {', '.join(known)}."
    return f"{path}, line {line}: {word} is no {what}. {hint}"


def near(word: str, known: list[str] | tuple[str, ...]) -> str:
    """`Did you mean …?`; empty where nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f"Did you mean {near[0]}?" if near else ""


def _line(text: str, section: str, key: str = "") -> int:
    """The line of a section or of a key in it, as it is usually written; 1 if none is found."""
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words.startswith("["):
            inside = words.strip("[] ").split("]")[0].strip().strip("\"'")
            if not key and inside == section:
                return number
            continue
        name = words.split("=")[0].strip().replace('"', "").replace("'", "")
        at = f"{inside}.{name}" if inside else name
        if at == (f"{section}.{key}" if key else section):
            return number
    return 1
