"""Absences: who covers is said everywhere; when a member leaves, what is open goes to another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.attention import Group
from accountdesk.core.blocker import BlockerSaid
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.promise import PromiseSettled, Settled
from accountdesk.desk.absences import Typed, absence_form, add_absence, hand_over, handing
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import rows
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.away import Away, away_now
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.fitting import head_lines
from accountdesk.desk.keeping import settle, settled, word_of
from accountdesk.desk.log import dates, log, record
from accountdesk.desk.matters import add_matter
from accountdesk.desk.my_day import my_day
from accountdesk.desk.promises_page import promises_page
from accountdesk.desk.standing import name_seats
from accountdesk.desk.undo import undo
from accountdesk.store import journal
from tests.builders import TODAY, a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ben is at the desk; Ana hunts Acme and Calm, Kim holds nothing."""
    with a_desk(tmp_path / "desk.db") as desk:
        for name in ("Acme", "Calm", "Other"):
            add_account(desk, AccountAdded(name))
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER))
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Kim Vo"))
        name_seats(desk, ["acme", "calm"], {Seat.HUNTER: ["ana"]})
        log(desk, "acme", "we(ana): quote by wed\nwrong(ana): doubled\nnext(ana): visit")
        log(desk, "other", "they: chart by fri\nwe(ana): a call by 2026-12-24\nnext(ana): lunch")
        yield desk


def first(desk: Desk) -> tuple[str, str, Group]:
    desk.settle()
    row = next(rows(desk, Seat.HUNTER))
    return row.name, row.reason, row.group


def test_what_nobody_covers_is_pinned_and_says_so(desk: Desk) -> None:
    assert first(desk) == ("Acme", "doubled", Group.MAKE_RIGHT)
    log(desk, "calm", "we(ana): ring back by tomorrow")
    add_absence(desk, Typed("ana", "today", "fri"))
    desk.settle()
    listed = [(row.name, row.reason) for row in rows(desk, Seat.HUNTER)]
    assert listed[:2] == [
        ("Acme", "nobody covers: doubled (Ana Ruiz is away until Fri 27 Nov)"),
        ("Calm", "nobody covers: ring back (Ana Ruiz is away until Fri 27 Nov)"),
    ]
    assert "pinned: no cover" in dict(account_page(desk, "calm").whys)["Hunters"]


def test_cover_is_said_in_the_head_the_rows_the_seats_and_the_lists(desk: Desk) -> None:
    add_absence(desk, Typed("ana", "today", "fri", "ben", "leave"))
    assert first(desk)[:2] == ("Acme", "doubled")
    told = {row.name: row.told for row in rows(desk, Seat.HUNTER)}
    assert "Ana Ruiz is away, Ben Ode covers" in told["Calm"]
    assert "away" not in told["Other"]
    page = account_page(desk, "acme")
    assert page.seats[0] == "Hunters: Ana Ruiz is away until Fri 27 Nov, Ben Ode covers"
    assert page.data["hunters"] == [
        {
            "key": page.data["hunters"][0]["key"],  # type: ignore[index]  # a list
            "name": "Ana Ruiz",
            "away_until": "2026-11-27",
            "cover": {"key": handing(desk, "ben", "kim").one.key, "name": "Ben Ode"},
        }
    ]
    assert any("Ben Ode for Ana Ruiz" in row.line for row in promises_page(desk).rows)
    assert desk_page(desk).away == (Away("Ana Ruiz", "Fri 27 Nov", "Ben Ode"),)
    for columns, text in (
        (200, "away: Ana Ruiz until Fri 27 Nov (Ben Ode covers)"),
        (80, "Ana (Ben)"),
    ):
        assert head_lines(desk_page(desk), columns, "a")[2].rstrip().endswith(text)


def test_my_day_has_what_i_cover(desk: Desk) -> None:
    assert all(item.row.name != "Acme" for item in my_day(desk).items)
    add_absence(desk, Typed("ana", "today", "fri", "ben"))
    desk.settle()
    assert [(i.row.name, i.row.reason) for i in my_day(desk).items if i.row.name == "Acme"] == [
        ("Acme", "doubled"),
        ("Acme", "our quote"),
    ]


def test_after_the_last_day_they_are_back(tmp_path: Path, desk: Desk) -> None:
    add_absence(desk, Typed("ana", "today", "wed"))
    assert first(desk)[1].startswith("nobody covers")
    with a_desk(tmp_path / "desk.db", today=day(3)) as later:
        assert first(later)[1] == "doubled"
        assert away_now(later.team(), later.today) == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (Typed("zoe", "today"), "No member is called “zoe”"),
        (Typed("ana", "someday"), "is no date I can read"),
        (Typed("ana", "fri", "today"), "is before Fri 27 Nov 2026"),
        (Typed("ana", "fri", "", "ana"), "cannot cover for themselves"),
        (Typed("", "fri"), "Type who is away"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(desk: Desk, typed: Typed, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        absence_form(desk).read(typed)


def test_an_absence_is_said_before_it_is_recorded(desk: Desk) -> None:
    filled = absence_form(desk).read(["ana", "mon", "next fri", "kim", "leave"])
    assert filled.words == (
        "Ana Ruiz is away Mon 30 Nov 2026 to Fri 4 Dec 2026, Kim Vo covers: leave"
    )
    assert filled.record(desk).startswith(filled.words)
    assert away_now(desk.team(), day(7)) == (Away("Ana Ruiz", "Fri 4 Dec", "Kim Vo"),)


def test_whoever_leaves_hands_over_what_is_open_and_their_seats(desk: Desk) -> None:
    what = handing(desk, "ana", "ben")
    assert [f"{one.name}: {one.words}" for one in what.things] == [
        "Acme: we promise: quote, by Wed 25 Nov 2026 (Ben Ode)",
        "Acme: went wrong: doubled (Ben Ode)",
        "Acme: next: visit (Ben Ode)",
        "Acme: hunter: Ben Ode",
        "Calm: hunter: Ben Ode",
        "Other: we promise: a call, by Thu 24 Dec 2026 (Ben Ode)",
        "Other: next: lunch (Ben Ode)",
    ]
    before = {name: account_page(desk, name).data for name in ("acme", "calm", "other")}
    noted = hand_over(desk, what)
    assert len(noted.entries) == 7
    assert handing(desk, "ana", "kim").things == ()
    assert [p.owner for p in promises_page(desk).rows] == ["Ben Ode"] * 4
    assert account_page(desk, "calm").seats[0] == "Hunters: Ben Ode"
    with pytest.raises(Refused, match="holds no seat, and has nothing open"):
        hand_over(desk, handing(desk, "ana", "kim"))
    undo(desk, id_text(noted.note), lambda question: True)
    for name, had in before.items():
        now = account_page(desk, name).data
        assert {k: v for k, v in now.items() if k != "entries"} == {
            k: v for k, v in had.items() if k != "entries"
        }


def test_what_changed_meanwhile_is_not_handed_over(desk: Desk) -> None:
    what = handing(desk, "ana", "ben")
    log(desk, "calm", "we(ana): one more")
    count = sum(1 for _ in journal.everything(desk.store))
    with pytest.raises(Refused, match="has changed meanwhile"):
        hand_over(desk, what)
    assert sum(1 for _ in journal.everything(desk.store)) == count
    with pytest.raises(NotUnderstood, match="cannot take over from themselves"):
        handing(desk, "ana", "ana")


def test_what_is_handed_over_is_looked_at_again_where_lists_wait_to_be_folded(desk: Desk) -> None:
    what = handing(desk, "ana", "ben")
    add_absence(desk, Typed("ana", "today"))  # every account is folded anew for that
    hand_over(desk, what)
    assert handing(desk, "ana", "ben").things == ()


def test_a_promise_that_was_moved_keeps_its_days_when_it_is_handed_over(desk: Desk) -> None:
    word = word_of(desk, "acme")
    promise = word.promises[0]
    said = settled(promise, Settled.AGREED_ANEW, TODAY, dates(desk, word.team), "", day(9))
    settle(desk, word, promise, said)
    hand_over(desk, handing(desk, "ana", "ben"))
    moved = word_of(desk, "acme").promises[0]
    assert (moved.due, len(moved.moves)) == (day(9), 1)


def test_seats_of_lists_in_which_the_account_does_not_stand_go_too(desk: Desk) -> None:
    """A customer without an open deal is in no hunters' list, and may have a hunter."""
    add_account(desk, AccountAdded("Hooli", "customer"))
    name_seats(desk, ["hooli"], {Seat.HUNTER: ["kim"]})
    log(desk, "calm", "call: hi")
    add_matter(desk, BlockerSaid, "calm", "waits for legal", "kim")
    what = handing(desk, "kim", "ben")
    assert sorted(f"{one.name}: {one.words}" for one in what.things) == [
        "Calm: blocked: waits for legal (Ben Ode helps)",
        "Hooli: hunter: Ben Ode",
    ]
    hand_over(desk, what)
    assert account_page(desk, "hooli").seats[0] == "Hunters: Ben Ode"


def test_what_goes_is_handed_over_though_the_team_changed_meanwhile(desk: Desk) -> None:
    """Everything is to be folded again then, which must not happen inside the unit of work."""
    what = handing(desk, "ana", "ben")
    add_absence(desk, Typed("kim", "today"))
    assert len(hand_over(desk, what).entries) == len(what.things)


def test_a_disputed_promise_goes_along(desk: Desk) -> None:
    word = word_of(desk, "acme")
    named = id_text(word.promises[0].entry)
    for how in (Settled.DONE, Settled.BROKEN):
        record(desk, [(word.account, PromiseSettled(named, how, TODAY))])
    words = [one.words for one in handing(desk, "ana", "ben").things]
    assert "we promise: quote, by Wed 25 Nov 2026 (Ben Ode)" in words


def test_my_day_has_repairs_of_mine_on_others_accounts(desk: Desk) -> None:
    log(desk, "acme", "wrong(ben): crate broken")
    desk.settle()
    assert ("Acme", "crate broken") in [(i.row.name, i.row.reason) for i in my_day(desk).items]


def test_a_name_of_spaces_breaks_no_head() -> None:
    assert Away(" ", "Fri 27 Nov", " ").short == "  ( )"
