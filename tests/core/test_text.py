"""Text from people: shown as what it is, obeyed by no terminal, compared as a person would."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.text import (
    MOST_MARKS,
    clean,
    find_words,
    fitted,
    folded,
    width,
    with_both_ends,
    wrapped,
)


@settings(max_examples=500)
@given(st.text())
def test_cleaned_text_is_printable_and_cleaning_twice_changes_nothing(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not any(
        unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(letter) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI")
        for letter in shown
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Acme [/] corp", "Acme [/] corp"),
        ("a\x1b]52;c;aGk=\x07b", "a␛]52;c;aGk=␇b"),
        ("a\u009b31mb", "a\ufffd31mb"),
        ("two\nlines\r", "two␊lines␍"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half \ud83d", "half ?"),
        ("caf\u00e9 e\u0301", "caf\u00e9 e\u0301"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_hostile_text_is_shown_as_literal_characters(said: str, shown: str) -> None:
    assert clean(said) == shown


def test_long_text_is_cut_with_a_mark() -> None:
    assert clean("x" * 3000) == "x" * 2000 + "…"
    assert clean("abcdef", 3) == "abc…"


def test_no_more_than_a_few_marks_climb() -> None:
    assert clean("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * MOST_MARKS + "b"


@pytest.mark.parametrize("other", ["GLOBEX  labs", " globex labs", "Glöbex Labs", "Globéx\tLabs"])
def test_names_that_a_person_would_call_the_same_fold_to_the_same(other: str) -> None:
    assert folded(other).replace("␉", " ") == "globex labs"


@given(st.text())
def test_folding_twice_changes_nothing_for_sorting(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=30), st.integers(0, 20))
def test_fitted_text_takes_exactly_its_cells(text: str, cells: int) -> None:
    found = fitted(text, cells)
    assert width(found) == cells
    if width(clean(text)) <= cells:
        assert found.rstrip(" ") == clean(text).rstrip(" ")
    elif cells:
        assert "…" in found


def test_wide_letters_take_two_cells_and_marks_none() -> None:
    assert width("日本") == 4
    assert width("e\u0301") == 1
    assert fitted("日本語", 4) == "日… "


@given(st.text(max_size=30), st.integers(-1, 30))
def test_a_text_with_both_ends_takes_no_more_than_its_cells(text: str, cells: int) -> None:
    shown = with_both_ends(text, cells)
    assert width(shown) <= max(0, cells)
    assert shown == clean(text) or "…" in shown or cells < 1


@given(st.text(max_size=80), st.integers(5, 30), st.sampled_from(["", "  "]))
def test_wrapped_text_fits_its_cells_and_loses_nothing_but_spaces(
    text: str, cells: int, indent: str
) -> None:
    lines = wrapped(text, cells, indent)
    assert lines
    assert all(width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(line.startswith(indent) for line in lines[1:])


def test_text_is_wrapped_between_words_and_long_words_where_they_must_be() -> None:
    assert wrapped("one two three", 8, " ") == ["one two", " three"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrapped("日本の会社", 5) == ["日本", "の会", "社"]
    assert wrapped("", 5) == [""]


@given(st.text(max_size=40), st.integers(0, 40))
def test_how_a_text_begins_is_found_by_how_its_words_begin(text: str, cut: int) -> None:
    words, typed = find_words(text), find_words(text[:cut])
    assert typed[:-1] == words[: len(typed[:-1])]
    assert not typed or words[len(typed) - 1].startswith(typed[-1])


@given(st.text(max_size=40))
def test_words_for_finding_are_letters_and_digits_and_are_their_own_words(text: str) -> None:
    words = find_words(text)
    assert all(word.isalnum() for word in words)
    assert find_words(" ".join(words)) == words


def test_words_for_finding_know_no_case_no_accents_and_no_signs() -> None:
    assert find_words("Zoë O'Hara-STRASSE, straße ﬁx_it") == [
        *("zoe", "o", "hara", "strasse", "strasse", "fix", "it")
    ]
    assert find_words("dana.fox@Globex.example") == ["dana", "fox", "globex", "example"]
    assert find_words(" ?! ") == []
