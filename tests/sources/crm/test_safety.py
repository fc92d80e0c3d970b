"""Safety: where credentials go, what an answer may cost, and whom we believe to talk to."""

import asyncio
import json
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest
import trustme

from accountdesk.core.errors import SourceError
from accountdesk.core.secret import Secret, redacted
from accountdesk.desk.desk import Desk
from accountdesk.sources.crm.failures import Denied, Elsewhere, Limited, NotReached, NotUsable
from accountdesk.sources.crm.http import Limits
from accountdesk.sources.crm.origin import followed, origin_of, with_params, without_param
from tests.sources.crm.fake import Asked, FakeCrm, Reply, drip, later, running, status, text
from tests.sources.crm.world import HEAD, OFFSET, crm_of, filled, names, preset, pulled

CANARY = "canary-7f3a91-token"
LINK = """paginator = { type = "json_link", next_url_path = "'@odata.nextLink'" }"""


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.2:{port}/link/accounts?skip=10",
        "http://127.0.0.1:{other}/link/accounts?skip=10",
        "//127.0.0.2:{port}/link/accounts",
        "http://127.0.0.1.evil.example/link/accounts",
        "http://user:word@127.0.0.1:{port}/link/accounts",
        "https://127.0.0.1:{port}/link/accounts",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:{port}/link/accounts",
        "file:///etc/passwd",
        "http://127.0.0.1:{port}@127.0.0.2:{other}/x",
        "http://localhost:{port}/link/accounts",
    ],
)
@pytest.mark.parametrize("way", ["link", "redirect"])
def test_no_credentials_go_to_another_origin(desk: Desk, crm: FakeCrm, link: str, way: str) -> None:
    filled(crm, 12)
    with running(FakeCrm(), "127.0.0.2") as elsewhere:
        port, other = crm.url.rpartition(":")[2], elsewhere.url.rpartition(":")[2]
        other = str(int(port) - 1) if other == port else other  # two hosts may have one port
        url = link.format(port=port, other=other)
        page = {"value": [{"id": "x", "name": "X"}], "@odata.nextLink": url}
        fault = status(200, data=page) if way == "link" else status(302, {"Location": url})
        crm.fail("/link/accounts", fault)
        with pytest.raises(Elsewhere, match=r"another host|no address|in the clear"):
            pulled(desk, crm_of(crm, preset("link", "value", LINK)))
        assert elsewhere.asked == []
        assert len(crm.asked) == 1


@pytest.mark.parametrize("link", ["http://[::1/link", "http://\x00", "https://x:99999/"])
def test_an_address_that_is_none_is_said(desk: Desk, crm: FakeCrm, link: str) -> None:
    page = {"value": [{"id": "x", "name": "X"}], "@odata.nextLink": link}
    crm.fail("/link/accounts", status(200, data=page))
    with pytest.raises(SourceError):
        pulled(desk, crm_of(crm, preset("link", "value", LINK)))
    assert len(crm.asked) == 1


def test_queries_are_written_so_that_every_service_reads_them() -> None:
    url = with_params("https://x.example/a?$top=5", {"$filter": "name eq 'a+b & c'"})
    assert url == "https://x.example/a?$top=5&%24filter=name%20eq%20%27a%2Bb%20%26%20c%27"
    assert without_param("https://x.example/a?api%5Fkey=1&b=%20&c", "api_key") == (
        "https://x.example/a?b=%20&c"
    )
    assert without_param("https://x.example/a?k=1", "k") == "https://x.example/a"


def test_a_redirect_on_the_same_origin_is_followed(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 5)
    crm.fail("/offset/accounts", status(307, {"Location": "/offset/accounts?offset=0&limit=10"}))
    pulled(desk, crm_of(crm, OFFSET))
    assert len(names(desk)) == 5


def test_a_redirect_that_leads_on_and_on_is_left(desk: Desk, crm: FakeCrm) -> None:
    crm.fail("/offset/accounts", *[status(302, {"Location": "/offset/accounts"})] * 9)
    with pytest.raises(NotUsable, match="leads on and on"):
        pulled(desk, crm_of(crm, OFFSET))


@pytest.mark.parametrize(
    "url",
    [
        "http://crm.example/api",
        "ftp://crm.example",
        "https://a:b@crm.example",
        "https://",
        "crm.example",
    ],
)
def test_addresses_that_credentials_do_not_go_to(url: str) -> None:
    with pytest.raises(Elsewhere):
        origin_of(url)


def test_relative_links_stay_at_home() -> None:
    home = origin_of("https://crm.example/api")
    assert str(home) == "https://crm.example"
    assert (
        followed(home, "https://crm.example/api/a?x=1", "a?skip=2")
        == "https://crm.example/api/a?skip=2"
    )
    assert followed(home, "https://CRM.example:443/api", "/b") == "https://CRM.example:443/b"


QUERY_KEY = HEAD.replace(
    'auth = { type = "bearer", token = "{secret.token}" }',
    'auth = { type = "api_key", name = "api_key", location = "query", api_key = "{secret.token}" }',
)


def test_a_key_that_a_link_repeats_is_not_kept(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 25)
    page = {
        "value": [{"id": "x", "name": "X"}],
        "@odata.nextLink": f"{crm.url}/link/accounts?skip=10&api_key={CANARY}",
    }
    crm.fail("/link/accounts", status(200, data=page), *[status(500)] * 4)
    source = crm_of(crm, preset("link", "value", LINK, QUERY_KEY), secret={"token": Secret(CANARY)})
    with pytest.raises(NotReached):
        pulled(desk, source)
    (place,) = desk.store.rows("SELECT place FROM pull WHERE place IS NOT NULL")
    assert "skip=10" in place[0]
    assert CANARY not in place[0]
    assert crm.asked[-1].params["api_key"] == CANARY  # and still it is sent


ECHO = status(400, data={"error": f"your token {CANARY} may not"})


def test_what_a_crm_says_back_is_shown_without_the_secret(desk: Desk, crm: FakeCrm) -> None:
    crm.fail("/offset/accounts", ECHO)
    with pytest.raises(SourceError) as failed:
        pulled(desk, crm_of(crm, OFFSET, secret={"token": Secret(CANARY)}))
    assert "your token *** may not" in str(failed.value)


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(CANARY)
    assert {str(secret), repr(secret), f"{secret}", f"{secret:>3}", "%s" % secret} == {"***"}  # noqa: UP031
    assert redacted(f"a {CANARY} b", [secret]) == "a *** b"
    assert redacted("nothing", [Secret("")]) == "nothing"


def test_an_answer_that_drips_is_left_after_its_time(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 5)
    crm.fail("/offset/accounts", *[drip(0.05)] * 4)
    limits = Limits(total=0.4)
    began = monotonic()
    with pytest.raises(NotReached, match=r"did not finish its answer in 0.4 seconds"):
        pulled(desk, crm_of(crm, OFFSET, limits=limits))
    assert monotonic() - began < 0.4 * 4 + 3


MEMORY = """
import asyncio, resource, sys
from accountdesk.core.errors import SourceError
from accountdesk.sources.source import Pass, Start
from tests.sources.crm.fake import FakeCrm, bomb
from tests.sources.crm.world import OFFSET, a_crm, crm_of, filled
def rss():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
async def ask(crm):
    source = crm_of(crm, OFFSET)
    try:
        async for page in source.pages("accounts", Start(Pass.ALL)):
            print(len(page.ids))
    except SourceError as error:
        print(error)
    finally:
        await source.close()
with a_crm() as crm:
    filled(crm, 5)
    asyncio.run(ask(crm))
    crm.fail("/offset/accounts", bomb(300 * 1024 * 1024))
    before = rss()
    import gc
    asyncio.run(ask(crm))
    print("MiB more:", rss() - before)
"""


def test_a_bomb_costs_less_than_a_hundred_megabytes(tmp_path: Path) -> None:
    # The bomb is made in a program of its own, whose memory is not what is measured.
    made = tmp_path / "bomb.gz"
    make = "import gzip,sys;open(sys.argv[1],'wb').write(gzip.compress(b'['+b' '*(300<<20)+b']'))"
    subprocess.run([sys.executable, "-c", make, str(made)], check=True)
    program = MEMORY.replace(
        "bomb(300 * 1024 * 1024)",
        f'text(open({str(made)!r}, "rb").read(), {{"Content-Encoding": "gzip"}})',
    ).replace("FakeCrm, bomb", "FakeCrm, text")
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "larger than 32 MiB" in done.stdout
    assert int(done.stdout.rpartition(":")[2]) < 100


def test_an_answer_packed_in_another_way_is_refused(desk: Desk, crm: FakeCrm) -> None:
    crm.fail("/offset/accounts", text(b"x", {"Content-Encoding": "br"}))
    with pytest.raises(NotUsable, match="packed as br"):
        pulled(desk, crm_of(crm, OFFSET))
    crm.fail("/offset/accounts", text(b"no gzip", {"Content-Encoding": "gzip"}))
    with pytest.raises(NotUsable, match="cannot be unpacked"):
        pulled(desk, crm_of(crm, OFFSET))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"[" * 100_000, "nested deeper"),
        (b'{"items": [' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"]}", "nested deeper"),
        (b"<html>", "no JSON"),
        (b"", "no list at items"),
        (b"[]", "no list at items"),
        (b'{"items": {}}', "no list at items"),
        (b"\xff\xfe", "no JSON"),
    ],
    ids=["deep list", "deep table", "a page", "nothing", "a list", "a table", "no text"],
)
def test_answers_that_nobody_can_use(desk: Desk, crm: FakeCrm, raw: bytes, says: str) -> None:
    crm.fail("/offset/accounts", text(raw, {"Content-Type": "text/html"}))
    if raw == b"":
        assert pulled(desk, crm_of(crm, OFFSET)).taken.counts["accounts"].read == 0
        return
    with pytest.raises(NotUsable, match=says):
        pulled(desk, crm_of(crm, OFFSET))


def test_numbers_and_texts_that_are_none_cost_their_record_alone(desk: Desk, crm: FakeCrm) -> None:
    raw = (
        b'{"items": [{"id": "a1", "name": "Good"}, {"id": "a2", "name": NaN},'
        b'{"id": ' + b"9" * 5000 + b', "name": "Big"}, {"id": "a3", "name": "\\ud800x"},'
        b'{"id": Infinity, "name": "Endless"}, {"id": true, "name": "True"}, 7, null,'
        b'{"id": "a4", "name": {"a": 1}}, {"id": "a5", "name": "Twice", "name": "Last"}],'
        b'"total": 10}'
    )
    crm.fail("/offset/accounts", *[text(raw)] * 3)
    done = pulled(desk, crm_of(crm, OFFSET))
    assert {"Good", "Last", "?x"} <= set(names(desk))
    assert len(done.taken.aside) >= 4


@pytest.mark.parametrize(
    ("header", "waits"),
    [("7", 7), ("0", 0), ("1e9", 3600), ("soon", 5), ("-5", 0), ("nan", 5), ("DATE", 9), ("", 5)],
)
def test_every_way_to_say_how_long_to_wait(
    desk: Desk, crm: FakeCrm, header: str, waits: int
) -> None:
    filled(crm, 5)
    said = later(10) if header == "DATE" else header
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    crm.fail("/offset/accounts", status(429, {"Retry-After": said}))
    if waits > 20:
        with pytest.raises(Limited) as limited:
            pulled(desk, crm_of(crm, OFFSET, sleep=sleep))
        assert limited.value.seconds == waits
        return
    pulled(desk, crm_of(crm, OFFSET, sleep=sleep))
    assert slept == [pytest.approx(waits, abs=1.1)]
    assert len(names(desk)) == 5


THROTTLED = OFFSET.replace(
    "[resource.accounts]",
    '[client.throttle]\nrate_limited = [{ status = 403, contains = "LIMIT" }]\n'
    'wait_path = "rate_reset"\nquota = { header = "Usage", regex = "(\\\\d+)/(\\\\d+)" }\n'
    "[resource.accounts]",
)


def test_a_limit_said_in_the_body_and_by_another_status(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 5)
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    crm.fail("/offset/accounts", status(403, data={"error": "LIMIT", "rate_reset": 12.5}))
    pulled(desk, crm_of(crm, THROTTLED, sleep=sleep))
    assert slept == [12.5]
    crm.fail("/offset/accounts", status(403, data={"error": "no right"}))
    with pytest.raises(Denied, match="no right"):
        pulled(desk, crm_of(crm, THROTTLED))


def test_a_quota_that_is_nearly_used_is_left_to_others(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 35)
    crm.fail(
        "/offset/accounts", lambda asked, reply: reply._replace(headers={"Usage": "9100/10000"})
    )
    with pytest.raises(Limited, match="9100 of 10000 requests"):
        pulled(desk, crm_of(crm, THROTTLED))
    assert len(crm.asked) == 1


OAUTH = HEAD.replace(
    'auth = { type = "bearer", token = "{secret.token}" }',
    'auth = { type = "oauth2", grant = "refresh_token", access_token_url = "/token", '
    'client_id = "me", refresh_token = "{secret.token}" }',
)


def test_a_token_is_fetched_once_kept_and_renewed(desk: Desk, crm: FakeCrm, tmp_path: Path) -> None:
    filled(crm, 25)
    given: list[str] = []

    def token(crm: FakeCrm, asked: object, records: object) -> Reply:
        given.append(f"access-{len(given)}-token")
        crm.token = f"Bearer {given[-1]}"
        fresh = {
            "access_token": given[-1],
            "expires_in": 3600,
            "refresh_token": f"again-{len(given)}",
        }
        return Reply(fresh)

    crm.ways["token"] = token
    more = 'paginator = { type = "offset", limit = 10, total_path = "total" }'
    kept = str(tmp_path / "fake.token")
    for _ in range(2):
        pulled(desk, crm_of(crm, preset("offset", more=more, head=OAUTH), token_file=kept))
    assert len(given) == 1
    assert Path(kept).stat().st_mode & 0o777 == 0o600
    crm.token = "Bearer another"  # taken back before its time
    pulled(desk, crm_of(crm, preset("offset", more=more, head=OAUTH), token_file=kept))
    assert len(given) == 2
    forms = [one.body for one in crm.asked if one.path == "/token"]
    assert forms[0]["refresh_token"] == ["sesame-open"]
    assert forms[1]["refresh_token"] == ["again-1"]  # it gives a new one each time


def test_a_token_endpoint_that_repeats_the_secret_is_shown_without_it(
    desk: Desk, crm: FakeCrm
) -> None:
    said = {"error": "invalid", "error_description": f"{CANARY} has expired"}
    crm.ways["token"] = lambda crm, asked, records: Reply(said, 400)
    source = crm_of(crm, preset("offset", head=OAUTH), secret={"token": Secret(CANARY)})
    with pytest.raises(Denied, match=r"No token was given: \*\*\* has expired"):
        pulled(desk, source)


def test_credentials_that_are_not_taken_are_said(desk: Desk, crm: FakeCrm) -> None:
    crm.token = "Bearer right"  # of the test
    with pytest.raises(Denied, match=r"does not take the credentials \(401\): .*who are you"):
        pulled(desk, crm_of(crm, OFFSET))
    assert len(crm.asked) == 1


@contextmanager
def over_tls(context: ssl.SSLContext) -> Iterator[str]:
    """A server that speaks TLS, and has no accounts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # as it has it
            body = json.dumps({"items": [], "total": 0}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that does not believe us hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("who", ["unknown", "another name", "expired", "right"])
def test_whom_we_believe_to_talk_to(desk: Desk, crm: FakeCrm, tmp_path: Path, who: str) -> None:
    from datetime import UTC, datetime

    authority, stranger = trustme.CA(), trustme.CA()
    ends = datetime(2020, 1, 2, tzinfo=UTC) if who == "expired" else None
    issuer = stranger if who == "unknown" else authority
    name = "other.example" if who == "another name" else "127.0.0.1"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(name, not_after=ends).configure_cert(context)
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    with over_tls(context) as url:
        crm.url = url
        source = crm_of(crm, OFFSET, ca_file=str(ca_file))
        if who == "right":
            assert pulled(desk, source).taken.counts["accounts"].read == 0
        else:
            with pytest.raises(NotReached, match=r"certificate|CERTIFICATE"):
                pulled(desk, source)


def test_a_file_of_certificates_that_is_none_is_said(crm: FakeCrm, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"ca_file .* cannot be used"):
        crm_of(crm, OFFSET, ca_file=str(tmp_path / "none.pem"))


def test_a_hanging_answer_is_left_at_once(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 5)
    reached = threading.Event()

    def hang(asked: Asked, reply: Reply) -> Reply:
        reached.set()
        return reply._replace(drip_s=5.0)

    crm.fail("/offset/accounts", hang)

    async def stopped() -> float:
        from accountdesk.desk.syncing import sync

        task = asyncio.create_task(sync(desk, crm_of(crm, OFFSET)))
        await asyncio.to_thread(reached.wait)
        began = monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return monotonic() - began

    assert asyncio.run(stopped()) < 1
