"""Settings of this machine: what holds, and what is said about a mistake."""

import re
from pathlib import Path

import pytest

from accountdesk.cli.main import main
from accountdesk.config.settings import KEYS, Bound, settings
from accountdesk.core.errors import SettingsError
from accountdesk.tui.keymap import FIXED
from accountdesk.tui.keys import KEYS as ACTIONS
from accountdesk.tui.keys import key_name


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(
    tmp_path: Path,
) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path)}
    assert settings(environ).store == str(tmp_path / "data/accountdesk/desk.db")
    file = tmp_path / "accountdesk" / "accountdesk.toml"
    file.parent.mkdir()
    file.write_text('[store]\npath = "/srv/team/desk.db"\n')
    assert settings(environ).store == "/srv/team/desk.db"
    assert settings(environ | {"ACCOUNTDESK_STORE": "/tmp/x.db"}).store == "/tmp/x.db"


def test_a_relative_base_directory_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    expected = "/home/ana/.local/share/accountdesk/desk.db"
    assert settings({"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": ""}).store == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[stor]\npath = ''", "line 1: stor is no section. Did you mean store?"),
        ("[store]\n\npaht = ''", "line 3: paht is no setting of .store.. Did you mean path?"),
        ("[store]\npath = 5", "line 2: .store. path must be a text in quotes"),
        ("[screen]\ntheme = 'lihgt'", "line 2: .screen. theme is “lihgt”.* Did you mean light?"),
        ("[locale]\ndates = 'dd/mm'", "It is one of: Fri 5 Dec 2026 · Fri Dec 5 2026"),
        ("[store]\npath=''\n[locale]\npath = ''", "line 4: path is no setting of .locale."),
        ("[keys]\ndo.write = 5", "line 2: the keys of do.write must be a text in quotes"),
        ("keys = 'w'", "line 1: keys is a section"),
        ("[store\n", "no TOML"),
        ("store = 5", "store is a section"),
        ("[else]\nx = 1", "else is no section"),
        (
            "theme = 'light'\n[screen]",
            "line 1: theme is no section. It belongs below a line .screen.",
        ),
        ("\ufeff[stor]\npath = ''", "line 1: stor is no section"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "my.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=why):
        settings({"ACCOUNTDESK_CONFIG": str(file)})


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no settings file"):
        settings({"ACCOUNTDESK_CONFIG": str(tmp_path / "no.toml")})


def test_the_shipped_file_names_every_setting_and_is_the_default(tmp_path: Path) -> None:
    import tomllib

    shipped = Path(__file__).parents[2] / "config" / "accountdesk.toml"
    told = tomllib.loads(shipped.read_text(encoding="utf-8"))
    text = shipped.read_text(encoding="utf-8")
    assert told.pop("keys") == {}
    assert {section: set(keys) for section, keys in told.items()} == {
        section: set(keys) for section, keys in KEYS.items()
    }
    choices = {one for keys in KEYS.values() for about in keys.values() for one in about.choices}
    assert all(f'"{one}"' in text for one in choices)
    base = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert settings(base | {"ACCOUNTDESK_CONFIG": str(shipped)}) == settings(base)


def test_the_shipped_file_names_every_key_as_it_is_and_what_it_does() -> None:
    shipped = Path(__file__).parents[2] / "config" / "accountdesk.toml"
    line = r'^# ([a-z]+\.[a-z0-9-]+) = "(.+)" +# (.+)$'
    named = re.findall(line, shipped.read_text(), re.MULTILINE)
    told = {action: (",".join(map(key_name, of.split(","))), says) for action, of, says in named}
    assert told == {action: tuple(does) for action, does in ACTIONS.items() if action not in FIXED}


def test_the_example_is_the_shipped_file(capsys: pytest.CaptureFixture[str]) -> None:
    shipped = Path(__file__).parents[2] / "config" / "accountdesk.toml"
    assert main(["config", "example"]) == 0
    assert capsys.readouterr().out == shipped.read_text(encoding="utf-8")


def test_names_of_keys_may_stand_in_quotes_or_not(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text('[keys]\ndo.write = "w"\n"do.next" = "v,f6"\n\n[keys.see]\nwhy = "h"\n')
    assert settings({"ACCOUNTDESK_CONFIG": str(file)}).keys == (
        Bound("do.write", "w", f"{file}, line 2"),
        Bound("do.next", "v,f6", f"{file}, line 3"),
        Bound("see.why", "h", f"{file}, line 6"),
    )


def test_check_says_all_that_is_wrong_and_others_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("ACCOUNTDESK_CONFIG", str(path))
    path.write_text(
        '[screen]\ntheme = "drak"\n[locale]\ndtaes = ""\n[keys]\ndo.write = "W"\ngo.find = "f4"\n'
    )
    assert main(["config", "check"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{path}, line 2: [screen] theme is “drak”, which is none of its values. Did you "
        "mean dark?",
        f"{path}, line 4: dtaes is no setting of [locale]. Did you mean dates?",
        f"{path}, line 6: W is a capital, and they begin a name that is looked for. Take a small "
        "letter.",
    ]
    assert main(["config", "check", "--json"]) == 1
    assert '"well": false, "wrong": [' in capsys.readouterr().out
    assert main(["list"]) == 1
    told = capsys.readouterr().err
    assert "Did you mean dark? `accountdesk config check` says what else." in told


def test_a_key_that_is_wrong_stops_nothing_but_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("ACCOUNTDESK_CONFIG", str(path))
    monkeypatch.setenv("ACCOUNTDESK_STORE", str(tmp_path / "desk.db"))
    path.write_text('[keys]\ndo.write = "W"\n')
    assert main(["add", "account", "Acme"]) == 0
    assert main(["config"]) == 0
    assert "[keys] do.write   W " in capsys.readouterr().out


def test_config_shows_what_holds_and_where_it_is_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("ACCOUNTDESK_CONFIG", str(path))
    path.write_text(f'[store]\npath = "{tmp_path}/team.db"\n', encoding="utf-8")
    assert main(["config"]) == 0
    shown = [re.split(" {2,}", line) for line in capsys.readouterr().out.splitlines()]
    assert shown == [
        ["[store] path", f"{tmp_path}/team.db", str(path)],
        ["[screen] theme", "dark", "default"],
        ["[locale] dates", "Fri 5 Dec 2026", "default"],
        ["[locale] numbers", "1,234.5", "default"],
    ]
    assert main(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert main(["config", "check", "--json"]) == 0
    assert '"well": true' in capsys.readouterr().out
    path.write_text("[stroe]\n", encoding="utf-8")
    assert main(["config", "check"]) == 1
    assert "stroe is no section. Did you mean store?" in capsys.readouterr().err
    assert main(["config", "path"]) == 0
    monkeypatch.delenv("ACCOUNTDESK_CONFIG")
    monkeypatch.setenv("ACCOUNTDESK_STORE", "/x/y.db")
    capsys.readouterr()
    assert main(["config", "show", "--json"]) == 0
    assert '{"value": "/x/y.db", "origin": "ACCOUNTDESK_STORE"}' in capsys.readouterr().out
    assert main(["config", "check"]) == 0
    assert "is not there; defaults hold" in capsys.readouterr().out
