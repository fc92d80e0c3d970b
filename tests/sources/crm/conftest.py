"""A desk, and a fake CRM that runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accountdesk.desk.desk import Desk
from tests.builders import a_desk
from tests.sources.crm.fake import FakeCrm
from tests.sources.crm.world import a_crm


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        yield desk


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with a_crm() as crm:
        yield crm
