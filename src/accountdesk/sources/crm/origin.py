"""Origins: credentials go to the scheme, host and port that were configured, and nowhere else."""

import ipaddress
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

from accountdesk.sources.crm.failures import Elsewhere

PORTS = {"https": 443, "http": 80}


class Origin(NamedTuple):
    """Where an API is.

    Attributes:
        scheme: `https`; `http` only on this machine.
        host: In small letters.
        port: As it is used.
    """

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        return is_loopback(self.host)


def origin_of(url: str) -> Origin:
    """The origin of an address.

    Raises:
        Elsewhere: It is none that credentials may go to.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Elsewhere(f"“{shown(url)}” is no address of an API: {error}.") from error
    host = (parts.hostname or "").lower()
    if parts.scheme not in PORTS or not host or parts.username or parts.password:
        raise Elsewhere(
            f"“{shown(url)}” is no address of an API. Write it like https://crm.example."
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise Elsewhere(
            f"{shown(url)} would send credentials in the clear. Use https; http is for this "
            "machine alone."
        )
    return Origin(parts.scheme, host, port)


def followed(origin: Origin, asked: str, link: str) -> str:
    """The address that an answer points to, seen from what was asked; of the same origin only.

    Raises:
        Elsewhere: It lies elsewhere.
    """
    try:
        url = urljoin(asked, link)
    except ValueError as error:
        raise Elsewhere(f"“{shown(link)}” is no address of an API: {error}.") from error
    there = origin_of(url)
    if there != origin:
        raise Elsewhere(
            f"{origin} points to {there}, which is another host. Credentials stay where they are; "
            "nothing was sent there."
        )
    return url


def with_params(url: str, params: Mapping[str, str]) -> str:
    """An address with more in its query. A space is %20: services that speak OData refuse a +."""
    if not params:
        return url
    more = urlencode(params, quote_via=quote, safe="")
    return f"{url}{'&' if '?' in url else '?'}{more}"


def without_param(url: str, name: str) -> str:
    """An address without one name of its query; the rest stays as it is written."""
    address, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and unquote(part.partition("=")[0]) != name]
    return f"{address}?{'&'.join(kept)}" if kept else address


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(url: str) -> str:
    """An address as it may be shown: without what may hold a key."""
    return url.partition("?")[0].rpartition("@")[2][:200]
