"""Names: UUIDv7 that sort in the order in which they were minted, and say when."""

import time
import uuid

import pytest

from accountdesk.desk.mint import mint


def test_names_are_uuids_of_version_7_that_say_when(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountdesk.desk.mint._last", 0)
    before = time.time_ns() // 1_000_000
    name = uuid.UUID(bytes=mint())
    assert (name.version, name.variant) == (7, uuid.RFC_4122)
    assert before <= (name.int >> 80) <= time.time_ns() // 1_000_000 + 1


def test_names_sort_in_the_order_of_minting_even_if_the_clock_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("accountdesk.desk.mint._last", 0)
    monkeypatch.setattr("accountdesk.desk.mint.time.time_ns", lambda: 1_795_435_200_000_000_000)
    names = [mint() for _ in range(10_000)]
    assert names == sorted(set(names))
