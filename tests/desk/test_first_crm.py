"""What the first start keeps of a CRM: once, and again after a try that failed behind it."""

import stat
from pathlib import Path

import pytest

from accountdesk.config.settings import read_file
from accountdesk.config.sources import sources_of
from accountdesk.core.errors import Refused
from accountdesk.core.secret import Secret
from accountdesk.desk.first_crm import Connection, keep_connection, known_secrets, setting_of
from tests.sources.crm.world import OFFSET

VERSIONED = OFFSET.replace(
    "[secret.token]", '[var.version]\nasks = "which"\ndefault = "v3"\n[secret.token]'
)


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(VERSIONED)
    return {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}


TOLD = Connection(
    "mine.toml", {"url": "http://127.0.0.1:9", "version": "v3"}, "acme", {"token": Secret("sesame")}
)


def test_settings_and_secrets_are_kept_apart(environ: dict[str, str], tmp_path: Path) -> None:
    assert setting_of(TOLD._replace(key=""), environ).key == "mine"  # an address is no name
    assert not known_secrets(TOLD, environ)
    keep_connection(TOLD, environ)
    [source] = sources_of(read_file(environ))
    assert (source.key, source.preset) == ("acme", str(tmp_path / "mine.toml"))
    assert "sesame" not in (tmp_path / "accountdesk" / "accountdesk.toml").read_text()
    assert stat.S_IMODE((tmp_path / "accountdesk" / "acme.secret").stat().st_mode) == 0o600


def test_a_second_try_finds_what_the_first_one_kept(environ: dict[str, str]) -> None:
    keep_connection(TOLD, environ)
    keep_connection(TOLD, environ)
    assert len(sources_of(read_file(environ))) == 1


def test_settings_that_are_there_are_the_user_s_own(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accountdesk").mkdir()
    (tmp_path / "accountdesk" / "accountdesk.toml").write_text("# mine\n")
    with pytest.raises(Refused, match=r'is yours and was not changed[\s\S]*key = "acme"'):
        keep_connection(TOLD, environ)
    assert (tmp_path / "accountdesk" / "accountdesk.toml").read_text() == "# mine\n"
