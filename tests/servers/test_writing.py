"""Writing to real servers through a proxy that loses answers, with senders that are killed."""

import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from tests.servers import bottlecrm as bottle
from tests.servers import odata_service as service
from tests.servers.desks import SERVERS, Home, needs_servers
from tests.servers.lossy import Lossy, lossy
from tests.servers.test_odata import preset

ACCOUNTS = 12
NOTES = int(os.environ.get("ACCOUNTDESK_TOUCHPOINTS", "40"))
KILLS = int(os.environ.get("ACCOUNTDESK_SEND_KILLS", "4"))
SEED = int(os.environ.get("ACCOUNTDESK_SEED", "3"))
PATIENCE_S = 60 + 15 * NOTES

WHO = {"ACCOUNTDESK_ACTOR": "test"}
"""As who records inside of the tests: only one's own note is the last one that `undo` means."""

SAYS = ("call in: touch {}", "meeting: touch {}", "note: touch {}", "next: touch {}")


class Stands(NamedTuple):
    """Something that was written: in which table, at which account, with which number."""

    table: str
    account: str
    number: str


class Writing:
    """Notes that are recorded at a desk and sent through a proxy.

    Attributes:
        there: What stands on the server, as it says itself.
        redis: Stops and starts what the server has beside it, if it has something.
        tier: What an account's field says on the server, or is to say from now on.
        kills: How many senders were killed.
        met: How many of them had a request under way.
    """

    def __init__(
        self,
        home: Home,
        proxy: Lossy,
        names: str,
        there: Callable[[], Iterable[Stands]],
        meant: Callable[[int], Stands],
        redis: Callable[[bool], object] = bool,
    ) -> None:
        self.home, self.proxy, self._names = home, proxy, names
        self.there, self._meant, self.redis = there, meant, redis
        self.kills = self.met = 0
        self.tier: Callable[..., str | None] = lambda number, *said: None
        self._dice = random.Random(SEED)  # moments, not secrets

    def record(self, numbers: Iterable[int]) -> None:
        """Notes of all kinds on each account, each with words of its own."""
        with open_desk(str(self.home.path / ".local" / "share" / "accountdesk" / "desk.db")) as d:
            for number in numbers:
                text = SAYS[number % len(SAYS)].format(f"{number:04} of many")
                log(d, self._names.format(account_of(number)), text)

    def rows(self) -> list[dict[str, Any]]:
        """What waits to be sent."""
        rows: list[dict[str, Any]] = json.loads(self.home.run("outbox", "list", "--json"))["rows"]
        return rows

    def kill_one(self, most: int) -> None:
        """Kill a sender at work; where all are in doubt, the next ones send nothing for a while."""
        upto = self._dice.randint(1, max(most, 1))
        while not self._killed_after(upto) and self.rows():
            upto = 1

    def _killed_after(self, requests: int) -> bool:
        """Send, and be killed soon after so many requests; False: it had ended before."""
        upto = self.proxy.asked + requests
        started = self.home.start("sync")
        while started.poll() is None and self.proxy.asked < upto:
            time.sleep(0.002)
        time.sleep(self._dice.uniform(0, 0.02))
        killed, met = started.poll() is None, self.proxy.under_way > 0
        started.kill()
        started.communicate()
        self.kills += killed
        self.met += killed and met
        return killed

    def third(self, which: int) -> None:
        """Record a third of the notes, in parts, and kill a sender after each."""
        first, last = NOTES * which // 3, NOTES * (which + 1) // 3
        parts = KILLS * (which + 1) // 3 - KILLS * which // 3
        for part in range(parts):
            size = last - first
            self.record(range(first + size * part // parts, first + size * (part + 1) // parts))
            self.kill_one(size * 2 // (parts * 3))
        if not parts:
            self.record(range(first, last))

    def send_all(self) -> None:
        """Send until nothing waits; what is in doubt is looked for ten seconds later."""
        until = time.monotonic() + PATIENCE_S
        while rows := self.rows():
            assert not any(row["needs_you"] for row in rows), rows
            assert time.monotonic() < until, rows
            self.home.run("sync")
            time.sleep(0.5)

    def undo(self) -> None:
        """Take back the last note; a program that finds none says so with a code that passes."""
        assert "Taken back: " in self.home.run("undo", "--yes")

    def judge(self, what: str, numbers: Iterable[int]) -> None:
        """Each stands there once and where it belongs, and nothing else does."""
        meant = {self._meant(number) for number in numbers}
        found = Counter(self.there())
        said = Counter(one.number for one in found.elements())
        doubles = sum(said.values()) - len(said)
        missing = {one.number for one in meant} - set(said)
        sys.stdout.write(
            f"\n{what}: {len(meant)} recorded, requests {self.proxy.lost}, {self.kills} kills "
            f"({self.met} with a request under way): {len(said)} there, {doubles} doubles, "
            f"{len(missing)} missing\n"
        )
        assert (doubles, missing) == (0, set())
        assert set(found) == meant

    def shown(self) -> Counter[str]:
        """What the desk shows, and how often: an echo that is not known for one shows twice."""
        said: Counter[str] = Counter()
        for number in range(ACCOUNTS):
            page = json.loads(self.home.run("show", self._names.format(number), "--json"))
            texts = [one["text"] for one in page["timeline"]]
            said.update(map(number_in, texts + [one["what"] for one in page["steps"]]))
        return said


def account_of(number: int) -> int:
    """Not by the number alone: each account has notes of every kind."""
    return number // len(SAYS) % ACCOUNTS


def number_in(text: str) -> str:
    found = re.search(r"touch (\d+)", text)
    return found[1] if found else text


def in_bottlecrm(crm: bottle.Running, accounts: list[str]) -> Iterator[Stands]:
    """Everything that was written to it."""
    for one in accounts:
        lists = (
            ("interactions", "body", "count", f"/interactions/?account={one}&limit=200"),
            ("tasks", "title", "tasks_count", f"/tasks/?account={one}&limit=100"),
            ("comments", "comment", "", f"/accounts/{one}/"),
        )
        for table, field, total, path in lists:
            got = crm.ask("GET", path)
            rows: list[dict[str, Any]] = got[table]
            assert len(rows) == (got[total] if total else len(rows))
            yield from (Stands(table, one, number_in(row[field])) for row in rows)


@contextmanager
def at_bottlecrm(tmp_path: Path, after: float, before: float, *more: str) -> Iterator[Writing]:
    """A desk that writes to BottleCRM; `more` are words of connecting."""
    work = tmp_path / "crm"
    work.mkdir()
    for above in (tmp_path, *tmp_path.parents[:3]):
        above.chmod(above.stat().st_mode | 0o011)  # the database's own user passes through
    with (
        bottle.bottlecrm(Path(str(SERVERS)), work) as crm,
        lossy(crm.url, after=after, before=before, seed=SEED) as proxy,
    ):
        ids = bottle.seed(crm, ACCOUNTS, 0, 0)["accounts"]
        home = Home(tmp_path / "home", ACCOUNTDESK_BOTTLE_TOKEN=crm.token, **WHO)
        words = ("--var", f"url={proxy.url}", "--key", "bottle", "--yes", "--write")
        if more:
            field = {"target_model": "Account", "key": "tier", "label": "Tier"}
            crm.ask("POST", "/custom-fields/", {**field, "field_type": "text"})
        home.run("connect", "bottlecrm", *words, *more)
        tables = ("interactions", "interactions", "comments", "tasks")
        writing = Writing(
            home, proxy, "Account {:03}", lambda: in_bottlecrm(crm, ids),
            lambda n: Stands(tables[n % len(SAYS)], ids[account_of(n)], f"{n:04}"), crm.redis,
        )  # fmt: skip

        def tier(number: int, *said: str) -> str | None:
            path = f"/accounts/{ids[number]}/"
            if said:
                crm.ask("PATCH", path, {"custom_fields": {"tier": said[0]}})
            found: str | None = crm.ask("GET", path)["account_obj"]["custom_fields"].get("tier")
            return found

        writing.tier = tier
        yield writing


TABLES = ("phonecalls", "appointments", "annotations", "tasks")


def in_odata(crm: service.Running) -> Iterator[Stands]:
    """Everything that was written to it."""
    for table in TABLES:
        of = "_objectid_value" if table == "annotations" else "_regardingobjectid_value"
        link = f"/{table}?$select=subject,{of}"
        while link:
            page = crm.ask("GET", link)
            for one in page["value"]:
                yield Stands(table, one[of], number_in(one["subject"]))
            ahead = page.get("@odata.nextLink")
            link = f"/{ahead.replace(' ', '%20')}" if ahead else ""


@contextmanager
def at_odata(tmp_path: Path, after: float, before: float, *more: str) -> Iterator[Writing]:
    """A desk that writes to the OData service; `more` are words of connecting."""
    work = tmp_path / "service"
    work.mkdir()
    with (
        service.odata(Path(str(SERVERS)), work) as crm,
        lossy(crm.url, after=after, before=before, seed=SEED) as proxy,
    ):
        service.seed(crm, ACCOUNTS, 0, 0)
        home = Home(tmp_path / "home", ACCOUNTDESK_ODATA_PASSWORD=crm.password, **WHO)
        (home.path / "mine.toml").write_text(preset())
        words = ("--var", f"url={proxy.url}", "--var", f"user={crm.user}", "--key", "odata")
        home.run("connect", str(home.path / "mine.toml"), *words, "--yes", "--write", *more)

        def meant(n: int) -> Stands:
            key = str(service.key("accounts", account_of(n)))
            return Stands(TABLES[n % len(SAYS)], key, f"{n:04}")

        def tier(number: int, *said: str) -> str | None:
            path = f"/accounts({service.key('accounts', number)})"
            if said:
                crm.ask("PATCH", path, {"accountnumber": said[0]}, {"If-Match": "*"})
            found: str | None = crm.ask("GET", path)["accountnumber"]
            return found

        writing = Writing(home, proxy, "Account {:04}", lambda: in_odata(crm), meant)
        writing.tier = tier
        yield writing


At = Callable[..., AbstractContextManager[Writing]]
both = pytest.mark.parametrize("at", [at_bottlecrm, at_odata], ids=["BottleCRM", "OData"])


@needs_servers
@both
def test_killed_and_not_told_each_stands_there_once(tmp_path: Path, at: At) -> None:
    with at(tmp_path, 0.10, 0.05) as writing:
        writing.third(0)
        writing.redis(False)
        writing.third(1)
        writing.redis(True)
        writing.third(2)
        writing.send_all()
        writing.judge(at.__name__, range(NOTES))
        writing.home.run("sync", "--full")
        assert writing.shown() == Counter({f"{number:04}": 1 for number in range(NOTES)})


FIELD: dict[At, str] = {at_bottlecrm: "tier=tier", at_odata: "tier=accountnumber"}


@needs_servers
@both
def test_fields_stand_there_and_what_both_changed_is_asked(tmp_path: Path, at: At) -> None:
    with at(tmp_path, 0.15, 0.05, "--field", FIELD[at]) as writing:
        name = "Account {:03}" if at is at_bottlecrm else "Account {:04}"
        for number in range(ACCOUNTS):
            writing.home.run("add", "field", name.format(number), "tier", f"ours {number}")
        for number in (2, 5):
            writing.tier(number, f"theirs {number}")
        until = time.monotonic() + PATIENCE_S
        while any(not row["needs_you"] for row in writing.rows()):
            assert time.monotonic() < until, writing.rows()
            writing.home.run("sync")
        asked = writing.rows()
        both_changed = [row for row in asked if "theirs" in row["said"]]
        assert [row["what"] for row in both_changed] == ["tier: ours 2", "tier: ours 5"]
        # BottleCRM has no versions: where an answer was lost before, somebody is asked, too.
        assert at is at_bottlecrm or len(asked) == len(both_changed)
        assert [writing.tier(n) for n in (2, 5)] == ["theirs 2", "theirs 5"]
        writing.proxy.shares = (0.0, 0.0)
        for row in asked:
            pick = "theirs" if row["what"] == "tier: ours 5" else "ours"
            writing.home.run("outbox", pick, str(row["id"]))
        writing.home.run("sync")
        assert writing.rows() == []
        meant = [f"theirs {n}" if n == 5 else f"ours {n}" for n in range(ACCOUNTS)]
        assert [writing.tier(n) for n in range(ACCOUNTS)] == meant
        writing.tier(7, "later")
        writing.home.run("sync")
        shown = json.loads(writing.home.run("show", name.format(7), "--json"))
        assert shown["fields"]["tier"] == "later"
        sys.stdout.write(
            f"\n{at.__name__}: {ACCOUNTS} fields, requests {writing.proxy.lost}; "
            f"{len(asked)} asked about, 0 overwritten\n"
        )


@needs_servers
@both
def test_what_is_taken_back_is_gone_there(tmp_path: Path, at: At) -> None:
    with at(tmp_path, 0.0, 0.0) as writing:
        writing.record(range(5))
        writing.send_all()
        writing.judge("before undo", range(5))
        writing.undo()
        writing.proxy.shares = (1.0, 0.0)
        writing.home.run("sync")  # done, and the answer is lost
        assert writing.proxy.lost_after == 1
        writing.proxy.shares = (0.0, 0.0)
        writing.send_all()
        writing.judge("after undo", range(4))


@needs_servers
@both
def test_what_is_taken_back_while_in_doubt_is_gone_there(tmp_path: Path, at: At) -> None:
    with at(tmp_path, 0.0, 0.0) as writing:
        writing.record(range(4))
        writing.send_all()
        for shares in ((1.0, 0.0), (0.0, 1.0)):
            writing.proxy.shares = shares
            # Each on an account of its own: behind one in doubt, an account's others wait.
            writing.record(range(32, 48, 5))
            writing.home.run("sync")
            assert writing.proxy.lost_after + writing.proxy.lost_before >= len(SAYS)
            for _ in SAYS:
                writing.undo()
            writing.proxy.shares = (0.0, 0.0)
            writing.send_all()
            writing.judge(f"taken back in doubt, {shares}", range(4))
