"""What a preset says of writing that no vocabulary can rule out: kinds, guards, repetition."""

from collections.abc import Iterator

from accountdesk.core.touchpoint import Kind
from accountdesk.sources.crm.checks import (
    OWN_FIELDS,
    Keys,
    Wrong,
    wrong_path,
    wrong_request,
    wrong_span,
)
from accountdesk.sources.crm.fields import VERSION
from accountdesk.sources.crm.templates import names_in
from accountdesk.sources.crm.words.preset import WRITE_FIELDS, Preset
from accountdesk.sources.crm.words.writes import Fields, Probe, Step, Write
from accountdesk.sources.source import NEXT_STEP_VALUES, TOUCHPOINT_VALUES

NEXT_STEP = "next_step"
KINDS = (*(kind.value for kind in Kind), NEXT_STEP)
STATUS = ("open", "done")
OF_ALL = ("kind", "account.id", "account.number")
OF_RECORD = ("record", "record.number")
REPEATED = ("PUT", "PATCH", "DELETE")
"""Methods of which a second request changes nothing more."""


def strange_writes(preset: Preset) -> Iterator[Wrong]:
    """Everything that is wrong with how a preset writes."""
    outside = {f"var.{name}" for name in preset.var} | {f"setup.{name}" for name in preset.setup}
    written: dict[str, str] = {}
    for name, write in preset.write.items():
        where: Keys = ("write", name)
        for kind in write.kinds:
            if kind not in KINDS:
                yield Wrong((*where, "kinds", kind), "is no kind of what is recorded", KINDS)
            elif kind in written:
                says = f"“{kind}” is written by write.{written[kind]} already"
                yield Wrong((*where, "kinds"), says)
            written.setdefault(kind, name)
        if NEXT_STEP in write.kinds and len(write.kinds) > 1:
            yield Wrong((*where, "kinds"), "next_step needs a table of its own")
        if write.resource is not None and write.resource not in preset.resource:
            known = tuple(preset.resource)
            yield Wrong((*where, "resource"), f"“{write.resource}” is no list of it", known)
        yield from _guard(write, where)
        yield from _first(write, where)
        yield from _steps(write, where, outside)
    if preset.write_fields is not None:
        inside = outside | {"account.id", "account.number", OWN_FIELDS}
        yield from _fields(preset.write_fields, inside)


def _fields(it: Fields, known: set[str]) -> Iterator[Wrong]:
    where: Keys = (WRITE_FIELDS,)
    yield from wrong_request(it.read, (*where, "read"), known)
    for path in (it.data_selector, it.under, it.version_path):
        if path is not None:
            yield from wrong_path(path, where)
    versions = [one for one in (it.version_path, it.version_header) if one is not None]
    if len(versions) > 1:
        yield Wrong(where, "has version_path and version_header; one of them is enough")
    version = {VERSION} if versions else set()
    yield from wrong_request(it.change, (*where, "change"), known | version)
    if it.change.method not in REPEATED:
        says_so = f"must be one of {', '.join(REPEATED)}: it may be sent twice"
        yield Wrong((*where, "change", "method"), says_so)


def _guard(write: Write, where: Keys) -> Iterator[Wrong]:
    if (write.guard == "probe") != (write.probe is not None):
        yield Wrong((*where, "guard"), "probe goes with a table [write.….probe], and it alone")
    if not write.steps:
        yield Wrong((*where, "steps"), "needs at least one request")
    for word, steps in (("steps", write.steps[1:]), ("change", write.change), ("undo", write.undo)):
        for step in steps:
            if step.method not in REPEATED:
                says = f"must be one of {', '.join(REPEATED)}: it may be sent twice"
                yield Wrong((*where, word), says)


_FIRST = {
    "client_id": (("id",), "our id"),
    "upsert_key": (("id",), "our id"),
    "probe": (("marked", "html"), "our mark, {touchpoint.marked} or {touchpoint.html},"),
}
"""What the first request must have in it, by guard: without it nothing could be found again."""


def _first(write: Write, where: Keys) -> Iterator[Wrong]:
    parts, called = _FIRST.get(write.guard, ((), ""))
    if parts and not _first_has(write, *parts):
        yield Wrong((*where, "guard"), f"{write.guard} needs {called} in the first request")
    for word in write.status:
        if word not in STATUS:
            yield Wrong((*where, "status", word), "is no state of a step", STATUS)


def _first_has(write: Write, *parts: str) -> bool:
    """Whether the first request says one of these parts of what is written."""
    first = [[one.path, one.params, one.body] for one in write.steps[:1]]
    ours = {f"{what}.{part}" for what in ("touchpoint", NEXT_STEP) for part in parts}
    return any(word in ours for word, _, _ in names_in(first))


def _steps(write: Write, where: Keys, outside: set[str]) -> Iterator[Wrong]:
    values = NEXT_STEP_VALUES if NEXT_STEP in write.kinds else TOUCHPOINT_VALUES
    status = {"next_step.status"} if write.status else set()
    known = {*outside, *OF_ALL, *values, *status}
    for number, step in enumerate(write.steps, 1):
        yield from _step(step, (*where, "steps"), known)
        known |= {f"step.{number}.id"}
    for word, steps in (("change", write.change), ("undo", write.undo)):
        for step in steps:
            yield from _step(step, (*where, word), known | {*OF_RECORD})
    if write.probe is not None:
        yield from _probe(write.probe, (*where, "probe"), known)


def _step(step: Step, where: Keys, known: set[str]) -> Iterator[Wrong]:
    yield from wrong_request(step, where, known)
    for path in (step.id_path, step.success_when):
        if path is not None:
            yield from wrong_path(path, where)


def _probe(probe: Probe, where: Keys, known: set[str]) -> Iterator[Wrong]:
    yield from wrong_request(probe, where, known)
    yield from wrong_span(probe.settle, (*where, "settle"))
    for path in (probe.data_selector, probe.mark_path, probe.id_path):
        yield from wrong_path(path, where)
