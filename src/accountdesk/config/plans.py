"""Templates of plans: what it takes both sides, read from TOML files, shipped or of one's own.

One's own stand in the folder `plans` beside the settings file; one that is called like a shipped
one stands instead of it.
"""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from accountdesk.config.settings import settings_path
from accountdesk.config.shipped import shipped
from accountdesk.core.errors import SettingsError
from accountdesk.core.promise import Side

MOST_DAYS = 1_000
"""Working days from the start; more is a typing error."""


class TemplateStep(NamedTuple):
    """A step of a template: what, who does it, and on which working day after the start."""

    what: str
    side: Side
    days: int


class Template(NamedTuple):
    """A plan that fits many accounts.

    Attributes:
        key: What its file is called.
        name: What people call it.
        steps: At least one, in the file's order.
    """

    key: str
    name: str
    steps: tuple[TemplateStep, ...]


def templates(environ: Mapping[str, str]) -> tuple[Template, ...]:
    """Every template, by its key.

    Raises:
        SettingsError: A file cannot be read, or is no template.
    """
    own = os.path.join(os.path.dirname(settings_path(environ)), "plans")
    paths: dict[str, str] = {}
    for folder in (shipped("plans"), own):
        if os.path.isdir(folder):
            names = [name for name in os.listdir(folder) if name.endswith(".toml")]
            paths |= {name.removesuffix(".toml"): os.path.join(folder, name) for name in names}
    return tuple(_template(key, paths[key]) for key in sorted(paths))


def _template(key: str, path: str) -> Template:
    import tomllib  # for the few who choose a plan

    try:
        with open(path, encoding="utf-8-sig") as file:
            told = tomllib.loads(file.read())
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The plan {path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The plan {path} is no TOML: {error}.") from error
    strays = ", ".join(sorted(told.keys() - {"name", "step"}))
    if strays:
        raise SettingsError(f"The plan {path} has a name and steps, and no {strays}.")
    name, steps = told.get("name"), told.get("step")
    if not isinstance(name, str) or not name.strip():
        raise SettingsError(f'The plan {path} needs a name, like: name = "To a decision".')
    if not isinstance(steps, list) or not steps:
        raise SettingsError(f"The plan {path} needs steps, each a [[step]] with what, side, days.")
    return Template(key, name, tuple(_step(step, path, at) for at, step in enumerate(steps, 1)))


def _step(told: Any, path: str, at: int) -> TemplateStep:  # noqa: ANN401  # whatever TOML holds
    place = f"Step {at} of the plan {path}"
    if not isinstance(told, dict) or told.keys() != {"what", "side", "days"}:
        raise SettingsError(f"{place} has what, side and days, and nothing else.")
    what, side, days = told["what"], told["side"], told["days"]
    if not isinstance(what, str) or not what.strip():
        raise SettingsError(f"{place} says nothing under what.")
    if side not in tuple(Side):
        raise SettingsError(f"{place} has a side: ours or theirs, not “{side}”.")
    if type(days) is not int or not 0 <= days <= MOST_DAYS:
        raise SettingsError(f"{place} has days: a whole number from 0 to {MOST_DAYS}.")
    return TemplateStep(" ".join(what.split()), Side(side), days)
