"""What every test starts from: a home of its own, one zone, and no network but the loopback."""

import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The same examples at every run: a test that fails in CI fails at home. `explore` looks further.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("explore", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the developer's own desk nor their settings are seen by a test."""
    for name in ("ACCOUNTDESK_STORE", "ACCOUNTDESK_CONFIG", "ACCOUNTDESK_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("ACCOUNTDESK_ACTOR", "test")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401  # as socket has it
        if self.family in (socket.AF_INET, socket.AF_INET6):
            assert address[0] in ("127.0.0.1", "::1"), f"a test wants to reach {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
