"""Both sides change the same fields at random, and nothing is overwritten that nobody saw."""

import asyncio
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator

import pytest

from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import Refused
from accountdesk.desk.desk import Desk
from accountdesk.desk.outbox_page import OURS, THEIRS, decide
from accountdesk.desk.sending import send
from accountdesk.desk.standing import add_field
from accountdesk.desk.undo import undo
from accountdesk.sources.crm.crm import Crm
from accountdesk.sources.source import Standing
from accountdesk.store import facts, outbox, projections
from accountdesk.store.outbox import Waits
from tests.sources.crm.fake import FakeCrm
from tests.sources.crm.test_writing import World
from tests.sources.crm.world import filled, pulled
from tests.sources.crm.written import UNDER

ACCOUNTS = int(os.environ.get("ACCOUNTDESK_SCHEDULES", "60"))
ROUNDS = 12
FIELDS = {"tier": "f_tier", "region": "f_region"}

Place = tuple[str, str]
"""An account's id there, and a field by our name."""


class Watch(World):
    """Every account lives through a schedule of its own; what replaces what there is looked at.

    Attributes:
        unseen: What was overwritten without anybody having seen it.
        asked_about: How many conflicts a person has decided.
        written: How often an account was changed by us.
    """

    def __init__(self, desk: Desk, name: str) -> None:
        self.dice = random.Random(18)  # schedules, not secrets
        self.guarded = name == "generic-rest"
        self.unseen: list[str] = []
        self.asked_about = self.written = 0
        self._values = iter(range(10**6))
        self._stands: dict[Place, tuple[str, str | None]] = defaultdict(lambda: ("other", None))
        self._seen: dict[Place, str | None] = {}
        """What the desk showed of the CRM when the first that still waits was said."""
        self._known: dict[str, str | None] = {}
        self._decided: dict[Place, set[str | None]] = defaultdict(set)
        self._arrived: set[str] = set()
        self._notes: dict[str, list[tuple[str, Place, str]]] = defaultdict(list)
        self._taken_back: dict[Place, set[str | None]] = defaultdict(set)
        self._busy = True
        super().__init__(desk, name, fields=FIELDS)

    def run(self, *, pulled_first: bool) -> None:
        self.crm = filled(FakeCrm(size=100), ACCOUNTS)
        super().run(pulled_first=pulled_first)

    def source(self, meets: Iterator[str] = iter(())) -> Crm:  # noqa: B008  # an empty one
        made = super().source(meets)
        fields = made.writer().fields  # type: ignore[union-attr]  # it is written to
        assert fields is not None
        look, change = fields.now, fields.change

        async def now(account: AccountKey, name: str) -> Standing:
            seen = await look(account, name)
            if self.guarded and self._busy and self.dice.random() < 0.1:
                self.elsewhere(account.partition(":")[2])
            return seen

        async def then(account: AccountKey, name: str, value: str | None, seen: Standing) -> None:
            place = (account.partition(":")[2], name)
            before = self._version(place[0])
            try:
                await change(account, name, value, seen)
            finally:
                if self._version(place[0]) != before:
                    self._replaced(place, value)

        fields.now, fields.change = now, then  # type: ignore[method-assign]
        return made

    def _version(self, account: str) -> str:
        return str(self._record(account)["modified"])

    def _record(self, account: str) -> dict[str, object]:
        return self.crm.tables["accounts"][int(account[1:])]

    def _fields(self, account: str) -> dict[str, str | None]:
        found = self._record(account).setdefault(UNDER[self.name], {})
        assert isinstance(found, dict)
        return found

    def _replaced(self, place: Place, value: str | None) -> None:
        """Our change has arrived there, whatever becomes of its answer."""
        self.written += 1
        who, was = self._stands[place]
        known = was == self._known.get(value or "", "?") and value not in self._arrived
        if (
            who == "other"
            and was is not None
            and not known
            and was not in self._decided[place] | self._taken_back[place]
        ):
            self.unseen.append(f"{place}: {was} by {value}, known {self._known.get(value or '')}")
        self._stands[place] = ("desk", value)
        self._arrived.add(value or "")

    def elsewhere(self, account: str) -> None:
        """Somebody changes a field there, now and then back to what it was."""
        name = self.dice.choice([*FIELDS])
        place = (account, name)
        value: str | None = f"c{next(self._values)}"
        if self.dice.random() < 0.25:
            value = self._seen.get(place)
        if value == self._fields(account).get(FIELDS[name]):
            return
        self._fields(account)[FIELDS[name]] = value
        self.crm.change("accounts", account)
        self._stands[place] = ("other", value)

    def say(self, account: str) -> None:
        name, value = self.dice.choice([*FIELDS]), f"d{next(self._values)}"
        place = (account, name)
        self._look(place)
        self._known[value] = self._seen[place]
        told = add_field(self.desk, f"fake:{account}", name, value)
        self._notes[account].append((id_text(told.note), (account, name), value))

    def _look(self, place: Place) -> None:
        """What the desk shows of the CRM; what waits already keeps to what was shown then."""
        key = AccountKey(f"fake:{place[0]}")
        if outbox.of_field(self.desk.store, key, place[1]) is None:
            shown = facts.accounts(self.desk.store, [key])[0]
            self._seen[place] = shown.fields.get(place[1])

    def take_back(self, account: str) -> None:
        if self._notes[account]:
            try:
                note, place, value = self._notes[account].pop()
                self._look(place)
                undo(self.desk, note, lambda question: True)
            except Refused:
                return
            self._taken_back[place].add(value)

    def look_at_all(self) -> None:
        pulled(self.desk, self.source())

    def decide(self, share: float) -> None:
        for row in self.rows():
            if row.state is Waits.CONFLICT and self.dice.random() < share:
                place, theirs = (row.record.partition(":")[2], row.field), row.made.get("theirs")
                pick = self.dice.choice([OURS, THEIRS])
                decide(self.desk, [row.id], pick)
                self.asked_about += 1
                if pick == OURS:
                    self._decided[place].add(theirs)

    def round(self) -> None:
        for number in range(ACCOUNTS):
            account = f"a{number}"
            for what, share in ((self.say, 0.35), (self.elsewhere, 0.3), (self.take_back, 0.1)):
                if self.dice.random() < share:
                    what(account)
        if self.dice.random() < 0.4:
            self.look_at_all()
        self.decide(0.5)
        self.later()
        words, weights = ("ok", "after", "before", "500", "refused"), (75, 10, 6, 5, 4)
        for _ in range(4):
            meets = iter(self.dice.choices(words, weights, k=10 * ACCOUNTS))
            asyncio.run(send(self.desk, self.source(meets)))
            self.later()

    def end(self) -> None:
        """Everybody rests, and everything is decided and sent."""
        self._busy = False
        for _ in range(20):
            self.decide(1.0)
            self.later()
            asyncio.run(send(self.desk, self.source()))
        self.look_at_all()

    def differences(self) -> list[str]:
        """Where the two sides do not say the same."""
        found = []
        for number in range(ACCOUNTS):
            key = f"fake:a{number}"
            [(account,)] = self.desk.store.rows("SELECT id FROM account WHERE key=?", (key,))
            here = projections.state(self.desk.store, account, self.desk.team()).profile.fields
            there = self._fields(f"a{number}")
            found += [
                f"{key} {ours}: {here.get(ours)} here, {there.get(theirs)} there"
                for ours, theirs in FIELDS.items()
                if here.get(ours) != there.get(theirs)
            ]
        return found

    def comes_back(self) -> list[str]:
        """What was taken back here, and was written there after all."""
        return [
            f"{place}: {value}"
            for place, (who, value) in self._stands.items()
            if who == "desk" and value is not None and value in self._taken_back[place]
        ]


@pytest.mark.parametrize("name", ["generic-rest", "bottlecrm"])
def test_nothing_is_overwritten_unseen_and_both_sides_end_alike(desk: Desk, name: str) -> None:
    world = Watch(desk, name)
    world.look_at_all()
    for _ in range(ROUNDS):
        world.round()
    world.end()
    sys.stdout.write(
        f"\n{name}: {ACCOUNTS} schedules, {world.written} changes written, {world.asked_about} "
        f"decided by a person, {len(world.unseen)} overwritten unseen\n"
    )
    assert world.unseen == []
    assert [*outbox.everything(desk.store)] == []
    assert world.differences() == []
    assert world.comes_back() == []
    assert world.written > ACCOUNTS
    assert world.asked_about > ACCOUNTS / 3
