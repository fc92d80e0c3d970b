"""No statement of the product reads a whole table: it would do so a million times as slowly."""

from pathlib import Path
from typing import Any

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import account_list, rows
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.goals import set_goal
from accountdesk.desk.importing import Order, import_files
from accountdesk.desk.journal import Filter, lines
from accountdesk.desk.log import log
from accountdesk.desk.standing import name_seats
from accountdesk.desk.undo import undo
from tests.builders import a_desk

SMALL = {"meta", "tally", "json_each", "source"}
"""Tables of a handful of rows, whatever the store holds."""

WHOLE_ON_PURPOSE = {
    "INSERT OR IGNORE INTO dirty SELECT id FROM account": "the team decided: all are folded again",
    "SELECT 1 FROM joined LIMIT 1": "whether there is any join at all",
    "SELECT account FROM dirty LIMIT ?": "any of them will do",
}


def scans(plan: list[tuple[Any, ...]]) -> list[str]:
    return [step[3] for step in plan if step[3].startswith("SCAN")]


def test_no_statement_reads_a_whole_table(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        statements: dict[str, tuple[object, ...]] = {}

        def note(cursor: object, sql: str, values: object) -> bool:
            statements[sql] = tuple(values) if isinstance(values, list | tuple) else ()
            return True

        desk.store.db.exec_trace = note
        add_account(desk, AccountAdded("Acme"))
        add_member(desk, MemberSaid("Ana"), desk.claim)
        log(desk, "acme", "call: hi\nnext: demo tue")
        desk.settle()
        account_page(desk, "acme")
        account_list(desk, Seat.HUNTER)
        list(rows(desk, Seat.HUNTER))
        list(lines(desk, Filter("acme")))
        take_journal(desk, [line.encode() for line in export(desk)])
        undo(desk, None, lambda question: True)
        name_seats(desk, ["acme"], {Seat.FARMER: ["ana"]})
        set_goal(desk, "revenue_won", "5", None, None)
        desk_page(desk, 5)
        (tmp_path / "a.csv").write_text("Account Name,Renewal date\nGlobex,soon\n,1\n")
        for _ in range(2):
            import_files(desk, Order([str(tmp_path / "a.csv")]), lambda question: True)
        desk.store.db.exec_trace = None

        found = []
        for sql, values in statements.items():
            if not sql.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
                continue
            plan = desk.store.rows(f"EXPLAIN QUERY PLAN {sql}", values)
            for step in scans(plan):
                if step.split()[1] not in SMALL and sql not in WHOLE_ON_PURPOSE:
                    found.append((sql, step))
        assert found == []
        assert len(statements) > 45
