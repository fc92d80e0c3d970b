"""A CRM as a source: a preset with what the tenant told, ready to be read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import date, tzinfo
from types import MappingProxyType
from typing import Any, NamedTuple

import httpx

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.secret import Secret
from accountdesk.sources.crm.auth import Login, Tokens
from accountdesk.sources.crm.checks import OWN_FIELDS
from accountdesk.sources.crm.fields import FieldWrites, kept_at
from accountdesk.sources.crm.http import Http, Limits, wire
from accountdesk.sources.crm.moments import span
from accountdesk.sources.crm.origin import Origin, origin_of
from accountdesk.sources.crm.pages import Lists
from accountdesk.sources.crm.paths import found
from accountdesk.sources.crm.records import Reading
from accountdesk.sources.crm.requests import Said, asked, laid_over
from accountdesk.sources.crm.templates import text
from accountdesk.sources.crm.words.client import OAuth2
from accountdesk.sources.crm.words.lists import Flag, IdSweep, Nothing, Tombstones
from accountdesk.sources.crm.words.preset import Preset, Resource
from accountdesk.sources.crm.writes import Writes
from accountdesk.sources.source import Listing, Page, Pass, Start

ORDER = ("members", "accounts", "people", "deals", "activities", "cases")
"""Subjects in the order in which they are read: hardly a record names what comes later."""


class Tenant(NamedTuple):
    """Whose CRM it is.

    Attributes:
        key: The tenant key in front of every record's id.
        var: What the preset asks, as it was told.
        secret: Credentials by name.
        zone: In which moments become days; None: this machine's.
        today: What lies behind it has not happened.
        ca_file: Certificates to trust instead of the system's; None: the system's.
        token_file: Where tokens are kept; None: nowhere.
        fields: The CRM's names of the account's fields that the team writes, by our names.
    """

    key: str
    var: Mapping[str, Any]
    secret: Mapping[str, Secret]
    today: date
    zone: tzinfo | None = None
    ca_file: str | None = None
    token_file: str | None = None
    fields: Mapping[str, str] = MappingProxyType({})


class Crm:
    """A source that a preset describes.

    Attributes:
        key: The tenant key.
        title: What people call the CRM.
        origin: Where its credentials go, and nowhere else.
    """

    def __init__(
        self,
        preset: Preset,
        tenant: Tenant,
        *,
        limits: Limits = Limits(),  # noqa: B008  # a value
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.key, self.title = tenant.key, preset.title
        self._preset, self._tenant = preset, tenant
        self._own = kept_at(preset.write_fields, tenant.fields)
        self._values = {**told(preset, tenant.var), OWN_FIELDS: [*tenant.fields.values()]}
        base_url = text(preset.client.base_url, self._values)
        self.origin: Origin = origin_of(base_url)
        secrets = {f"secret.{name}": secret for name, secret in tenant.secret.items()}
        known = {**self._values, **secrets}
        kind = preset.client.auth
        tokens = None
        if isinstance(kind, OAuth2):
            tokens = Tokens(kind, known, tenant.token_file, self.origin)
        login = Login(kind, known, self.origin, tokens)
        client = wire(self.origin, tenant.ca_file, limits, transport)
        self._http = Http(preset.client, login, client, limits=limits, sleep=sleep)
        self._base_url = base_url
        self._looked_up = not preset.setup
        self._writes = Writes(
            *(self._http, base_url, preset.write),
            lambda name, identity: self._reading(name).key(identity),
            self._look_up,
        )
        if preset.write_fields is not None and self._own:
            self._writes.fields = FieldWrites(
                self._http, base_url, preset.write_fields, self._own, self._look_up
            )

    def writer(self) -> Writes | None:
        """What writes to it; None: the preset does not say how."""
        return self._writes if self._preset.write or self._own else None

    def lists(self) -> Sequence[Listing]:
        """Its lists, in an order in which hardly a record names what comes later."""
        found = [self._listing(name, one) for name, one in self._preset.resource.items()]
        return sorted(found, key=lambda one: ORDER.index(one.subject))

    def _listing(self, name: str, resource: Resource) -> Listing:
        here = self._reading(name)
        same = [one for one in self._preset.resource if self._reading(one).subject == here.subject]
        deletions = resource.deletions
        second = isinstance(deletions, Flag) and deletions.request is not None
        sweep = span(deletions.every).total_seconds() if isinstance(deletions, IdSweep) else None
        return Listing(
            name,
            here.subject,
            here.key(""),
            tuple(self._reading(one).key("") for one in same if one != name),
            changes=not isinstance(resource.incremental, Nothing),
            deletes=second or isinstance(deletions, Tombstones),
            sweep_s=sweep,
        )

    def _reading(self, name: str) -> Reading:
        it, tenant = self._preset.resource[name], self._tenant
        own = self._own if name == "accounts" else {}
        return Reading(self.key, name, it, tenant.zone, tenant.today, self._values, own)

    async def pages(self, name: str, start: Start) -> AsyncIterator[Page]:
        """One way through a list; see `sources.source.Source`."""
        await self._look_up()
        lists = Lists(self._http, self._base_url)
        async for page in lists.pages(self._reading(name), start):
            yield page

    async def first(self) -> Page:
        """The first page of the accounts: whether all of it works, and what there is."""
        accounts = next(one for one in self.lists() if one.subject == "accounts")
        async for page in self.pages(accounts.name, Start(Pass.ALL)):
            return page
        raise AssertionError  # every way has a page

    async def _look_up(self) -> Mapping[str, Any]:
        """Look up what the preset needs once, before anything else; what names stand for then."""
        if self._looked_up:
            return self._values
        for name, lookup in self._preset.setup.items():
            said = laid_over(Said("GET", "", {}, {}, None), lookup)
            ask = asked(said, self._base_url, self._values)
            got = await self._http.ask(ask)
            value = found(lookup.select, got.data())
            if value is None:
                raise NotUnderstood(f"The look-up setup.{name} found nothing at {lookup.select}.")
            self._values = {**self._values, f"setup.{name}": value}
        self._looked_up = True
        return self._values

    async def close(self) -> None:
        """Close what is open; a second call does nothing."""
        await self._http.close()


def base_url(preset: Preset, var: Mapping[str, Any]) -> str:
    """In front of every path, for a tenant.

    Raises:
        NotUnderstood: As with `told`.
    """
    return text(preset.client.base_url, told(preset, var))


def told(preset: Preset, var: Mapping[str, Any]) -> dict[str, Any]:
    """What names in braces stand for: what the tenant told, else what holds without.

    Raises:
        NotUnderstood: Something must be told and was not, or is not asked by the preset.
    """
    values = {}
    for name, one in preset.var.items():
        value = var.get(name, one.default)
        if value is None or value == "":
            raise NotUnderstood(f"{preset.title} needs var.{name}: {one.asks}")
        values[f"var.{name}"] = value
    strange = [name for name in var if name not in preset.var]
    if strange:
        known = ", ".join(preset.var) or "none"
        raise NotUnderstood(f"{preset.title} has no var.{strange[0]}. Known: {known}.")
    return values
