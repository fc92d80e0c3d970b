"""Feelings: seen by somebody, in their words, gone in time; nobody hides behind another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core import feeling
from accountdesk.core.entry import Entry
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.member import Seat
from accountdesk.core.readings import readings
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import Team, fold_team
from tests.builders import ACME, MOST, TODAY, a_state, an_entry, day, some_entries, some_facts

DANA, BOB = "crm:p1", "crm:p2"


def seen(*said: FeelingSaid, away: int = 0) -> Mood | None:
    found = feeling.now(a_state(*said).feelings, day(away), 30)
    return None if found is None else found.mood


def test_what_was_seen_last_holds_for_30_days() -> None:
    said = (FeelingSaid(Mood.ANGRY, on=day(-5)), FeelingSaid(Mood.CALM, on=day(-1)))
    assert seen(*said) is Mood.CALM
    assert seen(*reversed(said)) is Mood.CALM
    assert seen(*said, away=29) is Mood.CALM
    assert seen(*said, away=30) is None
    assert seen(*said, away=-2) is Mood.ANGRY
    assert seen() is None


def test_one_persons_calm_does_not_hide_anothers_anger() -> None:
    dana = FeelingSaid(Mood.ANGRY, person=DANA, on=day(-3))
    bob = FeelingSaid(Mood.DELIGHTED, person=BOB, on=day(-1))
    assert seen(dana, bob) is Mood.ANGRY
    assert seen(dana, bob, dana._replace(mood=Mood.CONTENT, on=TODAY)) is Mood.CONTENT
    assert seen(dana, FeelingSaid(Mood.CALM, on=day(-1))) is Mood.CALM  # all of them


@pytest.mark.parametrize(
    ("mood", "points"),
    [("delighted", 0), ("content", 0), ("calm", 0), ("uneasy", 8), ("upset", 12), ("angry", 15)],
)
def test_what_a_feeling_weighs(mood: str, points: int) -> None:
    state = a_state(FeelingSaid(Mood(mood), on=day(-30)))
    found = readings(state, Team(), TODAY).seats[Seat.HUNTER]
    assert {term.word: term.points for term in found.terms}.get(mood, 0) == points
    assert readings(state, Team(), day(1)).seats[Seat.HUNTER].points == 0


def _place(state: AccountState, team: Team) -> dict[Seat, tuple[int, int, int]]:
    found = readings(state, team, TODAY).seats
    return {
        seat: (int(asks.group), -int(asks.pinned), -asks.points) for seat, asks in found.items()
    }


@given(
    some_entries(), some_facts(), st.sampled_from(Mood), st.sampled_from([None, DANA, BOB]),
    st.integers(-40, 0),
)  # fmt: skip
def test_a_worse_feeling_alone_never_lowers_an_account(
    entries: list[Entry], facts: Facts, mood: Mood, person: str | None, away: int
) -> None:
    team = fold_team((), [entry for entry in entries if entry.account is None])
    entries = [entry for entry in entries if entry.account == ACME]
    before = fold([ACME], facts, entries, team)
    shown = feeling.now(before.feelings, TODAY, 30)
    order = list(Mood)
    if shown is not None and order.index(mood) <= order.index(shown.mood):
        return
    said = an_entry(MOST + 1, FeelingSaid(mood, "as it was", person, day(away)))
    after = fold([ACME], facts, [*entries, said], team)
    had, now = _place(before, team), _place(after, team)
    for seat, place in had.items():
        assert now[seat] <= place
