"""Connected: the sources of this machine's settings, ready to be read."""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from accountdesk.config.secrets import secrets_of
from accountdesk.config.settings import read_file
from accountdesk.config.shipped import shipped
from accountdesk.config.sources import SourceSetting, looked_at, sources_of
from accountdesk.core.errors import AccountDeskError, NotFound, NotUnderstood, SettingsError
from accountdesk.core.secret import Secret
from accountdesk.desk.consent import Offer, must_not_be_read_only, offer
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import zone_of
from accountdesk.sources.crm.crm import Crm, Tenant, base_url
from accountdesk.sources.crm.fields import kept_at
from accountdesk.sources.crm.origin import origin_of
from accountdesk.sources.crm.presets import check_preset, read_preset
from accountdesk.sources.crm.words.preset import Preset
from accountdesk.sources.source import Source
from accountdesk.store import outbox


class Shown(NamedTuple):
    """A preset, for people who choose one.

    Attributes:
        name: What settings call it.
        title: What its makers call the CRM.
        verified: How far it was tried.
        tried: With what.
        has: What the CRM has besides accounts: its lists and capabilities.
    """

    name: str
    title: str
    verified: str
    tried: str
    has: tuple[str, ...]


def settings_of(environ: Mapping[str, str]) -> list[SourceSetting]:
    """The sources of this machine's settings.

    Raises:
        SettingsError: One of them is not right.
    """
    return sources_of(read_file(environ))


def presets() -> Iterator[Shown]:
    """Every preset that is shipped, by name."""
    for name in _shipped_names():
        yield about(name, preset_called(name))


def about(name: str, of: Preset) -> Shown:
    """What people should know of a preset."""
    lists = [one for one in of.resource if one != "accounts"]
    return Shown(name, of.title, of.verified.value, of.tried, (*lists, *of.capabilities))


def preset_called(name: str) -> Preset:
    """A preset by its name, or by the path of its file.

    Raises:
        NotFound: There is none.
        NotUnderstood: It is not right.
    """
    path, text = _text_of(name)
    return read_preset(text, path)


def wrong_with(name: str) -> list[str]:
    """Everything that is wrong with a preset, a sentence each; empty: it is right.

    Raises:
        NotFound: There is none.
    """
    path, text = _text_of(name)
    return check_preset(text, path)[1]


def wrong_with_sources(settings: Sequence[SourceSetting]) -> Iterator[str]:
    """What is wrong with sources beside their secrets, a sentence each; nothing is asked."""
    for setting in settings:
        if setting.package:
            continue
        try:
            preset = preset_called(setting.preset)
            origin_of(base_url(preset, setting.var))
            kept_at(preset.write_fields, setting.fields)
        except AccountDeskError as error:
            yield f"{setting.place}: {error}"


def _text_of(name: str) -> tuple[str, str]:
    path = name
    if "/" not in name and not name.endswith(".toml"):
        try:
            path = shipped("presets", f"{name}.toml")
        except SettingsError:
            known = ", ".join(_shipped_names())
            raise NotFound(
                f"There is no preset {name}. Known: {known}; or name a file of your own, like "
                f"./{name}.toml."
            ) from None
    try:
        with open(path, encoding="utf-8-sig") as file:
            return path, file.read()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise NotFound(f"The preset {path} cannot be read: {why}.") from error


def _shipped_names() -> list[str]:
    found = os.listdir(shipped("presets"))
    return sorted(file.removesuffix(".toml") for file in found if file.endswith(".toml"))


def source(desk: Desk, setting: SourceSetting, environ: Mapping[str, str]) -> Source:
    """A source as it is set.

    Raises:
        NotFound: Its preset is not there.
        NotUnderstood: Its preset, or what it is told, is not right.
        SettingsError: A secret is missing, or its package cannot be used.
    """
    if setting.package:
        return _of_package(desk, setting, environ)
    preset = preset_called(setting.preset)
    secrets = secrets_of(setting, secret_names(preset), environ)
    return source_of(desk, setting, preset, secrets)


def source_of(
    desk: Desk, setting: SourceSetting, preset: Preset, secrets: Mapping[str, Secret]
) -> Crm:
    """A CRM with secrets that are at hand."""
    try:
        return Crm(preset, tenant(desk, setting, secrets))
    except NotUnderstood as error:
        place = f"{setting.place}: " if setting.place else ""
        raise NotUnderstood(f"{place}{error}") from error


async def writing_offer(
    desk: Desk,
    setting: SourceSetting,
    environ: Mapping[str, str],
    secrets: Mapping[str, Secret] | None = None,
) -> Offer:
    """What writing to a source would be. Nothing is asked over the network.

    Args:
        desk: The desk.
        setting: The source.
        environ: Where its secrets are named.
        secrets: They themselves, if they are at hand.

    Raises:
        Refused: It is read_only, or its preset does not say how.
        NotFound, NotUnderstood, SettingsError: As with `source`.
    """
    must_not_be_read_only(setting)
    if secrets is None or setting.package:
        made = source(desk, setting, environ)
    else:
        made = source_of(desk, setting, preset_called(setting.preset), secrets)
    try:
        return offer(made)
    finally:
        await made.close()


def writing_offer_called(desk: Desk, key: str, environ: Mapping[str, str]) -> Offer:
    """What writing to a source of the settings would be; for a thread without a loop.

    Raises:
        NotFound: It is not among them.
        Refused, NotUnderstood, SettingsError: As with `writing_offer`.
    """
    for setting in settings_of(environ):
        if setting.key == key:
            return asyncio.run(writing_offer(desk, setting, environ))
    raise NotFound(f"There is no source {key} in the settings of this machine.")


def only_read(desk: Desk, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Sources of the settings that could be written to, and nobody has said yes to."""
    if desk.looks_only:
        return ()
    found, _ = looked_at(read_file(environ))
    written = outbox.writes(desk.store)
    silent = [one for one in found if one.key not in written and not (one.read_only or one.off)]
    return tuple(one.key for one in silent if _can_be_written(one))


def _can_be_written(setting: SourceSetting) -> bool:
    """Whether its preset says how; one that cannot be read is said where it is used."""
    try:
        return not setting.package and bool(preset_called(setting.preset).write)
    except (NotFound, NotUnderstood):
        return False


def secret_names(preset: Preset) -> list[str]:
    """The secrets that somebody has to give it."""
    return [name for name, one in preset.secret.items() if one.default is None]


def tenant(desk: Desk, setting: SourceSetting, secrets: Mapping[str, Secret]) -> Tenant:
    """Whose CRM it is, and in whose zone and on which day it is read."""
    folder = os.path.dirname(os.path.abspath(desk.store.path))
    return Tenant(
        setting.key,
        setting.var,
        secrets,
        desk.today,
        zone_of(desk.store),
        setting.ca_file,
        os.path.join(folder, f"{setting.key}.token"),
        setting.fields,
    )


def _of_package(desk: Desk, setting: SourceSetting, environ: Mapping[str, str]) -> Source:
    """A source in code: `module:Name` is called with its tenant.

    Its secrets are those that `SECRETS` of the module names.
    """
    module_name, _, name = setting.package.partition(":")
    try:
        module = import_module(module_name)
        make = getattr(module, name)
        wanted = getattr(module, "SECRETS", ())
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(
            f"{setting.place}: the package {setting.package} cannot be used: {error}. Name it like "
            "my_crm:Source, and install it beside AccountDesk."
        ) from error
    made: Source = make(tenant(desk, setting, secrets_of(setting, wanted, environ)))
    return made
