"""Our way at a desk: decided from a file, entered by a form, counted, drawn, and told."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, Renewal, SameAccount
from accountdesk.core.deal import DealAdded
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.policy import Holidays, PolicySaid
from accountdesk.core.process import Offered, Process, ProcessStepSaid, plain_process
from accountdesk.core.record import plain
from accountdesk.core.text import width
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_deal, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.documents import html
from accountdesk.desk.form import Filled
from accountdesk.desk.journal import Filter, lines
from accountdesk.desk.log import record
from accountdesk.desk.our_way import apply, process_data, process_of
from accountdesk.desk.policy import decide, shown
from accountdesk.desk.process_form import process_form
from accountdesk.desk.process_page import process_page, story
from accountdesk.desk.process_picture import NARROWEST, WIDEST, Drawn, picture
from accountdesk.desk.process_svg import svg
from accountdesk.desk.undo import undo
from accountdesk.desk.view import view_called
from accountdesk.store import journal, projections, windows
from accountdesk.store.windows import Slice
from tests.builders import a_desk, a_state, day
from tests.core.test_process import PROCESSES
from tests.desk.demos import states


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana is at the desk; Globex is to be won."""
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_account(desk, AccountAdded("Globex"))
        yield desk


def enter(desk: Desk, *answers: str, account: str = "globex") -> Filled:
    """What some answers mean, the others as they stand in the form."""
    form = process_form(desk, account)
    given = [*answers, *[blank.value for blank in form.blanks[len(answers) :]]]
    return form.read(given)


def test_entering_a_step_offers_its_promises_with_working_days(desk: Desk) -> None:
    closed = Holidays(None, None, frozenset({day(1)}), frozenset({day(1)}))
    record(desk, [(None, PolicySaid("holidays", plain(closed)))])
    form = process_form(desk, "globex")
    assert form.title == "Our way with Globex"
    assert [(blank.label, blank.value) for blank in form.blanks] == [
        ("Step", "Listen"),
        ("On", "today"),
        ("Promise 1", "that page, for you to correct, by thu 26 nov 2026"),
        ("Promise 2", ""),
    ]
    filled = enter(desk)
    assert filled.words == (
        "our way Mon 23 Nov 2026: Listen · we promise: that page, for you to correct, "
        "by Thu 26 Nov 2026"
    )
    assert filled.record(desk) == f"{filled.words}."
    recorded = [e for e in journal.everything(desk.store) if e.account is not None][-2:]
    assert [entry.kind for entry in recorded] == ["process_step", "promise"]
    assert len({entry.note for entry in recorded}) == 1
    assert account_page(desk, "globex").way == (
        "1 of 5, Listen, since Mon 23 Nov; next: A plain answer",
    )
    assert process_form(desk, "globex").blanks[0].value == "A plain answer"
    undo(desk, None, lambda question: True)
    assert account_page(desk, "globex").way == ()


@pytest.mark.parametrize("named", ["3", "03", "try", "Try it out", "TRY"])
def test_with_another_step_what_nobody_touched_is_that_steps(desk: Desk, named: str) -> None:
    assert enter(desk, named).words == (
        "our way Mon 23 Nov 2026: Try it out · we promise: one person of ours whom you can call on "
        "every day of the trial, by Tue 24 Nov 2026 · we promise: a day on which we look at the "
        "results together, by Mon 7 Dec 2026"
    )


def test_a_promise_can_be_changed_emptied_and_left_out(desk: Desk) -> None:
    only = "our way Mon 23 Nov 2026: Listen"
    assert enter(desk, "1", "today", "").words == only
    assert enter(desk, "1", "", "none", "None").words == only
    said = enter(desk, "1", "yesterday", "two pages by fri", "a call").words
    assert said == (
        "our way Sun 22 Nov 2026: Listen · we promise: two pages, by Fri 27 Nov 2026"
        " · we promise: a call"
    )


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (("",), "Type the step, by its number or how its name begins."),
        (("0",), "A step is one of: 1 Listen, 2 A plain answer, 3 Try it out, 4 Start together"),
        (("6",), "not “6”"),
        (("st",), "not “st”"),
        (("nothing",), "A step is one of"),
        (("1", "tomorrow"), "on a day that has come"),
        (("1", "soon"), "no date"),
        (("1", "today", "it by yesterday"), "past"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, answers: tuple[str, ...], says: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        enter(desk, *answers)
    assert says in str(refused.value)


def test_behind_the_last_step_nothing_is_offered_and_a_strange_one_begins_anew(desk: Desk) -> None:
    globex = desk.account_called("globex").key
    record(desk, [(globex, ProcessStepSaid("stay", day(-20)))])
    assert [b.value for b in process_form(desk, "globex").blanks] == ["", "today", "", ""]
    assert account_page(desk, "globex").way == (
        "5 of 5, Stay close, since Tue 3 Nov; the last step",
    )
    record(desk, [(globex, ProcessStepSaid("pitch", day(-2)))])
    assert process_form(desk, "globex").blanks[0].value == "Listen"
    assert account_page(desk, "globex").way == (
        "pitch, no step of today's process, since Sat 21 Nov",
    )


OURS = """
title = "Our way"
[[step]]
key = "meet"
name = "Meet"
gets = "an hour"
[[step]]
key = "try"
name = "Have a go"
gets = "a week"
promises = [{ what = "a chair", days = 0 }]
[[step]]
key = "sign"
name = "Sign"
gets = "a paper"
[[step]]
key = "stay"
name = "Stay"
gets = "us"
"""


def test_the_team_decides_its_own_from_a_file_and_goes_back(desk: Desk, tmp_path: Path) -> None:
    enter(desk, "try").record(desk)
    file = tmp_path / "ours.toml"
    file.write_text(OURS, encoding="utf-8")
    assert [step.name for step in apply(desk, str(file)).steps] == [
        *("Meet", "Have a go", "Sign", "Stay"),
    ]
    assert account_page(desk, "globex").way == ("2 of 4, Have a go, since Mon 23 Nov; next: Sign",)
    [decision] = [one for one in shown(desk) if one.key == "process"]
    assert decision.words == "Meet, Have a go, Sign, Stay"
    assert decision.value == plain_process(process_of(desk.team().policy))
    assert (
        "policy process = Meet, Have a go"
        in [line.text for line in lines(desk, Filter(kind="policy"))][-1]
    )
    assert [b.value for b in process_form(desk, "globex").blanks] == ["Sign", "today", ""]
    decide(desk, "process", "default")
    assert process_of(desk.team().policy).steps[0].name == "Listen"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "A process is a list of steps, each under [[step]]."),
        ("step = ", "is no TOML"),
        (OURS.replace("gets =", "get =", 1), "Step 1 has no get: did you mean gets?"),
        (OURS.replace("days", "day"), "Step 2, a promise, has no day: did you mean days?"),
        (OURS.replace('"meet"', '"try"'), "Two steps have the key “try”"),
        (OURS.replace('name = "Sign"', "name = 2026-11-23"), "Step 3 needs words for name."),
        ("colour = 1\n" + OURS, "The process has no colour: it has title, step."),
    ],
)
def test_a_file_that_says_none_decides_nothing(
    desk: Desk, tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotUnderstood) as refused:
        apply(desk, str(file))
    assert says in str(refused.value)
    assert "process" not in desk.team().policy.values
    with pytest.raises(Refused, match="cannot be read"):
        apply(desk, str(tmp_path / "none.toml"))
    with pytest.raises(NotUnderstood, match="process apply FILE"):
        decide(desk, "process", "x")


def test_each_account_counts_once_where_it_stands(desk: Desk) -> None:
    for name in ("Initech", "Hooli", "Stark", "Wayne"):
        add_account(desk, AccountAdded(name))
    # Hooli is a customer with an open deal: it stands in both lists.
    hooli, initech = desk.account_called("hooli").key, desk.account_called("initech").key
    record(desk, [(hooli, Renewal(day(200)))])
    add_deal(desk, "hooli", DealAdded("More"))
    for account, step in (("globex", "try"), ("hooli", "try"), ("initech", "pitch")):
        record(desk, [(desk.account_called(account).key, ProcessStepSaid(step))])
    page = process_page(desk, "hooli")
    assert page.counts == (0, 0, 2, 0, 0)
    assert page.others == (("pitch", 1),)
    assert page.nowhere == (("Hunters", 2), ("Farmers", 0))
    assert page.step == "try"
    assert page.data["accounts"] == {
        **{"listen": 0, "answer": 0, "try": 2, "start": 0, "stay": 0},
        "pitch": 1,
    }
    at = view_called("step-try").of(None)
    there = [[row.line.name for row in windows.window(desk.store, seat, of=at)] for seat in Seat]
    assert sorted(map(sorted, there)) == [["Globex", "Hooli"], ["Hooli"]]
    record(desk, [(initech, SameAccount(hooli))])
    page = process_page(desk)
    assert (page.counts, page.others) == ((0, 0, 1, 0, 0), (("pitch", 1),))  # the last word holds


def test_a_step_of_a_later_day_is_where_it_stands_as_soon_as_that_day_comes(desk: Desk) -> None:
    globex = desk.account_called("globex").key
    steps = [ProcessStepSaid("listen", day(-1)), ProcessStepSaid("try", day(3))]  # as imported
    record(desk, [(globex, step) for step in steps])
    for away, counts, line in (
        (0, (1, 0, 0, 0, 0), "1 of 5, Listen, since Sun 22 Nov; next: A plain answer"),
        (3, (0, 0, 1, 0, 0), "3 of 5, Try it out, since Thu 26 Nov; next: Start together"),
    ):
        then = desk._replace(today=day(away))
        projections.settle(then.store, then.today, then.team)
        page = process_page(then, "globex")
        assert (page.counts, page.here and page.here.line) == (counts, line)
        assert account_page(then, "globex").way == (line,)
    assert process_data(a_state(*steps), day(0))["step"] == "listen"


def test_counts_of_the_demo_are_those_of_its_accounts(demo: Desk) -> None:
    at = Counter(state.way[-1].step for state in states(demo) if state.way)
    page = process_page(demo)
    assert dict(zip((s.key for s in page.process.steps), page.counts, strict=True)) == {
        step.key: at[step.key] for step in page.process.steps
    }
    assert len(at) == 5
    assert page.others == ()


def test_the_page_says_where_it_is_and_what_each_step_is(desk: Desk) -> None:
    globex = desk.account_called("globex").key
    record(desk, [(globex, ProcessStepSaid("listen", day(-30)))])
    record(desk, [(globex, ProcessStepSaid("try", day(-20)))])
    (title, drawn), (stands, before), *rest = process_page(desk, "globex").parts(100)
    assert title == "Our way: How we work with you"
    assert any("you are here: Globex, since Tue 3 Nov" in line for line in drawn)
    assert stands == "Globex: 3 of 5, Try it out, since Tue 3 Nov; next: Start together"
    assert before == ("Sat 24 Oct  Listen",)
    assert [name for name, _ in rest][-5:] == [
        *("1  Listen", "2  A plain answer", "3  Try it out", "4  Start together", "5  Stay close"),
    ]
    add_account(desk, AccountAdded("Initech"))
    assert process_page(desk, "initech").parts(80)[1][0] == "Initech: no step said yet"


BELOW = st.sampled_from(["nobody", "12 accounts"])
DRAWN = st.lists(
    st.builds(
        Drawn,
        st.text(min_size=1, max_size=24),
        st.sampled_from(["nobody", "12 accounts"]),
        st.none(),
    ),
    min_size=4,
    max_size=7,
)


@given(DRAWN, st.integers(NARROWEST, 200), st.integers(0, 6), st.text(max_size=80))
def test_the_picture_fits_and_marks_one_step(
    steps: list[Drawn], cells: int, at: int, name: str
) -> None:
    lines_ = picture(steps, cells)
    assert max(map(width, lines_)) <= min(cells, WIDEST)
    assert not any("┏" in line for line in lines_)
    here = at % len(steps)
    steps[here] = steps[here]._replace(here=f"you are here: {name}")
    marked = picture(steps, cells)
    assert max(map(width, marked)) <= min(cells, WIDEST)
    [head] = [line for line in marked if "┏" in line]
    assert f"┏━ {here + 1} " in head


def internal(text: str) -> None:
    """Nothing that is for us alone is in a text for customers."""
    assert "SECRET" not in text
    assert "account" not in text.casefold()


@given(PROCESSES)
def test_what_customers_get_is_well_formed_and_has_no_checklist(process: Process) -> None:
    steps = tuple(step._replace(checklist=("SECRET",)) for step in process.steps)
    process = process._replace(steps=steps)
    drawn = svg(process, steps[1].key)
    root = ElementTree.fromstring(drawn)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "text", "path", "circle"}
    assert not {"href", "src", "onload"} & {a for element in root.iter() for a in element.attrib}
    assert "url(" not in drawn
    assert drawn.count("http") == 1  # the name of the language
    assert "SECRET" not in drawn
    assert "You are here" in drawn
    for text in (html(story(process)), html(story(process, steps[0].key))):
        assert "SECRET" not in text


ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("\ufffe\uffff\0\ud800<&"))
"""Texts of any characters, halves of surrogate pairs and what XML forbids among them."""


@given(PROCESSES, st.lists(ANY, min_size=5, max_size=5))
def test_the_picture_for_customers_is_xml_whatever_is_written_in_it(
    process: Process, texts: list[str]
) -> None:
    name, gets, what, title, story_ = texts
    promises = (Offered(what, 2),)
    first = process.steps[0]._replace(name=name, gets=gets, promises=promises, story=story_)
    process = Process((first, *process.steps[1:]), title)
    drawn = svg(process, first.key).encode()  # as it is written to a file
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert html(story(process)).encode()


def test_nothing_internal_is_in_the_story_of_the_demo(demo: Desk) -> None:
    key = next(state.key for state in states(demo) if len(state.way) > 1)
    page = process_page(demo, key)
    texts = [page.markdown, html(page.story), svg(page.process, page.step)]
    members = [member.name for member in demo.team().members.values()]
    for text in texts:
        assert "ou are here" in text
        internal(text)
        assert page.here is not None
        assert page.here.name not in text
        assert not any(name in text or name.split()[0] in text for name in members)
        assert not any(check in text for step in page.process.steps for check in step.checklist)


def test_a_list_of_a_step_that_nobody_is_at_is_empty(desk: Desk) -> None:
    assert windows.window(desk.store, Seat.HUNTER, of=Slice(only="step try")) == []
