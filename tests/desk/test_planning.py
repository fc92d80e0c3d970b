"""The plan: a step or a template, ended and moved with what is next, and copied for them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.config.plans import templates
from accountdesk.core.account import AccountAdded
from accountdesk.core.calendar import Moment
from accountdesk.core.errors import NotUnderstood, SettingsError
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import Side
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.my_day import my_day
from accountdesk.desk.note_page import note_page
from accountdesk.desk.planning import plan_form, plan_step_form
from accountdesk.desk.steps import end_step, move_step, steps_of
from accountdesk.store import journal
from tests.builders import a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        add_person(desk, "globex", PersonAdded("Dana Fox"))
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), "actor:ben")
        yield desk


def say(desk: Desk, *answers: str) -> str:
    return plan_step_form(desk, "globex").read(answers).record(desk)


def part(desk: Desk) -> tuple[str, ...]:
    return dict(account_page(desk, "globex").parts).get("Plan", ())


def copied(desk: Desk) -> str:
    return dict(account_page(desk, "globex").copies)["plan, for both sides"]


def test_a_step_of_each_side_is_typed_shown_and_copied(desk: Desk) -> None:
    assert say(desk, "offer on one page", "", "ben", "fri") == (
        "plan, we: offer on one page, by Fri 27 Nov 2026 (Ben Ode)."
    )
    assert say(desk, "org chart", "theirs", "dana", "wed") == (
        "plan, Dana Fox: org chart, by Wed 25 Nov 2026."
    )
    say(desk, "sign", "theirs", "", "")
    assert part(desk) == (
        "Dana Fox: org chart, Wed 25 Nov",
        "we: offer on one page, Fri 27 Nov (Ben Ode)",
        "they: sign, no day",
    )
    assert copied(desk) == (
        "What we do together, as of Mon 23 Nov 2026:\n\n"
        "- [ ] You (Dana Fox): org chart, by Wed 25 Nov 2026\n"
        "- [ ] We (Ben Ode): offer on one page, by Fri 27 Nov 2026\n"
        "- [ ] You: sign\n\n"
        "Is that right? If I got something wrong, tell me."
    )
    for answers, why in (
        (("", "", "", ""), "Type what is to be done"),
        (("a", "both", "", ""), "The side is one of: ours, theirs"),
        (("a", "theirs", "ben", ""), "ben"),
    ):
        with pytest.raises(NotUnderstood, match=why):
            say(desk, *answers)


def test_steps_of_both_sides_are_ended_and_moved_where_next_steps_are(desk: Desk) -> None:
    say(desk, "offer", "ours", "ben", "fri")
    say(desk, "org chart", "theirs", "dana", "wed")
    steps = steps_of(desk, "globex")
    assert steps.words == ("offer, Fri 27 Nov", "theirs: org chart, Wed 25 Nov")
    ours, theirs = steps.steps
    assert move_step(desk, steps, ours, Moment(day(9))) == (
        "plan, we: offer, by Wed 2 Dec 2026 (Ben Ode)"
    )
    with pytest.raises(NotUnderstood, match=r"a day alone; leave 10:00 out"):
        move_step(desk, steps, theirs, Moment(day(9), "10:00"))
    assert end_step(desk, steps, theirs) == "done: org chart"
    assert part(desk) == (
        "we: offer, Wed 2 Dec (Ben Ode)",
        "Dana Fox: org chart, done Mon 23 Nov",
    )
    assert "- [x] You (Dana Fox): org chart, done Mon 23 Nov 2026" in copied(desk)
    moved = steps_of(desk, "globex")
    move_step(desk, moved, moved.steps[0], Moment(day(1)))
    [one] = steps_of(desk, "globex").plan
    assert (one.side, one.due, desk.team().name_of(one.owner)) == (Side.OURS, day(1), "Ben Ode")


def test_what_is_due_stands_on_the_day_of_its_owner(tmp_path: Path, desk: Desk) -> None:
    say(desk, "offer", "ours", "ben", "today")
    ben = desk._replace(claim="actor:ben")
    [item] = my_day(ben).items
    assert (item.row.reason, item.row.when) == ("offer", "today")
    page = note_page(ben, "globex", item.row.line.entry)
    assert page.ends is not None  # `d` ends it as it does a next step


def test_a_template_is_one_note_dated_in_working_days(desk: Desk) -> None:
    before = len(list(journal.everything(desk.store)))
    filled = plan_form(desk, "globex", {}).read(["decide", "fri", "ben", "dana"])
    assert filled.words == (
        "plan: From interest to a decision, 6 steps (3 ours, 3 theirs), the last by Fri 25 Dec 2026"
    )
    filled.record(desk)
    entries = list(journal.everything(desk.store))[before:]
    assert (len(entries), len({entry.note for entry in entries})) == (6, 1)
    assert part(desk)[0].startswith("Dana Fox: write down what it has to do for you")
    assert part(desk)[0].endswith("Wed 2 Dec")
    with pytest.raises(NotUnderstood, match="Begin today or later"):
        plan_form(desk, "globex", {}).read(["decide", "2026-11-20", "", ""])
    with pytest.raises(NotUnderstood, match="A plan is one of: decide, start"):
        plan_form(desk, "globex", {}).read(["x", "", "", ""])


def own_plan(folder: Path, name: str, text: str) -> dict[str, str]:
    plans = folder / "accountdesk" / "plans"
    plans.mkdir(parents=True, exist_ok=True)
    (plans / f"{name}.toml").write_text(text, encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder)}


STEP = '[[step]]\nwhat = "ring"\nside = "ours"\ndays = 2\n'


def test_a_template_of_ones_own_stands_beside_or_instead_of_the_shipped(tmp_path: Path) -> None:
    assert [one.key for one in templates({"XDG_CONFIG_HOME": str(tmp_path)})] == ["decide", "start"]
    own_plan(tmp_path, "ours", f'name = "Ours"\n{STEP}')
    environ = own_plan(tmp_path, "start", f'name = "Another start"\n{STEP}')
    found = {one.key: one for one in templates(environ)}
    assert list(found) == ["decide", "ours", "start"]
    assert found["start"].name == "Another start"
    assert found["ours"].steps == (("ring", Side.OURS, 2),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "is no TOML"),
        (STEP, "needs a name"),
        ('name = "x"', "needs steps"),
        (f'name = "x"\nsteps = 3\n{STEP}', "and no steps"),
        ('name = "x"\n[[step]]\nwhat = "a"\ndays = 1', "Step 1 .* has what, side and days"),
        (f'name = "x"\n{STEP.replace("ours", "mine")}', "ours or theirs, not “mine”"),
        (f'name = "x"\n{STEP.replace("2", "-2")}', "from 0 to 1000"),
        (f'name = "x"\n{STEP.replace("ring", " ")}', "says nothing under what"),
    ],
)
def test_a_template_that_is_none_is_refused_with_its_place(
    tmp_path: Path, text: str, why: str
) -> None:
    environ = own_plan(tmp_path, "mine", text)
    with pytest.raises(SettingsError, match=why):
        templates(environ)


def test_shipped_templates_say_nothing_internal() -> None:
    for one in templates(os.environ | {"XDG_CONFIG_HOME": "/nowhere"}):
        words = " ".join(step.what for step in one.steps).casefold()
        assert not {"attention", "points", "hunter", "farmer", "seat", "deal"} & set(words.split())
        assert [step.days for step in one.steps] == sorted(step.days for step in one.steps)
