"""A proxy that loses answers: after the server has done what was asked, or before it hears it."""

import http.client
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit

OF_A_CONNECTION = {
    *("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "host"),
    *("content-length", "proxy-authenticate", "proxy-authorization", "proxy-connection"),
}
"""Headers that hold between two neighbours alone."""


class Answer(NamedTuple):
    """A server's whole answer."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Lossy:
    """What becomes of requests that change something.

    Attributes:
        url: Where clients ask.
        shares: Of such requests: done without an answer, and never passed on.
        passed: How many went through unharmed.
        lost_after: How many were done, and nobody was told.
        lost_before: How many the server never heard of.
        failed: How many answers said that the server itself had failed.
        under_way: How many are with the server now.
    """

    def __init__(self, upstream: str, after: float, before: float, seed: int) -> None:
        self.url, self._upstream = "", urlsplit(upstream)
        self.shares, self._dice = (after, before), random.Random(seed)  # fates, not secrets
        self._lock = threading.Lock()
        self.passed = self.lost_after = self.lost_before = self.failed = self.under_way = 0

    def fate(self, method: str) -> str:
        """What becomes of the next request: passed, after or before."""
        if method == "GET":
            return "passed"
        with self._lock:
            thrown = self._dice.random()
            after, before = self.shares
            if thrown < after:
                self.lost_after += 1
                return "after"
            if thrown < after + before:
                self.lost_before += 1
                return "before"
            self.passed += 1
            return "passed"

    def forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Ask the server; its whole answer."""
        counted = int(method != "GET")
        asked = http.client.HTTPConnection(str(self._upstream.netloc), timeout=120)
        with self._lock:
            self.under_way += counted
        try:
            asked.request(method, path, body or None, headers)
            got = asked.getresponse()
            answer = Answer(got.status, _to_pass_on(got.getheaders()), got.read())
        finally:
            asked.close()
            with self._lock:
                self.under_way -= counted
        with self._lock:
            self.failed += counted * (answer.status >= 500)
        return answer

    @property
    def asked(self) -> int:
        """How many requests have come that change something."""
        return self.passed + self.lost_after + self.lost_before

    @property
    def lost(self) -> str:
        """What it did, in words."""
        return (
            f"{self.passed} passed ({self.failed} answers of them all were 5xx), "
            f"{self.lost_after} lost after and {self.lost_before} before"
        )


def _to_pass_on(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in OF_A_CONNECTION]


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
        headers = dict(_to_pass_on(self.headers.items()))
        try:
            answer = self.lossy.forward(self.command, self.path, headers, body)
        except (OSError, http.client.HTTPException):  # the server itself gave no answer
            fate = "after"
        if fate == "after":
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != http.HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815  # as it has them


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed hangs up."""


@contextmanager
def lossy(upstream: str, *, after: float, before: float, seed: int = 11) -> Iterator[Lossy]:
    """A proxy in front of a server, on a port of its own, until the context ends.

    Args:
        upstream: The server's address; the proxy has the same path.
        after: The share of changing requests that are done without an answer.
        before: The share of those that never reach the server.
        seed: Of the fates.
    """
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
