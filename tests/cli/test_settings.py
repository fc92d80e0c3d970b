"""Settings of this machine: where the store is, and what is said about a mistake."""

from pathlib import Path

import pytest

from accountdesk.cli.main import main
from accountdesk.config import KEYS, settings
from accountdesk.core.errors import SettingsError


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
        ("[store]\npath = 5", "line 2: .store. path must be a text"),
        ("[store\n", "no TOML"),
        ("store = 5", "store is a section"),
        ("[else]\nx = 1", "else is no section"),
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
    assert {section: set(keys) for section, keys in told.items()} == {
        section: set(keys) for section, keys in KEYS.items()
    }
    base = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert settings(base | {"ACCOUNTDESK_CONFIG": str(shipped)}) == settings(base)


def test_config_shows_what_holds_and_where_it_is_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("ACCOUNTDESK_CONFIG", str(path))
    path.write_text(f'[store]\npath = "{tmp_path}/team.db"\n', encoding="utf-8")
    assert main(["config"]) == 0
    assert capsys.readouterr().out == f"[store] path  {tmp_path}/team.db  {path}\n"
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
