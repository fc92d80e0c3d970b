"""What fits in so many columns fills exactly those, whatever it says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded
from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.line import Line
from accountdesk.core.text import width
from accountdesk.core.track import Track
from accountdesk.desk import fitting
from accountdesk.desk.accounts import Row
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.fitting import head_lines, name_cells, wide_row_text
from accountdesk.desk.goal_setting import set_focus, set_goal
from accountdesk.store.windows import Place
from tests.builders import a_desk

texts = st.text(max_size=40) | st.sampled_from(["", "日本の会社", "Gebr. Sauerbrey", "é" * 30])


def a_row(name: str, reason: str, when: str, last: str = "", coming: str = "") -> Row:
    key = AccountKey("t:1")
    line = Line(name, Track.RELATIONAL)
    return Row(key, name, Group.DUE, reason, when, last, coming, "", Place(1, 0, name, key), line)


@given(texts, texts, st.sampled_from(["", "today", "in 30 d", "152 d late"]), st.integers(20, 300))
def test_a_row_has_exactly_the_cells_it_is_given(
    name: str, reason: str, when: str, columns: int
) -> None:
    row = a_row(name, reason, when, last="call out, Ana, 9 d ago", coming="demo, Fri 5 Dec")
    drawn = wide_row_text(row, columns, name_cells([row], columns))
    assert width(drawn) == columns
    if columns < fitting.LAST_FROM:
        assert drawn.endswith(when)


def test_a_wide_list_shows_the_last_touch_and_a_wider_one_what_is_next() -> None:
    row = a_row("Globex", "decision", "in 3 d", last="call out, Ana, 9 d ago", coming="demo")
    assert "call out" not in wide_row_text(row, fitting.LAST_FROM - 1, 10)
    assert "call out" in wide_row_text(row, fitting.LAST_FROM, 10)
    assert "demo" not in wide_row_text(row, fitting.NEXT_FROM - 1, 10)
    assert "demo" in wide_row_text(row, fitting.NEXT_FROM, 10)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("target", [None, "1500000"])
def test_the_head_is_three_lines_that_fill_their_columns(
    tmp_path: Path, columns: int, target: str | None
) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Acme"))
        set_focus(desk, "Every customer would vouch for us: they ring us first, and we ring back")
        if target:
            set_goal(desk, "revenue_staying", target, "2026", "EUR")
        lines = head_lines(desk_page(desk), columns, "a")
        assert [width(line) for line in lines] == [columns] * 3
        if columns >= 80:
            assert ("nobody" in lines[0], "2026" in lines[0]) == (True, True)
            assert "0" in lines[1]
            if target:
                assert "behind" in lines[1]


def test_the_percent_and_the_pace_are_there_at_80_columns(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk.db") as desk:
        set_goal(desk, "revenue_staying", "1500000", "2026", "EUR")
        goal = head_lines(desk_page(desk), 80, "a")[1]
        assert goal.startswith("Staying  ")
        assert "0 of 1.5M · 90 % behind" in goal
        assert "┊" in goal
