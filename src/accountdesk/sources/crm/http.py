"""Asking: one request at a time, with its credentials, its limits and its patience."""

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

import httpx

from accountdesk.core.errors import SourceError
from accountdesk.core.secret import redacted
from accountdesk.sources.crm.answers import Answer, answer
from accountdesk.sources.crm.auth import Login
from accountdesk.sources.crm.failures import (
    Denied,
    Limited,
    NotReached,
    NotSent,
    NotUsable,
    Rejected,
)
from accountdesk.sources.crm.origin import Origin, followed, shown, with_params
from accountdesk.sources.crm.paths import found
from accountdesk.sources.crm.throttling import LONGEST_WAIT_S, spent, wanted_wait
from accountdesk.sources.crm.words.client import Client, When

TRIES = 4
"""Times that something which changes nothing is asked for before it is given up for now."""

SHORT_WAIT_S = 20.0
"""A longer wait that the CRM asks for ends the run; the next one begins behind it."""

HOPS = 3
"""Redirects that are followed, on the same origin."""


class Limits(NamedTuple):
    """How long is waited.

    Attributes:
        connect: Seconds for a connection.
        silence: Seconds without a byte.
        total: Seconds for a whole answer, however it drips.
    """

    connect: float = 10.0
    silence: float = 30.0
    total: float = 90.0


class Ask(NamedTuple):
    """One request, all of it filled in.

    Attributes:
        url: Whole.
        body: JSON; None: none.
        again: Whether it changes nothing, so that it may be asked again after any failure.
        fine: Answers that would mean no elsewhere, and are what is wanted here.
    """

    method: str
    url: str
    params: Mapping[str, Any] = {}  # never changed
    headers: Mapping[str, str] = {}  # never changed
    body: Any = None
    again: bool = True
    fine: tuple[When, ...] = ()


class Http:
    """A connection to one API.

    Attributes:
        origin: The only place that its credentials go to.
    """

    def __init__(
        self,
        client: Client,
        login: Login,
        wire: httpx.AsyncClient,
        *,
        limits: Limits = Limits(),  # noqa: B008  # a value
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client, self._login, self._tokens = client, login, login.tokens
        self._wire, self._limits, self._sleep = wire, limits, sleep
        self._random = random.Random()
        self._spent = ""

    @property
    def origin(self) -> Origin:
        """The only place that its credentials go to."""
        return self._login.origin

    def link(self, got: Answer, link: str) -> str:
        """The address that an answer points to, whole and without a key that it repeats.

        Raises:
            Elsewhere: It lies elsewhere.
        """
        return self._login.without_key(followed(self.origin, got.url, link))

    async def close(self) -> None:
        """Close what is open; a second call does nothing."""
        await self._wire.aclose()

    async def ask(self, ask: Ask) -> Answer:
        """The answer to a request that was understood.

        Raises:
            NotSent: There is none, and nothing was done.
            NotReached: There is none, or the CRM failed; nobody knows whether anything was done.
            Limited: It is asked too often.
            Denied: The credentials are not taken.
            Rejected: It said no.
            NotUsable: The answer cannot be used.
            Elsewhere: It points to another origin.
        """
        if self._spent:
            raise Limited(self._spent, LONGEST_WAIT_S)
        for tried in range(1, TRIES + 1):
            try:
                return await self._once(ask)
            except (NotReached, Limited) as error:
                wait = error.seconds if isinstance(error, Limited) else self._pause(tried)
                if not ask.again or tried == TRIES or wait > SHORT_WAIT_S:
                    raise
                await self._sleep(wait)
        raise AssertionError  # the last round returns or raises

    def _pause(self, tried: int) -> float:
        """Seconds before the next try: at random, so that many desks do not come at once."""
        return self._random.uniform(0, min(2.0**tried, SHORT_WAIT_S))

    async def _once(self, ask: Ask) -> Answer:
        await self._log_in()
        got = await self._send(ask)
        if got.status == 401 and self._tokens is not None:
            self._tokens.forget()  # it may have been taken back before its time
            await self._log_in()
            got = await self._send(ask)
        if not any(is_such(got, one) for one in ask.fine):
            self._judge(got)
        self._spent = spent(got, self._client.throttle)
        return got

    async def _log_in(self) -> None:
        if self._tokens is None:
            return
        token = self._tokens.current()
        if token is None:
            url, form = self._tokens.form()
            request = self._wire.build_request("POST", url, data=form, headers=_TAKES)
            try:
                token = self._tokens.take(await self._read(request, None))
            except NotReached as error:
                raise NotSent(str(error)) from None
        self._login.use(token.access)

    async def _send(self, ask: Ask) -> Answer:
        url = ask.url
        for _ in range(HOPS + 1):
            got = await self._read(self._request(ask, url), self._login)
            if not 300 <= got.status < 400 or got.status == 304 or ask.method != "GET":
                return got
            url = followed(self.origin, url, got.headers.get("location", ""))
            ask = ask._replace(params={})
        raise NotUsable(f"{shown(ask.url)} leads on and on to other addresses.")

    def _request(self, ask: Ask, url: str) -> httpx.Request:
        try:
            return self._wire.build_request(
                ask.method,
                with_params(url, ask.params),
                headers={**_TAKES, **self._client.headers, **ask.headers},
                json=ask.body,
            )
        except (httpx.InvalidURL, UnicodeError) as error:
            raise NotUsable(f"{shown(url)} cannot be asked for: {error}.") from error

    async def _read(self, request: httpx.Request, login: Login | None) -> Answer:
        place = shown(str(request.url))
        try:
            async with asyncio.timeout(self._limits.total):
                response = await self._wire.send(request, stream=True, auth=login)
                try:
                    return await answer(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            seconds = f"{self._limits.total:g} seconds"
            raise NotReached(f"{place} did not finish its answer in {seconds}.") from None
        except httpx.HTTPError as error:
            why = self._said(str(error)).rstrip(".") or type(error).__name__
            kind = NotSent if isinstance(error, _NEVER_SENT) else NotReached
            raise kind(f"{place} cannot be reached: {why}.") from None

    def _judge(self, got: Answer) -> None:
        """Find out whether an answer means no."""
        throttle = self._client.throttle
        place = shown(got.url)
        if any(is_such(got, one) for one in throttle.rate_limited):
            raise Limited(f"{place} is asked too often.", wanted_wait(got, throttle))
        if got.status >= 500 or got.status in (408, 425):
            raise NotReached(f"{place} failed ({got.status}): {self.words(got)}")
        if got.status in (401, 403):
            raise Denied(f"{place} does not take the credentials ({got.status}): {self.words(got)}")
        if got.status >= 300 and got.status != 304:
            raise Rejected(f"{place} said no ({got.status}): {self.words(got)}", got.status)
        self._judge_words(got, place)

    def _judge_words(self, got: Answer, place: str) -> None:
        """Find out whether an answer that looks well means no, as with some CRMs."""
        how = self._client
        if how.error_path is None and how.success_when is None:
            return
        data = got.data()
        if how.error_path is not None and found(how.error_path, data):
            raise Rejected(f"{place} said no: {self.words(got)}", got.status)
        if how.success_when is not None and not found(how.success_when, data):
            raise Rejected(f"{place} does not say that it was done: {self.words(got)}", got.status)

    def words(self, got: Answer) -> str:
        """What the CRM said, in its own words and without any secret."""
        said: object = got.text
        if self._client.error_path is not None:
            try:
                said = found(self._client.error_path, got.data()) or got.text
            except SourceError:
                said = got.text
        return self._said(" ".join(str(said).split())[:300]) or "it gave no reason."

    def _said(self, text: str) -> str:
        return redacted(text, self._login.secrets)


_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_TAKES = {"Accept": "application/json", "Accept-Encoding": "gzip"}


def is_such(got: Answer, when: When) -> bool:
    """Whether an answer is of some kind."""
    return got.status == when.status and when.contains in got.text


def wire(
    origin: Origin,
    ca_file: str | None,
    limits: Limits,
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    """A client that verifies whom it talks to, follows nothing by itself and keeps no cookies.

    Raises:
        SourceError: `ca_file` holds no certificates.
    """
    try:
        tls = ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise SourceError(f"ca_file {ca_file} cannot be used: {error}.") from error
    return httpx.AsyncClient(
        transport=transport,
        verify=tls,
        follow_redirects=False,
        # A proxy is for what lies outside; on this machine it would see the credentials.
        trust_env=not origin.is_here,
        timeout=httpx.Timeout(limits.silence, connect=limits.connect),
        limits=httpx.Limits(max_connections=4),
    )
