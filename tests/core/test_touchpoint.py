"""Touches: what went both ways, by the definition of the words page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.liveness import Told
from accountdesk.core.touchpoint import (
    TALKS,
    WRITTEN,
    ActivityFact,
    Direction,
    Kind,
    Touchpoint,
    last,
    last_two_way,
    touches,
)
from tests.builders import TODAY, a_state, day


def two_way(*facts: ActivityFact) -> list[bool]:
    return [touch.two_way for touch in touches(facts, Told(()))]


def a_touch(kind: Kind, direction: Direction = Direction.UNKNOWN, away: int = 0) -> ActivityFact:
    return ActivityFact(f"crm:{away}", day(away), kind, direction)


@pytest.mark.parametrize("kind", sorted(TALKS))
def test_talking_is_two_way_unless_nobody_answered(kind: Kind) -> None:
    assert two_way(a_touch(kind)) == [True]
    assert two_way(a_touch(kind)._replace(no_answer=True)) == [False]


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_writing_is_two_way_only_with_one_from_the_other_side_within_14_days(kind: Kind) -> None:
    ours = a_touch(kind, Direction.OUT)
    assert two_way(ours) == [False]
    assert two_way(a_touch(kind, Direction.IN)) == [False]
    assert two_way(ours, a_touch(Kind.MAIL, Direction.IN, 14)) == [True, True]
    assert two_way(ours, a_touch(Kind.MAIL, Direction.IN, -14)) == [True, True]
    assert two_way(ours, a_touch(Kind.MAIL, Direction.IN, 15)) == [False, False]
    assert two_way(ours, a_touch(Kind.MAIL, Direction.OUT, 1)) == [False, False]
    assert two_way(a_touch(kind, Direction.BOTH)) == [True]


@pytest.mark.parametrize("kind", sorted(set(Kind) - TALKS - WRITTEN))
def test_anything_else_is_unknown(kind: Kind) -> None:
    assert two_way(a_touch(kind, Direction.IN), a_touch(kind, Direction.OUT, 1)) == [False, False]


def test_a_touch_that_is_planned_has_not_happened() -> None:
    found = touches([a_touch(Kind.CALL, away=-3), a_touch(Kind.CALL, away=2)], Told(()))
    newest = last_two_way(found, TODAY)
    assert newest is not None
    assert newest.on == day(-3)
    assert last(found, day(2)) == found[-1]
    assert last(found, day(-4)) is None


def test_what_we_recorded_stands_among_what_a_source_knows() -> None:
    state = a_state(Touchpoint(Kind.CALL, people=("crm:dana",), text="hi"))
    [touch] = state.touches
    assert (touch.on, touch.by, touch.people, touch.text) == (
        TODAY,
        "actor:ana",
        ("crm:dana",),
        "hi",
    )


@given(
    st.lists(
        st.builds(a_touch, st.sampled_from(Kind), st.sampled_from(Direction), st.integers(-40, 40)),
        max_size=12,
    )
)
def test_two_way_is_what_its_definition_says(facts: list[ActivityFact]) -> None:
    for touch in touches(facts, Told(())):

        def answered(direction: Direction) -> bool:
            return any(
                other.kind in WRITTEN
                and other.direction in (direction, Direction.BOTH)
                and abs((other.on - touch.on).days) <= 14  # noqa: B023  # used within the round
                for other in facts
            )

        expected = touch.kind in TALKS or (
            touch.kind in WRITTEN
            and (
                touch.direction == Direction.BOTH
                or (touch.direction == Direction.OUT and answered(Direction.IN))
                or (touch.direction == Direction.IN and answered(Direction.OUT))
            )
        )
        assert touch.two_way == expected
