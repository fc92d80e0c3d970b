"""An OData v4 service with tables shaped like Dataverse's, for a test's time."""

import json
import os
import secrets
import subprocess
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from tests.servers.processes import wait_for

PATH = "/api/data/v9.2"
AT_ONCE = 100
"""Rows of one batch; the service takes bodies of up to 100 kB."""


class Running(NamedTuple):
    """Where the service listens, and who may ask it."""

    url: str
    user: str
    password: str

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401  # JSON
        """One request; what it answered."""
        packed = b64encode(f"{self.user}:{self.password}".encode()).decode()
        request = urllib.request.Request(  # this machine
            f"{self.url}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Basic {packed}", "Content-Type": "application/json"}
            | dict(headers or {}),
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")


@contextmanager
def odata(installed: Path, work: Path) -> Iterator[Running]:
    """It runs on an empty database of its own until the context ends."""
    home, user, password = installed / "odata", "desk", secrets.token_urlsafe(12)
    needs = {
        "requires": {
            "auth": {"kind": "basic", "users": {user: password}},
            "db": {"credentials": {"url": str(work / "data.sqlite")}},
        }
    }
    environ = {
        "PATH": os.environ["PATH"], "NODE_ENV": "production", "PORT": "0",
        "READY": str(work / "port"), "CDS_CONFIG": json.dumps(needs),
    }  # fmt: skip
    log = work / "odata.log"
    with log.open("wb") as out:
        started = subprocess.Popen(
            [home / "node", "serve.js"], cwd=home, env=environ,
            stdin=subprocess.PIPE,  # it ends with us, even if we are killed
            stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for((work / "port").exists, "the OData service", log)
        yield Running(f"http://127.0.0.1:{(work / 'port').read_text()}{PATH}", user, password)
    finally:
        assert started.stdin is not None
        started.stdin.close()
        try:
            started.wait(10)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def key(table: str, number: int) -> str:
    """The id of a row, the same in every run."""
    return str(uuid5(NAMESPACE_URL, f"{table}/{number}"))


def seed(service: Running, accounts: int, people: int, deals: int) -> None:
    """Rows, made through its own API."""
    create(service, "systemusers", [
        {"systemuserid": key("systemusers", 0), "fullname": "Ada Byron",
         "internalemailaddress": "ada@team.example"},
    ])  # fmt: skip
    create(service, "transactioncurrencies", [
        {"transactioncurrencyid": key("currencies", 0), "isocurrencycode": "EUR"},
    ])  # fmt: skip
    create(service, "accounts", [account(n) for n in range(accounts)])
    create(service, "contacts", [
        {"contactid": key("contacts", n), "firstname": "Person", "lastname": f"{n:04}",
         "emailaddress1": f"p{n}@x.example",
         "parentcustomerid_account@odata.bind": f"/accounts({key('accounts', n % accounts)})"}
        for n in range(people)
    ])  # fmt: skip
    create(service, "opportunities", [
        {"opportunityid": key("opportunities", n), "name": f"Deal {n:04}", "statecode": n % 3,
         "estimatedvalue": 500.25, "estimatedclosedate": "2027-02-15",
         "parentaccountid@odata.bind": f"/accounts({key('accounts', n % accounts)})",
         "ownerid@odata.bind": f"/systemusers({key('systemusers', 0)})",
         "transactioncurrencyid@odata.bind": f"/transactioncurrencies({key('currencies', 0)})"}
        for n in range(deals)
    ])  # fmt: skip


def account(number: int) -> dict[str, object]:
    """One account, as it is written."""
    return {
        "accountid": key("accounts", number),
        "name": f"Account {number:04}",
        "customertypecode": 3,
        "websiteurl": f"https://a{number}.example",
        "ownerid@odata.bind": f"/systemusers({key('systemusers', 0)})",
    }


def create(service: Running, table: str, rows: list[dict[str, object]]) -> None:
    """Rows of one table, so many at once."""
    for start in range(0, len(rows), AT_ONCE):
        requests = [
            {"id": str(n), "atomicityGroup": "all", "method": "POST", "url": table,
             "headers": {"content-type": "application/json"}, "body": row}
            for n, row in enumerate(rows[start : start + AT_ONCE])
        ]  # fmt: skip
        for answer in service.ask("POST", "/$batch", {"requests": requests})["responses"]:
            assert answer["status"] == 201, answer
