"""A customer's people: what forms say of them, what the page tells, and who brings what along."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.core.relations import PersonLink, Tie
from accountdesk.desk import people_forms
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import filled
from accountdesk.desk.log import log, record
from accountdesk.desk.standing import name_seats
from accountdesk.desk.timeline import EVERYTHING, TOUCHES, kinds
from accountdesk.desk.undo import undo
from tests.builders import TODAY, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), "actor:ben")
        for name in ("Globex", "Initech"):
            add_account(desk, AccountAdded(name))
        for name, title in (("Dana Fox", "CFO"), ("Carl Voss", None), ("Eva Lang", None)):
            add_person(
                desk, "globex", PersonAdded(name, title, f"{name[0]}@globex.example", "+1 2")
            )
        name_seats(desk, ["globex"], {Seat.HUNTER: ["ana"], Seat.FARMER: ["ben"]})
        yield desk


def say(desk: Desk, form: str, *answers: str) -> str:
    return filled(getattr(people_forms, f"{form}_form")(desk, "globex"), answers).record(desk)


def card(desk: Desk, title: str, account: str = "globex") -> tuple[str, ...]:
    return dict(account_page(desk, account).people).get(title, ())


def person(desk: Desk, name: str, account: str = "globex") -> str:
    return next(line for line in card(desk, "People", account) if line.startswith(name))


def test_what_somebody_does_with_decisions_is_all_of_it(desk: Desk) -> None:
    assert say(desk, "role", "dana", "makes, pays") == ("Dana Fox makes decisions · Dana Fox pays.")
    assert person(desk, "Dana").startswith("Dana Fox, CFO: makes decisions, pays · ")
    said = say(desk, "role", "dana", "executes and pays")
    assert said == "Dana Fox executes decisions · Dana Fox makes no decisions any more."
    say(desk, "role", "dana", "none")
    assert "pays" not in person(desk, "Dana")


@pytest.mark.parametrize(
    ("form", "answers", "sentence"),
    [
        ("role", ("dana", "decides"), "Somebody does one of: makes, executes"),
        ("role", ("dana", ""), "Type makes, executes, influences, uses or pays; or none."),
        ("role", ("zoe", "pays"), "No person of this account is called “zoe”"),
        ("role", ("dana", "none"), "All of that is known already"),
        ("tie", ("dana", "works", "dana"), "Dana Fox is one person."),
        ("tie", ("dana", "hates", "carl"), "Two people are one of: works with, reports to, none"),
        ("about", ("dana",), "All of that is known already"),
        ("about", ("dana", "zone=Mars/Base"), "“Mars/Base” is no time zone of this machine."),
        ("about", ("dana", "known-by=zoe"), "No member is called “zoe”"),
        ("about", ("dana", "contact=never"), "Contact is one of: yes, no"),
        ("moved", ("dana", ""), "Type where they went."),
        ("moved", ("dana", "globex"), "Dana Fox is at Globex. Name where they went."),
        ("moved", ("dana", "initech", "on=in 3 days"), "That day is still to come."),
        ("same", ("dana", "dana"), "Dana Fox is one person already."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    desk: Desk, form: str, answers: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        say(desk, form, *answers)
    assert sentence in str(refused.value)


def test_how_they_work_together_is_a_tree(desk: Desk) -> None:
    say(desk, "role", "dana", "makes")
    say(desk, "tie", "carl", "reports", "dana")
    say(desk, "tie", "eva", "reports", "dana")
    say(desk, "tie", "carl", "works", "eva")
    assert card(desk, "How they work together") == (
        "Dana Fox (makes)",
        "├ Carl Voss · works with Eva Lang",
        "└ Eva Lang · works with Carl Voss",
    )


def test_nobody_reports_to_themselves_in_the_end(desk: Desk) -> None:
    say(desk, "tie", "carl", "reports", "dana")
    say(desk, "tie", "dana", "reports", "eva")
    with pytest.raises(NotUnderstood, match="Carl Voss reports to Eva Lang already"):
        say(desk, "tie", "eva", "reports", "carl")


def test_who_report_to_each_other_in_a_circle_are_told_once(desk: Desk) -> None:
    state = account_page(desk, "globex").data["people"]
    keys = {one["name"]: one["key"] for one in state}  # type: ignore[attr-defined]  # a list
    carl, dana, eva = (keys[name] for name in ("Carl Voss", "Dana Fox", "Eva Lang"))
    circle = [(carl, dana), (dana, eva), (eva, carl)]  # as two desks may say it
    account = desk.account_called("globex").key
    record(desk, [(account, PersonLink(pair, Tie.REPORTS_TO)) for pair in circle])
    assert card(desk, "How they work together") == ("Carl Voss", "└ Eva Lang", "  └ Dana Fox")


def test_the_table_says_who_knows_whom_and_the_gaps_are_named(desk: Desk) -> None:
    log(desk, "globex", "call dana: hello")
    log(desk, "globex", f"call carl: hi\nwhen: {TODAY - timedelta(95)}")
    ben = desk._replace(claim="actor:ben")
    log(ben, "globex", "call no-answer dana: not there")
    say(desk, "role", "dana", "makes")
    say(desk, "role", "carl", "executes")
    say(desk, "role", "eva", "pays")
    say(desk, "about", "carl", "known-by=ben")
    head, *lines, legend = card(desk, "Who knows whom")
    assert head.split() == ["Ana", "Ben"]
    assert [line.split() for line in lines] == [
        ["Carl", "Voss", "○", "○"], ["Dana", "Fox", "●", "·"], ["Eva", "Lang", "·", "·"],
    ]  # fmt: skip
    assert legend.startswith("● spoke with them in 90 d")
    assert card(desk, "Gaps") == (
        "Only Ana Ruiz knows Dana Fox, who makes decisions.",
        "None of us knows Eva Lang, who pays.",
    )
    say(desk, "role", "dana", "none")
    assert "Nobody is known who makes decisions." in card(desk, "Gaps")


def test_what_matters_to_them_and_where_they_are(desk: Desk) -> None:
    said = say(desk, "about", "dana", "no surprises", "phone", "German", "Europe/Berlin")
    assert said == (
        "Dana Fox: matters no surprises, reached by phone, speaks German, is in Europe/Berlin."
    )
    assert "+1 2 (Europe/Berlin)" in person(desk, "Dana")
    assert card(desk, "What matters to them") == ("Dana Fox: no surprises",)
    say(desk, "about", "dana", "matters=none")
    assert card(desk, "What matters to them") == ()


def test_a_note_that_turns_to_who_is_not_to_be_contacted_is_refused(desk: Desk) -> None:
    say(desk, "about", "dana", "contact=no")
    for text in ("call dana: hello", "mail out carl, dana: hello"):
        with pytest.raises(NotUnderstood, match="Dana Fox is not to be contacted"):
            log(desk, "globex", text)
    for text in ("call in dana: she rang", "complaint dana: too loud", "call carl: about dana"):
        log(desk, "globex", text)
    page = account_page(desk, "globex")
    assert "not to be contacted" in person(desk, "Dana")
    assert "e-mail of Dana Fox" not in dict(page.copies)
    assert "e-mail of Carl Voss" in dict(page.copies)
    say(desk, "about", "dana", "contact=yes")
    log(desk, "globex", "call dana: hello")


def test_who_moves_takes_along_what_we_know(desk: Desk) -> None:
    log(desk, "globex", "call dana: liked the pilot")
    say(desk, "about", "dana", "no surprises", "contact=no")
    said = say(desk, "moved", "dana", "initech", "COO")
    assert "Initech is an account here, so Dana Fox is among its people." in said
    assert "left for Initech Mon 23 Nov" in person(desk, "Dana")
    assert "Dana Fox" not in " ".join(card(desk, "Who knows whom"))
    assert person(desk, "Dana", "initech").startswith("Dana Fox, COO · not to be contacted")
    assert card(desk, "What matters to them", "initech") == ("Dana Fox: no surprises",)
    assert card(desk, "Before they came here", "initech") == (
        "Dana Fox came from Globex Mon 23 Nov; last there:",
        "  today  call, Dana Fox: liked the pilot",
    )
    undo(desk, None, lambda question: True)
    assert card(desk, "People", "initech") == ()
    assert "left" not in person(desk, "Dana")


def test_who_moves_to_a_place_that_nobody_knows_has_just_left(desk: Desk) -> None:
    assert say(desk, "moved", "dana", "a start-up", "on=yesterday") == (
        "Dana Fox left for a start-up Sun 22 Nov 2026."
    )


@pytest.mark.parametrize("place", ["Init", "initec", "Ini"])
def test_only_the_whole_name_of_an_account_is_meant(desk: Desk, place: str) -> None:
    add_account(desk, AccountAdded("Initrode"))
    assert say(desk, "moved", "dana", place).startswith(f"Dana Fox left for {place} Mon")
    assert card(desk, "People", "initech") == ()


def test_a_namesake_is_not_taken_for_who_moves(desk: Desk) -> None:
    add_person(desk, "initech", PersonAdded("Dana Fox", "Janitor", "other@initech.example"))
    say(desk, "about", "dana", "his divorce", "contact=no")
    said = say(desk, "moved", "dana", "initech")
    assert "Initech has a Dana Fox already, who may be another one" in said
    assert card(desk, "People", "initech") == ("Dana Fox, Janitor · other@initech.example",)
    assert card(desk, "What matters to them", "initech") == ()


def test_who_comes_back_is_there_again(desk: Desk) -> None:
    say(desk, "moved", "dana", "initech")
    back = filled(people_forms.moved_form(desk, "initech"), ["dana", "globex"]).record(desk)
    assert "Globex is an account here, so Dana Fox is among its people." in back
    assert person(desk, "Dana") == "Dana Fox, CFO · D@globex.example · +1 2"
    assert "left for Globex" in person(desk, "Dana", "initech")


def test_who_is_there_already_is_not_added_again(desk: Desk) -> None:
    add_person(desk, "initech", PersonAdded("Dana Fox", email="d@globex.example"))
    say(desk, "moved", "dana", "initech")
    assert len(card(desk, "People", "initech")) == 1
    assert card(desk, "Before they came here", "initech") == (
        "Dana Fox came from Globex Mon 23 Nov; nothing is recorded of them there",
    )


def test_two_who_are_one_stand_there_once(desk: Desk) -> None:
    add_person(desk, "globex", PersonAdded("D. Fox"))
    say(desk, "same", "d. fox", "dana fox")
    assert [line.partition(" · ")[0] for line in card(desk, "People")] == [
        "Carl Voss", "Dana Fox, CFO", "Eva Lang",
    ]  # fmt: skip


def test_the_timeline_is_narrowed_to_a_kind(desk: Desk) -> None:
    log(desk, "globex", "call dana: hello\nwe: offer by fri\nfeels: calm")
    log(desk, "globex", "mail out carl: the offer")
    page: AccountPage = account_page(desk, "globex")
    assert kinds(page.happenings) == (
        TOUCHES, EVERYTHING, "call", "mail", "account added", "feeling", "person added", "promise",
        "seat",
    )  # fmt: skip
    assert page.of_kind("call") == ("today  call, Dana Fox: hello (Ana Ruiz)",)
    assert page.of_kind("promise") == (
        "today  we promise Dana Fox: offer, by Fri 27 Nov 2026 (Ana Ruiz)",
    )
    assert len(page.of_kind(EVERYTHING)) == 10
    assert page.happened == page.of_kind(TOUCHES)
