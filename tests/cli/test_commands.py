"""The commands as processes: what they print, on which stream, and how they end."""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

NOTE = "call in dana: liked it\nnext: demo with finance tue 10:00"


class Shell:
    """Runs `accountdesk` on a store of its own, pinned to a day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = os.environ | {"ACCOUNTDESK_STORE": str(folder / "desk.db")}

    def __call__(
        self, *words: str, code: int = 0, today: str | None = "2026-11-23", stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        environ = self.environ | ({"ACCOUNTDESK_TODAY": today} if today else {})
        done = subprocess.run(
            [sys.executable, "-m", "accountdesk", *words],
            env=environ,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done
        assert "Traceback" not in done.stderr
        return done

    def json(self, *words: str) -> dict[str, object]:
        value = json.loads(self(*words, "--json").stdout)
        assert isinstance(value, dict)
        return value


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("add", "account", "Globex Labs")
    found("add", "person", "globex", "Dana Fox")
    return found


def test_a_note_prints_one_id_a_line_and_what_was_understood_beside_it(shell: Shell) -> None:
    done = shell("log", "globex", NOTE)
    ids = done.stdout.splitlines()
    assert len(ids) == 2
    assert all(len(identity) == 36 for identity in ids)
    assert "demo with finance, Tue 24 Nov 2026 10:00" in done.stderr
    page = shell.json("show", "globex")
    assert isinstance(page["entries"], list)
    assert page["entries"][-2:] == ids
    found = [json.loads(line) for line in shell("journal", "--json").stdout.splitlines()]
    assert [entry["id"] for entry in found][-2:] == ids
    assert found[-1]["body"] == {"what": "demo with finance", "due": "2026-11-24", "time": "10:00"}


def test_a_note_from_standard_input_and_as_json(shell: Shell) -> None:
    done = shell("log", "globex", "-", "--json", stdin=NOTE)
    said = json.loads(done.stdout)
    assert len(said["entries"]) == 2
    shell("undo", said["note"])
    assert shell.json("show", "globex")["timeline"] == []
    assert len(shell("journal").stdout.splitlines()) == 5
    assert shell("journal", "--note", said["note"]).stdout.count("(taken back)") == 2


def test_lists_for_people_and_for_programs(shell: Shell) -> None:
    shell("log", "globex", "next: demo today 10:00")
    assert shell("list").stdout == (
        "Hunters · 1\n  Due 1\n    Globex Labs  demo  today 10:00\n\n"
        "Farmers · 0\n"
        "  No customers yet: a won deal, a renewal or the type customer makes one.\n\n"
    )
    listed = shell.json("list", "--seat", "hunter")
    assert set(listed) == {"today", "hunters"}
    assert isinstance(listed["hunters"], list)
    [row] = listed["hunters"]
    assert (row["name"], row["group"], row["points"]) == ("Globex Labs", "due", 5)


def test_options_may_stand_before_or_after_the_command(shell: Shell) -> None:
    before = shell("--json", "--today", "2026-11-25", "list", today=None).stdout
    after = shell("list", "--today", "2026-11-25", "--json", today=None).stdout
    assert before == after
    assert json.loads(after)["today"] == "2026-11-25"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["log", "nobody", "x"], 1, "No account is called"),
        (
            ["log", "globex", "call: x\ngained: y"],
            1,
            "Words that do: feels, gain them, gain us, learned, next, they, we, when, wrong",
        ),
        (["undo", "no id"], 1, "is no id"),
        (["show"], 2, "required: ACCOUNT"),
        (["frobnicate"], 2, "there is no command frobnicate"),
        (["list", "--seat", "judge"], 2, "invalid choice"),
        (["--today", "soon", "list"], 2, "no day like"),
        (["journal", "export"], 2, "name a file"),
        (["journal", "import", "/no/such/file"], 1, "No such file"),
        (["journal", "export", "/no/such/file"], 1, "cannot be written"),
        (["policy", "set", "track"], 2, "name a key and a value"),
        (["add", "deal", "globex", "x", "--amount", "1,000"], 1, "no amount"),
        (["add", "deal", "globex", "x", "--currency", "EURO"], 1, "no currency"),
        (["add", "deal", "globex", "x", "--closes", "tue 9:30"], 1, "leave 09:30 out"),
        (["journal", "--kind", "nope"], 1, "Kinds: absence, account_added"),
        (["--today", "1850-01-01", "list"], 2, "no day like"),
    ],
)
def test_what_fails_is_a_sentence(shell: Shell, words: list[str], code: int, says: str) -> None:
    done = shell(*words, code=code)
    assert done.stdout == ""
    assert says in done.stderr


def test_a_day_that_is_none_in_the_environment_is_a_sentence(shell: Shell) -> None:
    assert "ACCOUNTDESK_TODAY" in shell("list", today="soon", code=1).stderr


@pytest.mark.parametrize("words", ["list", "show x", "policy", "journal", "undo", "rebuild"])
def test_without_a_desk_it_says_how_to_start_one(tmp_path: Path, words: str) -> None:
    shell = Shell(tmp_path / "deep" / "er")
    assert "add account NAME" in shell(*words.split(), code=1).stderr
    assert not (tmp_path / "deep").exists()


def test_journals_travel_through_pipes_and_files(shell: Shell, tmp_path: Path) -> None:
    shell("log", "globex", NOTE)
    piped = shell("journal", "export", "-").stdout
    file = tmp_path / "journal.jsonl"
    shell("journal", "export", str(file))
    assert file.read_text(encoding="utf-8") == piped
    other = Shell(tmp_path / "other")
    assert other("journal", "import", "-", stdin=piped).stdout == "4 new, 0 known, 0 set aside\n"
    again = other("journal", "import", str(file), "--json")
    assert json.loads(again.stdout) == {"new": 0, "known": 4, "set_aside": []}
    assert other("list").stdout == shell("list").stdout
    bad = other("journal", "import", "-", stdin=piped + "{\n", code=1)
    assert "-, line 5: it is no JSON" in bad.stderr


def test_an_old_note_is_not_taken_back_unasked(shell: Shell) -> None:
    shell("log", "globex", NOTE)
    journal = [json.loads(line) for line in shell("journal", "--json").stdout.splitlines()]
    old = journal[-1] | {"at": 1_000_000_000_000, "id": "1" * 32, "note": "0" * 32}
    shell("journal", "import", "-", stdin=json.dumps(old))
    refused = shell("undo", old["id"], code=1)
    assert "--yes" in refused.stderr
    shell("undo", old["id"], "--yes")


@pytest.mark.parametrize(
    "name", ["A [/] b", "x\x1b]52;c;aGk=\x07", "\u202eevil", "two\nlines", "\u009b2J"]
)
def test_hostile_text_is_obeyed_by_no_terminal(shell: Shell, name: str) -> None:
    shell("add", "account", name)
    shell("add", "person", "globex", name)
    shell("log", "globex", f"call: {name}")
    for words in (
        ["list"],
        ["show", "globex"],
        ["journal"],
        ["list", "--json"],
        ["journal", "--json"],
    ):
        shown = shell(*words).stdout
        assert not set(shown) & set("\x1b\x07\u202e\u009b\r")
    names = [row["name"] for row in shell.json("list")["hunters"]]  # type: ignore[attr-defined]
    assert " ".join(name.split()) in names


def test_bytes_that_are_no_text_are_kept_as_marks(shell: Shell) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"accountdesk", b"log", b"globex", b"call: caf\xe9"],
        env=shell.environ | {"ACCOUNTDESK_TODAY": "2026-11-23"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done
    assert "caf\ufffd" in shell("show", "globex").stdout


def test_a_reader_that_has_seen_enough_is_no_error(shell: Shell) -> None:
    for number in range(30):
        shell("add", "person", "globex", f"Person {number}")
    done = subprocess.run(
        ["/bin/bash", "-c", f"set -o pipefail; {sys.executable} -m accountdesk journal | head -1"],
        env={**shell.environ, "PYTHONUNBUFFERED": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_deal_that_was_won_was_won_in_the_past(shell: Shell) -> None:
    said = shell("add", "deal", "globex", "x", "--outcome", "won", "--closes", "5 nov").stdout
    assert "Thu 5 Nov 2026" in said


def test_a_note_is_found_by_one_of_its_entries(shell: Shell) -> None:
    first = shell("log", "globex", NOTE).stdout.split()[0]
    assert len(shell("journal", "--note", first).stdout.splitlines()) == 2


def test_an_export_replaces_nothing_but_a_journal(shell: Shell, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    for there in (precious, tmp_path / "desk.db"):
        before = there.read_bytes()
        assert "is no journal" in shell("journal", "export", str(there), code=1).stderr
        assert there.read_bytes() == before
    old = tmp_path / "journal.jsonl"
    link = tmp_path / "link.jsonl"
    shell("journal", "export", str(old))
    link.symlink_to(old)
    shell("log", "globex", "call: x")
    assert shell.json("journal", "export", str(link)) == {"entries": 3}
    assert link.is_symlink()
    assert len(old.read_text().splitlines()) == 3
    assert shell("journal", "export", str(tmp_path), code=1).stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")) == []


def test_an_export_is_written_into_a_pipe(shell: Shell, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(fifo.read_text)
        shell("journal", "export", str(fifo))
        assert len(reading.result(20).splitlines()) == 2
    assert fifo.is_fifo()


def test_output_that_cannot_be_written_is_a_sentence_and_the_note_is_kept(shell: Shell) -> None:
    for redirect, code in ((">/dev/full", 1), (">&-", 0), ("2>&-", 0), ("2>/dev/full", 0)):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{sys.executable} -m accountdesk log globex 'call: x' {redirect}"],
            env={**shell.environ, "PYTHONUNBUFFERED": ""},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, (redirect, done)
        assert "mistake" not in done.stderr
        assert "Exception" not in done.stderr
    assert shell("journal", "--kind", "touchpoint").stdout.count("call: x") == 4


def test_a_mistake_in_the_program_is_a_sentence_and_a_report_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from accountdesk.cli import main
    from accountdesk.cli.commands import list as list_command

    monkeypatch.setenv("ACCOUNTDESK_STORE", str(tmp_path / "desk.db"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main.main(["add", "account", "Globex"]) == 0

    def breaks(*args: object) -> int:
        secret = "Dana Fox"
        raise RuntimeError(len(secret))

    monkeypatch.setattr(list_command, "run", breaks)
    assert main.main(["list"]) == 1
    assert "--debug" in capsys.readouterr().err
    assert main.main(["list", "--debug"]) == 1
    said = capsys.readouterr().err
    report = Path(said.split("see ")[1].strip().rstrip("."))
    assert "RuntimeError" in report.read_text()
    assert "Dana" not in report.read_text().replace('secret = "Dana Fox"', "")
    assert report.stat().st_mode & 0o077 == 0
