"""`accountdesk show --shoes`: the last days from the customer's chair, for people and programs."""

from pathlib import Path

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("add", "account", "Globex Labs")
    found("add", "person", "globex", "Dana Fox")
    return found


def test_their_shoes_are_printed_and_given_to_programs(shell: Shell) -> None:
    shell("log", "globex", "mail in dana: where is the offer?\nwhen: 9 days ago")
    shell("log", "globex", "wrong: invoice doubled\nwhen: 3 days ago")
    assert shell("show", "globex", "--shoes").stdout.splitlines() == [
        "Globex Labs · from their chair, since Wed 26 Aug 2026",
        "  Sat 14 Nov  You (Dana Fox) wrote us a mail.",
        "  Fri 20 Nov  Something went wrong for you: invoice doubled.",
        "As it stands today, Mon 23 Nov 2026",
        "  You wrote to us on Sat 14 Nov; still no answer after 9 days.",
        "  After 3 days it is not yet right in your eyes (invoice doubled).",
    ]
    found = shell.json("show", "globex", "--shoes")
    events = found["events"]
    assert isinstance(events, list)
    assert [event["event"] for event in events] == ["touched", "went wrong", "waited", "not right"]
    assert all(event["said"].endswith(".") for event in events)
    assert (found["name"], found["since"]) == ("Globex Labs", "2026-08-26")


def test_where_nothing_is_recorded_it_says_so(shell: Shell) -> None:
    assert "from their chair, nobody turned to them" in shell("show", "globex", "--shoes").stdout
    assert "No account is called" in shell("show", "nobody", "--shoes", code=1).stderr


def test_hostile_text_is_obeyed_by_no_terminal(shell: Shell) -> None:
    shell("log", "globex", "wrong: in\x1b[31mvoice \u202edoubled")
    for words in (["--shoes"], ["--shoes", "--json"]):
        shown = shell("show", "globex", *words).stdout
        assert not set(shown) & set("\x1b\x07\u202e\u009b\r")
