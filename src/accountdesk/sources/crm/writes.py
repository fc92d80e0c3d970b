"""Writing: what is recorded here becomes requests, step by step, and is looked for if in doubt."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from accountdesk.core.delivery import without_mark
from accountdesk.sources.crm.failures import NotUsable, Rejected
from accountdesk.sources.crm.http import Ask, Http
from accountdesk.sources.crm.moments import span
from accountdesk.sources.crm.paths import found
from accountdesk.sources.crm.requests import asked, number, of_request
from accountdesk.sources.crm.templates import Values
from accountdesk.sources.crm.turns import Turn, next_turn, turned
from accountdesk.sources.crm.words.client import When
from accountdesk.sources.crm.words.lists import JsonLink
from accountdesk.sources.crm.words.writes import Probe, Step, Write
from accountdesk.sources.source import FieldWriter, Parcel

GONE = (When(status=404), When(status=410))
"""Answers to taking something away that mean that it is not there."""

PROBE_PAGES = 40
"""Pages in which a record is looked for; further back it cannot have been made just now."""


class Writes:
    """The writing of one connection.

    Attributes:
        fields: What writes fields of accounts; None: nobody has named any.
    """

    def __init__(
        self,
        http: Http,
        base_url: str,
        write: Mapping[str, Write],
        key_of: Callable[[str, str], str],
        ready: Callable[[], Awaitable[Values]],
    ) -> None:
        """Make it.

        Args:
            http: The connection.
            base_url: In front of every path.
            write: As a preset has it.
            key_of: The key of a record, by the list's name and its id.
            ready: What names in braces stand for that the tenant told, or that was looked up.
        """
        self._http, self._base_url, self._key_of, self._ready = http, base_url, key_of, ready
        self.fields: FieldWriter | None = None
        self._by_kind = {kind: one for one in write.values() for kind in one.kinds}

    def takes(self) -> Mapping[str, Sequence[str]]:
        """Kinds that it takes, each with the ops that it can do."""
        return {kind: _ops(one) for kind, one in self._by_kind.items()}

    def guard(self, kind: str) -> str:
        """What keeps a repeated request from making a second record."""
        return self._by_kind[kind].guard

    def steps(self, parcel: Parcel) -> int:
        """How many requests it takes."""
        return len(self._steps(parcel))

    def settle_s(self, kind: str) -> float:
        """Seconds after which what was made can be found."""
        probe = self._by_kind[kind].probe
        return 0.0 if probe is None else span(probe.settle).total_seconds()

    def key_of(self, kind: str, record: str) -> str | None:
        """The key under which the source's own lists show a record; None: they do not."""
        name = self._by_kind[kind].resource
        return None if name is None else self._key_of(name, record)

    async def take_step(self, parcel: Parcel, number: int) -> str | None:
        """One request, from 1 on; see `sources.source.Writer`."""
        write = self._by_kind[parcel.kind]
        step = self._steps(parcel)[number - 1]
        ask = (await self._ask(parcel, write, step))._replace(again=False)
        if parcel.op == "undo":
            ask = ask._replace(fine=GONE)
        elif parcel.op == "write" and number == 1:
            ask = ask._replace(fine=write.already_exists)
        got = await self._http.ask(ask)
        # It is not there, or there already, or done without a word.
        if parcel.op == "undo" or got.status >= 300 or got.status == 204:
            return self._own_id(parcel, write)
        if not got.text.strip() and (step.success_when or step.id_path) is not None:
            raise NotUsable("The answer is empty, so that nobody knows whether it was done.")
        if step.success_when is not None and not found(step.success_when, got.data()):
            why = self._http.words(got)
            raise Rejected(f"The answer does not say that it was done: {why}", got.status)
        if step.id_path is None:
            return self._own_id(parcel, write)
        made = found(step.id_path, got.data())
        if isinstance(made, bool) or not isinstance(made, str | int) or made == "":
            raise NotUsable(f"The answer does not say what was made: {self._http.words(got)}")
        return str(made)

    def _own_id(self, parcel: Parcel, write: Write) -> str | None:
        """The id that we gave it, where we do."""
        if parcel.record is not None:
            return parcel.record
        return _entry(parcel) if write.guard == "client_id" else None

    async def look_for(self, parcel: Parcel) -> str | None:
        """The id of what the parcel made, if it is there; see `sources.source.Writer`."""
        write = self._by_kind[parcel.kind]
        probe = write.probe
        assert probe is not None
        ask = await self._ask(parcel, write, probe)
        turn: Turn = None
        for _ in range(PROBE_PAGES):
            got = await self._http.ask(turned(probe.paginator, ask, turn))
            data = got.data()
            records = found(probe.data_selector, data)
            if not isinstance(records, list):
                raise NotUsable(f"Where {parcel.kind} is looked for there is no list.")
            for record in records:
                if _bears(record, probe, parcel):
                    return str(found(probe.id_path, record))
            turn = next_turn(probe.paginator, turn, data, records)
            if turn is None:
                break
            if isinstance(probe.paginator, JsonLink):
                turn = self._http.link(got, str(turn))
        return None

    def _steps(self, parcel: Parcel) -> Sequence[Step]:
        write = self._by_kind[parcel.kind]
        return {"write": write.steps, "change": write.change, "undo": write.undo}[parcel.op]

    async def _ask(self, parcel: Parcel, write: Write, step: Step | Probe) -> Ask:
        ask = asked(
            of_request(step), self._base_url, {**await self._ready(), **_values(parcel, write)}
        )
        return ask._replace(body=_without_nothing(ask.body))


def _ops(write: Write) -> list[str]:
    ops = {"write": write.steps, "change": write.change, "undo": write.undo}
    return [op for op, steps in ops.items() if steps]


def _values(parcel: Parcel, write: Write) -> dict[str, Any]:
    """What names in braces stand for."""
    record = parcel.account.partition(":")[2]
    values = {
        **parcel.values,
        "kind": write.kinds[parcel.kind],
        "account.id": record,
        "account.number": number(record),
        "record": parcel.record,
        "record.number": number(parcel.record or ""),
        **{f"step.{number}.id": made for number, made in parcel.made.items()},
    }
    if parcel.kind == "next_step":
        word = "done" if parcel.values["next_step.done"] else "open"
        values["next_step.status"] = write.status.get(word)
    return values


def _bears(record: object, probe: Probe, parcel: Parcel) -> bool:
    """Whether a record has the parcel's mark in its text."""
    said = found(probe.mark_path, record)
    return isinstance(said, str) and without_mark(said)[1] == _entry(parcel)


def _entry(parcel: Parcel) -> str:
    """The id of the entry that is written."""
    name = "next_step" if parcel.kind == "next_step" else "touchpoint"
    return str(parcel.values[f"{name}.id"])


def _without_nothing(body: Any) -> Any:  # noqa: ANN401  # JSON in, JSON out
    """A body without what is unknown: many CRMs refuse an empty value where they take none."""
    if isinstance(body, dict):
        return {name: _without_nothing(one) for name, one in body.items() if one is not None}
    if isinstance(body, list):
        return [_without_nothing(one) for one in body if one is not None]
    return body
