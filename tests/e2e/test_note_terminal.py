"""Writing notes on a real terminal: what is recorded, what is refused, and what never records."""

import json
import signal
from pathlib import Path

import pytest

from tests.e2e.desks import (
    EMPTY,
    ESC,
    F1,
    F2,
    QUIT,
    SIZES,
    a_store,
    accountdesk,
    desk_at,
    held,
    in_one_line,
    is_typed,
    kept,
    no_room,
    noted,
    paste,
    said,
    wait_for_sentence,
    write,
)
from tests.e2e.terminal import strange_sequences

SEEN_WITHIN_S = 2.0
"""How soon a desk shows what another one has recorded."""
LONG = "call: " + "they walked through all of it " * 14
"""More than the lines of the preview hold at 80 columns."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path / "desk.db")


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_enter_twice_records_on_the_account_under_the_cursor(
    store: Path, rows: int, columns: int
) -> None:
    with desk_at(store, rows=rows, columns=columns) as terminal:
        terminal.type("j")
        terminal.wait_for("▌Account 1")
        write(terminal, "call in: liked the second site")
        assert "Note on Account 1" in terminal.text
        terminal.type("\r\r")
        says = "Account 1: call in: liked the second site (Mon 23 Nov 2026). u takes it back."
        wait_for_sentence(terminal, f"Recorded on {says}")
        assert "▌Account 1" in terminal.text
    [entry] = [
        json.loads(line)
        for line in accountdesk(store, "journal", "--json").splitlines()
        if '"touchpoint"' in line
    ]
    assert (entry["by"], entry["body"]["text"]) == ("actor:ana", "liked the second site")
    shown = json.loads(accountdesk(store, "show", "account 1", "--json"))
    assert shown["key"] == entry["account"]
    assert "liked the second site" in json.dumps(shown)


@pytest.mark.parametrize(("rows", "columns"), SIZES)
@pytest.mark.parametrize("end", ["\r\r", F2])
def test_a_note_that_comes_in_one_bundle_is_recorded_and_the_key_behind_it_acts(
    store: Path, rows: int, columns: int, end: str
) -> None:
    with desk_at(store, rows=rows, columns=columns) as terminal:
        terminal.type(f"tcall in: hi\rnext: send the offer by fri{end}j")
        terminal.wait_for("▌Account 1")
        terminal.wait_until(lambda: said(store) == ["hi", "send the offer"])
        terminal.wait_for("Fri 27 Nov")  # the desk shows it
    assert len({body["note"] for body in noted(store)}) == 1
    assert kept(store) == []


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_every_date_is_said_in_full_before_it_is_recorded(
    store: Path, rows: int, columns: int
) -> None:
    with desk_at(store, rows=rows, columns=columns) as terminal:
        write(terminal, "call: hi")
        terminal.wait_for("Enter twice: record 1 thing")
        terminal.wait_for("· call: hi (Mon 23 Nov 2026)")
        terminal.type("\rwhen: fri 16:00\rnext: send the offer in 2 weeks")
        terminal.wait_for("Enter twice: record 2 things")
        terminal.wait_for("· call: hi (Fri 20 Nov 2026 16:00)")
        terminal.wait_for("· next: send the offer, Mon 7 Dec 2026")
        terminal.type("\r")
        terminal.wait_for(" Enter: record 2 things")
        assert said(store) == []


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_the_dates_of_a_long_note_are_in_sight_too(store: Path, rows: int, columns: int) -> None:
    with desk_at(store, rows=rows, columns=columns) as terminal:
        write(terminal, f"{LONG}\rnext: send the offer by fri")
        terminal.wait_for("record 2 things")
        terminal.wait_until_quiet()
        assert "(Mon 23 Nov 2026)" in in_one_line(terminal)
        assert "Fri 27 Nov 2026" in in_one_line(terminal)


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_the_account_is_in_sight_while_a_note_on_it_is_written(
    store: Path, rows: int, columns: int
) -> None:
    with desk_at(store, rows=rows, columns=columns) as terminal:
        write(terminal, "call: hi")
        terminal.wait_for("What happened", 2)
        terminal.wait_for("Dana Fox, CFO", 2)


def test_a_paste_never_records_and_f2_does(store: Path) -> None:
    with desk_at(store) as terminal:
        # Right behind the key that opens the editor, with all kinds of ends of lines.
        terminal.type("t" + paste("call: one\r\n\r\n\n\ntwo\r\rnext: demo 2 dec\n\n\n\r\n\r\n"))
        terminal.wait_for(" Enter: record 2 things")
        terminal.wait_until_quiet()
        assert "Note on Account 0" in terminal.text
        assert said(store) == []
        terminal.type(F2)
        terminal.wait_for("Recorded on Account 0")
    assert said(store) == ["one\n\n\n\ntwo", "demo"]


@pytest.mark.parametrize("end", ["\r\r\r", "\n\n\n", "\r\n\r\n", "x\r\r\n\nq"])
def test_a_paste_with_an_escape_in_it_is_a_paste_to_its_end(store: Path, end: str) -> None:
    with desk_at(store) as terminal:
        terminal.type("t")
        terminal.wait_for(EMPTY)
        terminal.type(paste(f"call: pasted \x1b{end}"))
        terminal.wait_for("call: pasted ␛", 3)
        terminal.wait_until_quiet()
        assert "Note on Account 0" in terminal.text
        assert said(store) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x08\x07 \x7f\x00\x0b", "␈␇ ␡"),
        (
            "\x9b31m\x85\u2028 \u202eright\u200b [/] [@click=app.quit]",
            "right [/] [@click=app.quit]",
        ),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x1b[2J\x1b[13;37H\x1b[?1049l and more of it than any key has", "␛[2J␛[13;37H␛[?1049l"),
    ],
)
def test_control_characters_in_a_paste_are_shown_and_reach_no_terminal(
    store: Path, text: str, seen: str
) -> None:
    with desk_at(store) as terminal:
        terminal.type("t")
        terminal.wait_for(EMPTY)
        terminal.type(paste(f"call: A{text}"))
        terminal.wait_for(seen, 3)
        terminal.type(F2)
        terminal.wait_for("Recorded on")
        terminal.type(QUIT)
        terminal.wait_end(1.0)
        assert strange_sequences(terminal.raw) == []
    [recorded] = said(store)
    assert seen in recorded


@pytest.mark.parametrize(
    "typed", [["call in da", "\t", ": liked it\r\r"], ["call da\t: liked it\r\r"]]
)
def test_tab_completes_a_person_before_the_colon(store: Path, typed: list[str]) -> None:
    with desk_at(store) as terminal:
        terminal.type("t")
        terminal.wait_for(EMPTY)
        for keys in typed:
            terminal.type(keys)
            if keys == "\t":
                terminal.wait_for("call in Dana Fox")
        wait_for_sentence(terminal, "Dana Fox: liked it (Mon 23 Nov 2026). u takes it back.")
    [touch] = noted(store)
    assert len(touch["people"]) == 1
    assert touch["text"] == "liked it"


@pytest.mark.parametrize("end", ["\r\r", F2])
def test_a_word_that_records_nothing_is_refused_and_stays(store: Path, end: str) -> None:
    with desk_at(store) as terminal:
        terminal.type("tgain: send it by fri")
        terminal.wait_for("nothing to record yet")
        terminal.type(end)
        # Said below the text while it is typed, and above it when it was to be recorded.
        terminal.wait_until(lambda: terminal.text.count("Say who gained, and what") == 2)
        terminal.wait_for("│ gain: send it by fri")
        assert "Note on Account 0" in terminal.text
        assert said(store) == []


def test_what_one_records_the_other_sees_without_a_key_and_stays_where_they_are(
    store: Path,
) -> None:
    with desk_at(store) as ana, desk_at(store, actor="ben", rows=40, columns=120) as ben:
        ben.type("jj")
        ben.wait_for("▌Account 2")
        write(ana, "call: hi\rnext: a telling word by fri")
        ana.type(F2)
        ben.wait_for("a telling word", SEEN_WITHIN_S)
        assert "▌Account 2" in ben.text
        assert ben.screen[38].startswith("Account 2")


@pytest.mark.parametrize(("end", "again"), [("\r\r", "\r"), (F2, F2)])
def test_without_room_the_note_stays_until_it_can_be_recorded(
    store: Path, end: str, again: str
) -> None:
    with desk_at(store) as terminal:
        write(terminal, "call: hi\rnext: send the offer by fri")
        with no_room(terminal, 1024):  # the draft is smaller, and no page of a store is
            terminal.type(end)
            wait_for_sentence(terminal, "The note is kept.")
            assert is_typed(terminal, "next: send the offer by fri")
            assert said(store) == []
        terminal.type(again)
        terminal.wait_for("Recorded on Account 0")
    assert said(store) == ["hi", "send the offer"]
    assert kept(store) == []


def test_a_store_that_another_holds_is_waited_for(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, "call: hi")
        with held(store):
            terminal.type(F2)
            terminal.wait_for("recording …")
            # Neither recorded twice nor typed into what is recorded; help shows that all have come.
            terminal.type(f"\r\rx{F2}{F1}")
            terminal.wait_for("Esc: close")
            terminal.type("q")
            terminal.wait_for("recording …")
            assert is_typed(terminal, "call: hi")
            assert said(store) == []
        terminal.wait_for("Recorded on Account 0", 5)
        terminal.type("j")
        terminal.wait_for("▌Account 1", 5)
    assert said(store) == ["hi"]
    assert kept(store) == []


def test_an_editor_with_its_help_over_it_closes_when_it_has_recorded(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, "call: hi")
        with held(store):
            terminal.type(F2)
            terminal.wait_for("recording …")
            terminal.type(F1)
            terminal.wait_for("Esc: close")
        terminal.wait_for("Recorded on Account 0", 5)
        terminal.wait_for("▌Account 0", 5)
        terminal.type("t")
        terminal.wait_for(EMPTY, 5)


def test_an_editor_that_is_closed_while_it_records_leaves_nothing_behind(store: Path) -> None:
    with desk_at(store) as terminal:
        write(terminal, "call: hi")
        with held(store):
            terminal.type(F2)
            terminal.wait_for("recording …")
            terminal.type(ESC)
            terminal.wait_for("▌Account 0")
        terminal.wait_for("Recorded on Account 0", 5)
        terminal.type("t")
        terminal.wait_for(EMPTY)
    assert said(store) == ["hi"]
    assert kept(store) == []


@pytest.mark.parametrize("recording", [False, True])
def test_a_store_that_another_holds_does_not_keep_it_alive(store: Path, recording: bool) -> None:
    with desk_at(store) as terminal, held(store):
        write(terminal, "call: half a note")
        if recording:
            terminal.type(F2)
            terminal.wait_for("recording …")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_end(1.0) == 143
        assert terminal.termios_now() == terminal.before
        assert not terminal.on_alternate_screen
    assert said(store) == []
    assert kept(store) == ["call: half a note"]
