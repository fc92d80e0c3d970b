"""A preset as a whole: the CRM, what it asks of the tenant, and its lists."""

from enum import StrEnum
from typing import Literal

from msgspec import field

from accountdesk.sources.crm.words.base import Json, Method, Path, Request, Strict
from accountdesk.sources.crm.words.client import Client
from accountdesk.sources.crm.words.lists import (
    Deletions,
    Incremental,
    Nothing,
    Paginator,
    SinglePage,
    Unsaid,
)
from accountdesk.sources.crm.words.writes import Fields, Write

WRITE_FIELDS = "write.fields"
"""The table that says how fields are written; it stands among tables of another kind."""


class Verified(StrEnum):
    """How far a preset was tried; never more than is true."""

    SERVER = "running server"
    DESCRIPTION = "published API description"
    DOCUMENTS = "documentation only"


class Asked(Strict, frozen=True, kw_only=True):
    """Something that only the tenant knows: asked when connecting, refused to be unset.

    Attributes:
        asks: The question, with an example.
        default: What holds if nobody says; none: it must be said.
    """

    asks: str
    default: str | int | bool | None = None


class Field(Strict, frozen=True, kw_only=True):
    """Where a value stands in a record, and how it is read.

    Attributes:
        path: Dotted.
        jmespath: Instead of a path.
        value: The same for every record.
        map: The CRM's words and ours.
        otherwise: What holds for words that are not in `map`; none: they are set aside.
        format: Of days: `epoch_s` or `epoch_ms` where they are numbers.
    """

    path: str | None = None
    jmespath: str | None = None
    value: str | bool | None = None
    map: dict[str, str | bool] = {}
    otherwise: str | bool | None = None
    format: Literal["epoch_s", "epoch_ms"] | None = None


class Resource(Strict, frozen=True, kw_only=True):
    """One list of the CRM.

    Attributes:
        subject: What its records are to us; none: the resource's own name.
        data_selector: Path in the answer to the records; `$`: the answer itself.
        primary_key: Path in a record to its id.
        fields: Our roles of the subject, and where they stand in a record.
        keep: Paths whose values are kept as the account's or the member's own fields.
        link: Address of a record for people, in which `{id:url}` stands for its id.
    """

    subject: Literal["accounts", "people", "deals", "activities", "cases", "members"] | None = None
    path: str
    method: Method = "GET"
    params: Json = {}
    headers: dict[str, str] = {}
    body: Json | None = None
    data_selector: Path = "$"
    primary_key: Path
    paginator: Paginator = SinglePage()
    incremental: Incremental = Nothing()
    deletions: Deletions = Unsaid()
    fields: dict[str, str | Field] = {}
    keep: tuple[str, ...] = ()
    link: str | None = None


class Lookup(Request, frozen=True, kw_only=True):
    """Something to look up once before anything else; its value is `{setup.NAME}`.

    Attributes:
        select: Path in the answer to it.
    """

    select: Path


class Preset(Strict, frozen=True, kw_only=True):
    """A CRM.

    Attributes:
        title: As its makers write it.
        verified: How far it was tried, `tried` says with what.
        var: What only the tenant knows.
        secret: Credentials.
        setup: Look-ups.
        write: How what is recorded here is written there; empty: nothing is.
        write_fields: How fields of an account are; in the file it is `[write.fields]`.
        capabilities: What it has: `cases`, `tasks`, `notes`, …
    """

    title: str
    verified: Verified
    tried: str
    var: dict[str, Asked] = {}
    secret: dict[str, Asked] = {}
    client: Client
    setup: dict[str, Lookup] = {}
    resource: dict[str, Resource]
    write: dict[str, Write] = {}
    write_fields: Fields | None = field(default=None, name=WRITE_FIELDS)
    capabilities: tuple[str, ...] = ()
