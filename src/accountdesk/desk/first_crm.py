"""The first start with a CRM: which one, what it needs, what it shows, and what is kept of that."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from accountdesk.config.secrets import secret_file, secrets_of
from accountdesk.config.settings import settings_path
from accountdesk.config.sources import SourceSetting
from accountdesk.config.writing import lines_of, write_secrets, write_source
from accountdesk.core.errors import Refused, SettingsError
from accountdesk.core.secret import Secret
from accountdesk.desk import words
from accountdesk.desk.connected import preset_called, presets, secret_names, settings_of
from accountdesk.desk.connecting import Wanted, first_look, setting_for, wanted
from accountdesk.desk.desk import Desk
from accountdesk.sources.crm.crm import base_url
from accountdesk.sources.crm.origin import origin_of

Parts = list[tuple[str, tuple[str, ...]]]


class Connection(NamedTuple):
    """What was answered of a CRM.

    Attributes:
        preset: Its name, or the path of a file.
        var: What the preset asks, as it was typed.
        key: What the source is called here; empty: as is proposed.
        secrets: Credentials that were typed.
    """

    preset: str
    var: Mapping[str, str] = {}  # never changed
    key: str = ""
    secrets: Mapping[str, Secret] = {}  # as above


def offered() -> list[tuple[str, str]]:
    """Presets by name, each with what it is and how far it was tried."""
    return [(one.name, f"{one.title} · tried so far: {one.verified}") for one in presets()]


def asks(preset: str) -> Sequence[Wanted]:
    """What a preset needs to be told.

    Raises:
        NotFound: There is none of that name.
        NotUnderstood: It is not right.
    """
    return wanted(preset_called(preset))


def address(told: Connection) -> str:
    """Where its credentials would go.

    Raises:
        Elsewhere: What was told of it is no address.
    """
    setting = _setting(told, ())
    return str(origin_of(base_url(preset_called(setting.preset), setting.var)))


def setting_of(told: Connection, environ: Mapping[str, str]) -> SourceSetting:
    """The source as it is going to be set.

    Raises:
        NotUnderstood: Something is missing, or the key is none or taken.
    """
    return _setting(told, [one.key for one in settings_of(environ)])


def _setting(told: Connection, taken: Sequence[str]) -> SourceSetting:
    name = os.path.abspath(told.preset) if os.path.exists(told.preset) else told.preset
    return setting_for(name, preset_called(name), told.var, told.key or None, taken)


def known_secrets(told: Connection, environ: Mapping[str, str]) -> bool:
    """Whether its secrets are where they are looked for, so that nobody types them."""
    try:
        secrets_of(setting_of(told, environ), secret_names(preset_called(told.preset)), environ)
    except SettingsError:
        return False
    return True


def look(desk: Desk, told: Connection, environ: Mapping[str, str]) -> Parts:
    """What it shows of itself, for people; nothing is kept.

    Raises:
        AccountDeskError: It cannot be reached, does not take the credentials, or answers otherwise.
    """
    setting = setting_of(told, environ)
    names = secret_names(preset_called(told.preset))
    secrets = told.secrets or secrets_of(setting, names, environ)
    seen = asyncio.run(first_look(desk, setting, secrets))
    if seen.total is not None:
        count = words.count(seen.total, "account")
    else:
        count = f"{words.count(len(seen.accounts), 'account')}{' and more' if seen.more else ''}"
    aside = tuple(f"{one.record}, {one.field or 'all of it'}: {one.reason}" for one in seen.aside)
    parts = [(f"It answers, and has {count}", seen.accounts), ("Left out", aside[:3])]
    return [(title, lines) for title, lines in parts if lines or title != "Left out"]


def keep_connection(told: Connection, environ: Mapping[str, str]) -> None:
    """Write the settings, and what nobody may see into a file of its own.

    Raises:
        Refused: There are settings already, which are the user's own; the lines to add are said.
        SettingsError: They cannot be written.
    """
    if _is_kept(told, environ):
        return
    setting = setting_of(told, environ)
    if told.secrets:
        path = secret_file(setting, environ)
        if not write_secrets(path, told.secrets) and not _has_the_same(setting, told, environ):
            raise Refused(f"{path} is there already and was not changed. Take it away, or use it.")
    if write_source(setting, environ) is None:
        raise Refused(
            f"{settings_path(environ)} is yours and was not changed. Leave this, add these lines "
            f"to it, and start again:\n{lines_of(setting)}"
        )


def _is_kept(told: Connection, environ: Mapping[str, str]) -> bool:
    """Whether it was written by a try before that failed behind it."""
    it = _setting(told, ())
    return any(
        (one.key, one.preset, one.var) == (it.key, it.preset, it.var)
        for one in settings_of(environ)
    )


def _has_the_same(setting: SourceSetting, told: Connection, environ: Mapping[str, str]) -> bool:
    """Whether the secrets that are there are those that were typed."""
    try:
        there = secrets_of(setting, [*told.secrets], environ)
    except SettingsError:
        return False
    return all(there[name].reveal() == one.reveal() for name, one in told.secrets.items())
