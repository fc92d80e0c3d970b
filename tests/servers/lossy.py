"""A proxy that loses answers: after the server has done what was asked, or before it hears it."""

import http.client
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PASSED_ON = (
    *("authorization", "content-type", "accept", "prefer", "if-match", "if-none-match"),
    *("odata-version", "odata-maxversion"),
)


class Lossy:
    """What becomes of requests that change something.

    Attributes:
        url: Where clients ask.
        passed: How many went through unharmed.
        after: How many were done, and nobody was told.
        before: How many the server never heard of.
    """

    def __init__(self, upstream: str, after: float, before: float, seed: int) -> None:
        self.url, self._upstream = "", urlsplit(upstream)
        self._shares, self._dice = (after, before), random.Random(seed)  # fates, not secrets
        self._lock = threading.Lock()
        self.passed = self.after = self.before = 0

    def fate(self, method: str) -> str:
        """What becomes of the next request."""
        with self._lock:
            thrown = self._dice.random()
            after, before = self._shares
            if method == "GET" or thrown >= after + before:
                self.passed += method != "GET"
                return "passed"
            lost = "after" if thrown < after else "before"
            setattr(self, lost, getattr(self, lost) + 1)
            return lost

    def forward(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask the server; its whole answer."""
        asked = http.client.HTTPConnection(str(self._upstream.netloc), timeout=120)
        try:
            asked.request(method, path, body or None, headers)
            got = asked.getresponse()
            kept = {name: value for name in ("Content-Type", "Location", "ETag")
                    if (value := got.getheader(name))}  # fmt: skip
            return got.status, kept, got.read()
        finally:
            asked.close()

    @property
    def lost(self) -> str:
        """What it did, in words."""
        return f"{self.passed} passed, {self.after} lost after and {self.before} before"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lossy: Lossy

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Say nothing."""

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        fate = self.lossy.fate(self.command)
        if fate == "before":
            self.close_connection = True
            return
        headers = {name: value for name in PASSED_ON if (value := self.headers.get(name))}
        try:
            status, kept, data = self.lossy.forward(self.command, self.path, headers, body)
        except OSError:  # the server itself was too slow
            self.close_connection = True
            return
        if fate == "after":
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in {**kept, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815  # as it has them


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed hangs up."""


@contextmanager
def lossy(upstream: str, *, after: float, before: float, seed: int = 11) -> Iterator[Lossy]:
    """A proxy in front of a server, on a port of its own, until the context ends."""
    it = Lossy(upstream, after, before, seed)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"lossy": it}))
    it.url = f"http://127.0.0.1:{server.server_address[1]}{urlsplit(upstream).path}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield it
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
