"""Our process: what is one, what a value that is none says, and where an account stands."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.liveness import Retracted, Told, live
from accountdesk.core.policy import ONLY_SHOWN, POLICIES, Policy, PolicySaid, decided
from accountdesk.core.process import (
    TITLE,
    Offered,
    Process,
    ProcessStep,
    ProcessStepSaid,
    is_part,
    parts,
    plain_process,
    read_process,
)
from accountdesk.core.state import Facts, fold
from accountdesk.core.team import Team
from tests.builders import ACME, NOON, OR_DAYS, TODAY, a_state, an_entry, day, ref


def a_step(key: str = "sign", **more: object) -> dict[str, Any]:
    return {"key": key, "name": key.capitalize(), "gets": f"what {key} gives", **more}


def some_steps(*more: dict[str, Any]) -> dict[str, Any]:
    """A process of four steps, the last of them replaced or followed by some."""
    steps = [a_step(key) for key in ("listen", "answer", "try", "start")]
    return {"step": [*steps[: 4 - len(more)], *more]}


WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)
KEYS = st.from_regex(r"[a-z][a-z0-9]{0,7}", fullmatch=True)
PROCESSES = st.builds(
    Process,
    st.lists(
        st.builds(
            ProcessStep,
            KEYS,
            WORDS,
            WORDS,
            st.lists(st.builds(Offered, WORDS, st.integers(0, 250)), max_size=3).map(tuple),
            st.lists(WORDS, max_size=3).map(tuple),
            st.just("") | WORDS,
        ),
        min_size=4,
        max_size=7,
        unique_by=(lambda step: step.key, lambda step: step.name.casefold()),
    ).map(tuple),
    WORDS,
)


@given(PROCESSES)
def test_a_process_that_was_written_is_read_back(process: Process) -> None:
    assert read_process(plain_process(process)) == process


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=5)
            | st.dictionaries(
                st.sampled_from(
                    ["step", "key", "name", "gets", "promises", "what", "days", "story"]
                ),
                inner,
                max_size=6,
            )
        ),
    )
)
def test_any_other_value_is_refused_with_sentences(value: object) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        read_process(value)
    assert type(refused.value) is ValueError
    said = [PolicySaid("process", value)]
    entries = [an_entry(n, body, account=None) for n, body in enumerate(said, 1)]
    assert decided(Told(live(entries).said)) == Policy()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"step": [a_step(f"s{n}") for n in range(3)]}, "4 to 7 steps, and this one has 3."),
        ({"step": [a_step(f"s{n}") for n in range(8)]}, "4 to 7 steps, and this one has 8."),
        (some_steps(a_step("listen")), "Two steps have the key “listen”: each needs its own."),
        (
            some_steps(a_step(name="LISTEN")),
            "Two steps have the name “listen”: each needs its own.",
        ),
        (some_steps(a_step("Try")), "Step 4 needs a key: one word of small letters"),
        (some_steps(a_step("try-it")), "Step 4 needs a key"),
        (some_steps(a_step(name=" . ")), "Step 4 needs words for name."),
        (some_steps(a_step(gets="")), "Step 4 needs words for gets."),
        (some_steps(a_step(name="x" * 25)), "Step 4 has a name of 25 characters, and up to 24 fit"),
        (some_steps(a_step(story="x" * 601)), "Step 4 has a story of 601 characters"),
        (some_steps(a_step(story=7)), "Step 4 needs words for story."),
        (some_steps(a_step(checklist="a")), "Step 4 has a checklist of up to 8 texts."),
        (some_steps(a_step(checklist=["?"])), "Step 4 needs words for check."),
        (some_steps(a_step(promises=["x"])), "Step 4: a promise is written { what"),
        (some_steps(a_step(promises=[{"what": "it", "days": 1}] * 4)), "up to 3 promises."),
        (some_steps(a_step(promises=[{"days": 1}])), "Step 4, of a promise, needs words for what."),
        (some_steps(a_step(promises=[{"what": "it"}])), "are working days, 0 to 250."),
        (some_steps(a_step(promises=[{"what": "it", "days": True}])), "are working days"),
        (some_steps(a_step(promises=[{"what": "it", "days": -1}])), "are working days"),
        ({**some_steps(), "title": "x" * 61}, "The process has a title of 61 characters"),
        (some_steps(a_step(name="x\ud800")), "Step 4 has a name that is no text."),
    ],
)
def test_what_is_no_process_says_why(value: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        read_process(value)
    assert says in str(refused.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="3") as refused:
        read_process({"step": [a_step("A"), a_step("b", gets=" "), a_step("c")]})
    assert str(refused.value).count(".") == 3


def test_texts_stand_on_one_line_and_what_is_not_known_is_left_out() -> None:
    found = read_process(some_steps(a_step(story=" We \n come. ", colour="red")))
    assert found.title == TITLE
    assert found.steps[3].story == "We come."
    assert found.place("start") is None
    assert found.place("sign") == 3


def test_it_is_policy_that_changes_no_reading() -> None:
    assert POLICIES["process"].default is None
    assert "process" in ONLY_SHOWN


def test_an_account_stands_at_the_last_step_by_day_then_by_when_it_was_said() -> None:
    state = a_state(
        ProcessStepSaid("try", day(-3)),
        ProcessStepSaid("listen", day(-30)),
        ProcessStepSaid("answer", day(-3)),
    )
    assert [(one.step, one.on) for one in state.way] == [
        ("listen", day(-30)),
        ("try", day(-3)),
        ("answer", day(-3)),
    ]
    assert a_state(ProcessStepSaid("try")).way[0].on == TODAY
    assert a_state().way == ()


@given(st.lists(st.tuples(st.sampled_from(["listen", "try"]), OR_DAYS, st.integers(0, 2))))
def test_every_step_stays_in_its_history_and_none_is_behind_the_last(
    said: list[tuple[str, date | None, int]],
) -> None:
    entries = [
        an_entry(n, ProcessStepSaid(step, on), at=NOON + at)
        for n, (step, on, at) in enumerate(said, 1)
    ]
    way = fold([ACME], Facts(), entries, Team()).way
    assert sorted(one.entry for one in way) == [entry.id for entry in entries]
    by_entry = {entry.id: entry.at for entry in entries}
    order = [(one.on, by_entry[one.entry], one.entry) for one in way]
    assert order == sorted(order)
    assert sorted(one.step for one in way) == sorted(step for step, _, _ in said)


def test_what_is_taken_back_was_never_entered() -> None:
    state = a_state(ProcessStepSaid("listen"), ProcessStepSaid("try"), Retracted((ref(2),)))
    assert [one.step for one in state.way] == ["listen"]


def test_it_is_a_part_of_each_list_and_of_two_once_more() -> None:
    way = a_state(ProcessStepSaid("listen"), ProcessStepSaid("try")).way
    assert list(parts((), 2)) == []
    assert list(parts(way, 1)) == [(1, "step try")]
    assert list(parts(way, 2)) == [(2, "step try"), (1, "in both lists, step try")]
    assert is_part("step try")
    assert not is_part("step ")
    assert not is_part("step Try it")
    assert not is_part("silent")
