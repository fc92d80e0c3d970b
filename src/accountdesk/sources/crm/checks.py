"""What a preset says that no vocabulary can rule out: roles, paths, names in braces."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.crm.moments import span
from accountdesk.sources.crm.paths import finder
from accountdesk.sources.crm.roles import NEEDED, ROLES, WORDS_OF, Reader
from accountdesk.sources.crm.templates import ESCAPES, names_in
from accountdesk.sources.crm.words.base import Expression, Request
from accountdesk.sources.crm.words.lists import Feed, IdSweep, Inject
from accountdesk.sources.crm.words.preset import Field, Preset, Resource

Keys = tuple[str, ...]

CAPABILITIES = ("cases", "tasks", "notes")

OWN_FIELDS = "account.fields"
"""The CRM's names of fields that the settings name."""

LINKED = ("accounts", "people", "members")
"""Subjects to whose records others link by the bare id; their first list bears the name."""


class Wrong(NamedTuple):
    """Something that is wrong with a preset.

    Attributes:
        keys: Where it stands, from the outermost table on.
        says: Half a sentence.
        known: Words that could be meant.
    """

    keys: Keys
    says: str
    known: tuple[str, ...] = ()

    def word(self) -> str:
        """The word that is wrong: the one that is quoted, else the key's."""
        if self.says.startswith("needs "):  # nothing is wrong with what is there
            return ""
        quoted = re.search("“([^”]*)”", self.says)
        return quoted[1] if quoted else (self.keys[-1] if self.keys else "")


def strange(preset: Preset) -> Iterator[Wrong]:
    """Everything that is wrong with it."""
    yield from _names(preset)
    outside = {f"var.{name}" for name in preset.var}
    secret = {f"secret.{name}" for name in preset.secret}
    client = preset.client
    yield from wrong_names(client.base_url, ("client", "base_url"), outside)
    yield from wrong_names(list(client.headers.values()), ("client", "headers"), outside)
    auth = client.auth
    for word in auth.__struct_fields__ if auth is not None else ():
        where = ("client", "auth", word)
        yield from wrong_names(getattr(auth, word), where, outside | secret)
    yield from _regex(preset)
    outside = outside | {OWN_FIELDS}
    for name, lookup in preset.setup.items():
        yield from wrong_request(lookup, ("setup", name), outside)
        outside = outside | {f"setup.{name}"}
    for name, resource in preset.resource.items():
        yield from _resource(name, resource, outside)


def _names(preset: Preset) -> Iterator[Wrong]:
    if "accounts" not in preset.resource:
        yield Wrong(("resource",), "has no list named accounts")
    for name, one in preset.resource.items():
        if one.subject in LINKED and one.subject not in preset.resource:
            says = f"must be named {one.subject}: others link to its records"
            yield Wrong(("resource", name), says)
    for word in preset.capabilities:
        if word not in CAPABILITIES:
            yield Wrong(("capabilities",), f"“{word}” is nothing that a CRM has", CAPABILITIES)


def _regex(preset: Preset) -> Iterator[Wrong]:
    quota = preset.client.throttle.quota
    if quota is not None:
        where = ("client", "throttle", "quota", "regex")
        try:
            if re.compile(quota.regex).groups < 2:
                yield Wrong(where, "must have two groups: what is used, and what is allowed")
        except re.error as error:
            yield Wrong(where, f"is no expression: {error}")


def _resource(name: str, it: Resource, outside: set[str]) -> Iterator[Wrong]:
    where: Keys = ("resource", name)
    subject = it.subject or name
    if subject not in ROLES:
        yield Wrong(where, f"“{name}” is no subject, so it needs `subject`", tuple(ROLES))
        return
    yield from wrong_request(it, where, outside)
    changed = it.incremental
    if isinstance(changed, Inject):
        yield from wrong_request(changed, (*where, "incremental"), outside | {"since"})
    if isinstance(changed, Inject | Feed):
        yield from wrong_span(changed.lookback, (*where, "incremental", "lookback"))
    gone = it.deletions
    if isinstance(gone, Request):
        yield from wrong_request(gone, (*where, "deletions"), outside | {"since"})
    if isinstance(gone, IdSweep):
        yield from wrong_span(gone.every, (*where, "deletions", "every"))
    if it.link is not None:
        yield from wrong_names(it.link, (*where, "link"), outside | {"id"})
    for part in (it, it.paginator, changed, gone):
        yield from _paths(part, where)
    yield from _fields(it, subject, where)


def _fields(it: Resource, subject: str, where: Keys) -> Iterator[Wrong]:
    known = ROLES[subject]
    for role, field in it.fields.items():
        if role not in known:
            yield Wrong((*where, "fields", role), f"is no role of {subject}", tuple(known))
        yield from _field(field, (*where, "fields", role))
        if role in known and isinstance(field, Field):
            yield from _our_words(field, known[role], (*where, "fields", role))
    for path in it.keep:
        yield from wrong_path(path, (*where, "keep"))
    for role in NEEDED[subject]:
        if role not in it.fields:
            yield Wrong((*where, "fields"), f"needs {role}")
    if subject in ("people", "members") and not {"name", "first_name", "last_name"} & set(
        it.fields
    ):
        yield Wrong((*where, "fields"), "needs name, or first_name and last_name")


def _our_words(field: Field, reader: Reader, where: Keys) -> Iterator[Wrong]:
    """Words that a map gives, and that are none of ours."""
    if reader not in WORDS_OF:
        return
    words = WORDS_OF[reader]
    for word in (*field.map.values(), field.otherwise, field.value):
        if word is not None and word not in words:
            yield Wrong(where, f"“{word}” is none of ours", words)


def _field(field: str | Field, where: Keys) -> Iterator[Wrong]:
    if isinstance(field, str):
        yield from wrong_path(field, where)
        return
    sources = [one for one in (field.path, field.jmespath, field.value) if one is not None]
    if len(sources) != 1:
        yield Wrong(where, "needs one of path, jmespath and value")
    if field.path is not None:
        yield from wrong_path(field.path, where)
    if field.jmespath is not None:
        yield from wrong_path(Expression(jmespath=field.jmespath), where)


def wrong_request(request: Resource | Request, where: Keys, known: set[str]) -> Iterator[Wrong]:
    """What is wrong with a request; `known` are the names that it may have in braces."""
    path = request.path or ""
    yield from wrong_names(path, (*where, "path"), known, {"url"})
    for word in ("params", "headers", "body"):
        yield from wrong_names(getattr(request, word), (*where, word), known)


def wrong_names(
    template: object, where: Keys, known: set[str], escapes: set[str] | None = None
) -> Iterator[Wrong]:
    """Names in braces that stand for nothing, or could become a part of a query."""
    ways = set(ESCAPES) if escapes is None else escapes
    for word, escape, alone in names_in(template):
        if word not in known:
            yield Wrong(where, f"has “{word}” in braces, which stands for nothing", tuple(known))
        elif (escape not in ways) if escape else (not alone or escapes is not None):
            forms = " or ".join(f"{{{word}:{way}}}" for way in sorted(ways))
            yield Wrong(where, f"must say how {{{word}}} is escaped: {forms}")


def wrong_span(text: str, where: Keys) -> Iterator[Wrong]:
    """That something is no length of time."""
    try:
        span(text)
    except NotUnderstood as error:
        yield Wrong(where, str(error).rstrip("."))


_PATHS = (
    "data_selector", "primary_key", "next_url_path", "cursor_path", "total_path", "has_more_path",
    "cursor_field", "delta_url_path", "where", "id_path",
)  # fmt: skip


def _paths(part: object, where: Keys) -> Iterator[Wrong]:
    for word in _PATHS:
        path = getattr(part, word, None)
        if path is not None:
            yield from wrong_path(path, (*where, word))


def wrong_path(path: str | Expression, where: Keys) -> Iterator[Wrong]:
    """That something is no path."""
    try:
        finder(path)
    except NotUnderstood as error:
        yield Wrong(where, str(error).rstrip("."))
