"""What pulling a list costs beside bare httpx that turns the same pages.

Run as `python -m tests.bench.pull FOLDER` with the folder of `.ci/servers`: an OData service is
filled, and a bare client and a first sync of a new desk take turns.
"""

import argparse
import asyncio
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

import httpx

from accountdesk.config.sources import SourceSetting
from accountdesk.core.secret import Secret
from accountdesk.desk.connected import preset_called, source_of
from accountdesk.desk.open import open_desk
from accountdesk.desk.syncing import sync
from tests.servers.odata_service import Running, odata, seed
from tests.servers.test_odata import preset

LEAST = 0.8


def bare(service: Running, lists: list[str]) -> float:
    """Seconds of a client that only turns pages and reads them as JSON."""
    began = time.perf_counter()
    with httpx.Client(auth=(service.user, service.password), timeout=60) as client:
        for name in lists:
            link = f"{service.url}/{name}"
            while link:
                got = client.get(link.replace(" ", "%20")).json()
                ahead = got.get("@odata.nextLink")
                link = urljoin(f"{service.url}/", ahead) if ahead else ""
    return time.perf_counter() - began


def ours(service: Running, work: Path, number: int) -> float:
    """Seconds of a first sync, until all of it is durable and in the lists."""
    path = work / "mine.toml"
    path.write_text(preset())
    var = {"url": service.url, "user": service.user}
    setting = SourceSetting("odata", str(path), var=var)
    with open_desk(str(work / f"{number}.db"), create=True) as desk:
        secrets = {"password": Secret(service.password)}
        made = source_of(desk, setting, preset_called(str(path)), secrets)
        began = time.perf_counter()
        asyncio.run(sync(desk, made))
        return time.perf_counter() - began


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accounts", type=int, default=2000)
    parser.add_argument("--pairs", type=int, default=5)
    args = parser.parse_args()
    lists = ["systemusers", "accounts", "contacts", "opportunities", "phonecalls", "appointments"]
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "service").mkdir()
        with odata(args.folder, work / "service") as service:
            seed(service, args.accounts, args.accounts, args.accounts // 2)
            bare(service, lists)
            pairs = [
                (bare(service, lists), ours(service, work, number)) for number in range(args.pairs)
            ]
    ratios = [plain / desk for plain, desk in pairs]
    rows = args.accounts * 5 // 2
    plain, desk = (median(column) for column in zip(*pairs, strict=True))
    pace = f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    print(f"{rows} records: bare httpx {plain:.2f} s, desk {desk:.2f} s")  # noqa: T201  # its purpose
    print(f"of the pairs the desk has {pace} of its pace; at least {LEAST}")  # noqa: T201  # as above


if __name__ == "__main__":
    main()
