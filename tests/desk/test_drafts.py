"""Drafts: notes that are not recorded yet outlive the program, once, and for their own writer."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import AccountKey, NoteId
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.drafts import SUFFIX, Draft, Drafts
from accountdesk.desk.mint import mint
from accountdesk.desk.note_page import note_page, record_note
from accountdesk.store import journal
from tests.builders import a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        yield desk


def drafts(desk: Desk, claim: str = "actor:ana") -> Drafts:
    found = Drafts(desk.store.path, claim)
    found.take_over(desk)
    return found


def a_draft(text: str = "call: hi", account: str = "own:a") -> Draft:
    return Draft(NoteId(mint()), AccountKey(account), "Acme", text)


def folder(desk: Desk) -> Path:
    return Path(desk.store.path + SUFFIX)


def test_nothing_is_written_until_something_is_typed(desk: Desk) -> None:
    mine = drafts(desk)
    mine.keep(a_draft("  \n"))
    assert mine.waiting == ()
    assert not folder(desk).exists()
    mine.close()


def test_the_next_program_takes_a_draft_over_and_the_one_after_it_again(desk: Desk) -> None:
    draft = a_draft("call: hé\nnext: demo tue")
    for _ in range(3):
        mine = drafts(desk)
        mine.keep(draft)
        mine.close()
        after = drafts(desk)
        assert after.waiting == (draft,)
        assert after.of(draft.account) == draft
        after.close()


def test_a_draft_belongs_to_the_program_that_runs(desk: Desk) -> None:
    mine = drafts(desk)
    mine.keep(a_draft())
    assert drafts(desk).waiting == ()
    mine.close()


def test_a_draft_belongs_to_who_typed_it(desk: Desk) -> None:
    mine = drafts(desk)
    mine.keep(a_draft())
    mine.close()
    assert drafts(desk, "actor:ben").waiting == ()
    assert len(drafts(desk).waiting) == 1


def test_what_was_recorded_is_no_draft_any_more(desk: Desk) -> None:
    account = add_account(desk, AccountAdded("Acme")).key
    page = note_page(desk, account)
    draft = a_draft(account=account)
    mine = drafts(desk)
    mine.keep(draft)
    record_note(desk, page, draft.note, page.understood(draft.text))
    mine.close()  # as if it had ended before it could drop the draft
    assert drafts(desk).waiting == ()
    assert not folder(desk).exists()
    assert len(journal.of_note(desk.store, draft.note)) == 1


def test_an_emptied_note_and_a_dropped_one_leave_nothing(desk: Desk) -> None:
    mine = drafts(desk)
    for leave in (lambda draft: mine.keep(draft._replace(text=" ")), mine.drop):
        draft = a_draft()
        mine.keep(draft)
        assert len(list(folder(desk).glob("*/*"))) == 1
        leave(draft)
        assert mine.waiting == ()
        assert list(folder(desk).glob("*/*")) == []
    mine.close()
    assert not folder(desk).exists()


def test_the_draft_begun_first_stands_first_and_each_account_has_one(desk: Desk) -> None:
    mine = drafts(desk)
    first, second = a_draft(account="own:b"), a_draft(account="own:a")
    mine.keep(second)
    mine.keep(first)
    assert mine.waiting == (first, second)
    mine.close()


def test_two_drafts_of_one_account_are_both_offered(desk: Desk) -> None:
    one, other = drafts(desk), drafts(desk)
    first, second = a_draft("one"), a_draft("other")
    one.keep(first)
    other.keep(second)
    one.close()
    other.close()
    mine = drafts(desk)
    assert mine.waiting == (first, second)
    assert mine.of(first.account) == first
    mine.drop(first)
    assert mine.of(first.account) == second
    mine.drop(second)
    mine.close()
    assert not folder(desk).exists()


def test_what_cannot_be_read_stays_where_it_lies(desk: Desk) -> None:
    mine = drafts(desk)
    draft = a_draft()
    mine.keep(draft)
    [file] = folder(desk).glob("*/*")
    whole = file.read_text()
    mine.close()
    for text in ("", whole[:-9], "[]", whole.replace(json.loads(whole)["note"], "no id")):
        file.write_text(text)
        assert drafts(desk).waiting == ()
        assert file.read_text() == text
    file.write_text(whole)
    assert drafts(desk).waiting == (draft,)


def test_a_folder_that_was_tidied_away_is_made_again(desk: Desk) -> None:
    mine = drafts(desk)
    draft = a_draft()
    mine.keep(draft)
    [file] = folder(desk).glob("*/*")
    file.unlink()
    file.parent.rmdir()
    mine.keep(draft._replace(text="more"))
    mine.close()
    assert [found.text for found in drafts(desk).waiting] == ["more"]


def test_a_draft_that_cannot_be_written_leaves_the_one_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = drafts(desk)
    draft = a_draft("before")
    mine.keep(draft)

    def fail(*names: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "replace", fail)
        with pytest.raises(OSError, match="No space"):
            mine.keep(draft._replace(text="after"))
    mine.close()
    assert [found.text for found in drafts(desk).waiting] == ["before"]


def test_only_its_owner_can_read_a_draft(desk: Desk) -> None:
    mine = drafts(desk)
    mine.keep(a_draft())
    assert {path.stat().st_mode & 0o077 for path in (folder(desk), *folder(desk).iterdir())} == {0}
    mine.close()
