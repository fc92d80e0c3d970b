"""What all tables of a preset are made of."""

from typing import Any, Literal

from msgspec import Struct

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Place = Literal["query", "header", "body"]

Json = dict[str, Any]


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table in which a word that nobody knows is a mistake."""


class Expression(Strict, frozen=True, kw_only=True):
    """A path for what dots cannot say."""

    jmespath: str


Path = str | Expression


class Request(Strict, frozen=True, kw_only=True):
    """Something to ask for; where it lays itself over another one, it says only what differs."""

    method: Method | None = None
    path: str | None = None
    params: Json = {}
    headers: dict[str, str] = {}
    body: Json | None = None
