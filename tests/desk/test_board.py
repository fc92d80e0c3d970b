"""The wallboard's content: the whole team at a glance, and nobody's name unless it is asked for."""

from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import apsw
import pytest

from accountdesk.core.account import AccountAdded, Left, Renewal
from accountdesk.core.attention import Group
from accountdesk.core.contribution import Flow
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.core.text import width
from accountdesk.desk.accounts import account_list
from accountdesk.desk.adding import add_account, add_member, add_person
from accountdesk.desk.board import Board, board
from accountdesk.desk.board_lines import PLAIN, Way, in_lines, page, page_count, state
from accountdesk.desk.desk import Desk
from accountdesk.desk.goal_setting import set_focus, set_goal
from accountdesk.desk.lanes import Reader
from accountdesk.desk.log import log, record
from accountdesk.desk.open import open_desk
from accountdesk.store.opening import open_store
from tests.builders import NOON, TODAY, Clock, a_desk, day

SECRETS = (
    "Globex",
    "Initech",
    "Dana",
    "Ana",
    "Ruiz",
    "Ben",
    "loves it",
    "1,234",
    "1.2k",
    "777",
    "5k",
)
"""Names, words and amounts of the store below."""
FOCUS = "Every customer would vouch for us"
MINUTE = 60_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        add_member(found, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=found.claim)
        add_account(found, AccountAdded("Globex"))
        add_person(found, "Globex", PersonAdded("Dana Fox", "CFO"))
        add_account(found, AccountAdded("Initech", "customer"))
        log(found, "globex", "call dana: hello\nnext: offer tomorrow")
        log(found, "initech", "praise in: Dana loves it")
        of(found, "Globex", DealAdded("Big one", Outcome.WON, day(-3), 1234_00, "EUR"))
        of(found, "Globex", DealAdded("Next one", Outcome.OPEN, day(9), 777_00, "EUR"))
        of(found, "Initech", DealAdded("Long ago", Outcome.WON, day(-90), 5000_00, "EUR"))
        of(found, "Initech", Renewal(day(-1), 5000_00, "EUR"))
        set_goal(found, "revenue_won", "9000", "2026", "EUR")
        set_focus(found, FOCUS)
        found.settle()
        yield found


def of(desk: Desk, name: str, body: DealAdded | Renewal | Left) -> None:
    record(desk, [(AccountKey(desk.account_called(name).key), body)])


def text(shown: Board, columns: int = 80) -> str:
    """All pages."""
    return "\n".join(
        "\n".join([*(line.text for line in page(shown, at, columns, PLAIN)), state(shown, at)])
        for at in range(page_count(shown))
    )


def test_what_a_customer_said_of_how_they_feel_is_on_no_wall(desk: Desk) -> None:
    log(desk, "globex", 'feels: angry "you forgot us"')
    shown = board(desk, names=True)
    assert shown.rows[0][0].reason == "angry"
    assert "forgot" not in repr(shown)
    assert "Globex" in repr(shown)


def test_without_names_the_team_is_seen_and_nobody_is(desk: Desk) -> None:
    shown = text(board(desk, names=False))
    assert FOCUS in shown
    assert "Revenue won 2026" in shown
    assert "69 % of the target · 20 % behind an even pace" in shown
    assert "Good news of 30 days: 1 word of praise · 1 contract renewed · 1 deal won" in shown
    assert [secret for secret in SECRETS if secret in shown + repr(board(desk, names=False))] == []


def test_without_names_nothing_is_read_that_has_them(desk: Desk) -> None:
    """The lists, what is ahead, and whose contribution it was are not even asked for."""
    reads: set[tuple[str | None, str | None]] = set()

    def note(action: int, table: str | None, column: str | None, *_: str | None) -> int:
        if action == apsw.SQLITE_READ:
            reads.add((table, column))
        return apsw.SQLITE_OK

    store = open_store(desk.store.path)
    try:
        store.db.authorizer = note
        board(desk._replace(store=store), names=False)
    finally:
        store.close()
    tables = {table for table, _ in reads}
    assert {"tally", "day_sum", "meta"} <= tables
    assert not tables & {"desk_row", "desk_own", "coming", "contribution", "person", "find"}
    assert {column for table, column in reads if table == "card"} <= {"account", "changes_on"}


def test_with_names_it_says_who_and_how_much(desk: Desk) -> None:
    shown = text(board(desk, names=True))
    assert "6,234 of 9,000 EUR · 20 % behind" in shown
    assert "Globex: deal won, 1.2k EUR, Fri 20 Nov" in shown
    assert "Initech: contract renewed, 5k EUR, yesterday" in shown
    assert "Initech: word of praise, today" in shown
    assert "next  Ana Ruiz: Globex, Next one, Wed 2 Dec, 777 EUR" in shown
    assert "Hunters · Due 1" in shown
    assert "Farmers · Due 1" not in shown  # nothing presses there
    assert "Globex decision in 9 d" in " ".join(shown.split())


def test_it_counts_what_the_lists_count(desk: Desk) -> None:
    shown = board(desk, names=False)
    assert shown.lists == tuple(account_list(desk, desk.team(), seat) for seat in Seat)
    assert shown.lists[0].counts[Group.DUE] == 1


def test_good_news_is_of_the_last_days_and_of_who_stayed(desk: Desk) -> None:
    of(desk, "Globex", DealAdded("a month ago", Outcome.WON, day(-30), 1_00, "EUR"))
    assert board(desk, names=False).counted[Flow.WON] == 1
    of(desk, "Globex", DealAdded("just in time", Outcome.WON, day(-29), 1_00, "EUR"))
    of(desk, "Globex", DealAdded("tomorrow", Outcome.WON, day(1), 1_00, "EUR"))
    assert board(desk, names=False).counted[Flow.WON] == 2
    of(desk, "Globex", Left(day(0)))
    shown = board(desk, names=True)
    assert Flow.WON not in shown.counted
    assert not any("Globex" in news for news in shown.news)


def test_each_goal_has_a_page_and_those_without_target_have_none(desk: Desk) -> None:
    set_goal(desk, "revenue_won", "1000", "2026-Q4", None)
    shown = board(desk, names=False)
    assert [target.title for target in shown.targets] == [
        "Revenue won 2026-Q4", "Revenue won 2026"
    ]  # fmt: skip
    assert state(shown, 0).endswith("· 1/2")
    assert state(shown, 2) == state(shown, 0)  # round again
    assert page(shown, 2, 80, PLAIN) == page(shown, 0, 80, PLAIN)
    set_goal(desk, "revenue_won", "none", "2026-Q4", None)
    set_goal(desk, "revenue_won", "none", "2026", None)
    [target] = board(desk, names=False).targets
    assert (target.title, target.pace) == ("Revenue from customers who stay 2026", "no target yet")
    assert "no target yet" in text(board(desk, names=False))


@pytest.mark.parametrize("columns", [1, 20, 40, 79, 80, 200])
@pytest.mark.parametrize("names", [False, True])
def test_no_line_is_wider_than_it_may_be(desk: Desk, columns: int, *, names: bool) -> None:
    shown = board(desk, names=names)
    for number in range(page_count(shown)):
        for way in (PLAIN, Way(in_lines, airy=True), Way(in_lines, brief=True)):
            lines = page(shown, number, columns, way)
            assert columns < 20 or all(width(line.text) <= columns for line in lines)


def test_a_board_of_an_older_day_says_so(tmp_path: Path) -> None:
    path, clock = str(tmp_path / "desk.db"), Clock()
    with open_desk(path, create=True, clock=clock) as desk:
        add_account(desk, AccountAdded("Globex"))
    clock.now = NOON + 24 * 60 * MINUTE
    with open_desk(path, clock=clock, read_only=True) as desk:
        shown = board(desk, names=False)
        assert desk.today == TODAY
        assert shown.waits == "As of Mon 23 Nov 2026: no desk was opened since."
        assert "no desk was opened since" in state(shown, 0)
    with open_desk(path, clock=clock) as desk:
        desk.settle()
    with open_desk(path, clock=clock, read_only=True) as desk:
        assert (desk.today, board(desk, names=False).waits) == (day(1), "")


def test_a_board_that_is_not_folded_whole_says_so(desk: Desk) -> None:
    with desk.store.transaction():
        desk.store.run("INSERT INTO dirty SELECT id FROM account")
    with open_desk(desk.store.path, clock=Clock(), read_only=True) as wall:
        assert wall.settle() == 0
        assert board(wall, names=False).waits == "Some accounts are still being read in."


def test_another_day_is_shown_from_a_copy(desk: Desk) -> None:
    with open_desk(desk.store.path, today=day(40), clock=Clock(), read_only=True) as wall:
        wall.settle()
        shown = board(wall, names=False)
        assert shown.today == "Sat 2 Jan 2027"
        assert shown.counted == {}
        assert wall.store.path != desk.store.path
    assert board(desk, names=False).today == "Mon 23 Nov 2026"


def test_several_deals_of_a_day_are_counted_and_our_own_praise_is_none(desk: Desk) -> None:
    for cents in (1_00, 2_00):
        of(desk, "Globex", DealAdded("Small", Outcome.WON, day(-3), cents, "EUR"))
    log(desk, "globex", "praise out: what a team you are")
    shown = board(desk, names=True)
    assert "Globex: 3 deals won, 1.2k EUR, Fri 20 Nov" in shown.news
    assert shown.counted == {Flow.WON: 3, Flow.KEPT: 1, Flow.PRAISED: 1}
    assert shown.news[0].startswith("Initech: word of praise")


def test_a_figure_that_has_no_room_to_be_large_is_written(desk: Desk) -> None:
    way = Way(lambda text: [letter * 3 * len(text) for letter in "abc"])
    assert any("aaa" in line.text for line in page(board(desk, names=False), 0, 80, way))
    counts = page(board(desk, names=False), 0, 19, way)[-6:]
    assert not any("aaa" in line.text for line in counts)


def test_a_board_with_too_many_accounts_says_how_many_more_there_are(desk: Desk) -> None:
    for number in range(9):
        add_account(desk, AccountAdded(f"Account {number}"))
        log(desk, f"account {number}", "call: hi\nnext: offer today")
    shown = board(desk, names=True)
    assert len(shown.rows[0]) == 7
    assert " and 3 more" in text(shown)


def test_the_wall_of_a_newer_store_goes_with_its_day(desk: Desk) -> None:
    answers: SimpleQueue[Any] = SimpleQueue()
    with desk.store.transaction():
        desk.store.run("UPDATE meta SET value=99 WHERE key='fold_version'")
        desk.store.run("UPDATE meta SET value=? WHERE key='day'", (day(9).isoformat(),))
    with open_desk(desk.store.path, clock=Clock(), read_only=True) as wall:
        reader = Reader(wall._replace(today=TODAY), lambda: None)
        reader.start()
        reader.ask("day", lambda here: (here.today, here.store.read_only), answers.put)
        assert answers.get(timeout=20) == (day(9), True)
        reader.close()
        assert reader.join(20)
