"""`wallboard`, `today` and parts of the lists where no screen is: for people, pipes and scripts."""

from pathlib import Path

import pytest

from accountdesk.desk.board import NEWS_DAYS
from tests.cli.test_commands import Shell
from tests.cli.test_modules import HEAVY, loaded


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("add", "member", "Ana Ruiz", "--seat", "hunter", "--me")
    found("add", "account", "Globex")
    won = ("--outcome", "won", "--closes", "2026-11-20")
    found("add", "deal", "globex", "Pilot", *won, "--amount", "1234")
    found("add", "deal", "globex", "Second", "--amount", "500", "--closes", "in 5 days")
    found("add", "seat", "globex", "--hunter", "ana")
    found("goals", "set", "revenue_won", "2000", "--period", "2026")
    return found


def test_the_wallboard_in_a_pipe(shell: Shell) -> None:
    said = shell("wallboard").stdout
    assert "62 % of the target" in said
    assert f"Good news of {NEWS_DAYS} days: 1 deal won" in said
    assert said.splitlines()[-1] == "Mon 23 Nov 2026 · no source read"
    assert "Globex" not in said
    assert "1,234" not in said
    named = shell("wallboard", "--names").stdout
    assert "1,234 of 2,000" in named
    assert "Globex decision" in named


def test_the_wallboard_for_programs(shell: Shell) -> None:
    told = shell.json("wallboard")
    assert told["lists"] == {
        "hunter": {"make right": 0, "due": 1, "stay close": 0, "in order": 0},
        "farmer": {"make right": 0, "due": 0, "stay close": 1, "in order": 0},
    }
    assert told["good_news"] == {"won": 1, "kept": 0, "praised": 0}
    assert told["goals"] == [
        {"title": "Revenue won 2026", "percent": 62, "pace": "28 % behind"}
    ]  # fmt: skip
    assert not {"news", "next", "pressing"} & told.keys()
    assert "1,234 of 2,000" in shell("wallboard", "--names", "--json").stdout


def test_a_wallboard_makes_no_desk(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    said = shell("wallboard", code=1).stderr
    assert said.startswith("accountdesk: There is no desk at")
    assert list(tmp_path.iterdir()) == []


def test_my_day_in_a_pipe_and_for_programs(shell: Shell) -> None:
    said = shell("today").stdout.splitlines()
    assert said[0] == "Mon 23 Nov 2026 · Ana Ruiz, hunter"
    assert [line.split() for line in said[1:]] == [
        ["Due"], ["Globex", "decision", "in", "5", "d"]
    ]  # fmt: skip
    told = shell.json("today")
    assert (told["me"], told["known"]) == ("Ana Ruiz, hunter", True)
    rows = told["rows"]
    assert isinstance(rows, list)
    assert [(row["seat"], row["name"], row["group"]) for row in rows] == [
        ("hunter", "Globex", "due")
    ]
    assert told["later"] == 0


def test_whoever_is_not_known_gets_the_teams_day_and_is_told(shell: Shell) -> None:
    shell.environ["ACCOUNTDESK_ACTOR"] = "zoe"
    done = shell("today")
    assert "nobody knows who you are, so this is the team's day" in done.stderr
    assert done.stdout.splitlines()[0] == "Mon 23 Nov 2026 · actor:zoe, nobody yet"
    assert "Stay close" in done.stdout


def test_my_day_as_markdown_is_a_list_to_tick_off_and_nothing_in_it_is_obeyed(
    tmp_path: Path,
) -> None:
    shell = Shell(tmp_path)
    shell("add", "member", "Ana *Ruiz*", "--me")
    name = "<b>[x](http://x)</b> *Co* `id` \x1b[31m"
    key = shell.json("add", "account", name)["key"]
    shell("log", str(key), "call: hi\nnext: send [it](x) today")
    said = shell("today", "--md").stdout
    assert said == (
        "# Mon 23 Nov 2026 · Ana \\*Ruiz\\*\n\n## Due\n\n"
        "- [ ] **\\<b>\\[x\\](http\\://x)\\</b> \\*Co\\* \\`id\\` ␛\\[31m**: "
        "send \\[it\\](x), today\n"
    )


def test_an_account_is_put_off_and_calls_again(shell: Shell) -> None:
    said = shell("add", "snooze", "globex", "next mon", "--why", "they merge", "--seat", "hunter")
    assert said.stdout == "Globex: hunter: not now, until Mon 30 Nov 2026: they merge\n"
    assert shell("today").stdout.splitlines()[1:] == [
        "No account that you hold needs anybody today."
    ]
    listed = shell("list", "--view", "not-now").stdout
    assert "Hunters · 1 of 1 · not now" in listed
    assert "not now: they merge" in listed
    assert "Nothing here is put off." in listed
    assert "0: not now, until Mon 30 Nov 2026: they merge" in shell("show", "globex").stdout
    assert shell("add", "snooze", "globex", "none", "--why", "they rang").stdout == (
        "Globex: put off no longer: they rang\n"
    )
    assert "decision" in shell("today").stdout
    assert "has come. Name a later day" in shell("add", "snooze", "globex", "today", code=1).stderr


def test_the_lists_are_narrowed_down_by_a_view(shell: Shell) -> None:
    assert "Hunters · 1 of 1 · mine" in shell("list", "--view", "mine").stdout
    assert shell("--view", "mine,silent").stdout.count("of yours.") == 2
    wrong = shell("list", "--view", "sielnt", code=2).stderr
    assert "“sielnt” is no view. Views: all, mine, make right, due, silent" in wrong
    shell.environ["ACCOUNTDESK_ACTOR"] = "zoe"
    for command in (["list"], [], ["--json"]):
        told = shell(*command, "--view", "mine", code=1).stderr
        assert "Nobody knows who you are." in told
    assert "A list has no my day" in shell("list", "--view", "my-day", code=1).stderr


def test_nobody_waits(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell("add", "member", "Ana Ruiz", "--me")
    assert shell("today").stdout.splitlines()[1:] == [
        "No account that you hold needs anybody today."
    ]


@pytest.mark.parametrize("command", ["today", "wallboard"])
def test_no_screen_is_loaded_where_none_is_drawn(tmp_path: Path, command: str) -> None:
    loaded(tmp_path, "add", "account", "Globex")
    found = {module.split(".")[0] for module in loaded(tmp_path, command)}
    assert not found & set(HEAVY)
