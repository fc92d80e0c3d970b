"""Connecting and syncing on the command line: what is asked, written, said, and never shown."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.config.secrets import secrets_of
from accountdesk.config.settings import read_file
from accountdesk.config.sources import looked_at, sources_of
from accountdesk.config.writing import lines_of
from accountdesk.core.errors import SettingsError
from tests.sources.crm.fake import FakeCrm, running, status
from tests.sources.crm.world import OFFSET, filled

CANARY = "canary-5d21c8-token"


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running(FakeCrm()) as crm:
        filled(crm, 25)
        crm.token = f"Bearer {CANARY}"
        yield crm


class Home:
    """A user's home with the program in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config = path / ".config" / "accountdesk"
        self.said = ""
        (path / "mine.toml").write_text(OFFSET)

    def run(self, *words: str, token: str | None = CANARY, code: int = 0, typed: str = "") -> str:
        """Run a command; what it printed."""
        environ = {"HOME": str(self.path), "PATH": os.environ["PATH"]}
        if token is not None:
            environ["ACCOUNTDESK_FAKE_TOKEN"] = token
        done = subprocess.run(
            [sys.executable, "-m", "accountdesk", *words],
            env=environ, cwd=self.path, input=typed, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        self.said += done.stdout + done.stderr
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def connect(self, crm: FakeCrm, **options: object) -> str:
        words = ["connect", "./mine.toml", "--var", f"url={crm.url}", "--key", "fake", "--yes"]
        return self.run(*words, **options)  # type: ignore[arg-type]  # as `run` takes them


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_connecting_tries_writes_and_reads(home: Home, crm: FakeCrm) -> None:
    said = home.connect(crm)
    assert "How far this preset was tried: running server" in said
    assert "  Account 00\n" in said
    assert "It answers, and has 25 accounts." in said
    assert "accounts           25         25" in said
    file = home.config / "accountdesk.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "has nothing wrong in it" in home.run("config", "check")
    assert "[[source]] fake" in home.run("config", "show")
    assert "Account 07" in home.run("list")
    crm.change("accounts", "a3", name="Renamed")
    crm.delete("accounts", "a4")
    said = home.run("sync")
    assert "Not there any more: Account 04." in said
    assert "Renamed" in home.run("list")


def test_settings_that_are_there_are_never_written(home: Home, crm: FakeCrm) -> None:
    home.config.mkdir(parents=True)
    file = home.config / "accountdesk.toml"
    file.write_text('# mine\n[screen]\ntheme = "light"\n')
    said = home.connect(crm)
    assert file.read_text() == '# mine\n[screen]\ntheme = "light"\n'
    assert "was not changed. Add these lines to it:" in said
    lines = said.partition("Add these lines to it:")[2].partition("Then:")[0]
    with file.open("a") as out:
        out.write(lines)
    assert "accounts           25         25" in home.run("sync", "fake")


def test_a_wrong_token_is_said_and_nothing_is_kept(home: Home, crm: FakeCrm) -> None:
    said = home.connect(crm, token="wrong-one", code=1)  # a wrong one
    assert "does not take the credentials (401)" in said
    assert not (home.config / "accountdesk.toml").exists()


def test_a_secret_that_is_nowhere_is_said_with_all_its_places(home: Home, crm: FakeCrm) -> None:
    said = home.connect(crm, token=None, code=1)
    assert "ACCOUNTDESK_FAKE_TOKEN" in said
    assert "fake.secret" in said
    assert "token_command" in said


def test_what_is_missing_is_asked_for_by_name(home: Home) -> None:
    said = home.run("connect", "./mine.toml", code=1)
    assert "It needs url (where it is). Say it with --var url=VALUE." in said
    assert "Known: bottlecrm, dataverse" in home.run("connect", "sugar", code=1)
    assert "Did you mean" not in home.run("sync", code=1)
    assert "No CRM is connected" in home.run("sync", code=1)


def test_the_doctor_says_what_could_not_be_read_until_it_can(home: Home, crm: FakeCrm) -> None:
    home.connect(crm)
    home.run("sync", token="canary-of-another", code=1)
    said = home.run("doctor", code=1)
    assert "! source   fake could not be read, or not all of it, just now:" in said
    assert "does not take the credentials (401)" in said
    home.run("sync")
    assert "could not be read" not in home.run("doctor")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("mine.toml", "gone.toml", "The preset"),
        ("[source.var]", '[source.fields]\ntier = "a"\n[source.var]', "no table [write.fields]"),
        ("http://127.0.0.1", "crm.example", "is no address of an API"),
        ("url =", "urll =", "needs var.url"),
    ],
)
def test_settings_are_checked_against_their_preset(
    home: Home, crm: FakeCrm, old: str, new: str, says: str
) -> None:
    home.connect(crm)
    file = home.config / "accountdesk.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    assert says in home.run("config", "check", code=1)


def test_a_source_that_is_off_is_read_by_its_name(home: Home, crm: FakeCrm) -> None:
    home.connect(crm)
    file = home.config / "accountdesk.toml"
    file.write_text(file.read_text().replace('"5m"', '"off"'))
    assert "Every source is off in the settings; name one: fake." in home.run("sync", code=1)
    assert "accounts           25" in home.run("sync", "fake")
    assert "fake is not read: its interval is off." in home.run("doctor")


def test_progress_as_json_lines(home: Home, crm: FakeCrm) -> None:
    home.connect(crm)
    lines = [json.loads(line) for line in home.run("sync", "--json").splitlines()]
    progress = [line["progress"] for line in lines if "progress" in line]
    assert [(one["read"], one["total"]) for one in progress] == [(10, 25), (20, 25), (25, 25)]
    assert lines[-1]["accounts"]["unchanged"] == 25


def test_many_that_vanish_are_asked_about_and_a_script_says_yes(home: Home, crm: FakeCrm) -> None:
    filled(crm, 60)
    crm.tables["accounts"] = crm.tables["accounts"][25:]
    home.connect(crm)
    crm.tables["accounts"] = crm.tables["accounts"][:10]
    said = home.run("sync", code=1)
    assert "50 of the 60 accounts are not in Fake CRM any more" in said
    assert "accountdesk sync fake --full --yes" in said
    assert "        50          0" in home.run("sync", "fake", "--full", "--yes")


def test_a_canary_token_is_found_nowhere(home: Home, crm: FakeCrm) -> None:
    home.connect(crm)
    crm.fail("/offset/accounts", status(400, data={"error": f"no {CANARY}"}))
    said = home.run("sync", "--debug", code=1)
    assert "said no (400)" in said
    crm.fail("/offset/accounts", status(500, data={"error": CANARY}), status(500), status(500))
    home.run("sync")
    assert f"fake is Fake CRM at {crm.url}" in home.run("doctor")
    home.run("doctor", "--json")
    home.run("config", "show", "--json")
    home.run("journal", "--json")
    home.run("journal", "export", "all.jsonl")
    home.run("sync", "--json")
    assert CANARY not in home.said
    for path in home.path.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def test_presets_on_the_command_line(home: Home) -> None:
    said = home.run("presets")
    assert "verified: documentation only" in said
    assert "has nothing wrong in it" in home.run("presets", "check", "mine.toml")
    (home.path / "mine.toml").write_text(OFFSET.replace("primary_key", "primary"))
    assert "line 15: resource.accounts.primary is not known" in home.run(
        "presets", "check", "mine.toml", code=1
    )
    assert "which preset?" in home.run("presets", "check", code=2)
    names = [one["name"] for one in json.loads(home.run("presets", "--json"))]
    assert names == sorted(names)


SOURCE = '[[source]]\nkey = "fake"\npreset = "bottlecrm"\n'


def settings_with(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "my.toml"
    file.write_text(text)
    file.chmod(0o600)
    return file


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            SOURCE + "presett = 'x'",
            "line 4: presett is no setting of a source. Did you mean pres",
        ),
        ("[[source]]\npreset = 'x'", "a source needs a key"),
        ("[[source]]\nkey = 'Own!'\npreset = 'x'", "a source needs a key"),
        ("[[source]]\nkey = 'own'\npreset = 'x'", "a source needs a key"),
        ("[[source]]\nkey = 'a'", "a source needs a preset"),
        ("[[source]]\nkey = 'a'\npreset='x'\npackage='y'", "a source needs a preset"),
        (SOURCE + "\n" + SOURCE, "line 5: there are two sources with the key fake"),
        (SOURCE + "interval = 'often'", "interval is “often”"),
        (SOURCE + "interval = '5s'", "less than 30 seconds"),
        (SOURCE + "var = 'x'", "var is a table"),
        (SOURCE + "read-only = 'yes'", "read_only is true or false"),
        (SOURCE + "token_command = 'pass show'", "token_command is a list"),
        ("[source]\nkey = 'a'", "a source begins with"),
    ],
)
def test_what_is_wrong_with_a_source_is_said(tmp_path: Path, text: str, why: str) -> None:
    file = settings_with(tmp_path, text)
    wrong = looked_at(read_file({"ACCOUNTDESK_CONFIG": str(file)}))[1]
    assert any(why in one for one in wrong), wrong


def test_a_source_as_it_is_set(tmp_path: Path) -> None:
    text = SOURCE + 'interval = "1h"\nread-only = true\nvar = { url = "https://x.example" }\n'
    file = settings_with(tmp_path, text)
    (one,) = sources_of(read_file({"ACCOUNTDESK_CONFIG": str(file)}))
    assert (one.key, one.preset, one.interval_s, one.read_only) == ("fake", "bottlecrm", 3600, True)
    again = settings_with(tmp_path, lines_of(one))
    (same,) = sources_of(read_file({"ACCOUNTDESK_CONFIG": str(again)}))
    assert same.var == one.var


def secret(tmp_path: Path, more: str = "", **environ: str) -> str:
    file = settings_with(tmp_path, SOURCE + more)
    told = {"ACCOUNTDESK_CONFIG": str(file), **environ}
    (one,) = sources_of(read_file(told))
    return secrets_of(one, ["token"], told)["token"].reveal()


def test_secrets_come_in_their_order(tmp_path: Path) -> None:
    kept = tmp_path / "fake.secret"
    kept.write_text('token = "from a file"\n')
    kept.chmod(0o600)
    assert secret(tmp_path) == "from a file"
    assert secret(tmp_path, ACCOUNTDESK_FAKE_TOKEN="from a variable") == "from a variable"
    command = f'token_command = ["{sys.executable}", "-c", "print(\'from a command\'); print(2)"]'
    assert secret(tmp_path, command, ACCOUNTDESK_FAKE_TOKEN="no") == "from a command"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_secret_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    kept = tmp_path / "fake.secret"
    kept.write_text('token = "open"\n')
    kept.chmod(mode)
    with pytest.raises(SettingsError, match=r"others could read or change them.*chmod 600"):
        secret(tmp_path)


def test_a_secret_behind_a_link_or_in_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_text('token = "x"\n')
    (tmp_path / "fake.secret").symlink_to(tmp_path / "real")
    with pytest.raises(SettingsError, match="it is a link"):
        secret(tmp_path)
    (tmp_path / "fake.secret").unlink()
    (tmp_path / "fake.secret").write_text("just-the-token\n")
    (tmp_path / "fake.secret").chmod(0o600)
    with pytest.raises(SettingsError, match="is no TOML") as failed:
        secret(tmp_path)
    assert "just-the-token" not in str(failed.value)


def test_a_command_that_gives_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="gave no secret"):
        secret(tmp_path, 'token_command = ["false"]')
    with pytest.raises(SettingsError, match="cannot be run"):
        secret(tmp_path, 'token_command = ["/no/such/program"]')


def test_a_command_in_a_file_that_others_may_write_is_not_run(tmp_path: Path) -> None:
    file = settings_with(tmp_path, SOURCE + 'token_command = ["true"]')
    file.chmod(0o620)
    wrong = looked_at(read_file({"ACCOUNTDESK_CONFIG": str(file)}))[1]
    assert any("others may write this file" in one for one in wrong)
