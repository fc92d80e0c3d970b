"""Recording: a note is entries and what lists show, at once; nothing is recorded in part."""

from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import word_of
from accountdesk.core.errors import Ambiguous, NotFound, NotUnderstood
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonAdded
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.desk.accounts import rows
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import MOST_AHEAD_MS, log
from accountdesk.store import journal
from tests.builders import NOON, Clock, a_desk, an_entry


def entries(desk: Desk) -> list[str]:
    return [entry.kind for entry in journal.everything(desk.store)]


def test_a_note_is_recorded_whole_and_seen_at_once(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex Labs"))
        add_person(desk, "globex", PersonAdded("Dana Fox"))
        recorded = log(desk, "globex", "call in dana: liked it\nnext: demo today 10:00")
        assert recorded.account == "Globex Labs"
        assert [entry.kind for entry in recorded.entries] == ["touchpoint", "next_step"]
        assert {entry.note for entry in recorded.entries} == {recorded.note}
        assert len({entry.id for entry in recorded.entries}) == 2
        assert recorded.words == (
            "call in, Dana Fox: liked it (Mon 23 Nov 2026)",
            "next: demo, Mon 23 Nov 2026 10:00",
        )
        [row] = rows(desk, Seat.HUNTER)
        assert (row.reason, row.when) == ("demo", "today 10:00")
        assert entries(desk) == ["account_added", "person_added", "touchpoint", "next_step"]


def test_what_cannot_be_read_records_nothing(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        for text in ("call: x\nwe: by fri", "call: x\nwhen: soon", ""):
            with pytest.raises(NotUnderstood):
                log(desk, "globex", text)
        assert entries(desk) == ["account_added"]


def test_the_account_must_be_one(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        with pytest.raises(NotFound, match="add account"):
            log(desk, "globex", "call: x")
        add_account(desk, AccountAdded("Globex Labs"))
        add_account(desk, AccountAdded("Globex Energy"))
        with pytest.raises(Ambiguous, match=r"Globex Energy \(own:.*; Globex Labs"):
            log(desk, "globex", "call: x")
        log(desk, "globex l", "call: x")


def test_moments_are_after_all_others_and_ids_ascend(tmp_path: Path) -> None:
    clock = Clock()
    with a_desk(tmp_path / "desk.db", clock=clock) as desk:
        add_account(desk, AccountAdded("Globex"))
        clock.now -= 60_000  # the clock was set back a minute
        for number in range(3):
            log(desk, "globex", f"call: {number}\nnext: {number}")
        found = list(journal.everything(desk.store))
        first = found[0].at
        assert [entry.at for entry in found] == list(range(first, first + 7))
        assert sorted(entry.id for entry in found) == [entry.id for entry in found]


def test_an_entry_from_the_future_does_not_drag_the_others_along(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        ahead = an_entry(1, NextStep("x"), at=NOON + MOST_AHEAD_MS + 120_000)
        with desk.store.transaction():
            journal.append(desk.store, [ahead])
        recorded = log(desk, "globex", "call: x")
        assert recorded.entries[0].at < NOON + 1000
        assert "6 minutes ahead" in recorded.hints[0]


def test_claims_are_members_once_somebody_says_so(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        recorded = log(desk, "globex", "call: x")
        assert recorded.entries[0].by == desk.claim == "actor:test"
        assert desk.team().name_of(desk.claim) == "actor:test"
        add_member(desk, MemberSaid("Ana"), desk.claim)
        assert desk.team().name_of(desk.claim) == "Ana"


def test_every_kind_has_words() -> None:
    from accountdesk.core.entry import KINDS
    from accountdesk.desk.said import _SAYS

    assert set(_SAYS) == set(KINDS.values())
    assert word_of(Touchpoint) == "touchpoint"
