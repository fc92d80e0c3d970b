"""A large store, made up but always the same one. Run as `python -m tests.bench.fill STORE COUNT`.

Of each account: 3 people, 2 activities, in 40 % of them an open deal; 60 % are customers. A team
of 40 holds them, and Ana is one of it: a desk knows her by `ACCOUNTDESK_ACTOR=ana`.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact, DealKey, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent
from accountdesk.core.member import Holds, MemberFact, MemberKey, MemberSaid
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.touchpoint import ActivityFact, Direction, Kind
from accountdesk.desk.adding import add_member
from accountdesk.desk.desk import Desk
from accountdesk.store import facts, projections
from tests.builders import a_desk, day

SEED = 7
PAGE = 2_000
"""Accounts a transaction."""
MEMBERS = 40
PEOPLE, ACTIVITIES = 3, 2
CUSTOMERS, WITH_DEAL, WITH_RENEWAL, WITH_PHONE = 0.6, 0.4, 0.4, 0.7
MOST_CENTS = 10_000_000

_STARTS = [*"bdfghklmnprstvw", "br", "cr", "dr", "gl", "kr", "pl", "st", "tr"]
_VOWELS = [*"aeiou", "ai", "ea", "ou"]
_ENDS = ["", *"nrsxl"]
_FORMS = ["GmbH", "Ltd", "Inc", "AG", "SA", "Foods", "Labs", "Energy", "Media", "Group", "Partners"]
_DOMAINS = ["com", "com", "de", "net", "fr", "co.uk", "example"]


def fill(path: Path, count: int) -> None:
    """Make a store of so many accounts, folded; it is at `path` only once all of it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="filling-", dir=path.parent) as folder:
        unfinished = Path(folder) / "desk.db"
        with a_desk(unfinished) as desk:
            _send(desk, count)
            desk.settle()
        os.replace(unfinished, path)


def _send(desk: Desk, count: int) -> None:
    """All that the made-up source has: members first, then accounts page by page."""
    source = _Source()
    with desk.store.transaction():
        facts.put(desk.store, source.members())
    add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim="actor:ana")
    for first in range(0, count, PAGE):
        numbers = range(first, min(first + PAGE, count))
        with desk.store.transaction():
            put = facts.put(desk.store, (sent for n in numbers for sent in source.account(n)))
            projections.mark(desk.store, put.accounts - {0})  # 0 is the team
        assert not put.refused, put.refused[0]


class _Source:
    """A source whose records are drawn from a fixed seed: in the same order, the same ones."""

    def __init__(self) -> None:
        self._random = Random(SEED)
        self._words = [self._word((1, 2, 2, 3)) for _ in range(6_000)]
        self._first_names = [self._word((1, 2, 2)) for _ in range(600)]
        self._last_names = [self._word((2, 2, 3)) for _ in range(12_000)]

    def members(self) -> Iterator[Sent]:
        """The team; the first of it is Ana."""
        for number in range(MEMBERS):
            name = f"{self._word((2,))} {self._word((3,))}" if number else "Ana Ruiz"
            yield Sent(None, MemberFact(_member(number), name), "{}")

    def account(self, number: int) -> Iterator[Sent]:
        """An account, and all that belongs to it."""
        pick, key = self._random.choice, AccountKey(f"files:{number}")
        word = pick(self._words)
        middle = f" {pick(self._words)}" if self._happens(0.6) else ""
        known = AccountFact(
            key,
            f"{word}{middle} {pick(_FORMS)}",
            type="customer" if self._happens(CUSTOMERS) else None,
            owner=self._anybody(),
            renewal=day(self._random.randrange(-5, 700)) if self._happens(WITH_RENEWAL) else None,
            cents=self._random.randrange(MOST_CENTS),
            currency="EUR",
        )
        yield Sent(key, known, "{}")
        for place in range(PEOPLE):
            yield Sent(key, self._person(PersonKey(f"files:p{number}-{place}"), word), "{}")
        if self._happens(WITH_DEAL):
            yield Sent(key, self._deal(DealKey(f"files:d{number}")), "{}")
        for place in range(ACTIVITIES):
            on = day(-self._random.randrange(90))
            activity = ActivityFact(f"files:a{number}-{place}", on, Kind.CALL, Direction.OUT)
            yield Sent(key, activity, "{}")

    def _person(self, key: PersonKey, company: str) -> PersonFact:
        first, last = self._random.choice(self._first_names), self._random.choice(self._last_names)
        address = f"{first}.{last}@{company}.{self._random.choice(_DOMAINS)}".lower()
        area, rest = self._random.randrange(30, 990), self._random.randrange(10**5, 10**7)
        phone = f"+49 {area} {rest}" if self._happens(WITH_PHONE) else None
        return PersonFact(key, f"{first} {last}", "Head", address, phone)

    def _deal(self, key: DealKey) -> DealFact:
        closes = day(self._random.randrange(-20, 400))
        cents = self._random.randrange(MOST_CENTS)
        return DealFact(key, "Deal", Outcome.OPEN, closes, cents, "EUR", owner=self._anybody())

    def _anybody(self) -> MemberKey:
        return _member(self._random.randrange(MEMBERS))

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance

    def _word(self, lengths: tuple[int, ...]) -> str:
        """A capitalised word of as many syllables as one of the lengths says."""
        pick = self._random.choice
        syllables = [pick(_STARTS) + pick(_VOWELS) for _ in range(pick(lengths))]
        return "".join([*syllables, pick(_ENDS)]).capitalize()


def _member(number: int) -> MemberKey:
    return MemberKey(f"files:m{number}")


def main() -> None:
    """Make the store that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fill", description=__doc__)
    parser.add_argument("store", type=Path, help="where to make it; what is there is replaced")
    parser.add_argument("count", type=int, help="how many accounts")
    args = parser.parse_args()
    fill(args.store, args.count)


if __name__ == "__main__":
    main()
