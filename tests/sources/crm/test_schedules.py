"""Schedules: whatever happens in the CRM while it is read, after a sweep nothing is missed."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import a_desk
from tests.sources.crm.fake import Asked, FakeCrm, Reply, running, status
from tests.sources.crm.world import OFFSET, crm_of, names, preset, pulled

CHANGES = """
[resource.accounts.incremental]
mode = "inject"
cursor_field = "modified"
params = { since = "{since}" }
lookback = "2m"
"""
LINK = """paginator = { type = "json_link", next_url_path = "'@odata.nextLink'" }"""
SWEEP = '\ndeletions = { kind = "id_sweep", every = "24h" }\n'
WAYS = {"offset": OFFSET + SWEEP + CHANGES, "link": preset("link", "value", LINK + SWEEP + CHANGES)}


class Busy(FakeCrm):
    """A CRM in which people work while it is read: late, at one moment, and with wrong clocks."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__(10)
        self.dice = dice
        self.at = datetime(2026, 11, 1)  # noqa: DTZ001  # written as UTC
        self.made = 0

    def now(self) -> str:
        """A moment; often the same again, and up to ten minutes off, as several servers' clocks."""
        if self.dice.random() < 0.5:
            self.at += timedelta(seconds=self.dice.randrange(90))
        off = timedelta(seconds=self.dice.choice([0, 0, 0, -60, -599, 600]))
        return (self.at + off).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def work(self) -> None:
        """Somebody adds, changes or deletes something."""
        table = self.tables.setdefault("accounts", [])
        what = self.dice.random()
        if what < 0.4 or len(table) < 5:
            self.made += 1
            self.add("accounts", f"a{self.made}", name=f"Account {self.made}")
        elif what < 0.8:
            one = self.dice.choice(table)
            self.change("accounts", one["id"], name=f"{one['name'].split(' v')[0]} v{self.made}")
            self.made += 1
        else:
            self.delete("accounts", self.dice.choice(table)["id"])

    def reply(self, asked: Asked) -> Reply:
        """An answer; in the meantime somebody works."""
        reply = super().reply(asked)
        if self.dice.random() < 0.3:
            self.work()
        return reply


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(6))
def test_after_a_sweep_nothing_is_missed(tmp_path: Path, way: str, seed: int) -> None:
    dice = random.Random(seed)  # schedules
    with a_desk(tmp_path / "desk.db") as desk, running(Busy(dice)) as crm:
        assert isinstance(crm, Busy)
        for _ in range(60):
            crm.work()
        for _ in range(12):
            for _ in range(dice.randrange(8)):
                crm.work()
            if dice.random() < 0.2:
                crm.fail(f"/{way}/accounts", status(503), status(429, {"Retry-After": "1"}))
            pulled(desk, crm_of(crm, WAYS[way]), confirm=lambda question: True)
        crm.dice = random.Random(99)  # nobody works from here on
        crm.work = lambda: None  # type: ignore[method-assign]  # see above
        pulled(desk, crm_of(crm, WAYS[way]), full=True, confirm=lambda question: True)
        assert sorted(names(desk)) == sorted(one["name"] for one in crm.tables["accounts"])
