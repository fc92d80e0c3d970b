"""What pulling lists costs beside bare httpx that turns the same pages.

Run as `python -m tests.bench.pull FOLDER` with the folder of `.ci/servers`: a server is filled, and
a bare client and the first sync of a new desk take turns.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urljoin

import httpx

from accountdesk.config.sources import SourceSetting
from accountdesk.core.secret import Secret
from accountdesk.desk.connected import preset_called, source_of
from accountdesk.desk.open import open_desk
from accountdesk.desk.syncing import sync
from tests.servers import bottlecrm as bottle
from tests.servers import odata_service as service
from tests.servers.test_odata import preset

LEAST = 0.8


class Server(NamedTuple):
    """What is read, by a bare client and by the desk.

    Attributes:
        url: Of the API.
        lists: Paths of its lists, each with where its records stand in an answer.
        auth: Of the bare client.
        headers: As above.
        setting: Of the desk.
        secrets: As above.
    """

    url: str
    lists: Mapping[str, str]
    auth: tuple[str, str] | None
    headers: dict[str, str]
    setting: SourceSetting
    secrets: dict[str, Secret]


@contextmanager
def odata(folder: Path, work: Path, accounts: int) -> Iterator[Server]:
    """An OData service, in pages of 50."""
    names = ("systemusers", "accounts", "contacts", "opportunities", "phonecalls", "appointments")
    with service.odata(folder, work) as it:
        service.seed(it, accounts, accounts, accounts // 2)
        path = work / "mine.toml"
        path.write_text(preset())
        yield Server(
            it.url, {f"/{name}": "value" for name in names}, (it.user, it.password), {},
            SourceSetting("odata", str(path), var={"url": it.url, "user": it.user}),
            {"password": Secret(it.password)},
        )  # fmt: skip


@contextmanager
def bottlecrm(folder: Path, work: Path, accounts: int) -> Iterator[Server]:
    """BottleCRM, in pages of 100."""
    for above in (work, *list(work.parents)[:2]):
        above.chmod(above.stat().st_mode | 0o011)  # the database's own user passes through
    lists = {
        "/users/get-teams-and-users/": "profiles",
        "/accounts/": "active_accounts.open_accounts",
        "/contacts/": "results",
        "/opportunities/": "opportunities",
    }
    with bottle.bottlecrm(folder, work) as it:
        bottle.seed(it, accounts, accounts, accounts // 2)
        yield Server(
            it.url, lists, None, {"Authorization": f"Bearer {it.token}"},
            SourceSetting("bottle", "bottlecrm", var={"url": it.url}),
            {"token": Secret(it.token)},
        )  # fmt: skip


def bare(server: Server) -> float:
    """Seconds of a client that only turns pages and reads them as JSON."""
    began = time.perf_counter()
    with httpx.Client(auth=server.auth, headers=server.headers, timeout=60) as client:
        for path, selector in server.lists.items():
            link, at = f"{server.url}{path}", 0
            while link:
                paged = {} if server.auth else {"limit": 100, "offset": at}
                got = client.get(link.replace(" ", "%20"), params=paged or None).json()
                found = got
                for part in selector.split("."):
                    found = found[part]
                at += len(found)
                ahead = got.get("@odata.nextLink")
                if ahead:
                    link = urljoin(f"{server.url}/", ahead)
                elif server.auth or not found or "profiles" in got:
                    link = ""
    return time.perf_counter() - began


def ours(server: Server, work: Path, number: int) -> float:
    """Seconds of a first sync, until all of it is durable and in the lists."""
    with open_desk(str(work / f"{number}.db"), create=True) as desk:
        preset_ = preset_called(server.setting.preset)
        made = source_of(desk, server.setting, preset_, server.secrets)
        began = time.perf_counter()
        asyncio.run(sync(desk, made))
        return time.perf_counter() - began


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--server", choices=("odata", "bottlecrm"), default="bottlecrm")
    parser.add_argument("--accounts", type=int, default=300)
    parser.add_argument("--pairs", type=int, default=5)
    args = parser.parse_args()
    runs = {"odata": odata, "bottlecrm": bottlecrm}[args.server]
    with TemporaryDirectory() as folder:
        work = Path(folder) / "server"
        work.mkdir()
        with runs(args.folder, work, args.accounts) as server:
            bare(server)
            pairs = [(bare(server), ours(server, work, n)) for n in range(args.pairs)]
    ratios = [plain / desk for plain, desk in pairs]
    plain, desk = (median(column) for column in zip(*pairs, strict=True))
    pace = f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    rows = args.accounts * 5 // 2
    sys.stdout.write(
        f"{args.server}, {rows} records: bare httpx {plain:.2f} s, desk {desk:.2f} s\n"
        f"of the pairs the desk has {pace} of its pace; at least {LEAST}\n"
    )


if __name__ == "__main__":
    main()
