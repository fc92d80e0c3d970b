"""How an API is reached: its address, whose credentials, and how it says no."""

from typing import Literal

from accountdesk.sources.crm.words.base import Path, Strict


class Bearer(Strict, tag_field="type", tag="bearer", frozen=True, kw_only=True):
    """A token in the Authorization header."""

    token: str
    prefix: str = "Bearer "


class ApiKey(Strict, tag_field="type", tag="api_key", frozen=True, kw_only=True):
    """A key under a name of its own, in a header or in the query."""

    name: str
    api_key: str
    location: Literal["header", "query"] = "header"
    prefix: str = ""


class HttpBasic(Strict, tag_field="type", tag="http_basic", frozen=True, kw_only=True):
    """A user and a password with every request."""

    username: str
    password: str = ""


class OAuth2(Strict, tag_field="type", tag="oauth2", frozen=True, kw_only=True):
    """A token that is fetched, kept while it holds, and renewed.

    Attributes:
        grant: `client_credentials`, `refresh_token` or `password`.
        access_token_url: Where it is fetched; a path is one of the API's own host.
    """

    grant: Literal["client_credentials", "refresh_token", "password"]
    access_token_url: str
    client_id: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    username: str = ""
    password: str = ""
    scope: str = ""
    prefix: str = "Bearer "


Auth = Bearer | ApiKey | HttpBasic | OAuth2


class When(Strict, frozen=True, kw_only=True):
    """An answer of some kind.

    Attributes:
        status: Its status.
        contains: A part of its body; none: any.
    """

    status: int
    contains: str = ""


class Quota(Strict, frozen=True, kw_only=True):
    """A header that says how much of the tenant's quota is used: `regex` finds used and allowed."""

    header: str
    regex: str


class Throttle(Strict, frozen=True, kw_only=True):
    """How the CRM says that it is asked too often.

    Attributes:
        rate_limited: Answers that mean so; nothing was done, and it may be asked again.
        wait_header: Header with the seconds, or the date, until when.
        wait_path: Path in the body to the seconds.
        quota: The tenant's quota; `leave` per cent of it are left to others.
    """

    rate_limited: tuple[When, ...] = (When(status=429),)
    wait_header: str = "Retry-After"
    wait_path: Path | None = None
    quota: Quota | None = None
    leave: int = 10


class Client(Strict, frozen=True, kw_only=True):
    """How the API is reached.

    Attributes:
        base_url: In front of every path.
        headers: With every request.
        auth: Whose credentials; none: nobody's.
        throttle: How it says that it is asked too often.
        success_when: Path that must lead to something in every answer: some CRMs answer 200 and
            mean an error.
        error_path: Path to the CRM's own words of what is wrong; where it leads to something, the
            answer is an error.
    """

    base_url: str
    headers: dict[str, str] = {}
    auth: Auth | None = None
    throttle: Throttle = Throttle()
    success_when: Path | None = None
    error_path: Path | None = None
