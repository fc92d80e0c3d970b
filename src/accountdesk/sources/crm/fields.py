"""Fields of an account: read as they are now, and changed if nobody else has changed them."""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.crm.failures import Meanwhile, NotUsable
from accountdesk.sources.crm.http import Ask, Http, is_such
from accountdesk.sources.crm.paths import WHOLE, found
from accountdesk.sources.crm.requests import asked, number, of_request, with_value
from accountdesk.sources.crm.templates import NAME, NAME_SAYS, Values, names_in
from accountdesk.sources.crm.words.base import Request
from accountdesk.sources.crm.words.writes import Fields
from accountdesk.sources.source import Standing

VERSION = "version"
"""The name in braces that stands for it."""

LONGEST = 2000
"""Characters of a field's value."""


def kept_at(how: Fields | None, names: Mapping[str, str]) -> dict[str, str]:
    """Where in an account's record the fields stand, by our names.

    Raises:
        NotUnderstood: The preset does not say how fields are written, or a name is none.
    """
    if names and how is None:
        raise NotUnderstood(
            "The settings name `fields`, and the preset has no table [write.fields] that says how "
            "they are written."
        )
    twice = next((one for one in names.values() if [*names.values()].count(one) > 1), None)
    if twice is not None:
        raise NotUnderstood(f"`fields` has {twice} twice: a field there is one field here.")
    wrong = next((one for one in names.values() if not NAME.fullmatch(one)), None)
    if wrong is not None:
        raise NotUnderstood(f"“{wrong}” in `fields` is no name of a field: {NAME_SAYS}.")
    if how is None:
        return {}
    return {ours: _inside(how.under, theirs) for ours, theirs in names.items()}


def _inside(under: str, name: str) -> str:
    return f"'{name}'" if under == WHOLE else f"{under}.'{name}'"


def plain(value: object) -> str | None:
    """A field's value as text; None: there is none, or none that is text, a number or a truth."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int | float):
        return None
    return str(value).encode("utf-8", "replace").decode().strip()[:LONGEST] or None


def _is_whole(value: str | None, raw: object) -> bool:
    """Whether a value as text says all of what stands there."""
    return isinstance(raw, bool | int | float) or (isinstance(raw, str) and raw.strip() == value)


def _as_there(value: str | None, raw: object) -> object:
    """A value as a number or a truth, where there is one in its place.

    Raises:
        NotUnderstood: It is none.
    """
    if value is None or not isinstance(raw, bool | int | float):
        return value
    said: object = value
    with suppress(ValueError):
        said = json.loads(value)
    if isinstance(raw, bool) is not isinstance(said, bool) or not isinstance(said, int | float):
        kind = "true or false" if isinstance(raw, bool) else "a number"
        raise NotUnderstood(f"It says {kind} there, and “{value}” is not.")
    return said


class FieldWrites:
    """The fields of one connection that are written."""

    def __init__(
        self,
        http: Http,
        base_url: str,
        how: Fields,
        paths: Mapping[str, str],
        ready: Callable[[], Awaitable[Values]],
    ) -> None:
        """Make it.

        Args:
            http: The connection.
            base_url: In front of every path.
            how: As a preset has it.
            paths: Where in a record each field stands, by our names.
            ready: What names in braces stand for that the tenant told, or that was looked up.
        """
        self._http, self._base_url, self._how = http, base_url, how
        self._paths, self._ready = paths, ready

    @property
    def names(self) -> Mapping[str, str]:
        """The fields that it takes, by our names, and where each stands there."""
        return self._paths

    @property
    def is_guarded(self) -> bool:
        """Whether the CRM itself refuses to change what has changed meanwhile."""
        change = self._how.change
        says = [change.path, change.params, change.headers, change.body]
        return any(name == VERSION for name, _, _ in names_in(says))

    async def now(self, account: AccountKey, name: str) -> Standing:
        """What a field says there now; see `sources.source.FieldWriter`."""
        got = await self._http.ask(await self._ask(account, self._how.read))
        record = found(self._how.data_selector, got.data())
        if not isinstance(record, dict):
            raise NotUsable("The answer has no account in it, so that nobody knows what it says.")
        version: object = None
        if self._how.version_path is not None:
            version = found(self._how.version_path, record)
        elif self._how.version_header is not None:
            version = got.headers.get(self._how.version_header)
        if self.is_guarded and version in (None, ""):
            raise NotUsable("The answer does not say which version of the account it is.")
        raw = found(self._paths[name], record)
        value = plain(raw)
        if raw not in (None, "") and not _is_whole(value, raw):
            raise NotUnderstood(
                f"What {name} says there is no number, truth, or text of up to {LONGEST} letters, "
                "so that it is not written over."
            )
        return Standing(value, version, raw)

    async def change(
        self, account: AccountKey, name: str, value: str | None, seen: Standing
    ) -> None:
        """Let a field say something else; see `sources.source.FieldWriter`."""
        more = {VERSION: seen.version} if self.is_guarded else {}
        ask = await self._ask(account, self._how.change, more)
        path = self._paths[name]
        said = _as_there(value, seen.raw)
        ask = with_value(ask, "body", path, said)._replace(again=False, fine=self._how.stale)
        got = await self._http.ask(ask)
        if any(is_such(got, one) for one in self._how.stale):
            raise Meanwhile("The account was changed in the same moment.", got.status)

    async def _ask(
        self, account: AccountKey, request: Request, more: Mapping[str, Any] | None = None
    ) -> Ask:
        record = account.partition(":")[2]
        values = {**await self._ready(), **(more or {})}
        values |= {"account.id": record, "account.number": number(record)}
        return asked(of_request(request), self._base_url, values)
