"""Two desks that hold the same facts and entries show the same, in whatever order they came."""

import random

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.entry import Entry
from accountdesk.core.readings import readings
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import fold_team
from tests.builders import ACCOUNTS, TODAY, some_entries, some_facts


def shuffled_facts(facts: Facts, chance: random.Random) -> Facts:
    return Facts._make(tuple(chance.sample(part, len(part))) for part in facts)


@given(some_entries(), some_facts(), some_facts(ACCOUNTS[1]), st.integers(0, 2**32))
def test_any_order_and_interleaving_gives_the_same_state_and_readings(
    entries: list[Entry], facts: Facts, others: Facts, seed: int
) -> None:
    chance = random.Random(seed)  # a test's order, no secret
    both = Facts._make(one + other for one, other in zip(facts, others, strict=True))
    seen = []
    for _ in range(3):
        of_team = [entry for entry in entries if entry.account is None]
        of_accounts = [entry for entry in entries if entry.account is not None]
        team = fold_team((), of_team)
        state = fold(ACCOUNTS, both, of_accounts, team)
        seen.append((team, state, readings(state, team, TODAY)))
        chance.shuffle(entries)
        both = shuffled_facts(both, chance)
    assert seen[0] == seen[1] == seen[2]
