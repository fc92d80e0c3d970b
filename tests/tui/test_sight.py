"""What a list holds: whatever comes in, the cursor stays on its row and its line of the screen."""

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.line import Line
from accountdesk.core.track import Track
from accountdesk.desk.accounts import Part, Row
from accountdesk.store.windows import Place
from accountdesk.tui.widgets.sight import MOST_ROWS, Sight


def a_row(number: int, group: Group = Group.DUE) -> Row:
    name = f"account {number:05}"
    key = AccountKey(f"t:{number}")
    place = Place(group, 0, name, key)
    return Row(key, name, group, "", "", "", "", name, place, Line(name, Track.RELATIONAL))


def some_rows(first: int, count: int) -> tuple[Row, ...]:
    """Rows of a long list, a hundred to a group."""
    return tuple(a_row(n, Group(min(n // 100, 3))) for n in range(first, first + count))


def a_sight(part: Part, height: int) -> Sight:
    sight = Sight()
    sight.show(part, grouped=True)
    sight.fit(height)
    return sight


def test_the_name_of_the_first_group_is_in_view_from_the_start() -> None:
    sight = a_sight(Part(some_rows(0, 50)), 10)
    assert sight.lines[sight.top] is Group.MAKE_RIGHT
    assert (sight.top, sight.line) == (0, 1)


def test_the_cursor_moves_within_the_view_and_the_view_by_half_when_it_is_left() -> None:
    sight = a_sight(Part(some_rows(0, 50)), 10)
    for cursor in range(1, 9):
        assert not sight.move(cursor)
    assert sight.move(9)
    assert sight.top == 5


def test_going_up_shows_the_name_of_the_group_above_its_first_row() -> None:
    sight = a_sight(Part(some_rows(90, 40), first=False), 5)
    sight.move(39)
    while sight.cursor > 10:
        sight.move(sight.cursor - 1)
    assert sight.row == a_row(100, Group.DUE)
    sight.move(11)
    sight.move(10)
    assert any(line is Group.DUE for line in sight.lines[sight.top : sight.top + 5])


def test_rows_in_the_middle_of_a_group_have_no_name_above_them() -> None:
    sight = a_sight(Part(some_rows(50, 10), first=False), 5)
    assert sight.lines == list(range(10))


def test_an_empty_list_has_nothing_under_the_cursor() -> None:
    sight = a_sight(Part(), 5)
    assert sight.row is None
    assert not sight.move(3)
    assert sight.cursor <= 0
    assert sight.row_at(0) is None
    assert not sight.more_below


@given(
    st.integers(1, 400),
    st.integers(1, 60),
    st.lists(st.tuples(st.sampled_from(["move", "below", "above", "fit"]), st.integers(-300, 300))),
)
def test_the_cursor_is_always_in_view_and_what_comes_in_moves_nothing(
    count: int, height: int, deeds: list[tuple[str, int]]
) -> None:
    start = 5_000
    sight = a_sight(Part(some_rows(start, count), first=False, last=False), height)
    for deed, number in deeds:
        row, on_screen = sight.row, sight.line - sight.top
        rows = sight.part.rows
        if deed == "move":
            sight.move(sight.cursor + number)
        elif deed == "fit":
            sight.fit(abs(number))
        elif deed == "below":
            last = int(rows[-1].name[-5:])
            sight.extend_below(some_rows(last + 1, abs(number)), complete=False)
        else:
            first = int(rows[0].name[-5:])
            sight.extend_above(some_rows(first - abs(number), abs(number)), complete=False)
        if deed in ("below", "above"):
            assert sight.row == row
            ends = (0, max(0, len(sight.lines) - sight.height))
            name_came = isinstance(sight.lines[sight.top], Group) and sight.top + 1 == sight.line
            assert sight.line - sight.top == on_screen or sight.top in ends or name_came
        assert sight.top <= sight.line < sight.top + sight.height
        assert 0 <= sight.top <= max(0, len(sight.lines) - 1)
        numbers = [int(held.name[-5:]) for held in sight.part.rows]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert len(numbers) <= MOST_ROWS


def test_what_is_far_from_the_cursor_is_let_go() -> None:
    sight = a_sight(Part(some_rows(0, 200), last=False), 30)
    for page in range(1, 20):
        sight.move(len(sight.part.rows) - 1)
        sight.extend_below(some_rows(page * 200, 200), complete=False)
    assert len(sight.part.rows) <= MOST_ROWS
    assert not sight.part.first
    assert sight.row is not None
    assert sight.row.name == "account 03799"
