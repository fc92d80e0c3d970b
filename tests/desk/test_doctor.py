"""The doctor: finds what is wrong, says what to do, and is quiet where all is well."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.core.account import AccountAdded, AccountFact
from accountdesk.core.deal import DealFact, DealKey
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.liveness import Retracted
from accountdesk.core.next_step import StepDone
from accountdesk.core.policy import Holidays, PolicySaid
from accountdesk.core.record import plain
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.doctor import Finding, examine
from accountdesk.desk.facts_in import begin, finish, take
from accountdesk.desk.log import record, take_in
from accountdesk.store import health
from tests.builders import ACME, NOON, Clock, a_desk, an_entry, day, ref


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        add_account(found, AccountAdded("Globex"))
        yield found


def wrong(desk: Desk) -> list[str]:
    return [finding.says for finding in examine(desk).findings if finding.wrong]


def about(desk: Desk, word: str) -> list[Finding]:
    return [finding for finding in examine(desk).findings if finding.about == word]


def test_a_new_desk_is_well(desk: Desk) -> None:
    assert wrong(desk) == []
    [store] = about(desk, "store")
    assert "SQLite 3." in store.says
    assert "1 entry," in store.says


def test_a_file_that_others_can_read_is_wrong(desk: Desk) -> None:
    os.chmod(desk.store.path, 0o644)
    assert wrong(desk) == [
        f"Every user of this machine may read it: chmod o-rwx {desk.store.path}."
    ]


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with a_desk(path) as desk:
        for number in range(40):
            add_account(desk, AccountAdded(f"Account {number}"))
        desk.store.db.pragma("wal_checkpoint", "TRUNCATE")
        [(page,)] = desk.store.rows("SELECT rootpage FROM sqlite_schema WHERE name='card_name'")
        size = desk.store.db.pragma("page_size")
    with path.open("r+b") as file:
        file.seek(page * size - 800)
        file.write(b"\xff" * 800)
    with a_desk(path) as desk:
        assert any("The file is damaged" in says for says in wrong(desk))


def test_another_machines_disk_is_no_place_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = f"x / ext4 rw 0 0\ny {os.path.dirname(desk.store.path)} nfs4 rw 0 0\n"
    table = Path(desk.store.path).with_name("mounts")
    table.write_text(mounts, encoding="utf-8")
    monkeypatch.setattr(health, "MOUNTS", str(table))
    assert any("nfs4, a file system of another machine" in says for says in wrong(desk))


def test_entries_without_effect_are_listed(desk: Desk) -> None:
    with desk.store.transaction():
        take_in(desk, [an_entry(1, StepDone(ref(9))), an_entry(2, Retracted((ref(8),)))])
        take_in(desk, [an_entry(3, ("later", "{}"))])
    notes = [finding.says for finding in about(desk, "journal")]
    assert "Only a newer AccountDesk reads entries of later. Update it." in notes
    assert any(says.startswith("2 entries without effect, and kept: ") for says in notes)
    assert any(f"not received yet: {ACME}" in says for says in notes)


def test_owners_who_are_nobody_and_what_was_set_aside_are_listed(desk: Desk) -> None:
    globex = AccountKey("crm:1")
    begin(desk, "crm", [])
    aside = SetAside("x.csv", 7, "deals", "account", "no account is named", "{}")
    take(
        desk,
        "crm",
        iter(
            [
                Sent(globex, AccountFact(globex, "Globex", owner="crm:005"), "{}"),
                Sent(globex, DealFact(DealKey("crm:d"), owner="crm:006"), "{}"),
                aside,
            ]
        ),
    )
    finish(desk, "crm", [], lists_accounts=True)
    report = examine(desk)
    assert [f.says for f in report.findings if f.wrong] == [
        "Owners who are no members: crm:005, crm:006. Import a list of members, or accountdesk "
        "add member NAME --claim OWNER."
    ]
    assert [group.words() for group in report.aside] == [
        "x.csv, line 7, account: no account is named"
    ]
    facts = [finding.says for finding in about(desk, "facts")]
    assert facts == ["crm was read just now.", "Records of sources: accounts 1, deals 1."]


def test_a_day_ahead_of_the_clock_is_wrong(tmp_path: Path) -> None:
    path, clock = tmp_path / "desk.db", Clock(NOON + 3 * 86_400_000)
    with a_desk(path, today=None, clock=clock):
        pass
    with a_desk(path, today=None, clock=Clock(NOON)) as desk:
        assert any("this machine's clock says" in says for says in wrong(desk))


def test_holidays_that_run_out_are_asked_for_anew(desk: Desk) -> None:
    own = frozenset({day(-9), day(31)})
    for holidays in (
        Holidays("DE-BY", 2027, frozenset({day(32)})),
        Holidays(None, None, own, own),
    ):
        record(desk, [(None, PolicySaid("holidays", plain(holidays)))])
        assert wrong(desk) == []
    record(desk, [(None, PolicySaid("holidays", plain(Holidays("DE-BY", 2026, frozenset()))))])
    assert wrong(desk) == [
        "Holidays of DE-BY are known until 2026 and not beyond. Ask for them anew, if need be "
        "after an update: accountdesk policy set holidays DE-BY."
    ]
    record(desk, [(None, PolicySaid("holidays", plain(Holidays("DE-BY", 2026, own, own))))])
    [says] = wrong(desk)
    assert says.endswith('accountdesk policy set holidays "DE-BY, 2026-12-24".')
