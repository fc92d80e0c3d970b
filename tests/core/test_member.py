"""Members: who is meant by a claim, through however many who are each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.member import MemberFact, MemberIs, MemberKey
from accountdesk.core.team import Team, fold_team
from tests.builders import an_entry

KEYS = [MemberKey(f"crm:{n}") for n in range(5)]


def team_of(*pairs: tuple[str, str]) -> Team:
    facts = [MemberFact(key, f"Member {key}") for key in KEYS]
    said = [an_entry(n, MemberIs(*pair), account=None) for n, pair in enumerate(pairs, 1)]
    return fold_team(facts, said)


def meant(team: Team, claim: str) -> str | None:
    found = team.who(claim)
    return None if found is None else found.key


def test_a_claim_is_followed_to_the_end() -> None:
    team = team_of(("os:1", "crm:1"), ("crm:1", "crm:2"), ("crm:2", "crm:3"))
    assert {meant(team, claim) for claim in ("os:1", "crm:1", "crm:2", "crm:3")} == {"crm:3"}
    assert set(team.members) == {"crm:0", "crm:3", "crm:4"}


def test_those_who_are_each_other_are_the_first_of_them() -> None:
    team = team_of(("crm:2", "crm:1"), ("crm:1", "crm:2"), ("os:1", "crm:2"))
    assert {meant(team, claim) for claim in ("os:1", "crm:1", "crm:2")} == {"crm:1"}
    assert set(team.members) == {"crm:0", "crm:1", "crm:3", "crm:4"}


def test_whoever_is_said_to_be_somebody_unknown_is_still_there() -> None:
    team = team_of(("crm:1", "crm:gone"))
    assert meant(team, "crm:1") == "crm:1"
    assert set(team.members) == set(KEYS)
    assert meant(team, "os:9") is None


@pytest.mark.parametrize("claim", ["crm:1", "os:1"])
def test_who_is_said_to_be_themselves_is(claim: str) -> None:
    assert meant(team_of((claim, claim)), claim) == ("crm:1" if claim == "crm:1" else None)


CLAIMS = st.sampled_from([*KEYS, "os:1", "os:2", "crm:gone"])


@given(st.lists(st.tuples(CLAIMS, CLAIMS), max_size=8))
def test_everybody_is_somebody_and_nobody_is_lost(pairs: list[tuple[str, str]]) -> None:
    team = team_of(*pairs)
    for key in KEYS:
        found = team.who(key)
        assert found is not None
        assert found.key in team.members
    assert all(meant(team, key) == key for key in team.members)
