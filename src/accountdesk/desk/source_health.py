"""The sources of this machine, for the doctor: where each is, and whether it can be read."""

from collections.abc import Iterator, Mapping

from accountdesk.config.secrets import secrets_of
from accountdesk.config.settings import read_file
from accountdesk.config.sources import SourceSetting, looked_at
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk import words
from accountdesk.desk.connected import preset_called, secret_names, source_of
from accountdesk.desk.consent import offer
from accountdesk.desk.desk import Desk
from accountdesk.desk.doctor import Finding
from accountdesk.sources.crm.crm import Crm
from accountdesk.store import outbox, pulls

PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def sources(desk: Desk, environ: Mapping[str, str]) -> Iterator[Finding]:
    """What there is to say of each source; nothing is asked over the network."""
    found, wrong = looked_at(read_file(environ))
    yield from (Finding("source", True, sentence) for sentence in wrong)
    for setting in found:
        yield _about(desk, setting, environ)
        yield from _reading(desk, setting)
    waits = outbox.counts(desk.store)
    if any(waits):
        says = f"{words.waits(*waits)}; `{desk.program} outbox` says what and why."
        yield Finding("outbox", bool(waits.stuck), f"{says[0].upper()}{says[1:]}")
    proxy = next((environ[name] for name in PROXIES if environ.get(name)), None)
    if found and proxy is not None:
        host = proxy.rpartition("@")[2]
        says = f"Requests go through the proxy {host}; TLS goes through it to the CRM itself."
        yield Finding("source", False, says)


def _reading(desk: Desk, setting: SourceSetting) -> Iterator[Finding]:
    """What went wrong when it was read last, and whether it is read at all."""
    failed = pulls.failure(desk.store, setting.key)
    if failed is not None:
        ago = words.ago(desk.clock() - (failed.ended_at or 0))
        says = f"{setting.key} could not be read, or not all of it, {ago}: {failed.since}"
        yield Finding("source", True, says)
    if setting.off:
        yield Finding("source", False, f"{setting.key} is not read: its interval is off.")


def _about(desk: Desk, setting: SourceSetting, environ: Mapping[str, str]) -> Finding:
    if setting.package:
        says = f"{setting.key} is code of its own, {setting.package}."
        return Finding("source", False, says)
    try:
        preset = preset_called(setting.preset)
        secrets = secrets_of(setting, secret_names(preset), environ)
        crm = source_of(desk, setting, preset, secrets)
        origin = crm.origin
    except AccountDeskError as error:
        return Finding("source", True, f"{setting.key}: {error}")
    says = (
        f"{setting.key} is {preset.title} at {origin}, and its credentials go nowhere else. Its "
        f"preset was tried so far: {preset.verified.value}."
    )
    return Finding("source", False, f"{says} {_written(desk, setting, crm)}")


def _written(desk: Desk, setting: SourceSetting, crm: Crm) -> str:
    if setting.read_only or crm.writer() is None:
        return "It is only read."
    if setting.key not in outbox.writes(desk.store):
        return f"It is only read; `{desk.program} outbox on {setting.key}` has it written to."
    return f"What is recorded here is written to it. {' '.join(offer(crm).lines)}"
