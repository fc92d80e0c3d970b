"""Secrets of a source, in this order: a command's output, the environment, a file, the keyring.

A file of secrets is TOML, the user's own, and readable by nobody else; what others may read is
refused, not used. On the command line secrets are never taken: every user of a machine sees them.
"""

import os
import stat
import subprocess
from collections.abc import Iterable, Mapping

from accountdesk.config.settings import settings_path
from accountdesk.config.sources import SourceSetting
from accountdesk.core.errors import SettingsError
from accountdesk.core.secret import Secret

PATIENCE_S = 10
"""Seconds that a command has to print a secret; a password manager may have to be unlocked."""

SERVICE = "accountdesk"
"""What the keyring keeps secrets under; the user there is `<key>/<name>`."""


def secrets_of(
    of: SourceSetting, names: Iterable[str], environ: Mapping[str, str]
) -> dict[str, Secret]:
    """The secrets that a source needs, by name.

    Raises:
        SettingsError: One is nowhere, or where it is others could read it.
    """
    names = [*names]
    found = {}
    for name in names:
        value = _from_command(of, name, only=len(names) == 1) or environ.get(variable(of.key, name))
        value = value or _from_file(of, name, environ) or _from_keyring(of, name)
        if not value:
            raise SettingsError(
                f"The source {of.key} needs its {name}. Put it into {variable(of.key, name)}, into "
                f'{secret_file(of, environ)} ({name} = "…", chmod 600), or name a token_command.'
            )
        found[name] = Secret(value)
    return found


def variable(key: str, name: str) -> str:
    """The variable of the environment that may hold a secret."""
    return f"ACCOUNTDESK_{key}_{name}".replace("-", "_").upper()


def secret_file(of: SourceSetting, environ: Mapping[str, str]) -> str:
    """Where a source's file of secrets is, or would be."""
    folder = os.path.dirname(settings_path(environ))
    return of.secret_file or os.path.join(folder, f"{of.key}.secret")


def _from_command(of: SourceSetting, name: str, *, only: bool) -> str | None:
    """The first line that a command prints; it is run as it is, by no shell."""
    command = of.token_command.get(name) or (of.token_command.get("") if only else None)
    if not command:
        return None
    what = f"{of.place}: the token_command {command[0]}"
    try:
        done = subprocess.run(  # what the user's own settings say
            command, capture_output=True, timeout=PATIENCE_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        why = "took too long" if isinstance(error, subprocess.TimeoutExpired) else "cannot be run"
        raise SettingsError(f"{what} {why}.") from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode != 0 or not lines or not lines[0].strip():
        raise SettingsError(f"{what} gave no secret (exit code {done.returncode}).")
    return lines[0].strip()


def _from_file(of: SourceSetting, name: str, environ: Mapping[str, str]) -> str | None:
    path = secret_file(of, environ)
    try:
        place = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        if of.secret_file is not None:
            raise SettingsError(f"{of.place}: there is no file {path}.") from None
        return None
    except OSError as error:
        why = "it is a link; name the file itself" if os.path.islink(path) else error.strerror
        raise SettingsError(f"The secrets in {path} are not used: {why}.") from None
    with os.fdopen(place, "rb") as file:
        about = os.fstat(file.fileno())
        if about.st_uid != os.getuid() or stat.S_IMODE(about.st_mode) & 0o077:
            raise SettingsError(
                f"The secrets in {path} are not used: others could read or change them. Make the "
                f"file yours alone: chmod 600 {path}."
            )
        import tomllib

        try:
            value = tomllib.load(file).get(name)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            # What is wrong would be quoted, and it is a secret.
            raise SettingsError(f'{path} is no TOML. Write it like {name} = "…".') from None
    return value if isinstance(value, str) else None


def _from_keyring(of: SourceSetting, name: str) -> str | None:
    """What the desktop's keyring has, where one is installed; it takes 0.3 s to load."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        value = keyring.get_password(SERVICE, f"{of.key}/{name}")
    except Exception:  # noqa: BLE001  # a keyring that is locked or headless fails in its own ways
        return None
    return value if isinstance(value, str) else None
