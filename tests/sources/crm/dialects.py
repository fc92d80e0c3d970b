"""The fake CRM in the dress of real ones: their paths, their pages, their records."""

import json
import re
from collections.abc import Callable
from typing import Any

import httpx

from tests.sources.crm.fake import Asked, FakeCrm, Record, Reply

Dialect = Callable[[FakeCrm, Asked], Reply]


def transport(crm: FakeCrm, dialect: Dialect) -> httpx.MockTransport:
    """Requests to wherever a preset sends them are answered by the fake, in its dress."""

    def answer(request: httpx.Request) -> httpx.Response:
        body: Any = None
        if request.content:
            is_json = "json" in request.headers.get("content-type", "")
            body = json.loads(request.content) if is_json else request.content.decode()
        headers = {name.lower(): value for name, value in request.headers.items()}
        params = dict(request.url.params)
        asked = Asked(request.method, request.url.path, params, headers, body)
        crm.asked.append(asked)
        if asked.path.endswith(("/token", "/oauth2/token", "/oauth2/v2.0/token")):
            reply = Reply({"access_token": "fresh-access", "expires_in": 3600})
        else:
            reply = dialect(crm, asked)
        content = httpx.ByteStream(json.dumps(reply.data).encode())
        return httpx.Response(reply.status, stream=content, headers=reply.headers)

    return httpx.MockTransport(answer)


def changed(crm: FakeCrm, table: str, since: str = "") -> list[Record]:
    """Records of a table since then, in the order in which they were changed."""
    found = [one for one in crm.tables.get(table, []) if one["modified"] >= since]
    return sorted(found, key=lambda one: str(one["modified"]))


def hubspot(crm: FakeCrm, asked: Asked) -> Reply:
    """Lists, searches that begin at a moment, and lists of what was archived."""
    table = {"companies": "accounts", "contacts": "people", "deals": "deals"}.get(
        re.sub(r".*/objects/v3/(\w+).*", r"\1", asked.path), "owners"
    )
    if table == "owners":
        return Reply({"results": [{"id": "7", "firstName": "Ana", "lastName": "Ruiz"}]})
    if asked.path.endswith("/search"):
        (filters,) = asked.body["filterGroups"]
        since = _iso(int(filters["filters"][0]["value"]))
        assert "associations" not in asked.body
        found, at = changed(crm, table, since), int(asked.body.get("after", 0))
    elif asked.params.get("archived") == "true":
        found, at = crm.deleted.get(table, []), int(asked.params.get("after", 0))
    else:
        found, at = crm.tables.get(table, []), int(asked.params.get("after", 0))
    page = [
        {
            "id": one["id"],
            "archived": one in crm.deleted.get(table, []),
            "properties": {
                "name": one.get("name"), "dealname": one.get("name"), "hubspot_owner_id": "7",
                "hs_lastmodifieddate": one["modified"], "lastmodifieddate": one["modified"],
            },
        }
        for one in found[at : at + crm.size]
    ]  # fmt: skip
    more = {"paging": {"next": {"after": str(at + crm.size)}}} if at + crm.size < len(found) else {}
    return Reply({"results": page, **more})


def _iso(milliseconds: int) -> str:
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def salesforce(crm: FakeCrm, asked: Asked) -> Reply:
    """A query language in the address, and addresses that lead on."""
    assert asked.headers["authorization"] == "Bearer fresh-access"
    if "/query/" in asked.path:
        table, since, at = asked.path.rpartition("/")[2].split("~")
    else:
        soql = asked.params["q"]
        said = re.fullmatch(r"SELECT [\w, ]+ FROM (\w+)(?: WHERE (.*?))?(?: ORDER BY \w+)?", soql)
        assert said is not None, soql
        table = {"Account": "accounts", "Contact": "people"}.get(said[1], said[1])
        moment = re.search(r"SystemModstamp >= ([\dTZ:.-]+)", said[2] or "")
        since, at = (moment[1] if moment else ""), "0"
    gone = [{**one, "gone": True} for one in crm.deleted.get(table, [])]
    found = sorted(
        [one for one in [*crm.tables.get(table, []), *gone] if one["modified"] >= since],
        key=lambda one: str(one["modified"]),
    )
    records = [
        {
            "Id": one["id"], "Name": one.get("name"), "OwnerId": "005", "LastName": one.get("name"),
            "IsDeleted": "gone" in one, "SystemModstamp": one["modified"].replace("Z", "+0000"),
            "AccountId": one.get("account"),
        }
        for one in found[int(at) : int(at) + crm.size]
    ]  # fmt: skip
    data: dict[str, Any] = {"totalSize": len(found), "done": True, "records": records}
    if int(at) + crm.size < len(found):
        data["done"] = False
        data["nextRecordsUrl"] = f"/services/data/v62.0/query/{table}~{since}~{int(at) + crm.size}"
    return Reply(data, headers={"Sforce-Limit-Info": "api-usage=18/15000"})


def pipedrive(crm: FakeCrm, asked: Asked) -> Reply:
    """Cursors, and a moment from which on."""
    assert asked.headers["x-api-token"] == "sesame-open"
    table = {"organizations": "accounts", "persons": "people"}.get(
        asked.path.rpartition("/")[2], asked.path.rpartition("/")[2]
    )
    if asked.params.get("status") == "deleted":
        found = [{**one, "status": "deleted"} for one in crm.deleted.get(table, [])]
    else:
        found = changed(crm, table, asked.params.get("updated_since", ""))
    at = int(asked.params.get("cursor", 0))
    page = [{**one, "update_time": one["modified"]} for one in found[at : at + crm.size]]
    ahead = str(at + crm.size) if at + crm.size < len(found) else None
    return Reply({"success": True, "data": page, "additional_data": {"next_cursor": ahead}})


def dataverse(crm: FakeCrm, asked: Asked) -> Reply:
    """OData: filters in a language of their own, addresses that lead on."""
    assert asked.headers["authorization"] == "Bearer fresh-access"
    entity = asked.path.rpartition("/")[2]
    table = {"contacts": "people", "opportunities": "deals"}.get(entity, entity)
    moment = re.search(r"modifiedon ge ([\dTZ:.-]+)$", asked.params.get("$filter", ""))
    found = changed(crm, table, moment[1] if moment else "")
    at = int(asked.params.get("$skiptoken", 0))
    key = {"accounts": "accountid", "contacts": "contactid"}.get(entity, "id")
    page = [
        {key: one["id"], "name": one.get("name"), "lastname": one.get("name"),
         "modifiedon": one["modified"]}
        for one in found[at : at + crm.size]
    ]  # fmt: skip
    data: dict[str, Any] = {"value": page}
    if at + crm.size < len(found):
        query = httpx.QueryParams({**asked.params, "$skiptoken": str(at + crm.size)})
        data["@odata.nextLink"] = f"https://acme.crm4.dynamics.com{asked.path}?{query}"
    return Reply(data)


def bottlecrm(crm: FakeCrm, asked: Asked) -> Reply:
    """Lists with counts, and no way to ask for what has changed."""
    assert asked.headers["authorization"] == "Bearer sesame-open"
    if asked.path.endswith("/get-teams-and-users/"):
        return Reply({"profiles": []})
    at, most = int(asked.params["offset"]), min(int(asked.params["limit"]), crm.size)
    if asked.path.endswith("/accounts/"):
        found = crm.tables.get("accounts", [])
        page = {"open_accounts": found[at : at + most], "open_accounts_count": len(found)}
        return Reply({"active_accounts": page})
    name = "results" if asked.path.endswith("/contacts/") else "opportunities"
    return Reply({name: [], "count": 0, "opportunities_count": 0})


def generic(crm: FakeCrm, asked: Asked) -> Reply:
    """What the commented start expects."""
    table = {"contacts": "people"}.get(asked.path.rpartition("/")[2], asked.path.rpartition("/")[2])
    found = changed(crm, table, asked.params.get("updated_since", ""))
    at, most = int(asked.params.get("offset", 0)), crm.size
    page = [{**one, "updated_at": one["modified"]} for one in found[at : at + most]]
    return Reply({"items": page, "total": len(found)})


DIALECTS: dict[str, Dialect] = {
    "bottlecrm": bottlecrm,
    "dataverse": dataverse,
    "generic-rest": generic,
    "hubspot": hubspot,
    "pipedrive": pipedrive,
    "salesforce": salesforce,
}
TOLD: dict[str, dict[str, str]] = {
    "bottlecrm": {"url": "https://crm.example/api"},
    "dataverse": {"host": "acme.crm4.dynamics.com", "tenant": "t", "client_id": "c"},
    "generic-rest": {"url": "https://crm.example/api"},
    "hubspot": {"portal": "123"},
    "pipedrive": {"company": "acme"},
    "salesforce": {"domain": "acme"},
}
