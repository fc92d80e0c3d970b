"""Connecting: what a CRM needs to be told, whether it answers, and what it shows of itself."""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from accountdesk.config.sources import KEY, SourceSetting
from accountdesk.core.account import AccountFact
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.secret import Secret
from accountdesk.desk.connected import preset_called, source_of
from accountdesk.desk.desk import Desk
from accountdesk.sources.crm.crm import base_url, told
from accountdesk.sources.crm.words.preset import Asked, Preset

SHOWN = 10
"""Accounts that are shown before anything is kept."""


class Wanted(NamedTuple):
    """Something to be told.

    Attributes:
        name: What settings call it.
        asks: The question.
        default: What Enter alone says; None: it must be said.
        secret: Whether nobody may see it.
    """

    name: str
    asks: str
    default: str | None
    secret: bool


class Answered(NamedTuple):
    """What a CRM showed when it was asked for the first time.

    Attributes:
        accounts: Names of the first accounts.
        total: How many there are; None if it does not say.
        more: Whether there are more than on the first page.
        aside: What of the first page could not be used.
    """

    accounts: tuple[str, ...]
    total: int | None
    more: bool
    aside: tuple[SetAside, ...]


def wanted(preset: Preset) -> Sequence[Wanted]:
    """What must be told, in order: first what everybody may see."""
    return [
        *(_wanted(name, one, secret=False) for name, one in preset.var.items()),
        *(_wanted(name, one, secret=True) for name, one in preset.secret.items()),
    ]


def _wanted(name: str, of: Asked, *, secret: bool) -> Wanted:
    default = None if of.default is None else str(of.default)
    return Wanted(name, of.asks, default, secret)


def key_for(name: str, preset: Preset, var: Mapping[str, Any], taken: Sequence[str]) -> str:
    """A tenant key: the same for everybody who connects the same CRM.

    It is made of the host's name; where that is a number, of the preset's.
    """
    address = urlsplit(base_url(preset, var))
    host = address.hostname or ""
    is_name = host != "localhost" and not re.fullmatch(r"[0-9.]*|.*:.*", host)
    found = host if is_name else os.path.basename(name).removesuffix(".toml")
    found = f"{found}-{address.port}" if is_name and address.port else found
    key = re.sub("[^a-z0-9]+", "-", found.lower()).strip("-")[:31].strip("-") or "crm"
    return key if key not in taken else f"{key[:28]}-2"


def setting_for(
    name: str, preset: Preset, var: Mapping[str, str], key: str | None, taken: Sequence[str]
) -> SourceSetting:
    """A source as it is going to be set.

    Raises:
        NotUnderstood: Something is missing, or the key is none or taken.
    """
    kept = {k: _typed(preset.var[k], v) if k in preset.var else v for k, v in var.items()}
    kept = {k: v for k, v in kept.items() if k not in preset.var or v != preset.var[k].default}
    key = key or key_for(name, preset, kept, taken)
    if not KEY.fullmatch(key) or key in (*taken, "own"):
        if key in taken:
            raise NotUnderstood(f"“{key}” is the key of another source. Give this one another.")
        raise NotUnderstood(
            f"“{key}” is no key: small letters, digits and dashes, up to 31, and not “own”."
        )
    told(preset, kept)
    return SourceSetting(key, name, var=kept)


def _typed(of: Asked, value: str) -> str | int | bool:
    """A value of the kind that its default has."""
    if isinstance(of.default, bool):
        return value.lower() in ("true", "yes", "y", "1")
    if isinstance(of.default, int) and value.isdecimal():
        return int(value)
    return value


async def first_look(desk: Desk, setting: SourceSetting, secrets: Mapping[str, Secret]) -> Answered:
    """Ask a CRM for its first accounts; nothing is kept.

    Raises:
        SourceError: It cannot be reached, does not take the credentials, or answers otherwise.
    """
    crm = source_of(desk, setting, preset_called(setting.preset), secrets)
    try:
        page = await crm.first()
    finally:
        await crm.close()
    sent = [one.known for one in page.found if isinstance(one, Sent)]
    names = [one.name for one in sent if isinstance(one, AccountFact)]
    aside = tuple(one for one in page.found if isinstance(one, SetAside))
    return Answered(tuple(names[:SHOWN]), page.total, page.place is not None, aside)
