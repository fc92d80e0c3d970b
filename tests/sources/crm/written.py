"""What fake CRMs keep of what is written to them, each in the way of its kind, and lost answers."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from tests.sources.crm.fake import Asked, FakeCrm, Record, Reply

Dialect = Callable[[FakeCrm, Asked], Reply | None]
"""The answer to a request about what was written; None: it is about something else."""


def table(crm: FakeCrm) -> list[Record]:
    """Everything that was written, in its order; doubles among them."""
    return crm.tables.setdefault("written", [])


def _new(crm: FakeCrm, of: str, values: Record, identity: str = "") -> Record:
    record = {"of": of, "id": identity or f"w{len(table(crm)) + 1}", **values}
    table(crm).append(record)
    return record


def _there(crm: FakeCrm, of: str, identity: str) -> Record | None:
    return next((r for r in table(crm) if (r["of"], r["id"]) == (of, identity)), None)


def _change_or_delete(crm: FakeCrm, asked: Asked, of: str, identity: str) -> Reply:
    found = _there(crm, of, identity)
    if found is None:
        return Reply({"error": "no such record"}, 404)
    if asked.method == "DELETE":
        table(crm).remove(found)
    else:
        found.update(asked.body.get("properties", asked.body))
    return Reply({"id": identity})


def bottlecrm(crm: FakeCrm, asked: Asked) -> Reply | None:
    """Nothing is looked for: what comes twice stands twice."""
    path = asked.path.removeprefix("/api")
    if one := re.fullmatch(r"/(interactions|tasks|accounts/comment)/(w\d+)/", path):
        return _change_or_delete(
            crm, asked, one[1].rpartition("/")[2].replace("comment", "accounts"), one[2]
        )
    if one := re.fullmatch(r"/(interactions|tasks)/", path):
        if asked.method == "POST":
            made = _new(crm, one[1], asked.body)
            return (
                Reply(made, 201) if one[1] == "interactions" else Reply({"message": "Task Created"})
            )
        found = [
            r for r in table(crm) if r["of"] == one[1] and r["account"] == asked.params["account"]
        ]
        return Reply({one[1]: found, "count": len(found), "tasks_count": len(found)})
    if one := re.fullmatch(r"/accounts/(a\d+)/", path):
        if asked.method == "POST":
            _new(crm, "accounts", {**asked.body, "account": one[1]})
        here = [r for r in table(crm) if r.get("account") == one[1]]
        of = {name: [r for r in here if r["of"] == name] for name in ("accounts", "tasks")}
        return Reply({"comments": of["accounts"], "tasks": of["tasks"]})
    return None


def dataverse(crm: FakeCrm, asked: Asked) -> Reply | None:
    """Ids are the client's."""
    one = re.search(r"/(\w+)\(([0-9a-f-]{36})\)$", asked.path)
    if one is None:
        return None
    if asked.headers.get("if-none-match") == "*":
        if _there(crm, one[1], one[2]) is not None:
            return Reply({"error": {"message": "A record with these values exists"}}, 412)
        _new(crm, one[1], asked.body, one[2])
        return Reply(status=204)
    return _change_or_delete(crm, asked, one[1], one[2])


def hubspot(crm: FakeCrm, asked: Asked) -> Reply | None:
    """A property with unique values finds what is there; the company is linked afterwards."""
    of = re.sub(r".*/objects/v3/(\w+).*", r"\1", asked.path)
    if asked.path.endswith("/batch/upsert"):
        (one,) = asked.body["inputs"]
        assert "associations" not in one
        found = next((r for r in table(crm) if r.get(one["idProperty"]) == one["id"]), None)
        values = {**one["properties"], one["idProperty"]: one["id"]}
        if found is None:
            found = _new(crm, of, values)
        found.update(values)
        return Reply({"results": [{"id": found["id"]}]})
    if "/associations/default/companies/" in asked.path:
        identity, company = re.findall(r"/(w\d+)/.*/(a\d+)$", asked.path)[0]
        found = _there(crm, of, identity)
        assert found is not None
        found["company"] = company
        return Reply({})
    if one := re.search(r"/objects/v3/(\w+)/(w\d+)$", asked.path):
        return _change_or_delete(crm, asked, one[1], one[2])
    return None


def pipedrive(crm: FakeCrm, asked: Asked) -> Reply | None:
    """Nothing is looked for."""
    of = "notes" if "/notes" in asked.path else "activities"
    if one := re.search(r"/(?:notes|activities)/(w\d+)$", asked.path):
        return _change_or_delete(crm, asked, of, one[1])
    if asked.method == "POST":
        return Reply({"success": True, "data": _new(crm, of, asked.body)}, 201)
    if "org_id" in asked.params:
        found = [r for r in table(crm) if r["of"] == of and r["org_id"] == asked.params["org_id"]]
        return Reply({"success": True, "data": found})
    return None


def salesforce(crm: FakeCrm, asked: Asked) -> Reply | None:
    """An external id finds what is there."""
    if one := re.search(r"/sobjects/Task/AccountDesk_Id__c/([0-9a-f-]{36})$", asked.path):
        found = next((r for r in table(crm) if r.get("key") == one[1]), None)
        is_new = found is None
        if found is None:
            found = _new(crm, "tasks", {**asked.body, "key": one[1]})
        found.update(asked.body)
        return Reply({"id": found["id"], "success": True}, 201 if is_new else 200)
    if one := re.search(r"/sobjects/Task/(w\d+)$", asked.path):
        return _change_or_delete(crm, asked, "tasks", one[1])
    return None


def generic(crm: FakeCrm, asked: Asked) -> Reply | None:
    """What the commented start expects."""
    if one := re.search(r"/(activities|tasks)/([\w-]+)$", asked.path):
        return _change_or_delete(crm, asked, one[1], one[2])
    of = asked.path.rpartition("/")[2]
    if asked.method == "POST" and of == "tasks":
        if _there(crm, of, asked.body["id"]) is not None:
            return Reply({"error": "it is there already"}, 409)
        return Reply(_new(crm, of, asked.body, asked.body["id"]), 201)
    if asked.method == "POST":
        return Reply(_new(crm, of, asked.body), 201)
    if "account_id" in asked.params:
        found = [
            r for r in table(crm) if r["of"] == of and r["account_id"] == asked.params["account_id"]
        ]
        return Reply({"items": found, "total": len(found)})
    return None


WRITTEN: dict[str, Dialect] = {
    "bottlecrm": bottlecrm,
    "dataverse": dataverse,
    "generic-rest": generic,
    "hubspot": hubspot,
    "pipedrive": pipedrive,
    "salesforce": salesforce,
}


class Lossy(httpx.AsyncBaseTransport):
    """Requests that change something meet what `fates` says next: `ok`, `after`, `before`, …"""

    def __init__(self, inner: httpx.AsyncBaseTransport, fates: Iterator[str]) -> None:
        self._inner, self._fates = inner, fates
        self.met: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, or what became of it."""
        if request.method == "GET" or str(request.url).endswith(("/token", "/search")):
            return await self._inner.handle_async_request(request)
        fate = next(self._fates, "ok")
        self.met.append(fate)
        if fate == "refused":
            raise httpx.ConnectError("nobody listens")
        if fate == "before":
            raise httpx.ReadTimeout("silence")
        if fate in ("429", "400", "403"):
            headers = {"Retry-After": "7"}
            said = httpx.ByteStream(json.dumps({"error": f"no ({fate})"}).encode())
            return httpx.Response(int(fate), stream=said, headers=headers)
        answer = await self._inner.handle_async_request(request)
        if fate == "after":
            raise httpx.ReadTimeout("silence")
        if fate == "500":
            return httpx.Response(500, stream=httpx.ByteStream(b"<html>oh</html>"))
        if fate == "empty":
            return httpx.Response(200, stream=httpx.ByteStream(b""))
        return answer


UNDER = {
    "bottlecrm": "custom_fields", "dataverse": "", "generic-rest": "custom",
    "hubspot": "properties", "pipedrive": "custom_fields", "salesforce": "",
}  # fmt: skip
"""Where the fields of an account stand, in it and in what changes it."""


def own_fields(name: str) -> Dialect:
    """One account, read and changed; what has a version there says it, and heeds it."""
    under = UNDER[name]
    guarded = name in ("dataverse", "generic-rest", "salesforce")

    def answer(crm: FakeCrm, asked: Asked) -> Reply | None:
        one = re.search(
            r"/(?:accounts|companies|organizations|Account)[/(](a\d+)[)]?/?$", asked.path
        )
        if one is None or asked.method == "POST":
            return None
        record = next(r for r in crm.tables["accounts"] if r["id"] == one[1])
        fields = record.setdefault(under, {}) if under else record
        version = f'W/"{record["modified"]}"'
        if asked.method == "PATCH":
            if guarded and asked.headers["if-match"] != version:
                return Reply({"error": "it has changed"}, 412)
            crm.change("accounts", one[1])
            fields.update(asked.body[under] if under else asked.body)
            return Reply({"id": one[1]})
        if name == "dataverse":
            record = {**record, "@odata.etag": version}
        record = {**record, "updatedAt": version, "update_time": version}
        if name == "bottlecrm":
            page = bottlecrm(crm, asked)  # what stands on the account's own page
            return Reply({**(page.data if page else {}), "account_obj": record})
        wrapped = {"data": record} if name == "pipedrive" else record
        return Reply(wrapped, headers={"ETag": version})

    return answer


def fates(*said: str) -> Iterator[str]:
    """These, one after the other."""
    return iter(said)


def texts(crm: FakeCrm) -> list[str]:
    """What was written, as text."""
    return [json.dumps(one, ensure_ascii=False) for one in table(crm)]


def both(one: Dialect, other: Dialect) -> Dialect:
    """What one does not answer, the other may."""
    return lambda crm, asked: one(crm, asked) or other(crm, asked)


def answering(dialect: Dialect, otherwise: Callable[[FakeCrm, Asked], Reply]) -> Any:  # noqa: ANN401  # a dialect
    """A CRM that is read in one way and written in another."""

    def answer(crm: FakeCrm, asked: Asked) -> Reply:
        found = dialect(crm, asked)
        return otherwise(crm, asked) if found is None else found

    return answer
