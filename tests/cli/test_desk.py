"""The desk as text, importing, goals and the doctor as processes: what people and scripts get."""

import json
from pathlib import Path

import pytest

from accountdesk.core.text import width
from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "accounts.csv").write_text(
        "Account Name,Type,Account Owner\n"
        "Globex,customer,Ben Ode\nInitech,,\nÉmile \x1b[31m日本,,\n",
        encoding="utf-8",
    )
    (folder / "deals.csv").write_text(
        "Deal ID,Account Name,Deal Name,Stage,Close Date,Amount,Deal Owner\n"
        "1,Globex,Pilot,Won,2026-10-01,1200,Ben Ode\n"
        "2,Initech,First,Open,2026-12-24,900,Ana Ruiz\n"
        "3,,Lost one,Open,,,\n",
        encoding="utf-8",
    )
    (folder / "notes.txt").write_text("buy milk\nand bread\n", encoding="utf-8")
    return str(folder)


def test_an_import_reports_what_was_read_and_what_was_not(shell: Shell, sheet: str) -> None:
    said = shell("import", sheet).stdout
    assert (
        "accounts.csv: accounts (name = Account Name, type = Type, owner = Account Owner)" in said
    )
    assert "deal" in said
    assert "Stage: Won is won; Open is open" not in said  # open comes first
    assert "  Stage: Won is won; taken for open: Open ([stages] in a map file)" in said
    assert "notes.txt: not used; no column is known" in said
    assert "deals               3          2          0          0          1" in said
    assert "  deals.csv, line 4, Account Name: no account is named" in said
    again = shell.json("import", sheet)
    assert again["accounts"] == {
        "read": 3, "new": 0, "changed": 0, "unchanged": 3, "set_aside": 0
    }  # fmt: skip
    assert again["source"] == "files"
    assert [aside["lines"] for aside in again["set_aside"]] == [[0], [4]]  # type: ignore[attr-defined]


def test_a_dry_run_needs_no_desk_and_makes_none(shell: Shell, sheet: str) -> None:
    said = shell("import", sheet, "--dry-run").stdout
    assert "Nothing was written: this was a dry run." in said
    assert not (shell.folder / "desk.db").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere.csv",), "There is no file nowhere.csv"),
        (("--source", "Big", "."), "“Big” is no key of a source"),
        (("--map", "nowhere.toml", "."), "The map nowhere.toml cannot be read"),
        (("--encoding", "klingon", "."), "“klingon” is no encoding"),
    ],
)
def test_a_wrong_import_is_one_sentence(shell: Shell, words: tuple[str, ...], says: str) -> None:
    done = shell("import", *words, code=1)
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


def test_many_that_vanish_need_yes(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    rows = [f"Account {n}\n" for n in range(30)]
    path.write_text("Account Name\n" + "".join(rows), encoding="utf-8")
    shell("import", str(path))
    path.write_text("Account Name\n" + rows[0], encoding="utf-8")
    done = shell("import", str(path), code=1)
    assert "29 of the 30 accounts of files are not in these files" in done.stderr
    assert "add --yes to do it" in done.stderr
    assert "29 accounts gone from files" in shell("import", str(path), "--yes").stdout


def test_the_desk_where_no_screen_is(shell: Shell, sheet: str) -> None:
    shell("import", sheet)
    shell("goals", "focus", "Every customer would vouch for us")
    shell("goals", "set", "revenue_won", "2000", "--period", "2026")
    shell("add", "member", "Zoe", "--seat", "farmer", "--me")
    shell.environ["COLUMNS"] = "90"
    lines = shell().stdout.splitlines()
    assert lines[0].startswith("Every customer would vouch for us")
    assert "Mon 23 Nov 2026 · files read " in lines[0]
    assert lines[0].endswith("Zoe, farmer")
    assert lines[1].startswith("Revenue won 2026  █")
    assert "1,200 of 2,000 · 30 % behind" in lines[1]
    assert "next  Ana Ruiz: Initech, First, Thu 24 Dec, 900" in lines[2]
    heads = lines[3].split("│")
    assert [head.strip() for head in heads] == ["Hunters · 2", "Farmers · 1"]
    assert "Due 1" in lines[4]
    assert "Initech" in lines[5]
    assert "decision" in lines[5]
    assert "in 31 d" in lines[5]
    assert all(width(line) <= 90 for line in lines)
    assert "\x1b" not in "".join(lines)
    for columns in (20, 40, 80, 81, 120):
        shell.environ["COLUMNS"] = str(columns)
        assert max(width(line) for line in shell().stdout.splitlines()) <= columns
    for strange in ("9" * 5_000, "0", "-5", "wide", "4000"):
        shell.environ["COLUMNS"] = strange
        assert max(width(line) for line in shell().stdout.splitlines()) <= 300
    shell.environ["COLUMNS"] = "60"
    stacked = shell().stdout.splitlines()
    assert [n for n, line in enumerate(stacked) if line.startswith(("Hunters ·", "Farmers ·"))]
    assert not any("│" in line for line in stacked)


def test_the_desk_for_programs(shell: Shell, sheet: str) -> None:
    shell("import", sheet)
    page = shell.json()
    assert page["today"] == "2026-11-23"
    assert [row["name"] for row in page["hunters"]] == ["Initech", "Émile \x1b[31m日本"]  # type: ignore[attr-defined]
    assert page["goal"]["value"] == 1200  # type: ignore[index]


def test_without_a_desk_the_ways_to_one_are_named(shell: Shell) -> None:
    said = shell(code=1).stderr
    for way in ("accountdesk demo", "accountdesk import", "accountdesk add account"):
        assert way in said


def test_goals_for_people_and_programs(shell: Shell, sheet: str) -> None:
    shell("import", sheet)
    said = shell("goals", "set", "revenue_won", "1000.50", "--period", "2026-q4").stdout
    assert "Revenue won · 2026-Q4\n  ████" in said
    assert "1,200 of 1,000.50 · reached" in said
    found = shell.json("goals", "--period", "2026-10")
    assert [(g["metric"], g["value"]) for g in found["goals"]] == [  # type: ignore[attr-defined]
        ("revenue_staying", 1200),
        ("revenue_won", 1200),
    ]
    assert "is no period" in shell("goals", "--period", "soon", code=1).stderr
    assert "name a metric and a target" in shell("goals", "set", "revenue_won", code=2).stderr
    assert "one sentence, between quotes" in shell("goals", "focus", "a", "b", code=2).stderr


def test_the_doctor_ends_as_the_desk_is(shell: Shell, sheet: str) -> None:
    shell("import", sheet)
    done = shell("doctor")
    assert done.stdout.endswith("what was set aside is missing from it.\n")
    assert "deals.csv, line 4, Account Name: no account is named" in done.stdout
    (shell.folder / "desk.db").chmod(0o644)
    assert "! store" in shell("doctor", code=1).stdout
    found = json.loads(shell("doctor", "--json", code=1).stdout)
    assert found["well"] is False
    assert [aside["lines"] for aside in found["set_aside"]] == [[0], [4]]


def test_seats_renewals_and_leavings_from_the_shell(shell: Shell, sheet: str) -> None:
    shell("import", sheet)
    said = shell("add", "seat", "globex", "initech", "--farmer", "ana", "--hunter", "nobody")
    assert "Initech: farmer: Ana Ruiz" in said.stdout.splitlines()
    shell("add", "renewal", "initech", "2027-01-05", "--amount", "100")
    assert "customer" in shell("show", "initech").stdout
    left = shell("add", "left", "initech", "--why", "price", "--words", "too dear", "--json")
    shell("undo", json.loads(left.stdout)["note"])
    assert "is not gone from its source" in shell("add", "gone", "initech", code=1).stderr
    shell("add", "member", "Kim", "--claim", "files:77")


def test_a_command_that_is_none_is_told(shell: Shell) -> None:
    done = shell("lst", code=2)
    assert "there is no command lst. Did you mean list?" in done.stderr
    for words in (("--help",), ("demo", "--help")):
        said = shell(*words).stdout
        assert "spreadsheets in" in said
    assert "accountdesk 0." in shell("--version").stdout
    assert "--dry-run" in shell("import", "--help").stdout


def test_nothing_that_is_typed_reaches_the_terminal_as_it_is(shell: Shell) -> None:
    for words in (("list", "\x1b]52;c;aGk=\x07"), ("--today", "2026\x1b[31m"), ("\x1b[2J",)):
        done = shell(*words, code=2)
        assert "\x1b" not in done.stderr


def test_the_demo_is_a_store_of_its_own(shell: Shell) -> None:
    lines = shell("demo").stdout
    assert "Hunters · " in lines
    assert "Farmers · " in lines
    assert (shell.folder / "demo" / "demo-2026-11-23.db").exists()
    assert not (shell.folder / "desk.db").exists()
    found = shell.json("demo", "list")
    name = found["hunters"][0]["name"]  # type: ignore[index]
    shell("demo", "log", name, "call: hello there")
    assert "hello there" in shell("demo", "show", name).stdout
    assert "hello there" not in shell("--today", "2026-11-24", "demo", "show", name).stdout
    assert shell("demo", today=None).stdout
    assert "there is no command nothing" in shell("demo", "nothing", code=2).stderr
