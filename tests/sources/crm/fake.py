"""A CRM for tests: a real server on this machine, with tables, ways to list them, and faults.

Every way to list stands at a path of its own, `/<way>/<table>`; a fault is what the next requests
to a path get instead of their answer, or on top of it.
"""

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

Record = dict[str, Any]


class Asked(NamedTuple):
    """A request as the server saw it."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    body: Any


class Reply(NamedTuple):
    """What the server answers; `raw` is sent as it is, `cut` ends the connection after so many."""

    data: Any = None
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012  # never changed
    raw: bytes | None = None
    cut: int | None = None
    drip_s: float = 0.0


Way = Callable[["FakeCrm", Asked, list[Record]], Reply]
Fault = Callable[[Asked, Reply], Reply]


class FakeCrm:
    """Tables, ways to list them, and faults.

    Attributes:
        url: Where it is, once it runs.
        tables: Records by table; each has `id`, `modified` (ISO) and its own values.
        asked: Every request that came, in order.
        faults: By path: what becomes of the next answers there, first in first out.
        token: What the Authorization header must be; empty: anything.
    """

    def __init__(self, size: int = 10) -> None:
        self.url = ""
        self.size = size
        self.tables: dict[str, list[Record]] = {}
        self.deleted: dict[str, list[Record]] = {}
        self.asked: list[Asked] = []
        self.faults: dict[str, list[Fault]] = {}
        self.token = ""
        self.ways: dict[str, Way] = dict(WAYS)
        self._tick = 0
        self._lock = threading.Lock()

    def now(self) -> str:
        """A moment later than all before."""
        self._tick += 1
        return f"2026-11-{1 + self._tick // 86400:02}T{self._tick % 86400 // 3600:02}:" + (
            f"{self._tick % 3600 // 60:02}:{self._tick % 60:02}.000Z"
        )

    def add(self, table: str, identity: str, **values: Any) -> Record:  # noqa: ANN401  # JSON
        """A new record."""
        record = {"id": identity, "modified": self.now(), **values}
        self.tables.setdefault(table, []).append(record)
        return record

    def change(self, table: str, identity: str, **values: Any) -> None:  # noqa: ANN401  # JSON
        """Other values in a record."""
        record = next(one for one in self.tables[table] if one["id"] == identity)
        record.update(values, modified=self.now())

    def delete(self, table: str, identity: str) -> None:
        """A record less, and one more that was deleted."""
        kept = [one for one in self.tables[table] if one["id"] != identity]
        self.tables[table] = kept
        self.deleted.setdefault(table, []).append({"id": identity, "modified": self.now()})

    def fail(self, path: str, *faults: Fault) -> None:
        """Let the next answers at a path be other ones."""
        self.faults.setdefault(path, []).extend(faults)

    def paths(self, since: int = 0) -> list[str]:
        """What was asked for."""
        return [one.path for one in self.asked[since:]]

    def reply(self, asked: Asked) -> Reply:
        """The answer to a request."""
        with self._lock:
            self.asked.append(asked)
            fault = next(iter(self.faults.get(asked.path, [])), None)
            if fault is not None:
                self.faults[asked.path].pop(0)
        if (
            self.token
            and asked.path != "/token"
            and asked.headers.get("authorization") != self.token
        ):
            return Reply({"error": "who are you?"}, 401)
        parts = asked.path.strip("/").split("/")
        way = self.ways.get(parts[0])
        reply = Reply({"error": "no such path"}, 404)
        if way is not None and not isinstance(fault, Instead):
            reply = way(self, asked, self.tables.get(parts[-1], []))
        return reply if fault is None else fault(asked, reply)


def since(asked: Asked, records: Sequence[Record]) -> list[Record]:
    """Records that were changed since the query says."""
    from_ = asked.params.get("since", "")
    return sorted((r for r in records if r["modified"] >= from_), key=lambda r: r["modified"])


def by_offset(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """So many are passed over; says how many there are."""
    found = since(asked, records) if "since" in asked.params else records
    at, most = int(asked.params.get("offset", 0)), int(asked.params.get("limit", crm.size))
    most = min(most, crm.size)
    return Reply({"items": found[at : at + most], "total": len(found)})


def by_page(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """Pages have numbers, from 1; the page behind the last one is empty."""
    found = since(asked, records) if "since" in asked.params else records
    at = (int(asked.params.get("page", 1)) - 1) * crm.size
    return Reply({"items": found[at : at + crm.size]})


def by_cursor(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """A mark leads to the next page."""
    found = since(asked, records) if "since" in asked.params else records
    at = int(asked.params.get("after", 0))
    ahead = str(at + crm.size) if at + crm.size < len(found) else None
    return Reply({"items": found[at : at + crm.size], "paging": {"next": {"after": ahead}}})


def by_link(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """An address leads to the next page; a relative one."""
    found = since(asked, records) if "since" in asked.params else records
    at = int(asked.params.get("skip", 0))
    data: Record = {"value": found[at : at + crm.size]}
    if at + crm.size < len(found):
        query = f"since={asked.params['since']}&" if "since" in asked.params else ""
        data["@odata.nextLink"] = f"{asked.path.rpartition('/')[2]}?{query}skip={at + crm.size}"
    return Reply(data)


def by_delta(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """All of it, or what was changed and deleted since; the last page says where to go on."""
    table = asked.path.rpartition("/")[2]
    if "token" in asked.params:
        from_ = asked.params["token"]
        gone = [
            {"id": f"{crm.url}{asked.path}({r['id']})", "reason": "deleted", "key": r["id"]}
            for r in crm.deleted.get(table, [])
            if r["modified"] > from_
        ]
        found = [r for r in records if r["modified"] > from_] + gone
    else:
        found = records
    at = int(asked.params.get("skip", 0))
    data: Record = {"value": found[at : at + crm.size]}
    token = f"token={asked.params['token']}&" if "token" in asked.params else ""
    if at + crm.size < len(found):
        data["@odata.nextLink"] = f"{crm.url}{asked.path}?{token}skip={at + crm.size}"
    else:
        data["@odata.deltaLink"] = f"{crm.url}{asked.path}?token={crm.now()}"
    return Reply(data)


def by_feed(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """The newest first, in numbered pages."""
    found = sorted(records, key=lambda r: r["modified"], reverse=True)
    at = (int(asked.params.get("page", 1)) - 1) * crm.size
    return Reply({"items": found[at : at + crm.size]})


def at_once(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """All of it, as a bare array."""
    return Reply(records)


def deleted(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """What was deleted since the query says."""
    table = asked.path.rpartition("/")[2]
    return Reply({"items": since(asked, crm.deleted.get(table, []))})


def kept(crm: FakeCrm, asked: Asked, records: list[Record]) -> Reply:
    """What is written is kept, as often as it comes; listed by its account, and taken away."""
    table = crm.tables.setdefault("kept", [])
    identity = asked.path.rpartition("/")[2]
    if asked.method == "POST":
        table.append({"id": f"k{len(crm.asked)}", **asked.body})
        return Reply(table[-1], 201)
    if asked.method == "DELETE":
        crm.tables["kept"] = [one for one in table if one["id"] != identity]
        return Reply({}, 200 if len(table) > len(crm.tables["kept"]) else 404)
    found = [one for one in table if one["account"] == asked.params.get("account")]
    return Reply({"items": found, "total": len(found)})


WAYS: dict[str, Way] = {
    "offset": by_offset,
    "page": by_page,
    "cursor": by_cursor,
    "link": by_link,
    "delta": by_delta,
    "feed": by_feed,
    "all": at_once,
    "deleted": deleted,
    "kept": kept,
}


class Instead:
    """Another answer, and nothing is done."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def __call__(self, asked: Asked, reply: Reply) -> Reply:
        """It."""
        return self.reply


def status(code: int, headers: dict[str, str] | None = None, data: Any = None) -> Fault:  # noqa: ANN401  # JSON
    """Another answer, and nothing is done."""
    return Instead(Reply(data or {"error": "no"}, code, headers or {}))


def text(raw: bytes, headers: dict[str, str] | None = None) -> Fault:
    """These very bytes as the body."""
    return lambda asked, reply: Reply(raw=raw, headers=headers or {})


def cut(after: int) -> Fault:
    """The answer ends in its middle."""
    return lambda asked, reply: reply._replace(cut=after)


def drip(seconds: float) -> Fault:
    """The answer comes byte by byte."""
    return lambda asked, reply: reply._replace(drip_s=seconds)


def bomb(size: int) -> Fault:
    """A small answer that unpacks to many bytes."""
    return text(gzip.compress(b"[" + b" " * size + b"]"), {"Content-Encoding": "gzip"})


def later(seconds: float) -> str:
    """A date in so many seconds, as headers write it."""
    import time

    return formatdate(time.time() + seconds, usegmt=True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    crm: FakeCrm
    ended: threading.Event

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Say nothing."""

    def _serve(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(size)
        parts = urlsplit(self.path)
        params = {k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        said: Any = None
        if body:
            is_json = "json" in self.headers.get("content-type", "")
            said = json.loads(body) if is_json else parse_qs(body.decode())
        headers = {k.lower(): v for k, v in self.headers.items()}
        reply = self.crm.reply(Asked(self.command, parts.path, params, headers, said))
        self._send(reply)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815  # as it has them

    def _send(self, reply: Reply) -> None:
        raw = json.dumps(reply.data).encode() if reply.raw is None else reply.raw
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        try:
            if reply.cut is not None:
                self.wfile.write(raw[: reply.cut])
                self.close_connection = True
            elif reply.drip_s:
                for byte in raw:
                    if self.ended.wait(reply.drip_s):
                        return
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
            else:
                self.wfile.write(raw)
        except OSError:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed hangs up."""


@contextmanager
def running(crm: FakeCrm, host: str = "127.0.0.1") -> Iterator[FakeCrm]:
    """The CRM on a port of its own, until the context ends."""
    ended = threading.Event()
    handler = type("Handler", (_Handler,), {"crm": crm, "ended": ended})
    server = _Server((host, 0), handler)
    server.daemon_threads = True
    crm.url = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield crm
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
