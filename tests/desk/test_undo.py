"""Taking back: a note, an entry, or the last thing one did; the journal keeps everything."""

from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.member import MemberSaid
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.undo import ASK_AFTER_MS, take_back, undo, undoing
from accountdesk.store import journal
from tests.builders import Clock, a_desk


def never(question: str) -> bool:
    raise AssertionError(question)


def timeline(desk: Desk) -> list[str]:
    return [text for _, text in account_page(desk, "globex").timeline]


def steps(desk: Desk) -> list[str]:
    return list(account_page(desk, "globex").steps)


def a_note(desk: Desk, text: str = "call: hi\nnext: demo") -> tuple[str, list[str]]:
    recorded = log(desk, "globex", text)
    return id_text(recorded.note), [id_text(entry.id) for entry in recorded.entries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
    return tmp_path / "desk.db"


def test_a_note_is_taken_back_whole_and_the_journal_keeps_it(path: Path) -> None:
    with a_desk(path) as desk:
        note, _ = a_note(desk)
        before = list(journal.everything(desk.store))
        _, what = undo(desk, note, never)
        assert what == ("Globex: call: hi (Mon 23 Nov 2026)", "Globex: next: demo")
        assert timeline(desk) == steps(desk) == []
        after = list(journal.everything(desk.store))
        assert after[: len(before)] == before
        assert [entry.kind for entry in after[len(before) :]] == ["retracted"]


def test_an_entry_is_taken_back_alone(path: Path) -> None:
    with a_desk(path) as desk:
        _, [_, step] = a_note(desk)
        undo(desk, step, never)
        assert steps(desk) == []
        assert timeline(desk) == ["call: hi (actor:test)"]


def test_taking_back_an_undo_restores(path: Path) -> None:
    with a_desk(path) as desk:
        note, _ = a_note(desk)
        undone, _ = undo(desk, note, never)
        undo(desk, id_text(undone.note), never)
        assert timeline(desk) == ["call: hi (actor:test)"]


def test_without_a_name_it_walks_back_through_what_one_did(path: Path) -> None:
    with a_desk(path) as desk:
        a_note(desk, "call: one")
        a_note(desk, "call: two")
        undo(desk, None, never)
        assert timeline(desk) == ["call: one (actor:test)"]
        undo(desk, None, never)
        assert timeline(desk) == []
        undo(desk, None, never)  # the account itself
        with pytest.raises(NotFound, match="nothing of yours"):
            undo(desk, None, never)


def test_it_never_takes_back_what_somebody_else_did(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(path) as desk:
        a_note(desk, "call: one")
    monkeypatch.setenv("ACCOUNTDESK_ACTOR", "ben")
    with a_desk(path) as desk, pytest.raises(NotFound):
        undo(desk, None, never)


def test_after_ten_minutes_it_asks(path: Path) -> None:
    clock = Clock()
    with a_desk(path, clock=clock) as desk:
        note, _ = a_note(desk)
        clock.now += ASK_AFTER_MS + 1000
        asked: list[str] = []

        def no(question: str) -> bool:
            asked.append(question)
            return False

        with pytest.raises(Refused, match="Nothing was taken back"):
            undo(desk, note, no)
        assert asked == ["Take back: Globex: call: hi (Mon 23 Nov 2026); Globex: next: demo?"]
        assert len(timeline(desk)) == 1
        undo(desk, note, lambda question: True)
        assert timeline(desk) == []


def test_what_is_no_id_or_unknown_or_dead_is_said(path: Path) -> None:
    with a_desk(path) as desk:
        note, _ = a_note(desk)
        with pytest.raises(NotUnderstood):
            undo(desk, "the last one", never)
        with pytest.raises(NotFound):
            undo(desk, "01a204f7-ca2b-7726-8065-22eed374c43c", never)
        undo(desk, note, never)
        with pytest.raises(Refused, match="already"):
            undo(desk, note, never)


def test_a_note_of_which_a_part_was_taken_back_loses_the_rest(path: Path) -> None:
    with a_desk(path) as desk:
        note, [touch, _] = a_note(desk)
        undo(desk, touch, never)
        _, what = undo(desk, note, never)
        assert what == ("Globex: next: demo",)


def test_taking_an_account_back_of_which_more_was_said_asks_first(path: Path) -> None:
    with a_desk(path) as desk:
        added = next(iter(journal.everything(desk.store)))
        a_note(desk)
        asked: list[str] = []

        def no(question: str) -> bool:
            asked.append(question)
            return False

        with pytest.raises(Refused):
            undo(desk, id_text(added.id), no)
        assert asked == [
            "Take back: Globex: account added: Globex, and what else was said of it (2)?"
        ]


def test_undoing_often_does_not_become_slow(path: Path) -> None:
    """The store is asked as often after forty undone notes as after one."""
    with a_desk(path) as desk:
        seen: list[str] = []

        def note(cursor: object, sql: str, values: object) -> bool:
            seen.append(sql)
            return True

        counts = []
        for _ in range(40):
            a_note(desk, "call: x")
            seen.clear()
            desk.store.db.exec_trace = note
            undo(desk, None, never)
            desk.store.db.exec_trace = None
            counts.append(len(seen))
        assert counts[-1] <= counts[0] + 2


def test_what_was_taken_back_meanwhile_is_not_taken_back_twice(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        log(desk, "globex", "call: hi")
        what = undoing(desk)
        take_back(desk, what)
        with pytest.raises(Refused, match="already"):
            take_back(desk, what)


def test_who_somebody_is_is_asked_about_however_fresh_it_is(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_member(desk, MemberSaid("Ana"), desk.claim)
        assert undoing(desk).question is not None
        with pytest.raises(Refused, match="Nothing was taken back"):
            undo(desk, None, lambda question: False)
