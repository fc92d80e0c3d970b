"""Tryton: its own release on an SQLite file of its own, with a company and an administrator."""

import json
import os
import shutil
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.servers.processes import free_port, listens, process, wait_for

USER, PASSWORD = "admin", "open-sesame-1"


class Running(NamedTuple):
    """Where it listens."""

    url: str

    def call(self, method: str, *params: object) -> Any:  # noqa: ANN401  # JSON
        """One of its procedures; what it gave."""
        packed = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(  # this machine
            f"{self.url}/rpc/",
            data=json.dumps({"id": 0, "method": f"model.{method}", "params": params}).encode(),
            headers={"Authorization": f"Basic {packed}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            said = json.loads(answer.read())
        assert "error" not in said, said
        return said["result"]


@contextmanager
def tryton(installed: Path, work: Path) -> Iterator[Running]:
    """It runs until the context ends.

    Args:
        installed: Where `.ci/servers` has put it.
        work: A folder for what it writes.
    """
    shutil.copytree(installed / "tryton" / "data", work / "data")
    port = free_port()
    environ = {
        **os.environ,
        "TRYTOND_DATABASE_URI": "sqlite://",
        "TRYTOND_DATABASE__PATH": str(work / "data"),
        "TRYTOND_WEB__LISTEN": f"127.0.0.1:{port}",
    }
    log = work / "tryton.log"
    serve = [str(installed / "tryton" / "bin" / "trytond"), "-d", "crm"]
    with process(serve, log, environ):
        wait_for(lambda: listens(port), "Tryton", log)
        it = Running(f"http://127.0.0.1:{port}/crm")
        [us] = it.call("party.party.create", [{"name": "Our own company"}], {})
        euro = {"name": "Euro", "code": "EUR", "symbol": "E"}
        [currency] = it.call("currency.currency.create", [euro], {})
        [company] = it.call("company.company.create", [{"party": us, "currency": currency}], {})
        mine = {"companies": [["add", [company]]], "company": company}
        it.call("res.user.write", [1], mine, {})
        yield it


def seed(it: Running, accounts: int, people: int, deals: int) -> list[int]:
    """So many records, made by its own procedures; the ids of the accounts."""
    names = [{"name": f"Account {n:03}"} for n in range(accounts)]
    made: list[int] = it.call("party.party.create", names, {})
    ways = [
        {"party": made[n % accounts], "type": "email", "value": f"p{n}@x.example",
         "name": f"Person {n:03}"}
        for n in range(people)
    ]  # fmt: skip
    it.call("party.contact_mechanism.create", ways, {})
    amount = {"__class__": "Decimal", "decimal": "100.50"}
    wins = [
        {"party": made[n % accounts], "company": 1, "description": f"Deal {n:03}",
         "amount": amount}
        for n in range(deals)
    ]  # fmt: skip
    it.call("sale.opportunity.create", wins, {"company": 1})
    return made
