"""No statement of the product reads a whole table: it would do so a million times as slowly."""

from pathlib import Path
from typing import Any, get_args

from accountdesk.core import filters
from accountdesk.core.account import AccountAdded
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import MemberSaid, Seat
from accountdesk.desk.absences import handing
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import Near, Where, account_list, more_rows, rows
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.board import board
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.find import find
from accountdesk.desk.goal_setting import set_goal
from accountdesk.desk.goals_page import by_command, goals_page
from accountdesk.desk.importing import Order, import_files
from accountdesk.desk.journal import Filter, lines
from accountdesk.desk.learned_page import learned_page
from accountdesk.desk.log import log
from accountdesk.desk.my_day import my_day
from accountdesk.desk.process_page import process_page
from accountdesk.desk.promises_page import promises_page
from accountdesk.desk.standing import name_seats
from accountdesk.desk.undo import undo
from accountdesk.desk.view import keep_view, view_called
from accountdesk.store import windows
from accountdesk.store.holdings import NAMED_ANYWHERE
from accountdesk.store.windows import BOTTOM, TOP, WHOLE, Slice
from tests.builders import a_desk

SMALL = {"meta", "tally", "json_each", "source", "writes", "outbox"}
"""Tables of a handful of rows, whatever the store holds; the outbox has what is not sent yet."""

WHOLE_ON_PURPOSE = {
    "INSERT OR IGNORE INTO dirty SELECT id FROM account": "the team decided: all are folded again",
    "SELECT 1 FROM joined LIMIT 1": "whether there is any join at all",
    "SELECT account FROM dirty LIMIT ?": "any of them will do",
    NAMED_ANYWHERE: "when a member leaves, all that ever named them is looked for",
}


def scans(plan: list[tuple[Any, ...]]) -> list[str]:
    """Steps that read a table whole: no part that an index has cut out, no match of words."""
    found = (step[3] for step in plan if step[3].startswith("SCAN"))
    return [step for step in found if "(subquery" not in step and "VIRTUAL TABLE" not in step]


def look_around(desk: Desk) -> None:
    """What the screen does with the lists."""
    held = tuple(rows(desk, Seat.HUNTER))
    near = Near(held[0].key, held[0].place)
    for view in map(view_called, ("all", "mine", "silent", "mine,due", "step try")):
        assert desk_page(desk, (near, None), view=view).view == view
        for where in get_args(Where):
            more_rows(desk, Seat.HUNTER, where, held, view)
    keep_view(desk, view_called("silent"))
    for mine in (False, True):
        promises_page(desk, mine=mine)
    learned_page(desk, "dry room")
    handing(desk, "ana", "ben")
    goals_page(desk, by_command(desk))
    board(desk, names=True)
    my_day(desk)
    process_page(desk, "acme")


def test_no_statement_reads_a_whole_table(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        statements: dict[str, tuple[object, ...]] = {}

        def note(cursor: object, sql: str, values: object) -> bool:
            statements[sql] = tuple(values) if isinstance(values, list | tuple) else ()
            return True

        desk.store.db.exec_trace = note
        add_account(desk, AccountAdded("Acme"))
        add_member(desk, MemberSaid("Ana"), desk.claim)
        add_member(desk, MemberSaid("Ben"))
        log(desk, "acme", "call: hi\nnext: demo tue\nwe: quote by fri\nwrong: doubled\nfeels: calm")
        log(desk, "acme", "learned: glue needs a dry room")
        desk.settle()
        account_page(desk, "acme")
        account_list(desk, desk.team(), Seat.HUNTER)
        list(rows(desk, Seat.HUNTER))
        list(lines(desk, Filter("acme")))
        take_journal(desk, [line.encode() for line in export(desk)])
        undo(desk, None, lambda question: True)
        name_seats(desk, ["acme"], {Seat.FARMER: ["ana"]})
        set_goal(desk, "revenue_won", "5", None, None)
        look_around(desk)
        find(desk, "ac")
        find(desk, "+49 30 55")
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


def test_every_window_is_a_search_and_sorts_nothing(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        statements: list[tuple[str, Any]] = []

        def note(cursor: object, sql: str, values: object) -> bool:
            statements.append((sql, values))
            return True

        desk.store.db.exec_trace = note
        for of in (
            WHOLE,
            Slice("crm:ana"),
            Slice(only=filters.Filter.SILENT),
            Slice("crm:ana", filters.Filter.SILENT),
        ):
            windows.window(desk.store, Seat.HUNTER, TOP, 5, of)
            windows.before(desk.store, Seat.HUNTER, BOTTOM, 5, of)
            windows.end(desk.store, Seat.HUNTER, 5, of)
            windows.tally(desk.store, Seat.HUNTER, of)
        windows.place_of(desk.store, Seat.HUNTER, AccountKey("crm:a"))
        desk.store.db.exec_trace = None
        for sql, values in statements:
            plan = [step[3] for step in desk.store.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert [step for step in plan if "SCAN" in step or "B-TREE" in step] == []
            if "LIMIT" in sql:
                assert any("(grp,calm,name_key,key)" in step for step in plan), plan
        assert len(statements) == 17
