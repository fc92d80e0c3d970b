"""A desk, a fake CRM and a preset for it, joined as the product joins them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accountdesk.core.secret import Secret
from accountdesk.desk.desk import Desk
from accountdesk.desk.pulling import Wishes
from accountdesk.desk.syncing import Synced, sync
from accountdesk.sources.crm.crm import Crm, Tenant
from accountdesk.sources.crm.http import Limits
from accountdesk.sources.crm.presets import read_preset
from accountdesk.store import projections
from tests.builders import TODAY
from tests.sources.crm.fake import FakeCrm, running

HEAD = """title = "Fake CRM"
verified = "running server"
tried = "tests/sources/crm/fake.py"
[var.url]
asks = "where it is"
[secret.token]
asks = "its token"
[client]
base_url = "{var.url}"
auth = { type = "bearer", token = "{secret.token}" }
"""

ACCOUNTS = """
[resource.accounts]
path = "/%s/accounts"
data_selector = "%s"
primary_key = "id"
fields = { name = "name", owner = "owner", type = "type" }
"""


def preset(way: str, selector: str = "items", more: str = "", head: str = HEAD) -> str:
    """A preset with accounts listed in one way, and what else it says of them."""
    return head + ACCOUNTS % (way, selector) + more


WRITE = """
[write.activities]
kinds = { call = "call", meeting = "meeting", note = "note" }
guard = "probe"
undo = [{ method = "DELETE", path = "/kept/activities/{record:url}" }]
[[write.activities.steps]]
method = "POST"
path = "/kept/activities"
id_path = "id"
body = { kind = "{kind}", account = "{account.id}", text = "{touchpoint.marked}" }
[write.activities.probe]
path = "/kept/activities"
params = { account = "{account.id}" }
data_selector = "items"
mark_path = "text"
id_path = "id"
settle = "1s"
"""
"""How the fake is written to; it doubles what comes twice."""

OFFSET = preset("offset", more='paginator = { type = "offset", limit = 10, total_path = "total" }')


async def never(seconds: float) -> None:
    """Time that does not pass."""


def crm_of(
    crm: FakeCrm,
    text: str,
    *,
    limits: Limits = Limits(),  # noqa: B008  # a value
    sleep: Callable[[float], Awaitable[None]] = never,
    **tenant: Any,  # noqa: ANN401  # fields of Tenant
) -> Crm:
    """The fake as a source."""
    told = {"key": "fake", "var": {"url": crm.url}, "secret": {"token": Secret("sesame-open")}}
    whose = Tenant(**{**told, "today": TODAY, **tenant})
    return Crm(read_preset(text, "preset.toml"), whose, limits=limits, sleep=sleep)


def pulled(desk: Desk, source: Any, **wishes: Any) -> Synced:  # noqa: ANN401  # a source; fields of Wishes
    """One sync, to its end."""
    return asyncio.run(sync(desk, source, Wishes(**wishes)))


def names(desk: Desk) -> list[str]:
    """Accounts on the desk that their source has, by name."""
    found = []
    for (account,) in desk.store.rows("SELECT account FROM card ORDER BY name_key"):
        state = projections.state(desk.store, account, desk.team())
        if state.profile.gone is None:
            found.append(state.name)
    return found


def fact(desk: Desk, key: str) -> dict[str, Any]:
    """What the store has of a record."""
    import json

    row = desk.store.row("SELECT known FROM fact WHERE key=? AND gone IS NULL", (key,))
    return {} if row is None else dict(json.loads(row[0]))


@contextmanager
def a_crm(size: int = 10) -> Iterator[FakeCrm]:
    """A fake that runs."""
    with running(FakeCrm(size)) as crm:
        yield crm


def filled(crm: FakeCrm, count: int) -> FakeCrm:
    """So many accounts, `Account 00`, `Account 01`, …"""
    for number in range(count):
        crm.add("accounts", f"a{number}", name=f"Account {number:02}")
    return crm


def shipped(name: str) -> str:
    """A preset of the product."""
    return (Path(__file__).parents[3] / "config" / "presets" / f"{name}.toml").read_text()
