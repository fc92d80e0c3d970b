"""The first start: what is offered, what would be read, and the desk that the answers make."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import Entry
from accountdesk.core.errors import NotFound, Refused
from accountdesk.core.member import Holds, Seat
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import Row, rows
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.first_run import (
    Answers,
    begin,
    forget,
    is_there,
    keep,
    kept,
    preview,
    spreadsheets,
)
from accountdesk.store import journal
from tests.builders import a_desk

CSV = "Account Name,Account Owner,Type\nGlobex,Ben Ode,Customer\nAcme,Ana Ruiz,\n"


def names(found: Iterable[Row]) -> list[str]:
    return [row.name for row in found]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with downloads, in which one stands."""
    (tmp_path / "Downloads").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_spreadsheets_near_are_offered_the_latest_first_and_folders_of_several(home: Path) -> None:
    for at, name in enumerate(("old.csv", "new.XLSX", "notes.md")):
        (home / "Downloads" / name).write_text("x")
        os.utime(home / "Downloads" / name, (1_000_000 + at, 1_000_000 + at))
    (home / "here.ods").write_text("x")
    (home / "folder.csv").mkdir()
    found = [path for path, _ in spreadsheets()]
    assert found == ["here.ods", "~/Downloads/new.XLSX", "~/Downloads/old.csv", "~/Downloads/"]
    assert spreadsheets()[-1][1] == "2 files"
    assert all(is_there(path) for path in found)
    assert not is_there("~/Downloads/gone.csv")


def test_a_home_that_cannot_be_read_offers_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    assert spreadsheets() == []


def test_the_preview_says_what_would_be_read_and_writes_nothing(home: Path) -> None:
    (home / "a.csv").write_text(CSV)
    with a_desk(home / "desk.db") as desk:
        seen = preview(desk, ["~/a.csv"])
        assert seen.counts == ("2 accounts", "2 members")
        assert (
            "a.csv: accounts (name = Account Name, type = Type, owner = Account Owner"
            in "".join(seen.columns)
        )
        assert seen.members == ("Ana Ruiz", "Ben Ode")
        assert names(rows(desk, Seat.FARMER)) == []


def test_a_file_without_accounts_is_no_beginning_and_a_wrong_one_refused(home: Path) -> None:
    (home / "team.csv").write_text("Sales Agent\nAna\n")
    (home / "photo.csv").write_bytes(b"\x89PNG\x00\x00")
    with a_desk(home / "desk.db") as desk:
        seen = preview(desk, ["team.csv"])
        assert (seen.empty, seen.counts) == (True, ("1 member",))
        with pytest.raises(Refused, match="Nothing was imported"):
            preview(desk, ["photo.csv"])
        with pytest.raises(NotFound, match="There is no file gone"):
            preview(desk, ["gone.csv"])


def test_the_preview_says_what_would_be_left_out_and_why(home: Path) -> None:
    (home / "calls.csv").write_text(
        "Account Name,Activity Date,Activity Type\nAcme,2026-11-20,Call\nAcme,soon,Call\n"
        ",2026-11-20,\n"
    )
    with a_desk(home / "desk.db") as desk:
        seen = preview(desk, ["calls.csv"])
        assert not seen.empty
        assert seen.counts == ("1 account", "3 activities, 2 of them set aside")
        assert seen.aside == (
            "calls.csv, line 3, Activity Date: “soon” is no day; write it like 2026-12-05",
            "calls.csv, line 4, Account Name: no account is named",
        )


def test_a_spreadsheet_becomes_a_desk_and_i_am_who_it_names(home: Path) -> None:
    (home / "a.csv").write_text(CSV)
    answers = Answers(paths=("~/a.csv",), me="ben ode", holds=Holds.FARMER)
    with a_desk(home / "desk.db") as desk:
        begin(desk, answers)
        assert names(rows(desk, Seat.FARMER)) == ["Globex"]
        me = desk.me()
        assert me is not None
        assert (me.name, me.seat) == ("Ben Ode", Holds.FARMER)
        assert len(desk.team().members) == 2
        before = [entry.id for entry in _journal(desk)]
        begin(desk, answers)  # as after an interruption
        assert [entry.id for entry in _journal(desk)] == before


def test_by_hand_the_account_is_mine(home: Path) -> None:
    answers = Answers((), "Wayne Energy", True, "Dana Fox", "Ana Ruiz", Holds.BOTH)
    with a_desk(home / "desk.db") as desk:
        begin(desk, answers)
        page = account_page(desk, "wayne")
        assert page.seats == ("Hunters: Ana Ruiz", "Farmers: Ana Ruiz")
        assert dict(page.people)["People"] == ("Dana Fox",)
        assert page.about.startswith("customer")
        begin(desk, answers)
        assert names(rows(desk, Seat.FARMER)) == ["Wayne Energy"]


def test_what_is_there_already_is_not_added_again(home: Path) -> None:
    with a_desk(home / "desk.db") as desk:
        add_account(desk, AccountAdded("Wayne Energy"))
        begin(desk, Answers(account="Wayne Energy", me="Ana", holds=Holds.HUNTER))
        assert names(rows(desk, Seat.HUNTER)) == ["Wayne Energy"]


TEXT = st.text(max_size=20)


@given(
    st.builds(
        Answers,
        st.lists(TEXT, max_size=2).map(tuple),
        TEXT,
        st.booleans(),
        TEXT,
        TEXT,
        st.sampled_from([None, *Holds]),
    )
)
def test_answers_are_kept_for_the_next_start(
    tmp_path_factory: pytest.TempPathFactory, answers: Answers
) -> None:
    store = str(tmp_path_factory.mktemp("store") / "deep" / "desk.db")
    assert kept(store) == Answers()
    keep(store, answers)
    assert kept(store) == answers
    assert not os.path.exists(store)
    forget(store)
    assert kept(store) == Answers()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"paths": 3}', '{"new": 1}', '{"holds": "x"}'])
def test_kept_answers_that_cannot_be_read_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.db.begun").write_text(text)
    assert kept(str(tmp_path / "desk.db")) == Answers()


def _journal(desk: Desk) -> list[Entry]:
    return list(journal.everything(desk.store))
