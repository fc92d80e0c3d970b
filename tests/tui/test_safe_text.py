"""What people wrote reaches the terminal as letters, and nothing else of it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from accountdesk.core.text import OBEYED, clean
from accountdesk.tui.safe_text import Guard, safe_text

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True, color="red")

texts = st.text(
    st.one_of(
        st.sampled_from(sorted(map(chr, OBEYED))),
        st.sampled_from(["\u200d", "\ufe0f", "❤", "👩", "日", "\u0301", "\ud800", "\u00a0", "["]),
        st.characters(exclude_categories=[]),
    )
)


def guarded(*segments: Segment) -> list[Segment]:
    return Guard().apply(list(segments), BLACK)


@given(texts)
def test_safe_text_is_the_cleaned_text_and_no_markup(text: str) -> None:
    content = safe_text(text)
    assert content.plain == clean(text)
    assert content.spans == []


@pytest.mark.parametrize("text", ["[/]", "[b]Acme[/b]", "[@click=app.quit]x[/]", "x [b + y"])
def test_square_brackets_stay(text: str) -> None:
    assert safe_text(text).plain == text
    assert safe_text(text).spans == []


@given(texts)
def test_the_guard_lets_nothing_obeyed_through_and_keeps_the_width(text: str) -> None:
    [(shown, style, control)] = guarded(Segment(text, BOLD))
    assert OBEYED.isdisjoint(map(ord, shown))
    shown.encode("utf-8")  # half of a surrogate pair would stop the thread that writes
    assert cell_len(shown) == cell_len(text)
    assert style == BOLD
    assert control is None


@given(texts.map(clean))
def test_the_guard_changes_nothing_in_a_cleaned_text(text: str) -> None:
    assert guarded(Segment(text, BOLD)) == [Segment(text, BOLD)]


def test_an_ordinary_line_comes_back_as_it_is() -> None:
    line = [Segment("▌Globex Labs", BOLD), Segment("│", None), Segment("Ærø · 2 d late", Style())]
    assert Guard().apply(line, BLACK) is line


def test_a_link_is_dropped_and_the_rest_of_its_style_kept() -> None:
    linked = Style(bold=True, color="red", link="https://evil.example")
    [plain, one] = guarded(Segment("a", BOLD), Segment("press", linked))
    assert (plain.text, plain.style) == ("a", BOLD)
    assert one.text == "press"
    assert one.style is not None
    assert one.style.link is None
    assert one.style.bold
    assert one.style.color == linked.color


def test_what_textual_itself_sends_as_control_stays() -> None:
    home = Control(ControlType.HOME).segment
    assert guarded(home, Segment("a\x1bb")) == [home, Segment("ab")]


def test_all_that_is_obeyed_is_not_printable_and_takes_no_cell() -> None:
    """The guard relies on it: it asks only whether a text is printable, and leaves no gap."""
    assert not any(chr(code).isprintable() for code in OBEYED)
    assert {cell_len(chr(code)) for code in OBEYED} == {0}
