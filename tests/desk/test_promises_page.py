"""The promises of all accounts: by their day, of both sides, mine or everybody's; what repeats."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import id_text
from accountdesk.core.member import MemberSaid
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled
from accountdesk.core.repair import RepairSaid, repeated
from accountdesk.desk import promises_page as module
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.promises_page import GROUPS, parts, promises_page
from tests.builders import TODAY, a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        for name in ("Acme", "Globex", "Hooli"):
            add_account(desk, AccountAdded(name))
        add_member(desk, MemberSaid("Ana Ruiz"), desk.claim)
        add_member(desk, MemberSaid("Ben Ode"))
        yield desk


def lines(desk: Desk, *, mine: bool = False) -> list[tuple[str, str, str]]:
    return [(row.group, row.when, row.what) for row in promises_page(desk, mine=mine).rows]


def test_they_stand_by_their_day_in_groups(desk: Desk) -> None:
    log(desk, "globex", "we: quote by fri\nthey: chart by tomorrow")
    log(desk, "acme", "we: nothing special\nwrong: doubled by wed")
    account = desk.account_called("hooli").key
    late = PromiseSaid("old", due=day(-3), on=day(-9))
    noted = record(desk, [(account, late), (account, late._replace(what="split"))])
    split = id_text(noted.entries[1].id)
    for how in (Settled.DONE, Settled.BROKEN):
        record(desk, [(account, PromiseSettled(split, how, TODAY))])
    assert lines(desk) == [
        (GROUPS[0], "Fri 20 Nov, 3 d late", "we: split"),
        (GROUPS[1], "0 d", "doubled, nobody has told them yet, right by Wed 25 Nov"),
        (GROUPS[2], "Fri 20 Nov, 3 d late", "we: old"),
        (GROUPS[3], "tomorrow", "they: chart"),
        (GROUPS[3], "Fri 27 Nov", "we: quote"),
        (GROUPS[4], "no day", "we: nothing special"),
    ]
    about, *groups = parts(promises_page(desk), "keys")
    assert about == ("Promises and repairs that all of us see to", ("keys",))
    assert [title for title, _ in groups] == [
        f"{g} · {n}" for g, n in zip(GROUPS, (1, 1, 1, 2, 1), strict=True)
    ]
    assert groups[3][1] == (
        "tomorrow    they: chart · Globex (Ana Ruiz)",
        "Fri 27 Nov  we: quote · Globex (Ana Ruiz)",
    )


def test_mine_is_what_i_see_to(desk: Desk) -> None:
    log(desk, "globex", "we: quote by fri\nwe(ben): visit by fri\nwrong(ben): doubled")
    assert [what for *_, what in lines(desk, mine=True)] == ["we: quote"]
    assert len(lines(desk)) == 3
    [(about, _), *_] = parts(promises_page(desk, mine=True), "keys")
    assert about == "Promises and repairs that you see to"


def test_what_is_settled_or_taken_back_is_gone(desk: Desk) -> None:
    noted = log(desk, "globex", "we: quote by fri")
    [entry] = noted.entries
    done = PromiseSettled(id_text(entry.id), Settled.DONE, TODAY)
    record(desk, [(entry.account, done)])
    page = promises_page(desk)
    assert page.rows == ()
    [_, (says, _)] = parts(page, "keys")
    assert says == "No promise is open, and nothing is to be made right."


def test_that_there_are_more_than_are_read_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    log(desk, "globex", "\n".join(f"we: thing {n}" for n in range(5)))
    page = promises_page(desk)
    assert (len(page.rows), page.more) == (2, True)
    assert (module.MORE, ()) in parts(page, "keys")


def test_what_breaks_at_several_accounts_is_listed_for_the_team(desk: Desk) -> None:
    wrong = {"globex": "the invoice was doubled", "acme": "Invoice without our number"}
    for name, what in (*wrong.items(), ("hooli", "truck late")):
        log(desk, name, f"wrong: {what}")
    log(desk, "hooli", "wrong: truck late again")
    assert promises_page(desk).again == (
        "invoice: 2 accounts: Acme (Invoice without our number), Globex (the invoice was doubled)",
    )
    old = RepairSaid("invoice lost", on=day(-180))
    record(desk, [(desk.account_called("hooli").key, old)])
    assert "2 accounts" in promises_page(desk).again[0]


def test_what_repeats_is_a_word_that_two_accounts_share() -> None:
    found = repeated(
        [
            ("a", "Pump leaks badly"),
            ("b", "the pump leaks"),
            ("c", "pump stands still, then"),
            ("c", "it is wrong then"),
        ]
    )
    assert [(one.words, one.accounts) for one in found] == [(("pump",), 3), (("leaks",), 2)]
    assert repeated([("a", "pump"), ("a", "pump")]) == ()
