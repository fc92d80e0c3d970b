"""The demo on days of every kind, made once for all tests that only look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.desk.desk import Desk
from tests.desk.demos import DAYS, a_demo


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demos")


@pytest.fixture(params=DAYS, ids=lambda today: f"{today:%a}-{today}")
def demo(request: pytest.FixtureRequest, demos: Path) -> Iterator[Desk]:
    with a_demo(demos, request.param) as desk:
        yield desk
