"""What connecting writes: a settings file where there is none, and a file of secrets.

A settings file that is there is the user's own and never written; the lines to add are shown.
"""

import os
from collections.abc import Mapping

import tomli_w

from accountdesk.config.settings import SOURCES, settings_path
from accountdesk.config.sources import SourceSetting
from accountdesk.core.errors import SettingsError
from accountdesk.core.secret import Secret


def lines_of(of: SourceSetting) -> str:
    """A source as it stands in the settings file."""
    table: dict[str, object] = {"key": of.key, "preset": of.preset, "interval": "5m"}
    if of.var:
        table["var"] = dict(of.var)
    if of.fields:
        table["fields"] = dict(of.fields)
    if of.ca_file:
        table["ca_file"] = of.ca_file
    if of.secret_file:
        table["secret_file"] = of.secret_file
    return tomli_w.dumps({SOURCES: [table]})


def write_source(of: SourceSetting, environ: Mapping[str, str]) -> str | None:
    """Write the settings file with a source in it; its path. None: there is one already.

    Raises:
        SettingsError: It cannot be written.
    """
    path = settings_path(environ)
    text = "# Settings of AccountDesk; `accountdesk config example` shows all of them.\n\n"
    return path if _new_file(path, text + lines_of(of)) else None


def write_secrets(path: str, secrets: Mapping[str, Secret]) -> bool:
    """Write a file of secrets that nobody else can read; False: there is one already.

    Raises:
        SettingsError: It cannot be written.
    """
    return _new_file(path, tomli_w.dumps({k: one.reveal() for k, one in secrets.items()}))


def _new_file(path: str, text: str) -> bool:
    """Write a file that was not there, whole or not at all, for its owner alone."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    with os.fdopen(place, "w", encoding="utf-8") as file:
        file.write(text)
    return True
