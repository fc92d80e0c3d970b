"""Credentials: put on a request only where its scheme, host and port are the configured ones."""

import base64
import json
import os
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urljoin

import httpx

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.secret import Secret, redacted
from accountdesk.sources.crm.answers import Answer
from accountdesk.sources.crm.failures import Denied, NotReached, NotUsable
from accountdesk.sources.crm.origin import Origin, followed, origin_of, with_params, without_param
from accountdesk.sources.crm.templates import text
from accountdesk.sources.crm.words.client import ApiKey, Auth, Bearer, HttpBasic, OAuth2

EARLY_S = 60
"""Seconds before its end from which a token is renewed."""


class Login(httpx.Auth):
    """Puts credentials on requests to one origin.

    Attributes:
        origin: The only one they go to.
        tokens: Where tokens come from; None: none are needed.
    """

    def __init__(
        self,
        kind: Auth | None,
        values: Mapping[str, Any],
        origin: Origin,
        tokens: "Tokens | None" = None,
    ) -> None:
        self.origin, self.tokens = origin, tokens
        self._kind, self._values = kind, values
        self._token: Secret | None = None

    @property
    def secrets(self) -> list[Secret]:
        """Everything that nobody may see."""
        token = [self._token] if self._token is not None else []
        return token + [one for one in self._values.values() if isinstance(one, Secret)]

    def use(self, token: Secret) -> None:
        """Take a token that was fetched for it."""
        self._token = token

    def without_key(self, url: str) -> str:
        """An address without the key that goes into its query, so that nobody keeps it with it."""
        kind = self._kind
        if isinstance(kind, ApiKey) and kind.location == "query":
            return without_param(url, kind.name)
        return url

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Put them on, or refuse.

        Raises:
            Elsewhere: The request goes to another origin.
        """
        followed(self.origin, str(self.origin), str(request.url))
        self._put_on(request)
        yield request

    def _put_on(self, request: httpx.Request) -> None:
        kind = self._kind
        if isinstance(kind, Bearer):
            request.headers["Authorization"] = kind.prefix + self._filled(kind.token)
        elif isinstance(kind, HttpBasic):
            pair = f"{self._filled(kind.username)}:{self._filled(kind.password)}"
            packed = base64.b64encode(pair.encode()).decode()
            request.headers["Authorization"] = f"Basic {packed}"
        elif isinstance(kind, ApiKey):
            key = kind.prefix + self._filled(kind.api_key)
            if kind.location == "header":
                request.headers[kind.name] = key
            else:
                request.url = httpx.URL(with_params(str(request.url), {kind.name: key}))
        elif isinstance(kind, OAuth2) and self._token is not None:
            request.headers["Authorization"] = kind.prefix + self._token.reveal()

    def _filled(self, template: str) -> str:
        return filled_in(template, self._values)


def filled_in(template: str, values: Mapping[str, Any]) -> str:
    """A text of credentials with its names filled in; the only place where secrets are revealed."""
    said = {k: v.reveal() if isinstance(v, Secret) else v for k, v in values.items()}
    filled = text(template, said)
    if not filled.isprintable():
        raise NotUnderstood(
            "A credential has a character that no request may have, such as a line's end."
        )
    return filled


class Token(NamedTuple):
    """What a token endpoint gave.

    Attributes:
        access: What requests are sent with.
        until: Seconds since 1970 until which it holds.
        refresh: What the next one is fetched with, if it gave a new one.
    """

    access: Secret
    until: float
    refresh: Secret | None = None


class Tokens:
    """Tokens of OAuth 2: fetched, kept in a file of the user's own, renewed before they end.

    Attributes:
        path: The file; None: they are kept while the program runs.
    """

    def __init__(
        self,
        kind: OAuth2,
        values: Mapping[str, Any],
        path: str | None,
        origin: Origin,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._kind, self._values, self._clock = kind, values, clock
        self.path, self._origin = path, origin
        self._token = self._kept()

    def current(self) -> Token | None:
        """The one that holds now; None: one must be fetched."""
        token = self._token
        holds = token is not None and self._clock() < token.until - EARLY_S
        return token if holds else None

    def form(self) -> tuple[str, dict[str, str]]:
        """Where the next one is fetched, and with what."""
        kind = self._kind
        form: dict[str, str] = {"grant_type": kind.grant}
        for name in ("client_id", "client_secret", "username", "password", "scope"):
            if template := getattr(kind, name):
                form[name] = filled_in(template, self._values)
        if kind.grant == "refresh_token":
            newer = self._token.refresh if self._token else None
            form["refresh_token"] = (
                newer.reveal() if newer else filled_in(kind.refresh_token, self._values)
            )
        url = urljoin(str(self._origin), text(kind.access_token_url, self._values))
        origin_of(url)
        return url, form

    def take(self, answer: Answer) -> Token:
        """The token of an answer; it is kept.

        Raises:
            Denied: The endpoint gave none.
            NotReached: It failed.
            NotUsable: It gave something else.
        """
        if answer.status == 429 or answer.status >= 500:
            raise NotReached(f"The token endpoint failed ({answer.status}).")
        data = answer.data() if answer.text else None
        if not isinstance(data, dict):
            raise NotUsable("The token endpoint gave no JSON object.")
        access = data.get("access_token")
        if answer.status != 200 or not isinstance(access, str):
            why = data.get("error_description") or data.get("error") or f"status {answer.status}"
            hidden = [one for one in self._values.values() if isinstance(one, Secret)]
            said = redacted(str(why), hidden)
            raise Denied(f"No token was given: {said}. Check the credentials.")
        self._token = Token(
            Secret(access),
            self._clock() + _seconds(data.get("expires_in")),
            Secret(data["refresh_token"]) if isinstance(data.get("refresh_token"), str) else None,
        )
        self._keep(self._token)
        return self._token

    def forget(self) -> None:
        """Let the next request fetch a new one; what renews it is kept."""
        if self._token is not None:
            self._token = self._token._replace(until=0.0)

    def _kept(self) -> Token | None:
        if self.path is None:
            return None
        try:
            with open(self.path, encoding="utf-8") as file:
                kept = json.load(file)
            again = Secret(kept["refresh"]) if kept.get("refresh") else None
            return Token(Secret(kept["access"]), float(kept["until"]), again)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _keep(self, token: Token) -> None:
        if self.path is None:
            return
        refresh = token.refresh.reveal() if token.refresh else None
        kept = {"access": token.access.reveal(), "until": token.until, "refresh": refresh}
        fresh = f"{self.path}.{os.getpid()}.new"
        with suppress(OSError):  # a token that cannot be kept is fetched again
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            place = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(place, "w", encoding="utf-8") as file:
                json.dump(kept, file)
            os.replace(fresh, self.path)


def _seconds(said: object) -> float:
    """How long a token holds; an hour where nobody says."""
    try:
        return min(max(float(str(said)), 0.0), 86_400.0)
    except ValueError:
        return 3600.0
